//! Optimization jobs as they are kept.

use chrono::{DateTime, Utc};
use cxone::wire::DateRange;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::Store;
use crate::EmbeddedError;

/// One job; request and result are JSON as on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredJob {
    pub id: String,
    /// As on the wire.
    pub status: String,
    /// How often the run was begun and has not come to an end.
    pub attempts: u32,
    pub request: String,
    /// None of jobs of older versions.
    pub submitted: Option<DateTime<Utc>>,
    pub result: Option<String>,
    /// In plain words.
    pub error: Option<String>,
}

const COLUMNS: &str = "id, status, attempts, request, submitted, result, error";

impl Store {
    /// Keeps a new job.
    pub fn add_job(
        &self,
        id: &str,
        request: &str,
        now: DateTime<Utc>,
    ) -> Result<(), EmbeddedError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO jobs (id, status, request, submitted) VALUES (?1, 'QUEUED', ?2, ?3)",
                params![id, request, now],
            )?;
            Ok(())
        })
    }

    /// Keeps that a run begins, before it does.
    pub fn begin_job(&self, id: &str) -> Result<(), EmbeddedError> {
        self.update_job(
            "UPDATE jobs SET status = 'RUNNING', attempts = attempts + 1 WHERE id = ?1",
            id,
        )
    }

    /// Puts a job back that was stopped because the workspace closes.
    pub fn requeue_job(&self, id: &str) -> Result<(), EmbeddedError> {
        self.update_job(
            "UPDATE jobs SET status = 'QUEUED', attempts = 0 WHERE id = ?1",
            id,
        )
    }

    /// Keeps how a job ended.
    pub fn finish_job(
        &self,
        id: &str,
        status: &str,
        result: Option<&str>,
        error: Option<&str>,
    ) -> Result<(), EmbeddedError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE jobs SET status = ?2, result = ?3, error = ?4 WHERE id = ?1",
                params![id, status, result, error],
            )?;
            Ok(())
        })
    }

    /// One job, if there is such a job.
    pub fn job(&self, id: &str) -> Result<Option<StoredJob>, EmbeddedError> {
        self.read(|transaction| {
            let select = format!("SELECT {COLUMNS} FROM jobs WHERE id = ?1");
            let mut statement = transaction.prepare_cached(&select)?;
            Ok(statement.query_row([id], stored_job).optional()?)
        })
    }

    /// The latest jobs, newest first.
    pub fn jobs(&self, at_most: u32) -> Result<Vec<StoredJob>, EmbeddedError> {
        self.read(|transaction| {
            let select = format!("SELECT {COLUMNS} FROM jobs ORDER BY number DESC LIMIT {at_most}");
            collect(transaction, &select)
        })
    }

    /// What the latest job that had time in common with `range` came to, as JSON.
    pub fn latest_result(&self, range: &DateRange) -> Result<Option<String>, EmbeddedError> {
        self.read(|transaction| {
            // Instants are kept as the wire writes them, so that their texts are in their order.
            let mut statement = transaction.prepare_cached(
                "SELECT result FROM jobs
                 WHERE result IS NOT NULL AND request ->> '$.dateRange.start' < ?2
                     AND request ->> '$.dateRange.end' > ?1
                 ORDER BY number DESC LIMIT 1",
            )?;
            let ends = params![range.start.to_string(), range.end.to_string()];
            Ok(statement.query_row(ends, |row| row.get(0)).optional()?)
        })
    }

    /// Jobs that have not ended, oldest first.
    pub fn unfinished_jobs(&self) -> Result<Vec<StoredJob>, EmbeddedError> {
        self.read(|transaction| {
            let select = format!(
                "SELECT {COLUMNS} FROM jobs WHERE status IN ('QUEUED', 'RUNNING') ORDER BY number"
            );
            collect(transaction, &select)
        })
    }

    fn update_job(&self, update: &str, id: &str) -> Result<(), EmbeddedError> {
        self.write(|transaction| {
            transaction.execute(update, [id])?;
            Ok(())
        })
    }
}

fn collect(transaction: &Transaction<'_>, select: &str) -> Result<Vec<StoredJob>, EmbeddedError> {
    let mut statement = transaction.prepare_cached(select)?;
    let rows = statement.query_map([], stored_job)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn stored_job(row: &Row<'_>) -> Result<StoredJob, rusqlite::Error> {
    Ok(StoredJob {
        id: row.get(0)?,
        status: row.get(1)?,
        attempts: row.get(2)?,
        request: row.get(3)?,
        submitted: row.get(4)?,
        result: row.get(5)?,
        error: row.get(6)?,
    })
}
