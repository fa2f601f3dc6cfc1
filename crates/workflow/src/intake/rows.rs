use std::collections::BTreeSet;

use spreadsheet::{Problem, ProblemCode, Severity};

use super::{Intake, Refusal};

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFilter {
    /// All below the header.
    All,
    /// Those with an error or a warning.
    Problems,
    /// Those with a problem of one kind.
    Code(ProblemCode),
    /// Those with an edited cell.
    Edited,
    /// Those that the planner left out.
    Skipped,
}

/// A page of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// Rows that pass the filter.
    pub total: usize,
    /// Those of the page.
    pub rows: Vec<Row>,
}

/// A row below the header.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line in the file.
    pub line: usize,
    /// What becomes of it.
    pub state: RowState,
    /// Why, where it is left out.
    pub reason: Option<String>,
    /// As many as the row or the header has.
    pub cells: Vec<Cell>,
    /// What is wrong with the row and not with one cell, the worst first.
    pub wrong: Option<Wrong>,
    /// What the server said of it when it was sent or checked last.
    pub refused: Option<Refusal>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It is taken.
    Ok,
    /// It is taken, and something about it is odd.
    Warning,
    /// Something of it is not taken.
    Error,
    /// The planner left it out.
    Skipped,
    /// It is no shift: a total, a footer, a note.
    LeftOut,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it says now.
    pub text: String,
    /// What the file says, where it was edited.
    pub original: Option<String>,
    /// What it was understood as, where that says more than the text.
    pub read_as: Option<String>,
    /// What is wrong with it, the worst first.
    pub wrong: Option<Wrong>,
    /// What the server said of it when it was sent or checked last.
    pub refused: Option<Refusal>,
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// What.
    pub problem: Problem,
    /// How many cells are alike (see [`Change::Edit`](super::Change::Edit)),
    /// this one included; 0 where it is not about one cell.
    pub alike: usize,
}

impl Intake {
    /// A page of rows; `from` counts from 0 among those that pass the filter.
    #[must_use]
    pub fn rows(&self, filter: RowFilter, from: usize, count: usize) -> Rows {
        let page = from..from.saturating_add(count);
        let (total, rows) = match filter {
            RowFilter::All => {
                let first = self.reading.first_row;
                let total = self.row_count();
                (
                    total,
                    (page.start.min(total)..page.end.min(total))
                        .map(|at| first + at)
                        .collect(),
                )
            }
            RowFilter::Problems => self.of_lines(&self.index.lines, page),
            RowFilter::Code(code) => match self.index.kinds.get(&code) {
                Some(kind) => self.of_lines(&kind.lines, page),
                None => (0, Vec::new()),
            },
            RowFilter::Edited => self.of_set(&self.edited_lines(), page),
            RowFilter::Skipped => self.of_set(&self.choices.skipped, page),
        };
        Rows {
            total,
            rows: rows.into_iter().filter_map(|at| self.row(at)).collect(),
        }
    }

    /// Where a line is under [`RowFilter::All`].
    #[must_use]
    pub fn place_of(&self, line: usize) -> Option<usize> {
        self.row_at(line)?.checked_sub(self.reading.first_row)
    }

    /// Rows below the header, those that are left out included.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.file
            .book
            .rows
            .len()
            .saturating_sub(self.reading.first_row)
    }

    /// Rows that are stopped by an error.
    #[must_use]
    pub fn stopped_rows(&self) -> usize {
        self.index.stopped
    }

    /// Rows that have warnings and no error.
    #[must_use]
    pub fn warning_rows(&self) -> usize {
        self.index.lines.len() - self.index.stopped
    }

    fn edited_lines(&self) -> BTreeSet<usize> {
        self.choices.edits.keys().map(|&(line, _)| line).collect()
    }

    fn of_lines(&self, lines: &[u32], page: std::ops::Range<usize>) -> (usize, Vec<usize>) {
        let wanted = lines.iter().skip(page.start).take(page.len());
        let rows = wanted.filter_map(|&line| self.row_at(line as usize));
        (lines.len(), rows.collect())
    }

    fn of_set(&self, lines: &BTreeSet<usize>, page: std::ops::Range<usize>) -> (usize, Vec<usize>) {
        let wanted = lines.iter().skip(page.start).take(page.len());
        let rows = wanted.filter_map(|&line| self.row_at(line));
        (lines.len(), rows.collect())
    }

    /// The row at an index of the book's rows.
    fn row(&self, at: usize) -> Option<Row> {
        let row = self.file.book.rows.get(at)?;
        let line = row.line();
        let wrongs = self.index.problems_of(line, &self.reading);
        let refused = self.refusals(line);
        let refused_at = |column| {
            let of_it = refused.iter().copied();
            of_it.filter(|each| each.column == column).max().cloned()
        };
        let left_out = self.index.left_out_at(line);
        let left_out = left_out.and_then(|index| self.reading.left_out.get(index));
        let edited = self.choices.edits.range((line, 0)..=(line, usize::MAX));
        let edited = edited.last().map_or(0, |((_, column), _)| column + 1);
        let width = self.reading.columns.len().max(row.len()).max(edited);
        let read_as = self.read_as(line);
        let cells = (0..width).map(|column| {
            let own = row.cell(column).unwrap_or_default();
            let edit = self.choices.edits.get(&(line, column));
            let text = edit.map_or(own, String::as_str);
            Cell {
                text: text.to_owned(),
                original: edit.map(|_| own.to_owned()),
                read_as: read_as
                    .get(&column)
                    .filter(|read| *read != text.trim())
                    .cloned(),
                wrong: self.first_wrong(wrongs, Some(column)),
                refused: refused_at(Some(column)),
            }
        });
        Some(Row {
            line,
            state: self.state(line, wrongs, &refused, left_out.is_some()),
            reason: left_out.map(|each| each.reason.clone()),
            cells: cells.collect(),
            wrong: self.first_wrong(wrongs, None),
            refused: refused_at(None),
        })
    }

    fn state(&self, line: usize, wrongs: &[u32], refused: &[&Refusal], left_out: bool) -> RowState {
        let wrong = wrongs
            .first()
            .and_then(|&index| self.reading.problems.get(index as usize))
            .map(|problem| problem.severity);
        let refused = refused.iter().map(|refusal| refusal.severity).max();
        match wrong.max(refused) {
            _ if self.choices.skipped.contains(&line) => RowState::Skipped,
            Some(Severity::Error) => RowState::Error,
            _ if left_out => RowState::LeftOut,
            Some(Severity::Warning) => RowState::Warning,
            None => RowState::Ok,
        }
    }

    fn first_wrong(&self, wrongs: &[u32], column: Option<usize>) -> Option<Wrong> {
        wrongs.iter().find_map(|&index| {
            let problem = self.reading.problems.get(index as usize)?;
            (problem.column == column).then(|| Wrong {
                problem: problem.clone(),
                alike: self.alike_count(index),
            })
        })
    }
}
