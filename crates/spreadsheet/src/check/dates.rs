//! What all dates of a list say about their order.

use crate::Field;
use crate::check::beside::Splitting;
use crate::mended::MendedRows;
use crate::table::columns::Columns;
use crate::values::order::Evidence;

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
) -> Evidence {
    let places = DATED.iter().flat_map(|&field| {
        let places = columns.places(field).iter();
        places.map(move |&place| (place, columns.role(field)))
    });
    let places: Vec<_> = places.collect();
    let parts = splitting.each(first_row..rows.len(), |part| {
        let mut evidence = Evidence::default();
        for row in part.filter_map(|index| rows.get(index)) {
            for &(place, role) in &places {
                let cell = row.cell(place).unwrap_or_default();
                evidence.observe(row.line(), place, cell, role);
            }
        }
        evidence
    });
    let mut all = Evidence::default();
    for part in parts {
        all.merge(part);
    }
    all
}
