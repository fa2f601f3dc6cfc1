//! The breaks of a shift.

use chrono::{NaiveDateTime, TimeDelta};
use staffing::Break;

use crate::values::moment::{Moment, RawTime};
use crate::problem::{Fault, ProblemCode};
use crate::check::shift_time::Window;
use crate::wording::{quoted, shortened, window_words};

/// Breaks in the order of time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Breaks {
    pub(crate) breaks: Vec<Break>,
    /// They were given in minutes, and their places were chosen here.
    pub(crate) placed: bool,
}

/// Reads `10:00-10:30`, several of them with `;` `,` `|` or `/` between, or
/// lengths in minutes (`30`, `15; 30; 15`, `0:30`).
///
/// A length says nothing of when: one break lies in the middle of its shift,
/// and n of them have their middles at 1/(n + 1), 2/(n + 1), … of it, cut to
/// whole minutes. Clock times before the shift's start are on the next day.
pub(crate) fn read(cell: &str, window: &Window) -> Result<Breaks, Fault> {
    let parts: Vec<&str> = cell
        .split([';', ',', '|', '/', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && !is_none(part))
        .collect();
    let lengths: Option<Vec<TimeDelta>> = parts.iter().map(|part| length(part)).collect();
    let (spans, placed) = match lengths {
        Some(lengths) => (spread(&lengths, window), !parts.is_empty()),
        None => (
            parts
                .iter()
                .map(|part| clock_times(part, window))
                .collect::<Result<_, _>>()?,
            false,
        ),
    };
    Ok(Breaks {
        breaks: inside(spans, window)?,
        placed,
    })
}

/// A break, as seconds from the start of its shift.
type Span = (TimeDelta, TimeDelta);

fn is_none(part: &str) -> bool {
    ["-", "–", "0", "none", "no", "keine"]
        .iter()
        .any(|none| part.eq_ignore_ascii_case(none))
}

/// A length above 0, in minutes or as hours and minutes.
fn length(part: &str) -> Option<TimeDelta> {
    let part = part.to_lowercase();
    let bare = ["minutes", "minuten", "mins", "min.", "min", "m"]
        .iter()
        .find_map(|unit| part.strip_suffix(unit));
    let minutes = match (bare, part.split_once(':')) {
        (None, Some((hours, minutes))) if minutes.len() == 2 => {
            let (hours, minutes): (u32, u32) = (digits(hours)?, digits(minutes)?);
            hours * 60 + minutes
        }
        (bare, _) => digits(bare.unwrap_or(&part).trim())?,
    };
    (1..=24 * 60)
        .contains(&minutes)
        .then(|| TimeDelta::minutes(minutes.into()))
}

/// A number of up to four digits.
fn digits(text: &str) -> Option<u32> {
    let plain = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn spread(lengths: &[TimeDelta], window: &Window) -> Vec<Span> {
    let whole = (window.time.end - window.time.start).num_seconds();
    let slots = i64::try_from(lengths.len()).unwrap_or(i64::MAX - 1) + 1;
    let place = |(&length, slot): (&TimeDelta, i64)| {
        let start = whole * slot / slots - length.num_seconds() / 2;
        let start = TimeDelta::minutes(start.div_euclid(60));
        (start, start + length)
    };
    lengths.iter().zip(1..).map(place).collect()
}

fn clock_times(part: &str, window: &Window) -> Result<Span, Fault> {
    let unreadable = || {
        Fault::new(
            ProblemCode::UnreadableBreak,
            format!("{} is no break.", quoted(part)),
        )
        .suggest("Write it like 10:00-10:30, or as a number of minutes.")
    };
    let bounds = ["-", "–", "—", " to ", " bis "]
        .iter()
        .find_map(|dash| part.split_once(dash));
    let (from, to) = bounds.ok_or_else(unreadable)?;
    let time = |text: &str| match Moment::parse(text) {
        Some(Moment {
            date: None,
            time: Some(time),
            offset: None,
        }) => Ok(time),
        _ => Err(unreadable()),
    };
    let start = from_start(time(from)?, window.start, window)?;
    let end = from_start(time(to)?, start.1, window)?;
    Ok((start.0, end.0))
}

/// The first time after `earliest` at which the shift's clock shows `time`,
/// from the start of the shift and as the clock shows it.
fn from_start(
    time: RawTime,
    earliest: NaiveDateTime,
    window: &Window,
) -> Result<(TimeDelta, NaiveDateTime), Fault> {
    let mut local = time.on(earliest.date())?;
    if local < earliest {
        local += TimeDelta::days(1);
    }
    Ok((window.clock.instant(local)? - window.time.start, local))
}

/// Fails where a break leaves the shift, has no length, or meets another.
fn inside(mut spans: Vec<Span>, window: &Window) -> Result<Vec<Break>, Fault> {
    spans.sort_unstable();
    let words = |&(start, end): &Span| {
        let local = |offset| window.clock.local(window.time.start + offset);
        shortened(&window_words(local(start), local(end)))
    };
    let fault = |code, message: String| {
        Err(Fault::new(code, message).suggest("Correct the break or the shift's times."))
    };
    let length = window.time.end - window.time.start;
    for span in &spans {
        let (start, end) = *span;
        if start < TimeDelta::zero() || end > length {
            let message = format!(
                "The break {} lies outside the shift, {}.",
                words(span),
                window_words(window.start, window.end)
            );
            return fault(ProblemCode::BreakOutsideShift, message);
        }
        if end <= start {
            return fault(
                ProblemCode::UnreadableBreak,
                format!("The break {} has no length.", words(span)),
            );
        }
    }
    let mut neighbours = spans.iter().zip(spans.iter().skip(1));
    if let Some((first, second)) = neighbours.find(|(first, second)| second.0 < first.1) {
        let message = format!("The breaks {} and {} overlap.", words(first), words(second));
        return fault(ProblemCode::BreaksOverlap, message);
    }
    let seconds = |length: TimeDelta| u32::try_from(length.num_seconds()).unwrap_or_default();
    let pause = |(start, end): Span| Break {
        offset_seconds: seconds(start),
        duration_seconds: seconds(end - start),
    };
    Ok(spans.into_iter().map(pause).collect())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::Europe::London;
    use staffing::DateRange;

    use super::*;
    use crate::values::clock::Clock;

    /// A shift in London that starts on 30 November 2026.
    fn window(from: (u32, u32), hours: i64) -> Window {
        let date = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let start = date.and_hms_opt(from.0, from.1, 0).unwrap();
        let end = start + TimeDelta::hours(hours);
        let clock = Clock::Zone(London);
        let time = DateRange {
            start: clock.instant(start).unwrap(),
            end: clock.instant(end).unwrap(),
        };
        Window {
            time,
            clock,
            start,
            end,
        }
    }

    fn check(cell: &str, window: &Window, expected: Result<&[(u32, u32)], &str>) {
        let minutes = |breaks: Breaks| -> Vec<(u32, u32)> {
            breaks
                .breaks
                .iter()
                .map(|pause| (pause.offset_seconds / 60, pause.duration_seconds / 60))
                .collect()
        };

        let read = read(cell, window)
            .map(minutes)
            .map_err(|fault| fault.message);

        assert_eq!(
            read,
            expected.map(<[_]>::to_vec).map_err(str::to_owned),
            "{cell:?}"
        );
    }

    #[test]
    fn breaks_are_where_they_are_said_to_be() {
        let day = window((6, 0), 8);
        check("", &day, Ok(&[]));
        check("-", &day, Ok(&[]));
        check("0", &day, Ok(&[]));
        check("10:00-10:30", &day, Ok(&[(240, 30)]));
        check("10:00 – 10:30", &day, Ok(&[(240, 30)]));
        check("10:00 to 10:30", &day, Ok(&[(240, 30)]));
        check(
            "12:00-12:15; 10:00-10:30",
            &day,
            Ok(&[(240, 30), (360, 15)]),
        );
        check("6:00-6:15|13:45-14:00", &day, Ok(&[(0, 15), (465, 15)]));
        let night = window((22, 0), 8);
        check("23:45-00:15", &night, Ok(&[(105, 30)]));
        check("02:00-02:30", &night, Ok(&[(240, 30)]));
    }

    #[test]
    fn lengths_are_spread_over_the_shift() {
        let day = window((6, 0), 8);
        check("30", &day, Ok(&[(225, 30)]));
        check("30 min", &day, Ok(&[(225, 30)]));
        check("0:30", &day, Ok(&[(225, 30)]));
        check("15; 30; 15", &day, Ok(&[(112, 15), (225, 30), (352, 15)]));
    }

    #[test]
    fn faulty_breaks_are_named() {
        let day = window((6, 0), 8);
        let shift = "the shift, 06:00 to 14:00 on 30 November 2026.";
        for (cell, message) in [
            ("15:00-15:30", format!("The break 15:00 to 15:30 on 30 November 2026 lies outside {shift}")),
            ("05:00-05:30", format!("The break 05:00 to 05:30 on 1 December 2026 lies outside {shift}")),
            ("13:45-14:15", format!("The break 13:45 to 14:15 on 30 November 2026 lies outside {shift}")),
            ("10:00-10:00", "The break 10:00 to 10:00 on 30 November 2026 has no length.".to_owned()),
            ("600", format!("The break 05:00 to 15:00 on 30 November 2026 lies outside {shift}")),
            ("10:00-10:30; 10:15-10:45", "The breaks 10:00 to 10:30 on 30 November 2026 and 10:15 to 10:45 on 30 November 2026 overlap.".to_owned()),
            ("lunch", "\"lunch\" is no break.".to_owned()),
            ("10:00-", "\"10:00-\" is no break.".to_owned()),
            ("10:00-10:30; 30", "\"30\" is no break.".to_owned()),
            ("25:00-25:30", "25:00 is no time of day.".to_owned()),
            ("99999", "\"99999\" is no break.".to_owned()),
        ] {
            check(cell, &day, Err(&message));
        }
    }
}
