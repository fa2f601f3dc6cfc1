//! Text to records of cells, in memory of a fixed size.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::SpreadsheetError;
use crate::quotes;

/// What a spreadsheet row can hold, with room to spare: a row beyond it is a
/// sign of a missing line break or quotation mark, and would fill the memory.
const LONGEST_ROW: usize = 1 << 20;
const MOST_COLUMNS: usize = 16_384;

/// Takes one record after the other from the text, in memory of a fixed size.
pub(crate) struct Records<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
    delimiter: u8,
    reader: Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// The cells between two ends of line.
pub(crate) struct Record<'r> {
    pub(crate) line: usize,
    pub(crate) text: &'r str,
    pub(crate) ends: &'r [usize],
}

#[derive(Debug)]
pub(crate) enum RecordFault {
    UnclosedQuote { line: usize },
    TooLong { line: usize },
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str, at: usize, delimiter: u8) -> Self {
        Self {
            bytes: text.as_bytes(),
            at,
            line: 1,
            delimiter,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            cells: vec![0; LONGEST_ROW],
            ends: vec![0; MOST_COLUMNS],
        }
    }

    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, RecordFault> {
        let blank = self
            .rest()
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        self.pass(blank);
        if self.rest().is_empty() {
            return Ok(None);
        }
        let (start, line) = (self.at, self.line);
        let (mut read, mut length, mut count) = (0, 0, 0);
        let result = loop {
            let input = self.bytes.get(start + read..).unwrap_or_default();
            let (output, ends) = (self.cells.get_mut(length..), self.ends.get_mut(count..));
            let (result, bytes_in, bytes_out, ends_out) = self.reader.read_record(
                input,
                output.unwrap_or_default(),
                ends.unwrap_or_default(),
            );
            read += bytes_in;
            length += bytes_out;
            count += ends_out;
            if !matches!(result, ReadRecordResult::InputEmpty) {
                break result;
            }
        };
        self.pass(read);
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        let whole = matches!(result, ReadRecordResult::Record);
        // Only a record of several lines, or one that ends with the file, can
        // have swallowed what follows an open quotation mark.
        if (!whole || self.line > line + 1 || self.rest().is_empty())
            && let Some(open) = quotes::unclosed(raw, self.delimiter)
        {
            let before = raw.get(..open).unwrap_or_default();
            return Err(RecordFault::UnclosedQuote {
                line: line + line_ends(before, None),
            });
        }
        if !whole {
            return Err(RecordFault::TooLong { line });
        }
        let text = self.cells.get(..length).unwrap_or_default();
        Ok(Some(Record {
            line,
            // Cutting UTF-8 at ASCII leaves UTF-8.
            text: std::str::from_utf8(text).unwrap_or_default(),
            ends: self.ends.get(..count).unwrap_or_default(),
        }))
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes on by `count` bytes, and counts the lines.
    fn pass(&mut self, count: usize) {
        let passed = self.bytes.get(self.at..self.at + count).unwrap_or_default();
        let before = self
            .at
            .checked_sub(1)
            .and_then(|index| self.bytes.get(index));
        self.line += line_ends(passed, before.copied());
        self.at += count;
    }
}

/// Ends of line in `bytes`: CR, LF, or both as one.
fn line_ends(bytes: &[u8], mut before: Option<u8>) -> usize {
    let mut count = 0;
    for &byte in bytes {
        let ends = byte == b'\r' || (byte == b'\n' && before != Some(b'\r'));
        count += usize::from(ends);
        before = Some(byte);
    }
    count
}

impl<'r> Record<'r> {
    pub(crate) fn cells(&self) -> Vec<&'r str> {
        let mut start = 0;
        let cut = |&end: &usize| {
            let cell = self.text.get(start..end).unwrap_or_default();
            start = end;
            cell
        };
        self.ends.iter().map(cut).collect()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl RecordFault {
    pub(crate) fn of(self, file: &str) -> SpreadsheetError {
        match self {
            Self::UnclosedQuote { line } => SpreadsheetError::UnclosedQuote { line },
            Self::TooLong { line } => SpreadsheetError::LineTooLong {
                file: file.to_owned(),
                line,
            },
        }
    }
}
