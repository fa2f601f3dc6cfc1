//! One window, as people write it.

use super::beside::label_before;
use super::{Hours, within_day};
use crate::values::letters::{folded, normal};
use crate::values::moment::{Half, Moment, RawTime};
use crate::values::times::clock_time;
use crate::values::tokens::{Cursor, Token};

/// Reads a text that is nothing but a window, and what is said beside it.
pub(super) fn one(text: &str) -> Option<Hours> {
    let shown = normal(text);
    let is_date = Moment::parse(&shown).is_some_and(|moment| moment.date.is_some());
    if is_date {
        return None;
    }
    let folded = until_as_dash(&folded(&shown));
    let tokens = Token::of(&folded)?;
    let mut cursor = Cursor::new(&tokens);
    let label = label_before(&mut cursor, &shown)?;
    let mut start = clock_time(&mut cursor)?;
    let is_sure = start.half.is_some() || says_minutes(&folded, cursor.passed());
    cursor.marks(&[' ']);
    if cursor.one_of(&['-', '~']).is_some() {
        cursor.marks(&[' ', '-', '>']);
    } else {
        // "06:00 14:00", "06:00/14:00": two times of day, and nothing else.
        cursor.one_of(&['/', ',', ';']);
        cursor.marks(&[' ']);
        let rest: String = folded.chars().skip(cursor.passed()).collect();
        (is_sure && says_minutes(&rest, rest.chars().count())).then_some(())?;
    }
    let mut end = clock_time(&mut cursor)?;
    // "11-30" is no window.
    if folded.contains([':', '翌']) {
        end = within_day(start, end);
    }
    share_half(&mut start, &mut end);
    // "11-30" is no window; "25:00-30:00" is one that is wrong.
    let exists = |time: RawTime| time.on(chrono::NaiveDate::default()).is_ok();
    let both_exist = exists(start) && exists(end);
    if !both_exist && !folded.contains(':') {
        return None;
    }
    cursor.word_is(&["uhr", "h", "hrs", "uur"]);
    cursor.marks(&[' ']);
    let mut hours = Hours {
        start,
        end,
        breaks: None,
        label,
    };
    let rest: String = shown.chars().skip(cursor.passed()).collect();
    hours.take_rest(&rest)?;
    Some(hours)
}

/// Whether the letters before a place end in a time that has minutes: "6:00", "0600".
fn says_minutes(text: &str, end: usize) -> bool {
    let text: String = text.chars().take(end).collect();
    let text = text.trim();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = text
        .len()
        .checked_sub(digits + 1)
        .and_then(|at| text.as_bytes().get(at));
    digits == 4 || (digits == 2 && matches!(before, Some(b':' | b'h' | b'.')))
}

/// Words that mean "until" as a dash of the same number of letters.
fn until_as_dash(text: &str) -> String {
    let mut text = text.replace("から", "- ").replace("まで", "  ");
    for (until, dash) in [
        (" to ", " -  "),
        (" bis ", " -   "),
        (" a ", " - "),
        (" as ", " -  "),
        (" ate ", " -   "),
        (" hasta ", " -     "),
        (" alle ", " -    "),
        (" tot ", " -   "),
        (" until ", " -     "),
        (" till ", " -    "),
    ] {
        if text.contains(until) {
            text = text.replace(until, dash);
        }
    }
    text
}

/// In "6-2pm" the start is in the morning, in "1-5pm" it is not.
fn share_half(start: &mut RawTime, end: &mut RawTime) {
    let clock = |time: &RawTime| (time.hour % 12) * 60 + time.minute;
    let fits = |time: &RawTime| (1..=12).contains(&time.hour);
    match (start.half, end.half) {
        (None, Some(half)) if fits(start) => {
            let same = clock(start) < clock(end);
            start.half = Some(if same { half } else { half.other() });
        }
        (Some(half), None) if fits(end) => {
            let same = clock(start) < clock(end);
            end.half = Some(if same { half } else { half.other() });
        }
        _ => {}
    }
}

impl Half {
    fn other(self) -> Self {
        match self {
            Self::Am => Self::Pm,
            Self::Pm => Self::Am,
        }
    }
}
