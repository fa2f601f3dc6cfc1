//! Dates and times as people write them: names of months and weekdays in eight
//! languages, years of two digits or none, serial numbers, `6h30`, `0600`.

use crate::values::calendar::{self, Weekdays};
use crate::values::fractions;
use crate::values::letters::folded;
use crate::values::moment::{Moment, RawDate, RawTime, Role};
use crate::values::times::{pass_to_time, time};
use crate::values::tokens::{Cursor, Token};

/// The serial numbers of 2000-01-01 and 2099-12-31 in spreadsheet programs.
const SERIALS: std::ops::RangeInclusive<u32> = 36_526..=73_050;

/// Reads what [`Moment::parse`]'s own forms leave.
pub(crate) fn parse(text: &str, role: Role, fractions: bool) -> Option<Moment> {
    const LONGEST: usize = 80;
    if text.len() > LONGEST {
        return None;
    }
    let text = folded(text)
        .replace("a.m.", "am")
        .replace("p.m.", "pm")
        .replace("-feira", "");
    if let Some(moment) = number(&text, role, fractions) {
        return Some(moment);
    }
    let tokens = Token::of(&text)?;
    let mut cursor = Cursor::new(&tokens);
    let dated = date(&mut cursor).and_then(|date| {
        if cursor.at_end() {
            let enough = role == Role::Date || !matches!(date, RawDate::NoYear { sure: false, .. });
            return enough.then_some(Moment {
                date: Some(date),
                time: None,
                offset: None,
            });
        }
        pass_to_time(&mut cursor);
        let (time, offset) = time(&mut cursor, Role::Time)?;
        cursor.at_end().then_some(Moment {
            date: Some(date),
            time: Some(time),
            offset,
        })
    });
    dated.or_else(|| {
        let mut cursor = Cursor::new(&tokens);
        // "Mon 06:00" says nothing that the column does not.
        weekday(&mut cursor);
        pass_to_time(&mut cursor);
        let (time, offset) = time(&mut cursor, role)?;
        cursor.at_end().then_some(Moment {
            date: None,
            time: Some(time),
            offset,
        })
    })
}

/// A serial number, or a fraction of a day.
fn number(text: &str, role: Role, fractions: bool) -> Option<Moment> {
    let (whole, part) = match text.split_once(['.', ',']) {
        Some((whole, part)) => (whole, Some(part)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() > 5 || !digits(whole) || part.is_some_and(|part| !digits(part)) {
        return None;
    }
    let days: u32 = whole.parse().ok()?;
    let date = SERIALS.contains(&days).then_some(RawDate::Serial(days));
    match (date, part) {
        (Some(_), part) => Some(Moment {
            date,
            time: part.map(of_day),
            offset: None,
        }),
        // "0.25" is a quarter past midnight for a person and a quarter of the
        // day for a spreadsheet program; many digits are no person's.
        (None, Some(part)) if days == 0 && role != Role::Date => {
            let is_fraction = fractions || part.len() >= 4;
            is_fraction.then(|| Moment {
                date: None,
                time: Some(of_day(part)),
                offset: None,
            })
        }
        _ => None,
    }
}

/// The time of day of a part of one.
fn of_day(part: &str) -> RawTime {
    let seconds = fractions::seconds(0, part);
    RawTime {
        hour: seconds / 3600,
        minute: seconds / 60 % 60,
        second: seconds % 60,
        half: None,
    }
}

fn date(cursor: &mut Cursor<'_>) -> Option<RawDate> {
    let before = weekday(cursor);
    let start = cursor.at();
    let forms = [
        japanese,
        in_numbers,
        day_then_month,
        month_then_day,
        compact,
    ];
    let read = forms.into_iter().find_map(|form| {
        cursor.go(start);
        form(cursor)
    });
    let mut date = read?;
    let rest = cursor.at();
    cursor.marks(&[' ', ',']);
    let after = weekday(cursor);
    if after == 0 {
        cursor.go(rest);
    }
    if let RawDate::NoYear { weekdays, sure, .. } = &mut date {
        *weekdays = before | after;
        *sure |= *weekdays != 0;
    }
    if let RawDate::Named { weekdays, .. } = &mut date {
        *weekdays = before | after;
    }
    Some(date)
}

/// Passes "Mon", "Mo.,", "(月)", "sexta," and tells which days that can be.
fn weekday(cursor: &mut Cursor<'_>) -> Weekdays {
    let start = cursor.at();
    let opened = cursor.marks(&['(', '[']);
    let days = match cursor.word() {
        Some(word) => calendar::weekdays(
            word.strip_prefix('日')
                .filter(|rest| !rest.is_empty())
                .unwrap_or(word),
        ),
        None => 0,
    };
    // "mar 30 nov" is a Tuesday, "mar 30" in March.
    if days == 0 || (cursor.peek_back_is_month() && !cursor.has_month_ahead()) {
        cursor.go(start);
        return 0;
    }
    cursor.marks(if opened {
        &[')', ']', ' ', ',', '.']
    } else {
        &[' ', ',', '.']
    });
    if cursor.word_is(&["den", "the", "le", "el"]) {
        cursor.marks(&[' ']);
    }
    days
}

/// `2026年11月30日`, `令和8年11月30日`, `11月30日`.
fn japanese(cursor: &mut Cursor<'_>) -> Option<RawDate> {
    let era = cursor.word_is(&["令和", "r"]);
    let (first, _) = cursor.number()?;
    let year = if cursor.word_is(&["年"]) {
        cursor.marks(&[' ']);
        Some(if era { first + 2018 } else { first })
    } else {
        None
    };
    let month = match year {
        Some(_) => cursor.number()?.0,
        None => first,
    };
    if !cursor.word_is(&["月"]) {
        return None;
    }
    cursor.marks(&[' ']);
    let (day, _) = cursor.number()?;
    // The weekday may follow without a space.
    cursor.word_begins("日").then_some(RawDate::Named {
        day,
        month,
        year,
        weekdays: 0,
    })
}

/// Two or three numbers with `.`, `/` or `-` between them.
fn in_numbers(cursor: &mut Cursor<'_>) -> Option<RawDate> {
    let (first, digits) = cursor.number()?;
    let separator = cursor.one_of(&['.', '/', '-'])?;
    cursor.marks(&[' ']);
    let (second, second_digits) = cursor.number()?;
    if second_digits > 2 {
        return None;
    }
    let after_second = cursor.at();
    let closed = cursor.one_of(&[separator]).is_some();
    cursor.marks(&[' ', '\'']);
    let third = if closed { cursor.number() } else { None };
    // "30.11. 06:00": the number after the dot is a time's.
    let third = third.filter(|_| !cursor.time_follows());
    let byte = u8::try_from(separator).ok()?;
    match (digits, third) {
        (4, Some((day, 1 | 2))) => Some(RawDate::YearFirst {
            year: first,
            month: second,
            day,
        }),
        (1 | 2, Some((year, 4))) => Some(RawDate::YearLast {
            first,
            second,
            year,
            separator: byte,
        }),
        (1 | 2, Some((third, 2))) => Some(RawDate::Short {
            numbers: [first, second, third],
            separator: byte,
        }),
        (1 | 2, None) => {
            cursor.go(after_second);
            let closed = closed && separator == '.' && cursor.one_of(&['.']).is_some();
            let sure = closed || !cursor.at_end();
            Some(RawDate::NoYear {
                first,
                second,
                separator: byte,
                weekdays: 0,
                sure,
            })
        }
        _ => None,
    }
}

/// `30 November 2026`, `30. Nov`, `30-Nov-26`, `1er décembre`, `30 de noviembre de 2026`.
fn day_then_month(cursor: &mut Cursor<'_>) -> Option<RawDate> {
    let (first, digits) = cursor.number()?;
    cursor.word_is(&["st", "nd", "rd", "th", "er", "o", "a", "e"]);
    between(cursor);
    let month = calendar::month(cursor.word()?)?;
    let end = cursor.at();
    between(cursor);
    if digits == 4 {
        let (day, _) = cursor.number().filter(|&(_, digits)| digits <= 2)?;
        return Some(RawDate::Named {
            day,
            month,
            year: Some(first),
            weekdays: 0,
        });
    }
    let year = year(cursor);
    if year.is_none() {
        cursor.go(end);
        cursor.marks(&['.']);
    }
    Some(RawDate::Named {
        day: first,
        month,
        year,
        weekdays: 0,
    })
}

/// `November 30, 2026`, `Nov 30`.
fn month_then_day(cursor: &mut Cursor<'_>) -> Option<RawDate> {
    let month = calendar::month(cursor.word()?)?;
    between(cursor);
    let (day, _) = cursor.number().filter(|&(_, digits)| digits <= 2)?;
    if cursor.time_follows() {
        return None;
    }
    cursor.word_is(&["st", "nd", "rd", "th"]);
    let end = cursor.at();
    between(cursor);
    let year = year(cursor);
    if year.is_none() {
        cursor.go(end);
    }
    Some(RawDate::Named {
        day,
        month,
        year,
        weekdays: 0,
    })
}

/// `20261130`.
fn compact(cursor: &mut Cursor<'_>) -> Option<RawDate> {
    let (number, digits) = cursor.number()?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let plausible = digits == 8 && (1970..2200).contains(&year) && (1..=12).contains(&month);
    (plausible && (1..=31).contains(&day)).then_some(RawDate::YearFirst { year, month, day })
}

fn between(cursor: &mut Cursor<'_>) {
    cursor.marks(&[' ', '.', ',', '-', '/', '\'']);
    while cursor.word_is(&["de", "del", "of", "den"]) {
        cursor.marks(&[' ']);
    }
}

/// A number of two or four digits that no time begins with.
fn year(cursor: &mut Cursor<'_>) -> Option<u32> {
    let (year, digits) = cursor.number()?;
    let compact_time = digits == 4 && !(1970..2200).contains(&year);
    (matches!(digits, 2 | 4) && !compact_time && !cursor.time_follows()).then_some(year)
}

#[cfg(test)]
mod tests;
