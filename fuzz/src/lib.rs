//! What must hold of every file, whatever is in it.

use std::collections::BTreeSet;

use spreadsheet::{Choices, Layout, Reading, Severity};
use workbook::{Book, Opening, Rows};

/// Opens text as a file of that name, if it is a table at all.
pub fn opened(name: &str, text: &str) -> Option<Book> {
    let opening = Opening {
        encoding: Some("UTF-8".to_owned()),
        ..Opening::default()
    };
    workbook::open_bytes(name, text.as_bytes().to_vec(), &opening).ok()
}

/// Understands a book and checks that none of its rows is lost.
pub fn understood(book: &Book) -> Option<Reading> {
    let choices = Choices {
        // Without it a file that names no skill has shifts that lack one.
        default_skill: Some("S".into()),
        ..Choices::new(chrono_tz::Europe::London)
    };
    let reading = spreadsheet::understand(book, &choices).ok()?;
    for shift in reading.shifts.iter() {
        assert!(
            shift.shift.check().is_ok(),
            "a shift that is none: {shift:?}"
        );
    }
    if reading.missing.is_empty() {
        check_rows(&book.rows, &reading);
    }
    Some(reading)
}

/// Every row below the header is read, wrong or left out, and in a list exactly
/// one of these.
fn check_rows(rows: &Rows, reading: &Reading) {
    let mut read: BTreeSet<usize> = BTreeSet::new();
    for shift in reading.shifts.iter() {
        read.insert(shift.line);
        read.extend(shift.also_lines);
    }
    for requirement in &reading.requirements {
        read.insert(requirement.line);
        read.extend(&requirement.also_lines);
    }
    let errors = reading.problems.iter();
    let errors = errors.filter(|problem| problem.severity == Severity::Error);
    let wrong: BTreeSet<usize> = errors.map(|problem| problem.line).collect();
    let left_out: BTreeSet<usize> = reading.left_out.iter().map(|row| row.line).collect();
    for row in rows.iter().skip(reading.first_row) {
        let line = row.line();
        let places = [&read, &wrong, &left_out].map(|lines| usize::from(lines.contains(&line)));
        let count: usize = places.iter().sum();
        assert!(count > 0, "line {line} is lost");
        if reading.understood.layout == Layout::List {
            assert_eq!(count, 1, "line {line} is several things: {places:?}");
        }
    }
}

/// A cell of a CSV, whatever is in it.
pub fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}
