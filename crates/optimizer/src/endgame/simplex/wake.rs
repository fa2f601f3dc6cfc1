//! Which variables are looked at: of tens of thousands of plans few are ever of use.

use super::{SMALL, Simplex, Step};
use crate::endgame::program::{Bounds, Program};

/// So many are woken at a time.
const AT_A_TIME: usize = 200;
/// What costs less than nothing by no more than this is rounding.
const NOTHING: f64 = 1e-9;

impl Simplex {
    /// The variables that are looked at; all others are at their lower bounds.
    pub(in crate::endgame) fn awake(&self) -> impl Iterator<Item = usize> {
        self.awake.iter().map(|&variable| variable as usize)
    }

    pub(super) fn wake_all(&mut self, program: &Program, variables: impl Iterator<Item = usize>) {
        for variable in variables {
            self.awake.push(variable as u32);
            self.is_awake[variable] = true;
            add_entries(&mut self.entries, program, variable);
        }
    }

    /// Lists the coefficients of what is looked at anew.
    pub(super) fn list_entries(&mut self, program: &Program) {
        self.entries.iter_mut().for_each(Vec::clear);
        self.entries.resize(program.rows(), Vec::new());
        for &variable in &self.awake {
            add_entries(&mut self.entries, program, variable as usize);
        }
    }

    /// `outcome`, unless something that was not looked at changes it: that is woken.
    pub(super) fn or_wake(&mut self, program: &Program, bounds: &Bounds, outcome: Step) -> Step {
        if self.awake.len() == self.is_awake.len() {
            return outcome;
        }
        let prices = self.prices_at(&self.costs);
        for variable in 0..bounds.len() {
            self.price(program, bounds, variable, &prices);
        }
        let mut found = match outcome {
            Step::Nothing { row, off } => self.mending(program, bounds, row, off > 0.0),
            _ => self.earning(bounds),
        };
        if found.is_empty() {
            return outcome;
        }
        found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let first = found.into_iter().take(AT_A_TIME);
        self.wake_all(program, first.map(|found| found.1));
        self.evaluate(program, bounds);
        Step::Moved
    }

    /// What costs less than nothing, and how much.
    fn earning(&self, bounds: &Bounds) -> Vec<(f64, usize)> {
        let asleep = self.asleep(bounds);
        let costs = asleep.map(|variable| (self.reduced[variable], variable));
        costs.filter(|cost| cost.0 < -NOTHING).collect()
    }

    /// What can bring the value of `row` down, or up, and how far prices go until it may.
    fn mending(
        &self,
        program: &Program,
        bounds: &Bounds,
        row: usize,
        down: bool,
    ) -> Vec<(f64, usize)> {
        let line = self.inverse(row);
        let ratio = |variable: usize| {
            let value = program.product(variable, line);
            let push = if down { value } else { -value };
            (push > SMALL).then(|| (self.reduced[variable] / push, variable))
        };
        self.asleep(bounds).filter_map(ratio).collect()
    }

    fn asleep(&self, bounds: &Bounds) -> impl Iterator<Item = usize> {
        let can_move = |variable: &usize| {
            let (low, high) = bounds[*variable];
            low < high && !self.is_awake[*variable]
        };
        (0..bounds.len()).filter(can_move)
    }
}

fn add_entries(entries: &mut [Vec<(u32, f32)>], program: &Program, variable: usize) {
    for &(row, value) in &program.columns[variable] {
        entries[row as usize].push((variable as u32, value));
    }
}
