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
    /// Whether it has not ended: it is under way, or can go on.
    pub is_open: bool,
    /// The rest; none where an older version of the program did it.
    pub receipt: Option<ReceiptView>,
}

/// What is kept of an import.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// Names the import.
    pub id: String,
    /// When it ended.
    pub at: String,
    /// Who was signed in to the computer; empty where it does not tell.
    pub by: String,
    /// Where to, by name.
    pub connection: String,
    /// Without its folder.
    pub file_name: String,
    /// Of the file's bytes, BLAKE3 in hexadecimal digits.
    pub hash: String,
    /// First local day on which a shift starts.
    pub first_day: String,
    /// Last one.
    pub last_day: String,
    /// Different agents.
    pub agents: u32,
    /// Shifts that the server took.
    pub processed: u32,
    /// Shifts that stand and did not before; none where the server did not tell.
    pub new_count: Option<u32>,
    /// Shifts that stood with other breaks, status or proficiency, and kept them;
    /// none where the server did not tell.
    pub kept: Option<u32>,
    /// Shifts that it did not take.
    pub failed: u32,
    /// Of these, those in conflict with stored ones.
    pub conflicts: u32,
    /// Published ones among those that it took.
    pub published: u32,
    /// Calls.
    pub batches: u32,
    /// How long it took.
    pub seconds: f64,
    /// Whether stored shifts were replaced.
    pub replaced: bool,
    /// Whether only rows were sent that had failed before.
    pub only_some_rows: bool,
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
            receipt: ReceiptView::of(&record),
            id: record.id,
            at: instant(record.at),
            connection: record.connection,
            file_name: record.file_name,
            processed: count(record.processed),
            failed: count(record.failed),
            cancelled: record.cancelled,
            stopped: record.stopped,
            is_open: record.is_open,
        }
    }
}

impl ReceiptView {
    /// What is kept of an import, where that is more than its counts.
    pub(crate) fn of(record: &workflow::ImportRecord) -> Option<Self> {
        let receipt = record.receipt.as_ref()?;
        Some(Self {
            id: record.id.clone(),
            at: instant(record.at),
            by: receipt.by.clone(),
            connection: record.connection.clone(),
            file_name: record.file_name.clone(),
            hash: receipt.hash.clone(),
            first_day: receipt.first_day.to_string(),
            last_day: receipt.last_day.to_string(),
            agents: count(receipt.agents),
            processed: count(record.processed),
            new_count: receipt.told_apart.map(|told| count(told.new)),
            kept: receipt.told_apart.map(|told| count(told.kept)),
            failed: count(record.failed),
            conflicts: count(receipt.conflicts),
            published: count(receipt.published),
            batches: count(receipt.batches),
            seconds: receipt.seconds,
            replaced: receipt.replaced,
            only_some_rows: receipt.only_some_rows,
        })
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
