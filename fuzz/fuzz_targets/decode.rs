//! Any bytes, as a file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use workbook::{Opening, open_bytes};

fuzz_target!(|bytes: &[u8]| {
    // Workbooks of Excel 97 are read by calamine, which panics on some that are
    // damaged. That is caught, and they are read in a process of their own; the
    // fuzzer would stop at the panic.
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return;
    }
    let Ok(book) = open_bytes("file", bytes.to_vec(), &Opening::default()) else {
        return;
    };
    let mut before = 0;
    for row in book.rows.iter() {
        assert!(row.len() <= 16_384);
        assert!(
            row.cells().any(|cell| !cell.trim().is_empty()),
            "a blank row"
        );
        for (column, cell) in row.cells().enumerate() {
            assert_eq!(row.cell(column), Some(cell));
        }
        // The lines of text; rows of a hostile workbook may jump.
        if book.encoding.is_some() {
            assert!(row.line() > before, "line {} after {before}", row.line());
            before = row.line();
        }
    }
});
