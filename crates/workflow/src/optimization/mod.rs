//! A run from gaps to recommendations.

mod look;
mod request;

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use cxone::wire::{JobStatus, OptimizationJob, OptimizationRequest};
use cxone::{Client, CxoneError, PollSettings, WaitOutcome};
use serde::{Deserialize, Serialize};
use staffing::{BestSoFar, Recommendations};
use tokio_util::sync::CancellationToken;

use crate::connection::Session;
use crate::{Store, WorkError};

pub use look::look_for;
pub use request::{RunRules, request};

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RunOutcome {
    /// Has recommendations.
    Completed,
    /// Was stopped; may have recommendations.
    Cancelled,
    /// The server gave up.
    Failed,
    /// Not finished when waiting ended; it goes on at the server.
    StillRunning,
    /// The answer to the submission was lost: it may or may not run.
    Unknown,
    /// The planner asks no more what became of it.
    GivenUp,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq)]
pub struct RunProgress {
    /// As the server names it.
    pub status: JobStatus,
    /// Share done, 0 to 1, where the server tells.
    pub share: Option<f64>,
    /// The best answer yet, where the server tells.
    pub best: Option<BestSoFar>,
    /// Since waiting began.
    pub elapsed: Duration,
}

/// What became of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunReport {
    /// Names the run in the store.
    pub run: String,
    /// How it stands.
    pub outcome: RunOutcome,
    /// The server's words, where there are some.
    pub message: Option<String>,
    /// What it proposes, where it is finished.
    pub recommendations: Option<Recommendations>,
}

/// Submits a run and tells its name in the store.
///
/// The request is stored before it is sent, and the job id before anyone polls,
/// so a closed lid or a crash loses nothing. A lost answer leaves the run with
/// the outcome [`RunOutcome::Unknown`]; it is never sent again by itself.
///
/// # Errors
/// When the store or the server fails, or the planner cancels before the server
/// has taken the run. A run that was refused or not sent is not kept.
pub async fn submit(
    store: &Store,
    session: &Session,
    request: &OptimizationRequest,
    cancel: &CancellationToken,
    now: DateTime<Utc>,
) -> Result<String, WorkError> {
    let run = store.add_run(&session.connection, request, now)?;
    let client = session.client.stopping_at(cancel);
    let fault = match client.run_optimization(request).await {
        Ok(job) => return named(store, session, run, &job),
        Err(fault @ CxoneError::OutcomeUnknown { .. }) => return Err(fault.into()),
        Err(_) if cancel.is_cancelled() => WorkError::Cancelled,
        Err(fault) => fault.into(),
    };
    store.remove_run(&run)?;
    Err(fault)
}

/// Stores the job id of a run. A server that answers with the job of an earlier run
/// started nothing: then that one is it.
fn named(store: &Store, session: &Session, run: String, job: &str) -> Result<String, WorkError> {
    if let Some(earlier) = store.run_of_job(&session.connection.id, job)? {
        store.remove_run(&run)?;
        return Ok(earlier);
    }
    store.run_submitted(&run, job)?;
    Ok(run)
}

/// Waits for a submitted run, and stores what became of it.
///
/// Cancelling asks the server to stop; one that cannot be asked goes on, and
/// the run is reported as still running.
///
/// # Errors
/// When the run is not known, the store fails, or the server does.
pub async fn follow(
    store: &Store,
    client: &Client,
    run: &str,
    polling: PollSettings,
    cancel: &CancellationToken,
    now: impl Fn() -> DateTime<Utc>,
    progress: impl FnMut(RunProgress),
) -> Result<RunReport, WorkError> {
    let job = store.job_of(run)?.ok_or(WorkError::UnknownRun)?;
    let mut looked = looked(progress);
    let last = match client
        .wait_for_job(&job, polling, cancel, &mut looked)
        .await?
    {
        WaitOutcome::Finished(job) => job,
        WaitOutcome::Cancelled(_) => match stop(client, &job, polling, looked).await? {
            Some(job) => job,
            None => return still_running(store, run, now()),
        },
        WaitOutcome::DeadlineReached(_) => return still_running(store, run, now()),
    };
    let report = RunReport::of(run, last)?;
    store.run_ended(run, report.outcome, report.recommendations.as_ref(), now())?;
    Ok(report)
}

/// Asks the server to stop a job, and waits until it did. None where the server
/// cannot be asked, or does not stop in time.
async fn stop(
    client: &Client,
    job: &str,
    polling: PollSettings,
    looked: impl FnMut(&OptimizationJob),
) -> Result<Option<OptimizationJob>, CxoneError> {
    match client.cancel_job(job).await {
        Ok(stopped) if stopped.status.is_final() => Ok(Some(stopped)),
        Ok(_) => match client
            .wait_for_job(job, polling, &CancellationToken::new(), looked)
            .await?
        {
            WaitOutcome::Finished(job) => Ok(Some(job)),
            WaitOutcome::DeadlineReached(_) | WaitOutcome::Cancelled(_) => Ok(None),
        },
        Err(CxoneError::Unsupported(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Tells `progress` of each look at a job, from now on.
fn looked(mut progress: impl FnMut(RunProgress)) -> impl FnMut(&OptimizationJob) {
    let started = Instant::now();
    move |job| {
        progress(RunProgress {
            status: job.status.clone(),
            share: job.progress,
            best: job.best_so_far.map(Into::into),
            elapsed: started.elapsed(),
        });
    }
}

fn still_running(store: &Store, run: &str, now: DateTime<Utc>) -> Result<RunReport, WorkError> {
    store.run_ended(run, RunOutcome::StillRunning, None, now)?;
    Ok(RunReport {
        run: run.to_owned(),
        outcome: RunOutcome::StillRunning,
        message: None,
        recommendations: None,
    })
}

impl RunReport {
    fn of(run: &str, job: OptimizationJob) -> Result<Self, WorkError> {
        let outcome = match job.status {
            JobStatus::Completed => RunOutcome::Completed,
            JobStatus::Cancelled => RunOutcome::Cancelled,
            _ => RunOutcome::Failed,
        };
        let recommendations = job.result.map(Recommendations::try_from).transpose();
        Ok(Self {
            run: run.to_owned(),
            outcome,
            message: job.error_message,
            recommendations: recommendations?,
        })
    }
}
