//! Files of every format, opened in this process.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it should be"
)]

mod kinds;
mod ods;
mod packages;
mod text;
mod xls;
mod xlsx;

use workbook::{Book, BookError, Opening, Rows};

fn open(name: &str, bytes: Vec<u8>) -> Book {
    workbook::open_bytes(name, bytes, &Opening::default()).expect(name)
}

fn fault(name: &str, bytes: Vec<u8>) -> BookError {
    workbook::open_bytes(name, bytes, &Opening::default()).expect_err(name)
}

/// Lines and cells.
fn listed(rows: &Rows) -> Vec<(usize, Vec<&str>)> {
    rows.iter()
        .map(|row| (row.line(), row.cells().collect()))
        .collect()
}
