//! What is to be imported: a spreadsheet, or the sample roster.

use chrono_tz::Tz;
use embedded::Workspace;
use spreadsheet::{Choices, FileKind, Question, Reading};
use workbook::{Book, Opening};
use workflow::Clock;

use crate::{Fault, RunArguments, books, doubts};

/// The shifts of the file that was named; without one, the roster of `workspace`.
pub(super) fn read(
    arguments: &RunArguments,
    workspace: Option<&Workspace>,
    zone: Tz,
    clock: Clock,
) -> Result<(Book, Reading), Fault> {
    match (&arguments.file, workspace) {
        (None, Some(workspace)) => {
            let week = workspace.next_week();
            let name = format!("sample-roster-{week}.csv");
            let roster = workspace.sample_roster(week)?;
            let book = workbook::open_bytes(&name, roster.into(), &Opening::default())?;
            let reading = understand(&book, FileKind::Shifts, workspace.zone(), clock)?;
            Ok((book, reading))
        }
        (file, _) => {
            let file = file.as_deref().ok_or("Name the shift spreadsheet.")?;
            let book = books::open(file, &Opening::default())?;
            let reading = understand(&book, FileKind::Shifts, zone, clock)?;
            Ok((book, reading))
        }
    }
}

pub(super) fn understand(
    book: &Book,
    kind: FileKind,
    zone: Tz,
    clock: Clock,
) -> Result<Reading, Fault> {
    let choices = Choices {
        kind: Some(kind),
        near: Some(clock.now().with_timezone(&zone).date_naive()),
        ..Choices::new(zone)
    };
    let reading = spreadsheet::understand(book, &choices)?.whole(&book.file_name)?;
    if reading.questions.contains(&Question::DefaultSkill) {
        return Err(format!(
            "{} has no column for the skills. Add one, then run this again.",
            book.file_name
        )
        .into());
    }
    if let Some(doubt) = reading.questions.iter().find_map(doubts::about_days) {
        return Err(format!(
            "{}: {doubt} Write all dates like 2026-11-30, or import the file in the window, which asks.",
            book.file_name
        )
        .into());
    }
    Ok(reading)
}
