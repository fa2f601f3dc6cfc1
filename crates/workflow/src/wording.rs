//! Dates and times as planners read them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use staffing::DateRange;

/// "Mon 30 Nov 2026 06:00–14:00", and the end's day where it is another.
pub(crate) fn window(time: DateRange, zone: Tz) -> String {
    let (start, end) = (
        time.start.with_timezone(&zone),
        time.end.with_timezone(&zone),
    );
    let end = match start.date_naive() == end.date_naive() {
        true => end.format("%H:%M").to_string(),
        false => format!("{} {}", end.format("%H:%M"), short_day(end.date_naive())),
    };
    format!(
        "{} {}–{end}",
        day(start.date_naive()),
        start.format("%H:%M")
    )
}

/// "Mon 30 Nov 2026".
pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// "Mon 30 Nov".
pub(crate) fn short_day(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// "Mon 30 Nov to Sun 6 Dec 2026", or one day.
pub(crate) fn days(first: NaiveDate, last: NaiveDate) -> String {
    match (first == last, first.year() == last.year()) {
        (true, _) => day(first),
        (false, true) => format!("{} to {}", short_day(first), day(last)),
        (false, false) => format!("{} to {}", day(first), day(last)),
    }
}

/// The local days on which something starts within `range`.
pub(crate) fn local_days(range: DateRange, zone: Tz) -> (NaiveDate, NaiveDate) {
    let day = |instant: DateTime<Utc>| instant.with_timezone(&zone).date_naive();
    (
        day(range.start),
        day(range.end - chrono::TimeDelta::seconds(1)),
    )
}

/// "1 shift", "48 shifts", "1,200 shifts".
pub(crate) fn counted(count: usize, one: &str, more: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{} {more}", grouped(count)),
    }
}

/// With a comma between thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn windows_say_the_day_of_their_end_where_it_is_another() {
        let zone = Tz::Europe__Berlin;
        for (start, end, words) in [
            (
                "2026-11-30T05:00:00Z",
                "2026-11-30T13:00:00Z",
                "Mon 30 Nov 2026 06:00–14:00",
            ),
            (
                "2026-11-30T21:00:00Z",
                "2026-12-01T05:00:00Z",
                "Mon 30 Nov 2026 22:00–06:00 Tue 1 Dec",
            ),
        ] {
            let time = DateRange::new(at(start), at(end)).unwrap();
            assert_eq!(window(time, zone), words);
        }
    }

    #[test]
    fn days_say_a_year_once_where_there_is_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (first, last, words) in [
            ("2026-11-30", "2026-11-30", "Mon 30 Nov 2026"),
            ("2026-11-30", "2026-12-06", "Mon 30 Nov to Sun 6 Dec 2026"),
            (
                "2026-12-28",
                "2027-01-03",
                "Mon 28 Dec 2026 to Sun 3 Jan 2027",
            ),
        ] {
            assert_eq!(days(day(first), day(last)), words);
        }
    }

    #[test]
    fn large_numbers_are_grouped() {
        for (number, words) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), words);
        }
    }
}
