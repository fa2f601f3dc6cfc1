//! Cells of a sheet, as they come, to rows.

use super::SheetFault;
use crate::rows::{Rows, Span};
use crate::text::{MOST_CELLS, MOST_ROWS};

/// Text of all cells of a sheet: a shared text repeated in each cell must not
/// fill the memory.
const MOST_TEXT: usize = 400 << 20;
/// Cells that repeat what is merged downwards, and parts of rows that are merged sideways.
pub(crate) const MOST_REPEATS: usize = 1 << 20;

/// Takes the cells of a sheet, row by row.
#[derive(Default)]
pub(crate) struct Table {
    rows: Rows,
    /// The row that is being filled, counted from 0.
    row: Option<u32>,
    /// Rows that are enough.
    most: Option<usize>,
    merges: Vec<Merge>,
}

/// Cells merged into one, all counted from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merge {
    pub(crate) row: u32,
    pub(crate) column: u32,
    /// The last row of it.
    pub(crate) last: u32,
    /// The last column of it.
    pub(crate) last_column: u32,
}

impl Table {
    /// A table that needs no more than the first `most` rows.
    pub(crate) fn new(most: Option<usize>) -> Self {
        Self {
            most,
            ..Self::default()
        }
    }

    /// Whether no more rows are needed.
    pub(crate) fn is_enough(&self) -> bool {
        self.most.is_some_and(|most| self.rows.len() > most)
    }

    /// Puts a text into a cell, both counted from 0. Empty ones need not be put.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), SheetFault> {
        if text.is_empty() {
            return Ok(());
        }
        if self.row != Some(row) {
            self.end_row();
            self.rows.begin(row as usize + 1);
            self.row = Some(row);
        }
        let column = column as usize;
        if column < self.rows.width_of_last() {
            return self.put_before(row, column, text);
        }
        let gap = column - self.rows.width_of_last();
        self.check_room(gap + 1, text.len())?;
        for _ in 0..gap {
            self.rows.add("");
        }
        self.rows.add(text);
        Ok(())
    }

    pub(crate) fn merge(&mut self, merge: Merge) {
        let several = merge.last > merge.row || merge.last_column > merge.column;
        if several && self.merges.len() < MOST_REPEATS {
            self.merges.push(merge);
        }
    }

    pub(crate) fn into_rows(mut self) -> Rows {
        self.end_row();
        self.rows.spans = spans(&self.rows, &self.merges);
        let repeats = repeats(&self.rows, &self.merges);
        let most = self.most.unwrap_or(usize::MAX);
        if repeats.is_empty() && self.rows.len() <= most {
            return self.rows;
        }
        let mut repeats = repeats.into_iter().peekable();
        let mut rows = Rows::default();
        for (index, row) in self.rows.iter().enumerate().take(most) {
            let mut cells: Vec<&str> = row.cells().collect();
            while let Some(repeat) = repeats.next_if(|repeat| repeat.index <= index) {
                if cells.len() <= repeat.column {
                    cells.resize(repeat.column + 1, "");
                }
                if let Some(cell) = cells.get_mut(repeat.column).filter(|cell| cell.is_empty()) {
                    *cell = repeat.text;
                }
            }
            rows.push_cells(row.line(), cells.into_iter());
        }
        rows.spans = std::mem::take(&mut self.rows.spans);
        rows
    }

    /// The cell stands before others of its row, or again: rare, and against
    /// the rules of every format.
    fn put_before(&mut self, row: u32, column: usize, text: &str) -> Result<(), SheetFault> {
        let last = self.rows.get(self.rows.len() - 1);
        let mut cells: Vec<String> = last
            .map(|last| last.cells().map(str::to_owned).collect())
            .unwrap_or_default();
        if let Some(cell) = cells.get_mut(column) {
            text.clone_into(cell);
        }
        self.check_room(0, text.len())?;
        self.rows.drop_last();
        self.rows
            .push_cells(row as usize + 1, cells.iter().map(String::as_str));
        Ok(())
    }

    /// Leaves the row out where it has nothing but spaces.
    fn end_row(&mut self) {
        let last = self.rows.len().checked_sub(1);
        let last = last.and_then(|last| self.rows.get(last));
        if self.row.take().is_some() && last.is_some_and(crate::Row::is_blank) {
            self.rows.drop_last();
        }
    }

    fn check_room(&self, cells: usize, bytes: usize) -> Result<(), SheetFault> {
        let full = self.rows.cell_count() + cells > MOST_CELLS
            || self.rows.len() > MOST_ROWS
            || self.rows.text_len() + cells + bytes > MOST_TEXT;
        if full {
            return Err(SheetFault::TooManyCells);
        }
        Ok(())
    }
}

/// The parts of rows that are merged sideways, in the order of the rows.
fn spans(rows: &Rows, merges: &[Merge]) -> Vec<Span> {
    let lines = &rows.lines;
    let mut spans = Vec::new();
    for merge in merges
        .iter()
        .filter(|merge| merge.last_column > merge.column)
    {
        let from = lines.partition_point(|&line| line <= merge.row);
        let those = lines.get(from..).unwrap_or_default();
        for &line in those.iter().take_while(|&&line| line <= merge.last + 1) {
            if spans.len() < MOST_REPEATS {
                spans.push(Span {
                    line,
                    first: merge.column,
                    last: merge.last_column,
                });
            }
        }
    }
    spans.sort_unstable();
    spans
}

/// What stands in a cell because it is merged with one above.
struct Repeat<'r> {
    index: usize,
    column: usize,
    text: &'r str,
}

/// In the order of the rows. Rows that have nothing else are not made for them.
fn repeats<'r>(rows: &'r Rows, merges: &[Merge]) -> Vec<Repeat<'r>> {
    let lines: Vec<usize> = rows.iter().map(|row| row.line()).collect();
    let mut repeats = Vec::new();
    for merge in merges.iter().filter(|merge| merge.last > merge.row) {
        let first = merge.row as usize + 1;
        let top = lines.partition_point(|&line| line < first);
        let column = merge.column as usize;
        let text = match rows.get(top).filter(|row| row.line() == first) {
            Some(row) => row.cell(column).unwrap_or_default(),
            None => continue,
        };
        let below = lines.iter().enumerate().skip(top + 1);
        for (index, _) in below.take_while(|(_, line)| **line <= merge.last as usize + 1) {
            if repeats.len() >= MOST_REPEATS {
                break;
            }
            repeats.push(Repeat {
                index,
                column,
                text,
            });
        }
    }
    repeats.sort_by_key(|repeat| repeat.index);
    repeats
}
