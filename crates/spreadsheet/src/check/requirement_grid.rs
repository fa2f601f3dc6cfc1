//! Grids of intervals to requirements.

use chrono::{NaiveTime, TimeDelta};
use staffing::SkillId;

use crate::Field;
use crate::LeftOut;
use crate::check::found::Found;
use crate::check::requirement_rows::{self, Slot, Slots, number};
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::{skills, unread};
use crate::grid::intervals::{self, Interval};
use crate::mended::MendedRows;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::reading::Reading;
use crate::table::find::Found as Table;

/// Reads the whole grid.
pub(crate) fn read(sheet: &Sheet<'_>, table: &Table, rows: MendedRows<'_>, reading: &mut Reading) {
    let mut found = Found::default();
    let mut slots = Slots::default();
    let grid = intervals::read(rows, table, sheet.dating, sheet.choices);
    let below = rows.from(reading.first_row).map(|row| row.line());
    let skipped = below.filter(|line| sheet.choices.skipped.contains(line));
    found.left_out.extend(skipped.map(LeftOut::skipped));
    found.left_out.extend(grid.left_out);
    found.problems.extend(grid.problems);
    reading.questions.extend(grid.questions);
    reading.understood.notes.extend(grid.notes);
    // What is wrong with a whole row is said once, not at each of its cells.
    let (mut seen, mut stopped) = (None, None);
    for interval in &grid.all {
        let Some(row) = rows.get(interval.row) else {
            continue;
        };
        if stopped == Some(interval.row) {
            continue;
        }
        let mut check = RowCheck::of_cells(sheet, row, &mut found);
        if seen != Some(interval.row) {
            seen = Some(interval.row);
            unread::stop(&mut check);
        }
        if check.stopped {
            stopped = Some(interval.row);
            continue;
        }
        let Some(skill) = skill(&mut check, interval) else {
            stopped = Some(interval.row);
            continue;
        };
        let read = start(sheet, interval).and_then(|start| Ok((start, number(interval.cell)?)));
        match read {
            Ok((start, agents)) => {
                let slot = Slot {
                    line: interval.line,
                    also_lines: Vec::new(),
                    column: Some(interval.column),
                    skill,
                    start,
                    agents,
                };
                slots.add(&mut check, slot);
            }
            Err(fault) => check.note(Some(interval.column), fault, Severity::Error),
        }
    }
    requirement_rows::finish(sheet, slots, found, reading);
}

fn skill(check: &mut RowCheck<'_, '_>, interval: &Interval<'_>) -> Option<SkillId> {
    let Some(name) = &interval.skill else {
        let default = check.sheet.choices.default_skill.clone();
        if default.is_none() {
            let fault = Fault::new(ProblemCode::MissingValue, "This row has no skill.")
                .suggest("Name it in the row, or choose one skill for all rows.");
            let place = check.sheet.columns.place(Field::Skills);
            check.note(place, fault, Severity::Error);
        }
        return default;
    };
    skills::skill(check, name)
        .map_err(|fault| check.note(interval.skill_column, fault, Severity::Error))
        .ok()
}

fn start(
    sheet: &Sheet<'_>,
    interval: &Interval<'_>,
) -> Result<chrono::DateTime<chrono::Utc>, Fault> {
    let midnight = interval.date.and_time(NaiveTime::MIN);
    let local = midnight + TimeDelta::minutes(interval.minutes.into());
    sheet.clock().instant(local)
}
