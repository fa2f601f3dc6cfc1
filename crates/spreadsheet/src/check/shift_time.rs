//! When a shift is: from the cells of its row to UTC.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use staffing::DateRange;

use crate::Field;
use crate::check::row::RowCheck;
use crate::values::clock::Clock;
use crate::values::moment::RawTime;
use crate::problem::{Fault, ProblemCode};
use crate::wording::{length_words, moment_words, quoted};

/// No shift is longer.
const LONGEST_SHIFT: TimeDelta = TimeDelta::hours(16);

/// A shift's time, and what its file's clock shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) time: DateRange,
    pub(crate) clock: Clock,
    pub(crate) start: NaiveDateTime,
    pub(crate) end: NaiveDateTime,
}

/// Start and end of the row, or `None` with the reason noted.
///
/// An end without a date of its own is on the day of the start, or the day
/// after where it would not be after the start.
pub(crate) fn window(check: &mut RowCheck<'_>) -> Option<Window> {
    let start = start(check);
    let end = said(check, Field::End, Field::EndTime);
    let (start, end) = (start?, end?);
    let Some(time) = end.time else {
        no_time(check, &end);
        return None;
    };
    let mut clock = Clock::of(end.offset, check);
    let mut local = check.accept(end.field, time.on(end.date.unwrap_or(start.local.date())))?;
    if end.date.is_none() {
        if end.offset.is_none() {
            clock = start.clock;
        }
        if local <= start.local {
            local += TimeDelta::days(1);
        }
    }
    let instant = check.accept(end.field, clock.instant(local));
    let start_instant = check.accept(start.field, start.clock.instant(start.local));
    let (from, to) = (start_instant?, instant?);
    let length = to - from;
    if length <= TimeDelta::zero() {
        check.error(end.field, ends_too_early(&start, local, length));
        return None;
    }
    if length > LONGEST_SHIFT {
        let message = format!("This shift is {} long.", length_words(length));
        check.error(
            end.field,
            Fault::new(ProblemCode::TooLong, message).suggest("Is the date right?"),
        );
        return None;
    }
    Some(Window {
        time: DateRange {
            start: from,
            end: to,
        },
        clock: start.clock,
        start: start.local,
        end: start.clock.local(to),
    })
}

/// A start as the file has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) local: NaiveDateTime,
    pub(crate) clock: Clock,
    pub(crate) field: Field,
}

/// The start of a shift or an interval, or `None` with the reason noted.
pub(crate) fn start(check: &mut RowCheck<'_>) -> Option<Start> {
    let said = said(check, Field::Start, Field::StartTime)?;
    let date = match said.date {
        Some(date) => date,
        None => date_apart(check, &said)?,
    };
    let Some(time) = said.time else {
        no_time(check, &said);
        return None;
    };
    Some(Start {
        local: check.accept(said.field, time.on(date))?,
        clock: Clock::of(said.offset, check),
        field: said.field,
    })
}

/// What one side's cells say together.
struct Said {
    date: Option<NaiveDate>,
    time: Option<RawTime>,
    offset: Option<FixedOffset>,
    /// Where the time stands, or the date where there is no time.
    field: Field,
}

/// Reads `whole`, which may hold date, time or both, and `apart`, which holds a time.
fn said(check: &mut RowCheck<'_>, whole: Field, apart: Field) -> Option<Said> {
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
        time,
        offset,
        field,
    })
}

/// The date of a start that has none of its own.
fn date_apart(check: &mut RowCheck<'_>, said: &Said) -> Option<NaiveDate> {
    if !check.has_column(Field::Date) {
        let message = format!("{} has no date.", quoted(check.cell(said.field)));
        let fault = Fault::new(ProblemCode::MissingValue, message);
        check.error(
            said.field,
            fault.suggest("Write it like 2026-11-30 06:00, or add a column named \"Date\"."),
        );
        return None;
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

fn no_time(check: &mut RowCheck<'_>, said: &Said) {
    let message = format!("{} has no time of day.", quoted(check.cell(said.field)));
    let fault = Fault::new(ProblemCode::MissingValue, message);
    check.error(said.field, fault.suggest("Write it like 2026-11-30 06:00."));
}

fn ends_too_early(start: &Start, end: NaiveDateTime, length: TimeDelta) -> Fault {
    let (start, next_day) = (moment_words(start.local), end + TimeDelta::days(1));
    let fault = |message| Fault::new(ProblemCode::EndNotAfterStart, message);
    if length == TimeDelta::zero() {
        return fault(format!("This shift ends when it starts, at {start}."))
            .suggest("Correct the start or the end.");
    }
    let fault = fault(format!(
        "This shift ends at {}, before it starts at {start}.",
        moment_words(end)
    ));
    let overnight = length + TimeDelta::days(1);
    if overnight > TimeDelta::zero() && overnight <= LONGEST_SHIFT {
        fault.suggest(format!("Did you mean {}?", moment_words(next_day)))
    } else {
        fault.suggest("Correct the start or the end.")
    }
}

impl Clock {
    /// The time's own offset, else the file's zone.
    fn of(offset: Option<FixedOffset>, check: &RowCheck<'_>) -> Self {
        offset.map_or(Self::Zone(check.sheet.zone), Self::Fixed)
    }
}
