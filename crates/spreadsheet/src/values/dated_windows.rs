//! A date and hours in one cell: "30/11/2026 06:00 - 14:00".

use crate::values::moment::{Moment, RawDate, Role};
use crate::values::windows;

/// The date, and the text of the hours; `None` of all other text.
pub(crate) fn split(cell: &str) -> Option<(RawDate, &str)> {
    const LONGEST: usize = 160;
    const MOST_WORDS: usize = 6;
    let cell = cell.trim();
    let begins = cell.starts_with(|letter: char| letter.is_alphanumeric());
    if !begins || cell.len() > LONGEST || !cell.contains(' ') {
        return None;
    }
    let spaces: Vec<usize> = cell
        .match_indices(' ')
        .map(|(at, _)| at)
        .take(MOST_WORDS)
        .collect();
    // "30 Nov" is a date too, before "2026 0600-1400".
    spaces.into_iter().rev().find_map(|at| {
        let (date, hours) = cell.split_at_checked(at)?;
        let date = date.trim_end_matches([',', ':', ' ']);
        let moment = Moment::parse_as(date, Role::Date, false)?;
        let date = moment.date.filter(|_| moment.time.is_none())?;
        // "30" or "6.30" before hours may be anything.
        let sure = !matches!(
            date,
            RawDate::Serial(_) | RawDate::NoYear { sure: false, .. }
        );
        let read = windows::read(hours)?;
        let plain = read.iter().all(|hours| hours.label.is_none());
        (sure && plain).then_some((date, hours.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_before_hours_is_told_from_them() {
        for (cell, expected) in [
            ("2026-11-30 06:00 - 14:00", Some("06:00 - 14:00")),
            ("30/11/2026 06:00-14:00", Some("06:00-14:00")),
            ("30/11/2026, 6am - 2pm", Some("6am - 2pm")),
            ("Mon 30 Nov 2026 0600-1400", Some("0600-1400")),
            ("30. November 2026: 06:00-14:00", Some("06:00-14:00")),
            ("2026-11-30 06:00", None),
            ("06:00 - 14:00", None),
            ("6-14 30", None),
            ("30/11/2026 06:00 - 30/11/2026 14:00", None),
            ("30/11/2026 Phone", None),
            ("", None),
        ] {
            assert_eq!(split(cell).map(|(_, hours)| hours), expected, "{cell}");
        }
    }
}
