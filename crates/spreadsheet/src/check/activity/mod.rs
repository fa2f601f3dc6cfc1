//! Rows that are no shift of their own, because a column says what is done in
//! their time: days off, breaks, and the activities that a shift consists of.

use crate::check::found::Found;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::shift_time;
use crate::mended::MendedRow;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::shifts::{NO_COLUMN, Packed};
use crate::table::header_words;
use crate::values::activities::{is_absence, is_break, is_only_break};
use crate::wording::quoted;

mod after_midnight;
mod chain;
mod joined;
mod parts;
mod piece;
mod twins;

pub(crate) use parts::join;

/// Takes a row that is a day off or a break; tells whether it is one of the two.
pub(crate) fn is_no_shift<'a>(sheet: &'a Sheet<'a>, row: MendedRow<'a>, found: &mut Found) -> bool {
    let Some(place) = sheet.columns.activity else {
        return false;
    };
    let said = row.cell(place).unwrap_or_default().trim();
    let header = sheet.columns.all.get(place);
    let is_sure = header.is_some_and(|column| header_words::is_activity(&column.header));
    match (is_absence(said), is_sure) {
        (true, true) => {
            let mut check = RowCheck::of_cells(sheet, row, found);
            check.leave_out(format!("A day off: {}.", quoted(said)));
            return true;
        }
        (true, false) if !sheet.skills.knows(said) => {
            let mut check = RowCheck::of_cells(sheet, row, found);
            check.note(Some(place), may_be_absence(said), Severity::Error);
            return true;
        }
        _ => {}
    }
    let pause = match is_sure {
        true => is_break(said),
        false => is_only_break(said),
    };
    if pause {
        add_break(&mut RowCheck::new(sheet, row, found));
    }
    pause
}

/// What is said of a row that names a day off where that is not what its column is for.
fn may_be_absence(said: &str) -> Fault {
    let message = format!(
        "It is open whether this row is a shift: {} is a day off.",
        quoted(said)
    );
    Fault::new(ProblemCode::Contradiction, message)
        .suggest("Skip the row if nobody works then, or correct the cell.")
}

/// Keeps a row's break until it is known whose shift it lies in.
fn add_break(check: &mut RowCheck<'_, '_>) {
    let agent = check.agent();
    let window = shift_time::window(check).map(|read| read.window);
    let (Some(agent), Some(window), false) = (agent, window, check.stopped) else {
        return;
    };
    let line = u32::try_from(check.line()).unwrap_or(u32::MAX);
    let packs = &mut check.found.packs;
    let pause = Packed {
        start: window.time.start.timestamp(),
        length: u16::try_from((window.time.end - window.time.start).num_seconds())
            .unwrap_or_default(),
        agent: packs.agents.number(agent),
        skills: 0,
        breaks: 0,
        line,
        column: NO_COLUMN,
        status: staffing::ShiftStatus::default(),
    };
    packs.pauses.push(pause);
}
