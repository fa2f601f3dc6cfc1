//! Rows that say more than is read of them.

use crate::check::row::RowCheck;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::table::columns::Unread;
use crate::values::moment::Half;
use crate::values::zones::{self, OfCell};
use crate::wording::quoted;

/// Stops a row of which only a part would be read: a shift that is lost, or read
/// at another time than is meant, must not go unnoticed.
pub(crate) fn stop(check: &mut RowCheck<'_, '_>) {
    let unread = check.sheet.columns.unread.iter();
    let found = unread.copied().find_map(|unread| said(check, unread));
    if let Some((column, fault)) = found {
        check.note(Some(column), fault, Severity::Error);
    }
}

/// What an unread column of the row says that must not be passed over, and where.
fn said(check: &RowCheck<'_, '_>, unread: Unread) -> Option<(usize, Fault)> {
    let text = |column: usize| check.text(column);
    let differs =
        |column: usize, read: usize| !text(column).is_empty() && text(column) != text(read);
    let fault = |message: String, suggestion: &str| {
        Fault::new(ProblemCode::Contradiction, message).suggest(suggestion)
    };
    match unread {
        Unread::HalfOfDay { column } if Half::read(text(column)).is_some() => Some((
            column,
            fault(
                "AM or PM stands in a column that is not beside its time, and is not read."
                    .to_owned(),
                "Write it beside its time, like 2:00 PM.",
            ),
        )),
        Unread::Time { column, read } if differs(column, read) => Some((
            column,
            fault(
                "This row has a second start and end, which are not read.".to_owned(),
                "Give each shift a row of its own, or say that the second pair of columns is not used.",
            ),
        )),
        Unread::Agent { column, read } if differs(column, read) => Some((
            column,
            fault(
                "This row has a second agent, who is not read.".to_owned(),
                "Put the right table below the left one, or in a file of its own.",
            ),
        )),
        Unread::Zone { column } => Some((column, of_zone(check, text(column))?)),
        _ => None,
    }
}

fn of_zone(check: &RowCheck<'_, '_>, cell: &str) -> Option<Fault> {
    let choices = check.sheet.choices;
    let (message, suggestion) = match zones::of_cell(cell, choices.zone, choices.near) {
        OfCell::Same => return None,
        OfCell::Other => (
            "This row's times are of another zone than the one they are read in.".to_owned(),
            "Choose its zone for the file, keep rows of different zones in files of their own, or say that the column is not used.",
        ),
        OfCell::Unknown => (
            format!(
                "The zone {} is not known, so it is open when this row's times are.",
                quoted(cell)
            ),
            "Write a zone like Europe/Berlin, or say that the column is not used.",
        ),
    };
    Some(Fault::new(ProblemCode::Contradiction, message).suggest(suggestion))
}
