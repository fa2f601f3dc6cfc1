//! How dates, lengths and pieces of a file are put in words.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

/// "31 November"; the month must be 1 to 12.
pub(crate) fn day_words(day: u32, month: u32) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = (month as usize)
        .checked_sub(1)
        .and_then(|index| MONTHS.get(index));
    format!("{day} {}", name.unwrap_or(&"?"))
}

/// "30 November 2026".
pub(crate) fn date_words(date: NaiveDate) -> String {
    format!("{} {}", day_words(date.day(), date.month()), date.year())
}

/// "06:00 on 30 November 2026".
pub(crate) fn moment_words(moment: NaiveDateTime) -> String {
    format!(
        "{} on {}",
        moment.format("%H:%M"),
        date_words(moment.date())
    )
}

/// "06:00 to 14:00 on 30 November 2026", or with two dates where there are two.
pub(crate) fn window_words(start: NaiveDateTime, end: NaiveDateTime) -> String {
    if start.date() == end.date() {
        format!("{} to {}", start.format("%H:%M"), moment_words(end))
    } else {
        format!("{} to {}", moment_words(start), moment_words(end))
    }
}

/// "48 hours", "7 hours 30 minutes".
pub(crate) fn length_words(length: TimeDelta) -> String {
    let count = |number: i64, unit: &str| match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    };
    let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
    match (hours, minutes) {
        (0, _) => count(minutes, "minute"),
        (_, 0) => count(hours, "hour"),
        _ => format!("{} {}", count(hours, "hour"), count(minutes, "minute")),
    }
}

/// A cell's text in quotation marks, cut where it is long.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", shortened(text))
}

/// Text on one line, cut where it is long.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut letters = text.trim().chars();
    let mut short: String = letters
        .by_ref()
        .take(LONGEST)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
