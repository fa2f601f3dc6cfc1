//! The workspace's SQLite file: one connection writes, one reads.
//!
//! Write-ahead log with `synchronous=FULL`: what was acknowledged is on the
//! disk, whatever ends the program or the computer next.

mod directory;
mod import;
mod jobs;
mod requirements;
mod schedule;
mod settings;

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

pub use directory::{DirectoryAgent, DirectorySkill, write_directory};
pub use import::{CheckedShift, ImportFault, ImportRules, import};
pub use jobs::StoredJob;
#[cfg(test)]
pub use schedule::{RequiredWindow, ScheduledShift, ScheduledSkill};
pub use schedule::{Schedule, SchedulingAgent};
pub use settings::{Directory, get as setting, set as set_setting, set_directory};

use crate::EmbeddedError;

/// Marks the file as a workspace: "SWwk".
const APPLICATION_ID: i32 = 0x5357_776b;

/// The file, opened, and locked against other programs.
pub struct Store {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    /// Held for as long as the store is open; the system lets go of it however the program ends.
    _lock: File,
}

/// What stays of a transaction's work.
#[derive(Clone, Copy)]
enum Keep {
    All,
    Nothing,
}

impl Store {
    /// Opens or makes `workspace.sqlite` in `folder`.
    pub fn open(folder: &Path) -> Result<Self, EmbeddedError> {
        let unusable = |source| EmbeddedError::Folder {
            folder: folder.to_owned(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(unusable)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("workspace.lock"))
            .map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(EmbeddedError::InUse {
                    folder: folder.to_owned(),
                });
            }
            Err(TryLockError::Error(source)) => return Err(unusable(source)),
        }
        let file = folder.join("workspace.sqlite");
        let mut writer = connect(&file)?;
        migrate(&mut writer, &file)?;
        let reader = connect(&file)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            _lock: lock,
        })
    }

    /// Runs `work` in one transaction: all of it is kept, or nothing.
    pub fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.in_transaction(work, Keep::All)
    }

    /// Runs `work` in one transaction and keeps nothing of what it wrote.
    pub fn rehearse<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.in_transaction(work, Keep::Nothing)
    }

    /// Runs `work` on one unchanging view of the data.
    pub fn read<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = guard(&self.reader);
        let transaction = connection.transaction()?;
        work(&transaction)
    }

    fn in_transaction<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
        keep: Keep,
    ) -> Result<T, E> {
        let mut connection = guard(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = work(&transaction)?;
        match keep {
            Keep::All => transaction.commit()?,
            Keep::Nothing => transaction.rollback()?,
        }
        Ok(outcome)
    }
}

/// A thread that panicked left no half-done transaction behind, so its lock is taken over.
fn guard(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(file: &Path) -> Result<Connection, EmbeddedError> {
    let prepare = || {
        let connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    };
    prepare().map_err(|error| opening(error, file))
}

fn migrate(connection: &mut Connection, file: &Path) -> Result<(), EmbeddedError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let version = pragma("user_version").map_err(|error| opening(error, file))?;
    let mark = pragma("application_id").map_err(|error| opening(error, file))?;
    if mark != APPLICATION_ID && (mark != 0 || version != 0 || has_tables(connection)?) {
        return Err(EmbeddedError::NotAWorkspace {
            file: file.to_owned(),
        });
    }
    connection
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(|error| opening(error, file))?;
    let steps = Migrations::new(vec![
        M::up(include_str!("schema.sql")),
        M::up(include_str!("submitted.sql")),
    ]);
    steps.to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::MigrationDefinition(_) => EmbeddedError::Newer {
            file: file.to_owned(),
        },
        rusqlite_migration::Error::RusqliteError { err, .. } => opening(err, file),
        other => EmbeddedError::Damaged {
            what: other.to_string(),
        },
    })
}

fn has_tables(connection: &Connection) -> Result<bool, rusqlite::Error> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| {
        row.get(0)
    })
}

/// For what was read back and is not what was written.
pub fn damaged(error: impl std::fmt::Display) -> EmbeddedError {
    EmbeddedError::Damaged {
        what: error.to_string(),
    }
}

fn opening(error: rusqlite::Error, file: &Path) -> EmbeddedError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            EmbeddedError::NotAWorkspace {
                file: file.to_owned(),
            }
        }
        _ => EmbeddedError::Store(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prepare: impl FnOnce(&Path), expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        prepare(&folder.path().join("workspace.sqlite"));

        let message = match Store::open(folder.path()) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };

        assert!(message.contains(expected), "{message}");
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named_with_the_reason() {
        check(
            |file| std::fs::write(file, "Agent ID,Start,End\n".repeat(100)).unwrap(),
            "is not a workspace",
        );
        check(
            |file| {
                let other = Connection::open(file).unwrap();
                other.execute_batch("CREATE TABLE notes (text)").unwrap();
            },
            "is not a workspace",
        );
        check(
            |file| {
                drop(Store::open(file.parent().unwrap()).unwrap());
                let newer = Connection::open(file).unwrap();
                newer.pragma_update(None, "user_version", 99).unwrap();
            },
            "newer version",
        );
        check(
            |file| std::fs::create_dir(file).unwrap(),
            "could not read or write",
        );
    }

    #[test]
    fn one_program_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Store::open(folder.path()).unwrap();

        assert!(matches!(
            Store::open(folder.path()),
            Err(EmbeddedError::InUse { .. })
        ));
        drop(first);
        assert!(Store::open(folder.path()).is_ok());
    }
}
