//! Rows of a planner's file to a CSV of their own.

use std::io::{self, Write};
use std::path::Path;

use csv::{Terminator, WriterBuilder};

use crate::SpreadsheetError;
use crate::export::whole_file::{system_error, write_whole};
use crate::values::formula::guarded;

/// Writes rows, the header among them, and returns how many.
///
/// UTF-8 with its mark, as RFC 4180 has it but for the delimiter. Text that a
/// spreadsheet program would run as a formula gets a leading `'`, which reading
/// takes off again. The file is there whole or not at all.
///
/// # Errors
/// When the file cannot be written there; a file of that name then stays as it
/// was.
pub fn write_rows(
    path: &Path,
    delimiter: char,
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<usize, SpreadsheetError> {
    write_whole(path, |file| write_csv(file, delimiter, rows))
}

fn write_csv(
    file: &mut dyn Write,
    delimiter: char,
    rows: impl Iterator<Item = Vec<String>>,
) -> io::Result<usize> {
    file.write_all("\u{FEFF}".as_bytes())?;
    let mut csv = WriterBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .flexible(true)
        .terminator(Terminator::CRLF)
        .from_writer(file);
    let mut count = 0;
    for row in rows {
        let cells = row.iter().map(|cell| guarded(cell).into_owned());
        csv.write_record(cells).map_err(system_error)?;
        count += 1;
    }
    csv.flush()?;
    Ok(count)
}
