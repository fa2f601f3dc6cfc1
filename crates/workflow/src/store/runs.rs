use std::collections::HashSet;

use chrono::{DateTime, Utc};
use cxone::wire::OptimizationRequest;
use rusqlite::{OptionalExtension, Params, params};
use serde_json::{from_str, to_string};
use staffing::{DateRange, Recommendations};
use uuid::Uuid;

use super::Store;
use crate::WorkError;
use crate::connection::Connection;
use crate::optimization::RunOutcome;

/// One optimization run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRecord {
    /// Names the run.
    pub id: String,
    /// When it was submitted.
    pub at: DateTime<Utc>,
    /// When its outcome was learned.
    pub ended_at: Option<DateTime<Utc>>,
    /// The connection's id.
    pub connection_id: String,
    /// The connection's name by then.
    pub connection: String,
    /// What was asked.
    pub request: OptimizationRequest,
    /// How it stands.
    pub outcome: RunOutcome,
    /// What it proposes, where it is finished.
    pub recommendations: Option<Recommendations>,
}

/// A run that has recommendations.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishedRun {
    /// Names the run.
    pub id: String,
    /// When its outcome was learned.
    pub ended_at: DateTime<Utc>,
    /// The time that was staffed.
    pub range: DateRange,
    /// What it proposes.
    pub recommendations: Recommendations,
}

impl Store {
    /// Stores a run before it is sent. Until its job id is stored too, its
    /// outcome is unknown.
    ///
    /// # Errors
    /// When the store fails.
    pub fn add_run(
        &self,
        connection: &Connection,
        request: &OptimizationRequest,
        now: DateTime<Utc>,
    ) -> Result<String, WorkError> {
        let id = Uuid::new_v4().to_string();
        self.database().execute(
            "INSERT INTO runs (id, at, connection_id, connection, request, outcome)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id,
                now,
                connection.id,
                connection.name,
                to_string(request)?,
                to_string(&RunOutcome::Unknown)?
            ],
        )?;
        Ok(id)
    }

    /// Stores the job id that the server gave a run.
    ///
    /// # Errors
    /// When the store fails.
    pub fn run_submitted(&self, run: &str, job: &str) -> Result<(), WorkError> {
        self.database().execute(
            "UPDATE runs SET job = ?2, outcome = ?3 WHERE id = ?1",
            params![run, job, to_string(&RunOutcome::StillRunning)?],
        )?;
        Ok(())
    }

    /// Stores what became of a run.
    ///
    /// # Errors
    /// When the store fails.
    pub fn run_ended(
        &self,
        run: &str,
        outcome: RunOutcome,
        recommendations: Option<&Recommendations>,
        now: DateTime<Utc>,
    ) -> Result<(), WorkError> {
        let result = recommendations.map(to_string).transpose()?;
        self.database().execute(
            "UPDATE runs SET outcome = ?2, result = ?3, ended_at = ?4 WHERE id = ?1",
            params![run, to_string(&outcome)?, result, now],
        )?;
        Ok(())
    }

    /// Takes a run out that the server refused.
    ///
    /// # Errors
    /// When the store fails.
    pub fn remove_run(&self, run: &str) -> Result<(), WorkError> {
        self.database()
            .execute("DELETE FROM runs WHERE id = ?1", [run])?;
        Ok(())
    }

    /// The server's job id of a run, if it is known.
    ///
    /// # Errors
    /// When the store fails.
    pub fn job_of(&self, run: &str) -> Result<Option<String>, WorkError> {
        let job = self
            .database()
            .query_row("SELECT job FROM runs WHERE id = ?1", [run], |row| {
                row.get(0)
            })
            .optional()?;
        Ok(job.flatten())
    }

    /// The run through a connection that has that job id.
    ///
    /// # Errors
    /// When the store fails.
    pub fn run_of_job(&self, connection: &str, job: &str) -> Result<Option<String>, WorkError> {
        let run = self.database().query_row(
            "SELECT id FROM runs WHERE connection_id = ?1 AND job = ?2",
            [connection, job],
            |row| row.get(0),
        );
        Ok(run.optional()?)
    }

    /// The server's job ids of all runs.
    ///
    /// # Errors
    /// When the store fails.
    pub fn jobs(&self) -> Result<HashSet<String>, WorkError> {
        let database = self.database();
        let mut query = database.prepare("SELECT job FROM runs WHERE job IS NOT NULL")?;
        let jobs = query.query_map([], |row| row.get(0))?;
        Ok(jobs.collect::<Result<_, _>>()?)
    }

    /// Runs, newest first.
    ///
    /// # Errors
    /// When the store fails or a record does not hold together.
    pub fn runs(&self) -> Result<Vec<RunRecord>, WorkError> {
        self.runs_where("ORDER BY rowid DESC", [])
    }

    /// The run of that name, if it is known.
    ///
    /// # Errors
    /// As [`Store::runs`].
    pub fn run(&self, run: &str) -> Result<Option<RunRecord>, WorkError> {
        Ok(self.runs_where("WHERE id = ?1", [run])?.pop())
    }

    /// The newest run through a connection, whatever became of it.
    ///
    /// # Errors
    /// As [`Store::runs`].
    pub fn last_run(&self, connection: &str) -> Result<Option<RunRecord>, WorkError> {
        let newest = "WHERE connection_id = ?1 ORDER BY rowid DESC LIMIT 1";
        Ok(self.runs_where(newest, [connection])?.pop())
    }

    /// The runs through a connection whose end is not known, newest first: they go
    /// on at the server, or the answer to their submission was lost.
    ///
    /// # Errors
    /// As [`Store::runs`].
    pub fn open_runs(&self, connection: &str) -> Result<Vec<RunRecord>, WorkError> {
        let open = "WHERE connection_id = ?1 AND outcome IN (?2, ?3) ORDER BY rowid DESC";
        let (running, unknown) = (RunOutcome::StillRunning, RunOutcome::Unknown);
        let outcomes = params![connection, to_string(&running)?, to_string(&unknown)?];
        self.runs_where(open, outcomes)
    }

    /// The newest run through a connection that has recommendations.
    ///
    /// # Errors
    /// As [`Store::runs`].
    pub fn last_finished_run(&self, connection: &str) -> Result<Option<FinishedRun>, WorkError> {
        let newest = "WHERE connection_id = ?1 AND ended_at IS NOT NULL AND result IS NOT NULL
             ORDER BY rowid DESC LIMIT 1";
        let run = self.runs_where(newest, [connection])?.pop();
        run.and_then(RunRecord::finished).transpose()
    }

    /// The runs that the end of a query asks for: results are large, so no more
    /// are read than are wanted.
    fn runs_where(&self, wanted: &str, values: impl Params) -> Result<Vec<RunRecord>, WorkError> {
        let database = self.database();
        let mut query = database.prepare(&format!(
            "SELECT id, at, ended_at, connection_id, connection, request, outcome, result
             FROM runs {wanted}"
        ))?;
        let mut rows = query.query(values)?;
        let mut runs = Vec::new();
        while let Some(row) = rows.next()? {
            let request: String = row.get(5)?;
            let outcome: String = row.get(6)?;
            let result: Option<String> = row.get(7)?;
            runs.push(RunRecord {
                id: row.get(0)?,
                at: row.get(1)?,
                ended_at: row.get(2)?,
                connection_id: row.get(3)?,
                connection: row.get(4)?,
                request: from_str(&request)?,
                outcome: from_str(&outcome)?,
                recommendations: result.as_deref().map(from_str).transpose()?,
            });
        }
        Ok(runs)
    }
}

impl RunRecord {
    /// The run as a finished one, if it is.
    fn finished(self) -> Option<Result<FinishedRun, WorkError>> {
        let (ended_at, recommendations) = (self.ended_at?, self.recommendations?);
        let range = DateRange::try_from(self.request.date_range);
        Some(range.map_err(WorkError::from).map(|range| FinishedRun {
            id: self.id,
            ended_at,
            range,
            recommendations,
        }))
    }
}
