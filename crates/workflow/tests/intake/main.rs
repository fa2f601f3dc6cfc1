//! An open file, from its first reading to its mended rows.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in what its cases share"
)]

mod changes;
mod grids;
mod laws;
mod memory;
mod pages;
mod problem_rows;
mod read_as;
mod refused;

use spreadsheet::Choices;
use workbook::Opening;
use workflow::intake::{Change, Intake, Memory, ReadFile};

/// A file of that text, read in London near 25 November 2026.
fn open(text: &str) -> Intake {
    open_with(text, |_| {})
}

fn open_with(text: &str, choose: impl FnOnce(&mut Choices)) -> Intake {
    open_named("shifts.csv", text, choose, &Memory::default())
}

fn open_named(
    name: &str,
    text: &str,
    choose: impl FnOnce(&mut Choices),
    memory: &Memory,
) -> Intake {
    let mut choices = Choices::new(chrono_tz::Tz::Europe__London);
    choices.near = Some("2026-11-25".parse().unwrap());
    choose(&mut choices);
    let file = ReadFile::made(name, text.into(), Opening::default()).unwrap();
    Intake::open(file, choices, memory).unwrap()
}

fn edit(line: usize, column: usize, text: &str) -> Change {
    Change::Edit {
        line,
        column,
        text: text.to_owned(),
        alike: false,
    }
}

fn edit_alike(line: usize, column: usize, text: &str) -> Change {
    Change::Edit {
        line,
        column,
        text: text.to_owned(),
        alike: true,
    }
}

/// All that can be seen of what was understood.
fn seen(intake: &Intake) -> String {
    let reading = intake.reading();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        reading.columns,
        reading.understood,
        reading.left_out,
        reading.shifts.iter().collect::<Vec<_>>(),
        reading.requirements,
        reading.problems,
        intake.rows(workflow::intake::RowFilter::All, 0, usize::MAX),
    )
}
