//! All rows to shifts.

use crate::check::found::Found;
use crate::check::known::Known;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::{
    activity, cancelled, grid_rows, letters, roster, shift_row, split_shifts, unread,
};
use crate::mended::{MendedRow, MendedRows};
use crate::problem::Severity;
use crate::reading::Reading;
use crate::shifts::Packed;
use crate::table::blocks::Block;
use crate::{Field, Layout, LeftOut, Question};

/// Reads every row below the header into the reading.
pub(crate) fn read(sheet: &Sheet<'_>, rows: MendedRows<'_>, reading: &mut Reading) {
    let columns = split_shifts::columns(sheet);
    let further = split_shifts::sheets(sheet, &columns);
    let parts = sheet.splitting.each(reading.first_row..rows.len(), |part| {
        let mut known = Known::new(sheet);
        let mut found = Found::default();
        found.packs.all.reserve(part.len());
        for index in part {
            if let Some(row) = rows.get(index) {
                read_row((sheet, &further), index, row, &mut known, &mut found);
            }
        }
        found
    });
    let mut found = Found::default();
    for part in parts {
        found.append(part);
    }
    finish(sheet, rows, found, reading);
}

fn read_row<'a>(
    (sheet, further): (&'a Sheet<'a>, &'a [Sheet<'a>]),
    index: usize,
    row: MendedRow<'a>,
    known: &mut Known,
    found: &mut Found,
) {
    if sheet.choices.skipped.contains(&row.line()) {
        found.left_out.push(LeftOut::skipped(row.line()));
        return;
    }
    let says_more = !sheet.columns.unread.is_empty() || sheet.has_replaced_letters;
    if says_more && sheet.blocks.head(index).is_none() && sheet.rules.reason(index, row).is_none() {
        let mut check = RowCheck::of_cells(sheet, row, found);
        unread::stop(&mut check);
        letters::mark(&mut check);
        if check.stopped {
            return;
        }
    }
    if cancelled::is_cancelled(sheet, row, found) || activity::is_no_shift(sheet, row, found) {
        return;
    }
    let is_list = sheet.columns.layout == Layout::List && !sheet.columns.start_holds_windows;
    if is_list
        && sheet.headings.is_empty()
        && row.len() == sheet.columns.all.len()
        && known.read(&row, found)
    {
        return;
    }
    let reason = sheet.blocks.head(index);
    let reason = reason.or_else(|| sheet.headings.reason(row.line()));
    if let Some(reason) = reason.or_else(|| sheet.rules.reason(index, row)) {
        let line = row.line();
        found.left_out.push(LeftOut { line, reason });
    } else if sheet.columns.layout == Layout::Grid {
        let block = sheet.blocks.of_row(index);
        match block.map_or(Some(&sheet.columns.days), |block| block.days.as_ref()) {
            Some(days) => grid_rows::read(sheet, row, days, found),
            None => {
                if let Some(fault) = block.map(Block::unread) {
                    RowCheck::of_cells(sheet, row, found).note(None, fault, Severity::Error);
                }
            }
        }
    } else if sheet.columns.start_holds_windows {
        grid_rows::read_of_list(sheet, row, found);
    } else if split_shifts::has_further(sheet, row) {
        split_shifts::read(sheet, further, row, found);
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
pub(crate) fn finish(
    sheet: &Sheet<'_>,
    rows: MendedRows<'_>,
    mut found: Found,
    reading: &mut Reading,
) {
    let lacks_skills = lacks_skills(sheet, &found);
    reading.problems.extend(found.problems);
    reading.left_out.extend(found.left_out);
    reading.left_out.sort_by_key(|row| row.line);
    reading.questions.extend(found.asked.questions(sheet));
    let offsets = found.asked.offsets_note(sheet.choices.zone);
    reading.understood.notes.extend(offsets);
    if lacks_skills {
        reading.questions.push(Question::DefaultSkill);
    }
    let joined = activity::join(sheet, rows, &mut found.packs, &mut reading.problems);
    let further = joined.notes();
    let (shifts, united) = roster::call(sheet, found.packs, joined.also, &mut reading.problems);
    reading.shifts = shifts;
    reading.understood.notes.extend(further);
    let notes = notes(sheet, lacks_skills, found.breaks_placed, united);
    reading.understood.notes.extend(notes);
}

/// Whether it is open which skill shifts are for.
fn lacks_skills(sheet: &Sheet<'_>, found: &Found) -> bool {
    let packs = &found.packs;
    let open = || {
        let skills = |packed: &Packed| packs.skill_sets.get(packed.skills).len();
        packs.all.iter().any(|packed| skills(packed) == 0)
    };
    sheet.columns.place(Field::Skills).is_none()
        && sheet.choices.default_skill.is_none()
        && (sheet.headings.is_empty() || open())
}

fn notes(sheet: &Sheet<'_>, lacks_skills: bool, placed: usize, united: usize) -> Vec<String> {
    let mut notes = Vec::new();
    let lacks = |field| sheet.columns.place(field).is_none();
    if lacks(Field::Status) && sheet.choices.default_status.is_none() {
        notes.push(
            "There is no Status column: all shifts are drafts, which agents do not see.".to_owned(),
        );
    }
    if lacks_skills {
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
