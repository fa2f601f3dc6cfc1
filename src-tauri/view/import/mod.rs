//! Shapes of the step "Import".

pub mod changes;
pub mod columns;
mod convert;
pub mod questions;
pub mod rows;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use specta::Type;
use spreadsheet::Reading;
use staffing::SkillId;
use workflow::intake::Intake;

use self::changes::{DateOrderName, LayoutName, ProficiencyName, StatusName};
use self::columns::{ColumnView, FieldName, RememberedView};
pub(crate) use self::convert::code_named;
use self::questions::{CodeView, NamedSkill, QuestionView};
use self::rows::ProblemKind;
use super::{count, instant};
use crate::open_file::OpenFile;

/// Rows left out that the window is handed; the rest is counted.
const SHOWN_LEFT_OUT: usize = 200;
/// Cells of a column that the window is handed, and rows in which they are looked for.
const SAMPLES: usize = 3;
const SAMPLED_ROWS: usize = 1000;

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

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FormatName {
    /// Delimited text.
    Csv,
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    /// As its tab has it.
    pub name: String,
    /// Whether its author hid it.
    pub hidden: bool,
}

/// How a file is to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    /// The sheet of a workbook; none leaves it to the program.
    pub sheet: Option<String>,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// What stands between the cells of a text file.
    pub delimiter: Option<char>,
}

/// How a file was read.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReadView {
    /// What it is.
    pub format: FormatName,
    /// Of a text file.
    pub encoding: Option<String>,
    /// Of a text file.
    pub delimiter: Option<char>,
    /// Of a workbook, hidden ones last.
    pub sheets: Vec<SheetView>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Line of the header.
    pub header_line: u32,
    /// How the table is laid out.
    pub layout: LayoutName,
    /// How dates were read, where that matters.
    pub date_order: Option<DateOrderName>,
    /// What else the planner should know, in sentences.
    pub notes: Vec<String>,
}

/// Days, both ends included, `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FirstToLast {
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

/// What holds for shifts for which the file names none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DefaultsView {
    /// The skill's id.
    pub skill: Option<String>,
    /// Draft or published.
    pub status: Option<StatusName>,
    /// How well.
    pub proficiency: Option<ProficiencyName>,
}

/// A row that is no shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LeftOutView {
    /// The line in the file.
    pub line: u32,
    /// What stands in it.
    pub text: String,
    /// Why it is left out.
    pub reason: String,
}

/// How a file on the disk stands against what was read of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FileStateKind {
    /// There is no file.
    None,
    /// As it was read.
    Same,
    /// Something else stands in it.
    Changed,
    /// It is gone.
    Vanished,
    /// Another program has it open.
    Locked,
}

/// The same, with a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileState {
    /// How it stands.
    pub kind: FileStateKind,
    /// What that means; empty where all is well.
    pub message: String,
}

/// A file that is open, without its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    /// What it holds.
    pub kind: FileKind,
    /// Without its folder.
    pub file_name: String,
    /// Where it is; empty for the sample roster, which is no file.
    pub path: String,
    /// Bytes.
    #[specta(type = specta_typescript::Number)]
    pub size: u64,
    /// How it was read.
    pub read: ReadView,
    /// Encodings to choose from.
    pub encodings: Vec<String>,
    /// The zone in which its times were read.
    pub zone: String,
    /// In the file's order.
    pub columns: Vec<ColumnView>,
    /// What no column holds, though nothing can be read without it.
    pub missing: Vec<FieldName>,
    /// Whether a mapping was remembered.
    pub remembered: Option<RememberedView>,
    /// What reading it again dropped, in sentences.
    pub dropped: Vec<String>,
    /// The skills there are; none where that is not known.
    pub skills: Vec<String>,
    /// What holds where the file says nothing.
    pub defaults: DefaultsView,
    /// The days that were chosen.
    pub period: Option<FirstToLast>,
    /// What codes were said to mean.
    pub codes: Vec<CodeView>,
    /// What skill names were said to mean.
    pub skill_names: Vec<NamedSkill>,
    /// What is open.
    pub questions: Vec<QuestionView>,
    /// What is wrong, by kind.
    pub problem_kinds: Vec<ProblemKind>,
    /// Rows below the header.
    pub row_count: u32,
    /// Shifts or requirement intervals that can be imported.
    pub record_count: u32,
    /// Rows that an error stops.
    pub stopped_rows: u32,
    /// Rows that are odd and taken.
    pub warning_rows: u32,
    /// Rows that the planner left out.
    pub skipped_rows: u32,
    /// Cells that the planner changed.
    pub edited_cells: u32,
    /// The first rows that are left out.
    pub left_out: Vec<LeftOutView>,
    /// All of them.
    pub left_out_count: u32,
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
    /// What would be undone.
    pub undo: Option<String>,
    /// What would be made again.
    pub redo: Option<String>,
    /// Rows that failed in the last import of this file.
    pub failed_lines: u32,
}

impl ImportView {
    /// The open file as the window shows it.
    pub(crate) fn of(file: &OpenFile) -> Self {
        let intake = &file.intake;
        let (book, choices, reading) = (intake.book(), intake.choices(), intake.reading());
        let range = file.range();
        Self {
            kind: reading.kind.into(),
            file_name: book.file_name.clone(),
            path: file.path(),
            size: book.size,
            read: ReadView::of(intake),
            encodings: workbook::encodings()
                .iter()
                .map(|&name| name.to_owned())
                .collect(),
            zone: choices.zone.name().to_owned(),
            columns: columns(intake),
            missing: reading.missing.iter().map(|&field| field.into()).collect(),
            remembered: intake.recall().map(Into::into),
            dropped: file.dropped.clone(),
            skills: skill_ids(choices.known_skills.as_deref()),
            defaults: DefaultsView {
                skill: choices.default_skill.as_ref().map(ToString::to_string),
                status: choices.default_status.map(Into::into),
                proficiency: choices.default_proficiency.map(Into::into),
            },
            period: choices.period.map(|(first, last)| FirstToLast {
                first: first.to_string(),
                last: last.to_string(),
            }),
            codes: choices.codes.iter().map(Into::into).collect(),
            skill_names: choices.skill_names.iter().map(Into::into).collect(),
            questions: reading.questions.iter().map(Into::into).collect(),
            problem_kinds: intake.problem_kinds().into_iter().map(Into::into).collect(),
            row_count: count(intake.row_count()),
            record_count: count(reading.shifts.len() + reading.requirements.len()),
            stopped_rows: count(reading.stopped_rows()),
            warning_rows: count(intake.warning_rows()),
            skipped_rows: count(choices.skipped.len()),
            edited_cells: count(choices.edits.len()),
            left_out: left_out(intake),
            left_out_count: count(reading.left_out.len()),
            agent_count: count(reading.shifts.agents().len()),
            skill_count: count(skills(reading).len()),
            published_count: count(reading.shifts.published()),
            start: range.map(|range| instant(range.start)),
            end: range.map(|range| instant(range.end)),
            undo: intake.undo_words(),
            redo: intake.redo_words(),
            failed_lines: count(file.failed.len()),
        }
    }
}

impl ReadView {
    fn of(intake: &Intake) -> Self {
        let (book, understood) = (intake.book(), &intake.reading().understood);
        Self {
            format: book.format.into(),
            encoding: book.encoding.clone(),
            delimiter: book.delimiter,
            sheets: book.sheets.iter().map(Into::into).collect(),
            sheet: book.sheet.clone(),
            header_line: count(understood.header_line),
            layout: understood.layout.into(),
            date_order: understood.date_order.map(Into::into),
            notes: understood.notes.clone(),
        }
    }
}

fn columns(intake: &Intake) -> Vec<ColumnView> {
    let reading = intake.reading();
    let samples = |column: usize| {
        let rows = intake
            .book()
            .rows
            .iter()
            .skip(reading.first_row)
            .take(SAMPLED_ROWS);
        let cells = rows.filter_map(|row| row.cell(column).map(str::trim));
        cells
            .filter(|cell| !cell.is_empty())
            .take(SAMPLES)
            .map(str::to_owned)
            .collect()
    };
    let columns = reading.columns.iter().enumerate();
    columns
        .map(|(index, column)| ColumnView {
            header: column.header.clone(),
            field: column.field.map(Into::into),
            day: column.day.map(|day| day.to_string()),
            is_agent: column.is_agent,
            confidence: column.confidence.into(),
            samples: samples(index),
        })
        .collect()
}

fn left_out(intake: &Intake) -> Vec<LeftOutView> {
    let shown = intake.reading().left_out.iter().take(SHOWN_LEFT_OUT);
    shown
        .map(|row| LeftOutView {
            line: count(row.line),
            text: line_text(intake, row.line),
            reason: row.reason.clone(),
        })
        .collect()
}

fn line_text(intake: &Intake, line: usize) -> String {
    let cells = (0..).map_while(|column| intake.cell_text(line, column));
    let filled: Vec<&str> = cells
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    filled.join(" · ")
}

fn skill_ids(known: Option<&[SkillId]>) -> Vec<String> {
    let known = known.unwrap_or_default();
    known.iter().map(ToString::to_string).collect()
}

fn skills(reading: &Reading) -> HashSet<SkillId> {
    let required = reading.requirements.iter();
    let required = required.map(|read| read.requirement.skill.clone());
    required.chain(reading.shifts.skills()).collect()
}
