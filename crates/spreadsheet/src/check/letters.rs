//! Letters that were lost before they came here.

use crate::Field;
use crate::check::row::RowCheck;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::wording::quoted;

/// What stands in the place of a letter that could not be read.
pub(crate) const REPLACED: char = char::REPLACEMENT_CHARACTER;

/// Notes every cell with a replaced letter in a column that is read or shown. An
/// id or a skill with one names nobody, so it stops its row.
pub(crate) fn mark(check: &mut RowCheck<'_, '_>) {
    let columns = &check.sheet.columns.all;
    for (place, column) in columns.iter().enumerate() {
        let cell = check.raw(place);
        let is_read = column.field.is_some() || column.holds_days_cells();
        if !is_read || !cell.contains(REPLACED) {
            continue;
        }
        let severity = match column.field {
            Some(Field::Agent | Field::Skills) => Severity::Error,
            _ => Severity::Warning,
        };
        let message = format!("{} has a letter that could not be read.", quoted(cell));
        let fault = Fault::new(ProblemCode::UnreadableLetter, message)
            .suggest("Choose another encoding if many cells have one, or type the letter here.");
        check.note(Some(place), fault, severity);
    }
}
