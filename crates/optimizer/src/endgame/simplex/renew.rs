//! Clears rounding away.

use std::sync::Arc;

use super::matrix::{cleared, dot, eliminate, unit};
use super::{Basis, SMALL, Simplex};
use crate::endgame::program::{Bounds, Program};

/// A row that none of the variables belongs to.
pub(super) const NONE: u32 = u32::MAX;

impl Simplex {
    /// Works everything out anew.
    pub(super) fn renew(&mut self, program: &Program, bounds: &Bounds) {
        let (basic, inverse) = invert(program, &self.basis.basic, SMALL);
        if basic.contains(&NONE) {
            // Rounding had gone too far.
            self.go_to(&Basis::first(program), program, bounds);
            return;
        }
        self.basis.basic = basic;
        self.basis.inverse = Arc::new(inverse);
        self.basis.age = 0;
        self.work_out(program, bounds);
    }

    /// Works out what follows from the inverse and where variables stand.
    pub(super) fn work_out(&mut self, program: &Program, bounds: &Bounds) {
        self.lengths.clear();
        let lines = self.basis.lines();
        self.lengths.extend(lines.map(|line| dot(line, line)));
        let prices = self.prices_at(&self.costs);
        for at in 0..self.awake.len() {
            self.price(program, bounds, self.awake[at] as usize, &prices);
        }
        self.evaluate(program, bounds);
    }

    pub(super) fn price(
        &mut self,
        program: &Program,
        bounds: &Bounds,
        variable: usize,
        prices: &[f64],
    ) {
        let (low, high) = bounds[variable];
        self.reduced[variable] = if self.is_basic[variable] || low == high {
            0.0
        } else {
            self.costs[variable] - program.product(variable, prices)
        };
    }

    pub(super) fn evaluate(&mut self, program: &Program, bounds: &Bounds) {
        // What costs less than nothing is at its upper bound.
        for variable in 0..self.reduced.len() {
            let is_looked_at = self.is_awake[variable] && !self.is_basic[variable];
            if is_looked_at && self.reduced[variable] != 0.0 {
                self.basis.is_high[variable] = self.reduced[variable] < 0.0;
            }
        }
        let mut left = program.right.clone();
        for (variable, entries) in program.columns.iter().enumerate() {
            let value = self.at_bound(variable, bounds);
            if !self.is_basic[variable] && value != 0.0 {
                for &(row, entry) in entries {
                    left[row as usize] -= f64::from(entry) * value;
                }
            }
        }
        for (value, line) in self.values.iter_mut().zip(self.basis.lines()) {
            *value = dot(line, &left);
        }
    }
}

/// The inverse of the columns of `variables`, and which of them each row has. Those that are nearly
/// sums of others are left out: no coefficient smaller than `least` is divided by. A row without one
/// is as if it had its own.
pub(super) fn invert(program: &Program, variables: &[u32], least: f64) -> (Vec<u32>, Vec<f64>) {
    let rows = program.rows();
    let mut inverse = unit(rows);
    let mut lengths = vec![1.0; rows];
    let mut basic = vec![NONE; rows];
    let mut column = vec![0.0; rows];
    // Few entries first: they fill in the least.
    let mut variables = variables.to_vec();
    variables.sort_by_key(|&variable| program.columns[variable as usize].len());
    for variable in variables {
        for (part, line) in column.iter_mut().zip(inverse.chunks(rows)) {
            *part = cleared(program.product(variable as usize, line));
        }
        let open = (0..rows).filter(|&row| basic[row] == NONE);
        let largest = open.max_by(|&a, &b| column[a].abs().total_cmp(&column[b].abs()));
        if let Some(row) = largest.filter(|&row| column[row].abs() > least) {
            basic[row] = variable;
            eliminate(&mut inverse, rows, row, &column, &mut lengths);
        }
    }
    (basic, inverse)
}
