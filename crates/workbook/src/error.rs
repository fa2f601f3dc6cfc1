use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a file could not be opened: what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum BookError {
    /// There is no such file (any more).
    #[error(
        "{file} is not there any more. It may have been moved, renamed or deleted. Choose it again."
    )]
    NotFound {
        /// Its name.
        file: String,
    },
    /// A folder, a pipe, or something else without content of its own.
    #[error("{file} is not a file. Choose a spreadsheet with shifts.")]
    NotAFile {
        /// Its name.
        file: String,
    },
    /// This user may not read it.
    #[error(
        "You are not allowed to read {file}. Copy it to a folder of your own, or ask its owner for access."
    )]
    ReadForbidden {
        /// Its name.
        file: String,
    },
    /// Another program, such as Excel, holds it.
    #[error("{file} is open in another program. Close it there, then try again.")]
    InUse {
        /// Its name.
        file: String,
    },
    /// Above the limit.
    #[error("{file} is {} MB large. Files up to {} MB can be read. Split it, for example by week.", megabytes(*.size), megabytes(*.limit))]
    TooLarge {
        /// Its name.
        file: String,
        /// In bytes.
        size: u64,
        /// In bytes.
        limit: u64,
    },
    /// The system could not read it.
    #[error(
        "{file} could not be read: {reason}. If it lies on a network drive or a stick, copy it to this computer and try again."
    )]
    ReadFailed {
        /// Its name.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// Nothing in it.
    #[error("{file} is empty. Save the spreadsheet again, then try again.")]
    Empty {
        /// Its name.
        file: String,
    },
    /// A workbook or sheet without a cell that holds something.
    #[error("{file} has no cell with anything in it{}. Check that the right workbook was saved.", of_sheet(.sheet.as_deref()))]
    NoCells {
        /// Its name.
        file: String,
        /// The sheet that was asked for.
        sheet: Option<String>,
    },
    /// The sheet that was asked for is not there.
    #[error("{file} has no sheet named \"{sheet}\". Its sheets are: {}.", .sheets.join(", "))]
    NoSuchSheet {
        /// Its name.
        file: String,
        /// As it was asked for.
        sheet: String,
        /// Those there are.
        sheets: Vec<String>,
    },
    /// A web page, often named .xls by the program that made it.
    #[error(
        "{file} is a web page, whatever its name says. Open it in your spreadsheet program and save it as .xlsx, then choose that file."
    )]
    WebPage {
        /// Its name.
        file: String,
    },
    /// A file of another kind.
    #[error(
        "{file} is {kind}, which cannot be read here. Open it in the program it comes from and save or export it as .xlsx or CSV."
    )]
    OtherKind {
        /// Its name.
        file: String,
        /// With its article: "a PDF document".
        kind: String,
    },
    /// Protected by a password.
    #[error(
        "{file} is protected with a password. Open it in Excel, remove the password (File, Info, Protect Workbook), save it, then try again."
    )]
    Encrypted {
        /// Its name.
        file: String,
    },
    /// Not what its first bytes promise.
    #[error(
        "{file} is damaged and cannot be read as a workbook. Open it in your spreadsheet program, which may be able to repair it, and save it again. (Found: {reason}.)"
    )]
    Damaged {
        /// Its name.
        file: String,
        /// What is wrong, without full stop.
        reason: String,
    },
    /// Binary, or text in an encoding that cannot be told.
    #[error(
        "{file} is not a spreadsheet: it does not hold readable text. Open it in the program it comes from and save it as .xlsx or CSV (UTF-8)."
    )]
    NotText {
        /// Its name.
        file: String,
    },
    /// No encoding has this label.
    #[error("\"{label}\" is not the name of an encoding. Choose one of: {}.", crate::encodings().join(", "))]
    UnknownEncoding {
        /// As it was asked for.
        label: String,
    },
    /// Cells cannot be told apart by this character.
    #[error("\"{delimiter}\" cannot stand between cells. Choose a comma, semicolon, tab or bar.")]
    UnknownDelimiter {
        /// As it was asked for.
        delimiter: char,
    },
    /// A quoted cell without an end.
    #[error(
        "Line {line}: a cell opens with a quotation mark (\") that is never closed, so nothing after it can be told apart. Close or remove the quotation mark, then read the file again."
    )]
    UnclosedQuote {
        /// Where the cell opens.
        line: usize,
    },
    /// No spreadsheet row is that long.
    #[error(
        "Line {line} is longer than any row of a spreadsheet (1 MB or 16,384 cells). Check that {file} is a spreadsheet with one shift a line."
    )]
    LineTooLong {
        /// Its name.
        file: String,
        /// Where the row begins.
        line: usize,
    },
    /// Above the limit of cells or rows.
    #[error(
        "{file} holds more than 50 million cells or 20 million rows. Split it, for example by week."
    )]
    TooManyCells {
        /// Its name.
        file: String,
    },
    /// Unpacks to far more than a workbook holds.
    #[error(
        "{file} is small but unpacks to far more than a workbook of shifts holds, so it was not read any further. If it is yours, open it in your spreadsheet program and save only the sheet with the shifts."
    )]
    UnpacksTooLarge {
        /// Its name.
        file: String,
    },
    /// Reading it ended before it was done, mostly because it wanted more memory than it may have.
    #[error(
        "{file} could not be read: it is damaged, or needs more than the 1 GB of memory that reading may take. Open it in your spreadsheet program and save only the sheet with the shifts, then try that file."
    )]
    BeyondMemory {
        /// Its name.
        file: String,
    },
    /// Not done after the time that reading may take.
    #[error(
        "Reading {file} took longer than {seconds} seconds and was stopped. Open it in your spreadsheet program and save only the sheet with the shifts, then try that file."
    )]
    TookTooLong {
        /// Its name.
        file: String,
        /// The limit.
        seconds: u64,
    },
    /// The planner stopped it.
    #[error("Reading {file} was cancelled.")]
    Cancelled {
        /// Its name.
        file: String,
    },
    /// The process that reads could not be started.
    #[error(
        "{file} could not be read, because no process could be started for it: {reason}. Start the program again."
    )]
    NotStarted {
        /// The file's name.
        file: String,
        /// What the system says.
        reason: String,
    },
}

/// Whole megabytes, rounded up, so that 200.1 MB is not "200 of 200 MB".
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

fn of_sheet(sheet: Option<&str>) -> String {
    sheet.map_or_else(String::new, |sheet| format!(" on its sheet \"{sheet}\""))
}
