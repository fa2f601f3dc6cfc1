//! What all dates and times of a list say about how it writes them.

use crate::Field;
use crate::check::beside::Splitting;
use crate::mended::MendedRows;
use crate::table::columns::Columns;
use crate::values::dotted;
use crate::values::moment::Role;
use crate::values::order;

/// The columns of a list that may hold dates.
const DATED: [Field; 5] = [
    Field::Start,
    Field::StartTime,
    Field::Date,
    Field::End,
    Field::EndTime,
];

pub(crate) fn evidence(
    rows: MendedRows<'_>,
    first_row: usize,
    columns: &Columns,
    splitting: Splitting,
) -> (order::Evidence, dotted::Evidence) {
    let places = DATED.iter().flat_map(|&field| {
        let places = columns.places(field).iter();
        places.map(move |&place| (place, columns.role(field)))
    });
    let places: Vec<_> = places.collect();
    let parts = splitting.each(first_row..rows.len(), |part| {
        let mut dates = order::Evidence::default();
        let mut times = dotted::Evidence::default();
        for row in part.filter_map(|index| rows.get(index)) {
            for &(place, role) in &places {
                let cell = row.cell(place).unwrap_or_default();
                dates.observe(row.line(), place, cell, role);
                if role == Role::Time {
                    times.observe(row.line(), place, cell);
                }
            }
        }
        (dates, times)
    });
    let mut all = (order::Evidence::default(), dotted::Evidence::default());
    for (dates, times) in parts {
        all.0.merge(dates);
        all.1.merge(times);
    }
    all
}
