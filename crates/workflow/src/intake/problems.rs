use std::collections::HashMap;

use spreadsheet::{Column, Problem, ProblemCode, Severity};

use super::Intake;

/// A kind of problem and how often there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindOfProblem {
    /// Names it.
    pub code: ProblemCode,
    /// The worst there is of it.
    pub severity: Severity,
    /// How often.
    pub count: usize,
    /// In how many rows.
    pub rows: usize,
}

/// A page of problems.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems {
    /// Problems that were asked for.
    pub total: usize,
    /// Those of the page, by line.
    pub problems: Vec<PlacedProblem>,
}

/// A problem and where it is among the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedProblem {
    /// What is wrong.
    pub problem: Problem,
    /// Where its row is under [`RowFilter::All`](super::RowFilter::All); none
    /// where it is not about a row below the header.
    pub row: Option<usize>,
    /// How many cells are alike (see [`Change::Edit`](super::Change::Edit)),
    /// this one included; 0 where it is not about one cell.
    pub alike: usize,
}

impl Intake {
    /// All kinds of problem that there are: those that stop rows first, of
    /// these the most frequent first.
    #[must_use]
    pub fn problem_kinds(&self) -> Vec<KindOfProblem> {
        let kinds = self.index.kinds.iter();
        let mut kinds: Vec<_> = kinds
            .map(|(&code, kind)| KindOfProblem {
                code,
                severity: kind.severity,
                count: kind.problems.len(),
                rows: kind.lines.len(),
            })
            .collect();
        kinds.sort_by_key(|kind| {
            let warns = kind.severity == Severity::Warning;
            (warns, std::cmp::Reverse(kind.count), kind.code)
        });
        kinds
    }

    /// A page of problems, of one kind or all; `from` counts from 0.
    #[must_use]
    pub fn problems(&self, code: Option<ProblemCode>, from: usize, count: usize) -> Problems {
        let all: &[u32] = match code {
            None => &self.index.problems,
            Some(code) => self
                .index
                .kinds
                .get(&code)
                .map_or(&[], |kind| kind.problems.as_slice()),
        };
        let page = all.iter().skip(from).take(count);
        let placed = page.filter_map(|&index| {
            let problem = self.reading.problems.get(index as usize)?;
            Some(PlacedProblem {
                problem: problem.clone(),
                row: self.place_of(problem.line),
                alike: self.alike_count(index),
            })
        });
        Problems {
            total: all.len(),
            problems: placed.collect(),
        }
    }

    /// The cells that are mended together with one: those of its column (in a
    /// grid, of all days) with the same text and the same first problem, or
    /// with the same text where it has none.
    pub(super) fn alike(&self, line: usize, column: usize) -> Vec<(usize, usize)> {
        let Some(text) = self.cell_text(line, column).map(str::trim) else {
            return vec![(line, column)];
        };
        let group = self.column_group(column);
        let says_it = |&(line, column): &(usize, usize)| {
            let says = self.cell_text(line, column).map(str::trim);
            says == Some(text) && self.column_group(column) == group
        };
        let mut places: Vec<(usize, usize)> = match self.first_problem(line, column) {
            Some(problem) => self
                .cells_with(problem.code)
                .filter(says_it)
                .filter(|&(line, column)| {
                    let first = self.first_problem(line, column);
                    first.is_some_and(|first| first.code == problem.code)
                })
                .collect(),
            None => self
                .cells_of(self.columns_of_group(group))
                .filter(says_it)
                .collect(),
        };
        places.push((line, column));
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Cells that have a problem of that kind.
    fn cells_with(&self, code: ProblemCode) -> impl Iterator<Item = (usize, usize)> {
        let kind = self.index.kinds.get(&code);
        let indexes = kind.into_iter().flat_map(|kind| &kind.problems);
        let problems = indexes.filter_map(|&index| self.reading.problems.get(index as usize));
        problems.filter_map(|problem| Some((problem.line, problem.column?)))
    }

    /// Cells below the header of rows that are not skipped.
    fn cells_of(&self, columns: Vec<usize>) -> impl Iterator<Item = (usize, usize)> {
        let rows = &self.file.book.rows;
        let lines = (self.reading.first_row..rows.len())
            .filter_map(|at| rows.get(at).map(|row| row.line()))
            .filter(|line| !self.choices.skipped.contains(line));
        lines.flat_map(move |line| {
            let columns = columns.clone();
            columns.into_iter().map(move |column| (line, column))
        })
    }

    /// How many cells are alike to the cell of a problem, by its index in the reading.
    pub(super) fn alike_count(&self, index: u32) -> usize {
        let counts = self.index.alike.get_or_init(|| self.alike_counts());
        counts
            .get(index as usize)
            .map_or(0, |&count| count as usize)
    }

    fn alike_counts(&self) -> Vec<u32> {
        let problems = &self.reading.problems;
        // The first problem of a cell decides what it is alike to.
        let mut firsts: HashMap<(usize, usize), ProblemCode> = HashMap::new();
        for &index in &self.index.problems {
            if let Some(problem) = problems.get(index as usize)
                && let Some(column) = problem.column
            {
                firsts.entry((problem.line, column)).or_insert(problem.code);
            }
        }
        let group_of = |(line, column): (usize, usize), code| {
            let text = self.cell_text(line, column).unwrap_or_default().trim();
            (self.column_group(column), code, text)
        };
        let mut counts: HashMap<(usize, ProblemCode, &str), u32> = HashMap::new();
        for (&cell, &code) in &firsts {
            *counts.entry(group_of(cell, code)).or_default() += 1;
        }
        let count_of = |problem: &Problem| {
            let cell = (problem.line, problem.column?);
            let code = *firsts.get(&cell)?;
            counts.get(&group_of(cell, code)).copied()
        };
        problems
            .iter()
            .map(|problem| count_of(problem).unwrap_or_default())
            .collect()
    }

    fn first_problem(&self, line: usize, column: usize) -> Option<&Problem> {
        let wrongs = self.index.problems_of(line, &self.reading).iter();
        wrongs
            .filter_map(|&index| self.reading.problems.get(index as usize))
            .find(|problem| problem.column == Some(column))
    }

    /// Columns whose cells are alike: a column itself, or the days of a grid.
    fn column_group(&self, column: usize) -> usize {
        let columns = &self.reading.columns;
        let is_day = |index: usize| columns.get(index).is_some_and(Column::holds_days_cells);
        match is_day(column) {
            true => columns
                .iter()
                .position(Column::holds_days_cells)
                .unwrap_or(column),
            false => column,
        }
    }

    fn columns_of_group(&self, group: usize) -> Vec<usize> {
        let all = 0..self.reading.columns.len().max(group + 1);
        all.filter(|&column| self.column_group(column) == group)
            .collect()
    }

    /// What the file itself says in a cell.
    pub(super) fn own_text(&self, (line, column): (usize, usize)) -> Option<&str> {
        self.file.book.rows.get(self.row_at(line)?)?.cell(column)
    }
}
