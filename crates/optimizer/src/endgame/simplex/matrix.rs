//! What the inverse of a basis is worked on with, row by row.

/// Less than this is rounding.
const TINY: f64 = 1e-11;
/// No row that is not nothing is shorter.
const SHORTEST: f64 = 1e-6;

/// Makes `column` that of a unit matrix, with its 1 at `row`, and keeps `lengths`, the sums of
/// the squares of each row, but for rounding.
pub(super) fn eliminate(
    inverse: &mut [f64],
    rows: usize,
    row: usize,
    column: &[f64],
    lengths: &mut [f64],
) {
    let line = &mut inverse[row * rows..(row + 1) * rows];
    line.iter_mut()
        .for_each(|value| *value = cleared(*value / column[row]));
    let pivot: Vec<(usize, f64)> = line
        .iter()
        .copied()
        .enumerate()
        .filter(|value| value.1 != 0.0)
        .collect();
    lengths[row] = pivot.iter().map(|(_, value)| value * value).sum();
    for (at, (line, part)) in inverse.chunks_mut(rows).zip(column).enumerate() {
        if at != row && *part != 0.0 {
            let mut longer = 0.0;
            for &(at, value) in &pivot {
                let (before, now) = (line[at], cleared(line[at] - part * value));
                longer += (now - before) * (now + before);
                line[at] = now;
            }
            lengths[at] = (lengths[at] + longer).max(SHORTEST);
        }
    }
}

/// A unit matrix, row by row.
pub(super) fn unit(rows: usize) -> Vec<f64> {
    let mut matrix = vec![0.0; rows * rows];
    matrix
        .iter_mut()
        .step_by(rows + 1)
        .for_each(|value| *value = 1.0);
    matrix
}

/// Nothing, where a value is rounding.
pub(super) fn cleared(value: f64) -> f64 {
    if value.abs() < TINY { 0.0 } else { value }
}

pub(super) fn add(to: &mut [f64], factor: f64, line: &[f64]) {
    for (to, value) in to.iter_mut().zip(line) {
        *to += factor * value;
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
