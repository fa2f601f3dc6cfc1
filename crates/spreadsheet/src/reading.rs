use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use staffing::Requirement;
use workbook::{Book, Format};

use crate::check::{
    Clocks, Sheet, Splitting, agent_columns, dates, letters, requirement_grid, requirement_rows,
    shifts,
};
use crate::mended::MendedRows;
use crate::problem::Severity;
use crate::table::find::{Found as Table, find};
use crate::table::headings::Headings;
use crate::table::named_once::{Below, NamedOnce};
use crate::values::dates::Dating;
use crate::values::dotted::Dotted;
use crate::values::numbered::Numbered;
use crate::values::skills::SkillBook;
use crate::{
    Choices, Column, Field, FileKind, Layout, Problem, Question, Shifts, SpreadsheetError,
    Understood,
};

/// What was understood of a book.
///
/// No row is lost: every row of the book is the header or above it (then it is
/// in `left_out`), a row of a shift or requirement (its `line`, or one of its
/// `also_lines`), a row with a [`Problem`] that is an error, or in `left_out`;
/// exactly one of these. In a grid the same holds for each day's cell that is
/// not blank, and of requirements with skills across for each number. Only where columns are `missing`, no row below the header was
/// looked at.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What the file holds.
    pub kind: FileKind,
    /// How it was understood.
    pub understood: Understood,
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// What no column holds, though nothing can be read without it. The planner
    /// can say which column it is; [`Reading::whole`] makes it an error.
    pub missing: Vec<Field>,
    /// Index in the book's rows of the first row below the header.
    pub first_row: usize,
    /// What blank cells were read as, by line and column, where an agent or a date
    /// stands only on the first of its rows. A row alone needs it to be read again.
    pub named_above: BTreeMap<(usize, usize), String>,
    /// Rows that are neither read nor wrong, by line.
    pub left_out: Vec<LeftOut>,
    /// The checked shifts, in the order of the file; of one agent no two overlap.
    ///
    /// Their skills are empty where no column says them and no default is
    /// chosen; then [`Question::DefaultSkill`] is asked, and they cannot be
    /// sent before it is answered.
    pub shifts: Shifts,
    /// The checked requirements, in the order of the file; of one skill no two overlap.
    pub requirements: Vec<ReadRequirement>,
    /// What is wrong, by line.
    pub problems: Vec<Problem>,
    /// What the file leaves open.
    pub questions: Vec<Question>,
}

/// A row that is neither read nor wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Counted from 1.
    pub line: usize,
    /// Why: a sentence, such as "A total." or "Skipped by you."
    pub reason: String,
}

/// A requirement and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadRequirement {
    /// The line on which it stands first.
    pub line: usize,
    /// Further lines that repeat it.
    pub also_lines: Vec<usize>,
    /// The index of its cell's column, in a grid or below a skill.
    pub column: Option<usize>,
    /// The requirement of one interval, in UTC.
    pub requirement: Requirement,
}

/// Reads the shifts or requirements of a book, as its planner chose.
///
/// The same book and choices always give the same reading. Rows that cannot be
/// read are [`Problem`]s, not errors.
///
/// # Errors
/// When the book has no row, or none below its header.
pub fn understand(book: &Book, choices: &Choices) -> Result<Reading, SpreadsheetError> {
    understand_in(book, choices, Splitting::default())
}

fn understand_in(
    book: &Book,
    choices: &Choices,
    splitting: Splitting,
) -> Result<Reading, SpreadsheetError> {
    let file = || book.file_name.clone();
    let rows = MendedRows::new(&book.rows, &choices.edits);
    if rows.len() == 0 {
        return Err(SpreadsheetError::Empty { file: file() });
    }
    let table = find(book, rows, choices);
    if rows.len() <= table.first_row {
        let line = table.header_line;
        return Err(SpreadsheetError::HeaderOnly { file: file(), line });
    }
    let columns = &table.columns;
    let mut reading = Reading {
        kind: columns.kind,
        understood: Understood {
            format: book.format,
            encoding: book.encoding.clone(),
            delimiter: book.delimiter,
            sheet: book.sheet.clone(),
            header_line: table.header_line,
            layout: columns.layout,
            date_order: table.order,
            zone: choices.zone,
            notes: table.notes.clone(),
        },
        columns: columns.all.clone(),
        missing: columns.missing(),
        first_row: table.first_row,
        named_above: BTreeMap::new(),
        left_out: table.above.clone(),
        shifts: Shifts::default(),
        requirements: Vec::new(),
        problems: table.problems.clone(),
        questions: table.questions.clone(),
    };
    if book.damaged {
        reading.understood.notes.push(format!(
            "Some letters are no {} and were replaced by \u{FFFD}.",
            book.encoding.as_deref().unwrap_or("text")
        ));
    }
    if !reading.missing.is_empty() {
        return Ok(reading);
    }
    let once = NamedOnce::find(Below {
        rows,
        first_row: table.first_row,
        columns,
        rules: &table.rules,
        skipped: &choices.skipped,
    });
    if once.cells.is_empty() {
        read_rows(book, rows, &table, choices, splitting, &mut reading);
    } else {
        let mut edits = choices.edits.clone();
        edits.extend(once.cells.clone());
        let rows = MendedRows::new(&book.rows, &edits);
        reading.understood.notes.extend(once.notes);
        reading.named_above = once.cells;
        read_rows(book, rows, &table, choices, splitting, &mut reading);
    }
    Ok(reading)
}

/// Reads the rows below the header.
fn read_rows(
    book: &Book,
    rows: MendedRows<'_>,
    table: &Table,
    choices: &Choices,
    splitting: Splitting,
    reading: &mut Reading,
) {
    let columns = &table.columns;
    let seen = match columns.layout {
        // Its days were told together, with the header.
        Layout::AgentColumns => dates::Evidence::default(),
        Layout::List | Layout::Grid => {
            let is_workbook = book.format != Format::Csv;
            dates::evidence(rows, reading.first_row, columns, is_workbook, splitting)
        }
    };
    let dates = seen.dates.decide(choices);
    let (dotted, doubt) = seen.times.decide();
    reading.problems.extend(doubt);
    if dotted == Dotted::PartOfDay {
        let note = "Times that are numbers are parts of a day, as spreadsheet programs count them: 0.25 is 06:00.";
        reading.understood.notes.push(note.to_owned());
    }
    if seen.lengths.are_days() {
        let note = "The lengths of shifts are parts of a day, as spreadsheet programs count them: 0.25 is 6 hours.";
        reading.understood.notes.push(note.to_owned());
    }
    reading.understood.notes.extend(seen.offsets.note());
    let numbered = seen.numbers.decide(columns.kind);
    reading.understood.notes.extend(numbered.note());
    if columns.kind == FileKind::Requirements
        && numbered == Numbered::Hours
        && seen.numbers.are_all()
    {
        let note = "Times that are whole numbers are hours: 8 is 08:00.";
        reading.understood.notes.push(note.to_owned());
    }
    if table.order.is_none() {
        reading.understood.date_order = dates.matters.then_some(dates.order);
    }
    reading.problems.extend(dates.doubt);
    reading.questions.extend(dates.question);
    let clocks = Clocks::new(columns, choices);
    reading
        .understood
        .notes
        .extend(clocks.notes.iter().cloned());
    let skills = SkillBook::new(
        choices.known_skills.as_deref(),
        choices.other_skills,
        &choices.skill_names,
    );
    let headings = Headings::find(rows, reading.first_row, columns, &table.rules, &skills);
    reading.understood.notes.extend(headings.note());
    let sheet = Sheet {
        columns,
        headings,
        clocks,
        dotted,
        numbered,
        lengths_are_days: seen.lengths.are_days(),
        rules: &table.rules,
        codes: &table.codes,
        blocks: &table.blocks,
        title_day: table.title_day,
        week: &table.week,
        choices,
        dating: Dating {
            order: table.order.unwrap_or(dates.order),
            near: table.near,
            since_1904: book.since_1904,
        },
        skills,
        splitting,
        has_replaced_letters: book.rows.contains(letters::REPLACED),
        is_workbook: book.format != Format::Csv,
    };
    match columns.kind {
        FileKind::Shifts if columns.layout == Layout::AgentColumns => {
            agent_columns::read(&sheet, &table.row_days, rows, reading);
        }
        FileKind::Shifts => shifts::read(&sheet, rows, reading),
        FileKind::Requirements if columns.layout == Layout::Grid => {
            requirement_grid::read(&sheet, table, rows, reading);
        }
        FileKind::Requirements => requirement_rows::read(&sheet, rows, reading),
    }
    reading.problems.sort_by_key(|problem| problem.line);
}

impl LeftOut {
    /// A row that the planner wants to be left out.
    pub(crate) fn skipped(line: usize) -> Self {
        Self {
            line,
            reason: "Skipped by you.".to_owned(),
        }
    }
}

impl Reading {
    /// The reading, unless nothing could be read because columns are missing.
    ///
    /// # Errors
    /// [`SpreadsheetError::MissingColumns`] of the file of that name.
    pub fn whole(self, file_name: &str) -> Result<Self, SpreadsheetError> {
        if self.missing.is_empty() {
            return Ok(self);
        }
        let headers = self.columns.iter().map(|column| column.header.as_str());
        Err(SpreadsheetError::MissingColumns {
            file: file_name.to_owned(),
            missing: self.missing.clone(),
            found: headers
                .filter(|header| !header.is_empty())
                .take(30)
                .map(crate::wording::shortened)
                .collect(),
        })
    }

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

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::London;
    use proptest::prelude::*;
    use workbook::{Opening, open_bytes};

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

        /// Also what is looked up instead of read: of one row a part, nothing is known from before.
        #[test]
        fn a_reading_does_not_depend_on_how_many_threads_read(
            rows in proptest::collection::vec((0_usize..4, 0_usize..5, 0_usize..4, 0_usize..4, 0_usize..4), 1..30),
        ) {
            let agents = ["A1", "A2", "=A3", ""];
            let starts = ["2026-11-30 06:00", "2026-11-30 08:00", "2026-10-25 01:30", "1/12/2026 06:00", "x"];
            let ends = ["14:00", "16:00", "2026-11-30 14:00", "1/12/2026 14:00"];
            let skills = ["S", "S;T", "Kitchen", ""];
            let breaks = ["10:00-10:30", "30", "", "23:00-23:30"];
            let row = |&(agent, start, end, skill, pause): &(usize, usize, usize, usize, usize)| {
                format!("{},{},{},{},{}\n", agents[agent], starts[start], ends[end], skills[skill], breaks[pause])
            };
            let csv = format!("Agent ID,Start,End,Skills,Breaks\n{}", rows.iter().map(row).collect::<String>());
            let book = open_bytes("roster.csv", csv.into_bytes(), &Opening::default()).unwrap();
            let choices = Choices {
                known_skills: Some(vec!["S".into(), "T".into()]),
                ..Choices::new(London)
            };

            let whole = understand_in(&book, &choices, Splitting { most: 1, few: 1 }).unwrap();
            for most in [2, 3, 64] {
                let parts = understand_in(&book, &choices, Splitting { most, few: 1 }).unwrap();

                prop_assert_eq!(whole.shifts.iter().collect::<Vec<_>>(), parts.shifts.iter().collect::<Vec<_>>());
                prop_assert_eq!(whole.shifts.agents().collect::<Vec<_>>(), parts.shifts.agents().collect::<Vec<_>>());
                prop_assert_eq!(&whole.problems, &parts.problems);
                prop_assert_eq!(&whole.questions, &parts.questions);
                prop_assert_eq!(&whole.left_out, &parts.left_out);
                prop_assert_eq!(&whole.understood, &parts.understood);
            }
        }
    }
}
