//! When a shift is: from the cells of its row to UTC.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeDelta, Utc};
use staffing::DateRange;

use crate::Field;
use crate::check::mend;
use crate::check::row::RowCheck;
use crate::check::shift_row;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::values::clock::{Clock, Window};
use crate::values::length::{self, Unit};
use crate::values::moment::RawTime;
use crate::wording::{length_words, moment_words, quoted};

/// No shift is longer.
pub(crate) const LONGEST_SHIFT: TimeDelta = TimeDelta::hours(16);

/// Start and end of the row, or `None` with the reason noted.
///
/// An end without a date of its own is on the day of the start, or the day
/// after where it would not be after the start; "26:00" is on the day after its own. Where the row has no end but
/// says how long the shift is, that counts in hours on the clock of a wall
/// that nobody changes: eight hours are eight hours in every night.
pub(crate) fn window(check: &mut RowCheck<'_, '_>) -> Option<ReadWindow> {
    let start = start(check);
    if ends_by_length(check) {
        let window = by_length(check, start)?;
        return Some(ReadWindow::new(check, window, start?.offset));
    }
    let end = said(check, Field::End, Field::EndTime);
    let (start, end) = (start?, end?);
    let Some(time) = end.time else {
        no_time(check, &end);
        return None;
    };
    let mut clock = Clock::of(end.offset, end.field, check);
    let (time, beyond) = match time.of_next_day() {
        Some(time) => (time, true),
        None => (time, false),
    };
    let mut local = check.accept(end.field, time.on(end.date.unwrap_or(start.local.date())))?;
    if end.date.is_none() && end.offset.is_none() && !check.sheet.clocks.says(end.field) {
        clock = start.clock;
    }
    if beyond || (end.date.is_none() && local <= start.local) {
        local += TimeDelta::days(1);
    }
    let to = check.accept(end.field, clock.instant(local));
    let from = check.accept(start.field, start.clock.instant(start.local));
    let time = DateRange {
        start: from?,
        end: to?,
    };
    let length = time.end - time.start;
    if length > TimeDelta::zero() && length <= LONGEST_SHIFT {
        let window = Window {
            time,
            clock: start.clock,
            start: start.local,
            end: start.clock.local(time.end),
        };
        let offset = start.offset.or(end.offset);
        return Some(ReadWindow::new(check, window, offset));
    }
    let fault = match length > TimeDelta::zero() {
        true => too_long(length),
        false => ends_too_early(&start, local, length),
    };
    implausible(check, &start, &end, local, fault);
    None
}

/// When a row's shift is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadWindow {
    pub(crate) window: Window,
    /// What the row says of its offset from UTC, where the planner's zone has another then.
    pub(crate) other_offset: Option<FixedOffset>,
}

impl ReadWindow {
    fn new(check: &RowCheck<'_, '_>, window: Window, said: Option<FixedOffset>) -> Self {
        let zone = check.sheet.choices.zone;
        let own = || window.time.start.with_timezone(&zone).offset().fix();
        Self {
            window,
            other_offset: said.filter(|said| *said != own()),
        }
    }
}

/// A start as the file has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) local: NaiveDateTime,
    pub(crate) clock: Clock,
    pub(crate) field: Field,
    /// What the cell says itself of its offset from UTC.
    offset: Option<FixedOffset>,
}

/// The start of a shift or an interval, or `None` with the reason noted.
pub(crate) fn start(check: &mut RowCheck<'_, '_>) -> Option<Start> {
    let said = said(check, Field::Start, Field::StartTime)?;
    let date = match said.date {
        Some(date) => date,
        None => day(check, check.sheet.columns.place(said.field)?)?,
    };
    let Some(time) = said.time else {
        no_time(check, &said);
        return None;
    };
    Some(Start {
        local: check.accept(said.field, time.on(date))?,
        clock: Clock::of(said.offset, said.field, check),
        field: said.field,
        offset: said.offset,
    })
}

/// What is wrong with a shift of that length, if anything.
pub(crate) fn too_long(length: TimeDelta) -> Fault {
    let message = format!("This shift is {} long.", length_words(length));
    Fault::new(ProblemCode::TooLong, message).suggest("Is the date right?")
}

/// Whether the row says how long its shift is instead of when it ends.
fn ends_by_length(check: &RowCheck<'_, '_>) -> bool {
    let silent = |field| check.cell(field).is_empty();
    let has_end = check.has_column(Field::End) || check.has_column(Field::EndTime);
    check.has_column(Field::Duration)
        && silent(Field::End)
        && silent(Field::EndTime)
        && !(has_end && silent(Field::Duration))
}

fn by_length(check: &mut RowCheck<'_, '_>, start: Option<Start>) -> Option<Window> {
    let cell = check.cell(Field::Duration);
    if cell.is_empty() {
        check.missing(Field::Duration);
        return None;
    }
    let unit = match check.sheet.lengths_are_days {
        true => Unit::Days,
        false => check.sheet.columns.unit(Field::Duration),
    };
    let length = check.accept(Field::Duration, length::read(cell, unit));
    let (start, mut length) = (start?, length?);
    let from = check.accept(start.field, start.clock.instant(start.local))?;
    if check.sheet.columns.lengths_are_net() {
        length += breaks_beside(check, &start, from, length);
    }
    if length > LONGEST_SHIFT {
        check.error(Field::Duration, too_long(length));
        return None;
    }
    let time = DateRange {
        start: from,
        end: from + length,
    };
    Some(Window {
        time,
        clock: start.clock,
        start: start.local,
        end: start.clock.local(time.end),
    })
}

/// How long a row's breaks are, which its length leaves out.
fn breaks_beside(
    check: &RowCheck<'_, '_>,
    start: &Start,
    from: DateTime<Utc>,
    length: TimeDelta,
) -> TimeDelta {
    // Breaks lie in the shift, which is longer than its work.
    let end = from + length + TimeDelta::hours(4);
    let window = Window {
        time: DateRange { start: from, end },
        clock: start.clock,
        start: start.local,
        end: start.clock.local(end),
    };
    let breaks = shift_row::breaks_of(check, &window).unwrap_or_default();
    let seconds = breaks
        .breaks
        .iter()
        .map(|each| i64::from(each.duration_seconds));
    TimeDelta::seconds(seconds.sum())
}

/// What one side's cells say together.
struct Said {
    date: Option<NaiveDate>,
    /// Where the date stands.
    date_field: Field,
    time: Option<RawTime>,
    offset: Option<FixedOffset>,
    /// Where the time stands, or the date where there is no time.
    field: Field,
}

/// Reads `whole`, which may hold date, time or both, and `apart`, which holds a time.
fn said(check: &mut RowCheck<'_, '_>, whole: Field, apart: Field) -> Option<Said> {
    let (first, second) = (check.moment(whole), check.moment(apart));
    let (first, second) = (first?, second?);
    let raw_date = first
        .date
        .map(|date| (whole, date))
        .or(second.date.map(|date| (apart, date)));
    let date = match raw_date {
        Some((field, date)) => Some(check.date(field, date)?),
        None => None,
    };
    let (time, offset, field) = match (second.time, first.time) {
        (Some(time), _) => (Some(time), second.offset, apart),
        (None, Some(time)) => (Some(time), first.offset, whole),
        (None, None) => (
            None,
            None,
            if check.has_column(whole) {
                whole
            } else {
                apart
            },
        ),
    };
    if date.is_none() && time.is_none() {
        check.missing(field);
        return None;
    }
    Some(Said {
        date,
        date_field: raw_date.map_or(field, |(field, _)| field),
        time,
        offset,
        field,
    })
}

/// The date of a row that has it apart from its times, or the one that the
/// title of the table says; `None` with the reason noted at the times' column.
pub(crate) fn day(check: &mut RowCheck<'_, '_>, times: usize) -> Option<NaiveDate> {
    if !check.has_column(Field::Date) {
        if check.sheet.title_day.is_some() {
            return check.sheet.title_day;
        }
        let message = format!("{} has no date.", quoted(check.text(times)));
        let fault = Fault::new(ProblemCode::MissingValue, message)
            .suggest("Write it like 2026-11-30 06:00, or add a column named \"Date\".");
        check.note(Some(times), fault, Severity::Error);
        return None;
    }
    if let Some(date) = check.sheet.week.date(check.cell(Field::Date)) {
        return Some(date);
    }
    let moment = check.moment(Field::Date)?;
    match moment.date {
        Some(date) => check.date(Field::Date, date),
        None => {
            check.missing(Field::Date);
            None
        }
    }
}

fn no_time(check: &mut RowCheck<'_, '_>, said: &Said) {
    let message = format!("{} has no time of day.", quoted(check.cell(said.field)));
    let fault = Fault::new(ProblemCode::MissingValue, message);
    check.error(said.field, fault.suggest("Write it like 2026-11-30 06:00."));
}

/// Notes an end that cannot be meant, with the end on the day of the start or
/// the day after that can.
fn implausible(
    check: &mut RowCheck<'_, '_>,
    start: &Start,
    end: &Said,
    local: NaiveDateTime,
    fault: Fault,
) {
    let likely = (0..=1)
        .map(|days| (start.local.date() + TimeDelta::days(days)).and_time(local.time()))
        .find(|&likely| likely > start.local && likely - start.local <= LONGEST_SHIFT);
    let Some(likely) = likely.filter(|_| end.date.is_some()) else {
        check.error(end.field, fault);
        return;
    };
    let cell = check.cell(end.date_field);
    let fix = mend::with_date(cell, likely.date(), check.sheet);
    let fault = fault.suggest(format!("Did you mean {}?", moment_words(likely)));
    let place = check.sheet.columns.place(end.date_field);
    check.note(place, Fault { fix, ..fault }, Severity::Error);
}

fn ends_too_early(start: &Start, end: NaiveDateTime, length: TimeDelta) -> Fault {
    let start = moment_words(start.local);
    let message = if length == TimeDelta::zero() {
        format!("This shift ends when it starts, at {start}.")
    } else {
        format!(
            "This shift ends at {}, before it starts at {start}.",
            moment_words(end)
        )
    };
    Fault::new(ProblemCode::EndNotAfterStart, message).suggest("Correct the start or the end.")
}

impl Clock {
    /// The time's own offset, else the zone of its column.
    fn of(offset: Option<FixedOffset>, field: Field, check: &RowCheck<'_, '_>) -> Self {
        offset.map_or(check.sheet.clocks.of(field), Self::Fixed)
    }
}
