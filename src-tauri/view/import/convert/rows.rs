//! Rows and problems as the window shows them.

use spreadsheet::Problem;
use workflow::intake::{self, KindOfProblem, PlacedProblem};

use super::name_of;
use crate::view::count;
use crate::view::import::rows::{
    CellView, ProblemKind, ProblemPage, ProblemView, RowPage, RowState, RowView, Wrong,
};

impl From<KindOfProblem> for ProblemKind {
    fn from(kind: KindOfProblem) -> Self {
        Self {
            title: kind.code.title().to_owned(),
            code: name_of(kind.code),
            severity: kind.severity.into(),
            count: count(kind.count),
            rows: count(kind.rows),
        }
    }
}

impl Wrong {
    fn of(problem: Problem, alike: usize) -> Self {
        Self {
            code: name_of(problem.code),
            severity: problem.severity.into(),
            message: problem.message,
            suggestion: problem.suggestion,
            fix: problem.fix,
            alike: count(alike),
        }
    }
}

impl From<intake::Wrong> for Wrong {
    fn from(wrong: intake::Wrong) -> Self {
        Self::of(wrong.problem, wrong.alike)
    }
}

impl From<intake::Refusal> for Wrong {
    /// Only the planner and the server know what would mend it.
    fn from(refusal: intake::Refusal) -> Self {
        Self {
            code: "REFUSED_BY_SERVER".to_owned(),
            severity: refusal.severity.into(),
            message: format!("CXone says: {}", refusal.message),
            suggestion: None,
            fix: None,
            alike: 0,
        }
    }
}

impl From<intake::RowState> for RowState {
    fn from(state: intake::RowState) -> Self {
        match state {
            intake::RowState::Ok => Self::Ok,
            intake::RowState::Warning => Self::Warning,
            intake::RowState::Error => Self::Error,
            intake::RowState::Skipped => Self::Skipped,
            intake::RowState::LeftOut => Self::LeftOut,
        }
    }
}

impl From<intake::Rows> for RowPage {
    fn from(page: intake::Rows) -> Self {
        Self {
            total: count(page.total),
            rows: page.rows.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<intake::Row> for RowView {
    fn from(row: intake::Row) -> Self {
        Self {
            line: count(row.line),
            state: row.state.into(),
            reason: row.reason,
            cells: row.cells.into_iter().map(Into::into).collect(),
            problem: wrong(row.wrong, row.refused),
        }
    }
}

impl From<intake::Cell> for CellView {
    fn from(cell: intake::Cell) -> Self {
        Self {
            text: cell.text,
            original: cell.original,
            read: cell.read_as,
            problem: wrong(cell.wrong, cell.refused),
        }
    }
}

impl From<intake::Problems> for ProblemPage {
    fn from(page: intake::Problems) -> Self {
        Self {
            total: count(page.total),
            problems: page.problems.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<PlacedProblem> for ProblemView {
    fn from(placed: PlacedProblem) -> Self {
        Self {
            line: count(placed.problem.line),
            row: placed.row.map(count),
            column: placed.problem.column.map(count),
            wrong: Wrong::of(placed.problem, placed.alike),
        }
    }
}

/// What is wrong by itself comes before what the server said.
fn wrong(wrong: Option<intake::Wrong>, refused: Option<intake::Refusal>) -> Option<Wrong> {
    wrong.map(Into::into).or_else(|| refused.map(Into::into))
}
