//! Which row is the header.

use crate::Field;
use crate::Layout;
use crate::mended::{MendedRow, MendedRows};
use crate::table::agent_columns::{self, AgentColumns};
use crate::table::days::{Head, NamedDay};
use crate::table::header_words::{self, is_whole_shift};
use crate::table::profile::is_number;
use crate::values::moment::{Moment, RawDate, Role};
use crate::values::{calendar, windows};
use second_row::{carry, groups, is_second_header, join_days, join_texts, pairs};

mod paired_days;
mod second_row;

pub(crate) use paired_days::{has_paired_days, names_side_of_day};

/// The header of a table, from one row or two.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// Indexes of its rows; none where the table has no header.
    pub(crate) rows: Option<(usize, usize)>,
    /// Index of the first row below it.
    pub(crate) first_row: usize,
    /// The text of each column.
    pub(crate) texts: Vec<String>,
    /// Columns that name a day.
    pub(crate) days: Vec<NamedDay>,
    /// For each of `days`, the column of its end, where it has two columns.
    pub(crate) ends: Vec<Option<usize>>,
    /// Columns that name a time of day, in minutes after midnight.
    pub(crate) times: Vec<(usize, u32)>,
    /// Where the columns are agents and the rows are days.
    pub(crate) agent_columns: Option<AgentColumns>,
}

/// Only so many rows are looked at: titles and notes are shorter.
const SEARCHED: usize = 100;

/// Finds the header among the first rows, or takes the one on a line.
pub(crate) fn find(rows: MendedRows<'_>, line: Option<usize>, layout: Option<Layout>) -> Header {
    let may_stand_on_side = layout.is_none_or(|layout| layout == Layout::AgentColumns);
    if may_stand_on_side && let Some(header) = agent_columns::find(rows, line) {
        return header;
    }
    let chosen = line.and_then(|line| rows.from(0).position(|row| row.line() == line));
    let index = chosen
        .or_else(|| best(rows, layout))
        .or_else(|| unknown_words(rows));
    let mut header = match index {
        Some(index) => at(rows, index, layout),
        None => Header {
            first_row: first_full_row(rows),
            ..Header::default()
        },
    };
    let widest = (header.first_row..rows.len())
        .take(SEARCHED)
        .filter_map(|index| rows.get(index))
        .map(|row| last_filled(row) + 1)
        .max()
        .unwrap_or_default();
    if header.rows.is_none() {
        header.texts = vec![String::new(); widest];
    } else {
        // A blank header over cells is a column all the same.
        let named = header
            .texts
            .iter()
            .rposition(|text| !text.is_empty())
            .map_or(0, |last| last + 1);
        let wide = header.texts.len().min(widest.max(named));
        header.texts.truncate(wide);
    }
    header
}

/// The row that says most of what headers say.
fn best(rows: MendedRows<'_>, layout: Option<Layout>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for index in 0..rows.len().min(SEARCHED) {
        let Some(row) = rows.get(index) else {
            break;
        };
        let score = score(row, layout);
        if score >= 15 && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

fn score(row: MendedRow<'_>, layout: Option<Layout>) -> usize {
    let mut fields: Vec<Field> = Vec::new();
    let (mut values, mut others) = (0_usize, 0_usize);
    for cell in row.cells() {
        if cell.trim().is_empty() {
            continue;
        }
        match header_words::known(cell) {
            Some(meant) if !fields.contains(&meant.field) => fields.push(meant.field),
            Some(_) => {}
            None if is_whole_shift(cell) => others += 1,
            None => values += usize::from(is_value(cell) && !names_side_of_day(cell)),
        }
    }
    let days = if layout == Some(Layout::List) {
        0
    } else {
        days_and_ends(row).0.len()
    };
    let times = if layout == Some(Layout::List) {
        0
    } else {
        times(row).len()
    };
    let in_grid = days.max(times);
    let known = fields.len() * 10 + usize::from(fields.len() == 1) * others * 10;
    let values = if in_grid > 0 {
        values.saturating_sub(in_grid)
    } else {
        values
    };
    (known + in_grid.min(7) * 10).saturating_sub(values * 8)
}

/// Whether a cell is data, not the name of a column.
pub(crate) fn is_value(cell: &str) -> bool {
    is_number(cell) || Moment::parse(cell).is_some() || windows::read(cell).is_some()
}

/// The cells that name the days of a grid, each with the column of its end if it has one.
fn days_and_ends(row: MendedRow<'_>) -> (Vec<NamedDay>, Vec<Option<usize>>) {
    paired_days::find(row).unwrap_or_else(|| {
        let days = days(row);
        let ends = vec![None; days.len()];
        (days, ends)
    })
}

/// The cells that name the days of a grid: three or more side by side, fewer only
/// beside a column of agents.
fn days(row: MendedRow<'_>) -> Vec<NamedDay> {
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
    let says_when = fields.iter().any(|field| {
        matches!(
            field,
            Field::Date
                | Field::Start
                | Field::StartTime
                | Field::End
                | Field::EndTime
                | Field::Duration
        )
    });
    let agents = fields
        .iter()
        .any(|field| matches!(field, Field::Agent | Field::AgentName));
    let is_shift = others().any(is_whole_shift);
    sure && agents && !says_when && !is_shift && !others().any(is_value)
}

/// Whether what looks like dates is rather hours: "7-15", but not "30-11" beside "1-12".
fn may_be_windows(named: &[NamedDay]) -> bool {
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

/// The cells that name the intervals of a day, one a column, in equal steps.
fn times(row: MendedRow<'_>) -> Vec<(usize, u32)> {
    let mut all: Vec<(usize, u32)> = Vec::new();
    for (column, cell) in row.cells().enumerate() {
        if let Some(minutes) = interval(cell) {
            all.push((column, minutes));
        }
    }
    let step = |(a, b): (&(usize, u32), &(usize, u32))| (b.1 + 24 * 60 - a.1) % (24 * 60);
    let steps: Vec<u32> = all.iter().zip(all.iter().skip(1)).map(step).collect();
    let first = steps.first().copied().unwrap_or_default();
    let equal = steps.iter().all(|&step| step == first);
    if all.len() < 4 || !equal || ![15, 30, 60].contains(&first) {
        return Vec::new();
    }
    all
}

/// The start of an interval, in minutes after midnight: "00:15" or "00:15-00:30".
pub(crate) fn interval(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    if cell.is_empty() || is_number(cell) && cell.len() < 3 {
        return None;
    }
    if let Some(Moment {
        date: None,
        time: Some(time),
        ..
    }) = Moment::parse_as(cell, Role::Time, false)
    {
        return time.minutes();
    }
    match windows::read(cell)?.as_slice() {
        [hours] if hours.length()? <= 60 => hours.start.minutes(),
        _ => None,
    }
}

/// The header most of whose words none of our lists has: text over what is no text.
fn unknown_words(rows: MendedRows<'_>) -> Option<usize> {
    let first = first_full_row(rows);
    let (header, below) = (rows.get(first)?, rows.get(first + 1)?);
    let filled: Vec<&str> = header
        .cells()
        .filter(|cell| !cell.trim().is_empty())
        .collect();
    let has_digit = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit());
    let is_text = filled
        .iter()
        .all(|cell| !is_value(cell) && !has_digit(cell));
    let over_values = below.cells().any(is_value);
    let is_header = is_text && over_values || names_intervals(header, below);
    (filled.len() >= 2 && is_header).then_some(first)
}

/// Whether a header names the starts below it: beside them even numbers are names,
/// such as those of skills.
fn names_intervals(header: MendedRow<'_>, below: MendedRow<'_>) -> bool {
    let starts = |(header, cell): (&str, &str)| {
        let meant = header_words::known(header).map(|meant| meant.field);
        matches!(meant, Some(Field::Start | Field::StartTime)) && is_value(cell)
    };
    let is_name = |cell: &str| {
        let cell = cell.trim();
        let is_id = cell.len() >= 3 && cell.bytes().all(|byte| byte.is_ascii_digit());
        is_id || !is_value(cell)
    };
    header.cells().zip(below.cells()).any(starts) && header.cells().all(is_name)
}

/// The first row about as wide as most.
fn first_full_row(rows: MendedRows<'_>) -> usize {
    let widths: Vec<usize> = rows
        .from(0)
        .take(SEARCHED)
        .map(|row| row.cells().filter(|cell| !cell.trim().is_empty()).count())
        .collect();
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
    widths
        .iter()
        .position(|&width| width * 3 >= usual * 2)
        .unwrap_or_default()
}

/// The header at a row, with the row above or below that belongs to it.
pub(crate) fn at(rows: MendedRows<'_>, index: usize, layout: Option<Layout>) -> Header {
    let Some(row) = rows.get(index) else {
        return Header::default();
    };
    let is_list = layout == Some(Layout::List);
    let above = index.checked_sub(1).and_then(|above| rows.get(above));
    // Days over pairs of "Start" and "End", which say more than the days do.
    if let Some(above) = above.filter(|_| !is_list)
        && days_and_ends(row).0.is_empty()
        && pairs(&days(above), row).is_some()
    {
        return at(rows, index - 1, layout);
    }
    let below = rows.get(index + 1);
    let (mut first, mut last) = (index, index);
    let mut texts: Vec<String> = row.cells().map(|cell| cell.trim().to_owned()).collect();
    let (mut named, mut ends) = match is_list {
        true => Default::default(),
        false => days_and_ends(row),
    };
    let times = if is_list || !named.is_empty() {
        Vec::new()
    } else {
        times(row)
    };
    if !named.is_empty() {
        for (neighbour, is_above) in [(above, true), (below, false)] {
            let Some(neighbour) = neighbour else {
                continue;
            };
            if join_days(&mut named, neighbour) {
                let at = if is_above {
                    index.saturating_sub(1)
                } else {
                    index + 1
                };
                (first, last) = (first.min(at), last.max(at));
                join_texts(&mut texts, neighbour, is_above);
            }
        }
        if let Some(below) = rows.get(last + 1)
            && let Some(pairs) = pairs(&named, below)
        {
            ends = pairs;
            last += 1;
            join_texts(&mut texts, below, false);
        }
    } else if times.is_empty() {
        if let Some(above) = above.filter(|&above| groups(above, row)) {
            first = index - 1;
            carry(&mut texts, above);
        } else if let Some(below) = below.filter(|&below| is_second_header(row, below)) {
            last = index + 1;
            texts = below.cells().map(|cell| cell.trim().to_owned()).collect();
            carry(&mut texts, row);
        }
    }
    Header {
        rows: Some((first, last)),
        first_row: last + 1,
        texts,
        days: named,
        ends,
        times,
        agent_columns: None,
    }
}

/// Whether days of the month follow each other: "28 29 30 1 2".
fn counts_on(named: &[NamedDay]) -> bool {
    let follows = |(a, b): (&NamedDay, &NamedDay)| match (a.head, b.head) {
        (Head::OfMonth(a, _), Head::OfMonth(b, _)) => b == a + 1 || (b == 1 && a >= 28),
        _ => false,
    };
    named.iter().zip(named.iter().skip(1)).all(follows)
}

fn last_filled(row: MendedRow<'_>) -> usize {
    let cells: Vec<&str> = row.cells().collect();
    cells
        .iter()
        .rposition(|cell| !cell.trim().is_empty())
        .unwrap_or_default()
}
