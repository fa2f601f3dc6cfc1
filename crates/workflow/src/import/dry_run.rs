use chrono::NaiveDate;
use chrono_tz::Tz;
use cxone::{Client, CxoneError};
use tokio_util::sync::CancellationToken;

use super::{Failure, FailureKind, ImportProgress, ImportReport, Selection, check};
use crate::WorkError;
use crate::wording::{counted, days, local_days};

/// What the server says that an import would do, before anything is written.
///
/// `taken`, `conflicts` and `refused` are all shifts that it answered for.
#[derive(Clone, Debug, PartialEq)]
pub struct DryRun {
    /// Shifts that were to be checked.
    pub shifts: usize,
    /// Of how many agents.
    pub agents: usize,
    /// The first and last local day on which one of them starts.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Shifts that the server would take.
    pub taken: usize,
    /// How many of those are published: agents will see them.
    pub published: usize,
    /// The taken ones told apart, where the server does.
    pub told_apart: Option<cxone::ToldApart>,
    /// Shifts at the same time as stored ones that are other shifts: they are
    /// not written, unless what stands may be replaced.
    pub conflicts: usize,
    /// Shifts that would not be written in any case.
    pub refused: usize,
    /// The conflicts, in the order of the file.
    pub conflict_rows: Vec<Failure>,
    /// Why shifts are refused, in the order of the file.
    pub refused_rows: Vec<Failure>,
    /// Shifts that were not checked, because the planner or the server stopped it.
    pub not_checked: usize,
    /// Whether the planner stopped it.
    pub cancelled: bool,
    /// Why it stopped, if the server or the way to it failed.
    pub stopped: Option<CxoneError>,
}

/// Has the server check shifts and write nothing; what stands is to be kept.
///
/// Cancelling and failing are as for [`import`].
pub async fn dry_run(
    client: &Client,
    shifts: impl Into<Selection<'_>>,
    zone: Tz,
    cancel: &CancellationToken,
    progress: impl FnMut(ImportProgress),
) -> Result<DryRun, WorkError> {
    let shifts = shifts.into();
    let report = check(client, &shifts, cancel, progress).await?;
    Ok(DryRun::of(report, &shifts, zone))
}

impl DryRun {
    fn of(report: ImportReport, shifts: &Selection<'_>, zone: Tz) -> Self {
        let failures = report.failures.into_iter();
        let (conflict_rows, refused_rows) =
            failures.partition(|failure| failure.why == FailureKind::Conflict);
        Self {
            shifts: shifts.len(),
            agents: shifts.agent_count(),
            days: shifts.starts().map(|range| local_days(range, zone)),
            taken: report.processed,
            published: report.published,
            told_apart: report.told_apart,
            conflicts: report.conflicts,
            refused: report.refused,
            conflict_rows,
            refused_rows,
            not_checked: report.unsure + report.not_sent,
            cancelled: report.cancelled,
            stopped: report.stopped,
        }
    }

    /// The whole of it in sentences, the most important first.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = vec![self.what_was_checked()];
        words.extend(self.what_would_be_written());
        if let Some(told) = self.told_apart.filter(|told| told.kept > 0) {
            words.push(format!(
                "{} with other breaks, another status or another proficiency than the file says; {} unless you replace what stands.",
                stands(told.kept),
                match told.kept {
                    1 => "it stays as it is",
                    _ => "they stay as they are",
                },
            ));
        }
        if self.published > 0 {
            words.push(format!(
                "{} PUBLISHED: agents will see {}.",
                is(self.published),
                match self.published {
                    1 => "it",
                    _ => "them",
                }
            ));
        }
        if self.conflicts > 0 {
            words.push(format!(
                "{} in conflict with other shifts of the same agents, which stay unless you replace them.",
                is(self.conflicts)
            ));
        }
        if self.refused > 0 {
            words.push(format!(
                "{} refused and cannot be written.",
                is(self.refused)
            ));
        }
        if self.not_checked > 0 {
            words.push(format!("{} not checked.", was(self.not_checked)));
        }
        words
    }

    fn what_was_checked(&self) -> String {
        let shifts = counted(self.shifts, "shift", "shifts");
        let agents = counted(self.agents, "agent", "agents");
        match self.days {
            Some((first, last)) => format!("{shifts} of {agents}, {}.", days(first, last)),
            None => format!("{shifts} of {agents}."),
        }
    }

    fn what_would_be_written(&self) -> Vec<String> {
        let Some(told) = self.told_apart else {
            return vec![format!("{} would be taken.", shifts(self.taken))];
        };
        let mut words = vec![format!("{} new.", is(told.new))];
        if told.updated > 0 {
            words.push(format!(
                "{} already and will be added to.",
                stands(told.updated)
            ));
        }
        if told.unchanged > 0 {
            words.push(format!(
                "{} already and will not be changed.",
                stands(told.unchanged)
            ));
        }
        words
    }
}

fn shifts(count: usize) -> String {
    counted(count, "shift", "shifts")
}

fn is(count: usize) -> String {
    counted(count, "shift is", "shifts are")
}

fn was(count: usize) -> String {
    counted(count, "shift was", "shifts were")
}

fn stands(count: usize) -> String {
    counted(count, "shift stands", "shifts stand")
}
