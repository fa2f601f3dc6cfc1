//! Rows and problems, a page at a time.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Severity;

/// Which rows are shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum RowFilter {
    /// All below the header.
    All,
    /// Those with an error or a warning.
    Problems,
    /// Those with a problem of one kind.
    Code {
        /// As in [`ProblemKind`].
        code: String,
    },
    /// Those that the planner changed.
    Edited,
    /// Those that the planner left out.
    Skipped,
}

/// A kind of problem and how often there is one.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemKind {
    /// Names it.
    pub code: String,
    /// In words.
    pub title: String,
    /// Whether it stops rows.
    pub severity: Severity,
    /// How often.
    pub count: u32,
    /// In how many rows.
    pub rows: u32,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RowState {
    /// It is taken.
    Ok,
    /// It is taken, and something about it is odd.
    Warning,
    /// It is stopped.
    Error,
    /// The planner left it out.
    Skipped,
    /// It is no shift: a total, a footer, a note.
    LeftOut,
}

/// Something wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Wrong {
    /// Names the kind.
    pub code: String,
    /// Whether it stops the row.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub suggestion: Option<String>,
    /// Text that would mend it.
    pub fix: Option<String>,
    /// Cells of the column with the same text and the same problem, this one included.
    pub alike: u32,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellView {
    /// What it says now.
    pub text: String,
    /// What the file says, where the planner changed it.
    pub original: Option<String>,
    /// What it was understood as.
    pub read: Option<String>,
    /// What is wrong with it.
    pub problem: Option<Wrong>,
}

/// A row as it is in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowView {
    /// The line in the file.
    pub line: u32,
    /// What becomes of it.
    pub state: RowState,
    /// Why it is left out.
    pub reason: Option<String>,
    /// One for each column.
    pub cells: Vec<CellView>,
    /// What is wrong with the whole row.
    pub problem: Option<Wrong>,
}

/// Some rows.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowPage {
    /// Rows that the filter lets through.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<RowView>,
}

/// A problem in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// The line in the file.
    pub line: u32,
    /// Its row among all below the header, from 0; none where it is about no such row.
    pub row: Option<u32>,
    /// Its column, from 0.
    pub column: Option<u32>,
    /// What it is.
    #[serde(flatten)]
    pub wrong: Wrong,
}

/// Some problems.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemPage {
    /// Problems of that kind.
    pub total: u32,
    /// Those asked for.
    pub problems: Vec<ProblemView>,
}
