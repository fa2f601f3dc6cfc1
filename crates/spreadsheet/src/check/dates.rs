//! What all dates and times of a list say about how it writes them.

use crate::Field;
use crate::check::beside::Splitting;
use crate::mended::MendedRows;
use crate::table::columns::Columns;
use crate::values::dotted;
use crate::values::length;
use crate::values::moment::Role;
use crate::values::numbered;
use crate::values::offsets;
use crate::values::order;

/// The columns of a list that may hold dates.
const DATED: [Field; 5] = [
    Field::Start,
    Field::StartTime,
    Field::Date,
    Field::End,
    Field::EndTime,
];

/// What is told from all rows, before any is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) dates: order::Evidence,
    pub(crate) times: dotted::Evidence,
    pub(crate) numbers: numbered::Evidence,
    pub(crate) lengths: length::Evidence,
    pub(crate) offsets: offsets::Evidence,
}

pub(crate) fn evidence(
    rows: MendedRows<'_>,
    first_row: usize,
    columns: &Columns,
    is_workbook: bool,
    splitting: Splitting,
) -> Evidence {
    let places = DATED.iter().flat_map(|&field| {
        let places = columns.places(field).iter();
        places.map(move |&place| (place, columns.role(field)))
    });
    let places: Vec<_> = places.collect();
    let length = columns.place(Field::Duration);
    let windows = columns
        .place(Field::Start)
        .filter(|_| columns.start_holds_windows);
    let parts = splitting.each(first_row..rows.len(), |part| {
        let mut seen = Evidence::default();
        for row in part.filter_map(|index| rows.get(index)) {
            for &(place, role) in &places {
                let cell = row.cell(place).unwrap_or_default();
                seen.dates.observe(row.line(), place, cell, role);
                if is_workbook {
                    seen.dates.observe_date_cell(cell);
                }
                if role != Role::Date {
                    seen.times.observe(row.line(), place, cell);
                    seen.numbers.observe(cell);
                }
            }
            if let Some(cell) = windows.and_then(|place| row.cell(place)) {
                seen.offsets.observe(cell);
            }
            if let Some(cell) = length.and_then(|place| row.cell(place)) {
                seen.lengths.observe(cell.trim());
            }
        }
        seen
    });
    let mut all = Evidence::default();
    for part in parts {
        all.dates.merge(part.dates);
        all.times.merge(part.times);
        all.numbers.merge(part.numbers);
        all.lengths.merge(part.lengths);
        all.offsets.merge(part.offsets);
    }
    all
}
