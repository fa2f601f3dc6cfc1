//! What a date or time looks like, before it is known what it means.

use chrono::FixedOffset;

use crate::values::calendar::Weekdays;
use crate::values::rare;

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

    /// `2026-11-30 06:00`, which is what most large files have.
    fn iso(text: &str) -> Option<Self> {
        let bytes: &[u8; 16] = text.as_bytes().try_into().ok()?;
        let [
            a,
            b,
            c,
            d,
            b'-',
            e,
            f,
            b'-',
            g,
            h,
            b' ' | b'T',
            i,
            j,
            b':',
            k,
            l,
        ] = *bytes
        else {
            return None;
        };
        let digits =
            [a, b, c, d, e, f, g, h, i, j, k, l].map(|byte| u32::from(byte.wrapping_sub(b'0')));
        if digits.iter().any(|&digit| digit > 9) {
            return None;
        }
        let [a, b, c, d, e, f, g, h, i, j, k, l] = digits;
        let year = a * 1000 + b * 100 + c * 10 + d;
        // The first years of calendars stand for no date at all.
        let date = RawDate::YearFirst {
            year,
            month: e * 10 + f,
            day: g * 10 + h,
        };
        let time = RawTime {
            hour: i * 10 + j,
            minute: k * 10 + l,
            second: 0,
            half: None,
        };
        (year > 1900).then_some(Self {
            date: Some(date),
            time: Some(time),
            offset: None,
        })
    }

    /// Reads the forms that nearly all files have, without allocating:
    /// `2026-11-30 06:00`, `2026-11-30T06:00:00+01:00`, `30.11.2026 6:00`,
    /// `11/30/2026 6:00 AM`, and date or time alone.
    fn common(text: &str) -> Option<Self> {
        let mut scan = Scan {
            rest: text.trim().as_bytes(),
        };
        let (first, digits) = scan.number(4)?;
        let Some(separator) = scan.any_of(b"-/.") else {
            return (digits <= 2).then(|| scan.time(None, first)).flatten();
        };
        let (second, _) = scan.number(2)?;
        scan.any_of(&[separator])?;
        let (third, last_digits) = scan.number(4)?;
        let date = match (digits, last_digits) {
            (4, 1 | 2) => RawDate::YearFirst {
                year: first,
                month: second,
                day: third,
            },
            (1 | 2, 4) => RawDate::YearLast {
                first,
                second,
                year: third,
                separator,
            },
            _ => return None,
        };
        if scan.rest.is_empty() {
            return Some(Self {
                date: Some(date),
                time: None,
                offset: None,
            });
        }
        if scan.any_of(b"Tt").is_none() {
            let comma = scan.any_of(b",").is_some();
            if !scan.spaces() && !comma {
                return None;
            }
        }
        let (hour, _) = scan.number(2)?;
        scan.time(Some(date), hour)
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

/// Text that is still to be read.
struct Scan<'a> {
    rest: &'a [u8],
}

impl Scan<'_> {
    /// A number of at least one digit and at most `most`, and its digits.
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (number, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        let value = number
            .iter()
            .take(4)
            .fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        (1..=most).contains(&digits).then_some((value, digits))
    }

    fn two_digits(&mut self) -> Option<u32> {
        self.number(2)
            .filter(|&(_, digits)| digits == 2)
            .map(|(value, _)| value)
    }

    fn any_of(&mut self, wanted: &[u8]) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        wanted.contains(&byte).then(|| {
            self.rest = rest;
            byte
        })
    }

    /// Passes spaces, also the narrow and unbreakable ones that some programs
    /// put before "AM"; tells whether there were any.
    fn spaces(&mut self) -> bool {
        let before = self.rest.len();
        let space = |rest: &[u8]| {
            [" ", "\u{A0}", "\u{202F}"]
                .into_iter()
                .find(|space| rest.starts_with(space.as_bytes()))
        };
        while let Some(space) = space(self.rest) {
            self.rest = self.rest.get(space.len()..).unwrap_or_default();
        }
        self.rest.len() < before
    }

    /// What follows an hour, to the end of the text.
    fn time(&mut self, date: Option<RawDate>, hour: u32) -> Option<Moment> {
        let (mut minute, mut second) = (None, 0);
        if self.any_of(b":").is_some() {
            minute = Some(self.two_digits()?);
            if self.any_of(b":").is_some() {
                second = self.two_digits()?;
                if self.any_of(b".,").is_some() {
                    self.number(9)?;
                }
            }
        }
        self.spaces();
        let half = self.half();
        if minute.is_none() && half.is_none() {
            return None;
        }
        self.spaces();
        let offset = match self.any_of(b"Zz+-") {
            Some(sign @ (b'+' | b'-')) => Some(self.offset(sign)?),
            Some(_) => FixedOffset::east_opt(0),
            None => None,
        };
        let time = RawTime {
            hour,
            minute: minute.unwrap_or(0),
            second,
            half,
        };
        self.rest.is_empty().then_some(Moment {
            date,
            time: Some(time),
            offset,
        })
    }

    fn half(&mut self) -> Option<Half> {
        for (words, half) in [(["am", "a.m."], Half::Am), (["pm", "p.m."], Half::Pm)] {
            for word in words {
                let head = self.rest.get(..word.len());
                if head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes())) {
                    self.rest = self.rest.get(word.len()..)?;
                    return Some(half);
                }
            }
        }
        None
    }

    /// `01:00`, `0100` or `01`, after its sign.
    fn offset(&mut self, sign: u8) -> Option<FixedOffset> {
        let (hours, minutes) = match self.number(4)? {
            (number, 4) => (number / 100, number % 100),
            (hours, 2) if self.any_of(b":").is_some() => (hours, self.two_digits()?),
            (hours, 2) => (hours, 0),
            _ => return None,
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        FixedOffset::east_opt(if sign == b'-' { -seconds } else { seconds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISO: RawDate = RawDate::YearFirst {
        year: 2026,
        month: 11,
        day: 30,
    };

    fn last(first: u32, second: u32, separator: u8) -> Option<RawDate> {
        Some(RawDate::YearLast {
            first,
            second,
            year: 2026,
            separator,
        })
    }

    fn check(
        text: &str,
        date: Option<RawDate>,
        time: Option<(u32, u32, u32)>,
        half: Option<Half>,
        offset: Option<i32>,
    ) {
        let moment = Moment::parse(text).unwrap_or_else(|| panic!("{text} is a moment"));

        assert_eq!(moment.date, date, "{text}");
        let read = moment
            .time
            .map(|time| (time.hour, time.minute, time.second));
        assert_eq!(read, time, "{text}");
        assert_eq!(moment.time.and_then(|time| time.half), half, "{text}");
        assert_eq!(
            moment.offset.map(|offset| offset.local_minus_utc()),
            offset,
            "{text}"
        );
    }

    #[test]
    fn every_form_is_read() {
        let (six, half_past) = (Some((6, 0, 0)), Some((6, 30, 15)));
        check("2026-11-30", Some(ISO), None, None, None);
        check(" 2026/11/30 ", Some(ISO), None, None, None);
        check("2026-11-30 06:00", Some(ISO), six, None, None);
        check("2026-11-30T06:00", Some(ISO), six, None, None);
        check("2026-11-30T06:30:15", Some(ISO), half_past, None, None);
        check(
            "2026-11-30T06:30:15.250Z",
            Some(ISO),
            half_past,
            None,
            Some(0),
        );
        check(
            "2026-11-30T06:00:00+01:00",
            Some(ISO),
            six,
            None,
            Some(3600),
        );
        check(
            "2026-11-30 06:00 -0530",
            Some(ISO),
            six,
            None,
            Some(-19_800),
        );
        check("2026-11-30 06:00+01", Some(ISO), six, None, Some(3600));
        check(
            "2026-11-30T06:00-05:00",
            Some(ISO),
            six,
            None,
            Some(-18_000),
        );
        check("30.11.2026", last(30, 11, b'.'), None, None, None);
        check("30.11.2026, 6:00", last(30, 11, b'.'), six, None, None);
        check("1/12/2026 6:00", last(1, 12, b'/'), six, None, None);
        check(
            "11/30/2026 6:00 AM",
            last(11, 30, b'/'),
            six,
            Some(Half::Am),
            None,
        );
        check(
            "11-30-2026 06:30:15 p.m.",
            last(11, 30, b'-'),
            half_past,
            Some(Half::Pm),
            None,
        );
        check("06:00", None, six, None, None);
        check("6:00", None, six, None, None);
        check("6 am", None, six, Some(Half::Am), None);
        check("6:00\u{202F}PM", None, six, Some(Half::Pm), None);
        check("2026-11-30 6", Some(ISO), six, None, None);
        check("2026-11-30 06:00 Uhr", Some(ISO), six, None, None);
        check("６:00", None, six, None, None);
        check("46356.25", Some(RawDate::Serial(46356)), six, None, None);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "6",
            "tomorrow",
            "2026-11",
            "2026-11/30",
            "2026-11-30x06:00",
            "06:5",
            "006:00",
            "2026-11-30 06:00+25:00",
            "2026-11-30T",
            "12345-01-01",
            "2026-11-3006:00",
            "06:00:00:00",
            "2026-11-30 06:00-14:00",
            "30/11/2026 6:00-7:00",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
