//! One row of a list to a shift.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use staffing::ShiftStatus;

use crate::Field;
use crate::check::known::RowRead;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::shift_time;
use crate::check::skills;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::shifts::{NO_COLUMN, Packed};
use crate::table::break_columns::{BreakColumns, Until};
use crate::values::activities::is_absence;
use crate::values::breaks::{self, Breaks};
use crate::values::clock::Window;
use crate::values::length::{self, Unit};
use crate::values::moment::{Moment, Role};
use crate::values::status;
use crate::wording::{date_words, quoted};

/// Adds the shift of the row to what was found, or the reasons why it is none.
///
/// All cells are looked at, so that all that is wrong with a row is told at once.
pub(crate) fn read(check: &mut RowCheck<'_, '_>) -> Option<RowRead> {
    let agent = check.agent();
    let read = shift_time::window(check);
    let other_offset = read.and_then(|read| read.other_offset);
    let window = read.map(|read| read.window);
    // Of a shift in several rows the first one counts.
    if let Some(window) = window.filter(|_| check.sheet.columns.activity.is_none()) {
        inside_period(check, &window);
    }
    let skills = skills::skills(check);
    let status = status(check);
    doubt_note(check);
    let breaks = window.and_then(|window| {
        let read = breaks_of(check, &window);
        check.accept(Field::Breaks, read)
    });
    if check.stopped {
        return None;
    }
    let (agent, window, skills) = (agent?, window?, skills?);
    let (status, breaks) = (status?, breaks?);
    let line = check.line();
    let packs = &mut check.found.packs;
    let packed = Packed {
        start: window.time.start.timestamp(),
        length: seconds(&window),
        agent: packs.agents.number(agent),
        skills: packs.skill_sets.number(&skills),
        breaks: packs.break_sets.number(&breaks.breaks),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: NO_COLUMN,
        status,
    };
    packs.all.push(packed);
    check.found.breaks_placed += usize::from(breaks.placed);
    if let Some(offset) = other_offset {
        check.found.asked.offset(line, offset);
    }
    Some(RowRead {
        packed,
        window,
        other_offset,
        breaks_placed: breaks.placed,
    })
}

/// Warns of a note that names a day off: "Sick".
fn doubt_note(check: &mut RowCheck<'_, '_>) {
    let note = check.cell(Field::Notes);
    if !note.is_empty() && is_absence(note) {
        let message = format!(
            "The note says {}. This row is read as a shift.",
            quoted(note)
        );
        let fault = Fault::new(ProblemCode::Contradiction, message);
        let place = check.sheet.columns.place(Field::Notes);
        let fault = fault.suggest("Skip the row if nobody works then.");
        check.note(place, fault, Severity::Warning);
    }
}

/// The breaks that the row's own columns give its shift.
pub(crate) fn breaks_of(check: &RowCheck<'_, '_>, window: &Window) -> Result<Breaks, Fault> {
    let unit = check.sheet.columns.unit(Field::Breaks);
    breaks_text(check).and_then(|text| breaks::read_in(&text, window, unit))
}

/// What all columns of breaks say together.
pub(crate) fn breaks_text<'a>(check: &RowCheck<'_, 'a>) -> Result<Cow<'a, str>, Fault> {
    let columns = check.sheet.columns;
    match (&columns.breaks, columns.places(Field::Breaks)) {
        (BreakColumns::Half(half), places) => half_said(check, *half, places),
        (BreakColumns::Begun(begun), _) => {
            let texts = begun
                .iter()
                .map(|&(start, until)| begun_break(check, start, until));
            let said: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
            Ok(Cow::Owned(said.join("; ")))
        }
        (BreakColumns::Whole, []) => Ok(Cow::Borrowed("")),
        (BreakColumns::Whole, &[place]) => Ok(Cow::Borrowed(check.text(place))),
        (BreakColumns::Whole, places) => {
            let texts = places.iter().map(|&place| check.text(place));
            Ok(Cow::Owned(texts.collect::<Vec<_>>().join(";")))
        }
    }
}

/// Nothing, or why it cannot be told how long a break is.
fn half_said<'a>(
    check: &RowCheck<'_, 'a>,
    half: usize,
    places: &[usize],
) -> Result<Cow<'a, str>, Fault> {
    let all_blank = places
        .iter()
        .all(|&place| breaks::says_none(check.text(place)));
    if all_blank {
        return Ok(Cow::Borrowed(""));
    }
    let header = check
        .sheet
        .columns
        .all
        .get(half)
        .map_or("", |column| &column.header);
    let message = format!(
        "{} is one side of a break, and no column has the other.",
        quoted(header)
    );
    Err(Fault::new(ProblemCode::UnreadableBreak, message)
        .suggest("Add a column with the other side, or say that this one is not used."))
}

/// "10:00-10:30" of a start, and an end or a length; the length alone where there
/// is no start.
fn begun_break(check: &RowCheck<'_, '_>, start: usize, until: Until) -> String {
    let start = check.text(start);
    match until {
        Until::End(end) => match (start, check.text(end)) {
            ("", "") => String::new(),
            (start, end) => format!("{start}-{end}"),
        },
        Until::Length(place) => {
            let length = check.text(place);
            match (start, breaks::says_none(length)) {
                (_, true) if breaks::says_none(start) => String::new(),
                ("", false) => length.to_owned(),
                _ => with_length(start, length).unwrap_or_else(|| format!("{start}-{length}?")),
            }
        }
    }
}

/// "10:00-10:30" of "10:00" and "30".
fn with_length(start: &str, length: &str) -> Option<String> {
    let moment = Moment::parse_as(start, Role::Time, false)?;
    let from = moment.time.filter(|_| moment.date.is_none())?.minutes()?;
    let minutes = length::read(length, Unit::Minutes).ok()?.num_minutes();
    let to = (from + u32::try_from(minutes).ok()?) % (24 * 60);
    let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    Some(format!("{}-{}", clock(from % (24 * 60)), clock(to)))
}

/// The row's status, else the one that was chosen for rows without, else draft.
pub(crate) fn status(check: &mut RowCheck<'_, '_>) -> Option<ShiftStatus> {
    let cell = check.cell(Field::Status);
    if cell.is_empty() {
        return Some(check.sheet.choices.default_status.unwrap_or_default());
    }
    check.accept(Field::Status, status::status(cell))
}

/// A window's length; no shift is longer than 16 hours.
pub(crate) fn seconds(window: &Window) -> u16 {
    let length = window.time.end - window.time.start;
    u16::try_from(length.num_seconds()).unwrap_or_default()
}

/// Notes a shift that starts outside the chosen period.
pub(crate) fn inside_period(check: &mut RowCheck<'_, '_>, window: &Window) {
    let field = match check.cell(Field::Start).is_empty() {
        true => Field::StartTime,
        false => Field::Start,
    };
    if let Some(fault) = outside_period(check.sheet, window.time.start) {
        check.error(field, fault);
    }
}

/// What is said of a shift that starts outside the chosen period.
pub(crate) fn outside_period(sheet: &Sheet<'_>, start: DateTime<Utc>) -> Option<Fault> {
    let (first, last) = sheet.choices.period?;
    let day = sheet.clock().local(start).date();
    if (first..=last).contains(&day) {
        return None;
    }
    let message = format!(
        "This shift starts on {}, outside the chosen days, {} to {}.",
        date_words(day),
        date_words(first),
        date_words(last)
    );
    Some(
        Fault::new(ProblemCode::OutsidePeriod, message)
            .suggest("Skip the row, correct its date, or choose other days."),
    )
}
