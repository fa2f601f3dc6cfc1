//! `…/schedule/optimization/…`

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use cxone::wire::{JobList, JobStatus, OptimizationJob, RecordError};

use super::auth::Caller;
use super::errors::ApiError;
use super::{Served, blocking, body, optimization};
use crate::jobs::Refused;

/// Starts a run, unless one is going on.
pub async fn run(
    State(served): State<Arc<Served>>,
    caller: Caller,
    request: Request,
) -> Result<(StatusCode, Json<OptimizationJob>), ApiError> {
    caller.must_have("wfm:optimization:write")?;
    let body = body::json(request).await?;
    let job = blocking(move || {
        let request = optimization::read(&body)?;
        served.jobs.submit(&request).map_err(refused)
    });
    let job_id = job.await?;
    let job = OptimizationJob {
        job_id,
        status: JobStatus::Queued,
        error_message: None,
        progress: None,
        best_so_far: None,
        submitted_at: None,
        request: None,
        result: None,
    };
    Ok((StatusCode::ACCEPTED, Json(job)))
}

/// The jobs, newest first.
pub async fn list(
    State(served): State<Arc<Served>>,
    caller: Caller,
) -> Result<Json<JobList>, ApiError> {
    caller.must_have("wfm:optimization:read")?;
    let items = blocking(move || Ok(served.jobs.list()?)).await?;
    Ok(Json(JobList { items }))
}

/// One job.
pub async fn one(
    State(served): State<Arc<Served>>,
    caller: Caller,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<OptimizationJob>, ApiError> {
    caller.must_have("wfm:optimization:read")?;
    let Path(id) = id.map_err(|_| no_such_job())?;
    let job = blocking(move || Ok(served.jobs.get(&id)?)).await?;
    job.map(Json).ok_or_else(no_such_job)
}

/// Stops a run; what it has found so far becomes its result.
pub async fn cancel(
    State(served): State<Arc<Served>>,
    caller: Caller,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<OptimizationJob>, ApiError> {
    caller.must_have("wfm:optimization:write")?;
    let Path(id) = id.map_err(|_| no_such_job())?;
    let job = blocking(move || Ok(served.jobs.cancel(&id)?)).await?;
    job.map(Json).ok_or_else(no_such_job)
}

fn no_such_job() -> ApiError {
    ApiError::NotFound {
        code: "JOB_NOT_FOUND",
        message: "There is no such optimization run.".to_owned(),
    }
}

fn refused(refused: Refused) -> ApiError {
    match refused {
        Refused::Busy { retry_after } => ApiError::SlowDown {
            code: "OPTIMIZATION_RUNNING",
            message: "Another optimization is running. Wait until it ends, or cancel it."
                .to_owned(),
            retry_after,
        },
        Refused::UnknownSkills(unknown) => ApiError::Invalid {
            code: "INVALID_OPTIMIZATION_REQUEST",
            message: "The run targets skills that the workspace does not know.".to_owned(),
            errors: unknown
                .into_iter()
                .map(|(index, skill)| RecordError {
                    index: Some(index),
                    field: Some("targetSkillId".to_owned()),
                    code: "UNKNOWN_SKILL".to_owned(),
                    message: format!("There is no skill {skill}. Check the skill's id."),
                    ..RecordError::default()
                })
                .collect(),
        },
        Refused::Failed(error) => ApiError::Failed(error),
    }
}
