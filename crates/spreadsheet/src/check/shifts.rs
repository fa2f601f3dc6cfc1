//! All rows to shifts.

use crate::check::found::Found;
use crate::check::known::Known;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::{grid_rows, roster, shift_row, unread};
use crate::mended::{MendedRow, MendedRows};
use crate::problem::{Fault, ProblemCode, Severity};
use crate::reading::Reading;
use crate::{Field, Layout, LeftOut, Question};

/// Reads every row below the header into the reading.
pub(crate) fn read(sheet: &Sheet<'_>, rows: MendedRows<'_>, reading: &mut Reading) {
    let parts = sheet.splitting.each(reading.first_row..rows.len(), |part| {
        let mut known = Known::new(sheet);
        let mut found = Found::default();
        found.packs.all.reserve(part.len());
        for index in part {
            if let Some(row) = rows.get(index) {
                read_row(sheet, index, row, &mut known, &mut found);
            }
        }
        found
    });
    let mut found = Found::default();
    for part in parts {
        found.append(part);
    }
    finish(sheet, found, reading);
}

fn read_row<'a>(
    sheet: &'a Sheet<'a>,
    index: usize,
    row: MendedRow<'a>,
    known: &mut Known,
    found: &mut Found,
) {
    if sheet.choices.skipped.contains(&row.line()) {
        found.left_out.push(LeftOut::skipped(row.line()));
        return;
    }
    if !sheet.columns.unread.is_empty() && sheet.rules.reason(index, row).is_none() {
        let mut check = RowCheck::of_cells(sheet, row, found);
        unread::stop(&mut check);
        if check.stopped {
            return;
        }
    }
    let is_list = sheet.columns.layout == Layout::List && !sheet.columns.start_holds_windows;
    if is_list && row.len() == sheet.columns.all.len() && known.read(&row, found) {
        return;
    }
    let other_week = sheet.other_week.filter(|week| index >= week.first);
    if other_week.is_some_and(|week| week.heads.contains(&index)) {
        let reason = "The title or header of another week.".to_owned();
        let line = row.line();
        found.left_out.push(LeftOut { line, reason });
    } else if let Some(reason) = sheet.rules.reason(index, row) {
        let line = row.line();
        found.left_out.push(LeftOut { line, reason });
    } else if let Some(week) = other_week {
        let message = format!(
            "Line {} begins another week, which is not read together with the first.",
            week.line
        );
        let fault = Fault::new(ProblemCode::Contradiction, message)
            .suggest("Put each week in a file or sheet of its own.");
        RowCheck::of_cells(sheet, row, found).note(None, fault, Severity::Error);
    } else if sheet.columns.layout == Layout::Grid {
        grid_rows::read(sheet, row, found);
    } else if sheet.columns.start_holds_windows {
        grid_rows::read_of_list(sheet, row, found);
    } else {
        let said = found.problems.len();
        let read = shift_row::read(&mut RowCheck::new(sheet, row, found));
        if let Some(read) = read
            && found.problems.len() == said
        {
            known.learn(&row, &read);
        }
    }
}

/// Puts what was found into the reading, of each agent only shifts that do not meet.
pub(crate) fn finish(sheet: &Sheet<'_>, found: Found, reading: &mut Reading) {
    reading.problems.extend(found.problems);
    reading.left_out.extend(found.left_out);
    reading.left_out.sort_by_key(|row| row.line);
    reading.questions.extend(found.asked.questions(sheet));
    let no_skills = sheet.columns.place(Field::Skills).is_none();
    if no_skills && sheet.choices.default_skill.is_none() {
        reading.questions.push(Question::DefaultSkill);
    }
    let (shifts, united) = roster::call(sheet, found.packs, &mut reading.problems);
    reading.shifts = shifts;
    let notes = notes(sheet, found.breaks_placed, united);
    reading.understood.notes.extend(notes);
}

fn notes(sheet: &Sheet<'_>, placed: usize, united: usize) -> Vec<String> {
    let mut notes = Vec::new();
    let lacks = |field| sheet.columns.place(field).is_none();
    if lacks(Field::Status) && sheet.choices.default_status.is_none() {
        notes.push(
            "There is no Status column: all shifts are drafts, which agents do not see.".to_owned(),
        );
    }
    if lacks(Field::Skills) && sheet.choices.default_skill.is_none() {
        notes.push(
            "There is no column for skills: choose the skill before these shifts are sent."
                .to_owned(),
        );
    }
    if placed > 0 {
        notes.push("Breaks are given in minutes: they were placed in the middle of each shift, several of them evenly spread.".to_owned());
    }
    match united {
        0 => {}
        1 => {
            notes
                .push("1 row repeats a shift with other skills: it was united with it.".to_owned());
        }
        _ => notes.push(format!(
            "{united} rows repeat a shift with other skills: they were united with it."
        )),
    }
    notes
}
