//! Clears rounding away.

use std::sync::Arc;

use super::matrix::{cleared, dot, eliminate, unit};
use super::{Basis, SMALL, Simplex};
use crate::endgame::program::{Bounds, Program};

impl Simplex {
    /// Works everything out anew.
    pub(super) fn renew(&mut self, program: &Program, bounds: &Bounds) {
        let rows = program.rows();
        let mut inverse = unit(rows);
        let mut basic = vec![u32::MAX; rows];
        let mut column = vec![0.0; rows];
        // Few entries first: they fill in the least.
        let mut variables = self.basis.basic.clone();
        variables.sort_by_key(|&variable| program.columns[variable as usize].len());
        for variable in variables {
            for (part, line) in column.iter_mut().zip(inverse.chunks(rows)) {
                *part = cleared(program.product(variable as usize, line));
            }
            let open = (0..rows).filter(|&row| basic[row] == u32::MAX);
            let largest = open.max_by(|&a, &b| column[a].abs().total_cmp(&column[b].abs()));
            let Some(row) = largest.filter(|&row| column[row].abs() > SMALL) else {
                // Rounding had gone too far.
                self.go_to(&Basis::first(program), program, bounds);
                return;
            };
            basic[row] = variable;
            eliminate(&mut inverse, rows, row, &column, |_, _| {});
        }
        self.basis.basic = basic;
        self.basis.inverse = Arc::new(inverse);
        self.basis.age = 0;
        self.measure();
        self.price(program, bounds);
        self.evaluate(program, bounds);
    }

    pub(super) fn price(&mut self, program: &Program, bounds: &Bounds) {
        let prices = self.prices_at(&self.costs);
        for (variable, (low, high)) in bounds.iter().enumerate() {
            self.reduced[variable] = if self.is_basic[variable] || low == high {
                0.0
            } else {
                self.costs[variable] - program.product(variable, &prices)
            };
        }
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
