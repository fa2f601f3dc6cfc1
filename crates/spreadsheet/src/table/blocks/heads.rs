//! Rows below a grid's header that begin a block: titles that name a week, headers.

use chrono::NaiveDate;

use crate::Layout;
use crate::mended::{MendedRow, MendedRows};
use crate::table::days::Head;
use crate::table::header::{self, Header};
use crate::table::hint::Hint;
use crate::values::dates::Dating;
use crate::values::letters::{folded, key};
use crate::values::moment::RawDate;

/// The rows with which a block begins.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Index of the first of them.
    pub(super) first: usize,
    /// Index of the first row below them.
    pub(super) below: usize,
    /// Indexes of all titles and headers.
    pub(super) heads: Vec<usize>,
    /// What stands above the header.
    pub(super) titles: Vec<String>,
    /// `None` where a title stands alone.
    pub(super) header: Option<Header>,
}

/// Titles that name a week begin so.
const WEEKS: &str =
    "week wk w/c w/e kw woche kalenderwoche semaine semana settimana weeknummer roster rota";

/// Rows above a header that may be its titles.
const MOST_TITLES: usize = 4;

/// Finds all titles and headers below the table's own.
pub(super) fn groups(
    rows: MendedRows<'_>,
    header: &Header,
    dating: Dating,
    days: (NaiveDate, NaiveDate),
) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut titles: Vec<usize> = Vec::new();
    let mut index = header.first_row;
    while let Some(row) = rows.get(index) {
        if is_head(row, header) {
            let above = found.last().map_or(header.first_row, |group| group.below);
            let group = headed(rows, header, index, above, std::mem::take(&mut titles));
            index = group.below;
            found.push(group);
            continue;
        }
        if is_title(row, dating, days) {
            titles.push(index);
        } else if !titles.is_empty() && works(row, header) {
            found.push(titled(rows, index, std::mem::take(&mut titles)));
        }
        index += 1;
    }
    found
}

/// A block with a header of its own.
fn headed(
    rows: MendedRows<'_>,
    header: &Header,
    index: usize,
    above: usize,
    titles: Vec<usize>,
) -> Group {
    let own = header::at(rows, index, Some(Layout::Grid));
    let (first, last) = own.rows.unwrap_or((index, index));
    // The header's own rows and what stands between them and the rows before.
    let lines = (above..first.max(above)).rev().take(MOST_TITLES);
    let lines = lines.take_while(|&line| rows.get(line).is_some_and(|row| !works(row, header)));
    let lines: Vec<usize> = lines.collect();
    let texts = lines.iter().rev().filter_map(|&line| text_of(rows, line));
    // "Team B" between the rows before and the header.
    let alone = lines.iter().filter(|&&line| is_alone(rows, line));
    let mut heads: Vec<usize> = titles;
    heads.extend(alone);
    heads.extend(first..=last);
    heads.sort_unstable();
    heads.dedup();
    Group {
        first: heads.iter().copied().min().unwrap_or(first),
        below: last + 1,
        heads,
        titles: texts.collect(),
        header: (!own.days.is_empty()).then_some(own),
    }
}

/// A block that a title begins, whose header is the one before.
fn titled(rows: MendedRows<'_>, below: usize, titles: Vec<usize>) -> Group {
    Group {
        first: titles.first().copied().unwrap_or(below),
        below,
        titles: titles
            .iter()
            .filter_map(|&line| text_of(rows, line))
            .collect(),
        heads: titles,
        header: None,
    }
}

/// Whether a row says one thing only.
fn is_alone(rows: MendedRows<'_>, index: usize) -> bool {
    rows.get(index).is_some_and(|row| {
        let filled = row.cells().filter(|cell| !cell.trim().is_empty());
        filled.count() == 1
    })
}

fn text_of(rows: MendedRows<'_>, index: usize) -> Option<String> {
    let cells: Vec<&str> = rows.get(index)?.cells().map(str::trim).collect();
    let text = cells.join(" ");
    (!text.trim().is_empty()).then_some(text)
}

/// Whether a row has anything in the columns of days, as rows of agents have.
fn works(row: MendedRow<'_>, header: &Header) -> bool {
    let filled = |column: usize| row.cell(column).is_some_and(|cell| !cell.trim().is_empty());
    let all = row.cells().filter(|cell| !cell.trim().is_empty()).count();
    all > 1 && header.days.iter().any(|named| filled(named.column))
}

/// Whether a row names a week, of which no day is one of the table's.
fn is_title(row: MendedRow<'_>, dating: Dating, (from, to): (NaiveDate, NaiveDate)) -> bool {
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

/// Whether a row is a header like the table's.
fn is_head(row: MendedRow<'_>, header: &Header) -> bool {
    if header::has_paired_days(row) {
        return true;
    }
    let said = |column: usize| row.cell(column).map(str::trim).unwrap_or_default();
    let is_day = |column: usize| header.days.iter().any(|named| named.column == column);
    let repeats = header.texts.iter().enumerate().any(|(column, text)| {
        !is_day(column) && !key(text).is_empty() && key(text) == key(said(column))
    });
    // "6-14" may be a day or a shift, "Fr" a Friday or a day off: only beside a
    // header it is a day.
    let is_sure = |head: Head| match head {
        Head::Date(date) => !matches!(
            date,
            RawDate::Serial(_) | RawDate::NoYear { sure: false, .. }
        ),
        Head::Weekday(_) => false,
        Head::OfMonth(_, weekdays) => weekdays != 0,
    };
    let heads = header.days.iter().filter_map(|named| {
        let text = said(named.column);
        let head = Head::of(text)?;
        Some((text, head))
    });
    let heads: Vec<(&str, Head)> = heads.collect();
    let weekdays = heads
        .iter()
        .filter(|(_, head)| matches!(head, Head::Weekday(_)));
    let weekdays: Vec<&str> = weekdays.map(|(text, _)| *text).collect();
    let distinct: std::collections::BTreeSet<&str> = weekdays.iter().copied().collect();
    let is_week = distinct.len() >= 3 && distinct.len() == weekdays.len();
    let counted = heads.iter().filter(|(_, head)| {
        repeats || is_sure(*head) || (is_week && matches!(head, Head::Weekday(_)))
    });
    counted.count() * 2 > header.days.len()
}
