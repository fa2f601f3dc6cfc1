//! Sheets beside the chosen one that may hold shifts, too.

use std::collections::BTreeMap;

use workbook::{Aside, Book};

use crate::mended::MendedRows;
use crate::table::days::Dated;
use crate::table::kind::shape;
use crate::table::{header, matching};
use crate::wording::quoted;
use crate::{Choices, Field, FileKind, Layout};

/// A sentence that names the other sheets with shifts, if there are any: only
/// one sheet is read at a time.
pub(crate) fn note(book: &Book, choices: &Choices) -> Option<String> {
    const MOST: usize = 4;
    let others = book
        .asides
        .iter()
        .filter(|aside| holds_shifts(aside, choices));
    let names: Vec<String> = others.map(|aside| quoted(&aside.sheet)).collect();
    let listed = match names.len() {
        0 => return None,
        1 => "Another sheet looks like shifts, too".to_owned(),
        more => format!("{more} other sheets look like shifts, too"),
    };
    let rest = match names.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names = names
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    Some(format!(
        "{listed}: {names}{rest}. One sheet is read at a time."
    ))
}

fn holds_shifts(aside: &Aside, choices: &Choices) -> bool {
    let none = BTreeMap::new();
    let rows = MendedRows::new(&aside.rows, &none);
    let header = header::find(rows, None, None);
    if header.rows.is_none() || rows.len() <= header.first_row {
        return false;
    }
    // What the planner chose is meant for the other sheet.
    let fresh = Choices::new(choices.zone);
    let (kind, layout) = shape(rows, &header, &fresh);
    let days = header.days.iter().map(|day| (day.column, None));
    let dated = Dated {
        days: days.collect(),
        ..Dated::default()
    };
    let columns = matching::columns(rows, &header, &dated, kind, layout, &fresh);
    let has = |field| columns.place(field).is_some();
    let timed = layout != Layout::List || has(Field::Date) || has(Field::Start);
    kind == FileKind::Shifts && timed && columns.missing().is_empty()
}
