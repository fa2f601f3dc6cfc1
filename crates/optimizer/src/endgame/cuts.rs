//! Cuts: what holds for all whole choices, but not for the present mixture of them.
//!
//! Any sum of rows is an equation that all choices keep. Where every variable is whole, what
//! its coefficients leave beyond whole numbers has to make up for what the right side leaves
//! (Gomory's mixed-integer cut). The factors of the sum are read off the program's
//! present basis and rounded to fractions of one small denominator, so that all that
//! follows is exact, whatever rounding did before.

use super::program::{Bounds, Program};
use super::simplex::Simplex;
use crate::staff::unit::greatest_common;

/// Largest denominator.
const FINEST: i64 = 40;
/// How near a factor has to be to a fraction.
const NEAR: f64 = 1e-7;
/// Values nearer to whole ones tell little.
const OPEN: f64 = 0.02;
/// Most rows that are looked at for cuts at a time.
const LOOKED_AT: usize = 48;
/// Most cuts at a time.
const MOST: usize = 16;
/// Coefficients beyond this are left alone.
const LARGEST: i64 = 1 << 40;

/// `Σ values · x ≥ least`, all whole numbers.
pub(super) struct Cut {
    values: Vec<(usize, i64)>,
    least: i64,
    /// How far the present point is from it.
    depth: f64,
}

/// Adds cuts that `point` does not keep, where `simplex` stands, and that all whole choices
/// within `bounds` do; how many.
pub(super) fn add_cuts(
    program: &mut Program,
    bounds: &mut Bounds,
    simplex: &Simplex,
    point: &[f64],
) -> usize {
    let open = |row: usize| {
        let value = point[simplex.basic(row)];
        (value - value.round()).abs()
    };
    let mut rows: Vec<usize> = (0..program.rows())
        .filter(|&row| open(row) > OPEN)
        .collect();
    rows.sort_by(|&a, &b| open(b).total_cmp(&open(a)));
    rows.truncate(LOOKED_AT);
    let mut cuts: Vec<Cut> = rows
        .into_iter()
        .filter_map(|row| cut(program, bounds, simplex, row, point))
        .collect();
    cuts.sort_by(|a, b| b.depth.total_cmp(&a.depth));
    cuts.truncate(MOST);
    for cut in &cuts {
        cut.add(program, bounds);
    }
    cuts.len()
}

/// The cut that the equation of a row of the basis gives.
fn cut(
    program: &Program,
    bounds: &Bounds,
    simplex: &Simplex,
    row: usize,
    point: &[f64],
) -> Option<Cut> {
    let (factors, denominator) = fractions(simplex.inverse(row))?;
    let mut right: i64 = 0;
    for (factor, value) in factors.iter().zip(&program.right) {
        right = right.checked_add(factor.checked_mul(whole(*value)?)?)?;
    }
    // Counted from the bound at which each variable is.
    let mut parts: Vec<(usize, i64)> = Vec::new();
    for (variable, entries) in program.columns.iter().enumerate() {
        let mut sum: i64 = 0;
        for &(row, value) in entries {
            sum = sum.checked_add(factors[row as usize].checked_mul(whole(value)?)?)?;
        }
        if sum == 0 {
            continue;
        }
        let (low, high) = bounds[variable];
        let is_high = simplex.is_high(variable);
        let from = whole(if is_high { high } else { low })?;
        right = right.checked_sub(sum.checked_mul(from)?)?;
        parts.push((variable, if is_high { -sum } else { sum }));
    }
    let beyond = right.rem_euclid(denominator);
    if beyond == 0 {
        return None;
    }
    let mut least = beyond * (denominator - beyond);
    let mut values: Vec<(usize, i64)> = Vec::new();
    for (variable, part) in parts {
        let part = part.rem_euclid(denominator);
        let value = if part <= beyond {
            part * (denominator - beyond)
        } else {
            beyond * (denominator - part)
        };
        if value == 0 {
            continue;
        }
        let (low, high) = bounds[variable];
        let (value, from) = if simplex.is_high(variable) {
            (-value, whole(high)?)
        } else {
            (value, whole(low)?)
        };
        least = least.checked_add(value.checked_mul(from)?)?;
        values.push((variable, value));
    }
    let cut = Cut {
        values,
        least,
        depth: 0.0,
    }
    .shortened();
    let kept: f64 = cut
        .values
        .iter()
        .map(|&(at, value)| value as f64 * point[at])
        .sum();
    let length = cut
        .values
        .iter()
        .map(|value| (value.1 * value.1) as f64)
        .sum::<f64>()
        .sqrt();
    let depth = (cut.least as f64 - kept) / length.max(1.0);
    (depth > 1e-4 && cut.least.abs() < LARGEST).then_some(Cut { depth, ..cut })
}

impl Cut {
    /// Without what all its numbers have in common.
    fn shortened(mut self) -> Self {
        let values = self.values.iter().map(|value| value.1);
        let common = values.fold(self.least, greatest_common).abs().max(1);
        self.values.iter_mut().for_each(|value| value.1 /= common);
        self.least /= common;
        self
    }

    fn add(&self, program: &mut Program, bounds: &mut Bounds) {
        let row = program.right.len() as u32;
        program.right.push(-self.least as f64);
        let mut most = -self.least as f64;
        for &(variable, value) in &self.values {
            let value = value as f64;
            program.columns[variable].push((row, -value));
            let (low, high) = bounds[variable];
            most += (value * low).max(value * high);
        }
        program.columns.push(vec![(row, 1.0)]);
        program.costs.push(0.0);
        // Less than nothing where no whole choice is left: then no value keeps the row.
        bounds.push((0.0, most.max(0.0)));
    }
}

/// The numerators of `factors` over one denominator.
fn fractions(factors: &[f64]) -> Option<(Vec<i64>, i64)> {
    let fits = |denominator: &i64| {
        let times = *denominator as f64;
        factors.iter().all(|factor| {
            let value = factor * times;
            (value - value.round()).abs() < NEAR && value.abs() < LARGEST as f64
        })
    };
    let denominator = (1..=FINEST).find(fits)?;
    let numerators = factors
        .iter()
        .map(|factor| (factor * denominator as f64).round() as i64);
    Some((numerators.collect(), denominator))
}

fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < LARGEST as f64).then_some(value as i64)
}
