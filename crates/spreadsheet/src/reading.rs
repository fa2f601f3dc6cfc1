use std::collections::BTreeSet;
use std::path::Path;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use staffing::{Requirement, Shift};

use crate::check::row::Sheet;
use crate::table::columns::Columns;
use crate::values::dates::find_order;
use crate::problem::Severity;
use crate::values::skills::SkillBook;
use crate::{Column, DateOrder, FileKind, Problem, ReadOptions, Rows, SpreadsheetError};
use crate::check::{requirement_rows, shift_rows};
use crate::{delimited, source, text};

/// A file as it was read.
///
/// No row is lost: the line of every row is that of exactly one shift or
/// requirement (its `line`, or one of its `also_lines`), or of a [`Problem`]
/// that is an error.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Without its folder.
    pub file_name: String,
    /// What the file holds.
    pub kind: FileKind,
    /// How it was understood.
    pub understood: Understood,
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// The raw text of all rows, blank ones left out.
    pub rows: Rows,
    /// The checked shifts, in the order of the file; of one agent no two overlap.
    pub shifts: Vec<ReadShift>,
    /// The checked requirements, in the order of the file; of one skill no two overlap.
    pub requirements: Vec<ReadRequirement>,
    /// What is wrong, by line.
    pub problems: Vec<Problem>,
}

/// How a file was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// "CSV".
    pub format: String,
    /// "UTF-8", "Windows-1252", …
    pub encoding: String,
    /// What stands between cells.
    pub delimiter: char,
    /// Line of the header, counted from 1.
    pub header_line: usize,
    /// How dates with the year at the end were read, where there are any.
    pub date_order: Option<DateOrder>,
    /// What times are local to, unless they say their offset.
    pub zone: Tz,
    /// What else a planner should know, in sentences.
    pub notes: Vec<String>,
}

/// A shift and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadShift {
    /// The line on which it stands first.
    pub line: usize,
    /// Further lines with the same agent and times, which repeat it or add skills.
    pub also_lines: Vec<usize>,
    /// The shift, in UTC.
    pub shift: Shift,
}

/// A requirement and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadRequirement {
    /// The line on which it stands first.
    pub line: usize,
    /// Further lines that repeat it.
    pub also_lines: Vec<usize>,
    /// The requirement of one interval, in UTC.
    pub requirement: Requirement,
}

/// Reads a file of shifts or requirements.
///
/// # Errors
/// When there is no such file, it may not be read, or [`read_bytes`] fails.
/// Rows that cannot be read are [`Problem`]s, not errors.
pub fn read(path: &Path, options: &ReadOptions) -> Result<Reading, SpreadsheetError> {
    let bytes = source::load(path, options.max_bytes)?;
    read_bytes(&source::name_of(path), &bytes, options)
}

/// Reads what a file of that name holds.
///
/// # Errors
/// When it is too large, empty, no CSV, cannot be told into rows, or lacks a
/// column without which nothing can be read.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Reading, SpreadsheetError> {
    source::check_size(name, bytes.len() as u64, options.max_bytes)?;
    let text = text::decode(name, bytes)?;
    let table = delimited::split(name, &text.content)?;
    let headers: Vec<&str> = table.header.iter().map(String::as_str).collect();
    let columns = Columns::recognise(&headers, options.kind);
    columns.check(name)?;
    let rows = table.rows;
    if rows.is_empty() {
        return Err(SpreadsheetError::HeaderOnly {
            file: name.to_owned(),
            line: table.header_line,
        });
    }
    let order = find_order(&rows, &columns, options);
    let mut problems: Vec<Problem> = order.doubt.into_iter().collect();
    let sheet = Sheet {
        columns: &columns,
        order: order.order,
        zone: options.zone,
        skills: SkillBook::new(options.known_skills.as_deref()),
    };
    let (mut shifts, mut requirements) = (Vec::new(), Vec::new());
    let mut notes = Vec::new();
    if text.damaged {
        notes.push(format!(
            "Some letters are no {} and were replaced by \u{FFFD}.",
            text.encoding
        ));
    }
    match columns.kind {
        FileKind::Shifts => {
            let read = shift_rows::read(&sheet, &rows, &mut problems);
            shifts = read.shifts;
            notes.extend(read.notes);
        }
        FileKind::Requirements => {
            let read = requirement_rows::read(&sheet, &rows, &mut problems);
            requirements = read.requirements;
            notes.extend(read.notes);
        }
    }
    problems.sort_by_key(|problem| problem.line);
    Ok(Reading {
        file_name: name.to_owned(),
        kind: columns.kind,
        understood: Understood {
            format: "CSV".to_owned(),
            encoding: text.encoding.to_owned(),
            delimiter: table.delimiter,
            header_line: table.header_line,
            date_order: order.matters.then_some(order.order),
            zone: options.zone,
            notes,
        },
        columns: columns.all,
        rows,
        shifts,
        requirements,
        problems,
    })
}

impl Reading {
    /// How many rows are stopped by an error.
    #[must_use]
    pub fn stopped_rows(&self) -> usize {
        let errors = self
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error);
        errors
            .map(|problem| problem.line)
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == Severity::Warning)
            .count()
    }
}

impl Understood {
    /// The same as short parts of one line: "CSV", "comma", "header on line 1", …
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = vec![
            self.format.clone(),
            match self.delimiter {
                ',' => "comma".to_owned(),
                ';' => "semicolon".to_owned(),
                '\t' => "tab".to_owned(),
                '|' => "bar".to_owned(),
                other => format!("\"{other}\""),
            },
            self.encoding.clone(),
            format!("header on line {}", self.header_line),
        ];
        words.extend(self.date_order.map(|order| match order {
            DateOrder::DayFirst => "dates day first".to_owned(),
            DateOrder::MonthFirst => "dates month first".to_owned(),
        }));
        words
    }
}
