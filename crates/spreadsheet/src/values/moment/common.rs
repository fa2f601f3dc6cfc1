//! The forms of dates and times that nearly all files have.

use chrono::FixedOffset;

use super::{Half, Moment, RawDate, RawTime};

impl Moment {
    /// `2026-11-30 06:00`, which is what most large files have.
    pub(super) fn iso(text: &str) -> Option<Self> {
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
    pub(super) fn common(text: &str) -> Option<Self> {
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
