//! Rows that a column says are cancelled.

use crate::check::found::Found;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::mended::MendedRow;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::values::letters::folded;
use crate::wording::quoted;

/// Takes a row that is cancelled, or of which that is open; tells whether it is one.
pub(crate) fn is_cancelled<'a>(
    sheet: &'a Sheet<'a>,
    row: MendedRow<'a>,
    found: &mut Found,
) -> bool {
    const NO: &str = "no n 0 false nein non nee nao - none active aktiv いいえ";
    const YES: &str = "yes y 1 true x ja j oui o si s sim はい ✓ ✔ cancelled canceled deleted";
    let Some(place) = sheet.columns.cancelled else {
        return false;
    };
    let said = row.cell(place).unwrap_or_default().trim();
    let folded = folded(said);
    let is = |words: &str| words.split_whitespace().any(|word| word == folded);
    if said.is_empty() || is(NO) {
        return false;
    }
    let mut check = RowCheck::of_cells(sheet, row, found);
    let header = sheet.columns.all.get(place);
    let header = quoted(header.map_or("", |column| &column.header));
    if is(YES) {
        check.leave_out(format!("{header} says {}.", quoted(said)));
    } else {
        let message = format!(
            "It is open whether this shift stands: {header} says {}.",
            quoted(said)
        );
        let fault = Fault::new(ProblemCode::Contradiction, message)
            .suggest("Write Yes or No, or say that the column is not used.");
        check.note(Some(place), fault, Severity::Error);
    }
    true
}
