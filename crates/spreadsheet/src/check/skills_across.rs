//! Rows with a column for each skill to requirements.

use crate::check::requirement_rows::{self, Slot, Slots, number};
use crate::check::row::RowCheck;
use crate::check::skills;
use crate::problem::{Fault, Severity};

/// Adds the numbers of a row, each of the skill of its column. A blank cell says nothing.
pub(crate) fn read(check: &mut RowCheck<'_, '_>, slots: &mut Slots) {
    let start = requirement_rows::start(check);
    let (Some(start), false) = (start, check.stopped) else {
        return;
    };
    let columns = check.sheet.columns.skills.skills.iter();
    let mut filled = columns
        .filter(|column| !check.raw(column.column).is_empty())
        .peekable();
    if filled.peek().is_none() {
        return check.leave_out("No number of any skill.");
    }
    let filled: Vec<_> = filled.collect();
    for column in filled {
        let place = column.column;
        let skill = skills::skill(check, &column.skill);
        // The mend of a skill is not one of the number below it.
        let skill = skill.map_err(|fault| Fault { fix: None, ..fault });
        let read = skill.and_then(|skill| Ok((skill, number(check.text(place))?)));
        match read {
            Ok((skill, agents)) => {
                let slot = Slot {
                    line: check.line(),
                    also_lines: Vec::new(),
                    column: Some(place),
                    skill,
                    start,
                    agents,
                };
                slots.add(check, slot);
            }
            Err(fault) => check.note(Some(place), fault, Severity::Error),
        }
    }
}
