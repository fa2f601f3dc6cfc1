//! Which row is the header.

use crate::Field;
use crate::Layout;
use crate::mended::{MendedRow, MendedRows};
use crate::table::agent_columns::{self, AgentColumns};
use crate::table::days::NamedDay;
use crate::table::header_words::{self, is_whole_shift};
use crate::table::profile::is_number;
use crate::values::moment::{Moment, Role};
use crate::values::windows;
use day_cells::{days, days_and_ends};
use second_row::{carry, groups, is_second_header, join_days, join_texts, pairs};

mod day_cells;
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

fn last_filled(row: MendedRow<'_>) -> usize {
    let cells: Vec<&str> = row.cells().collect();
    cells
        .iter()
        .rposition(|cell| !cell.trim().is_empty())
        .unwrap_or_default()
}
