//! Which cells of a header name the days of a grid.

use super::{is_value, paired_days};
use crate::Field;
use crate::mended::MendedRow;
use crate::table::days::{Head, NamedDay};
use crate::table::header_words::{self, is_whole_shift};
use crate::table::profile::is_number;
use crate::values::calendar;
use crate::values::moment::RawDate;

/// The cells that name the days of a grid, each with the column of its end if it has one.
pub(super) fn days_and_ends(row: MendedRow<'_>) -> (Vec<NamedDay>, Vec<Option<usize>>) {
    paired_days::find(row).unwrap_or_else(|| {
        let days = days(row);
        let ends = vec![None; days.len()];
        (days, ends)
    })
}

/// The cells that name the days of a grid: three or more side by side, fewer only
/// beside a column of agents.
pub(super) fn days(row: MendedRow<'_>) -> Vec<NamedDay> {
    let mut named: Vec<NamedDay> = Vec::new();
    let mut initials: Vec<(usize, &str)> = Vec::new();
    for (column, cell) in row.cells().enumerate() {
        let text = cell.trim();
        if let Some(head) = Head::of(text) {
            named.push(NamedDay {
                column,
                text: text.to_owned(),
                head,
            });
        }
        if text.chars().count() == 1 && text.is_ascii() {
            initials.push((column, text));
        }
    }
    // "M T W T F S S".
    let run: String = initials
        .iter()
        .map(|(_, letter)| letter.to_lowercase())
        .collect();
    if named.len() < 3
        && let Some(first) = calendar::initials(&run)
    {
        let day = |((column, text), index): (&(usize, &str), u8)| NamedDay {
            column: *column,
            text: (*text).to_owned(),
            head: Head::Weekday(1 << ((first + index) % 7)),
        };
        return initials.iter().zip(0_u8..).map(day).collect();
    }
    // Numbers alone are days only where they count on: "28 29 30 1 2".
    let bare = |named: &NamedDay| matches!(named.head, Head::OfMonth(_, 0));
    if named.iter().all(bare) {
        if named.len() < 5 || !counts_on(&named) {
            return Vec::new();
        }
    } else {
        // "15" beside "Mon" and "Tue" is a target or a total.
        named.retain(|named| !bare(named));
    }
    if may_be_windows(&named) || may_be_numbers(row, &named) {
        return Vec::new();
    }
    let near = named
        .iter()
        .zip(named.iter().skip(1))
        .all(|(a, b)| b.column - a.column <= 4);
    let distinct = named
        .iter()
        .zip(named.iter().skip(1))
        .all(|(a, b)| a.text != b.text);
    let enough = named.len() >= 3 || (!named.is_empty() && is_short_grid(row, &named));
    if !enough || !near || !distinct {
        return Vec::new();
    }
    named
}

/// Whether one or two days are those of a grid: beside a column of agents, where
/// no other column says when their shifts are. A date alone may stand in any row.
fn is_short_grid(row: MendedRow<'_>, named: &[NamedDay]) -> bool {
    let sure = named.iter().all(|named| match named.head {
        Head::Date(RawDate::Serial(_) | RawDate::NoYear { sure: false, .. }) => false,
        Head::Date(_) => true,
        Head::Weekday(_) => named.text.len() > 2 && header_words::known(&named.text).is_none(),
        Head::OfMonth(_, weekdays) => weekdays != 0,
    });
    let is_day = |column: usize| named.iter().any(|named| named.column == column);
    let others = || {
        row.cells()
            .enumerate()
            .filter(|(column, cell)| !is_day(*column) && !cell.trim().is_empty())
            .map(|(_, cell)| cell)
    };
    let fields: Vec<Field> = others()
        .filter_map(header_words::known)
        .map(|meant| meant.field)
        .collect();
    let says_when = fields.iter().any(|field| match field {
        Field::Date | Field::Start | Field::StartTime | Field::End | Field::EndTime => true,
        // Beside two days these are the hours of a contract, or a sum.
        Field::Duration => named.len() < 2,
        _ => false,
    });
    let agents = fields
        .iter()
        .any(|field| matches!(field, Field::Agent | Field::AgentName));
    let is_shift = others().any(is_whole_shift);
    sure && agents && !says_when && !is_shift && !others().any(is_value)
}

/// Whether what looks like dates is rather hours: "7-15", but not "30-11" beside "1-12".
pub(super) fn may_be_windows(named: &[NamedDay]) -> bool {
    let numbers = |named: &NamedDay| match named.head {
        Head::Date(RawDate::NoYear {
            first,
            second,
            separator: b'-',
            weekdays: 0,
            ..
        }) => Some((first, second)),
        _ => None,
    };
    let all: Option<Vec<(u32, u32)>> = named.iter().map(numbers).collect();
    let Some(all) = all else {
        return false;
    };
    let follows = |(a, b): (&(u32, u32), &(u32, u32))| {
        let counts_on = |a: (u32, u32), b: (u32, u32)| {
            (b.0 == a.0 + 1 && a.1 == b.1) || (b.0 == 1 && a.0 >= 28)
        };
        counts_on(*a, *b) || counts_on((a.1, a.0), (b.1, b.0))
    };
    !all.iter().zip(all.iter().skip(1)).all(follows)
}

/// Whether what looks like days may be numbers of a row that says when it is: "2.5"
/// and "3.5" beside "08:00", or "3" to "7".
fn may_be_numbers(row: MendedRow<'_>, named: &[NamedDay]) -> bool {
    let is_unsure = |named: &NamedDay| {
        let is_decimal = matches!(
            named.head,
            Head::Date(RawDate::NoYear {
                separator: b'.',
                sure: false,
                weekdays: 0,
                ..
            })
        );
        is_decimal || matches!(named.head, Head::OfMonth(_, 0))
    };
    let unsure: Vec<usize> = named
        .iter()
        .filter(|named| is_unsure(named))
        .map(|named| named.column)
        .collect();
    let says_when = |(column, cell): (usize, &str)| {
        let is_other = !unsure.contains(&column) && !is_number(cell.trim());
        is_other && is_value(cell)
    };
    !unsure.is_empty() && row.cells().enumerate().any(says_when)
}

/// Whether days of the month follow each other: "28 29 30 1 2".
pub(super) fn counts_on(named: &[NamedDay]) -> bool {
    let follows = |(a, b): (&NamedDay, &NamedDay)| match (a.head, b.head) {
        (Head::OfMonth(a, _), Head::OfMonth(b, _)) => b == a + 1 || (b == 1 && a >= 28),
        _ => false,
    };
    named.iter().zip(named.iter().skip(1)).all(follows)
}
