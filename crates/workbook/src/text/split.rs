//! Delimited text to rows, without copying the text.
//!
//! Where a row begins depends on nothing but the place, so a long text is cut
//! into pieces at ends of line that look like ends of rows, and the pieces are
//! read beside one another. A piece counts only if the one before it ended
//! exactly where it begins; else its text is read again.

use std::num::NonZero;
use std::thread;

use memchr::{memchr, memchr_iter};

use super::piece::Piece;
use crate::rows::Rows;

/// More would fill the memory.
pub(crate) const MOST_CELLS: usize = 50_000_000;
pub(crate) const MOST_ROWS: usize = 20_000_000;
/// Shorter pieces are not worth a thread.
const SHORTEST_PIECE: usize = 1 << 20;

/// Why text cannot be told into rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SplitFault {
    UnclosedQuote { line: usize },
    RowTooLong { line: usize },
    TooManyCells,
}

/// All rows of `text` from `start`, which is on line 1, that are not blank.
pub(crate) fn split(text: &str, start: usize, delimiter: u8) -> Result<Piece, SplitFault> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    split_in(text, start, delimiter, threads.min(4), SHORTEST_PIECE)
}

/// The first rows of `text` from `start`, up to one that cannot be read.
pub(crate) fn split_sample(text: &str, start: usize, delimiter: u8, length: usize) -> Rows {
    let piece = Piece::read(text, start, start.saturating_add(length), delimiter);
    piece.into_rows(text.to_owned())
}

/// [`split`] with so many threads, none for less than `shortest` bytes.
pub(super) fn split_in(
    text: &str,
    start: usize,
    delimiter: u8,
    threads: usize,
    shortest: usize,
) -> Result<Piece, SplitFault> {
    let cuts = cuts(text, start, threads, shortest);
    let ends = cuts.iter().copied().skip(1);
    let pieces: Vec<Piece> = thread::scope(|scope| {
        let mut spans = cuts.iter().copied().zip(ends.clone());
        let first = spans.next();
        let others: Vec<_> = spans
            .map(|(from, to)| scope.spawn(move || Piece::read(text, from, to, delimiter)))
            .collect();
        let first = first.map(|(from, to)| Piece::read(text, from, to, delimiter));
        let others = others.into_iter().map(|thread| match thread.join() {
            Ok(piece) => piece,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        first.into_iter().chain(others).collect()
    });
    let mut all: Option<Piece> = None;
    for (piece, end) in pieces.into_iter().zip(ends) {
        let joined = match all {
            None => piece,
            Some(before) if before.at == piece.start => before.join(piece),
            // The cut was in the middle of a quoted cell.
            Some(before) => {
                let again = Piece::read(text, before.at, end, delimiter);
                before.join(again)
            }
        };
        if let Some(fault) = joined.fault {
            return Err(fault);
        }
        all = Some(joined);
    }
    Ok(all.unwrap_or_default())
}

/// Where pieces begin, and where the last one ends.
fn cuts(text: &str, start: usize, threads: usize, shortest: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let length = bytes.len().saturating_sub(start);
    let pieces = (length / shortest.max(1)).clamp(1, threads.max(1));
    let mut cuts = vec![start];
    let (mut counted, mut open) = (start, false);
    for index in 1..pieces {
        let mut at = start + length / pieces * index;
        let between = bytes.get(counted..at).unwrap_or_default();
        open ^= memchr_iter(b'"', between).count() % 2 == 1;
        counted = at;
        let find = |letter, at| memchr(letter, bytes.get(at..).unwrap_or_default());
        if open && let Some(quote) = find(b'"', at) {
            at += quote + 1;
        }
        let Some(line_end) = find(b'\n', at) else {
            break;
        };
        let cut = at + line_end + 1;
        if cuts.last().is_some_and(|&last| cut > last) && cut < bytes.len() {
            cuts.push(cut);
        }
    }
    cuts.push(bytes.len());
    cuts
}

impl SplitFault {
    /// The same, so many lines further down.
    pub(super) fn later(self, lines: usize) -> Self {
        match self {
            Self::UnclosedQuote { line } => Self::UnclosedQuote { line: line + lines },
            Self::RowTooLong { line } => Self::RowTooLong { line: line + lines },
            Self::TooManyCells => self,
        }
    }
}
