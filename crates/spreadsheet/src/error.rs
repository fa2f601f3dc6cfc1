use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::Field;

/// Why a file could not be read or written at all: what happened, and what to do.
#[derive(Debug, Error)]
pub enum SpreadsheetError {
    /// There is no such file (any more).
    #[error(
        "{file} is not there any more. It may have been moved, renamed or deleted. Choose it again."
    )]
    NotFound {
        /// Its name.
        file: String,
    },
    /// A folder, or something else without content of its own.
    #[error("{file} is not a file. Choose a CSV file with shifts.")]
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
    /// Another program holds it.
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
        "{file} could not be read: {source}. If it lies on a network drive or a stick, copy it to this computer and try again."
    )]
    ReadFailed {
        /// Its name.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing in it.
    #[error("{file} is empty. Save the spreadsheet again as CSV, then try again.")]
    Empty {
        /// Its name.
        file: String,
    },
    /// A header and nothing below.
    #[error(
        "{file} has a header on line {line} but no rows below it. Check that the right sheet was saved."
    )]
    HeaderOnly {
        /// Its name.
        file: String,
        /// Line of the header.
        line: usize,
    },
    /// A workbook instead of a CSV.
    #[error(
        "{file} is an Excel workbook. Save it as CSV (in Excel: File, Save As, \"CSV UTF-8\"), then choose the CSV."
    )]
    ExcelWorkbook {
        /// Its name.
        file: String,
    },
    /// A web page or XML, often named .csv or .xls by the program that made it.
    #[error(
        "{file} is a web page or XML, not a CSV. Open it in your spreadsheet program and save it as CSV."
    )]
    WebPage {
        /// Its name.
        file: String,
    },
    /// Binary, or text in an encoding that cannot be told.
    #[error(
        "{file} is not a CSV: it does not hold readable text. Open it in the program it comes from and save it as CSV (UTF-8)."
    )]
    NotText {
        /// Its name.
        file: String,
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
        "Line {line} is longer than any row of a spreadsheet (1 MB or 16,384 cells). Check that {file} is a CSV with one shift a line."
    )]
    LineTooLong {
        /// Its name.
        file: String,
        /// Where the row begins.
        line: usize,
    },
    /// Above the limit of cells.
    #[error("{file} holds more than 50 million cells. Split it, for example by week.")]
    TooManyCells {
        /// Its name.
        file: String,
    },
    /// Columns without which nothing can be read.
    #[error("{file} has no column for {}. Its columns are: {}. Add {}, then read the file again.", said(.missing), .found.join(", "), headed(.missing))]
    MissingColumns {
        /// Its name.
        file: String,
        /// What is lacking.
        missing: Vec<Field>,
        /// The headers there are.
        found: Vec<String>,
    },
    /// This user may not write there.
    #[error("You are not allowed to write {}. Choose another folder or another name.", .path.display())]
    WriteForbidden {
        /// As chosen.
        path: PathBuf,
    },
    /// The folder to write to is gone.
    #[error("The folder of {} is not there. Choose another folder.", .path.display())]
    FolderMissing {
        /// As chosen.
        path: PathBuf,
    },
    /// A folder or a device stands where the file should be written.
    #[error("{} is not a file and cannot be replaced by one. Choose another name.", .path.display())]
    TargetNotAFile {
        /// As chosen.
        path: PathBuf,
    },
    /// Another program holds the file that would be replaced.
    #[error("{} is open in another program. Close it there, or choose another name. The old file was left as it was.", .path.display())]
    TargetInUse {
        /// As chosen.
        path: PathBuf,
    },
    /// No room left.
    #[error("The disk is full, so {} was not written. Free some space or choose another disk. Nothing half-written was left behind.", .path.display())]
    DiskFull {
        /// As chosen.
        path: PathBuf,
    },
    /// The system could not write it.
    #[error("{} could not be written: {source}. Choose another folder. Nothing half-written was left behind.", .path.display())]
    WriteFailed {
        /// As chosen.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Whole megabytes, rounded up, so that 200.1 MB is not "200 of 200 MB".
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

fn said(missing: &[Field]) -> String {
    listed(
        missing
            .iter()
            .map(|field| field.words().to_owned())
            .collect(),
    )
}

fn headed(missing: &[Field]) -> String {
    let columns = if missing.len() == 1 {
        "a column"
    } else {
        "columns"
    };
    let headers = missing.iter().map(|field| format!("\"{field}\"")).collect();
    format!("{columns} named {}", listed(headers))
}

/// "a", "a and b", "a, b and c".
fn listed(mut words: Vec<String>) -> String {
    match words.pop() {
        Some(last) if !words.is_empty() => format!("{} and {last}", words.join(", ")),
        last => last.unwrap_or_default(),
    }
}
