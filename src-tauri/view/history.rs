//! Shapes of the history.

use serde::Serialize;
use specta::Type;
use staffing::Recommendations;

use super::optimization::RunOutcome;
use super::{count, instant};

/// One import that took place.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportRecord {
    /// Names it.
    pub id: String,
    /// When it ended.
    pub at: String,
    /// Where to, by name.
    pub connection: String,
    /// Without its folder.
    pub file_name: String,
    /// Shifts that the server took.
    pub processed: u32,
    /// Shifts that it did not take.
    pub failed: u32,
    /// Whether the planner stopped it.
    pub cancelled: bool,
    /// Whether the server, or the way to it, stopped it.
    pub stopped: bool,
}

/// One optimization run.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunRecord {
    /// Names it.
    pub id: String,
    /// When it was submitted.
    pub at: String,
    /// Where, by name.
    pub connection: String,
    /// How it stands.
    pub outcome: RunOutcome,
    /// Recommended shifts.
    pub recommended_shifts: u32,
}

/// What was done, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// Imports.
    pub imports: Vec<ImportRecord>,
    /// Runs.
    pub runs: Vec<RunRecord>,
}

impl From<workflow::ImportRecord> for ImportRecord {
    fn from(record: workflow::ImportRecord) -> Self {
        Self {
            id: record.id,
            at: instant(record.at),
            connection: record.connection,
            file_name: record.file_name,
            processed: count(record.processed),
            failed: count(record.failed),
            cancelled: record.cancelled,
            stopped: record.stopped,
        }
    }
}

impl From<workflow::RunRecord> for RunRecord {
    fn from(record: workflow::RunRecord) -> Self {
        let recommended = record.recommendations.as_ref();
        Self {
            recommended_shifts: count(recommended.map_or(0, Recommendations::shift_count)),
            id: record.id,
            at: instant(record.at),
            connection: record.connection,
            outcome: record.outcome.into(),
        }
    }
}
