use serde::{Deserialize, Serialize};

use crate::Rows;

/// How a file is to be opened, where the planner knows better than the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The label of a text file's encoding; told from its bytes where this is `None`.
    pub encoding: Option<String>,
    /// What stands between the cells of a text file.
    pub delimiter: Option<char>,
    /// The sheet of a workbook; the first visible one that holds a table where this is `None`.
    pub sheet: Option<String>,
}

/// What stands in a file, before anything is understood of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Without its folder.
    pub file_name: String,
    /// Of its bytes: BLAKE3 in hexadecimal digits, as `b3sum` prints it. SHA-256
    /// would take longer than all of the reading where the processor lacks
    /// instructions for it.
    pub hash: String,
    /// Bytes.
    pub size: u64,
    /// What the file is.
    pub format: Format,
    /// "UTF-8", "Windows-1252", …; `None` for workbooks.
    pub encoding: Option<String>,
    /// Whether some bytes are no letters in this encoding and were replaced by U+FFFD.
    pub damaged: bool,
    /// What stands between cells of a text file.
    pub delimiter: Option<char>,
    /// The sheets of a workbook, hidden ones last; empty for text.
    pub sheets: Vec<SheetName>,
    /// The sheet whose rows these are.
    pub sheet: Option<String>,
    /// Whether dates written as numbers count from 1904 instead of 1900.
    pub since_1904: bool,
    /// Every row that is not blank, with its line (text) or row number (workbook), from 1.
    ///
    /// Cells of a workbook are text as a person would type it: ids without
    /// exponent or ".0" and with the zeros that their number format shows; dates
    /// `2026-11-30 06:00`, `2026-11-30`, `06:00`; lengths of time `7:30`, by
    /// their number format. Cells that are merged downwards repeat their text.
    pub rows: Rows,
    /// Small other sheets, where a legend of shift codes may stand.
    pub asides: Vec<Aside>,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Delimited text, whatever its delimiter.
    Csv,
    /// Excel 2007 and later, with or without macros.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetName {
    /// As its tab has it.
    pub name: String,
    /// Whether its author hid it.
    pub hidden: bool,
}

/// A sheet beside the chosen one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// As its tab has it.
    pub sheet: String,
    /// At most the first 100 rows.
    pub rows: Rows,
}
