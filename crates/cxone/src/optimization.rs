//! Optimization jobs. Rules: the contract, "Optimization".

use crate::call::{Call, Permission, Repeat};
use crate::client::{contract_fault, json};
use crate::wire::{JobList, OptimizationJob, OptimizationRequest};
use crate::{Client, CxoneError};

const RUN: &str = "start the optimization";
const READ: &str = "read the optimization run";

impl Client {
    /// Starts an optimization and returns the job's id: store it before anything else.
    ///
    /// Never sent again by itself once it may have been carried out. Dropping
    /// the future leaves the outcome open in the same way.
    ///
    /// # Errors
    /// [`CxoneError::OutcomeUnknown`] where the answer was lost; else [`CxoneError`].
    pub async fn run_optimization(
        &self,
        request: &OptimizationRequest,
    ) -> Result<String, CxoneError> {
        let url = self.jobs_url(&["run"])?;
        let call = Call::post(RUN, url, json(RUN, request)?, Permission::WriteOptimization);
        let call = call.repeated(Repeat::IfNotCarriedOut);
        let job: OptimizationJob = self.call(&call).await?;
        if !is_usable(&job.job_id) {
            return Err(CxoneError::OutcomeUnknown {
                cause: Box::new(contract_fault(RUN, "it names no run")),
            });
        }
        Ok(job.job_id)
    }

    /// Where a job stands.
    ///
    /// # Errors
    /// [`CxoneError::JobUnknown`] where the server has no such job; else [`CxoneError`].
    pub async fn job(&self, job_id: &str) -> Result<OptimizationJob, CxoneError> {
        let call = self.job_call(READ, job_id)?;
        let job = self.call(&call).await;
        let job: OptimizationJob = job.map_err(|error| unknown_job(job_id, error))?;
        if job.job_id != job_id {
            return Err(contract_fault(READ, "it speaks of another run"));
        }
        Ok(job)
    }

    /// Stops a job; it keeps the best answer so far (Extension). Safe to repeat.
    ///
    /// # Errors
    /// [`CxoneError::Unsupported`] where the server cannot; else [`CxoneError`].
    pub async fn cancel_job(&self, job_id: &str) -> Result<OptimizationJob, CxoneError> {
        let url = self.job_url(job_id)?;
        let name = "cancel the optimization run";
        let call = Call::get(name, url, Permission::WriteOptimization).extension();
        let call = Call {
            method: reqwest::Method::DELETE,
            ..call
        };
        self.call(&call).await
    }

    /// All jobs that the server knows, newest first (Extension).
    ///
    /// # Errors
    /// [`CxoneError::Unsupported`] where the server cannot; else [`CxoneError`].
    pub async fn jobs(&self) -> Result<Vec<OptimizationJob>, CxoneError> {
        let url = self.jobs_url(&["jobs"])?;
        let name = "list optimization runs";
        let call = Call::get(name, url, Permission::ReadOptimization).extension();
        let list: JobList = self.call(&call).await?;
        Ok(list.items)
    }

    /// Asks for a job that cannot exist: "no such job" proves scope and licence, and writes nothing.
    pub(crate) async fn probe_optimization(&self) -> Result<(), CxoneError> {
        let call = self.job_call(READ, "shiftwright-connection-check")?;
        let call = call.repeated(Repeat::IfAsked);
        match self.call::<OptimizationJob>(&call).await {
            Ok(_) | Err(CxoneError::WrongPath { .. } | CxoneError::Refused { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn job_call(&self, name: &'static str, job_id: &str) -> Result<Call, CxoneError> {
        let url = self.job_url(job_id)?;
        Ok(Call::get(name, url, Permission::ReadOptimization))
    }

    fn job_url(&self, job_id: &str) -> Result<reqwest::Url, CxoneError> {
        if !is_usable(job_id) {
            return Err(CxoneError::JobUnknown {
                job_id: job_id.to_owned(),
                details: Box::default(),
            });
        }
        self.jobs_url(&["jobs", job_id])
    }

    fn jobs_url(&self, rest: &[&str]) -> Result<reqwest::Url, CxoneError> {
        self.api_url(&[&["schedule", "optimization"], rest].concat())
    }
}

/// An empty id, and the two that mean a place in a path, would address something else.
fn is_usable(job_id: &str) -> bool {
    !matches!(job_id, "" | "." | "..")
}

/// The path was right when the job was started: 404 speaks of the job.
fn unknown_job(job_id: &str, error: CxoneError) -> CxoneError {
    match error {
        CxoneError::WrongPath { details, .. } if details.status == Some(404) => {
            CxoneError::JobUnknown {
                job_id: job_id.to_owned(),
                details,
            }
        }
        other => other,
    }
}
