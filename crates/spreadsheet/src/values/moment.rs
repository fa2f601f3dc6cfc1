//! What a date or time looks like, before it is known what it means.

use chrono::FixedOffset;

use crate::values::calendar::Weekdays;
use crate::values::rare;

mod common;

/// A date, a time of day, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) date: Option<RawDate>,
    pub(crate) time: Option<RawTime>,
    /// Of a time that says how far it is from UTC.
    pub(crate) offset: Option<FixedOffset>,
}

/// Numbers and names, as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawDate {
    YearFirst {
        year: u32,
        month: u32,
        day: u32,
    },
    /// Day and month, in an order that this date alone may not tell.
    YearLast {
        first: u32,
        second: u32,
        year: u32,
        separator: u8,
    },
    /// Three numbers of two digits, one of which is the year.
    Short {
        numbers: [u32; 3],
        separator: u8,
    },
    /// With the name of its month, and a year of four digits, two or none.
    Named {
        day: u32,
        month: u32,
        year: Option<u32>,
        weekdays: Weekdays,
    },
    /// Day and month, in an order that this date alone may not tell.
    NoYear {
        first: u32,
        second: u32,
        separator: u8,
        weekdays: Weekdays,
        /// Whether it can be nothing but a date ("6.11.", while "6.11" may be a time).
        sure: bool,
    },
    /// Days since the beginning of a spreadsheet program's calendar.
    Serial(u32),
}

/// What the column says of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A date: "6.11" is 6 November.
    Date,
    /// A time of day: "6.11" is eleven minutes past six, "6" is six o'clock.
    Time,
    /// A date, a time or both: "6.11" may be either and is taken for a time.
    Any,
}

/// Up to three numbers, as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawTime {
    pub(crate) hour: u32,
    pub(crate) minute: u32,
    pub(crate) second: u32,
    pub(crate) half: Option<Half>,
}

/// Of a day, with hours to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    Am,
    Pm,
}

impl Half {
    /// "AM" or "p.m.", without a time.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let letters = text.bytes().filter(|byte| !matches!(byte, b'.' | b' '));
        let letters: Vec<u8> = letters.map(|byte| byte.to_ascii_lowercase()).collect();
        match letters.as_slice() {
            b"am" => Some(Self::Am),
            b"pm" => Some(Self::Pm),
            _ => None,
        }
    }
}

impl Moment {
    /// Nothing, as an empty cell says it.
    pub(crate) const NONE: Self = Self {
        date: None,
        time: None,
        offset: None,
    };

    /// Reads any form of date, time or both.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::parse_as(text, Role::Any, false)
    }

    /// Reads any form that can stand in a column of that role. `fractions` says
    /// whether "0.25" is a quarter of a day, as in workbooks.
    pub(crate) fn parse_as(text: &str, role: Role, fractions: bool) -> Option<Self> {
        if let Some(moment) = Self::iso(text) {
            return Some(moment);
        }
        let read = Self::common(text).or_else(|| rare::parse(text, role, fractions))?;
        // "06:00-14:00" is a window, not six o'clock far in the west.
        let is_window = read.offset.is_some_and(|offset| {
            let far = offset.local_minus_utc();
            (read.date.is_none() && far != 0) || (far < 0 && ends_as_window(text))
        });
        // A time cell that was saved with the first day of its program's calendar.
        let first_day = matches!(
            read.date,
            Some(
                RawDate::YearFirst {
                    year: 1899 | 1900,
                    ..
                } | RawDate::YearLast {
                    year: 1899 | 1900,
                    ..
                }
            )
        );
        let date = read.date.filter(|_| !first_day || read.time.is_none());
        (!is_window).then_some(Self { date, ..read })
    }
}

/// Whether a text ends in two times of day with nothing but a dash between them. Programs
/// write an offset from UTC after seconds, or after "T" and the time.
pub(crate) fn ends_as_window(text: &str) -> bool {
    let is_clock = |text: &str| {
        let Some((hour, minute)) = text.split_once(':') else {
            return false;
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (1..=2).contains(&hour.len()) && minute.len() == 2 && digits(hour) && digits(minute)
    };
    text.trim().rsplit_once('-').is_some_and(|(before, end)| {
        let start = before.rsplit([' ', ',']).next();
        is_clock(end) && start.is_some_and(is_clock)
    })
}

#[cfg(test)]
mod tests;
