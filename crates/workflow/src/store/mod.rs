mod connections;
mod imports;
mod journal;
mod receipt;
mod runs;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection as Database;
use rusqlite_migration::{M, Migrations};

use crate::WorkError;

pub use imports::{FailedRow, ImportRecord, KEPT_FAILURES};
pub use journal::OpenImport;
pub use receipt::{Counts, Receipt, SentFile};
pub use runs::{FinishedRun, RunRecord};

/// What must not be lost: connections (without secrets), imports, runs.
/// SQLite, in one file.
pub struct Store {
    database: Mutex<Database>,
}

impl Store {
    /// Opens or makes the store file.
    ///
    /// # Errors
    /// When the file cannot be opened or comes from a newer version.
    pub fn open(file: &Path) -> Result<Self, WorkError> {
        Self::prepare(Database::open(file)?)
    }

    /// A store in memory, gone with the value.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn in_memory() -> Result<Self, WorkError> {
        Self::prepare(Database::open_in_memory()?)
    }

    fn prepare(mut database: Database) -> Result<Self, WorkError> {
        database.pragma_update(None, "journal_mode", "WAL")?;
        database.pragma_update(None, "synchronous", "FULL")?;
        let steps = vec![
            M::up(include_str!("schema.sql")),
            M::up(include_str!("receipt.sql")),
            M::up(include_str!("journal.sql")),
        ];
        Migrations::new(steps).to_latest(&mut database)?;
        Ok(Self {
            database: Mutex::new(database),
        })
    }

    fn database(&self) -> MutexGuard<'_, Database> {
        // A panic elsewhere leaves no half-written row: SQLite rolls back.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
