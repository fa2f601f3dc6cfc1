//! The search for a good plan: annealing by heat bath, then polish.
//!
//! An agent's whole plan is drawn anew against the present flow, with noise as
//! great as the temperature; at temperature 0 that is the best plan there is
//! beside the others'. The temperature falls in rounds that grow longer, so
//! that a good answer is there early, up to a length beyond which new
//! beginnings find more than slower cooling. Agents then mostly choose among plans
//! that they were given before, which is much faster. What is left of the budget
//! goes into small groups of agents who are in each other's way: their plans are
//! taken away and drawn anew together.

mod company;
mod heat;
mod polish;
mod pool;
mod prices;
mod schedule;
mod standing;
mod state;
#[cfg(test)]
mod tests;

pub(crate) use state::State;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use crate::plan::{Crowd, Noise, Patience, Planner, Values};
use crate::staff::Staff;
use crate::staff::roster::Piece;
use company::Company;
use pool::Pool;
use prices::Prices;
use schedule::{Phase, Schedule};
use standing::Standing;

/// Rather more visits than better ones.
const PATIENCE: Patience = Patience(100_000);
/// Smaller differences are rounding.
const TINY: f64 = 1e-9;

pub(crate) struct Search<'a> {
    staff: &'a Staff,
    state: State<'a>,
    planner: Planner,
    noise: Noise,
    random: SmallRng,
    /// What an interval of each skill is worth to all, and how much to lean on it.
    prices: Prices,
    lean: f64,
    /// Plans that agents had before.
    pools: Vec<Pool>,
    standing: Standing,
    company: Company,
    group: Vec<usize>,
    schedule: Schedule,
    /// Part of the budget that was used up before this search began.
    began: f64,
    /// Of the best plan.
    best: f64,
    best_covered: f64,
    best_overtime: f64,
    best_plans: Vec<Vec<Piece>>,
    /// Agents whose plan may differ from the best one's.
    changed: Vec<usize>,
    is_changed: Vec<bool>,
    /// Agents who can be given anything, in the order of visits.
    order: Vec<usize>,
    at: usize,
    visits: u64,
    /// Visits at temperature 0 since anything changed.
    unchanged: u64,
}

impl<'a> Search<'a> {
    pub(crate) fn new(staff: &'a Staff, seed: u64) -> Self {
        let state = State::new(staff);
        let agents = staff.rosters.len();
        let order = (0..agents).filter(|&agent| !staff.rosters[agent].places.is_empty());
        Self {
            planner: Planner::new(PATIENCE),
            noise: Noise::new(seed),
            random: SmallRng::seed_from_u64(seed),
            prices: Prices::default(),
            lean: 0.0,
            pools: Pool::of_all(agents),
            standing: Standing::default(),
            company: Company::of(staff),
            group: Vec::new(),
            schedule: Schedule::default(),
            began: 0.0,
            best: state.score(),
            best_covered: state.flow().covered(),
            best_overtime: 0.0,
            best_plans: vec![Vec::new(); agents],
            changed: Vec::new(),
            is_changed: vec![false; agents],
            order: order.collect(),
            at: 0,
            visits: 0,
            unchanged: 0,
            state,
            staff,
        }
    }

    /// Another search that begins after `fraction` of the budget was used up, with the plans
    /// that are known here.
    pub(crate) fn another(&self, seed: u64, fraction: f64) -> Self {
        Self {
            pools: self.pools.clone(),
            schedule: self.schedule.again(),
            began: fraction,
            ..Self::new(self.staff, seed)
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

    pub(crate) fn best_plans(&self) -> &[Vec<Piece>] {
        &self.best_plans
    }

    /// What one agent more brings at present, and what one fewer costs: by skill,
    /// then by interval.
    pub(crate) fn spans(&mut self) -> (Vec<f64>, Vec<f64>) {
        let (gains, losses) = self.state.spans();
        (gains.to_vec(), losses.to_vec())
    }

    /// Whether nobody can be given anything.
    pub(crate) fn has_nothing_to_do(&self) -> bool {
        self.order.is_empty()
    }

    /// How often every agent was visited, on average.
    pub(crate) fn passes(&self) -> u64 {
        // Where nobody can be given anything, everyone has been visited.
        self.visits
            .checked_div(self.order.len() as u64)
            .unwrap_or(u64::MAX)
    }

    /// Starts from `plans`.
    pub(crate) fn take(&mut self, plans: &[Vec<Piece>]) {
        for (agent, plan) in plans.iter().enumerate() {
            if self.state.plan(agent) != plan {
                self.state.withdraw(agent);
                self.state.assign(agent, plan);
                self.mark(agent);
            }
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

    /// Takes over the prices of a bound.
    pub(crate) fn lean_on(&mut self, prices: &[f64]) {
        self.prices.learn(prices);
    }

    /// Searches as long as `clock` tells the part of the budget that is used up.
    pub(crate) fn run(&mut self, clock: &mut dyn FnMut() -> Option<f64>) {
        if self.order.is_empty() {
            return;
        }
        while let Some(fraction) = clock() {
            let fraction = (fraction - self.began) / (1.0 - self.began).max(1e-9);
            let passes = self.visits as f64 / self.order.len() as f64;
            match self.schedule.phase(fraction, passes) {
                Phase::Begin { passes, from_best } => {
                    self.unchanged = 0;
                    self.keep_if_best();
                    if from_best {
                        self.return_to_best();
                    }
                    self.prices.begin(passes, self.random.random());
                }
                Phase::Heat { temperature, lean } => {
                    self.lean = lean;
                    self.noise.set_temperature(temperature);
                    self.heat();
                }
                Phase::Cool => {
                    self.cool();
                    if self.unchanged >= self.order.len() as u64 {
                        self.schedule.froze(fraction);
                    }
                }
                Phase::Polish(temperature) => self.polish(temperature),
            }
        }
        self.keep_if_best();
    }

    fn cool(&mut self) {
        let agent = self.next_agent();
        let before = self.state.score();
        self.visit(agent, true);
        let is_better = self.state.score() < before - TINY;
        self.unchanged = if is_better { 0 } else { self.unchanged + 1 };
    }

    fn next_agent(&mut self) -> usize {
        if self.at >= self.order.len() {
            self.at = 0;
            self.prices.follow(&mut self.state);
            for at in (1..self.order.len()).rev() {
                self.order.swap(at, self.random.random_range(0..=at));
            }
        }
        self.at += 1;
        self.order[self.at - 1]
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

    /// Draws the plan of an agent anew.
    fn visit(&mut self, agent: usize, cold: bool) {
        let old = self.state.withdraw(agent);
        self.insert(agent, cold);
        if self.state.plan(agent) != old {
            self.mark(agent);
        }
    }

    /// Draws a plan for an agent who has none.
    fn insert(&mut self, agent: usize, cold: bool) {
        self.visits += 1;
        let noise = (!cold).then_some(&mut self.noise);
        let lean = if cold { 0.0 } else { self.lean };
        let values = Values::leaning(self.state.gains(), self.prices.now(), lean);
        let (_, plan) = self
            .planner
            .best(self.staff, agent, values, noise, Crowd::Drop);
        self.state.assign(agent, plan);
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
}
