//! Rows of one day, with an agent a column, to shifts.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::Field;
use crate::check::found::Found;
use crate::check::grid_rows::{self, Person, day_cell};
use crate::check::row::{RowCheck, looks_like_formula};
use crate::check::sheet::Sheet;
use crate::check::{letters, shifts, unread};
use crate::grid::codes::DayCell;
use crate::mended::{MendedRow, MendedRows};
use crate::problem::{Fault, ProblemCode, Severity};
use crate::reading::Reading;
use crate::table::agent_columns::RowDays;
use crate::table::columns::Day;
use crate::values::formula::unguarded;
use crate::values::ids;
use crate::values::windows::Hours;
use crate::wording::quoted;

/// Reads every row below the header into the reading.
pub(crate) fn read(sheet: &Sheet<'_>, days: &RowDays, rows: MendedRows<'_>, reading: &mut Reading) {
    let people = &sheet.columns.days;
    let note = format!(
        "Each column is an agent, {} of them, and each row a day.",
        people.len()
    );
    reading.understood.notes.push(note);
    let mut found = Found::default();
    let mut other_header = None;
    for (index, row) in rows.from(reading.first_row).enumerate() {
        let index = reading.first_row + index;
        if let Some(left_out) = sheet.left_out(index, row) {
            found.left_out.push(left_out);
        } else {
            let day = days.of_row(index);
            if day.is_none() && names_others(sheet, row) {
                other_header.get_or_insert(row.line());
            }
            let mut check = RowCheck::new(sheet, row, &mut found);
            unread::stop(&mut check);
            letters::mark(&mut check);
            match (other_header, check.stopped) {
                (_, true) => {}
                (Some(header), false) => check.note(None, other_agents(header), Severity::Error),
                (None, false) => read_row(&mut check, day, people),
            }
        }
    }
    shifts::finish(sheet, rows, found, reading);
}

fn read_row(check: &mut RowCheck<'_, '_>, day: Option<Option<NaiveDate>>, people: &[Day]) {
    let cells = || people.iter().map(|person| check.text(person.column));
    if cells().all(str::is_empty) {
        return check.leave_out("No shift of any agent.");
    }
    let Some(date) = day.flatten() else {
        let place = check.sheet.columns.place(Field::Date);
        let text = place.map(|place| check.text(place)).unwrap_or_default();
        let fault = match text {
            "" => Fault::new(ProblemCode::MissingValue, "This row does not say its day."),
            _ => Fault::new(
                ProblemCode::UnreadableTime,
                format!("It is not known which day {} is.", quoted(text)),
            ),
        };
        return check.note(
            place,
            fault.suggest("Write it like 2026-11-30."),
            Severity::Error,
        );
    };
    let (mut shifts, mut wrong) = (Vec::new(), 0_usize);
    for person in people {
        match day_cell(check, person, people) {
            Some(DayCell::Blank | DayCell::DayOff) => {}
            Some(DayCell::Shifts(hours)) => shifts.push((person.column, hours)),
            None => wrong += 1,
        }
    }
    if shifts.is_empty() && wrong == 0 {
        return check.leave_out("Days off only.");
    }
    // What is wrong with one agent does not stop the others.
    for (column, hours) in shifts {
        check.stopped = false;
        let Some(person) = person(check, column, &hours) else {
            continue;
        };
        grid_rows::add(check, &person, column, date, &hours);
    }
}

/// The agent of a column; `None` with the reasons noted.
fn person<'a>(check: &mut RowCheck<'_, 'a>, column: usize, hours: &[Hours]) -> Option<Person<'a>> {
    let sheet = check.sheet;
    let header = sheet.columns.all.get(column)?.header.as_str();
    let Some(agent) = unguarded(sheet.columns.agent_id(header)) else {
        check.note(Some(column), looks_like_formula(header), Severity::Error);
        return None;
    };
    if let Some(fault) = ids::nobody(agent) {
        check.note(Some(column), fault, Severity::Error);
    }
    if let Some((fault, severity)) = ids::doubt(agent) {
        check.note(Some(column), fault, severity);
    }
    Person::of(check, Some(agent), hours)
}

/// Whether a row without a day names other agents than the header: the rows below
/// it are theirs.
fn names_others(sheet: &Sheet<'_>, row: MendedRow<'_>) -> bool {
    let cells = sheet.columns.days.iter();
    let cells = cells.filter_map(|person| row.cell(person.column));
    let names: BTreeSet<&str> = cells
        .map(str::trim)
        .filter(|cell| !cell.is_empty() && sheet.codes.read(cell).is_err())
        .collect();
    names.len() >= 2
}

fn other_agents(line: usize) -> Fault {
    let message = format!("Line {line} begins another block, of other agents.");
    Fault::new(ProblemCode::UnclearDays, message)
        .suggest("Put each block in a file or sheet of its own.")
}
