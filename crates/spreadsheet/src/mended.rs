//! The rows of a file with what the planner mended in them.

use std::collections::BTreeMap;

use workbook::{Row, Rows};

/// All rows of a book, with the edited cells in the place of the file's own.
///
/// Whoever looks at cells looks here, so that an edit counts everywhere: also
/// where the order of dates is told from a whole column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MendedRows<'a> {
    rows: &'a Rows,
    edits: &'a BTreeMap<(usize, usize), String>,
}

/// One row, with its edited cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MendedRow<'a> {
    row: Row<'a>,
    /// `None` where no cell of the row is edited, which is nearly always.
    edits: Option<&'a BTreeMap<(usize, usize), String>>,
}

impl<'a> MendedRows<'a> {
    pub(crate) fn new(rows: &'a Rows, edits: &'a BTreeMap<(usize, usize), String>) -> Self {
        Self { rows, edits }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row at `index`, counted from 0.
    pub(crate) fn get(&self, index: usize) -> Option<MendedRow<'a>> {
        let row = self.rows.get(index)?;
        let edited = !self.edits.is_empty() && edits_of(self.edits, row.line()).next().is_some();
        Some(MendedRow {
            row,
            edits: edited.then_some(self.edits),
        })
    }

    /// The rows from `first` on, in the order of the file.
    pub(crate) fn from(self, first: usize) -> impl Iterator<Item = MendedRow<'a>> {
        (first..self.len()).filter_map(move |index| self.get(index))
    }
}

impl<'a> MendedRow<'a> {
    /// The line of the file on which the row begins, counted from 1.
    pub(crate) fn line(&self) -> usize {
        self.row.line()
    }

    /// How many cells the row has, which may differ from the header.
    pub(crate) fn len(&self) -> usize {
        let last = self
            .edits
            .and_then(|edits| edits_of(edits, self.line()).next_back());
        self.row.len().max(last.map_or(0, |(column, _)| column + 1))
    }

    /// The text of a cell, counted from 0.
    pub(crate) fn cell(&self, column: usize) -> Option<&'a str> {
        let Some(edits) = self.edits else {
            return self.row.cell(column);
        };
        match edits.get(&(self.line(), column)) {
            Some(text) => Some(text),
            None if column < self.len() => Some(self.row.cell(column).unwrap_or_default()),
            None => None,
        }
    }

    /// The first column of the merged cell of which this column is another part.
    pub(crate) fn merged_into(&self, column: usize) -> Option<usize> {
        self.row.merged_into(column)
    }

    /// The text of all cells.
    pub(crate) fn cells(self) -> impl ExactSizeIterator<Item = &'a str> {
        (0..self.len()).map(move |column| self.cell(column).unwrap_or_default())
    }
}

fn edits_of(
    edits: &BTreeMap<(usize, usize), String>,
    line: usize,
) -> impl DoubleEndedIterator<Item = (usize, &String)> {
    edits
        .range((line, 0)..=(line, usize::MAX))
        .map(|(&(_, column), text)| (column, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edited_cells_stand_in_the_place_of_the_files_own() {
        let mut rows = Rows::default();
        rows.push(1, "ab", &[1, 2]);
        rows.push(4, "cd", &[1, 2]);
        let edits = [((4, 1), "x".to_owned()), ((4, 3), "y".to_owned())].into();
        let mended = MendedRows::new(&rows, &edits);

        let cells: Vec<Vec<&str>> = mended.from(0).map(|row| row.cells().collect()).collect();

        assert_eq!(cells, [vec!["a", "b"], vec!["c", "x", "", "y"]]);
        assert_eq!(mended.get(1).unwrap().cell(4), None);
    }
}
