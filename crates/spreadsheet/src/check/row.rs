//! One row under examination: its cells, and what is wrong with it.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::table::columns::Columns;
use crate::values::formula::unguarded;
use crate::values::moment::{Moment, RawDate};
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::Row;
use crate::values::skills::SkillBook;
use crate::wording::quoted;
use crate::{DateOrder, Field};

/// What holds for every row of the file.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) columns: &'a Columns,
    pub(crate) order: DateOrder,
    pub(crate) zone: Tz,
    pub(crate) skills: SkillBook<'a>,
}

/// A row, with the problems found so far.
#[derive(Debug)]
pub(crate) struct RowCheck<'a> {
    pub(crate) sheet: &'a Sheet<'a>,
    row: Row<'a>,
    problems: &'a mut Vec<Problem>,
    /// Whether an error was noted.
    pub(crate) stopped: bool,
}

impl<'a> RowCheck<'a> {
    /// Begins with the number of cells, which tells whether the rest can be trusted.
    pub(crate) fn new(sheet: &'a Sheet<'a>, row: Row<'a>, problems: &'a mut Vec<Problem>) -> Self {
        let mut check = Self {
            sheet,
            row,
            problems,
            stopped: false,
        };
        check.count_cells();
        check
    }

    pub(crate) fn line(&self) -> usize {
        self.row.line()
    }

    /// The field's text without space around it, empty where there is none.
    pub(crate) fn cell(&self, field: Field) -> &'a str {
        self.sheet.columns.cell(self.row, field)
    }

    pub(crate) fn has_column(&self, field: Field) -> bool {
        self.sheet.columns.place(field).is_some()
    }

    /// Notes a problem that stops the row.
    pub(crate) fn error(&mut self, field: Field, fault: Fault) {
        self.stopped = true;
        self.note(field, fault, Severity::Error);
    }

    /// Notes a problem that does not stop the row.
    pub(crate) fn warn(&mut self, field: Field, fault: Fault) {
        self.note(field, fault, Severity::Warning);
    }

    /// Notes that a cell is empty which is needed.
    pub(crate) fn missing(&mut self, field: Field) {
        // A cell that is not there at all was noted with the number of cells.
        let beyond = self
            .sheet
            .columns
            .place(field)
            .is_some_and(|place| place >= self.row.len());
        if !beyond {
            let noun = field.words().trim_start_matches("the ");
            self.error(
                field,
                Fault::new(
                    ProblemCode::MissingValue,
                    format!("This row has no {noun}."),
                ),
            );
        }
        self.stopped = true;
    }

    /// An id, if there is one and it is no formula.
    pub(crate) fn id(&mut self, field: Field) -> Option<&'a str> {
        let cell = self.cell(field);
        match unguarded(cell) {
            Some("") => {
                self.missing(field);
                None
            }
            Some(id) => Some(id),
            None => {
                self.error(field, looks_like_formula(cell));
                None
            }
        }
    }

    /// Date, time or both; neither in an empty cell, `None` for what is no moment.
    pub(crate) fn moment(&mut self, field: Field) -> Option<Moment> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Some(Moment {
                date: None,
                time: None,
                offset: None,
            });
        }
        let moment = Moment::parse(cell);
        if moment.is_none() {
            let fault = Fault::new(
                ProblemCode::UnreadableTime,
                format!("{} cannot be read as a date or time.", quoted(cell)),
            );
            self.error(field, fault.suggest("Write it like 2026-11-30 06:00."));
        }
        moment
    }

    /// A date that exists.
    pub(crate) fn date(&mut self, field: Field, date: RawDate) -> Option<NaiveDate> {
        let resolved = date.resolve(self.sheet.order);
        self.accept(field, resolved)
    }

    /// The value, or `None` with its fault noted as an error.
    pub(crate) fn accept<T>(&mut self, field: Field, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.error(field, fault)).ok()
    }

    fn note(&mut self, field: Field, fault: Fault, severity: Severity) {
        let place = self.sheet.columns.place(field);
        self.problems
            .push(fault.at(self.row.line(), place, severity));
    }

    fn count_cells(&mut self) {
        let headers = &self.sheet.columns.all;
        let (cells, wanted) = (self.row.len(), headers.len());
        let count = |number: usize| {
            if number == 1 {
                "1 cell".to_owned()
            } else {
                format!("{number} cells")
            }
        };
        let counts = format!("This row has {}, the header has {wanted}", count(cells));
        let (message, severity) = if cells < wanted {
            let lacking: Vec<&str> = headers
                .iter()
                .skip(cells)
                .map(|column| column.header.as_str())
                .collect();
            let needed = (cells..wanted).any(|column| self.sheet.columns.is_needed(column));
            let severity = if needed {
                Severity::Error
            } else {
                Severity::Warning
            };
            (
                format!(
                    "{counts}: {} {} missing.",
                    lacking.join(", "),
                    if lacking.len() == 1 { "is" } else { "are" }
                ),
                severity,
            )
        } else if self
            .row
            .cells()
            .skip(wanted)
            .any(|cell| !cell.trim().is_empty())
        {
            (
                format!("{counts}, so its cells may stand in the wrong columns."),
                Severity::Error,
            )
        } else {
            return;
        };
        self.stopped |= severity == Severity::Error;
        let fault = Fault::new(ProblemCode::RaggedRow, message);
        let fault = match severity {
            Severity::Error => fault.suggest("Put text that holds the separator in quotation marks, and give every row all cells."),
            Severity::Warning => fault,
        };
        self.problems
            .push(fault.at(self.row.line(), None, severity));
    }
}

/// What is said of an id that a spreadsheet program would run.
pub(crate) fn looks_like_formula(cell: &str) -> Fault {
    Fault::new(
        ProblemCode::FormulaLikeText,
        format!("{} looks like a formula, not like an id.", quoted(cell)),
    )
    .suggest("If it is an id, write ' before it.")
}
