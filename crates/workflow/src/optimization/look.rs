use chrono::{DateTime, TimeDelta, Utc};
use cxone::wire::OptimizationJob;
use cxone::{Client, CxoneError};

use crate::store::RunRecord;
use crate::{Store, WorkError};

/// How much a server's clock may be behind ours.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);
/// A submission waits for the server's pauses and is tried for a quarter of an
/// hour at most; the rest is for clocks that differ.
const LONGEST_SUBMISSION: TimeDelta = TimeDelta::minutes(20);
/// A request that was cut off may still be on its way into a slow server.
const ON_ITS_WAY: TimeDelta = TimeDelta::minutes(2);

/// What a job of the server's list is to a run whose answer was lost.
enum Kinship {
    /// The same request at the same time.
    Same,
    /// Another request.
    Other,
    /// The server does not tell enough.
    Unclear,
}

/// Looks in the server's list for a run whose submission got no answer, and
/// stores its job id: the job that no stored run has, that asks the same, and
/// that came at that time. No other is taken for it.
///
/// # Errors
/// [`WorkError::RunNotStarted`] when the server surely has no such job: the run
/// is not kept then. [`WorkError::RunNotListed`] while it may still come,
/// [`WorkError::RunUnclear`] and [`WorkError::CannotLookForRun`] when the server does not
/// tell; or when it or the store fails. The run is kept then.
pub async fn look_for(
    store: &Store,
    client: &Client,
    run: &str,
    now: DateTime<Utc>,
) -> Result<(), WorkError> {
    let run = store.run(run)?.ok_or(WorkError::UnknownRun)?;
    let jobs = match client.jobs().await {
        Ok(jobs) => jobs,
        Err(CxoneError::Unsupported(_)) => return Err(WorkError::CannotLookForRun),
        Err(fault) => return Err(fault.into()),
    };
    let known = store.jobs()?;
    let strangers = jobs.into_iter().filter(|job| !known.contains(&job.job_id));
    let mut unclear = 0;
    for job in strangers {
        match kinship(&run, &job) {
            Kinship::Same => return store.run_submitted(&run.id, &job.job_id),
            Kinship::Other => {}
            Kinship::Unclear => unclear += 1,
        }
    }
    if unclear > 0 {
        return Err(WorkError::RunUnclear {
            candidates: unclear,
        });
    }
    if now - run.at < ON_ITS_WAY {
        return Err(WorkError::RunNotListed);
    }
    store.remove_run(&run.id)?;
    Err(WorkError::RunNotStarted)
}

fn kinship(run: &RunRecord, job: &OptimizationJob) -> Kinship {
    let Some(asked) = &job.request else {
        return Kinship::Unclear;
    };
    if !run.request.is_kept_as(asked) {
        return Kinship::Other;
    }
    let Some(at) = job.submitted_at else {
        return Kinship::Unclear;
    };
    let (earliest, latest) = (run.at - CLOCKS_DIFFER, run.at + LONGEST_SUBMISSION);
    match (earliest..=latest).contains(&at.0) {
        true => Kinship::Same,
        // The same question at another time: someone else's, or a clock that is wrong.
        false => Kinship::Unclear,
    }
}
