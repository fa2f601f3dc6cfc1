//! Further weeks below the first one of a grid.

use chrono::NaiveDate;

use crate::mended::{MendedRow, MendedRows};
use crate::table::columns::Columns;
use crate::table::days::Head;
use crate::table::header::Header;
use crate::table::hint::Hint;
use crate::values::dates::Dating;
use crate::values::letters::{folded, key};
use crate::values::moment::RawDate;

/// Where another week begins, whose rows must not be given the first one's days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherWeek {
    /// Index of its first row.
    pub(crate) first: usize,
    /// The line of that row.
    pub(crate) line: usize,
    /// Indexes of the rows that are titles and headers.
    pub(crate) heads: Vec<usize>,
}

/// Titles that name a week begin so.
const WEEKS: &str =
    "week wk w/c w/e kw woche kalenderwoche semaine semana settimana weeknummer roster rota";

/// Finds the first title or header below the table's own that names other days.
pub(crate) fn other(
    rows: MendedRows<'_>,
    header: &Header,
    columns: &Columns,
    dating: Dating,
) -> Option<OtherWeek> {
    let dates = || columns.days.iter().filter_map(|day| day.date);
    let (from, to) = (dates().min()?, dates().max()?);
    let names = |index: usize, row: MendedRow<'_>| {
        is_title(row, dating, from, to) || (index >= header.first_row && is_head(row, header))
    };
    let heads: Vec<usize> = (header.first_row..rows.len())
        .filter(|&index| rows.get(index).is_some_and(|row| names(index, row)))
        .collect();
    let &first = heads.first()?;
    let line = rows.get(first)?.line();
    Some(OtherWeek { first, line, heads })
}

/// Whether a row names a week, of which no day is one of the table's.
fn is_title(row: MendedRow<'_>, dating: Dating, from: NaiveDate, to: NaiveDate) -> bool {
    const MOST: usize = 3;
    let filled: Vec<&str> = row
        .cells()
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .take(MOST + 1)
        .collect();
    let Some(first) = filled.first().filter(|_| filled.len() <= MOST) else {
        return false;
    };
    let begin = folded(first);
    let word = begin
        .split(|letter: char| letter != '/' && !letter.is_alphabetic())
        .next()
        .unwrap_or_default();
    if word.is_empty() || !WEEKS.split(' ').any(|week| week == word) {
        return false;
    }
    let hint = Hint::of([filled.join(" ").as_str()], dating);
    let says_when = hint.day.is_some() || hint.week.is_some();
    let week = chrono::TimeDelta::days(7);
    hint.near(Some(from))
        .is_some_and(|day| says_when && (day > to || day + week <= from))
}

/// Whether a row is a header like the table's, over other days.
fn is_head(row: MendedRow<'_>, header: &Header) -> bool {
    let said = |column: usize| row.cell(column).map(str::trim).unwrap_or_default();
    let is_day = |column: usize| header.days.iter().any(|named| named.column == column);
    let repeats = header.texts.iter().enumerate().any(|(column, text)| {
        !is_day(column) && !key(text).is_empty() && key(text) == key(said(column))
    });
    let heads = header.days.iter().map(|named| {
        let text = said(named.column);
        (named, text, Head::of(text))
    });
    // "6-14" may be a day or a shift: only beside a header it is a day.
    let is_sure = |head: Head| matches!(head, Head::Date(date) if !matches!(date, RawDate::Serial(_) | RawDate::NoYear { sure: false, .. }));
    let days: Vec<bool> = heads
        .filter(|(_, _, head)| head.is_some_and(|head| repeats || is_sure(head)))
        .map(|(named, text, _)| !key(&named.text).contains(&key(text)))
        .collect();
    days.len() * 2 > header.days.len() && days.contains(&true)
}
