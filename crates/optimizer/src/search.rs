//! The search for a good plan: annealing by heat bath.
//!
//! An agent's whole plan is drawn anew against the present flow, with noise as
//! great as the temperature; at temperature 0 that is the best plan there is
//! beside the others'. The temperature falls in rounds that grow longer, each
//! from the best plan so far, so that a good answer is there early.

mod state;

pub(crate) use state::State;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use crate::plan::{Crowd, Noise, Planner};
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// Smaller differences are rounding.
const TINY: f64 = 1e-9;

pub(crate) struct Search<'a> {
    staff: &'a Staff,
    state: State<'a>,
    planner: Planner,
    noise: Noise,
    random: SmallRng,
    best: f64,
    best_plans: Vec<Vec<Piece>>,
    best_covered: f64,
    best_overtime: f64,
    visits: u64,
    /// Agents whose plan may differ from the best one's.
    changed: Vec<usize>,
    is_changed: Vec<bool>,
    order: Vec<usize>,
    at: usize,
    round: Round,
}

/// A fall of the temperature.
#[derive(Clone, Copy, Debug)]
struct Round {
    number: u32,
    /// Visits of agents, and how many the round has.
    done: u64,
    of: u64,
    /// Whether anything changed since the temperature came to 0.
    cold_changes: u64,
    cold: u64,
}

impl<'a> Search<'a> {
    pub(crate) fn new(staff: &'a Staff, seed: u64) -> Self {
        let state = State::new(staff);
        let agents = staff.rosters.len();
        Self {
            planner: Planner::default(),
            noise: Noise::new(seed),
            random: SmallRng::seed_from_u64(seed),
            best: state.score(),
            best_plans: vec![Vec::new(); agents],
            best_covered: state.flow().covered(),
            best_overtime: 0.0,
            visits: 0,
            changed: Vec::new(),
            is_changed: vec![false; agents],
            order: (0..agents).filter(|&agent| !staff.rosters[agent].places.is_empty()).collect(),
            at: 0,
            round: Round {
                number: 0,
                done: 0,
                of: 0,
                cold_changes: 0,
                cold: 0,
            },
            state,
            staff,
        }
    }

    /// Objective of the best plan, without the cost of locked work.
    pub(crate) fn best(&self) -> f64 {
        self.staff.all_short + self.best
    }

    /// Required agents that the best plan meets, times intervals.
    pub(crate) fn covered(&self) -> f64 {
        self.best_covered
    }

    /// Hours of overtime of the best plan, without locked work.
    pub(crate) fn overtime(&self) -> f64 {
        self.best_overtime
    }

    /// How often every agent was visited, on average.
    pub(crate) fn passes(&self) -> u64 {
        // Where nobody can be given anything, everyone has been visited.
        self.visits.checked_div(self.order.len() as u64).unwrap_or(u64::MAX)
    }

    pub(crate) fn best_plans(&self) -> &[Vec<Piece>] {
        &self.best_plans
    }

    pub(crate) fn state(&self) -> &State<'a> {
        &self.state
    }

    /// Starts from `plans`.
    pub(crate) fn take(&mut self, plans: Vec<Vec<Piece>>) {
        for (agent, plan) in plans.into_iter().enumerate() {
            self.state.withdraw(agent);
            self.state.assign(agent, &plan);
            self.mark(agent);
        }
        self.keep_if_best();
    }

    /// Every agent once, those with the fewest skills first.
    pub(crate) fn first_plan(&mut self, goes_on: &mut dyn FnMut() -> bool) {
        let mut order = self.order.clone();
        order.sort_by_key(|&agent| self.staff.rosters[agent].skills.len());
        for agent in order {
            if !goes_on() {
                break;
            }
            self.visit(agent, true);
        }
        self.keep_if_best();
    }

    /// Visits agents as long as `goes_on` says so.
    pub(crate) fn run(&mut self, goes_on: &mut dyn FnMut() -> bool) {
        while !self.order.is_empty() && goes_on() {
            self.visits += 1;
            if self.round.done == self.round.of && self.is_frozen() {
                self.begin_round();
            }
            if self.at >= self.order.len() {
                self.at = 0;
                self.shuffle();
            }
            let agent = self.order[self.at];
            self.at += 1;
            if self.round.done < self.round.of {
                if self.round.done % 64 == 0 {
                    let left = 1.0 - self.round.done as f64 / self.round.of as f64;
                    self.noise.set_temperature(self.temperature(left));
                }
                self.round.done += 1;
                self.visit(agent, false);
                if self.state.score() < self.best - TINY {
                    self.keep_if_best();
                }
            } else {
                let before = self.state.score();
                self.visit(agent, true);
                self.round.cold += 1;
                if self.state.score() < before - TINY {
                    self.round.cold_changes = self.round.cold;
                }
                if self.is_frozen() {
                    self.keep_if_best();
                }
            }
        }
        self.keep_if_best();
    }

    fn temperature(&self, left: f64) -> f64 {
        let lab = |n: &str, d: f64| std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
        let hot = lab("HOT", 0.05);
        hot * left.powf(lab("POW", 2.0))
    }

    /// Whether a whole pass at temperature 0 changed nothing.
    fn is_frozen(&self) -> bool {
        self.round.cold - self.round.cold_changes >= self.order.len() as u64
    }

    fn begin_round(&mut self) {
        let agents = self.order.len() as u64;
        let lab = |n: &str, d: f64| std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
        let passes = lab("PASSES", 0.0) as u64;
        let passes = if passes > 0 { passes } else { 8 << self.round.number.min(8) };
        self.round = Round {
            number: self.round.number + 1,
            done: 0,
            of: agents * passes,
            cold_changes: 0,
            cold: 0,
        };
        self.return_to_best();
    }

    fn return_to_best(&mut self) {
        for agent in std::mem::take(&mut self.changed) {
            self.is_changed[agent] = false;
            if self.state.plan(agent) != self.best_plans[agent] {
                self.state.withdraw(agent);
                self.state.assign(agent, &self.best_plans[agent]);
            }
        }
    }

    fn visit(&mut self, agent: usize, cold: bool) {
        let old = self.state.withdraw(agent);
        let noise = (!cold).then_some(&mut self.noise);
        let gains = self.state.gains();
        let (_, plan) = self.planner.best(self.staff, agent, gains, noise, Crowd::Drop);
        if plan != old {
            self.state.assign(agent, plan);
            self.mark(agent);
        } else {
            self.state.assign(agent, &old);
        }
    }

    fn mark(&mut self, agent: usize) {
        if !self.is_changed[agent] {
            self.is_changed[agent] = true;
            self.changed.push(agent);
        }
    }

    fn keep_if_best(&mut self) {
        if self.state.score() < self.best - TINY {
            self.best = self.state.score();
            for agent in self.changed.drain(..) {
                self.is_changed[agent] = false;
                self.best_plans[agent].clear();
                self.best_plans[agent].extend_from_slice(self.state.plan(agent));
            }
            self.best_covered = self.state.flow().covered();
            self.best_overtime = self.state.overtime();
        }
    }

    fn shuffle(&mut self) {
        for at in (1..self.order.len()).rev() {
            self.order.swap(at, self.random.random_range(0..=at));
        }
    }
}
