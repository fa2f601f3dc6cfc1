//! Rows with one day a column to shifts.

use chrono::{NaiveDate, TimeDelta};
use staffing::{DateRange, ShiftSkill, ShiftStatus};

use crate::Field;
use crate::check::found::Found;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::shift_row::{breaks_of, outside_period, seconds, status};
use crate::check::shift_time::{self, LONGEST_SHIFT, too_long};
use crate::check::skills;
use crate::grid::codes::{self, DayCell};
use crate::mended::MendedRow;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::shifts::{NO_COLUMN, Packed};
use crate::table::columns::Day;
use crate::values::breaks::{self, Breaks};
use crate::values::clock::Window;
use crate::values::dated_windows;
use crate::values::windows::{self, Hours};

/// Adds the shifts of an agent's row to what was found, or the reasons why
/// there is none.
pub(crate) fn read<'a>(sheet: &'a Sheet<'a>, row: MendedRow<'a>, days: &[Day], found: &mut Found) {
    let mut check = RowCheck::new(sheet, row, found);
    if check.stopped {
        return;
    }
    let mut cells = Vec::new();
    let (mut off, mut wrong) = (0_usize, 0_usize);
    for day in days {
        match day_cell(&mut check, day, days) {
            Some(DayCell::Blank) => {}
            Some(DayCell::DayOff) => off += 1,
            Some(DayCell::Shifts(hours)) => match dated(&mut check, day) {
                Some(date) => cells.push((day.column, date, hours)),
                None => wrong += 1,
            },
            None => wrong += 1,
        }
    }
    if cells.is_empty() {
        if wrong == 0 {
            check.leave_out(match off {
                0 => "No shift on any day.",
                _ => "Days off only.",
            });
        }
        return;
    }
    // What is wrong with one day does not stop the others.
    check.stopped = false;
    let agent = check.agent();
    let hours = cells.iter().flat_map(|(_, _, hours)| hours);
    let Some(person) = Person::of(&mut check, agent, hours) else {
        return;
    };
    for (column, date, hours) in cells {
        add(&mut check, &person, column, date, &hours);
    }
}

/// Adds the shifts of a day's cell to what was found, or none of them and the
/// reasons why.
pub(super) fn add(
    check: &mut RowCheck<'_, '_>,
    person: &Person<'_>,
    column: usize,
    date: NaiveDate,
    hours: &[Hours],
) {
    let place = u16::try_from(column).unwrap_or(NO_COLUMN);
    add_at(check, person, column, place, date, hours);
}

/// [`add`], with the place that is kept of the shifts. A split shift whose one half
/// cannot be read is not read by halves.
fn add_at(
    check: &mut RowCheck<'_, '_>,
    person: &Person<'_>,
    column: usize,
    place: u16,
    date: NaiveDate,
    hours: &[Hours],
) {
    let nights = windows::nights(hours);
    let packed: Option<Vec<(Packed, bool)>> = hours
        .iter()
        .zip(nights)
        .map(|(hours, night)| shift(check, person, column, date + TimeDelta::days(night), hours))
        .collect();
    for (packed, placed) in packed.into_iter().flatten() {
        check.found.packs.all.push(Packed {
            column: place,
            ..packed
        });
        check.found.breaks_placed += usize::from(placed);
    }
}

/// Adds the shifts of a list's row that has its times in one cell ("06:00-14:00",
/// "E"), or the reasons why there is none.
pub(crate) fn read_of_list<'a>(sheet: &'a Sheet<'a>, row: MendedRow<'a>, found: &mut Found) {
    let mut check = RowCheck::new(sheet, row, found);
    let Some(column) = sheet.columns.place(Field::Start) else {
        return;
    };
    let day = Day {
        date: None,
        column,
        end_column: None,
    };
    let dated = dated_windows::split(check.text(column));
    let cell = match dated {
        Some((_, hours)) => said_hours(&mut check, column, hours, None),
        None => day_cell(&mut check, &day, &[]),
    };
    let hours = match cell {
        Some(DayCell::Shifts(hours)) => Some(hours),
        Some(DayCell::DayOff) if !check.stopped => {
            return check.leave_out("A day off.");
        }
        Some(DayCell::Blank | DayCell::DayOff) => {
            check.missing(Field::Start);
            None
        }
        None => None,
    };
    let date = match dated {
        Some((date, _)) => check.date(Field::Start, date),
        None => shift_time::day(&mut check, column),
    };
    let hours = hours.unwrap_or_default();
    let agent = check.agent();
    let person = Person::of(&mut check, agent, &hours);
    let (Some(person), Some(date), false) = (person, date, check.stopped) else {
        return;
    };
    // The row is the shift's place.
    add_at(&mut check, &person, column, NO_COLUMN, date, &hours);
}

/// What holds for all shifts of a row.
pub(super) struct Person<'a> {
    agent: &'a str,
    skills: Option<Vec<ShiftSkill>>,
    status: ShiftStatus,
}

impl<'a> Person<'a> {
    /// `agent` works `hours`; `None` with the reasons noted.
    pub(super) fn of<'h>(
        check: &mut RowCheck<'_, 'a>,
        agent: Option<&'a str>,
        hours: impl IntoIterator<Item = &'h Hours>,
    ) -> Option<Self> {
        let sheet = check.sheet;
        let says = |hours: &Hours| {
            let label = hours.label.as_deref();
            label.is_some_and(|label| names_skill(sheet, label))
        };
        let mut hours = hours.into_iter().peekable();
        // Where each cell names its skill, the row need not.
        let skills = match hours.peek().is_some() && hours.all(says) {
            true => None,
            false => Some(skills::skills(check)?),
        };
        let status = status(check)?;
        if check.stopped {
            return None;
        }
        Some(Self {
            agent: agent?,
            skills,
            status,
        })
    }
}

/// Whether what a day's cell says beside its times is a skill.
fn names_skill(sheet: &Sheet<'_>, label: &str) -> bool {
    sheet.skills.knows(label)
        || (sheet.columns.place(Field::Skills).is_none()
            && sheet.headings.is_empty()
            && sheet.choices.default_skill.is_none())
}

/// What a day's cell says; `None` with the reason noted.
pub(super) fn day_cell(check: &mut RowCheck<'_, '_>, day: &Day, days: &[Day]) -> Option<DayCell> {
    let start = day_text(check, day, days);
    let end = day.end_column.map(|column| check.text(column));
    said_hours(check, day.column, start, end)
}

/// What a text says of a day, or two of its start and end; `None` with the reason noted
/// at the column.
fn said_hours(
    check: &mut RowCheck<'_, '_>,
    column: usize,
    start: &str,
    end: Option<&str>,
) -> Option<DayCell> {
    let read = match end {
        // "OFF" in both columns.
        Some(end) if end == start => check.sheet.codes.read(start),
        Some(end) if !start.is_empty() && !end.is_empty() => {
            check.sheet.codes.read(&format!("{start}-{end}"))
        }
        Some(end) if start.is_empty() => check.sheet.codes.read(end),
        _ => check.sheet.codes.read(start),
    };
    read.map_err(|fault| {
        if fault.code == ProblemCode::UnknownCode {
            check.found.asked.code(&codes::name(start));
        }
        check.note(Some(column), fault, Severity::Error);
    })
    .ok()
}

/// The text of a day; of a cell that is merged over several days, that of all of them.
fn day_text<'a>(check: &RowCheck<'_, 'a>, day: &Day, days: &[Day]) -> &'a str {
    let own = check.text(day.column);
    if !own.is_empty() {
        return own;
    }
    let first = check.row.merged_into(day.column);
    let first = first.filter(|first| days.iter().any(|day| day.column == *first));
    first.map_or(own, |first| check.text(first))
}

/// The day of a column; `None` with the reason noted.
fn dated(check: &mut RowCheck<'_, '_>, day: &Day) -> Option<NaiveDate> {
    if day.date.is_none() {
        let column = check.sheet.columns.all.get(day.column);
        let header = column.map_or("", |column| column.header.as_str());
        let message = format!("It is not known which day the column \"{header}\" is.");
        let fault = Fault::new(ProblemCode::UnreadableTime, message)
            .suggest("Say which day the first column is.");
        check.note(Some(day.column), fault, Severity::Error);
    }
    day.date
}

/// The shift of a window on a day, and whether its breaks were placed; `None`
/// with the reasons noted.
fn shift(
    check: &mut RowCheck<'_, '_>,
    person: &Person<'_>,
    column: usize,
    date: NaiveDate,
    hours: &Hours,
) -> Option<(Packed, bool)> {
    let window = window(check, date, hours).and_then(|window| {
        match outside_period(check.sheet, window.time.start) {
            None => Ok(window),
            Some(fault) => Err(fault),
        }
    });
    let window = noted(check, column, window)?;
    let read = match &hours.breaks {
        Some(said) => breaks::read(said, &window),
        None => breaks_of(check, &window),
    };
    let Breaks { breaks, placed } = noted(check, column, read)?;
    let skills = match &hours.label {
        Some(label) if names_skill(check.sheet, label) => {
            let skill = skills::skill(check, label);
            vec![ShiftSkill {
                skill: noted(check, column, skill)?,
                proficiency: check.sheet.choices.default_proficiency,
            }]
        }
        _ => person.skills.clone().unwrap_or_default(),
    };
    let line = u32::try_from(check.line()).unwrap_or(u32::MAX);
    let packs = &mut check.found.packs;
    let packed = Packed {
        start: window.time.start.timestamp(),
        length: seconds(&window),
        agent: packs.agents.number(person.agent),
        skills: packs.skill_sets.number(&skills),
        breaks: packs.break_sets.number(&breaks),
        line,
        column: NO_COLUMN,
        status: person.status,
    };
    Some((packed, placed))
}

fn window(check: &RowCheck<'_, '_>, date: NaiveDate, hours: &Hours) -> Result<Window, Fault> {
    let clock = check.sheet.clock();
    let start = hours.start.on(date)?;
    let mut end = hours.end.on(date)?;
    if end <= start {
        end += TimeDelta::days(1);
    }
    let time = DateRange {
        start: clock.instant(start)?,
        end: clock.instant(end)?,
    };
    let length = time.end - time.start;
    if length > LONGEST_SHIFT || length <= TimeDelta::zero() {
        return Err(too_long(length));
    }
    Ok(Window {
        time,
        clock,
        start,
        end,
    })
}

fn noted<T>(check: &mut RowCheck<'_, '_>, column: usize, read: Result<T, Fault>) -> Option<T> {
    read.map_err(|fault| check.note(Some(column), fault, Severity::Error))
        .ok()
}
