//! The most that an agent could earn with extra work at given prices, bounded
//! from above: rest between recommended work and days in seven are left out,
//! and the overtime limit of the range, where it spans weeks, is a price on
//! overtime. Hours and overtime of a week are exact.

use crate::solve::horizon::Horizon;
use crate::solve::options::{Choice, Sums, choices};
use crate::solve::roster::{Item, Roster};

/// Values of overtime, in hours of shortfall each, to look for the best among.
const OVERTIME_PRICES: [f64; 8] = [0.0, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.5];

/// At least as much as any plan of the agent earns after its cost; `chosen`
/// gets the choices that would earn it.
pub(super) fn most_earned(
    horizon: &Horizon,
    roster: &Roster,
    sums: &Sums,
    chosen: &mut dyn FnMut(&Choice),
) -> f64 {
    let weeks = weeks(horizon, roster, sums);
    let may = roster
        .skills
        .iter()
        .filter(|&&skill| !horizon.no_overtime[skill]);
    let limit = may
        .map(|&skill| horizon.overtime_limit[skill])
        .fold(0.0, f64::max);
    // Any price bounds from above; within one week the limit is kept anyway.
    let prices = if weeks.len() > 1 && limit.is_finite() {
        &OVERTIME_PRICES[..]
    } else {
        &[0.0]
    };
    let mut least = (f64::INFINITY, 0.0);
    for &price in prices {
        let of_week = |week: &Week| week.best(horizon, limit, price).0;
        let earned = weeks.iter().map(of_week).sum::<f64>() + bounded(price, limit);
        if earned < least.0 {
            least = (earned, price);
        }
    }
    for week in &weeks {
        week.choose(week.best(horizon, limit, least.1).1, chosen);
    }
    least.0
}

/// What the overtime allowed is worth at `price`.
fn bounded(price: f64, limit: f64) -> f64 {
    if price > 0.0 { price * limit } else { 0.0 }
}

/// The best choice of an item for each number of intervals worked.
type Menu = Vec<(usize, f64, Choice)>;

/// What can be earned in a week for each number of intervals worked.
struct Week {
    /// Contracted hours left.
    left: f64,
    menus: Vec<Menu>,
    earned: Vec<Option<f64>>,
    /// Per menu and number of intervals so far, the entry taken.
    taken: Vec<Vec<Option<usize>>>,
}

fn weeks(horizon: &Horizon, roster: &Roster, sums: &Sums) -> Vec<Week> {
    let mut menus: Vec<(i64, Menu)> = Vec::new();
    for item in &roster.items {
        let day = match item {
            Item::Block(block) => block.first_day,
            Item::Free { day, .. } => *day,
        };
        let week = Horizon::week_of_day(day);
        let menu = menu(horizon, roster, item, sums, week);
        if !menu.is_empty() {
            menus.push((week, menu));
        }
    }
    let mut weeks: Vec<(i64, Week)> = Vec::new();
    for (number, menu) in menus {
        if weeks.last().is_none_or(|last| last.0 != number) {
            weeks.push((number, Week::new(roster.left(number))));
        }
        if let Some((_, week)) = weeks.last_mut() {
            week.add(menu);
        }
    }
    weeks.into_iter().map(|week| week.1).collect()
}

fn menu(horizon: &Horizon, roster: &Roster, item: &Item, sums: &Sums, week: i64) -> Menu {
    let hourly = horizon.costs.regular + roster.pool_cost;
    let rebate = (horizon.costs.regular - horizon.overtime_cost).max(0.0);
    let mut menu: Menu = Vec::new();
    choices(horizon, roster, item, sums, &|_| true, &mut |choice| {
        let segments = if choice.pieces[1].is_some() { 2.0 } else { 1.0 };
        let hours = horizon.in_hours(choice.worked);
        let profit = choice.value - segments * horizon.costs.segment - hours * hourly;
        if profit + hours * rebate <= 0.0 {
            return;
        }
        let mut pieces = choice.pieces.iter().flatten();
        let one_week = pieces.all(|piece| Horizon::week_of_day(piece.day) == week);
        // Work of another week than the item's first: let its hours be free
        // of overtime, which can only raise what is earned.
        let (worked, profit) = if one_week {
            (usize::try_from(choice.worked).unwrap_or(0), profit)
        } else {
            (0, profit + hours * rebate)
        };
        match menu.iter_mut().find(|entry| entry.0 == worked) {
            Some(entry) if entry.1 < profit => *entry = (worked, profit, choice),
            Some(_) => {}
            None => menu.push((worked, profit, choice)),
        }
    });
    menu
}

impl Week {
    fn new(left: f64) -> Self {
        Self {
            left,
            menus: Vec::new(),
            earned: vec![Some(0.0)],
            taken: Vec::new(),
        }
    }

    fn add(&mut self, menu: Menu) {
        let longest = menu.iter().map(|entry| entry.0).max().unwrap_or(0);
        let mut next = self.earned.clone();
        next.resize(self.earned.len() + longest, None);
        let mut taken = vec![None; next.len()];
        for (position, (worked, profit, _)) in menu.iter().enumerate() {
            for (before, value) in self.earned.iter().enumerate() {
                let Some(value) = value else { continue };
                let at = before + worked;
                if next[at].is_none_or(|known| value + profit > known) {
                    next[at] = Some(value + profit);
                    taken[at] = Some(position);
                }
            }
        }
        self.earned = next;
        self.taken.push(taken);
        self.menus.push(menu);
    }

    /// The most earned within `limit` hours of overtime, each of which costs
    /// `price` on top, and with how many intervals of work.
    fn best(&self, horizon: &Horizon, limit: f64, price: f64) -> (f64, usize) {
        let mut best = (0.0, 0);
        for (worked, value) in self.earned.iter().enumerate() {
            let Some(value) = value else { continue };
            let hours = horizon.in_hours(i64::try_from(worked).unwrap_or(i64::MAX));
            let overtime = (hours - self.left).max(0.0);
            let each = horizon.overtime_cost - horizon.costs.regular + price;
            if overtime <= limit + 1e-9 && value - overtime * each > best.0 {
                best = (value - overtime * each, worked);
            }
        }
        best
    }

    fn choose(&self, mut worked: usize, chosen: &mut dyn FnMut(&Choice)) {
        for (menu, taken) in self.menus.iter().zip(&self.taken).rev() {
            if let Some(position) = taken[worked] {
                let (length, _, choice) = &menu[position];
                chosen(choice);
                worked -= length;
            }
        }
    }
}
