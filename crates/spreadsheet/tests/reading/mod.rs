//! What is understood of a text.

use spreadsheet::{Choices, Reading, understand};
use workbook::{Opening, open_bytes};

/// What a file with this text is understood as.
pub(crate) fn reading(text: &str, choices: &Choices) -> Reading {
    let book = open_bytes("roster.csv", text.into(), &Opening::default()).expect(text);
    understand(&book, choices).expect(text)
}
