//! The best plan for one agent at given values of each skill and interval,
//! all others staying as they are: a dynamic program from place to place.
//!
//! It is exact: days in seven, overtime, hours of a week, rest between
//! recommended pieces and the place of breaks are all decided together. Rest
//! between pieces and hours without overtime are hardly ever in the way, so the
//! program leaves them out at first, looks at the best plan, and keeps watch over
//! just what that breaks until the best plan breaks nothing. Each value on the way
//! is at least that of the best plan.

mod cook;
mod every;
mod label;
mod mend;
mod menu;
mod network;
mod noise;
mod relaxed;
mod steps;
#[cfg(test)]
pub(crate) mod tests;
mod values;
mod watch;

use rand::rngs::SmallRng;

use crate::staff::Staff;
use crate::staff::roster::{Piece, Roster};
use label::{Label, Table};
use menu::{Entry, Kitchen};
use relaxed::Relaxed;
use watch::{Breach, Watch};

pub(crate) use every::{EachPlan, TooMany};
pub(crate) use network::Network;
pub(crate) use noise::Noise;
pub(crate) use values::Values;

/// What to do where a plan has too many ways to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crowd {
    /// Forget rules, so that the value is at least that of the best plan.
    Relax,
    /// Forget the ways worth least: every plan keeps all rules.
    Drop,
}

/// Times that the watch is tightened before a plan is mended by force.
const ATTEMPTS: usize = 24;
/// Steps of the program before that, for all agents of a small problem together.
const EFFORT: usize = 4_000_000;

/// Finds best plans; keeps its memory from one to the next.
pub(crate) struct Planner {
    kitchen: Kitchen,
    entries: Vec<Entry>,
    /// Per place, its entries.
    menus: Vec<std::ops::Range<usize>>,
    /// Per place, where chance stood before its entries were drawn.
    draws: Vec<SmallRng>,
    /// Per entry, where those of other hours begin.
    next_hours: Vec<usize>,
    relaxed: Relaxed,
    labels: Vec<Label>,
    table: Table,
    watch: Watch,
    /// Entries of the plan found last, in order of time.
    chosen: Vec<Entry>,
    /// Steps of the program for each agent, and those left for the present one.
    patience: usize,
    effort: usize,
    best: Vec<Piece>,
}

/// The hours of one agent, and how they are counted.
#[derive(Clone, Copy)]
struct Terms<'a> {
    staff: &'a Staff,
    roster: &'a Roster,
    /// Most overtime, in hours.
    limit: f64,
    /// Only skills that set no lower limit than this.
    least_limit: f64,
}

/// How thoroughly plans are sought that have many ways to go on, in steps of
/// the program for each agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Patience(pub(crate) usize);

impl Planner {
    pub(crate) fn new(patience: Patience) -> Self {
        Self {
            kitchen: Kitchen::default(),
            entries: Vec::new(),
            menus: Vec::new(),
            draws: Vec::new(),
            next_hours: Vec::new(),
            relaxed: Relaxed::default(),
            labels: Vec::new(),
            table: Table::default(),
            watch: Watch::default(),
            chosen: Vec::new(),
            patience: patience.0,
            effort: 0,
            best: Vec::new(),
        }
    }

    pub(crate) fn set_patience(&mut self, patience: Patience) {
        self.patience = patience.0;
    }

    /// The most that a plan of `agent` earns at `values` after its cost, and the plan. With
    /// [`Crowd::Relax`] rarely more than it earns; the plan may then break a
    /// rule.
    pub(crate) fn best(
        &mut self,
        staff: &Staff,
        agent: usize,
        values: Values,
        mut noise: Option<&mut Noise>,
        crowd: Crowd,
    ) -> (f64, &[Piece]) {
        let roster = &staff.rosters[agent];
        let limits = limits(staff, roster);
        self.best.clear();
        let mut most = 0.0;
        for &limit in &limits {
            let terms = terms(staff, roster, limit);
            let value = self.within(terms, values, noise.as_deref_mut(), crowd);
            if value > most {
                most = value;
                self.best.clear();
                let pieces = self.chosen.iter().flat_map(|entry| entry.pieces);
                self.best.extend(pieces.flatten());
            }
        }
        (most, &self.best)
    }

    fn within(
        &mut self,
        terms: Terms,
        values: Values,
        mut noise: Option<&mut Noise>,
        crowd: Crowd,
    ) -> f64 {
        self.kitchen
            .choose_skills(terms.staff, terms.roster, terms.least_limit);
        self.watch.relax();
        let agents = terms.staff.rosters.len();
        self.effort = self.patience.max(EFFORT / agents);
        let mut upper = f64::INFINITY;
        self.cook(terms, values, noise.as_deref_mut());
        if self.entries.is_empty() {
            self.chosen.clear();
            return 0.0;
        }
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                self.cook_again(terms, values, noise.as_deref_mut());
            }
            self.relaxed
                .fill(terms, &self.entries, &self.menus, &self.watch);
            if attempt > 0 {
                self.effort = self.effort.saturating_sub(self.relaxed.effort());
            }
            upper = upper.min(self.relaxed.most());
            let is_exact = self.trace_table(terms, upper);
            match self.watch.tighten(terms, &self.chosen) {
                Breach::None if is_exact => return upper,
                Breach::New if self.effort > 0 => continue,
                _ => {}
            }
            match self.solve_closely(terms, upper, crowd) {
                Some(value) if self.watch.tighten(terms, &self.chosen) == Breach::None => {
                    return value;
                }
                Some(value) => upper = value,
                None => break,
            }
        }
        if crowd == Crowd::Relax {
            return upper;
        }
        self.trace_table(terms, upper);
        self.drop_breaches(terms);
        self.mend(terms)
    }

    /// The best plan under the present watch, label by label, and its worth; none where that
    /// is too much effort.
    fn solve_closely(&mut self, terms: Terms, upper: f64, crowd: Crowd) -> Option<f64> {
        self.sort_menus();
        // The best plan is hardly ever worth much less than what the table says: ways that
        // are get a look only where there is no other.
        let mut slack = first_slack(upper);
        let mut value = self.solve(terms, upper - slack, crowd);
        while value < upper - slack && slack < upper && self.effort > 0 {
            slack *= 3.0;
            value = self.solve(terms, upper - slack, crowd);
        }
        (self.effort > 0).then_some(value)
    }

    /// Chooses what the table of hours and days holds for the best plan; whether that is
    /// worth as much as `most`.
    fn trace_table(&mut self, terms: Terms, most: f64) -> bool {
        self.relaxed
            .trace(terms, &self.entries, &self.menus, &mut self.chosen);
        let worth = terms.worth(&self.chosen);
        worth.is_some_and(|worth| worth >= most - 1e-9)
    }
}

/// How far below the most that it can be worth a plan is looked for at first.
fn first_slack(upper: f64) -> f64 {
    (upper * 0.0005).max(1e-4)
}

/// The greater of two numbers; faster than `max`, which looks for what is no number.
fn greater(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// The limits of overtime that the agent's skills set, each once.
fn limits(staff: &Staff, roster: &Roster) -> Vec<f64> {
    let mut limits = Vec::new();
    for &skill in &roster.skills {
        let limit = limit_of(staff, roster, skill);
        if !limits.contains(&limit) {
            limits.push(limit);
        }
    }
    limits
}

/// The terms of a plan of skills that set no lower limit than `limit`.
fn terms<'a>(staff: &'a Staff, roster: &'a Roster, limit: f64) -> Terms<'a> {
    let may_be_overtime = |&skill: &usize| {
        limit_of(staff, roster, skill) >= limit && !staff.horizon.no_overtime[skill]
    };
    Terms {
        staff,
        roster,
        limit: if roster.skills.iter().any(may_be_overtime) {
            limit
        } else {
            roster.locked_overtime
        },
        least_limit: limit,
    }
}

fn limit_of(staff: &Staff, roster: &Roster, skill: usize) -> f64 {
    staff.horizon.overtime_limit[skill].min(roster.locked_limit)
}
