//! A stretch of delimited text to rows.
//!
//! The rules are those of RFC 4180 as the `csv` crate reads it: cells in
//! quotation marks may hold delimiters, ends of line and doubled quotation
//! marks; a quotation mark elsewhere is a letter. Ends of line are CR, LF, or
//! both as one.

use memchr::{memchr, memchr_iter, memchr2, memchr3};

use super::split::{MOST_CELLS, MOST_ROWS, SplitFault};
use crate::rows::{MOST_BYTES, MOVED, Moved, QUOTED, Rows, narrow};

/// What a spreadsheet row can hold, with room to spare: a row beyond it is a
/// sign of a missing line break or quotation mark.
const LONGEST_ROW: usize = 1 << 20;
const MOST_COLUMNS: usize = 16_384;

/// Rows that begin in one stretch of the text.
#[derive(Default)]
pub(crate) struct Piece {
    pub(super) start: usize,
    /// Where the row after these begins, and on which line, if it is on line 1
    /// that the piece starts.
    pub(super) at: usize,
    line: usize,
    /// Cells with text of their own point into `apart`.
    rows: Rows,
    apart: String,
    pub(super) fault: Option<SplitFault>,
}

impl Piece {
    /// Rows that begin at or after `start` and before `end`.
    pub(super) fn read(text: &str, start: usize, end: usize, delimiter: u8) -> Self {
        let mut piece = Self {
            start,
            at: start,
            line: 1,
            ..Self::default()
        };
        let end = end.min(text.len());
        piece.reserve(text, end, delimiter);
        while piece.at < end {
            if let Err(fault) = piece.read_row(text, delimiter) {
                piece.fault = Some(fault);
                break;
            }
        }
        piece
    }

    /// Room for all cells, judged by the first ones: growing costs more than
    /// anything else does. A file whose first ones mislead costs no more than
    /// it may.
    fn reserve(&mut self, text: &str, end: usize, delimiter: u8) {
        const JUDGED: usize = 1 << 16;
        let length = end.saturating_sub(self.start);
        let judged = text
            .as_bytes()
            .get(self.start..end.min(self.start + JUDGED));
        let judged = judged.unwrap_or_default();
        let rows = memchr_iter(b'\n', judged).count() + 1;
        let cells = memchr_iter(delimiter, judged).count() + rows;
        let all = |few: usize| match length > judged.len() {
            true => few * (length / judged.len().max(1) + 1) / 16 * 17,
            false => few,
        };
        self.rows.ends.reserve(all(cells).min(MOST_CELLS / 4));
        for each_row in [
            &mut self.rows.lines,
            &mut self.rows.starts,
            &mut self.rows.firsts,
        ] {
            each_row.reserve(all(rows).min(MOST_ROWS / 4));
        }
    }

    /// Passes one end of line, or reads one row up to its end of line.
    fn read_row(&mut self, text: &str, delimiter: u8) -> Result<(), SplitFault> {
        let bytes = text.as_bytes();
        if let Some(length) = line_end(bytes, self.at) {
            self.at += length;
            self.line += 1;
            return Ok(());
        }
        let (start, line) = (self.at, self.line);
        let first = self.rows.ends.len();
        loop {
            match bytes.get(self.at) {
                Some(b'"') => self.read_quoted(bytes, delimiter)?,
                _ => {
                    self.at = cell_end(bytes, self.at, delimiter);
                    self.rows.ends.push(narrow(self.at));
                }
            }
            if bytes.get(self.at) != Some(&delimiter) {
                break;
            }
            self.at += 1;
        }
        let cells = self.rows.ends.len() - first;
        if self.at - start > LONGEST_ROW || cells > MOST_COLUMNS {
            return Err(SplitFault::RowTooLong { line });
        }
        if self.is_blank(text, start, first) {
            self.rows.ends.truncate(first);
            return Ok(());
        }
        self.rows.lines.push(narrow(line));
        self.rows.starts.push(narrow(start));
        self.rows.firsts.push(narrow(first));
        self.check_size()
    }

    /// Reads a cell that begins with a quotation mark.
    fn read_quoted(&mut self, bytes: &[u8], delimiter: u8) -> Result<(), SplitFault> {
        let fault = SplitFault::UnclosedQuote { line: self.line };
        let open = self.at;
        let mut close = open + 1;
        let mut doubled = false;
        loop {
            let rest = bytes.get(close..).unwrap_or_default();
            close += memchr(b'"', rest).ok_or(fault)?;
            if bytes.get(close + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            close += 2;
        }
        let content = bytes.get(open + 1..close).unwrap_or_default();
        let ends_of_line = count_lines(content);
        self.at = cell_end(bytes, close + 1, delimiter);
        let tail = bytes.get(close + 1..self.at).unwrap_or_default();
        // Text after the closing mark of a cell of several lines: that mark was
        // meant to open another cell further down.
        if ends_of_line > 0 && !tail.is_empty() {
            return Err(fault);
        }
        self.line += ends_of_line;
        if !doubled && tail.is_empty() {
            self.rows.ends.push(narrow(self.at) | QUOTED);
            return Ok(());
        }
        let start = self.apart.len();
        // Cutting UTF-8 at ASCII leaves UTF-8.
        let content = std::str::from_utf8(content).unwrap_or_default();
        for (index, part) in content.split("\"\"").enumerate() {
            self.apart.push_str(if index > 0 { "\"" } else { "" });
            self.apart.push_str(part);
        }
        self.apart
            .push_str(std::str::from_utf8(tail).unwrap_or_default());
        self.rows.ends.push(narrow(self.rows.moved.len()) | MOVED);
        self.rows.moved.push(Moved {
            start: narrow(start),
            end: narrow(self.apart.len()),
            place: narrow(self.at),
        });
        Ok(())
    }

    /// Whether the row that begins at `start` with the cell `first`, the last
    /// one, has nothing but spaces and empty cells.
    fn is_blank(&self, text: &str, mut start: usize, first: usize) -> bool {
        let letter = text.as_bytes().get(start);
        if letter.is_some_and(u8::is_ascii_alphanumeric) {
            return false;
        }
        let ends = self.rows.ends.get(first..).unwrap_or_default();
        ends.iter().all(|&end| {
            let (from, to, next) = self.rows.place(narrow(start), end);
            start = next as usize;
            let text = if end & MOVED == 0 { text } else { &self.apart };
            let cell = text.get(from as usize..to as usize).unwrap_or_default();
            cell.trim().is_empty()
        })
    }

    /// Adds the rows of the piece that begins where this one ends.
    pub(super) fn join(mut self, next: Self) -> Self {
        let cells = narrow(self.rows.ends.len());
        let (moved, apart) = (narrow(self.rows.moved.len()), narrow(self.apart.len()));
        let lines = narrow(self.line.saturating_sub(1));
        let rows = next.rows;
        if rows.moved.is_empty() {
            self.rows.ends.extend_from_slice(&rows.ends);
        } else {
            let shifted = |end| if end & MOVED == 0 { end } else { end + moved };
            self.rows.ends.extend(rows.ends.into_iter().map(shifted));
        }
        self.rows
            .moved
            .extend(rows.moved.into_iter().map(|cell| Moved {
                start: cell.start + apart,
                end: cell.end + apart,
                place: cell.place,
            }));
        self.rows
            .lines
            .extend(rows.lines.into_iter().map(|line| line + lines));
        self.rows
            .firsts
            .extend(rows.firsts.into_iter().map(|first| first + cells));
        self.rows.starts.extend(rows.starts);
        self.apart.push_str(&next.apart);
        self.at = next.at;
        let before = self.line.saturating_sub(1);
        self.line = before + next.line;
        self.fault = self.fault.or(next.fault.map(|fault| fault.later(before)));
        if self.fault.is_none() {
            self.fault = self.check_size().err();
        }
        self
    }

    fn check_size(&self) -> Result<(), SplitFault> {
        let rows = &self.rows;
        if rows.ends.len() > MOST_CELLS || rows.lines.len() > MOST_ROWS {
            return Err(SplitFault::TooManyCells);
        }
        Ok(())
    }

    /// The rows, with the text of which these are the pieces.
    pub(crate) fn into_rows(self, mut text: String) -> Rows {
        let base = narrow(text.len());
        text.push_str(&self.apart);
        let mut rows = self.rows;
        for cell in &mut rows.moved {
            cell.start += base;
            cell.end += base;
        }
        // No reader lets text come near this; marks could not be told from offsets.
        if text.len() >= MOST_BYTES {
            return Rows::default();
        }
        rows.text = text;
        rows
    }
}

/// Where a cell without quotation marks ends that goes on at `at`.
fn cell_end(bytes: &[u8], at: usize, delimiter: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    match memchr3(delimiter, b'\n', b'\r', rest) {
        Some(length) => at + length,
        None => bytes.len(),
    }
}

/// How long the end of line at `at` is, if there is one.
fn line_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(2),
        b'\r' | b'\n' => Some(1),
        _ => None,
    }
}

fn count_lines(mut bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some(at) = memchr2(b'\r', b'\n', bytes) {
        count += 1;
        let length = line_end(bytes, at).unwrap_or(1);
        bytes = bytes.get(at + length..).unwrap_or_default();
    }
    count
}
