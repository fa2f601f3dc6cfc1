//! Linear programs whose variables all have two bounds, by the dual simplex method: a good
//! start costs nothing, and after a change of bounds it goes on from where it stood.

mod matrix;
mod pivot;
mod renew;
mod shed;
mod wake;

use std::sync::Arc;

use super::program::{Bounds, Program};
use matrix::{add, unit};
use pivot::Entering;
use renew::{NONE, invert};

/// Where the simplex method stands, to go on from.
#[derive(Clone)]
pub(super) struct Basis {
    /// Per row, the variable that is not at a bound.
    basic: Vec<u32>,
    /// Per variable, whether it is at its upper bound.
    is_high: Vec<bool>,
    /// By row; of the columns of `basic`.
    inverse: Arc<Vec<f64>>,
    /// Steps since that was worked out.
    age: usize,
}

pub(super) struct Simplex {
    basis: Basis,
    is_basic: Vec<bool>,
    /// A little apart.
    costs: Vec<f64>,
    /// Of the basic variables.
    values: Vec<f64>,
    /// Per row of the inverse, the sum of its squares but for rounding: how fast prices go along it.
    lengths: Vec<f64>,
    /// Per variable that is looked at, what its cost exceeds the prices of its rows by.
    reduced: Vec<f64>,
    /// Per variable, its coefficient in the row that is mended.
    line: Vec<f64>,
    /// Variables that could enter.
    entering: Vec<Entering>,
    /// Those that are looked at in every step; the others stay at their lower bounds.
    awake: Vec<u32>,
    is_awake: Vec<bool>,
    /// By row of the program, the coefficients of those.
    entries: Vec<Vec<(u32, f32)>>,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Moved,
    /// Nothing costs less.
    Best,
    /// Nothing keeps the bounds: the value of this row stays at least so far above them,
    /// or below.
    Nothing {
        row: usize,
        off: f64,
    },
}

/// Smaller coefficients are not divided by.
const SMALL: f64 = 1e-7;
/// The same where nothing is lost by leaving a variable out.
const SURE: f64 = 0.01;
/// What costs are moved apart by: many choices are worth the same, and among those it would
/// go round and round.
const APART: f64 = 1e-8;

impl Basis {
    /// Every row's own variable.
    fn first(program: &Program) -> Self {
        Self::with(program, &[])
    }

    /// As many of the `variables` as can be, and the rows' own else.
    fn with(program: &Program, variables: &[u32]) -> Self {
        let (mut basic, inverse) = invert(program, variables, SURE);
        for (row, variable) in basic.iter_mut().enumerate() {
            if *variable == NONE {
                *variable = program.own(row) as u32;
            }
        }
        Self {
            basic,
            is_high: vec![false; program.columns.len()],
            inverse: Arc::new(inverse),
            age: 0,
        }
    }

    /// Gives up what can be worked out anew.
    pub(super) fn forget(&mut self) {
        self.inverse = Arc::default();
    }

    /// The rows of the inverse, of which there may be none: where nobody has a choice left.
    fn lines(&self) -> impl Iterator<Item = &[f64]> {
        self.inverse.chunks(self.basic.len().max(1))
    }

    /// In bytes.
    pub(super) fn size(&self) -> usize {
        self.basic.len() * 4 + self.is_high.len() + self.inverse.len() * 8
    }
}

impl Simplex {
    /// Begins with as many of the `variables` as can be, none of which is a row's own, and with
    /// the rows' own else. Of the first variables those that are `asleep` are only looked at where
    /// the others are not enough.
    pub(super) fn new(
        program: &Program,
        bounds: &Bounds,
        asleep: &[bool],
        variables: &[u32],
    ) -> Self {
        let (rows, all) = (program.rows(), program.columns.len());
        let basis = Basis::with(program, variables);
        let mut is_awake = vec![true; all];
        for (variable, asleep) in asleep.iter().enumerate() {
            is_awake[variable] = !asleep;
        }
        for &variable in &basis.basic {
            is_awake[variable as usize] = true;
        }
        let mut simplex = Self {
            basis: basis.clone(),
            is_basic: vec![false; all],
            costs: apart(program, bounds),
            values: vec![0.0; rows],
            lengths: vec![1.0; rows],
            reduced: vec![0.0; all],
            line: vec![0.0; all],
            entering: Vec::new(),
            awake: Vec::new(),
            is_awake: vec![false; all],
            entries: vec![Vec::new(); rows],
        };
        simplex.wake_all(program, (0..all).filter(|&variable| is_awake[variable]));
        simplex.go_to(&basis, program, bounds);
        simplex
    }

    pub(super) fn rows(&self) -> usize {
        self.values.len()
    }

    /// The variable that is not at a bound in `row`.
    pub(super) fn basic(&self, row: usize) -> usize {
        self.basis.basic[row] as usize
    }

    /// The factors that the rows of the program add up with to that row.
    pub(super) fn inverse(&self, row: usize) -> &[f64] {
        let rows = self.values.len();
        &self.basis.inverse[row * rows..(row + 1) * rows]
    }

    /// Whether `variable` is at its upper bound.
    pub(super) fn is_high(&self, variable: usize) -> bool {
        self.basis.is_high[variable] && !self.is_basic[variable]
    }

    /// Takes in rows that were added to the program, with their own variables as basic ones.
    pub(super) fn extend(&mut self, program: &Program, bounds: &Bounds) {
        let (before, rows) = (self.values.len(), program.rows());
        let all = program.columns.len();
        let mut inverse = unit(rows);
        for row in 0..before {
            let line = self.inverse(row);
            inverse[row * rows..row * rows + before].copy_from_slice(line);
            for &(added, value) in &program.columns[self.basic(row)] {
                if added as usize >= before {
                    let from = added as usize * rows;
                    add(&mut inverse[from..from + before], -f64::from(value), line);
                }
            }
        }
        let added = before..rows;
        let basis = &mut self.basis;
        basis.basic.extend(added.map(|row| program.own(row) as u32));
        basis.is_high.resize(all, false);
        basis.inverse = Arc::new(inverse);
        self.is_basic.resize(all, true);
        self.is_awake.resize(all, false);
        self.list_entries(program);
        self.wake_all(program, all + before - rows..all);
        self.costs = apart(program, bounds);
        self.values.resize(rows, 0.0);
        self.reduced.resize(all, 0.0);
        self.line.resize(all, 0.0);
        self.work_out(program, bounds);
    }

    pub(super) fn basis(&self) -> Basis {
        self.basis.clone()
    }

    /// Goes on from `basis` with other bounds.
    pub(super) fn go_to(&mut self, basis: &Basis, program: &Program, bounds: &Bounds) {
        self.basis.clone_from(basis);
        self.is_basic.fill(false);
        for &variable in &self.basis.basic {
            self.is_basic[variable as usize] = true;
        }
        if self.basis.inverse.is_empty() {
            self.renew(program, bounds);
        } else {
            self.work_out(program, bounds);
        }
    }

    /// What is proven where it stands after `step`: all that keeps the bounds and the rows costs
    /// at least this, by these prices of the rows.
    pub(super) fn proves(&self, program: &Program, bounds: &Bounds, step: Step) -> (f64, Vec<f64>) {
        // At its own costs the program is solved a little more exactly; at costs a little apart no
        // variable that reaches far earns anything by rounding.
        let proofs = [&program.costs, &self.costs].map(|costs| {
            let mut prices = self.prices_at(costs);
            if let Step::Nothing { row, off } = step {
                // Along that row they can rise without end.
                let all: f64 = costs.iter().map(|cost| cost.abs()).sum();
                add(&mut prices, 10.0 * (1.0 + all) / off, self.inverse(row));
            }
            (program.bound(&prices, bounds), prices)
        });
        let [exact, apart] = proofs;
        if exact.0 < apart.0 { apart } else { exact }
    }

    fn prices_at(&self, costs: &[f64]) -> Vec<f64> {
        let rows = self.values.len();
        let mut prices = vec![0.0; rows];
        for (line, &variable) in self.basis.lines().zip(&self.basis.basic) {
            let cost = costs[variable as usize];
            if cost != 0.0 {
                add(&mut prices, cost, line);
            }
        }
        prices
    }

    /// Where every variable stands.
    pub(super) fn point(&self, bounds: &Bounds) -> Vec<f64> {
        let mut point: Vec<f64> = (0..bounds.len())
            .map(|at| self.at_bound(at, bounds))
            .collect();
        for (&variable, value) in self.basis.basic.iter().zip(&self.values) {
            point[variable as usize] = *value;
        }
        point
    }

    fn at_bound(&self, variable: usize, bounds: &Bounds) -> f64 {
        let (low, high) = bounds[variable];
        if self.basis.is_high[variable] {
            high
        } else {
            low
        }
    }
}

/// The costs of `program`, each moved by a little of its own: the less, the farther a variable
/// reaches.
fn apart(program: &Program, bounds: &Bounds) -> Vec<f64> {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let own = |at: usize| APART * (0.5 + 0.5 * (at as f64 * GOLDEN).fract());
    let costs = program.costs.iter().zip(bounds).enumerate();
    costs
        .map(|(at, (cost, (low, high)))| cost + own(at) / (high - low).max(1.0))
        .collect()
}
