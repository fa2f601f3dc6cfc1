//! What the workspace remembers about itself.

use rusqlite::{OptionalExtension, Transaction, params};

use super::Store;
use crate::EmbeddedError;

/// Whether agents and skills come into being as they are imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Directory {
    /// They do: the default for a planner's own data.
    Open,
    /// Unknown ids fail: the sample contact centre.
    Closed,
}

impl Store {
    /// Whose data the workspace holds: what it was first opened for.
    pub fn claim(&self, wanted: &str) -> Result<String, EmbeddedError> {
        self.write(|transaction| match get(transaction, "holds")? {
            Some(holds) => Ok(holds),
            None => {
                set(transaction, "holds", wanted)?;
                Ok(wanted.to_owned())
            }
        })
    }
}

/// Open, unless the workspace was made otherwise.
pub fn directory(transaction: &Transaction<'_>) -> Result<Directory, EmbeddedError> {
    Ok(match get(transaction, "directory")?.as_deref() {
        Some("closed") => Directory::Closed,
        _ => Directory::Open,
    })
}

/// Opens or closes the directory.
pub fn set_directory(
    transaction: &Transaction<'_>,
    directory: Directory,
) -> Result<(), rusqlite::Error> {
    let text = match directory {
        Directory::Open => "open",
        Directory::Closed => "closed",
    };
    set(transaction, "directory", text)
}

/// What is remembered under a name.
pub fn get(transaction: &Transaction<'_>, name: &str) -> Result<Option<String>, rusqlite::Error> {
    transaction
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// Remembers something under a name.
pub fn set(transaction: &Transaction<'_>, name: &str, value: &str) -> Result<(), rusqlite::Error> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)")?
        .execute(params![name, value])
        .map(drop)
}
