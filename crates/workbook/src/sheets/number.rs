//! A number of a cell as a person would type it.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

use super::number_format::{NumberFormat, Place};

const SECONDS_PER_DAY: f64 = 86_400.0;
/// 9999-12-31, the last day of Excel.
const LAST_DAY: f64 = 2_958_465.0;

/// Writes what a cell with this number shows.
///
/// Dates become `2026-11-30`, times `06:00` (with seconds where there are any),
/// lengths of time `7:30`, whatever their formats look like: these are read
/// without doubt.
pub(crate) fn write_number(out: &mut String, value: f64, format: &NumberFormat, since_1904: bool) {
    let done = match format {
        NumberFormat::Plain => None,
        NumberFormat::Percent => {
            write_plain(out, value * 100.0);
            out.push('%');
            Some(())
        }
        NumberFormat::Elapsed => write_elapsed(out, value),
        NumberFormat::Digits(places) => write_digits(out, value, places),
        NumberFormat::Date => write_moment(out, value, since_1904, true, false),
        NumberFormat::Time => write_moment(out, value, since_1904, false, true),
        NumberFormat::DateTime => write_moment(out, value, since_1904, true, true),
        NumberFormat::Moment => {
            let (day, time) = (value >= 1.0, value.fract() != 0.0);
            write_moment(out, value, since_1904, day, time || !day)
        }
    };
    if done.is_none() {
        write_plain(out, value);
    }
}

/// Writes a date and time as XML has it (`2026-11-30T06:00:00`), with the parts
/// that the format shows.
pub(crate) fn write_iso(out: &mut String, value: &str, format: &NumberFormat) {
    let value = value.trim_end_matches('Z');
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, time),
        None if value.contains(':') => ("", value),
        None => (value, ""),
    };
    // No planner writes fractions of seconds.
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    let minutes = time
        .get(..5)
        .filter(|_| time.ends_with(":00") && time.len() == 8);
    let time = minutes.unwrap_or(time);
    match format {
        NumberFormat::Date if !day.is_empty() => out.push_str(day),
        NumberFormat::Time if !time.is_empty() => out.push_str(time),
        NumberFormat::DateTime if time.is_empty() => {
            let _ = write!(out, "{day} 00:00");
        }
        _ if day.is_empty() || time.is_empty() => {
            out.push_str(day);
            out.push_str(time);
        }
        _ => {
            let _ = write!(out, "{day} {time}");
        }
    }
}

/// Writes a length of time of so many seconds: `7:30`, with seconds where there are any.
pub(crate) fn write_seconds(out: &mut String, seconds: u64) {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let _ = write!(out, "{hours}:{minutes:02}");
    if rest > 0 {
        let _ = write!(out, ":{rest:02}");
    }
}

/// Whole numbers in full, without exponent and ".0", because they are ids;
/// others with the 15 digits that a spreadsheet program shows, so that a sum of
/// 0.1 and 0.2 is 0.3.
pub(crate) fn write_plain(out: &mut String, value: f64) {
    let value = if value == 0.0 { 0.0 } else { value };
    let whole = value.fract() == 0.0 && value.abs() < 1e21;
    let rounded = match whole {
        true => value,
        false => format!("{value:.14e}").parse().unwrap_or(value),
    };
    let _ = match value.abs() >= 1e21 || (value != 0.0 && value.abs() < 1e-9) {
        true => write!(out, "{rounded:E}"),
        false => write!(out, "{rounded}"),
    };
}

/// Digits that a number of a program holds, all of them.
const MOST_EXACT: usize = 15;
/// Digits of an id; what is longer is none.
const LONGEST: usize = 40;

/// Writes a whole number of more digits than a number of a program can hold as
/// the file has it: some programs write ids so, and each digit counts. Tells
/// whether it is one.
pub(crate) fn write_long_id(out: &mut String, value: &str, format: &NumberFormat) -> bool {
    let zeros = match format {
        NumberFormat::Plain => 0,
        NumberFormat::Digits(places) if places.iter().all(|place| *place == Place::Digit) => {
            places.len().saturating_sub(value.len())
        }
        _ => return false,
    };
    if let Some(short) = cut_short(value) {
        out.push_str(&short);
        return true;
    }
    let is_long = (MOST_EXACT + 1..=LONGEST).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_digit());
    if is_long {
        out.extend(std::iter::repeat_n('0', zeros));
        out.push_str(value);
    }
    is_long
}

/// "1.23456789012346E+17" of a whole number whose last digits are not in the file:
/// nobody may take zeros for them.
fn cut_short(value: &str) -> Option<String> {
    let (number, exponent) = value.split_once(['e', 'E'])?;
    let exponent: usize = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .ok()?;
    let part = number.split_once('.').map_or("", |(_, part)| part);
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let lacks = exponent > part.len() && (MOST_EXACT..LONGEST).contains(&exponent);
    (is_number && lacks).then(|| format!("{number}E+{exponent}"))
}

fn write_moment(
    out: &mut String,
    value: f64,
    since_1904: bool,
    mut date: bool,
    time: bool,
) -> Option<()> {
    if !(0.0..LAST_DAY + 1.0).contains(&value) {
        return None;
    }
    let seconds = (value.fract() * SECONDS_PER_DAY).round() as u32;
    let days = value as u64 + u64::from(seconds / 86_400);
    let seconds = seconds % 86_400;
    // Day 0 is none: the number is a time of day alone.
    if days == 0 && date {
        if !time {
            return None;
        }
        date = false;
    }
    if date {
        let base = match since_1904 {
            true => NaiveDate::from_ymd_opt(1904, 1, 1),
            // Excel counts the 29th of February 1900, which did not exist.
            false if days < 61 => NaiveDate::from_ymd_opt(1899, 12, 31),
            false => NaiveDate::from_ymd_opt(1899, 12, 30),
        };
        let day = base?.checked_add_days(Days::new(days))?;
        let _ = write!(out, "{day}");
    }
    if date && time {
        out.push(' ');
    }
    if time {
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let _ = write!(out, "{hour:02}:{minute:02}");
        if second > 0 {
            let _ = write!(out, ":{second:02}");
        }
    }
    Some(())
}

fn write_elapsed(out: &mut String, value: f64) -> Option<()> {
    // 100,000 hours are no length of a shift.
    if value.abs() > 4_000.0 || value.is_nan() {
        return None;
    }
    if value < 0.0 {
        out.push('-');
    }
    write_seconds(out, (value.abs() * SECONDS_PER_DAY).round() as u64);
    Some(())
}

/// Puts digits into their places, from the right; those left over go before the
/// first place.
fn write_digits(out: &mut String, value: f64, places: &[Place]) -> Option<()> {
    if value < 0.0 || value.fract() != 0.0 || value >= 1e15 {
        return None;
    }
    let mut digits = String::new();
    if value > 0.0 {
        write_plain(&mut digits, value);
    }
    let first = places
        .iter()
        .position(|place| !matches!(place, Place::Letter(_)));
    let mut shown = Vec::new();
    for (index, place) in places.iter().enumerate().rev() {
        match place {
            Place::Digit => shown.push(digits.pop().unwrap_or('0')),
            Place::Optional => shown.extend(digits.pop()),
            Place::Letter(letter) => shown.push(*letter),
        }
        if Some(index) == first {
            shown.extend(digits.chars().rev());
        }
    }
    out.extend(shown.into_iter().rev());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: f64, code: &str, text: &str) {
        let mut out = String::new();
        write_number(&mut out, value, &NumberFormat::of_code(code), false);

        assert_eq!(out, text, "{value} as {code}");
    }

    #[test]
    fn ids_stay_what_they_are() {
        check(1001.0, "General", "1001");
        check(4_512_345_678_901_234.0, "General", "4512345678901234");
        check(1e20, "General", "100000000000000000000");
        check(-3.0, "0", "-3");
        check(-0.0, "0", "0");
        check(42.0, "00000", "00042");
        check(1_234_567.0, "00000", "1234567");
        check(0.0, "0000", "0000");
        check(1001.0, "\"AGENT-\"0", "AGENT-1001");
        check(123_456.0, "00\\-00\\-00", "12-34-56");
        check(7.5, "000", "7.5");
    }

    #[test]
    fn long_ids_keep_every_digit() {
        for (value, code, text) in [
            ("1234567890123456", "General", Some("1234567890123456")),
            (
                "12345678901234567891",
                "General",
                Some("12345678901234567891"),
            ),
            (
                "12345678901234567891",
                "0000000000000000000000",
                Some("0012345678901234567891"),
            ),
            (
                "0012345678901234567891",
                "0",
                Some("0012345678901234567891"),
            ),
            ("123456789012345", "General", None),
            ("1234567890123456.5", "General", None),
            ("12345678901234567891", "yyyy-mm-dd", None),
            (&"1".repeat(41), "General", None),
            (
                "1.2345678901234501E+17",
                "General",
                Some("1.2345678901234501E+17"),
            ),
            ("1.234567890123457e+17", "0", Some("1.234567890123457E+17")),
            ("1.234567890123456E+15", "General", None),
            ("1E+14", "General", None),
            ("1.5E-12", "General", None),
        ] {
            let mut out = String::new();
            let is_long = write_long_id(&mut out, value, &NumberFormat::of_code(code));

            assert_eq!(is_long.then_some(out.as_str()), text, "{value} as {code}");
        }
    }

    #[test]
    fn numbers_are_as_short_as_they_are_shown() {
        check(0.1 + 0.2, "General", "0.3");
        check(7.25, "0.0", "7.25");
        check(0.85, "0%", "85%");
        check(0.07, "0%", "7%");
        check(1.5e-12, "General", "1.5E-12");
    }

    #[test]
    fn dates_and_times_are_told_by_their_format() {
        let midnight = 46_356.0;
        check(midnight + 0.25, "dd.mm.yyyy hh:mm", "2026-11-30 06:00");
        check(midnight, "dd.mm.yyyy hh:mm", "2026-11-30 00:00");
        check(midnight, "dd.mm.yyyy", "2026-11-30");
        check(midnight + 0.25, "dd.mm.yyyy", "2026-11-30");
        check(midnight + 0.25, "hh:mm", "06:00");
        check(0.25, "dd.mm.yyyy hh:mm", "06:00");
        check(1.0 / 3.0, "hh:mm", "08:00");
        check(
            midnight + 0.999_999_9,
            "yyyy-mm-dd hh:mm",
            "2026-12-01 00:00",
        );
        check(0.25 + 30.0 / 86_400.0, "hh:mm", "06:00:30");
        check(0.3125, "[h]:mm", "7:30");
        check(1.25, "[h]:mm", "30:00");
        check(-0.5, "[h]:mm", "-12:00");
        check(59.0, "yyyy-mm-dd", "1900-02-28");
        check(61.0, "yyyy-mm-dd", "1900-03-01");
        check(0.0, "yyyy-mm-dd", "0");
        check(-1.0, "yyyy-mm-dd", "-1");
        check(1e9, "yyyy-mm-dd", "1000000000");
    }

    #[test]
    fn the_other_epoch_is_four_years_later() {
        let mut out = String::new();
        write_number(&mut out, 44_894.25, &NumberFormat::DateTime, true);

        assert_eq!(out, "2026-11-30 06:00");
    }

    #[test]
    fn dates_of_xml_are_written_alike() {
        for (value, format, text) in [
            (
                "2026-11-30T06:00:00",
                NumberFormat::Plain,
                "2026-11-30 06:00",
            ),
            (
                "2026-11-30T06:00:00.000Z",
                NumberFormat::DateTime,
                "2026-11-30 06:00",
            ),
            ("2026-11-30T00:00:00", NumberFormat::Date, "2026-11-30"),
            ("2026-11-30", NumberFormat::DateTime, "2026-11-30 00:00"),
            ("2026-11-30", NumberFormat::Plain, "2026-11-30"),
            ("06:00:30", NumberFormat::Plain, "06:00:30"),
        ] {
            let mut out = String::new();
            write_iso(&mut out, value, &format);

            assert_eq!(out, text, "{value} as {format:?}");
        }
    }
}
