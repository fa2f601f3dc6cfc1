use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use super::best_plan::best_plan;
use super::clock::{Clock, Standing};
use super::company::Company;
use super::roster::Piece;
use super::state::{Field, State};
use crate::bound::Bound;
use crate::solution::gap_to_bound;
use crate::{Limits, StaffingProblem};

/// Smaller differences are rounding.
const TINY: f64 = 1e-9;
/// Most times that every agent is planned anew before the search goes on by
/// chance.
const SWEEPS: usize = 8;
/// A sweep that lowers the objective by a smaller part was the last one.
const WORTH_A_SWEEP: f64 = 1e-4;
/// Rounds between two looks at the bound, where rounds are limited, as a
/// share of them.
const BOUND_STEPS: u64 = 60;
/// Share of the time that goes into the bound.
const BOUND_SHARE: f64 = 0.3;
/// Temperature at the start, in hours of shortfall.
const HOT: f64 = 0.1;

/// The search for a good plan and a good bound.
pub(crate) struct Search<'a> {
    limits: &'a Limits,
    clock: Clock<'a>,
    field: &'a Field,
    state: State<'a>,
    bound: Bound<'a>,
    /// Hours that would be short, weighted, if nobody worked.
    required: f64,
    /// Objective of the plan without segments.
    idle_objective: f64,
    /// Hours of requirement that the plan without segments meets.
    idle_covered: f64,
    random: SmallRng,
    best: Best,
    /// Agents whose plan may differ from the best one's.
    changed: Vec<usize>,
    company: Company,
    bound_time: Duration,
}

struct Best {
    plans: Vec<Vec<Piece>>,
    score: f64,
    standing: Standing,
}

impl<'a> Search<'a> {
    pub(crate) fn new(
        problem: &StaffingProblem,
        field: &'a Field,
        limits: &'a Limits,
        clock: Clock<'a>,
    ) -> Self {
        let horizon = &field.horizon;
        let rows = problem.required.iter().zip(&horizon.weights);
        let required = rows
            .map(|(row, weight)| weight * row.iter().sum::<f64>())
            .sum::<f64>()
            * horizon.hours;
        let mut state = State::new(field);
        let idle_objective = required + state.score();
        let mut search = Self {
            limits,
            clock,
            field,
            bound: Bound::new(problem, field, state.gains().to_vec()),
            required,
            idle_objective,
            idle_covered: state.covered.covered,
            random: SmallRng::seed_from_u64(limits.seed),
            best: Best {
                plans: state.plans().to_vec(),
                score: f64::INFINITY,
                standing: Standing {
                    objective: f64::INFINITY,
                    bound: 0.0,
                    covered_hours: 0.0,
                    filled_hours: 0.0,
                    overtime_hours: 0.0,
                },
            },
            state,
            changed: Vec::new(),
            company: Company::of(field),
            bound_time: Duration::ZERO,
        };
        search.keep_if_best();
        search
    }

    /// Searches until a limit is met; then the best plans and the bound.
    pub(crate) fn run(mut self) -> (Vec<Vec<Piece>>, f64) {
        self.first_plan();
        self.keep_if_best();
        self.clock.tell(&self.best.standing);
        self.improve_bound();
        self.sweep();
        while self.goes_on() {
            if self.is_bound_due() {
                self.improve_bound();
            } else if self.clock.rounds_left() && !self.field.rosters.is_empty() {
                self.round();
                self.clock.count_round();
            } else {
                break;
            }
            self.clock.tick(&self.best.standing);
        }
        self.clock.tell(&self.best.standing);
        (self.best.plans, self.bound.best())
    }

    /// Every agent once, those with the fewest skills first.
    fn first_plan(&mut self) {
        let mut order: Vec<usize> = (0..self.field.rosters.len()).collect();
        order.sort_by_key(|&agent| self.field.rosters[agent].skills.len());
        for agent in order {
            if !self.clock.runs() {
                return;
            }
            self.insert(agent, 0.0);
            let standing = self.standing();
            self.clock.tick(&standing);
        }
    }

    /// Every agent anew against all others, until nothing changes.
    fn sweep(&mut self) {
        for _ in 0..SWEEPS {
            let before_all = self.state.score();
            for agent in 0..self.field.rosters.len() {
                if !self.goes_on() {
                    return;
                }
                let before = self.state.score();
                let old = self.state.withdraw(agent);
                self.insert(agent, 0.0);
                if self.state.score() < before - TINY {
                    self.keep_if_best();
                } else {
                    self.state.withdraw(agent);
                    self.state.assign(agent, old);
                }
                self.clock.tick(&self.best.standing);
            }
            let brought = before_all - self.state.score();
            if brought <= TINY + WORTH_A_SWEEP * self.best.standing.objective {
                return;
            }
        }
    }

    /// Takes a few agents' plans away, finds them new ones with a little
    /// noise, and keeps the outcome if it is better or chance lets it pass.
    fn round(&mut self) {
        let agents = self.company.pick(&self.state, &mut self.random);
        let before = self.state.score();
        let old: Vec<_> = agents
            .iter()
            .map(|&agent| (agent, self.state.withdraw(agent)))
            .collect();
        let noise = if self.random.random_bool(0.5) {
            0.0
        } else {
            0.15
        };
        for &agent in &agents {
            self.insert(agent, noise);
        }
        let cold = 1.0 - self.clock.search_fraction();
        let temperature = HOT * cold * cold;
        let worse = self.state.score() - before;
        let passes = worse <= TINY
            || (temperature > TINY && self.random.random::<f64>() < (-worse / temperature).exp());
        if passes {
            self.keep_if_best();
        } else {
            for (agent, _) in &old {
                self.state.withdraw(*agent);
            }
            for (agent, plan) in old {
                self.state.assign(agent, plan);
            }
        }
    }

    /// The best plan for an agent who has none.
    fn insert(&mut self, agent: usize, noise: f64) {
        let field = self.field;
        let random = &mut self.random;
        let mut shake = |profit: f64| {
            if noise > 0.0 {
                profit * (1.0 + noise * (random.random::<f64>() * 2.0 - 1.0))
            } else {
                profit
            }
        };
        let roster = &field.rosters[agent];
        let plan = best_plan(&field.horizon, roster, self.state.sums(), &mut shake);
        self.state.assign(agent, plan);
        self.changed.push(agent);
        if self.changed.len() > 4 * self.best.plans.len() {
            self.changed.sort_unstable();
            self.changed.dedup();
        }
    }

    fn standing(&self) -> Standing {
        Standing {
            objective: self.required + self.state.score(),
            bound: self.bound.best().min(self.required + self.state.score()),
            covered_hours: self.state.covered.covered,
            filled_hours: (self.state.covered.covered - self.idle_covered).max(0.0),
            overtime_hours: self.state.cost.overtime.max(0.0),
        }
    }

    fn keep_if_best(&mut self) {
        let score = self.state.score();
        if score < self.best.score - TINY {
            self.changed.sort_unstable();
            self.changed.dedup();
            for agent in self.changed.drain(..) {
                self.best.plans[agent] = self.state.plan(agent).to_vec();
            }
            self.best.score = score;
            self.best.standing = self.standing();
        }
    }

    fn goes_on(&self) -> bool {
        let standing = &self.best.standing;
        let proven = gap_to_bound(standing.objective, standing.bound) <= self.limits.gap.max(0.0);
        self.clock.runs() && !proven
    }

    fn is_bound_due(&self) -> bool {
        match self.limits.iterations {
            Some(most) => {
                let every = (most / BOUND_STEPS).max(1);
                self.clock.rounds() / every >= self.bound.steps()
            }
            None => {
                self.bound_time.as_secs_f64() <= BOUND_SHARE * self.clock.elapsed().as_secs_f64()
            }
        }
    }

    fn improve_bound(&mut self) {
        let started = Instant::now();
        let (clock, standing) = (&mut self.clock, &self.best.standing);
        let mut goes_on = || {
            clock.tick(standing);
            clock.runs()
        };
        if self.bound.steps() == 0 {
            self.bound.begin(self.idle_objective, &mut goes_on);
            self.bound.start_between(self.state.gains());
        } else {
            self.bound.step(&mut goes_on);
        }
        self.bound_time += started.elapsed();
        self.share_bound();
    }

    fn share_bound(&mut self) {
        let standing = &mut self.best.standing;
        standing.bound = self.bound.best().min(standing.objective);
    }
}
