//! Shapes of sending what was read: check, progress, result.

use chrono_tz::Tz;
use serde::Serialize;
use specta::Type;
use workflow::OpenImport;
use workflow::import::{DryRun, Failure, ImportProgress as Progress, Imported};

use super::history::ReceiptView;
use super::{count, instant, seconds};
use crate::commands::Answer;
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
    /// Shifts that it would add; none where it does not tell.
    pub new_count: Option<u32>,
    /// Shifts that stand already; none where it does not tell.
    pub unchanged: Option<u32>,
    /// Shifts that stand and would get something added; none where it does not tell.
    pub updated: Option<u32>,
    /// Shifts that stand with other breaks, status or proficiency, and keep them.
    pub kept: Option<u32>,
    /// Shifts at the time of other shifts of their agents.
    pub conflicts: u32,
    /// Shifts that it would not take in any case.
    pub refused: u32,
    /// Shifts that it would take.
    pub taken: u32,
    /// Shifts that were not checked, because it was cancelled.
    pub not_checked: u32,
    /// Different agents.
    pub agents: u32,
    /// First local day on which a shift starts.
    pub first_day: Option<String>,
    /// Last one.
    pub last_day: Option<String>,
    /// Published ones among the taken.
    pub published: u32,
    /// The conflicts.
    pub conflict_rows: Vec<FailureView>,
    /// The refused ones.
    pub refused_rows: Vec<FailureView>,
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
}

/// What became of an import.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportResultView {
    /// Names the import.
    pub id: String,
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
    /// Whether what was not sent can still be sent.
    pub can_go_on: bool,
    /// What is kept of it in the history.
    pub receipt: Option<ReceiptView>,
}

/// An import that has begun and not ended.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenImportView {
    /// Names the import.
    pub id: String,
    /// When it began, or was stopped last.
    pub at: String,
    /// Where to, by name.
    pub connection: String,
    /// Whether that is the connection that is open.
    pub is_here: bool,
    /// Without its folder.
    pub file_name: String,
    /// Shifts in all.
    pub shifts: u32,
    /// Shifts that the server has answered for.
    pub answered: u32,
    /// Shifts that it took.
    pub processed: u32,
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

impl CheckResultView {
    /// The answer, or why there is none. Times are shown in `zone`.
    pub(crate) fn of(answer: DryRun, zone: Tz) -> Answer<Self> {
        if let Some(fault) = answer.stopped {
            return Err(fault.into());
        }
        let told = answer.told_apart;
        let (first, last) = answer.days.unzip();
        Ok(Self {
            new_count: told.map(|told| count(told.new)),
            unchanged: told.map(|told| count(told.unchanged)),
            updated: told.map(|told| count(told.updated)),
            kept: told.map(|told| count(told.kept)),
            conflicts: count(answer.conflicts),
            refused: count(answer.refused),
            taken: count(answer.taken),
            not_checked: count(answer.not_checked),
            agents: count(answer.agents),
            first_day: first.map(|day| day.to_string()),
            last_day: last.map(|day| day.to_string()),
            published: count(answer.published),
            conflict_rows: failures(answer.conflict_rows, zone),
            refused_rows: failures(answer.refused_rows, zone),
        })
    }
}

fn failures(failures: Vec<Failure>, zone: Tz) -> Vec<FailureView> {
    let view = |failure: Failure| FailureView {
        line: count(failure.line),
        message: failure.words(zone),
        agent_id: failure.agent.to_string(),
    };
    failures.into_iter().map(view).collect()
}

impl From<Progress> for ImportProgress {
    fn from(progress: Progress) -> Self {
        Self {
            done: count(progress.done),
            total: count(progress.total),
            batch: count(progress.batch),
            batches: count(progress.batches),
        }
    }
}

impl ImportResultView {
    /// What became of it, with what the history keeps. Times are shown in `zone`.
    pub(crate) fn of(imported: Imported, zone: Tz) -> Self {
        let Imported { report, record } = imported;
        Self {
            id: record.id.clone(),
            processed: count(report.processed),
            failed: count(report.failed),
            failures: failures(report.failures, zone),
            batches: count(report.batches),
            cancelled: report.cancelled,
            fault: report.stopped.map(Into::into),
            unsure: count(report.unsure),
            not_sent: count(report.not_sent),
            seconds: seconds(report.elapsed),
            can_go_on: record.is_open,
            receipt: ReceiptView::of(&record),
        }
    }
}

impl OpenImportView {
    /// An import, seen from the connection that is open.
    pub(crate) fn of(import: OpenImport, connection: Option<&str>) -> Self {
        Self {
            is_here: connection == Some(import.connection_id.as_str()),
            id: import.id,
            at: instant(import.at),
            connection: import.connection,
            file_name: import.file.name,
            shifts: count(import.shifts),
            answered: count(import.answered),
            processed: count(import.processed),
        }
    }
}
