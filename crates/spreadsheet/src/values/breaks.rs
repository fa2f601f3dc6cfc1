//! The breaks of a shift.

use chrono::{NaiveDateTime, TimeDelta};
use staffing::Break;

use crate::problem::{Fault, ProblemCode};
use crate::values::clock::Window;
use crate::values::fractions;
use crate::values::length::{self, Unit};
use crate::values::letters::folded;
use crate::values::moment::{Moment, RawTime};
use crate::values::windows;
use crate::wording::{quoted, shortened, window_words};

/// Breaks in the order of time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Breaks {
    pub(crate) breaks: Vec<Break>,
    /// They were given in minutes, and their places were chosen here.
    pub(crate) placed: bool,
}

/// Reads a cell whose header says no unit of lengths: they are minutes.
pub(crate) fn read(cell: &str, window: &Window) -> Result<Breaks, Fault> {
    read_in(cell, window, Unit::Unknown)
}

/// Reads `10:00-10:30`, several of them with `;` `,` `|` `/` `+` or `&` between,
/// or lengths (`30`, `15; 30; 15`, `2x15`, `0:30`, `1h`), which are minutes
/// unless they or `unit` say otherwise.
///
/// A length says nothing of when: one break lies in the middle of its shift,
/// and n of them have their middles at 1/(n + 1), 2/(n + 1), … of it, cut to
/// whole minutes. Clock times before the shift's start are on the next day.
pub(crate) fn read_in(cell: &str, window: &Window, unit: Unit) -> Result<Breaks, Fault> {
    if cell.is_empty() {
        return Ok(Breaks::default());
    }
    // "0,5" hours is one number, "15,30" are two.
    let decimal = unit == Unit::Hours || has_decimal_commas(cell);
    let parts: Vec<&str> = cell
        .split(|letter| {
            matches!(letter, ';' | '|' | '/' | '\n' | '+' | '&' | '、')
                || (letter == ',' && !decimal)
        })
        .map(str::trim)
        .filter(|part| !part.is_empty() && !is_none(part))
        .collect();
    let lengths: Option<Vec<Vec<TimeDelta>>> =
        parts.iter().map(|part| lengths(part, unit)).collect();
    let (spans, placed) = match (lengths, pairs(&parts)) {
        (_, Some(pairs)) => (of_pairs(&pairs, window)?, false),
        (Some(lengths), None) => (spread(&lengths.concat(), window), !parts.is_empty()),
        (None, None) => (
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

/// Whether a cell says that there is no break.
pub(crate) fn says_none(cell: &str) -> bool {
    cell.split([';', '|', '/', ','])
        .all(|part| part.trim().is_empty() || is_none(part.trim()))
}

/// A break, as seconds from the start of its shift.
type Span = (TimeDelta, TimeDelta);

fn is_none(part: &str) -> bool {
    const NONE: &[&str] = &[
        "-", "--", "0", "0:00", "00:00", "none", "no", "n/a", "keine", "nein", "ohne", "sans",
        "aucune", "non", "ninguno", "ninguna", "sin", "sem", "nao", "senza", "nessuna", "geen",
        "nee", "なし", "無", "無し",
    ];
    part.bytes().all(|byte| byte == b'0') || NONE.contains(&folded(part).as_str())
}

/// One length, or as many as "2 x 15" says.
fn lengths(part: &str, unit: Unit) -> Option<Vec<TimeDelta>> {
    let folded = folded(part);
    let said = without_break_words(&folded);
    if let Some((count, each)) = said.split_once(['x', '×', '*'])
        && let Some(count) = digits(count.trim()).filter(|count| (1..=8).contains(count))
    {
        return Some(vec![length(each.trim(), unit)?; count as usize]);
    }
    Some(vec![length(said, unit)?])
}

/// Whether the commas of a cell stand in numbers of hours or days: "0,5", "0,0208; 0,5".
fn has_decimal_commas(cell: &str) -> bool {
    const MOST_HOURS: u32 = 4;
    let mut parts = cell.split([';', '|', '/', '\n', '+', '&']);
    cell.contains(',')
        && parts.all(|part| {
            let number = fractions::parts(part);
            !part.contains(',') || number.is_some_and(|(hours, _)| hours <= MOST_HOURS)
        })
}

/// A part of a day, as spreadsheet programs count half an hour: "0.0208". `None`
/// of what may be hours.
fn part_of_day(part: &str) -> Option<Result<u32, ()>> {
    const SURE: f64 = 0.0625;
    const OPEN: f64 = 0.1;
    let (0, digits) = fractions::parts(part)? else {
        return None;
    };
    let value: f64 = format!("0.{digits}").parse().ok()?;
    match value {
        _ if value == 0.0 || value >= OPEN => None,
        // Five minutes in hours, or two hours in days.
        _ if value > SURE => Some(Err(())),
        _ => Some(Ok(fractions::seconds(0, digits) / 60)),
    }
}

/// A length above 0.
fn length(part: &str, unit: Unit) -> Option<TimeDelta> {
    let of_day = match unit {
        Unit::Hours => None,
        _ => part_of_day(part),
    };
    let minutes = match digits(part) {
        _ if of_day.is_some() => of_day?.ok()?,
        Some(minutes) if unit != Unit::Hours => minutes,
        // "0:30" are minutes, but so is "30:00" in a sheet that counts seconds, too.
        _ => {
            let unit = if unit == Unit::Hours || part.contains(['.', ',']) {
                Unit::Hours
            } else {
                Unit::Minutes
            };
            let part = part.strip_suffix(['\'', '′']).unwrap_or(part);
            let length = length::read(part, unit).ok()?;
            u32::try_from(length.num_minutes()).ok()?
        }
    };
    (1..=24 * 60)
        .contains(&minutes)
        .then(|| TimeDelta::minutes(minutes.into()))
}

/// "break 30" to "30".
fn without_break_words(text: &str) -> &str {
    let words = [
        "break",
        "lunch",
        "pause",
        "pausa",
        "pauze",
        "descanso",
        "intervalo",
        "休憩",
        "meal",
        "mittag",
    ];
    let mut text = text;
    for word in words {
        text = text
            .strip_prefix(word)
            .or(text.strip_suffix(word))
            .unwrap_or(text);
    }
    text.trim_matches(|letter: char| matches!(letter, ' ' | ':' | '=' | '(' | ')'))
}

/// A number of up to four digits.
fn digits(text: &str) -> Option<u32> {
    let plain = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Start and end of breaks that stand in cells of their own: "10:00; 10:30".
fn pairs(parts: &[&str]) -> Option<Vec<(RawTime, RawTime)>> {
    // As lengths they would be too long to be breaks.
    const EARLIEST: u32 = 4 * 60;
    if parts.is_empty()
        || !parts.len().is_multiple_of(2)
        || parts
            .iter()
            .any(|part| part.bytes().filter(|&byte| byte == b':').count() != 1)
    {
        return None;
    }
    let times: Option<Vec<RawTime>> = parts
        .iter()
        .map(|part| match Moment::parse(part)? {
            Moment {
                date: None,
                time,
                offset: None,
            } => time,
            _ => None,
        })
        .collect();
    let times = times?;
    let late = times
        .iter()
        .any(|time| time.minutes().is_some_and(|minutes| minutes >= EARLIEST));
    late.then(|| {
        times
            .chunks_exact(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
            .collect()
    })
}

fn of_pairs(pairs: &[(RawTime, RawTime)], window: &Window) -> Result<Vec<Span>, Fault> {
    pairs
        .iter()
        .map(|&(from, to)| {
            let start = from_start(from, window.start, window)?;
            let end = from_start(to, start.1, window)?;
            Ok((start.0, end.0))
        })
        .collect()
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
    let hours = match windows::read(part).as_deref() {
        Some([hours]) => hours.clone(),
        _ => return Err(unreadable()),
    };
    let (from, to) = (hours.start, hours.end);
    let start = from_start(from, window.start, window)?;
    let end = from_start(to, start.1, window)?;
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
mod tests;
