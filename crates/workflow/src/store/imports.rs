use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};
use staffing::DateRange;
use uuid::Uuid;

use super::Store;
use crate::WorkError;
use crate::connection::Connection;
use crate::import::ImportReport;

/// One import that took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// Names the import.
    pub id: String,
    /// When it ended.
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
}

impl Store {
    /// Adds an import to the history; the shifts that were sent start within `starts`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn add_import(
        &self,
        connection: &Connection,
        file_name: &str,
        starts: DateRange,
        report: &ImportReport,
        now: DateTime<Utc>,
    ) -> Result<(), WorkError> {
        self.database().execute(
            "INSERT INTO imports VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                Uuid::new_v4().to_string(),
                now,
                connection.id,
                connection.name,
                file_name,
                starts.start,
                starts.end,
                report.processed,
                report.failed,
                report.cancelled,
                report.stopped.is_some()
            ],
        )?;
        Ok(())
    }

    /// Imports, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn imports(&self) -> Result<Vec<ImportRecord>, WorkError> {
        let database = self.database();
        let mut query = database.prepare(
            "SELECT id, at, connection, file_name, processed, failed, cancelled, stopped
             FROM imports ORDER BY rowid DESC",
        )?;
        let records = query.query_map([], |row| {
            Ok(ImportRecord {
                id: row.get(0)?,
                at: row.get(1)?,
                connection: row.get(2)?,
                file_name: row.get(3)?,
                processed: row.get(4)?,
                failed: row.get(5)?,
                cancelled: row.get(6)?,
                stopped: row.get(7)?,
            })
        })?;
        Ok(records.collect::<Result<_, _>>()?)
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
