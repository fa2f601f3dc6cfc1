//! One row under examination: its cells, and what is wrong with it.

use chrono::{Datelike, NaiveDate};

use crate::check::found::Found;
use crate::check::mend;
use crate::check::sheet::Sheet;
use crate::mended::MendedRow;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::table::days::on_weekdays;
use crate::values::calendar;
use crate::values::dated_windows;
use crate::values::formula::unguarded;
use crate::values::ids;
use crate::values::letters::folded;
use crate::values::moment::{Half, Moment, RawDate, RawTime, Role};
use crate::values::windows;
use crate::wording::{date_words, quoted};
use crate::{Column, Field, FileKind, LeftOut};

/// A row, with what was found in it and before it.
#[derive(Debug)]
pub(crate) struct RowCheck<'f, 'a> {
    pub(crate) sheet: &'a Sheet<'a>,
    pub(crate) row: MendedRow<'a>,
    pub(crate) found: &'f mut Found,
    /// Whether an error was noted.
    pub(crate) stopped: bool,
}

impl<'f, 'a> RowCheck<'f, 'a> {
    /// Begins with the number of cells, which tells whether the rest can be trusted.
    pub(crate) fn new(sheet: &'a Sheet<'a>, row: MendedRow<'a>, found: &'f mut Found) -> Self {
        let mut check = Self::of_cells(sheet, row, found);
        if !sheet.is_workbook && row.len() != sheet.columns.all.len() {
            check.count_cells();
        }
        check
    }

    /// Looks at single cells only, however many there are.
    pub(crate) fn of_cells(sheet: &'a Sheet<'a>, row: MendedRow<'a>, found: &'f mut Found) -> Self {
        Self {
            sheet,
            row,
            found,
            stopped: false,
        }
    }

    pub(crate) fn line(&self) -> usize {
        self.row.line()
    }

    /// The row holds nothing that is to be read, and is in order all the same.
    pub(crate) fn leave_out(&mut self, reason: impl Into<String>) {
        self.found.left_out.push(LeftOut {
            line: self.row.line(),
            reason: reason.into(),
        });
    }

    /// The field's text without space around it, empty where there is none.
    pub(crate) fn cell(&self, field: Field) -> &'a str {
        let place = self.sheet.columns.place(field);
        place.map(|place| self.text(place)).unwrap_or_default()
    }

    /// A column's text without space around it, and without the `'` that guards
    /// it from being run as a formula; empty where there is none.
    pub(crate) fn text(&self, column: usize) -> &'a str {
        let text = self.raw(column);
        match text.starts_with('\'') {
            true => unguarded(text).unwrap_or(text),
            false => text,
        }
    }

    /// A column's text without space around it, empty where there is none.
    pub(crate) fn raw(&self, column: usize) -> &'a str {
        self.row.cell(column).map(str::trim).unwrap_or_default()
    }

    pub(crate) fn has_column(&self, field: Field) -> bool {
        self.sheet.columns.place(field).is_some()
    }

    /// Notes a problem that stops the row.
    pub(crate) fn error(&mut self, field: Field, fault: Fault) {
        self.note(self.sheet.columns.place(field), fault, Severity::Error);
    }

    /// Notes a problem of a column's cell, or of the whole row.
    pub(crate) fn note(&mut self, column: Option<usize>, fault: Fault, severity: Severity) {
        let line = self.row.line();
        self.stopped |= severity == Severity::Error;
        if let Some(local) = fault.local {
            let meaning = self.sheet.clock().meaning(local);
            self.found.asked.time(line, local, &meaning);
        }
        self.found.problems.push(fault.at(line, column, severity));
    }

    /// Notes that a cell is empty which is needed.
    pub(crate) fn missing(&mut self, field: Field) {
        // A cell that is not there at all was noted with the number of cells.
        let place = self.sheet.columns.place(field);
        let beyond = place.is_some_and(|place| place >= self.row.len());
        if self.sheet.is_workbook || !(beyond && self.stopped) {
            let noun = field.words().trim_start_matches("the ");
            self.error(
                field,
                Fault::new(
                    ProblemCode::MissingValue,
                    format!("This row has no {noun}."),
                ),
            );
        }
    }

    /// The agent's id, if there is one and it is no formula.
    pub(crate) fn agent(&mut self) -> Option<&'a str> {
        let field = Field::Agent;
        let place = self.sheet.columns.place(field);
        let cell = place.map(|place| self.raw(place)).unwrap_or_default();
        if self.sheet.columns.ids_in_brackets
            && !cell.is_empty()
            && ids::in_brackets(cell).is_none()
        {
            let message = format!(
                "{} has no id in brackets, as other rows have.",
                quoted(cell)
            );
            let fault = Fault::new(ProblemCode::MissingValue, message);
            self.error(field, fault.suggest("Write it like Meier, Anna (4711)."));
            return None;
        }
        match unguarded(self.sheet.columns.agent_id(cell)) {
            Some("") => {
                self.missing(field);
                None
            }
            Some(id) => {
                if let Some((fault, severity)) = ids::doubt(id) {
                    self.note(place, fault, severity);
                }
                if let Some(fault) = ids::nobody(id) {
                    self.note(place, fault, Severity::Error);
                }
                Some(id)
            }
            None => {
                self.error(field, looks_like_formula(cell).mend(format!("'{cell}")));
                None
            }
        }
    }

    /// Date, time or both; neither in an empty cell, `None` for what is no moment.
    pub(crate) fn moment(&mut self, field: Field) -> Option<Moment> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Some(Moment::NONE);
        }
        let role = self.sheet.columns.role(field);
        if role != Role::Date
            && let Some(fault) = self.sheet.numbered.doubt(cell)
        {
            self.error(field, fault);
            return None;
        }
        let number = || {
            let numbered = self.sheet.numbered.read(cell);
            numbered.or_else(|| self.sheet.dotted.read(cell))
        };
        let moment = (role != Role::Date).then(number).flatten();
        let moment = moment.or_else(|| Moment::parse_as(cell, role, self.sheet.is_workbook));
        let moment = moment.or_else(|| self.interval(cell));
        if moment.is_none() {
            let fault = Fault::new(
                ProblemCode::UnreadableTime,
                format!("{} cannot be read as a date or time.", quoted(cell)),
            );
            self.error(field, fault.suggest("Write it like 2026-11-30 06:00."));
        }
        moment.map(|moment| self.with_half_of_day(field, moment))
    }

    /// The start of an interval that a cell of requirements names with its end.
    fn interval(&self, cell: &str) -> Option<Moment> {
        if self.sheet.columns.kind != FileKind::Requirements {
            return None;
        }
        let dated = dated_windows::split(cell);
        let read = windows::read(dated.map_or(cell, |(_, hours)| hours))?;
        let [hours] = read.as_slice() else {
            return None;
        };
        (hours.length()? <= 60).then_some(Moment {
            date: dated.map(|(date, _)| date),
            time: Some(hours.start),
            offset: None,
        })
    }

    /// The moment with the "PM" that stands beside it.
    fn with_half_of_day(&self, field: Field, moment: Moment) -> Moment {
        let beside = self.sheet.columns.half_of_day(field);
        let half = beside.and_then(|column| Half::read(self.text(column)));
        let half_beside = |time: RawTime| RawTime {
            half: time.half.or(half),
            ..time
        };
        Moment {
            time: moment.time.map(half_beside),
            ..moment
        }
    }

    /// A date that exists.
    pub(crate) fn date(&mut self, field: Field, date: RawDate) -> Option<NaiveDate> {
        match date.resolve(self.sheet.dating) {
            Ok(found) => {
                self.weekday(field, found);
                self.year_of_weekday(field, date, found);
                Some(found)
            }
            Err(fault) => {
                let likely = fault.fix.as_ref().and_then(|date| date.parse().ok());
                let fix =
                    likely.and_then(|date| mend::with_date(self.cell(field), date, self.sheet));
                self.error(field, Fault { fix, ..fault });
                None
            }
        }
    }

    /// Warns of a date before which another weekday stands.
    fn weekday(&mut self, field: Field, date: NaiveDate) {
        let cell = self.cell(field);
        if !cell.starts_with(char::is_alphabetic) {
            return;
        }
        let word = cell.split(|letter: char| !letter.is_alphabetic()).next();
        let said = calendar::weekdays(&folded(word.unwrap_or_default()));
        if !calendar::agrees(said, date.weekday()) {
            let message = format!(
                "{} names another weekday: {} is a {}.",
                quoted(cell),
                date_words(date),
                date.format("%A")
            );
            let fault = Fault::new(ProblemCode::Contradiction, message);
            let place = self.sheet.columns.place(field);
            self.note(place, fault, Severity::Warning);
        }
    }

    /// Warns of a date whose weekday alone puts it into another year than the nearest.
    fn year_of_weekday(&mut self, field: Field, date: RawDate, found: NaiveDate) {
        let nearest = on_weekdays(date, 0).resolve(self.sheet.dating);
        let Some(nearest) = nearest.ok().filter(|nearest| *nearest != found) else {
            return;
        };
        let message = format!(
            "{} was read as {}, because {} is a {}.",
            quoted(self.cell(field)),
            date_words(found),
            date_words(nearest),
            nearest.format("%A")
        );
        let fault = Fault::new(ProblemCode::Contradiction, message)
            .suggest("Write the year, or correct the weekday.");
        let place = self.sheet.columns.place(field);
        self.note(place, fault, Severity::Warning);
    }

    /// The value, or `None` with its fault noted as an error.
    pub(crate) fn accept<T>(&mut self, field: Field, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.error(field, fault)).ok()
    }

    fn count_cells(&mut self) {
        let headers = &self.sheet.columns.all;
        let (cells, wanted) = (self.row.len(), headers.len());
        let counts = format!("This row has {}, the header has {wanted}", counted(cells));
        if cells < wanted {
            let lacking = headers.iter().skip(cells);
            let needed = (cells..wanted).any(|column| self.sheet.columns.is_needed(column));
            let severity = match needed {
                true => Severity::Error,
                false => Severity::Warning,
            };
            self.ragged(format!("{counts}: {}", are_missing(lacking)), severity);
        } else if self
            .row
            .cells()
            .skip(wanted)
            .any(|cell| !cell.trim().is_empty())
        {
            let message = format!("{counts}, so its cells may stand in the wrong columns.");
            self.ragged(message, Severity::Error);
        }
    }

    fn ragged(&mut self, message: String, severity: Severity) {
        let fault = Fault::new(ProblemCode::RaggedRow, message);
        let fault = match severity {
            Severity::Error => fault.suggest("Put text that holds the separator in quotation marks, and give every row all cells."),
            Severity::Warning => fault,
        };
        self.note(None, fault, severity);
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

fn counted(cells: usize) -> String {
    match cells {
        1 => "1 cell".to_owned(),
        _ => format!("{cells} cells"),
    }
}

/// "Skills, Breaks are missing."
fn are_missing<'c>(columns: impl Iterator<Item = &'c Column>) -> String {
    let headers: Vec<&str> = columns.map(|column| column.header.as_str()).collect();
    let verb = if headers.len() == 1 { "is" } else { "are" };
    format!("{} {verb} missing.", headers.join(", "))
}
