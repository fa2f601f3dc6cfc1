//! Headers in two rows: weekdays over dates, groups over columns.

use super::day_cells::{counts_on, may_be_windows};
use super::{is_value, last_filled};
use crate::Field;
use crate::mended::MendedRow;
use crate::table::days::{Head, NamedDay};
use crate::table::header_words;
use crate::values::letters::key;

/// Adds what the row above or below says of the same days; tells whether it does.
pub(super) fn join_days(named: &mut [NamedDay], row: MendedRow<'_>) -> bool {
    let heads: Vec<Option<Head>> = named
        .iter()
        .map(|named| row.cell(named.column).and_then(Head::of))
        .collect();
    let said: Vec<NamedDay> = named
        .iter()
        .zip(&heads)
        .filter_map(|(named, head)| {
            Some(NamedDay {
                head: (*head)?,
                ..named.clone()
            })
        })
        .collect();
    let windows = may_be_windows(&said) || !adds(named, &said);
    let said = said.len();
    let same = named
        .iter()
        .zip(&heads)
        .filter(|(named, head)| Some(named.head) == **head)
        .count();
    if said * 2 <= named.len() || same > 0 || windows {
        return false;
    }
    for (named, head) in named.iter_mut().zip(heads) {
        if let Some(head) = head {
            named.head = named.head.with(head);
            if let Some(text) = row.cell(named.column) {
                named.text = format!("{} {}", named.text, text.trim());
            }
        }
    }
    true
}

/// Whether one of two rows says what the other leaves open: weekdays and dates.
/// Numbers below dates are numbers of agents.
fn adds(named: &[NamedDay], said: &[NamedDay]) -> bool {
    let all = |named: &[NamedDay], is: fn(&Head) -> bool| named.iter().all(|named| is(&named.head));
    let is_weekday = |head: &Head| matches!(head, Head::Weekday(_));
    let is_date = |head: &Head| matches!(head, Head::Date(_));
    if all(said, is_weekday) {
        return !all(named, is_weekday);
    }
    let dates = all(said, is_date);
    !named.iter().any(|named| is_date(&named.head)) && (dates || counts_on(said))
}

pub(super) fn join_texts(texts: &mut Vec<String>, row: MendedRow<'_>, is_above: bool) {
    for (column, cell) in row.cells().enumerate() {
        let cell = cell.trim();
        if texts.len() <= column {
            texts.push(String::new());
        }
        let Some(text) = texts.get_mut(column) else {
            continue;
        };
        if cell.is_empty() || text == cell {
            continue;
        }
        *text = match (text.is_empty(), is_above) {
            (true, _) => cell.to_owned(),
            (false, true) => format!("{cell} {text}"),
            (false, false) => format!("{text} {cell}"),
        };
    }
}

/// Where each day has a column for the start and the next one for the end: the
/// columns of the ends.
pub(super) fn pairs(named: &[NamedDay], below: MendedRow<'_>) -> Option<Vec<Option<usize>>> {
    let side = |column: usize| header_words::near(below.cell(column)?).map(|meant| meant.field);
    let paired = |named: &NamedDay| {
        let start = matches!(side(named.column), Some(Field::Start | Field::StartTime));
        let end = matches!(side(named.column + 1), Some(Field::End | Field::EndTime));
        (start && end).then_some(named.column + 1)
    };
    let ends: Vec<Option<usize>> = named.iter().map(paired).collect();
    (ends.iter().flatten().count() * 2 > named.len()).then_some(ends)
}

/// Whether the row above names groups of the columns: "Shift" over "Start" and "End".
pub(super) fn groups(above: MendedRow<'_>, row: MendedRow<'_>) -> bool {
    let filled: Vec<usize> = above
        .cells()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty())
        .map(|(column, _)| column)
        .collect();
    let texts: Vec<String> = row.cells().map(key).collect();
    let repeats = texts.iter().enumerate().any(|(index, text)| {
        !text.is_empty() && texts.iter().skip(index + 1).any(|other| other == text)
    });
    // A title stands in one cell; what names groups stands over several.
    let names = filled.len() >= 2 && above.cells().all(|cell| !is_value(cell));
    let fills_blank = filled
        .iter()
        .any(|&column| row.cell(column).is_none_or(|cell| cell.trim().is_empty()));
    names && (repeats || fills_blank)
}

/// Whether the row below goes on with the header: it names columns that the row
/// above leaves blank, because its cells are merged.
pub(super) fn is_second_header(row: MendedRow<'_>, below: MendedRow<'_>) -> bool {
    let cells = || {
        below
            .cells()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
    };
    let known = cells()
        .filter(|(_, cell)| header_words::known(cell).is_some())
        .count();
    let is_blank = |column: usize| row.cell(column).is_none_or(|cell| cell.trim().is_empty());
    let fills = cells().any(|(column, _)| is_blank(column));
    let is_text = cells().all(|(_, cell)| !is_value(cell));
    is_text && fills && known >= 2 && known * 2 >= cells().count() && !repeats(row, below)
}

/// Whether two rows have the same texts.
fn repeats(row: MendedRow<'_>, other: MendedRow<'_>) -> bool {
    let mut said = 0;
    for column in 0..row.len().max(other.len()) {
        let (a, b) = (
            row.cell(column).unwrap_or_default(),
            other.cell(column).unwrap_or_default(),
        );
        if key(a) != key(b) {
            return false;
        }
        said += usize::from(!a.trim().is_empty());
    }
    said > 0
}

/// Puts the names of groups before the names of their columns.
pub(super) fn carry(texts: &mut Vec<String>, groups: MendedRow<'_>) {
    let last = last_filled(groups);
    while texts.len() <= last {
        texts.push(String::new());
    }
    let mut group = String::new();
    let counted: Vec<String> = texts.iter().map(|text| key(text)).collect();
    for (column, text) in texts.iter_mut().enumerate() {
        let over = groups.cell(column).unwrap_or_default().trim();
        if !over.is_empty() {
            over.clone_into(&mut group);
        }
        if text.is_empty() {
            over.clone_into(text);
            continue;
        }
        let of = counted.get(column).map(String::as_str).unwrap_or_default();
        let is_repeated = counted.iter().filter(|other| *other == of).count() > 1;
        // "Shift Start", but "Agent ID" stays what it is.
        let alone = header_words::known(text).is_some() && !is_repeated;
        if !group.is_empty() && !alone {
            *text = format!("{group} {text}");
        }
    }
}
