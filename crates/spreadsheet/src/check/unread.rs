//! Rows that say more than is read of them.

use crate::check::clocks::contradicts;
use crate::check::row::RowCheck;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::table::columns::Unread;
use crate::values::moment::Half;

/// Stops a row of which only a part would be read: a shift that is lost, or read
/// at another time than is meant, must not go unnoticed.
pub(crate) fn stop(check: &mut RowCheck<'_, '_>) {
    for unread in &check.sheet.columns.unread {
        let (column, message, suggestion) = match *unread {
            Unread::HalfOfDay { column } if Half::read(check.text(column)).is_some() => (
                column,
                "AM or PM stands in a column that is not beside its time, and is not read.",
                "Write it beside its time, like 2:00 PM.",
            ),
            Unread::Time { column, read }
                if !check.text(column).is_empty() && check.text(column) != check.text(read) =>
            {
                (
                    column,
                    "This row has a second start and end, which are not read.",
                    "Give each shift a row of its own, or say that the second pair of columns is not used.",
                )
            }
            Unread::Agent { column, read }
                if !check.text(column).is_empty() && check.text(column) != check.text(read) =>
            {
                (
                    column,
                    "This row has a second agent, who is not read.",
                    "Put the right table below the left one, or in a file of its own.",
                )
            }
            Unread::Zone { column } if contradicts(check.text(column), check.sheet.choices) => (
                column,
                "This row's times are of another zone than the one they are read in.",
                "Choose its zone for the file, keep rows of different zones in files of their own, or say that the column is not used.",
            ),
            _ => continue,
        };
        let fault = Fault::new(ProblemCode::Contradiction, message).suggest(suggestion);
        check.note(Some(column), fault, Severity::Error);
        return;
    }
}
