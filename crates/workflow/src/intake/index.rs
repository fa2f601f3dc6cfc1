use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use spreadsheet::{ProblemCode, Reading, Severity};
use workbook::Rows;

/// What is asked of a reading again and again, sorted once, so that a page of
/// rows or problems costs as much as the page is long.
#[derive(Debug)]
pub(super) struct Index {
    /// Indexes of the reading's problems by line; of a line, errors first.
    pub(super) problems: Vec<u32>,
    /// The same of each kind.
    pub(super) kinds: BTreeMap<ProblemCode, Kind>,
    /// Lines with a problem, in order.
    pub(super) lines: Vec<u32>,
    /// Lines with an error.
    pub(super) stopped: usize,
    /// Line and index in the reading of each row that is left out.
    left_out: Vec<(u32, u32)>,
    /// Line and index in the reading of each requirement.
    requirements: Vec<(u32, u32)>,
    /// For each problem of the reading, how many cells are alike; made when first asked.
    pub(super) alike: OnceLock<Vec<u32>>,
}

/// The problems of one kind.
#[derive(Debug)]
pub(super) struct Kind {
    /// The worst there is.
    pub(super) severity: Severity,
    /// As in [`Index::problems`].
    pub(super) problems: Vec<u32>,
    /// Lines, in order.
    pub(super) lines: Vec<u32>,
    /// Lines that a problem of this kind stops.
    stops: Vec<u32>,
}

impl Index {
    pub(super) fn new(reading: &Reading) -> Self {
        let all = &reading.problems;
        let mut problems: Vec<u32> = (0..narrow(all.len())).collect();
        problems.sort_by_key(|&index| {
            let problem = all.get(index as usize);
            problem.map(|each| (each.line, each.severity == Severity::Warning, each.column))
        });
        let mut kinds: BTreeMap<ProblemCode, Kind> = BTreeMap::new();
        let (mut lines, mut stopped) = (Vec::new(), BTreeSet::new());
        for &index in &problems {
            let Some(problem) = all.get(index as usize) else {
                continue;
            };
            let line = narrow(problem.line);
            let kind = kinds.entry(problem.code).or_insert_with(|| Kind {
                severity: problem.severity,
                problems: Vec::new(),
                lines: Vec::new(),
                stops: Vec::new(),
            });
            kind.severity = kind.severity.max(problem.severity);
            kind.problems.push(index);
            push_once(&mut kind.lines, line);
            push_once(&mut lines, line);
            if problem.severity == Severity::Error {
                push_once(&mut kind.stops, line);
                stopped.insert(line);
            }
        }
        let left_out = reading.left_out.iter().map(|each| each.line);
        let requirements = reading.requirements.iter().enumerate();
        let requirements = requirements.flat_map(|(index, each)| {
            let lines = std::iter::once(&each.line).chain(&each.also_lines);
            lines.map(move |&line| (narrow(line), narrow(index)))
        });
        Self {
            problems,
            kinds,
            lines,
            stopped: stopped.len(),
            left_out: sorted(
                left_out
                    .enumerate()
                    .map(|(index, line)| (narrow(line), narrow(index))),
            ),
            requirements: sorted(requirements),
            alike: OnceLock::new(),
        }
    }

    /// Indexes of the problems of a line, errors first.
    pub(super) fn problems_of(&self, line: usize, reading: &Reading) -> &[u32] {
        let line_of = |index: u32| {
            let problem = reading.problems.get(index as usize);
            problem.map_or(usize::MAX, |problem| problem.line)
        };
        let from = self
            .problems
            .partition_point(|&index| line_of(index) < line);
        let to = self
            .problems
            .partition_point(|&index| line_of(index) <= line);
        self.problems.get(from..to).unwrap_or_default()
    }

    /// Where in the reading a row is left out.
    pub(super) fn left_out_at(&self, line: usize) -> Option<usize> {
        let of_line = of_line(&self.left_out, line);
        of_line.first().map(|&(_, index)| index as usize)
    }

    /// Where in the reading the requirements of a line are.
    pub(super) fn requirements_at(&self, line: usize) -> impl Iterator<Item = usize> + '_ {
        let of_line = of_line(&self.requirements, line);
        of_line.iter().map(|&(_, index)| index as usize)
    }

    /// The rows that a kind of problem stops; of one that stops none, all that have it.
    pub(super) fn rows_to_skip(&self, code: ProblemCode) -> Vec<usize> {
        let lines = self
            .kinds
            .get(&code)
            .map(|kind| match kind.stops.is_empty() {
                true => &kind.lines,
                false => &kind.stops,
            });
        let lines = lines.into_iter().flatten();
        lines.map(|&line| line as usize).collect()
    }
}

/// Where the row of a line is: lines only grow from row to row.
pub(super) fn row_at(rows: &Rows, line: usize) -> Option<usize> {
    let line_of = |index: usize| rows.get(index).map_or(usize::MAX, |row| row.line());
    let (mut from, mut to) = (0, rows.len());
    while from < to {
        let middle = from + (to - from) / 2;
        match line_of(middle) < line {
            true => from = middle + 1,
            false => to = middle,
        }
    }
    (line_of(from) == line).then_some(from)
}

/// No file has more rows or problems than this counts.
fn narrow(wide: usize) -> u32 {
    u32::try_from(wide).unwrap_or(u32::MAX)
}

fn push_once(lines: &mut Vec<u32>, line: u32) {
    if lines.last() != Some(&line) {
        lines.push(line);
    }
}

fn sorted(places: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    let mut places: Vec<_> = places.collect();
    places.sort_unstable();
    places
}

fn of_line(places: &[(u32, u32)], line: usize) -> &[(u32, u32)] {
    let line = narrow(line);
    let from = places.partition_point(|&(of, _)| of < line);
    let to = places.partition_point(|&(of, _)| of <= line);
    places.get(from..to).unwrap_or_default()
}
