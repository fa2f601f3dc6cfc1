//! Rows to shifts.

use staffing::{Shift, ShiftSkill};

use crate::values::breaks::{self, Breaks};
use crate::check::row::{RowCheck, Sheet};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::check::roster::{Added, Roster};
use crate::check::shift_time::{self, Window};
use crate::values::skills;
use crate::values::status;
use crate::wording::window_words;
use crate::{Field, ReadShift, Rows};

/// Shifts, and what there is to say about all of them.
#[derive(Debug)]
pub(crate) struct ShiftsRead {
    pub(crate) shifts: Vec<ReadShift>,
    pub(crate) notes: Vec<String>,
}

/// Reads every row; what is wrong goes to `problems`.
pub(crate) fn read(sheet: &Sheet<'_>, rows: &Rows, problems: &mut Vec<Problem>) -> ShiftsRead {
    let mut roster = Roster::default();
    let (mut placed, mut united) = (0_usize, 0_usize);
    for row in rows.iter() {
        let mut check = RowCheck::new(sheet, row, problems);
        let Some((shift, window, breaks_placed)) = shift(&mut check) else {
            continue;
        };
        placed += usize::from(breaks_placed);
        let agent = shift.agent.clone();
        match roster.add(row.line(), shift) {
            Added::New => {}
            Added::United(_) => united += 1,
            Added::Repeated(line) => {
                let message =
                    format!("The same shift stands on line {line} already. It is read once.");
                check.warn(Field::Agent, Fault::new(ProblemCode::DuplicateRow, message));
            }
            Added::Contradicts(line, what) => {
                let message = format!(
                    "The same shift stands on line {line}, with another {what}.",
                    what = singular(what)
                );
                let fault = Fault::new(ProblemCode::Contradiction, message);
                check.error(
                    Field::Agent,
                    fault.suggest("Delete one of the two rows, or make them alike."),
                );
            }
            Added::Overlaps(index) => {
                let Some(other) = roster.shifts.get(index) else {
                    continue;
                };
                let local = |instant| window.clock.local(instant);
                let time = other.shift.time;
                let when = window_words(local(time.start), local(time.end));
                let message = format!(
                    "This shift overlaps line {}: {agent} works {when} there.",
                    other.line
                );
                let fault = Fault::new(ProblemCode::Overlap, message);
                check.error(
                    Field::Start,
                    fault.suggest("Correct the times, or delete one of the two rows."),
                );
            }
        }
    }
    ShiftsRead {
        notes: notes(sheet, placed, united),
        shifts: roster.shifts,
    }
}

/// The shift of one row, when it is, and whether its breaks were placed here;
/// `None` with the reasons noted. All cells are looked at, so that all that is
/// wrong with a row is told at once.
fn shift(check: &mut RowCheck<'_>) -> Option<(Shift, Window, bool)> {
    let agent = check.id(Field::Agent);
    let window = shift_time::window(check);
    let skills = skills::skills(check);
    let status = check.accept(Field::Status, status::status(check.cell(Field::Status)));
    let breaks = match window {
        Some(window) => check.accept(
            Field::Breaks,
            breaks::read(check.cell(Field::Breaks), &window),
        ),
        None => None,
    };
    let levels = skills.as_ref().map(|skills| {
        let levels = status::proficiencies(check.cell(Field::Proficiency), skills.len());
        levels.unwrap_or_else(|fault| {
            check.warn(Field::Proficiency, fault);
            vec![None; skills.len()]
        })
    });
    if check.stopped {
        return None;
    }
    let (window, Breaks { breaks, placed }) = (window?, breaks?);
    let skills = skills?.into_iter().zip(levels?);
    let shift = Shift {
        agent: agent?.into(),
        time: window.time,
        skills: skills
            .map(|(skill, proficiency)| ShiftSkill { skill, proficiency })
            .collect(),
        breaks,
        status: status?,
    };
    Some((shift, window, placed))
}

fn notes(sheet: &Sheet<'_>, placed: usize, united: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if sheet.columns.place(Field::Status).is_none() {
        notes.push(
            "There is no Status column: all shifts are drafts, which agents do not see.".to_owned(),
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

fn singular(what: &str) -> &str {
    if what == "breaks" {
        "set of breaks"
    } else {
        what
    }
}
