//! Rows that say more than is read of them.

use crate::check::row::RowCheck;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::table::columns::Unread;
use crate::table::profile::is_half_of_day;

/// Stops a row of which only a part would be read: a shift that is lost, or read
/// at another time than is meant, must not go unnoticed.
pub(crate) fn stop(check: &mut RowCheck<'_, '_>) {
    for unread in &check.sheet.columns.unread {
        let (column, message, suggestion) = match *unread {
            Unread::HalfOfDay { column } if is_half_of_day(check.text(column)) => (
                column,
                "AM or PM stands in a column of its own, which is not read.",
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
            _ => continue,
        };
        let fault = Fault::new(ProblemCode::Contradiction, message).suggest(suggestion);
        check.note(Some(column), fault, Severity::Error);
        return;
    }
}
