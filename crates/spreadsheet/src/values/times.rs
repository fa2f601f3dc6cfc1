//! Times of day as people write them: `6h30`, `0600`, `6 p.m.`, `午後6時`.

use chrono::FixedOffset;

use crate::values::moment::{Half, RawTime, Role};
use crate::values::tokens::Cursor;

/// A time of day, as it stands in a window such as "6-14": an hour alone is enough.
pub(crate) fn clock_time(cursor: &mut Cursor<'_>) -> Option<RawTime> {
    plain_time(cursor, Role::Time)
}

/// Passes what stands between a date and its time.
pub(crate) fn pass_to_time(cursor: &mut Cursor<'_>) {
    cursor.marks(&[' ', ',', '@']);
    while cursor.word_is(&[
        "t", "at", "um", "a", "as", "las", "alle", "ore", "om", "kl", "ab",
    ]) {
        cursor.marks(&[' ', '.']);
    }
}

/// A time of day, and how far it says to be from UTC.
pub(crate) fn time(cursor: &mut Cursor<'_>, role: Role) -> Option<(RawTime, Option<FixedOffset>)> {
    Some((plain_time(cursor, role)?, offset(cursor)))
}

/// A time of day; without minutes only where `role` says that a time stands here.
fn plain_time(cursor: &mut Cursor<'_>, role: Role) -> Option<RawTime> {
    if let Some(hour) = named_time(cursor) {
        return Some(RawTime {
            hour,
            minute: 0,
            second: 0,
            half: None,
        });
    }
    // "翌6:00": six o'clock of the next day.
    let of_next_day = cursor.word_is(&["翌", "翌日", "翌朝"]);
    let mut half = half(cursor);
    cursor.marks(&[' ']);
    let (number, digits) = cursor.number()?;
    let expected = role == Role::Time || half.is_some();
    let (mut hour, mut minute, mut second) = (number, None, 0);
    if digits >= 3 {
        if digits > 4 || !expected {
            return None;
        }
        (hour, minute) = (number / 100, Some(number % 100));
    } else if cursor.mark_then_number(':', 2) {
        minute = cursor.number().map(|(minute, _)| minute);
        if cursor.mark_then_number(':', 2) {
            second = cursor.number().map_or(0, |(second, _)| second);
            if cursor.one_of(&['.', ',']).is_some() {
                cursor.number()?;
            }
        }
    } else if role != Role::Date
        && (cursor.mark_then_number('.', 2) || cursor.mark_then_number('h', 2))
    {
        minute = cursor.number().map(|(minute, _)| minute);
    } else if cursor.word_is(&["時半"]) {
        minute = Some(30);
    } else if cursor.word_is(&["時"]) {
        minute = Some(0);
        if let Some((read, _)) = cursor.number() {
            minute = Some(read);
            cursor.word_is(&["分"]).then_some(())?;
        }
    } else if cursor.word_is(&["h", "u"]) {
        minute = Some(cursor.number().map_or(0, |(minute, _)| minute));
    }
    let end = cursor.at();
    cursor.marks(&[' ']);
    half = half.or_else(|| self::half(cursor));
    if half.is_none() {
        cursor.go(end);
        cursor.marks(&[' ']);
        let unit = [
            "uhr", "h", "hrs", "hours", "heures", "horas", "ore", "uur", "min", "m",
        ];
        if !cursor.word_is(&unit) {
            cursor.go(end);
        } else if minute.is_none() {
            minute = Some(0);
        }
    }
    if minute.is_none() && half.is_none() && !expected {
        return None;
    }
    // What is no time of day is said to be none, except for what may be something else.
    let minute = minute.unwrap_or(0);
    if of_next_day {
        hour = (half.is_none() && hour < 12).then_some(hour + 24)?;
    }
    let likely = hour <= 24 || digits <= 2;
    likely.then_some(RawTime {
        hour,
        minute,
        second,
        half,
    })
}

fn named_time(cursor: &mut Cursor<'_>) -> Option<u32> {
    let start = cursor.at();
    // "12 noon", "12:00 noon".
    if cursor.number().is_some_and(|(number, _)| number == 12) {
        if cursor.mark_then_number(':', 2) {
            cursor.number();
        }
        cursor.marks(&[' ']);
    } else {
        cursor.go(start);
    }
    let noon = [
        "noon",
        "mittag",
        "midi",
        "mediodia",
        "mezzogiorno",
        "middag",
        "正午",
    ];
    let midnight = [
        "midnight",
        "mitternacht",
        "minuit",
        "medianoche",
        "mezzanotte",
        "middernacht",
    ];
    if cursor.word_is(&noon) {
        return Some(12);
    }
    if cursor.word_is(&midnight) {
        return Some(0);
    }
    cursor.go(start);
    None
}

fn half(cursor: &mut Cursor<'_>) -> Option<Half> {
    if cursor.word_is(&["am", "a", "午前"]) {
        Some(Half::Am)
    } else if cursor.word_is(&["pm", "p", "午後"]) {
        Some(Half::Pm)
    } else {
        None
    }
}

/// `Z`, `UTC`, `+01:00`, `+0100`, `+1`.
fn offset(cursor: &mut Cursor<'_>) -> Option<FixedOffset> {
    let start = cursor.at();
    cursor.marks(&[' ']);
    let named = cursor.word_is(&["z", "utc", "gmt"]);
    let read = match cursor.one_of(&['+', '-']) {
        None if named => return FixedOffset::east_opt(0),
        None => None,
        Some(sign) => cursor.number().and_then(|(number, digits)| {
            let (hours, minutes) = match digits {
                1 | 2 if cursor.mark_then_number(':', 2) => (number, cursor.number()?.0),
                1 | 2 => (number, 0),
                4 => (number / 100, number % 100),
                _ => return None,
            };
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            let plausible = hours <= 14 && minutes <= 59;
            plausible
                .then(|| FixedOffset::east_opt(if sign == '-' { -seconds } else { seconds }))?
        }),
    };
    if read.is_none() {
        cursor.go(start);
    }
    read
}
