//! Imports that are under way. What is to be sent is kept before anything is
//! sent, and what became of it as soon as it is known, so that a crash, a power
//! cut or a lost network loses nothing: what has no answer is sent again.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::{from_slice, from_str, to_string, to_vec};
use spreadsheet::ReadShift;
use uuid::Uuid;

use super::Store;
use super::imports::{ImportRecord, insert_failures};
use super::receipt::{Receipt, SentFile};
use crate::WorkError;
use crate::connection::Connection;
use crate::import::{Answer, ImportReport};

/// An import that has begun and not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenImport {
    /// Names the import.
    pub id: String,
    /// When it began.
    pub at: DateTime<Utc>,
    /// The connection through which alone it can go on.
    pub connection_id: String,
    /// That connection's name by then.
    pub connection: String,
    /// What is sent.
    pub file: SentFile,
    /// Shifts in all.
    pub shifts: usize,
    /// Shifts that the server has answered for.
    pub answered: usize,
    /// Shifts that it took.
    pub processed: usize,
    /// Batches in all.
    pub batches: usize,
}

const OPEN: &str = "SELECT imports.id, at, connection_id, connection, file, processed,
        (SELECT sum(shifts) FROM journal_batches WHERE import = imports.id),
        (SELECT coalesce(sum(shifts), 0) FROM journal_batches
             WHERE import = imports.id AND answer IS NOT NULL),
        (SELECT count(*) FROM journal_batches WHERE import = imports.id)
    FROM imports JOIN journal ON import = imports.id";

impl Store {
    /// Keeps an import with all that is to be sent, and answers its name. An import
    /// of the same whole file through the same connection takes the place of one
    /// that was stopped.
    ///
    /// # Errors
    /// When the store fails; then nothing of it is kept.
    pub fn begin_import(
        &self,
        connection: &Connection,
        file: &SentFile,
        batches: impl Iterator<Item = Vec<ReadShift>>,
        now: DateTime<Utc>,
    ) -> Result<String, WorkError> {
        let id = Uuid::new_v4().to_string();
        let mut database = self.database();
        let transaction = database.transaction()?;
        if !file.only_some_rows {
            for earlier in open_of_file(&transaction, connection, file)? {
                leave(&transaction, &earlier)?;
            }
        }
        transaction.execute(
            "INSERT INTO imports (id, at, connection_id, connection, file_name, first_start,
                 after_last_start, processed, failed, cancelled, stopped, receipt)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, NULL)",
            params![
                id,
                now,
                connection.id,
                connection.name,
                file.name,
                file.starts.start,
                file.starts.end
            ],
        )?;
        transaction.execute(
            "INSERT INTO journal VALUES (?1, ?2)",
            params![id, to_string(file)?],
        )?;
        {
            let mut insert =
                transaction.prepare("INSERT INTO journal_batches VALUES (?1, ?2, ?3, ?4, NULL)")?;
            for (position, batch) in batches.enumerate() {
                insert.execute(params![id, position, batch.len(), to_vec(&batch)?])?;
            }
        }
        transaction.commit()?;
        Ok(id)
    }

    /// Imports that have begun and not ended, oldest first.
    ///
    /// # Errors
    /// When the store fails or a record does not hold together.
    pub fn open_imports(&self) -> Result<Vec<OpenImport>, WorkError> {
        let database = self.database();
        let mut query = database.prepare(&format!("{OPEN} ORDER BY imports.rowid"))?;
        let mut rows = query.query([])?;
        let mut imports = Vec::new();
        while let Some(row) = rows.next()? {
            imports.push(open(row)?);
        }
        Ok(imports)
    }

    /// The import of that name, if it has begun and not ended.
    ///
    /// # Errors
    /// As [`Store::open_imports`].
    pub fn open_import(&self, import: &str) -> Result<Option<OpenImport>, WorkError> {
        let database = self.database();
        let mut query = database.prepare(&format!("{OPEN} WHERE imports.id = ?1"))?;
        let mut rows = query.query([import])?;
        rows.next()?.map(open).transpose()
    }

    /// Gives up what was not sent of an import. What is written stays written,
    /// and the history says that it stopped.
    ///
    /// # Errors
    /// When the store fails.
    pub fn leave_import(&self, import: &str) -> Result<(), WorkError> {
        let mut database = self.database();
        let transaction = database.transaction()?;
        leave(&transaction, import)?;
        transaction.commit()?;
        Ok(())
    }

    /// What became of the batches that were answered, in their order.
    pub(crate) fn answers(&self, import: &str) -> Result<Vec<Answer>, WorkError> {
        let database = self.database();
        let mut query = database.prepare(
            "SELECT answer FROM journal_batches
             WHERE import = ?1 AND answer IS NOT NULL ORDER BY position",
        )?;
        let answers = query.query_map([import], |row| row.get::<_, String>(0))?;
        answers.map(|answer| Ok(from_str(&answer?)?)).collect()
    }

    /// The first batch without an answer, and its place.
    pub(crate) fn next_batch(
        &self,
        import: &str,
    ) -> Result<Option<(usize, Vec<ReadShift>)>, WorkError> {
        let next = self.database().query_row(
            "SELECT position, rows FROM journal_batches
             WHERE import = ?1 AND answer IS NULL ORDER BY position LIMIT 1",
            [import],
            |row| Ok((row.get::<_, usize>(0)?, row.get::<_, Vec<u8>>(1)?)),
        );
        let Some((position, rows)) = next.optional()? else {
            return Ok(None);
        };
        Ok(Some((position, from_slice(&rows)?)))
    }

    /// Keeps what became of a batch, and what the import has come to with it.
    pub(crate) fn batch_answered(
        &self,
        import: &OpenImport,
        position: usize,
        answer: &Answer,
        report: &ImportReport,
    ) -> Result<(), WorkError> {
        let mut database = self.database();
        let transaction = database.transaction()?;
        transaction.execute(
            "UPDATE journal_batches SET answer = ?3, rows = NULL WHERE import = ?1 AND position = ?2",
            params![import.id, position, to_string(answer)?],
        )?;
        note(&transaction, import, report, import.at)?;
        transaction.commit()?;
        Ok(())
    }

    /// Keeps what an import has come to, and answers its record. One that was
    /// stopped stays open; any other has ended.
    pub(crate) fn settle_import(
        &self,
        import: &OpenImport,
        report: &ImportReport,
        now: DateTime<Utc>,
    ) -> Result<ImportRecord, WorkError> {
        let is_open = report.stopped.is_some();
        let mut database = self.database();
        let transaction = database.transaction()?;
        note(&transaction, import, report, now)?;
        if !is_open {
            insert_failures(&transaction, &import.id, report, import.file.zone)?;
            clear(&transaction, &import.id)?;
        }
        transaction.commit()?;
        Ok(ImportRecord {
            id: import.id.clone(),
            at: now,
            connection: import.connection.clone(),
            file_name: import.file.name.clone(),
            processed: report.processed,
            failed: report.failed,
            cancelled: report.cancelled,
            stopped: is_open,
            is_open,
            receipt: Some(Receipt::of(&import.file, report)),
        })
    }
}

/// Writes into the history what an import has come to.
fn note(
    transaction: &Transaction<'_>,
    import: &OpenImport,
    report: &ImportReport,
    at: DateTime<Utc>,
) -> Result<(), WorkError> {
    transaction.execute(
        "UPDATE imports SET at = ?2, processed = ?3, failed = ?4, cancelled = ?5, stopped = ?6,
             receipt = ?7 WHERE id = ?1",
        params![
            import.id,
            at,
            report.processed,
            report.failed,
            report.cancelled,
            report.stopped.is_some(),
            to_string(&Receipt::of(&import.file, report))?
        ],
    )?;
    Ok(())
}

/// Imports of a file that have begun and not ended.
fn open_of_file(
    transaction: &Transaction<'_>,
    connection: &Connection,
    file: &SentFile,
) -> Result<Vec<String>, WorkError> {
    let mut query = transaction.prepare(
        "SELECT imports.id FROM imports JOIN journal ON import = imports.id
         WHERE connection_id = ?1 AND journal.file ->> 'hash' = ?2",
    )?;
    let ids = query.query_map([&connection.id, &file.hash], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn leave(transaction: &Transaction<'_>, import: &str) -> Result<(), WorkError> {
    transaction.execute("UPDATE imports SET stopped = 1 WHERE id = ?1", [import])?;
    clear(transaction, import)
}

fn clear(transaction: &Transaction<'_>, import: &str) -> Result<(), WorkError> {
    for table in ["journal_batches", "journal"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE import = ?1"), [import])?;
    }
    Ok(())
}

fn open(row: &Row<'_>) -> Result<OpenImport, WorkError> {
    let file: String = row.get(4)?;
    Ok(OpenImport {
        id: row.get(0)?,
        at: row.get(1)?,
        connection_id: row.get(2)?,
        connection: row.get(3)?,
        file: from_str(&file)?,
        processed: row.get(5)?,
        shifts: row.get(6)?,
        answered: row.get(7)?,
        batches: row.get(8)?,
    })
}
