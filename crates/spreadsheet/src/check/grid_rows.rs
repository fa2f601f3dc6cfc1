//! Rows with one day a column to shifts.

use chrono::{NaiveDate, TimeDelta};
use staffing::{DateRange, ShiftSkill, ShiftStatus};

use crate::Field;
use crate::LeftOut;
use crate::check::found::Found;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::shift_row::{breaks_text, outside_period, seconds, status};
use crate::check::shift_time::{self, LONGEST_SHIFT, too_long};
use crate::check::skills;
use crate::grid::codes::{self, DayCell};
use crate::mended::MendedRow;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::shifts::{NO_COLUMN, Packed};
use crate::table::columns::Day;
use crate::values::breaks::{self, Breaks};
use crate::values::clock::Window;
use crate::values::windows::{self, Hours};

/// Adds the shifts of an agent's row to what was found, or the reasons why
/// there is none.
pub(crate) fn read<'a>(sheet: &'a Sheet<'a>, row: MendedRow<'a>, days: &[Day], found: &mut Found) {
    let mut check = RowCheck::new(sheet, row, found);
    if check.stopped {
        return;
    }
    let mut shifts = Vec::new();
    let (mut off, mut wrong) = (0_usize, 0_usize);
    for day in days {
        match day_cell(&mut check, day, days) {
            Some(DayCell::Blank) => {}
            Some(DayCell::DayOff) => off += 1,
            Some(DayCell::Shifts(hours)) => match dated(&mut check, day) {
                Some(date) => {
                    shifts.extend(hours.into_iter().map(|hours| (day.column, date, hours)));
                }
                None => wrong += 1,
            },
            None => wrong += 1,
        }
    }
    if shifts.is_empty() {
        if wrong == 0 {
            let reason = match off {
                0 => "No shift on any day.",
                _ => "Days off only.",
            };
            let line = check.line();
            check.found.left_out.push(LeftOut {
                line,
                reason: reason.to_owned(),
            });
        }
        return;
    }
    // What is wrong with one day does not stop the others.
    check.stopped = false;
    let Some(person) = Person::of(&mut check, &shifts) else {
        return;
    };
    for of_cell in shifts.chunk_by(|one, next| one.0 == next.0) {
        let hours: Vec<Hours> = of_cell.iter().map(|(_, _, hours)| hours.clone()).collect();
        if let Some((column, date, _)) = of_cell.first() {
            add(&mut check, &person, *column, *date, &hours);
        }
    }
}

/// Adds the shifts of a day's cell to what was found, or none of them and the
/// reasons why: a split shift whose one half cannot be read is not read by halves.
pub(super) fn add(
    check: &mut RowCheck<'_, '_>,
    person: &Person<'_>,
    column: usize,
    date: NaiveDate,
    hours: &[Hours],
) {
    let nights = windows::nights(hours);
    let packed: Option<Vec<(Packed, bool)>> = hours
        .iter()
        .zip(nights)
        .map(|(hours, night)| shift(check, person, column, date + TimeDelta::days(night), hours))
        .collect();
    let place = u16::try_from(column).unwrap_or(NO_COLUMN);
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
    let hours = match day_cell(&mut check, &day, &[]) {
        Some(DayCell::Shifts(hours)) => Some(hours),
        Some(DayCell::DayOff) if !check.stopped => {
            let line = check.line();
            check.found.left_out.push(LeftOut {
                line,
                reason: "A day off.".to_owned(),
            });
            return;
        }
        Some(DayCell::Blank | DayCell::DayOff) => {
            check.missing(Field::Start);
            None
        }
        None => None,
    };
    let date = shift_time::day(&mut check, column);
    let hours = hours.unwrap_or_default();
    let nights = windows::nights(&hours);
    let shifts: Vec<(usize, NaiveDate, Hours)> = hours
        .into_iter()
        .zip(nights)
        .map(|(hours, night)| {
            let date = date.unwrap_or_default() + TimeDelta::days(night);
            (column, date, hours)
        })
        .collect();
    let person = Person::of(&mut check, &shifts);
    let (Some(person), Some(_), false) = (person, date, check.stopped) else {
        return;
    };
    let packed: Option<Vec<(Packed, bool)>> = shifts
        .iter()
        .map(|(column, date, hours)| shift(&mut check, &person, *column, *date, hours))
        .collect();
    for (packed, placed) in packed.into_iter().flatten() {
        check.found.packs.all.push(packed);
        check.found.breaks_placed += usize::from(placed);
    }
}

/// What holds for all shifts of a row.
pub(super) struct Person<'a> {
    pub(super) agent: &'a str,
    pub(super) skills: Option<Vec<ShiftSkill>>,
    pub(super) status: ShiftStatus,
}

impl<'a> Person<'a> {
    /// `None` with the reasons noted.
    fn of(check: &mut RowCheck<'_, 'a>, shifts: &[(usize, NaiveDate, Hours)]) -> Option<Self> {
        let agent = check.agent();
        let sheet = check.sheet;
        let says = |(_, _, hours): &(_, _, Hours)| {
            let label = hours.label.as_deref();
            label.is_some_and(|label| names_skill(sheet, label))
        };
        // Where each cell names its skill, the row need not.
        let skills = match !shifts.is_empty() && shifts.iter().all(says) {
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
pub(super) fn names_skill(sheet: &Sheet<'_>, label: &str) -> bool {
    sheet.skills.knows(label)
        || (sheet.columns.place(Field::Skills).is_none()
            && sheet.headings.is_empty()
            && sheet.choices.default_skill.is_none())
}

/// What a day's cell says; `None` with the reason noted.
pub(super) fn day_cell(check: &mut RowCheck<'_, '_>, day: &Day, days: &[Day]) -> Option<DayCell> {
    let start = day_text(check, day, days);
    let end = day.end_column.map(|column| check.text(column));
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
        check.note(Some(day.column), fault, Severity::Error);
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
    let window =
        window(check, date, hours).and_then(|window| match outside_period(check, &window) {
            None => Ok(window),
            Some(fault) => Err(fault),
        });
    let window = noted(check, column, window)?;
    let text = match &hours.breaks {
        Some(breaks) => breaks.into(),
        None => noted(check, column, breaks_text(check))?,
    };
    let Breaks { breaks, placed } = noted(check, column, breaks::read(&text, &window))?;
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
