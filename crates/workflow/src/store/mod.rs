mod connections;
mod imports;
mod journal;
mod receipt;
mod runs;

use std::fs::{File, OpenOptions, TryLockError};
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
///
/// One process works on it at a time: it holds the lock of a file beside it, which
/// ends with the process, however that ends.
pub struct Store {
    database: Mutex<Database>,
    /// None of a store in memory.
    lock: Option<File>,
}

impl Store {
    /// Opens or makes the store file.
    ///
    /// # Errors
    /// [`WorkError::StoreInUse`] when another process has it open; else when the
    /// file cannot be opened or comes from a newer version.
    pub fn open(file: &Path) -> Result<Self, WorkError> {
        let lock = lock(file)?;
        Self::prepare(Database::open(file)?, Some(lock))
    }

    /// A store in memory, gone with the value.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn in_memory() -> Result<Self, WorkError> {
        Self::prepare(Database::open_in_memory()?, None)
    }

    /// Lets another process have the store: for a program that ends and cannot drop it.
    pub fn release(&self) {
        let released = self.lock.as_ref().map(File::unlock);
        if let Some(Err(fault)) = released {
            tracing::debug!(%fault, "the store is let go when the process ends");
        }
    }

    fn prepare(mut database: Database, lock: Option<File>) -> Result<Self, WorkError> {
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
            lock,
        })
    }

    fn database(&self) -> MutexGuard<'_, Database> {
        // A panic elsewhere leaves no half-written row: SQLite rolls back.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the store for this process. The operating system lets go of the lock when
/// the process ends; children do not inherit it.
fn lock(file: &Path) -> Result<File, WorkError> {
    let path = file.with_extension("lock");
    let unusable = |source| WorkError::StoreFolder {
        file: path.clone(),
        source,
    };
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(unusable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(WorkError::StoreInUse {
            folder: file.parent().unwrap_or(file).to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(unusable(source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_opens_a_store_at_a_time_and_the_next_when_it_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("work.sqlite");

        let first = Store::open(&file).unwrap();
        let second = Store::open(&file).err().unwrap().to_string();

        assert!(second.starts_with("Shiftwright is at work"), "{second}");
        assert!(second.contains(&*folder.path().to_string_lossy()));
        first.release();
        let next = Store::open(&file).unwrap();
        drop(next);
        assert!(Store::open(&file).is_ok());
    }
}
