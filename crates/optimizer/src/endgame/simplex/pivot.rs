//! One step: a value that is off goes to its bound, and another variable takes its place.

use std::sync::Arc;

use super::matrix::{cleared, eliminate};
use super::{SMALL, Simplex, Step};
use crate::endgame::program::{Bounds, Program};

/// By so much a value may be off.
const OFF: f64 = 1e-8;
/// Ratios that are no further apart are equal.
const EQUAL: f64 = 1e-12;
/// Steps after which rounding is cleared away.
const FRESH: usize = 300;

/// A variable that could enter.
#[derive(Clone, Copy)]
pub(super) struct Entering {
    /// How far prices can move until it may.
    ratio: f64,
    /// How much it mends the row.
    push: f64,
    variable: usize,
}

impl Simplex {
    /// Clears rounding away, unless that can wait for so many `steps` more.
    pub(in crate::endgame) fn freshen(&mut self, steps: usize, program: &Program, bounds: &Bounds) {
        if self.basis.age + steps > FRESH {
            self.renew(program, bounds);
        }
    }

    /// Brings the value that is furthest from its bounds back to one.
    pub(in crate::endgame) fn step(&mut self, program: &Program, bounds: &Bounds) -> Step {
        self.freshen(1, program, bounds);
        let Some((row, off)) = self.furthest(bounds) else {
            return self.or_wake(program, bounds, Step::Best);
        };
        self.list_entering(program, bounds, row, off > 0.0);
        let passed = match self.passed(off.abs(), bounds) {
            Ok(passed) => passed,
            Err(left) => {
                let off = left.copysign(off);
                return self.or_wake(program, bounds, Step::Nothing { row, off });
            }
        };
        let entering = self.entering[passed].variable;
        if passed > 0 {
            self.flip(program, bounds, passed);
        }
        self.pivot(program, bounds, row, entering);
        Step::Moved
    }

    /// Takes the first so many that could enter from one bound to the other.
    fn flip(&mut self, program: &Program, bounds: &Bounds, passed: usize) {
        let mut change = vec![0.0; program.rows()];
        for at in 0..passed {
            let variable = self.entering[at].variable;
            let before = self.at_bound(variable, bounds);
            self.basis.is_high[variable] ^= true;
            let by = self.at_bound(variable, bounds) - before;
            for &(row, value) in &program.columns[variable] {
                change[row as usize] += f64::from(value) * by;
            }
        }
        let changes = change.into_iter().enumerate();
        let changes: Vec<(usize, f64)> = changes.filter(|change| change.1 != 0.0).collect();
        for (value, line) in self.values.iter_mut().zip(self.basis.lines()) {
            *value -= changes.iter().map(|&(row, by)| line[row] * by).sum::<f64>();
        }
    }

    /// The row whose value is the furthest from its bounds for how far prices go, and how far it
    /// is above them: the steepest edge.
    fn furthest(&self, bounds: &Bounds) -> Option<(usize, f64)> {
        let mut furthest = (0, 0.0);
        let mut steepest = 0.0;
        for (row, (&variable, &value)) in self.basis.basic.iter().zip(&self.values).enumerate() {
            let (low, high) = bounds[variable as usize];
            let off = (value - high).max(0.0) + (value - low).min(0.0);
            let steepness = off * off / self.lengths[row];
            if off.abs() > OFF && steepness > steepest {
                steepest = steepness;
                furthest = (row, off);
            }
        }
        (steepest > 0.0).then_some(furthest)
    }

    /// Lists what could bring `row` down, or up, in the order in which prices allow it.
    fn list_entering(&mut self, program: &Program, bounds: &Bounds, row: usize, down: bool) {
        let rows = program.rows();
        let line = &self.basis.inverse[row * rows..(row + 1) * rows];
        for &variable in &self.awake {
            self.line[variable as usize] = 0.0;
        }
        for (factor, entries) in line.iter().zip(&self.entries) {
            if *factor != 0.0 {
                for &(variable, value) in entries {
                    self.line[variable as usize] += factor * f64::from(value);
                }
            }
        }
        self.entering.clear();
        for &variable in &self.awake {
            let variable = variable as usize;
            let (low, high) = bounds[variable];
            if self.is_basic[variable] || low == high {
                self.line[variable] = 0.0;
                continue;
            }
            let value = self.line[variable];
            let push = if down == self.basis.is_high[variable] {
                -value
            } else {
                value
            };
            if push > SMALL {
                self.entering.push(Entering {
                    ratio: self.reduced[variable].abs() / push,
                    push,
                    variable,
                });
            }
        }
        let order = |a: &Entering, b: &Entering| {
            let by_ratio = a.ratio.total_cmp(&b.ratio);
            by_ratio.then(a.variable.cmp(&b.variable))
        };
        self.entering.sort_unstable_by(order);
    }

    /// How many of `entering` go from one bound to the other before one enters to mend what is
    /// still `off`.
    ///
    /// # Errors
    /// What is left where all of them together cannot mend it.
    fn passed(&mut self, mut off: f64, bounds: &[(f64, f64)]) -> Result<usize, f64> {
        for at in 0..self.entering.len() {
            let Entering {
                push,
                variable,
                ratio,
            } = self.entering[at];
            let (low, high) = bounds[variable];
            off -= push * (high - low);
            if off <= OFF {
                let equal = self.entering[at..]
                    .iter()
                    .take_while(|other| other.ratio <= ratio + EQUAL);
                let steepest = equal
                    .enumerate()
                    .max_by(|a, b| a.1.push.total_cmp(&b.1.push));
                let steepest = at + steepest.map_or(0, |found| found.0);
                self.entering.swap(at, steepest);
                return Ok(at);
            }
        }
        Err(off)
    }

    fn pivot(&mut self, program: &Program, bounds: &Bounds, row: usize, entering: usize) {
        let rows = program.rows();
        let leaving = self.basis.basic[row] as usize;
        let column: Vec<f64> = self
            .basis
            .lines()
            .map(|line| cleared(program.product(entering, line)))
            .collect();
        let (low, high) = bounds[leaving];
        let is_high = self.values[row] > high;
        let target = if is_high { high } else { low };
        let by = (self.values[row] - target) / column[row];
        for (value, part) in self.values.iter_mut().zip(&column) {
            *value -= by * part;
        }
        self.values[row] = self.at_bound(entering, bounds) + by;
        let price = self.reduced[entering] / self.line[entering];
        for &variable in &self.awake {
            let variable = variable as usize;
            if !self.is_basic[variable] {
                self.reduced[variable] -= price * self.line[variable];
            }
        }
        self.reduced[entering] = 0.0;
        self.reduced[leaving] = -price;
        self.is_basic[leaving] = false;
        self.is_basic[entering] = true;
        self.basis.is_high[leaving] = is_high;
        self.basis.basic[row] = entering as u32;
        let inverse: &mut Vec<f64> = Arc::make_mut(&mut self.basis.inverse);
        eliminate(inverse, rows, row, &column, &mut self.lengths);
        self.basis.age += 1;
    }
}
