use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::from_str;
use staffing::DateRange;

use super::Store;
use super::receipt::Receipt;
use crate::WorkError;
use crate::import::ImportReport;

/// Failed rows that are kept with an import; the others are only counted.
pub const KEPT_FAILURES: usize = 1_000;

/// One import that took place.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRecord {
    /// Names the import.
    pub id: String,
    /// When it ended; of an open one, when it began or was stopped.
    pub at: DateTime<Utc>,
    /// The connection's name by then.
    pub connection: String,
    /// The file's name, without its folder.
    pub file_name: String,
    /// Shifts that the server took.
    pub processed: usize,
    /// Shifts that it did not take.
    pub failed: usize,
    /// Whether the planner stopped it.
    pub cancelled: bool,
    /// Whether the server, or the way to it, stopped it.
    pub stopped: bool,
    /// Whether it has not ended: it is under way, or can go on.
    pub is_open: bool,
    /// The rest, unless an older version of the program did the import.
    pub receipt: Option<Receipt>,
}

/// A row that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedRow {
    /// The line in the file; 0 where the server did not say which.
    pub line: usize,
    /// Whose shift.
    pub agent: String,
    /// Why.
    pub reason: String,
}

impl Store {
    /// Imports, newest first.
    ///
    /// # Errors
    /// When the store fails or a record does not hold together.
    pub fn imports(&self) -> Result<Vec<ImportRecord>, WorkError> {
        let database = self.database();
        let mut query = database.prepare(
            "SELECT id, at, connection, file_name, processed, failed, cancelled, stopped, receipt,
                 EXISTS (SELECT 1 FROM journal WHERE import = id)
             FROM imports ORDER BY rowid DESC",
        )?;
        let mut rows = query.query([])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(record(row)?);
        }
        Ok(records)
    }

    /// The rows of an import that the server did not take, in the order of the
    /// file; at most [`KEPT_FAILURES`].
    ///
    /// # Errors
    /// When the store fails.
    pub fn failed_rows(&self, import: &str) -> Result<Vec<FailedRow>, WorkError> {
        let database = self.database();
        let mut query = database.prepare(
            "SELECT line, agent, reason FROM import_failures WHERE import = ?1 ORDER BY position",
        )?;
        let rows = query.query_map([import], |row| {
            Ok(FailedRow {
                line: row.get(0)?,
                agent: row.get(1)?,
                reason: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The time within which the shifts start that were sent last through a connection.
    ///
    /// # Errors
    /// When the store fails.
    pub fn last_imported(&self, connection: &str) -> Result<Option<DateRange>, WorkError> {
        let range = self.database().query_row(
            "SELECT first_start, after_last_start FROM imports
             WHERE connection_id = ?1 AND processed > 0 ORDER BY rowid DESC LIMIT 1",
            [connection],
            |row| {
                Ok(DateRange {
                    start: row.get(0)?,
                    end: row.get(1)?,
                })
            },
        );
        Ok(range.optional()?)
    }
}

/// Keeps the rows that the server did not take, up to a bound.
pub(super) fn insert_failures(
    transaction: &Transaction<'_>,
    import: &str,
    report: &ImportReport,
    zone: chrono_tz::Tz,
) -> Result<(), WorkError> {
    let mut insert =
        transaction.prepare("INSERT INTO import_failures VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let failures = report.failures.iter().take(KEPT_FAILURES).enumerate();
    for (position, failure) in failures {
        insert.execute(params![
            import,
            position,
            failure.line,
            failure.agent.as_str(),
            failure.words(zone)
        ])?;
    }
    Ok(())
}

fn record(row: &Row<'_>) -> Result<ImportRecord, WorkError> {
    let receipt: Option<String> = row.get(8)?;
    Ok(ImportRecord {
        id: row.get(0)?,
        at: row.get(1)?,
        connection: row.get(2)?,
        file_name: row.get(3)?,
        processed: row.get(4)?,
        failed: row.get(5)?,
        cancelled: row.get(6)?,
        stopped: row.get(7)?,
        is_open: row.get(9)?,
        receipt: receipt.as_deref().map(from_str).transpose()?,
    })
}
