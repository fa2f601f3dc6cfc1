//! Linear programs whose variables all have two bounds.

/// Rows are equations. Each has a variable of its own, with the coefficient 1: those
/// come last.
pub(super) struct Program {
    pub(super) right: Vec<f64>,
    /// Per variable, its coefficients by row: small whole numbers.
    pub(super) columns: Vec<Vec<(u32, f32)>>,
    pub(super) costs: Vec<f64>,
}

/// Of every variable, the least and the greatest value.
pub(super) type Bounds = Vec<(f64, f64)>;

impl Program {
    pub(super) fn rows(&self) -> usize {
        self.right.len()
    }

    /// The variable of a row's own.
    pub(super) fn own(&self, row: usize) -> usize {
        self.columns.len() - self.rows() + row
    }

    /// Leaves the other rows out, and the variables of their own.
    pub(super) fn retain_rows(&mut self, keeps: &[bool]) {
        let own = self.own(0);
        let numbers = numbers(keeps.len(), |row| keeps[row]);
        let keeps_variable = |variable: usize| variable < own || keeps[variable - own];
        retain(&mut self.columns, keeps_variable);
        retain(&mut self.costs, keeps_variable);
        retain(&mut self.right, |row| keeps[row]);
        for entries in &mut self.columns {
            entries.retain_mut(|(row, _)| {
                let before = *row as usize;
                *row = numbers[before];
                keeps[before]
            });
        }
    }

    /// All that keeps the bounds and the rows costs at least this, whatever `prices` the rows
    /// have: rounding aside, for which room is left.
    pub(super) fn bound(&self, prices: &[f64], bounds: &Bounds) -> f64 {
        let mut bound = 0.0;
        let mut size = 0.0;
        for (right, price) in self.right.iter().zip(prices) {
            bound += right * price;
            size += (right * price).abs();
        }
        let open = bounds
            .iter()
            .enumerate()
            .filter(|open| *open.1 != (0.0, 0.0));
        for (variable, (low, high)) in open {
            let reduced = self.reduced(variable, prices);
            let least = (reduced * low).min(reduced * high);
            bound += least;
            size += least.abs();
        }
        bound - 1e-11 * size - 1e-9
    }

    /// What `variable` costs more than its rows pay.
    pub(super) fn reduced(&self, variable: usize, prices: &[f64]) -> f64 {
        self.costs[variable] - self.product(variable, prices)
    }

    /// The coefficients of `variable`, each times the factor of its row, added up.
    pub(super) fn product(&self, variable: usize, factors: &[f64]) -> f64 {
        let entries = self.columns[variable].iter();
        entries
            .map(|&(row, value)| f64::from(value) * factors[row as usize])
            .sum()
    }
}

/// Leaves the others out.
pub(super) fn retain<T>(list: &mut Vec<T>, keeps: impl Fn(usize) -> bool) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        keeps(at - 1)
    });
}

/// The numbers that what is kept of `count` has once the others are left out.
pub(super) fn numbers(count: usize, keeps: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut next = 0;
    let number = |at: usize| {
        let number = next;
        next += u32::from(keeps(at));
        number
    };
    (0..count).map(number).collect()
}
