//! Intervals that are numbered instead of timed: "32" for eight o'clock, which only all
//! numbers of a file together tell from hours.

use crate::FileKind;
use crate::problem::{Fault, ProblemCode};
use crate::values::moment::{Moment, RawTime};
use crate::wording::quoted;

const DAY: u32 = 24 * 60;

/// Which whole numbers stand where times do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    /// A bit for each number from 0 to 99.
    numbers: u128,
    /// Whether any cell is a time such as "08:00".
    times: bool,
}

/// What whole numbers mean as times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numbered {
    /// Hours, if there are any.
    #[default]
    Hours,
    /// The number of an interval.
    Intervals {
        /// The number of the one that begins at midnight: 0 or 1.
        first: u32,
        /// Its length in minutes.
        step: u32,
    },
    /// One of the two, and nobody knows which.
    Open {
        /// The lowest number of the file.
        from: u32,
        /// The highest one.
        to: u32,
    },
}

impl Evidence {
    /// Takes note of a cell of a column of times.
    pub(crate) fn observe(&mut self, cell: &str) {
        match number(cell) {
            Some(number) => self.numbers |= 1 << number,
            None => self.times = self.times || cell.contains(':'),
        }
    }

    /// Adds what was seen in a later part of the file.
    pub(crate) fn merge(&mut self, other: Self) {
        self.numbers |= other.numbers;
        self.times |= other.times;
    }

    /// Whether there are whole numbers, and no other times.
    pub(crate) fn are_all(self) -> bool {
        self.numbers != 0 && !self.times
    }

    /// What the numbers mean. Who writes 0 to 95 counts the quarter hours of a day; of
    /// 32 to 71 nobody knows where it begins, and of 1 to 24 whether 1 is one o'clock.
    pub(crate) fn decide(self, kind: FileKind) -> Numbered {
        /// "26" is two o'clock of the next day.
        const LATEST_HOUR: u32 = 36;
        if self.numbers == 0 {
            return Numbered::Hours;
        }
        let (from, to) = (
            self.numbers.trailing_zeros(),
            u128::BITS - 1 - self.numbers.leading_zeros(),
        );
        let open = Numbered::Open { from, to };
        if kind == FileKind::Shifts {
            return match to > LATEST_HOUR {
                true => open,
                false => Numbered::Hours,
            };
        }
        if self.times {
            return match to >= 24 {
                true => open,
                false => Numbered::Hours,
            };
        }
        match (from, to) {
            (_, ..24) => Numbered::Hours,
            (0, 47) => Numbered::Intervals { first: 0, step: 30 },
            (1, 48) => Numbered::Intervals { first: 1, step: 30 },
            (0, 49..=95) => Numbered::Intervals { first: 0, step: 15 },
            (1.., 96) => Numbered::Intervals { first: 1, step: 15 },
            _ => open,
        }
    }
}

impl Numbered {
    /// The time that a whole number is, in minutes after midnight; `None` of other text.
    pub(crate) fn minutes(self, cell: &str) -> Option<u32> {
        let minutes = match self {
            Self::Hours => number(cell)? * 60,
            Self::Intervals { first, step } => number(cell)?.checked_sub(first)? * step,
            Self::Open { .. } => return None,
        };
        (minutes < DAY).then_some(minutes)
    }

    /// The time that the number of an interval is; `None` of other text, and of hours.
    pub(crate) fn read(self, cell: &str) -> Option<Moment> {
        let is_numbered = matches!(self, Self::Intervals { .. });
        let minutes = self.minutes(cell).filter(|_| is_numbered)?;
        let time = RawTime {
            hour: minutes / 60,
            minute: minutes % 60,
            second: 0,
            half: None,
        };
        Some(Moment {
            date: None,
            time: Some(time),
            offset: None,
        })
    }

    /// What is wrong with a whole number, where it is open what it means.
    pub(crate) fn doubt(self, cell: &str) -> Option<Fault> {
        let Self::Open { from, to } = self else {
            return None;
        };
        number(cell)?;
        let message = format!(
            "It is open which time {} is: the file counts its times from {from} to {to}.",
            quoted(cell)
        );
        Some(Fault::new(ProblemCode::UnreadableTime, message).suggest("Write it like 08:00."))
    }

    /// A sentence about how numbers were read.
    pub(crate) fn note(self) -> Option<String> {
        let Self::Intervals { first, step } = self else {
            return None;
        };
        let eight = first + 8 * 60 / step;
        Some(format!(
            "Intervals are numbered from {first} on, {step} minutes each: {eight} is 08:00."
        ))
    }
}

/// A whole number of one digit or two.
fn number(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let is_number = matches!(cell.len(), 1 | 2) && cell.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| cell.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_numbers_together_tell_what_they_are() {
        use FileKind::{Requirements, Shifts};
        let quarters = |first| Numbered::Intervals { first, step: 15 };
        let halves = |first| Numbered::Intervals { first, step: 30 };
        for (kind, from, to, expected) in [
            (Requirements, 0, 95, quarters(0)),
            (Requirements, 1, 96, quarters(1)),
            (Requirements, 32, 96, quarters(1)),
            (Requirements, 0, 71, quarters(0)),
            (Requirements, 0, 47, halves(0)),
            (Requirements, 1, 48, halves(1)),
            (Requirements, 0, 23, Numbered::Hours),
            (Requirements, 8, 20, Numbered::Hours),
            (Requirements, 1, 24, Numbered::Open { from: 1, to: 24 }),
            (Requirements, 0, 24, Numbered::Open { from: 0, to: 24 }),
            (Requirements, 0, 48, Numbered::Open { from: 0, to: 48 }),
            (Requirements, 16, 40, Numbered::Open { from: 16, to: 40 }),
            (Requirements, 32, 71, Numbered::Open { from: 32, to: 71 }),
            (Requirements, 0, 96, Numbered::Open { from: 0, to: 96 }),
            (Shifts, 6, 36, Numbered::Hours),
            (Shifts, 24, 60, Numbered::Open { from: 24, to: 60 }),
        ] {
            let mut seen = Evidence::default();
            let mut later = Evidence::default();
            seen.observe(&from.to_string());
            later.observe(&to.to_string());
            seen.merge(later);

            assert_eq!(seen.decide(kind), expected, "{from} to {to}");
        }
    }

    #[test]
    fn numbers_beside_times_are_hours_or_open() {
        let mut seen = Evidence::default();
        seen.observe("08:15");
        seen.observe("9");
        assert_eq!(seen.decide(FileKind::Requirements), Numbered::Hours);
        seen.observe("40");
        let open = Numbered::Open { from: 9, to: 40 };
        assert_eq!(seen.decide(FileKind::Requirements), open);
        assert!(open.doubt("9").is_some() && open.doubt("08:15").is_none());
    }
}
