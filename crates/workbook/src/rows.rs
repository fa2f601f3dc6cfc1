/// The raw text of every row, exactly as the file has it.
///
/// Kept as one piece of text with marks in it, because a million rows of
/// `Vec<String>` would cost several times the file. Of a text file it is the
/// file's own text, in which cells lie where they always lay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Whatever the marks point into.
    pub(crate) text: String,
    /// Where each cell ends, with [`QUOTED`] and [`MOVED`].
    ///
    /// A cell begins one byte (what stands between cells) after the end of the
    /// one before it, or where its row begins.
    pub(crate) ends: Vec<u32>,
    /// Cells that do not lie in the text as they read, because quotation marks
    /// are doubled in them.
    pub(crate) moved: Vec<Moved>,
    /// The line of each row.
    pub(crate) lines: Vec<u32>,
    /// Where each row begins in the text.
    pub(crate) starts: Vec<u32>,
    /// The index of each row's first cell in `ends`.
    pub(crate) firsts: Vec<u32>,
    /// Cells that are merged sideways, by line and column.
    pub(crate) spans: Vec<Span>,
}

/// Cells of a row that are merged into one; its text stands in the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// The line of the row.
    pub(crate) line: u32,
    /// The first column, from 0.
    pub(crate) first: u32,
    /// The last column.
    pub(crate) last: u32,
}

/// The cell stands between two quotation marks, which are no part of it.
pub(crate) const QUOTED: u32 = 1 << 31;
/// The rest of the number is an index into [`Rows::moved`].
pub(crate) const MOVED: u32 = 1 << 30;
/// Offsets are below this.
pub(crate) const MOST_BYTES: usize = 1 << 30;

/// A cell whose text was put elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moved {
    /// Where its text begins.
    pub(crate) start: u32,
    /// Where its text ends.
    pub(crate) end: u32,
    /// Where the cell ends in its row.
    pub(crate) place: u32,
}

/// One row's raw text.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    rows: &'a Rows,
    line: u32,
    start: u32,
    ends: &'a [u32],
}

impl Rows {
    /// How many rows there are, titles, headers and footers included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The row at `index`, counted from 0.
    #[must_use]
    #[inline]
    pub fn get(&self, index: usize) -> Option<Row<'_>> {
        let first = *self.firsts.get(index)? as usize;
        let last = match self.firsts.get(index + 1) {
            Some(&next) => next as usize,
            None => self.ends.len(),
        };
        Some(Row {
            rows: self,
            line: *self.lines.get(index)?,
            start: *self.starts.get(index)?,
            ends: self.ends.get(first..last)?,
        })
    }

    /// All rows, in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|index| {
            self.get(index).unwrap_or(Row {
                rows: self,
                line: 0,
                start: 0,
                ends: &[],
            })
        })
    }

    /// Whether any cell may hold that letter.
    #[must_use]
    pub fn contains(&self, letter: char) -> bool {
        let mut bytes = [0; 4];
        let letter = letter.encode_utf8(&mut bytes);
        memchr::memmem::find(self.text.as_bytes(), letter.as_bytes()).is_some()
    }

    /// Cells of all rows.
    #[must_use]
    pub fn cell_count(&self) -> usize {
        self.ends.len()
    }

    /// Adds a row whose cells stand in `text`, each up to its end.
    ///
    /// A row that would make all text longer than 1 GiB is left out; no reader
    /// takes in that much.
    pub fn push(&mut self, line: usize, text: &str, ends: &[usize]) {
        let mut start = 0;
        self.push_cells(
            line,
            ends.iter().map(|&end| {
                let cell = text.get(start..end).unwrap_or_default();
                start = end;
                cell
            }),
        );
    }

    /// Adds a row of cells, one after the other; see [`Rows::push`].
    pub(crate) fn push_cells<'c>(&mut self, line: usize, cells: impl Iterator<Item = &'c str>) {
        self.begin(line);
        cells.for_each(|cell| self.add(cell));
        if self.text.len() > MOST_BYTES {
            self.drop_last();
        }
    }

    /// Begins a row without cells.
    pub(crate) fn begin(&mut self, line: usize) {
        self.lines.push(narrow(line));
        self.starts.push(narrow(self.text.len()));
        self.firsts.push(narrow(self.ends.len()));
    }

    /// Adds a cell to the last row.
    pub(crate) fn add(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(narrow(self.text.len()));
        self.text.push('\n');
    }

    /// Takes the last row away again.
    pub(crate) fn drop_last(&mut self) {
        self.lines.pop();
        self.text.truncate(self.starts.pop().unwrap_or(0) as usize);
        self.ends.truncate(self.firsts.pop().unwrap_or(0) as usize);
    }

    /// Cells of the last row.
    pub(crate) fn width_of_last(&self) -> usize {
        let first = self.firsts.last().map_or(0, |&first| first as usize);
        self.ends.len() - first
    }

    /// Bytes of all text.
    pub(crate) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Where a cell's text lies, and where the next cell begins, of a cell
    /// that begins at `start`.
    #[inline]
    pub(crate) fn place(&self, start: u32, end: u32) -> (u32, u32, u32) {
        match end {
            _ if end & MOVED != 0 => {
                let moved = self.moved.get((end & !MOVED) as usize);
                let moved = moved.copied().unwrap_or_default();
                (moved.start, moved.end, moved.place + 1)
            }
            _ if end & QUOTED != 0 => {
                let end = end & !QUOTED;
                (start + 1, end.saturating_sub(1), end + 1)
            }
            _ => (start, end, end + 1),
        }
    }
}

impl<'a> Row<'a> {
    /// The line of the file on which the row begins, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line as usize
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
    #[inline]
    pub fn cell(&self, column: usize) -> Option<&'a str> {
        let end = *self.ends.get(column)?;
        let start = match column.checked_sub(1) {
            Some(before) => self.rows.place(0, *self.ends.get(before)?).2,
            None => self.start,
        };
        let (start, end, _) = self.rows.place(start, end);
        self.rows.text.get(start as usize..end as usize)
    }

    /// The first column of the merged cell of which this column is another part.
    #[must_use]
    pub fn merged_into(&self, column: usize) -> Option<usize> {
        let column = narrow(column);
        let spans = &self.rows.spans;
        let after = spans.partition_point(|span| (span.line, span.first) < (self.line, column));
        let span = spans.get(after.checked_sub(1)?)?;
        (span.line == self.line && column <= span.last).then_some(span.first as usize)
    }

    /// The raw text of all cells.
    pub fn cells(self) -> impl ExactSizeIterator<Item = &'a str> {
        let mut next = self.start;
        self.ends.iter().map(move |&end| {
            let (start, end, after) = self.rows.place(next, end);
            next = after;
            let text = self.rows.text.get(start as usize..end as usize);
            text.unwrap_or_default()
        })
    }

    /// Whether all cells are empty or spaces.
    pub(crate) fn is_blank(self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }
}

/// Offsets and lines fit, because no file above 1 GiB is read.
pub(crate) fn narrow(wide: usize) -> u32 {
    u32::try_from(wide).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_are_added_read_back() {
        let mut rows = Rows::default();

        rows.push(3, "abcd", &[1, 1, 4]);
        rows.push(5, "", &[]);
        rows.push(7, "xé", &[1, 3]);

        let read: Vec<(usize, Vec<&str>)> = rows
            .iter()
            .map(|row| (row.line(), row.cells().collect()))
            .collect();
        assert_eq!(
            read,
            [(3, vec!["a", "", "bcd"]), (5, vec![]), (7, vec!["x", "é"])]
        );
        let first = rows.get(0).unwrap();
        assert_eq!(
            [0, 1, 2].map(|at| first.cell(at)),
            [Some("a"), Some(""), Some("bcd")]
        );
        assert_eq!((first.cell(3), rows.cell_count()), (None, 5));
    }

    #[test]
    fn merged_cells_know_their_first() {
        let span = |line, first, last| Span { line, first, last };
        let mut rows = Rows {
            spans: vec![span(3, 1, 4), span(3, 6, 7), span(5, 1, 2)],
            ..Rows::default()
        };
        for line in [3, 4, 5] {
            rows.push(line, "x", &[1]);
        }

        for (line, column, first) in [
            (3, 1, None),
            (3, 2, Some(1)),
            (3, 4, Some(1)),
            (3, 5, None),
            (3, 6, None),
            (3, 7, Some(6)),
            (4, 2, None),
            (5, 2, Some(1)),
            (5, 3, None),
        ] {
            let row = rows.iter().find(|row| row.line() == line).unwrap();
            assert_eq!(row.merged_into(column), first, "{line} {column}");
        }
    }

    #[test]
    fn marks_that_point_nowhere_are_no_cells() {
        let rows = Rows {
            text: "é".to_owned(),
            ends: vec![1, u32::MAX, MOVED | 7, QUOTED],
            lines: vec![1],
            starts: vec![0],
            firsts: vec![0],
            moved: Vec::new(),
            spans: Vec::new(),
        };

        assert_eq!(rows.iter().flat_map(Row::cells).collect::<String>(), "");
    }
}
