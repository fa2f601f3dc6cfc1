//! A lower bound on the objective of every plan.
//!
//! A price on each skill and interval, between 0 and the weight of the skill,
//! makes the agents independent. At that price whole places are bought up to
//! the last whole agent required, and one more if the fraction left weighs
//! more than the price; so the objective is at least what that costs, less
//! what the agents on shift could earn at these prices, less what each agent
//! could earn with extra work after its cost. Any prices give a valid bound. The best extra work of an
//! agent is bounded from above by leaving out rest between recommended work,
//! days in seven, and what ties the weeks together; hours and overtime of a
//! week are exact. The prices climb by smoothed gradients.

use crate::StaffingProblem;
use crate::solve::horizon::Horizon;
use crate::solve::options::{Choice, Sums, choices};
use crate::solve::roster::{Item, Roster};
use crate::solve::state::Field;

pub(crate) struct Bound<'a> {
    field: &'a Field,
    /// Rows per skill, numbers per interval.
    required: Vec<Vec<f64>>,
    prices: Vec<Vec<f64>>,
    slopes: Vec<Vec<Slope>>,
    steps: u64,
    best: f64,
}

/// Running means that smooth the climb.
#[derive(Clone, Copy, Debug, Default)]
struct Slope {
    mean: f64,
    square: f64,
}

impl<'a> Bound<'a> {
    /// `gains` is what one more agent brings as long as nothing is planned.
    pub(crate) fn new(problem: &StaffingProblem, field: &'a Field, gains: Vec<Vec<f64>>) -> Self {
        Self {
            field,
            required: problem.required.clone(),
            slopes: vec![vec![Slope::default(); problem.intervals]; problem.skills.len()],
            prices: gains,
            steps: 0,
            // All costs and shortfalls are 0 or more.
            best: 0.0,
        }
    }

    /// The best bound so far.
    pub(crate) fn best(&self) -> f64 {
        self.best
    }

    /// How often [`begin`](Self::begin) or [`step`](Self::step) was called.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }

    /// The first bound, without prices: gains only fall as work is added, so
    /// all plans together gain no more than each by itself at the beginning.
    /// `idle_objective` is that of the plan without segments.
    pub(crate) fn begin(&mut self, idle_objective: f64, goes_on: &mut dyn FnMut() -> bool) {
        self.steps += 1;
        let horizon = &self.field.horizon;
        let sums = Sums::of(&self.prices, horizon.hours);
        let mut earned = 0.0;
        for roster in &self.field.rosters {
            if !goes_on() {
                return;
            }
            earned += most_earned(horizon, roster, &sums, &mut |_| {});
        }
        self.best = self.best.max(idle_objective - earned * (1.0 + 1e-9));
    }

    /// Values the present prices and climbs on. Gives up without a result as
    /// soon as `goes_on` says no.
    pub(crate) fn step(&mut self, goes_on: &mut dyn FnMut() -> bool) {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand steps")]
        let progress = self.steps.saturating_sub(1) as f64;
        self.steps += 1;
        let horizon = &self.field.horizon;
        let sums = Sums::of(&self.prices, horizon.hours);
        let warmth = 0.1 / (1.0 + progress / 10.0);
        let (mut value, mut missing) = self.value_of_places();
        value -= self.earned_on_shift(&mut missing, warmth);
        for roster in &self.field.rosters {
            if !goes_on() {
                return;
            }
            value -= most_earned(horizon, roster, &sums, &mut |choice| {
                for piece in choice.pieces.iter().flatten() {
                    for t in piece.intervals() {
                        missing[piece.skill][t] -= 1.0;
                    }
                }
            });
        }
        // Leaves room for rounding.
        self.best = self.best.max(value - value.abs() * 1e-9);
        self.climb(&missing, 0.12 / (1.0 + progress / 15.0), progress);
    }

    /// What the required places cost at least, and how many are bought.
    fn value_of_places(&self) -> (f64, Vec<Vec<f64>>) {
        let mut bought = self.required.clone();
        let mut value = 0.0;
        for (skill, row) in bought.iter_mut().enumerate() {
            let weight = self.field.horizon.weights[skill];
            for (count, price) in row.iter_mut().zip(&self.prices[skill]) {
                let fraction = weight * count.fract();
                *count = count.floor();
                value += *count * price + fraction.min(*price);
                if *price < fraction {
                    *count += 1.0;
                }
            }
        }
        (value * self.field.horizon.hours, bought)
    }

    /// The most that the agents on shift can earn; takes from `missing` what
    /// they serve, shared out softly among skills of nearly the same price.
    fn earned_on_shift(&self, missing: &mut [Vec<f64>], warmth: f64) -> f64 {
        let mut earned = 0.0;
        for (t, groups) in self.field.on_shift.iter().enumerate() {
            for &(set, count) in groups {
                let skills = &self.field.sets[set];
                let price = |skill: usize| self.prices[skill][t];
                let most = skills.iter().map(|&s| price(s)).fold(0.0, f64::max);
                earned += most * f64::from(count);
                let share = |skill: usize| ((price(skill) - most) / warmth).exp();
                let all: f64 = skills.iter().map(|&s| share(s)).sum();
                for &skill in skills {
                    missing[skill][t] -= f64::from(count) * share(skill) / all.max(1e-9);
                }
            }
        }
        earned * self.field.horizon.hours
    }

    fn climb(&mut self, missing: &[Vec<f64>], pace: f64, progress: f64) {
        const MEAN: f64 = 0.8;
        const SQUARE: f64 = 0.95;
        let (mean_part, square_part) = (
            1.0 - MEAN.powf(progress + 1.0),
            1.0 - SQUARE.powf(progress + 1.0),
        );
        for (skill, row) in missing.iter().enumerate() {
            let weight = self.field.horizon.weights[skill];
            for (t, &slope) in row.iter().enumerate() {
                let smooth = &mut self.slopes[skill][t];
                // Far from met, more says nothing more.
                let slope = slope.clamp(-10.0, 10.0);
                smooth.mean = MEAN * smooth.mean + (1.0 - MEAN) * slope;
                smooth.square = SQUARE * smooth.square + (1.0 - SQUARE) * slope * slope;
                let scale = (smooth.square / square_part).sqrt() + 0.3;
                let step = pace * weight * (smooth.mean / mean_part) / scale;
                let price = &mut self.prices[skill][t];
                *price = (*price + step).clamp(0.0, weight);
            }
        }
    }
}

/// At least as much as any plan of the agent earns after its cost; `chosen`
/// gets the choices that would earn it.
fn most_earned(
    horizon: &Horizon,
    roster: &Roster,
    sums: &Sums,
    chosen: &mut dyn FnMut(&Choice),
) -> f64 {
    let mut total = 0.0;
    let mut week = None;
    let mut menus: Vec<Menu> = Vec::new();
    for item in &roster.items {
        let day = match item {
            Item::Block(block) => block.first_day,
            Item::Free { day, .. } => *day,
        };
        let this = Horizon::week_of_day(day);
        if week.is_some_and(|week| week != this) {
            total += week_earned(horizon, roster, week, &menus, chosen);
            menus.clear();
        }
        week = Some(this);
        let menu = Menu::of(horizon, roster, item, sums, this);
        if !menu.0.is_empty() {
            menus.push(menu);
        }
    }
    total + week_earned(horizon, roster, week, &menus, chosen)
}

/// The best choice of an item for each number of intervals worked.
struct Menu(Vec<(usize, f64, Choice)>);

impl Menu {
    fn of(horizon: &Horizon, roster: &Roster, item: &Item, sums: &Sums, week: i64) -> Self {
        let hourly = horizon.costs.regular + roster.pool_cost;
        let rebate = (horizon.costs.regular - horizon.overtime_cost).max(0.0);
        let mut menu: Vec<(usize, f64, Choice)> = Vec::new();
        choices(horizon, roster, item, sums, &|_| true, &mut |choice| {
            let segments = if choice.pieces[1].is_some() { 2.0 } else { 1.0 };
            let hours = horizon.in_hours(choice.worked);
            let profit = choice.value - segments * horizon.costs.segment - hours * hourly;
            if profit + hours * rebate <= 0.0 {
                return;
            }
            let mut pieces = choice.pieces.iter().flatten();
            let one_week = pieces.all(|piece| Horizon::week_of_day(piece.day) == week);
            // Work of another week than the item's first: let its hours be
            // free of overtime, which can only raise what is earned.
            let worked = if one_week {
                usize::try_from(choice.worked).unwrap_or(0)
            } else {
                0
            };
            let profit = if one_week {
                profit
            } else {
                profit + hours * rebate
            };
            match menu.iter_mut().find(|entry| entry.0 == worked) {
                Some(entry) if entry.1 < profit => *entry = (worked, profit, choice),
                Some(_) => {}
                None => menu.push((worked, profit, choice)),
            }
        });
        Self(menu)
    }
}

/// The best of one week: exact in hours and overtime.
fn week_earned(
    horizon: &Horizon,
    roster: &Roster,
    week: Option<i64>,
    menus: &[Menu],
    chosen: &mut dyn FnMut(&Choice),
) -> f64 {
    let Some(week) = week.filter(|_| !menus.is_empty()) else {
        return 0.0;
    };
    let may = roster
        .skills
        .iter()
        .filter(|&&skill| !horizon.no_overtime[skill]);
    let limit = may
        .map(|&skill| horizon.overtime_limit[skill])
        .fold(0.0, f64::max);
    let left = roster.left(week);
    // Most earned with exactly so many intervals worked, and by which entries.
    let mut earned = vec![Some(0.0)];
    let mut taken: Vec<Vec<Option<usize>>> = Vec::new();
    for menu in menus {
        let longest = menu.0.iter().map(|entry| entry.0).max().unwrap_or(0);
        let mut next: Vec<Option<f64>> = earned.clone();
        next.resize(earned.len() + longest, None);
        let mut by = vec![None; next.len()];
        for (position, (worked, profit, _)) in menu.0.iter().enumerate() {
            for (before, value) in earned.iter().enumerate() {
                let Some(value) = value else { continue };
                let at = before + worked;
                if next[at].is_none_or(|known| value + profit > known) {
                    next[at] = Some(value + profit);
                    by[at] = Some(position);
                }
            }
        }
        earned = next;
        taken.push(by);
    }
    let mut best = (0.0, 0);
    for (worked, value) in earned.iter().enumerate() {
        let Some(value) = value else { continue };
        let hours = horizon.in_hours(i64::try_from(worked).unwrap_or(i64::MAX));
        let overtime = (hours - left).max(0.0);
        let value = value - overtime * (horizon.overtime_cost - horizon.costs.regular);
        if overtime <= limit + 1e-9 && value > best.0 {
            best = (value, worked);
        }
    }
    let mut worked = best.1;
    for (menu, by) in menus.iter().zip(&taken).rev() {
        if let Some(position) = by[worked] {
            let (length, _, choice) = &menu.0[position];
            chosen(choice);
            worked -= length;
        }
    }
    best.0
}
