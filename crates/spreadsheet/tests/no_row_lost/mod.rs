//! The law that holds for the rows of every file.

use std::collections::BTreeMap;

use spreadsheet::{Reading, Severity};
use workbook::Book;

/// The line of every row is that of one shift or requirement, or of an error; never of both.
///
/// Where columns are missing, no row was looked at.
pub(crate) fn check_no_row_lost(book: &Book, reading: &Reading) {
    if !reading.missing.is_empty() {
        return;
    }
    let below = book.rows.iter().skip(reading.first_row);
    let mut counts: BTreeMap<usize, usize> = below.map(|row| (row.line(), 0)).collect();
    assert_eq!(
        counts.len(),
        book.rows.len() - reading.first_row,
        "every row has a line of its own"
    );
    let shifts = reading
        .shifts
        .iter()
        .flat_map(|read| [read.line].into_iter().chain(read.also_lines));
    let requirements = reading.requirements.iter().flat_map(|read| {
        [read.line]
            .into_iter()
            .chain(read.also_lines.iter().copied())
    });
    let mut stopped: Vec<usize> = reading
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.line)
        .collect();
    stopped.dedup();
    let left_out = reading.left_out.iter().map(|row| row.line);
    for line in shifts.chain(requirements).chain(stopped).chain(left_out) {
        *counts.get_mut(&line).expect("a line of a row") += 1;
    }
    assert!(
        counts.values().all(|&count| count == 1),
        "{counts:?} of {:?}",
        reading.problems
    );
}
