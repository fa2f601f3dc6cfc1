//! A lower bound on the objective of every plan.
//!
//! A price on each skill and interval, between 0 and the weight of the skill,
//! makes the agents independent. At that price whole places are bought up to
//! the last whole agent required, and one more if the fraction left weighs
//! more than the price; so the objective is at least what that costs, less
//! what the agents on shift could earn at these prices, less what each agent
//! could earn with extra work after its cost. Any prices give a valid bound. The best extra work of an
//! agent is bounded from above; see [`earnings`]. The prices climb by smoothed
//! gradients.

mod earnings;

use earnings::most_earned;

use crate::StaffingProblem;
use crate::solve::options::Sums;
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

    /// Starts the climb half-way between what one more agent brought at the
    /// beginning and what one more brings now.
    pub(crate) fn start_between(&mut self, gains: &[Vec<f64>]) {
        for (prices, gains) in self.prices.iter_mut().zip(gains) {
            for (price, gain) in prices.iter_mut().zip(gains) {
                *price = f64::midpoint(*price, *gain);
            }
        }
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
