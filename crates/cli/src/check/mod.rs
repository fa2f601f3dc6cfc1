//! `shiftwright-cli check`: a spreadsheet read and checked, without any connection.

mod choices;
mod json;
mod words;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use spreadsheet::{Choices, FileKind, LeftOut, ProblemCode, Reading, Severity};
use workbook::{Book, Opening};
use workflow::{Clock, computer_zone};

use crate::{CheckArguments, Fault, LEFT_OUT, books};

/// Exit status where nothing could be read as shifts.
const UNREAD: u8 = 2;

pub(crate) fn check(arguments: &CheckArguments) -> ExitCode {
    match read(arguments) {
        Ok((book, reading)) => match print(arguments, &book, &reading) {
            Ok(()) if reading.stopped_rows() > 0 => ExitCode::from(LEFT_OUT),
            Ok(()) => ExitCode::SUCCESS,
            // Whoever reads it has read enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => failed(&error),
        },
        Err(fault) => failed(fault.as_ref()),
    }
}

fn failed(fault: &dyn std::error::Error) -> ExitCode {
    eprintln!("{fault}");
    ExitCode::from(UNREAD)
}

fn read(arguments: &CheckArguments) -> Result<(Book, Reading), Fault> {
    let opening = Opening {
        sheet: arguments.sheet.clone(),
        ..Opening::default()
    };
    let book = books::open(&arguments.file, &opening)?;
    if let (Some(sheet), None) = (&arguments.sheet, &book.sheet) {
        let file = &book.file_name;
        return Err(format!(
            "{file} is text without sheets, so it has none named \"{sheet}\". Leave --sheet out."
        )
        .into());
    }
    let zone = arguments.zone.unwrap_or_else(computer_zone);
    let now = Clock::from_environment()?.now();
    let choices = Choices {
        kind: Some(FileKind::Shifts),
        date_order: arguments.date_order.map(Into::into),
        near: Some(now.with_timezone(&zone).date_naive()),
        known_skills: known_skills(arguments.skills.as_deref())?,
        ..Choices::new(zone)
    };
    let choices = choices::mapped(&book, choices, &arguments.map)?;
    let reading = spreadsheet::understand(&book, &choices)?;
    if !reading.missing.is_empty() && holds_requirements(&book, &choices) {
        let words = format!(
            "{} says how many agents each skill needs, and holds no shifts. Hand it to `run` with --requirements, or check the file with the shifts.",
            book.file_name
        );
        return Err(words.into());
    }
    let reading = reading.whole(&book.file_name)?;
    Ok((book, reading))
}

/// Whether a file that is not readable as shifts is one of requirements.
fn holds_requirements(book: &Book, choices: &Choices) -> bool {
    let told = Choices {
        kind: None,
        ..choices.clone()
    };
    let reading = spreadsheet::understand(book, &told);
    reading
        .is_ok_and(|reading| reading.kind == FileKind::Requirements && reading.missing.is_empty())
}

/// The ids in the first column of a file, without a header.
fn known_skills(file: Option<&Path>) -> Result<Option<Vec<staffing::SkillId>>, Fault> {
    const HEADERS: [&str; 6] = ["id", "name", "skill", "skills", "skillid", "skillids"];
    let Some(file) = file else {
        return Ok(None);
    };
    let book = books::open(file, &Opening::default())?;
    let first = book.rows.iter().filter_map(|row| row.cell(0));
    let ids = first.map(str::trim).filter(|id| !id.is_empty());
    let is_header = |(at, id): &(usize, &str)| {
        let letters = id.chars().filter(|letter| letter.is_alphabetic());
        let word: String = letters.flat_map(char::to_lowercase).collect();
        *at == 0 && HEADERS.contains(&word.as_str())
    };
    let ids = ids.enumerate().filter(|id| !is_header(id));
    let ids: Vec<staffing::SkillId> = ids.map(|(_, id)| id.into()).collect();
    if ids.is_empty() {
        let words = format!(
            "{} names no skill. Write the ids of the skills into it, one a line.",
            book.file_name
        );
        return Err(words.into());
    }
    Ok(Some(ids))
}

fn print(arguments: &CheckArguments, book: &Book, reading: &Reading) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.json {
        true => json::print(&mut out, reading)?,
        false => words::print(&mut out, book, reading)?,
    }
    out.flush()
}

/// Rows that are no shift of their own and have no error, by line: besides
/// those that were left out, the ones that add to a shift, repeat it or are a part of it.
fn left_out(reading: &Reading) -> Vec<LeftOut> {
    let repeated = reading.problems.iter().filter(|problem| {
        problem.code == ProblemCode::DuplicateRow && problem.severity == Severity::Warning
    });
    let repeated: BTreeSet<usize> = repeated.map(|problem| problem.line).collect();
    let united = reading.shifts.iter().flat_map(|read| {
        let first = read.line;
        let also = read.also_lines.into_iter();
        also.map(move |line| (line, first))
    });
    let united = united.map(|(line, first)| LeftOut {
        line,
        reason: match repeated.contains(&line) {
            true => format!("It repeats the shift on line {first}."),
            false => format!("It was united with the shift on line {first}."),
        },
    });
    let mut all: Vec<LeftOut> = reading.left_out.iter().cloned().chain(united).collect();
    all.sort_by_key(|row| row.line);
    // In a grid a row can repeat several shifts.
    all.dedup();
    all
}
