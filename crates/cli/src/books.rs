//! Spreadsheets, opened in a process of this program's own.

use std::env;
use std::path::Path;

use workbook::{Book, Opening, apart};

use crate::Fault;

/// Interrupting this program ends that process, too.
pub(crate) fn open(file: &Path, opening: &Opening) -> Result<Book, Fault> {
    Ok(apart::open(&env::current_exe()?, file, opening, &|| false)?)
}
