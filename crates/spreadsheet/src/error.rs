use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::Field;

/// Why a file could not be understood or written at all: what happened, and what to do.
#[derive(Debug, Error)]
pub enum SpreadsheetError {
    /// Nothing in it.
    #[error("{file} is empty. Check that the right sheet was saved or chosen.")]
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
