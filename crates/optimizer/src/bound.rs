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
mod market;

use crate::plan::{Crowd, Patience, Planner, Values};
use crate::staff::Staff;
pub(crate) use climb::Climb;
pub(crate) use market::Market;

/// To learn where prices should go, a rough look is enough; now and then, and at the end, a
/// close one makes the bound as good as the prices are.
const HASTY: Patience = Patience(8_000);
const THOROUGH: Patience = Patience(300_000);
/// Steps from one close look to the next.
const BETWEEN: u64 = 8;
/// Where prices begin: this part of the way from what one agent more brings beside a
/// first plan to what one fewer costs.
const TIGHT: f64 = 0.5;

pub(crate) struct Bound<'a> {
    staff: &'a Staff,
    planner: Planner,
    /// By skill, then by interval; in hours of objective.
    prices: Vec<f64>,
    /// No useful price is above these: what one more agent brought at first.
    ceiling: Vec<f64>,
    climb: Climb,
    market: Market<'a>,
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
            market: Market::new(staff),
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

    /// Steps taken so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
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
            self.value = self.market.value(&self.prices, self.climb.warmth());
        }
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
            self.market.supply(plan);
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
            .climb(&mut self.prices, &self.ceiling, self.market.missing());
    }
}
