//! Lengths of time: `8:00`, `8.5`, `8h30`, `480 min`, `PT8H30M`.

use chrono::TimeDelta;

use crate::problem::{Fault, ProblemCode};
use crate::values::letters::folded;
use crate::values::tokens::{Cursor, Token};
use crate::wording::quoted;

/// What a number without a unit counts, as the column's header says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unit {
    /// The header does not say: hours up to 24, minutes above.
    #[default]
    Unknown,
    /// "Duration (h)".
    Hours,
    /// "Pause (Min.)".
    Minutes,
}

/// The length that a cell says, above 0 and to the minute, or the sentence that
/// says why there is none.
pub(crate) fn read(text: &str, unit: Unit) -> Result<TimeDelta, Fault> {
    let minutes = minutes(text, unit).filter(|minutes| (1.0..=48.0 * 60.0).contains(minutes));
    let Some(minutes) = minutes else {
        let fault = Fault::new(
            ProblemCode::UnreadableTime,
            format!("{} cannot be read as a length of time.", quoted(text)),
        );
        return Err(fault.suggest("Write it like 8:00 or 7.5."));
    };
    Ok(TimeDelta::minutes(minutes.round() as i64))
}

/// Whether a text says a length with its unit, or as hours and minutes.
pub(crate) fn is_length(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) && minutes(text, Unit::Unknown).is_some()
}

fn minutes(text: &str, unit: Unit) -> Option<f64> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    let plain = text.len() <= 8
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if plain {
        let number: f64 = text.replacen(',', ".", 1).parse().ok()?;
        return Some(match unit {
            Unit::Hours => number * 60.0,
            Unit::Unknown if number <= 24.0 => number * 60.0,
            Unit::Minutes | Unit::Unknown => number,
        });
    }
    let text = folded(text);
    let text = text.strip_prefix("pt").unwrap_or(&text);
    let tokens = Token::of(text)?;
    let mut cursor = Cursor::new(&tokens);
    let mut total = 0.0;
    let mut last = None;
    while let Some((number, _)) = cursor.number() {
        let mut number = f64::from(number);
        if cursor.one_of(&['.', ',']).is_some() {
            let (part, digits) = cursor.number()?;
            number += f64::from(part) / 10_f64.powi(i32::try_from(digits).ok()?);
        }
        cursor.marks(&[' ']);
        let step = if cursor.one_of(&[':']).is_some() {
            // The colon after hours, and the one after minutes.
            if last.is_some() { 1.0 } else { 60.0 }
        } else if cursor.word_is(&HOURS) {
            60.0
        } else if cursor.word_is(&MINUTES) {
            1.0
        } else if cursor.word_is(&["s", "sec", "sek", "秒"]) {
            1.0 / 60.0
        } else if cursor.at_end() {
            match last {
                Some(60.0) => 1.0,
                Some(1.0) => 1.0 / 60.0,
                _ => return None,
            }
        } else {
            return None;
        };
        if last.is_some_and(|last| step >= last) {
            return None;
        }
        total += number * step;
        last = Some(step);
        cursor.marks(&[' ', '.', ',', '\'']);
    }
    (cursor.at_end() && last.is_some()).then_some(total)
}

const HOURS: [&str; 18] = [
    "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "hora",
    "horas", "ora", "ore", "uur", "uren", "u", "時間",
];
const MINUTES: [&str; 12] = [
    "m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "minuut",
    "mn", "分",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_every_form() {
        use Unit::{Hours, Minutes, Unknown};
        for (text, unit, minutes) in [
            ("8:00", Unknown, Some(480)),
            ("08:00:00", Unknown, Some(480)),
            ("8", Unknown, Some(480)),
            ("8.5", Unknown, Some(510)),
            ("8,5", Unknown, Some(510)),
            ("8h", Unknown, Some(480)),
            ("8h30", Unknown, Some(510)),
            ("8 h 30 min", Unknown, Some(510)),
            ("8 hrs. 30 mins", Unknown, Some(510)),
            ("480 min", Unknown, Some(480)),
            ("480", Unknown, Some(480)),
            ("480", Minutes, Some(480)),
            ("30", Minutes, Some(30)),
            ("30", Hours, Some(1800)),
            ("PT8H30M", Unknown, Some(510)),
            ("PT45M", Unknown, Some(45)),
            ("8 Std.", Unknown, Some(480)),
            ("7,5 Stunden", Unknown, Some(450)),
            ("8時間30分", Unknown, Some(510)),
            ("８：３０", Unknown, Some(510)),
            ("", Unknown, None),
            ("0", Unknown, None),
            ("-8", Unknown, None),
            ("8:", Unknown, Some(480)),
            ("8 8", Unknown, None),
            ("eight", Unknown, None),
            ("30 min 8 h", Unknown, None),
            ("100:00", Unknown, None),
        ] {
            let read = read(text, unit).ok().map(|length| length.num_minutes());

            assert_eq!(read, minutes, "{text:?}");
        }
    }
}
