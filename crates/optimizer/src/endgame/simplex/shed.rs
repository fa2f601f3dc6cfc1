//! Leaves rows out that hold nothing back.

use std::sync::Arc;

use super::Simplex;
use crate::endgame::program::{Bounds, Program, numbers, retain};

/// A row that is kept with less to spare may soon be needed again.
const SPARE: f64 = 1e-6;

impl Simplex {
    /// Leaves out the rows from `first` on that are kept with something to spare: only what is
    /// proven next changes. It has to stand at the best point of `program`.
    pub(in crate::endgame) fn shed(
        &mut self,
        program: &mut Program,
        bounds: &mut Bounds,
        first: usize,
    ) {
        let rows = program.rows();
        let own = program.own(0);
        let mut keeps_row = vec![true; rows];
        let mut keeps_place = vec![true; rows];
        let mut places = vec![None; rows];
        for (place, (&variable, &value)) in self.basis.basic.iter().zip(&self.values).enumerate() {
            if variable as usize >= own && value > SPARE {
                places[variable as usize - own] = Some(place);
            }
        }
        for row in (first..rows).rev() {
            // Later rows are kept by its variable.
            let mut needs = program.columns[own + row]
                .iter()
                .map(|entry| entry.0 as usize);
            if let Some(place) = places[row]
                && needs.all(|other| other == row || !keeps_row[other])
            {
                (keeps_row[row], keeps_place[place]) = (false, false);
            }
        }
        if keeps_row.iter().all(|keeps| *keeps) {
            return;
        }
        // The column of a row's own variable is that of a unit matrix, so what is left of the
        // inverse is the inverse of what is left.
        let lines = self.basis.lines().zip(&keeps_place);
        let kept = lines.filter(|line| *line.1).flat_map(|(line, _)| {
            let values = line.iter().zip(&keeps_row);
            values.filter(|value| *value.1).map(|value| *value.0)
        });
        self.basis.inverse = Arc::new(kept.collect());
        let keeps = |variable: usize| variable < own || keeps_row[variable - own];
        let numbers = numbers(bounds.len(), keeps);
        retain(&mut self.basis.basic, |place| keeps_place[place]);
        let basic = self.basis.basic.iter_mut();
        basic.for_each(|variable| *variable = numbers[*variable as usize]);
        self.awake.retain(|&variable| keeps(variable as usize));
        let awake = self.awake.iter_mut();
        awake.for_each(|variable| *variable = numbers[*variable as usize]);
        retain(&mut self.basis.is_high, keeps);
        retain(&mut self.is_basic, keeps);
        retain(&mut self.is_awake, keeps);
        retain(&mut self.costs, keeps);
        retain(&mut self.reduced, keeps);
        retain(&mut self.line, keeps);
        retain(&mut self.values, |place| keeps_place[place]);
        retain(&mut self.lengths, |place| keeps_place[place]);
        retain(bounds, keeps);
        program.retain_rows(&keeps_row);
        self.list_entries(program);
    }
}
