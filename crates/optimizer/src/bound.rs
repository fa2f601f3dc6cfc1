//! A lower bound on the objective of every plan.
//!
//! A price on each skill and interval, between 0 and what an agent there
//! weighs, makes the agents independent. At that price whole places are bought
//! up to the last whole agent required, and one more if the fraction left
//! weighs more than the price; so the objective is at least what that costs,
//! less what the agents on shift could earn at these prices, less what each
//! agent could earn with extra work after its cost. Any prices give a valid
//! bound. They climb by smoothed gradients; see [`climb`].

mod climb;

use crate::plan::{Crowd, Patience, Planner, Values};
use crate::staff::Staff;
use climb::Climb;

/// To learn where prices should go, a rough look is enough; now and then, and at the end, a
/// close one makes the bound as good as the prices are.
const HASTY: Patience = Patience(8_000);
const THOROUGH: Patience = Patience(300_000);
/// Steps from one close look to the next.
const BETWEEN: u64 = 8;
/// Where prices begin: this part of the way from what one agent more brings beside a
/// first plan to what one fewer costs.
const TIGHT: f64 = 0.4;

pub(crate) struct Bound<'a> {
    staff: &'a Staff,
    planner: Planner,
    /// By skill, then by interval; in hours of objective.
    prices: Vec<f64>,
    /// No useful price is above these: what one more agent brought at first.
    ceiling: Vec<f64>,
    climb: Climb,
    /// Demand less supply at the present prices.
    missing: Vec<f64>,
    value: f64,
    /// Agents valued so far in this step.
    done: usize,
    steps: u64,
    /// Part of the budget that was used up when this step began.
    began: f64,
    best: f64,
    best_prices: Vec<f64>,
}

impl<'a> Bound<'a> {
    /// `after` is what one more agent brings beside a first plan, `losses` what one
    /// fewer costs.
    pub(crate) fn new(staff: &'a Staff, after: &[f64], losses: &[f64]) -> Self {
        let ceiling = staff.flow.gains().to_vec();
        let spans = after.iter().zip(losses).zip(&ceiling);
        let prices = spans.map(|((gain, loss), most)| {
            let between = gain + TIGHT * (loss.max(*gain) - gain);
            between.min(*most)
        });
        let prices: Vec<f64> = prices.collect();
        Self {
            planner: Planner::new(HASTY),
            climb: Climb::new(prices.len()),
            missing: vec![0.0; prices.len()],
            value: 0.0,
            done: 0,
            // All costs and shortfalls are 0 or more.
            best: 0.0,
            steps: 0,
            began: 0.0,
            best_prices: prices.clone(),
            prices,
            ceiling,
            staff,
        }
    }

    /// The best bound so far, without the cost of locked work.
    pub(crate) fn best(&self) -> f64 {
        self.best
    }

    /// The prices of the best bound.
    pub(crate) fn best_prices(&self) -> &[f64] {
        &self.best_prices
    }

    /// Values the prices and climbs on; `fraction` of the budget is used up before. Where `goes_on` says no in between, the
    /// next call goes on from there.
    pub(crate) fn step(&mut self, fraction: f64, goes_on: &mut dyn FnMut() -> bool) {
        if self.done == 0 {
            self.climb.cool(fraction);
            let is_last = 1.0 - fraction < 2.5 * (fraction - self.began);
            let is_close = is_last || self.steps % BETWEEN == BETWEEN - 1;
            self.began = fraction;
            self.planner
                .set_patience(if is_close { THOROUGH } else { HASTY });
            self.value = self.value_of_places();
            self.value -= self.earned_on_shift();
        }
        let intervals = self.staff.intervals();
        while self.done < self.staff.rosters.len() {
            if !goes_on() {
                return;
            }
            let agent = self.done;
            let (earned, plan) = self.planner.best(
                self.staff,
                agent,
                Values::of(&self.prices),
                None,
                Crowd::Relax,
            );
            self.value -= earned;
            for piece in plan {
                for t in piece.intervals() {
                    self.missing[piece.skill * intervals + t] -= 1.0;
                }
            }
            self.done += 1;
        }
        self.done = 0;
        self.steps += 1;
        // Leaves room for rounding.
        let value = self.value - self.value.abs() * 1e-9 - 1e-9;
        if value > self.best {
            self.best = value;
            self.best_prices.copy_from_slice(&self.prices);
        }
        self.climb
            .climb(&mut self.prices, &self.ceiling, &self.missing);
    }

    /// What the required places cost at least; counts what is bought.
    fn value_of_places(&mut self) -> f64 {
        let horizon = &self.staff.horizon;
        let mut value = 0.0;
        let intervals = self.staff.intervals();
        for (skill, row) in self.staff.required.iter().enumerate() {
            let worth = horizon.weights[skill] * horizon.hours;
            let first = skill * intervals;
            let prices = &self.prices[first..first + intervals];
            let missing = &mut self.missing[first..first + intervals];
            for ((missing, required), price) in missing.iter_mut().zip(row).zip(prices) {
                let whole = required.floor();
                let fraction = worth * (required - whole);
                value += whole * price + fraction.min(*price);
                *missing = whole + if *price < fraction { 1.0 } else { 0.0 };
            }
        }
        value
    }

    /// The most that the agents on shift can earn; takes from `missing` what
    /// they serve, shared out softly among skills of nearly the same price.
    fn earned_on_shift(&mut self) -> f64 {
        let intervals = self.staff.intervals();
        let mut earned = self.earned_by_locked();
        let warmth = self.climb.warmth() * self.staff.horizon.hours;
        for (t, groups) in self.staff.on_shift.counts.iter().enumerate() {
            for &(set, count) in groups {
                let skills = &self.staff.on_shift.sets[set as usize];
                let count = f64::from(count);
                if let [skill] = skills[..] {
                    earned += self.prices[skill * intervals + t] * count;
                    self.missing[skill * intervals + t] -= count;
                    continue;
                }
                let price = |skill: usize| self.prices[skill * intervals + t];
                let most = skills.iter().map(|&s| price(s)).fold(0.0, f64::max);
                earned += most * count;
                // Nearly the exponential, and much cheaper.
                let share = |skill: usize| {
                    let behind = (most - price(skill)) / warmth;
                    (1.0 - behind / 8.0).max(0.0).powi(8)
                };
                let all: f64 = skills.iter().map(|&s| share(s)).sum();
                for &skill in skills {
                    let served = count * share(skill) / all;
                    self.missing[skill * intervals + t] -= served;
                }
            }
        }
        earned
    }

    fn earned_by_locked(&mut self) -> f64 {
        let intervals = self.staff.intervals();
        let mut earned = 0.0;
        for piece in self.staff.rosters.iter().flat_map(|roster| &roster.locked) {
            for t in piece.intervals() {
                earned += self.prices[piece.skill * intervals + t];
                self.missing[piece.skill * intervals + t] -= 1.0;
            }
        }
        earned
    }
}
