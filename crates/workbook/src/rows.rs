use serde::{Deserialize, Serialize};

/// The raw text of every row, exactly as the file has it.
///
/// Kept in one piece of text, because a million rows of `Vec<String>` would
/// cost several times the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// All cells, one after the other.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// Line, and index of the first cell in `ends`, of each row.
    places: Vec<(u32, u32)>,
}

/// One row's raw text.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    line: usize,
    text: &'a str,
    start: u32,
    ends: &'a [u32],
}

impl Rows {
    /// How many rows there are; the header and blank lines are none.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The row at `index`, counted from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Row<'_>> {
        let &(line, first) = self.places.get(index)?;
        let first = first as usize;
        let last = match self.places.get(index + 1) {
            Some(&(_, next)) => next as usize,
            None => self.ends.len(),
        };
        Some(Row {
            line: line as usize,
            text: &self.text,
            start: match first.checked_sub(1) {
                Some(before) => *self.ends.get(before)?,
                None => 0,
            },
            ends: self.ends.get(first..last)?,
        })
    }

    /// All rows, in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|index| {
            self.get(index).unwrap_or(Row {
                line: 0,
                text: "",
                start: 0,
                ends: &[],
            })
        })
    }

    /// Cells of all rows.
    pub fn cell_count(&self) -> usize {
        self.ends.len()
    }

    /// Adds a row whose cells stand in `text`, each up to its end.
    ///
    /// Offsets fit `u32`, because no file above 1 GiB is read and decoding at
    /// most triples it.
    pub fn push(&mut self, line: usize, text: &str, ends: &[usize]) {
        let narrow = |wide: usize| u32::try_from(wide).unwrap_or(u32::MAX);
        self.places.push((narrow(line), narrow(self.ends.len())));
        let base = self.text.len();
        self.text.push_str(text);
        self.ends.extend(ends.iter().map(|end| narrow(base + end)));
    }
}

impl<'a> Row<'a> {
    /// The line of the file on which the row begins, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// How many cells the row has, which may differ from the header.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the row has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The raw text of a cell, counted from 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&'a str> {
        let end = *self.ends.get(column)?;
        let start = match column.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => self.start,
        };
        self.text.get(start as usize..end as usize)
    }

    /// The raw text of all cells.
    pub fn cells(self) -> impl ExactSizeIterator<Item = &'a str> {
        (0..self.len()).map(move |column| self.cell(column).unwrap_or_default())
    }
}
