//! Shapes of the step "Import".

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use serde::{Deserialize, Serialize};
use specta::Type;
use spreadsheet::{Column, Problem, Reading, Severity as Read};
use staffing::{ShiftStatus, SkillId};

use super::{count, instant};
use crate::desk::OpenFile;

/// Rows and problems that the window is handed; the rest is counted.
const SHOWN_ROWS: usize = 100;
const SHOWN_PROBLEMS: usize = 1000;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    /// Agents' shifts.
    Shifts,
    /// Required agents.
    Requirements,
}

/// Whether a problem stops its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The row is left out.
    Error,
    /// The row is taken.
    Warning,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// The planner's word for it.
    pub header: String,
    /// What it was understood as; none where it is not used.
    pub field: Option<String>,
}

/// Something wrong in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// The line in the file.
    pub line: u32,
    /// The column's header.
    pub column: Option<String>,
    /// Whether it stops the row.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What it may have meant.
    pub suggestion: Option<String>,
}

/// A row as it is in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowView {
    /// The line in the file.
    pub line: u32,
    /// Raw text.
    pub cells: Vec<String>,
    /// The worst problem of the row.
    pub problem: Option<Severity>,
}

/// A file that is open.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    /// What it holds.
    pub kind: FileKind,
    /// Without its folder.
    pub file_name: String,
    /// Where it is.
    pub path: String,
    /// How it was read, in words.
    pub format: String,
    /// What else the planner should know of how it was read, in sentences.
    pub notes: Vec<String>,
    /// In the file's order.
    pub columns: Vec<ColumnView>,
    /// The zone in which its times were read.
    pub zone: String,
    /// The first rows.
    pub rows: Vec<RowView>,
    /// Rows with data.
    pub row_count: u32,
    /// Shifts or requirement intervals that can be imported.
    pub record_count: u32,
    /// Rows that are left out.
    pub stopped_rows: u32,
    /// Different agents.
    pub agent_count: u32,
    /// Different skills.
    pub skill_count: u32,
    /// Published shifts.
    pub published_count: u32,
    /// First start of a shift, or of an interval.
    pub start: Option<String>,
    /// Just after the last start of a shift, or the end of the last interval.
    pub end: Option<String>,
    /// The first problems.
    pub problems: Vec<ProblemView>,
    /// All problems.
    pub problem_count: u32,
}

impl ImportView {
    /// The open file as the window shows it.
    pub(crate) fn of(file: &OpenFile) -> Self {
        let reading = &file.reading;
        let worst = worst_by_line(reading);
        let range = file.range();
        Self {
            kind: reading.kind.into(),
            file_name: file.source.name(),
            path: file.source.path(),
            format: reading.understood.words().join(" · "),
            notes: reading.understood.notes.clone(),
            columns: reading.columns.iter().map(Into::into).collect(),
            zone: file.zone.name().to_owned(),
            rows: reading
                .rows
                .iter()
                .take(SHOWN_ROWS)
                .map(|row| RowView {
                    line: count(row.line()),
                    cells: row.cells().map(str::to_owned).collect(),
                    problem: worst.get(&row.line()).copied().map(Into::into),
                })
                .collect(),
            row_count: count(reading.rows.len()),
            record_count: count(reading.shifts.len() + reading.requirements.len()),
            stopped_rows: count(reading.stopped_rows()),
            agent_count: distinct(reading.shifts.iter().map(|read| &read.shift.agent)),
            skill_count: distinct(skills(reading)),
            published_count: count(
                reading
                    .shifts
                    .iter()
                    .filter(|read| read.shift.status == ShiftStatus::Published)
                    .count(),
            ),
            start: range.map(|range| instant(range.start)),
            end: range.map(|range| instant(range.end)),
            problems: reading
                .problems
                .iter()
                .take(SHOWN_PROBLEMS)
                .map(|problem| problem_view(problem, reading))
                .collect(),
            problem_count: count(reading.problems.len()),
        }
    }
}

fn problem_view(problem: &Problem, reading: &Reading) -> ProblemView {
    let column = problem.column.and_then(|index| reading.columns.get(index));
    ProblemView {
        line: count(problem.line),
        column: column.map(|column| column.header.clone()),
        severity: problem.severity.into(),
        message: problem.message.clone(),
        suggestion: problem.suggestion.clone(),
    }
}

/// The worst problem of each line that has one.
fn worst_by_line(reading: &Reading) -> HashMap<usize, Read> {
    let mut worst = HashMap::new();
    for problem in &reading.problems {
        let line = worst.entry(problem.line).or_insert(problem.severity);
        *line = (*line).max(problem.severity);
    }
    worst
}

fn skills(reading: &Reading) -> impl Iterator<Item = &SkillId> {
    let of_shifts = reading.shifts.iter().flat_map(|read| &read.shift.skills);
    let of_requirements = reading.requirements.iter();
    of_shifts
        .map(|skill| &skill.skill)
        .chain(of_requirements.map(|read| &read.requirement.skill))
}

fn distinct<T: Eq + Hash>(all: impl Iterator<Item = T>) -> u32 {
    count(all.collect::<HashSet<_>>().len())
}

impl From<&Column> for ColumnView {
    fn from(column: &Column) -> Self {
        Self {
            header: column.header.clone(),
            field: column.field.map(|field| field.to_string()),
        }
    }
}

impl From<spreadsheet::FileKind> for FileKind {
    fn from(kind: spreadsheet::FileKind) -> Self {
        match kind {
            spreadsheet::FileKind::Shifts => Self::Shifts,
            spreadsheet::FileKind::Requirements => Self::Requirements,
        }
    }
}

impl From<Read> for Severity {
    fn from(severity: Read) -> Self {
        match severity {
            Read::Error => Self::Error,
            Read::Warning => Self::Warning,
        }
    }
}
