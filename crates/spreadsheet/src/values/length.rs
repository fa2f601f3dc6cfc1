//! Lengths of time: `8:00`, `8.5`, `8h30`, `480 min`, `PT8H30M`.

use chrono::TimeDelta;

use crate::problem::{Fault, ProblemCode};
use crate::values::fractions;
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
    /// Of the column's numbers none is above 1: "0.3333" are eight hours.
    Days,
}

/// What the numbers of a column of lengths say of what they count.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    below_one: usize,
    others: usize,
}

impl Evidence {
    /// Takes note of a cell.
    pub(crate) fn observe(&mut self, cell: &str) {
        match fractions::parts(cell) {
            Some((0, part)) if !part.trim_end_matches('0').is_empty() => self.below_one += 1,
            Some((0, _)) => {}
            Some(_) => self.others += 1,
            None => {
                let plain = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
                self.others += usize::from(plain);
            }
        }
    }

    /// Adds what was seen in a later part of the file.
    pub(crate) fn merge(&mut self, other: Self) {
        self.below_one += other.below_one;
        self.others += other.others;
    }

    /// Whether all are parts of a day: no shift is shorter than an hour in all rows.
    pub(crate) fn are_days(&self) -> bool {
        self.below_one > 0 && self.others == 0
    }
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
    let spelled = with_quarters(text);
    let text = spelled.as_deref().unwrap_or(text);
    let plain = text.len() <= 20
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if plain {
        let number: f64 = text.replacen(',', ".", 1).parse().ok()?;
        return Some(match unit {
            Unit::Days => {
                let (days, part) = fractions::parts(text)?;
                f64::from(fractions::seconds(days, part)) / 60.0
            }
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

/// "7.5" of "7½" and "7 ½".
fn with_quarters(text: &str) -> Option<String> {
    let quarters = [("¼", ".25"), ("½", ".5"), ("¾", ".75")];
    let (whole, part, rest) = quarters.into_iter().find_map(|(sign, part)| {
        let (whole, rest) = text.split_once(sign)?;
        Some((whole.trim_end(), part, rest))
    })?;
    let whole = if whole.is_empty() { "0" } else { whole };
    let is_number = whole.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("{whole}{part}{rest}"))
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
        use Unit::{Days, Hours, Minutes, Unknown};
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
            ("0.3333", Days, Some(480)),
            ("0,354166666666667", Days, Some(510)),
            ("8:00", Days, Some(480)),
            ("PT8H30M", Unknown, Some(510)),
            ("PT45M", Unknown, Some(45)),
            ("8 Std.", Unknown, Some(480)),
            ("7,5 Stunden", Unknown, Some(450)),
            ("8時間30分", Unknown, Some(510)),
            ("８：３０", Unknown, Some(510)),
            ("7½", Unknown, Some(450)),
            ("7 ½ h", Unknown, Some(450)),
            ("½", Unknown, Some(30)),
            ("7¾ Std.", Hours, Some(465)),
            ("x½", Unknown, None),
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

    #[test]
    fn all_lengths_of_a_column_tell_whether_they_are_parts_of_a_day() {
        for (cells, expected) in [
            (["0.3333", "0.5", "8:00"], true),
            (["0,25", "", "0"], true),
            (["0.5", "8", "7.5"], false),
            (["0.5", "480", ""], false),
            (["8:00", "", ""], false),
        ] {
            let mut evidence = Evidence::default();
            for cell in cells {
                evidence.observe(cell);
            }

            assert_eq!(evidence.are_days(), expected, "{cells:?}");
        }
    }
}
