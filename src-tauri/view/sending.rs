//! Shapes of sending what was read: check, progress, result.

use serde::Serialize;
use specta::Type;
use workflow::import::{Failure, ImportProgress as Progress, ImportReport};

use super::{count, seconds};
use crate::fault::ErrorView;

/// A shift that the server did not take.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FailureView {
    /// The line in the file; 0 where the server did not say which.
    pub line: u32,
    /// Whose shift.
    pub agent_id: String,
    /// Why.
    pub message: String,
}

/// What the server says of a file before anything is written.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckResultView {
    /// Shifts that it would take.
    pub processed: u32,
    /// Shifts that it would not.
    pub failed: u32,
    /// Why.
    pub failures: Vec<FailureView>,
}

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// Shifts answered for.
    pub done: u32,
    /// Shifts of the file.
    pub total: u32,
    /// Batches answered.
    pub batch: u32,
    /// Batches in all.
    pub batches: u32,
    /// Seconds for which the server asked to wait.
    pub pause_seconds: Option<f64>,
}

/// What became of an import.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportResultView {
    /// Shifts that stand on the server.
    pub processed: u32,
    /// Shifts that it did not take.
    pub failed: u32,
    /// Why.
    pub failures: Vec<FailureView>,
    /// Calls.
    pub batches: u32,
    /// Whether the planner stopped it.
    pub cancelled: bool,
    /// Why sending stopped, if the server or the way to it failed.
    pub fault: Option<ErrorView>,
    /// Shifts of a batch whose answer never came: written or not.
    pub unsure: u32,
    /// Shifts not sent.
    pub not_sent: u32,
    /// How long it took.
    pub seconds: f64,
}

/// What was loaded from a file of requirements.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LoadedRequirements {
    /// Intervals with a requirement.
    pub intervals: u32,
    /// Different skills.
    pub skills: u32,
}

impl From<Failure> for FailureView {
    fn from(failure: Failure) -> Self {
        Self {
            line: count(failure.line),
            agent_id: failure.agent.to_string(),
            message: failure.message,
        }
    }
}

impl From<Progress> for ImportProgress {
    fn from(progress: Progress) -> Self {
        Self {
            done: count(progress.done),
            total: count(progress.total),
            batch: count(progress.batch),
            batches: count(progress.batches),
            pause_seconds: progress.pause.map(seconds),
        }
    }
}

impl From<ImportReport> for ImportResultView {
    fn from(report: ImportReport) -> Self {
        Self {
            processed: count(report.processed),
            failed: count(report.failed),
            failures: report.failures.into_iter().map(Into::into).collect(),
            batches: count(report.batches),
            cancelled: report.cancelled,
            fault: report.stopped.map(Into::into),
            unsure: count(report.unsure),
            not_sent: count(report.not_sent),
            seconds: seconds(report.elapsed),
        }
    }
}
