//! Cuts: what holds for all whole choices, but not for the present mixture of them.
//!
//! Any sum of rows is an equation that all choices keep. Where every variable is whole, what
//! its coefficients leave beyond whole numbers has to make up for what the right side leaves
//! (Gomory's mixed-integer cut). The factors of the sum are read off the program's
//! present basis and rounded to fractions of one denominator, so that all that
//! follows is exact, whatever rounding did before: a small one that they have in common, or else a
//! large one. The cut's own coefficients are kept small, rounded so that it asks for less.

use super::program::{Bounds, Program};
use super::simplex::Simplex;
use crate::staff::unit::greatest_common;

/// Largest denominator that factors have in common.
const FINEST: i64 = 1000;
/// The one they are rounded to where they have none.
const ROUNDED: i64 = 100_000_000;
/// Most that a cut's coefficients are parts of: with larger ones rounding gets in the way.
const LEVELS: i64 = 840;
/// A variable that makes up for less than this part of a level is left out.
const NEGLIGIBLE: f64 = 0.05;
/// How near a factor has to be to a fraction.
const NEAR: f64 = 1e-7;
/// Values nearer to whole ones tell little.
const OPEN: f64 = 0.02;
/// Most cuts at a time.
const MOST: usize = 24;
/// The cosine between cuts that say nearly the same.
const ALIKE: f64 = 0.97;
/// Cuts that are less far from the point are left alone.
const DEEP: f64 = 1e-4;
/// Coefficients beyond this are left alone.
const LARGEST: i64 = 1 << 40;

/// `Σ values · x ≥ least`, all whole numbers.
pub(super) struct Cut {
    values: Vec<(usize, i64)>,
    least: i64,
    /// How long its values are together, and how far the present point is from it.
    length: f64,
    depth: f64,
}

/// Cuts that a point does not keep, looked for row by row of the basis: first by the variables
/// that the simplex method looks at, which tells nearly how deep they are.
pub(super) struct Harvest {
    point: Vec<f64>,
    /// Rows that were not looked at yet.
    rows: Vec<usize>,
    /// The cuts of the others as far as they were looked at, and their rows.
    promising: Vec<(Cut, usize)>,
    cuts: Vec<Cut>,
}

impl Harvest {
    /// `point` is where `simplex` stands.
    pub(super) fn new(simplex: &Simplex, point: Vec<f64>) -> Self {
        let open = |&row: &usize| {
            let value = point[simplex.basic(row)];
            (value - value.round()).abs() > OPEN
        };
        Self {
            rows: (0..simplex.rows()).filter(open).collect(),
            point,
            promising: Vec::new(),
            cuts: Vec::new(),
        }
    }

    pub(super) fn point(&self) -> &[f64] {
        &self.point
    }

    /// Whether all rows were looked at.
    pub(super) fn is_over(&self) -> bool {
        self.rows.is_empty() && self.promising.is_empty()
    }

    /// Looks at one more row, for a cut that all whole choices within `bounds` keep.
    pub(super) fn look(&mut self, program: &Program, bounds: &Bounds, simplex: &Simplex) {
        let cut = |row: usize, variables: &mut dyn Iterator<Item = usize>| {
            cut(program, bounds, simplex, row, &self.point, variables)
        };
        if let Some(row) = self.rows.pop() {
            if let Some(cut) = cut(row, &mut simplex.awake()) {
                self.promising.push((cut, row));
            }
            if self.rows.is_empty() {
                self.choose();
            }
        } else if let Some((_, row)) = self.promising.pop() {
            self.cuts.extend(cut(row, &mut (0..bounds.len())));
        }
    }

    /// Leaves the deepest, of those that say nearly the same the first.
    fn choose(&mut self) {
        let mut promising = std::mem::take(&mut self.promising);
        promising.sort_by(|a, b| b.0.depth.total_cmp(&a.0.depth));
        for cut in promising {
            let mut chosen = self.promising.iter();
            if chosen.len() < MOST && chosen.all(|other| cut.0.likeness(&other.0) < ALIKE) {
                self.promising.push(cut);
            }
        }
    }

    /// Adds the cuts; tells whether there were any.
    pub(super) fn bring_in(&mut self, program: &mut Program, bounds: &mut Bounds) -> bool {
        for cut in &self.cuts {
            cut.add(program, bounds);
        }
        !self.cuts.is_empty()
    }
}

/// The cut that the equation of a row of the basis gives where there are no other variables than
/// these.
fn cut(
    program: &Program,
    bounds: &Bounds,
    simplex: &Simplex,
    row: usize,
    point: &[f64],
    variables: &mut dyn Iterator<Item = usize>,
) -> Option<Cut> {
    let (factors, denominator) = fractions(simplex.inverse(row))?;
    let mut right: i64 = 0;
    for (factor, value) in factors.iter().zip(&program.right) {
        right = right.checked_add(factor.checked_mul(whole(*value)?)?)?;
    }
    // Counted from the bound at which each variable is.
    let mut parts: Vec<(usize, i64)> = Vec::new();
    for variable in variables {
        if bounds[variable] == (0.0, 0.0) {
            continue;
        }
        let mut sum: i64 = 0;
        for &(row, value) in &program.columns[variable] {
            sum = sum.checked_add(factors[row as usize].checked_mul(whole(f64::from(value))?)?)?;
        }
        if sum == 0 {
            continue;
        }
        let (low, high) = bounds[variable];
        let is_high = simplex.is_high(variable);
        let from = whole(if is_high { high } else { low })?;
        right = right.checked_sub(sum.checked_mul(from)?)?;
        if low < high {
            parts.push((variable, if is_high { -sum } else { sum }));
        }
    }
    let beyond = right.rem_euclid(denominator);
    if beyond == 0 {
        return None;
    }
    let levels = (beyond * (denominator - beyond)).min(LEVELS);
    let mut least = levels;
    let mut left_out = 0.0;
    let mut values: Vec<(usize, i64)> = Vec::new();
    for (variable, part) in parts {
        let part = part.rem_euclid(denominator);
        let (part, of) = if part <= beyond {
            (part, beyond)
        } else {
            (denominator - part, denominator - beyond)
        };
        let (low, high) = bounds[variable];
        let at_most = (part * levels) as f64 / of as f64 * (high - low);
        if at_most < NEGLIGIBLE {
            left_out += at_most;
            continue;
        }
        let value = (part * levels + of - 1) / of;
        let (value, from) = if simplex.is_high(variable) {
            (-value, whole(high)?)
        } else {
            (value, whole(low)?)
        };
        least = least.checked_add(value.checked_mul(from)?)?;
        values.push((variable, value));
    }
    // With a little more than what rounding may have hidden.
    least -= (left_out + 1e-6).floor() as i64;
    Some(Cut::new(values, least, point)).filter(|cut| cut.depth > DEEP && cut.least.abs() < LARGEST)
}

impl Cut {
    fn new(values: Vec<(usize, i64)>, least: i64, point: &[f64]) -> Self {
        let mut cut = Self {
            values,
            least,
            length: 0.0,
            depth: 0.0,
        }
        .shortened();
        let (mut kept, mut square) = (0.0, 0.0);
        for &(variable, value) in &cut.values {
            let value = value as f64;
            kept += value * point[variable];
            square += value * value;
        }
        cut.length = square.sqrt().max(1.0);
        cut.depth = (cut.least as f64 - kept) / cut.length;
        cut
    }

    /// Without what all its numbers have in common.
    fn shortened(mut self) -> Self {
        let values = self.values.iter().map(|value| value.1);
        let common = values.fold(self.least, greatest_common).abs().max(1);
        self.values.iter_mut().for_each(|value| value.1 /= common);
        self.least /= common;
        self
    }

    /// The cosine of the angle between both.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (&self.values[..], &other.values[..]);
        let mut product = 0.0;
        while let (Some(x), Some(y)) = (a.first(), b.first()) {
            if x.0 == y.0 {
                product += x.1 as f64 * y.1 as f64;
            }
            if x.0 <= y.0 {
                a = &a[1..];
            }
            if y.0 <= x.0 {
                b = &b[1..];
            }
        }
        product / (self.length * other.length)
    }

    fn add(&self, program: &mut Program, bounds: &mut Bounds) {
        let row = program.right.len() as u32;
        program.right.push(-self.least as f64);
        let mut most = -self.least as f64;
        for &(variable, value) in &self.values {
            let value = value as f64;
            program.columns[variable].push((row, -value as f32));
            let (low, high) = bounds[variable];
            most += (value * low).max(value * high);
        }
        program.columns.push(vec![(row, 1.0)]);
        program.costs.push(0.0);
        // Less than nothing where no whole choice is left: then no value keeps the row.
        bounds.push((0.0, most.max(0.0)));
    }
}

/// The numerators of `factors` over one denominator, which may be off by a half where that
/// is [`ROUNDED`].
fn fractions(factors: &[f64]) -> Option<(Vec<i64>, i64)> {
    let fits = |denominator: &i64| {
        let mut values = factors.iter().map(|factor| factor * *denominator as f64);
        values.all(|value| (value - value.round()).abs() < NEAR)
    };
    let denominator = (1..=FINEST).find(fits).unwrap_or(ROUNDED);
    let values = factors.iter().map(|factor| factor * denominator as f64);
    let numerators = values.map(|value| whole(value.round()));
    Some((numerators.collect::<Option<_>>()?, denominator))
}

fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < LARGEST as f64).then_some(value as i64)
}
