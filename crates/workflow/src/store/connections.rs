use rusqlite::params;
use serde_json::{from_str, to_string};

use super::Store;
use crate::WorkError;
use crate::connection::Connection;

impl Store {
    /// Saved connections, in the order in which they were first saved.
    ///
    /// # Errors
    /// When the store fails.
    pub fn connections(&self) -> Result<Vec<Connection>, WorkError> {
        let database = self.database();
        let mut query = database.prepare("SELECT record FROM connections ORDER BY rowid")?;
        let records = query.query_map([], |row| row.get::<_, String>(0))?;
        records.map(|record| Ok(from_str(&record?)?)).collect()
    }

    /// The saved connection of that id.
    ///
    /// # Errors
    /// When there is none, or the store fails.
    pub fn connection(&self, id: &str) -> Result<Connection, WorkError> {
        let known = self.connections()?;
        known
            .into_iter()
            .find(|connection| connection.id == id)
            .ok_or(WorkError::UnknownConnection)
    }

    /// Refuses a name that another connection has, whatever its case.
    ///
    /// # Errors
    /// [`WorkError::NameTaken`], or when the store fails.
    pub fn name_must_be_free(&self, wanted: &Connection) -> Result<(), WorkError> {
        let wanted_name = wanted.name.to_lowercase();
        let mut known = self.connections()?.into_iter();
        let other =
            known.find(|each| each.id != wanted.id && each.name.to_lowercase() == wanted_name);
        match other {
            Some(Connection { name, .. }) => Err(WorkError::NameTaken { name }),
            None => Ok(()),
        }
    }

    /// Saves a connection, new or changed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn save_connection(&self, connection: &Connection) -> Result<(), WorkError> {
        self.database().execute(
            "INSERT INTO connections (id, record) VALUES (?1, ?2)
             ON CONFLICT (id) DO UPDATE SET record = excluded.record",
            params![connection.id, to_string(connection)?],
        )?;
        Ok(())
    }

    /// Refuses to part with a connection through which alone an import can go on.
    ///
    /// # Errors
    /// [`WorkError::ConnectionInUse`], or when the store fails.
    pub fn must_not_be_needed(&self, id: &str) -> Result<(), WorkError> {
        let mut open = self.open_imports()?.into_iter();
        match open.find(|import| import.connection_id == id) {
            Some(import) => Err(WorkError::ConnectionInUse {
                connection: import.connection,
            }),
            None => Ok(()),
        }
    }

    /// Forgets a connection; what was done with it stays in the history.
    ///
    /// # Errors
    /// As [`Store::must_not_be_needed`].
    pub fn remove_connection(&self, id: &str) -> Result<(), WorkError> {
        self.must_not_be_needed(id)?;
        self.database()
            .execute("DELETE FROM connections WHERE id = ?1", [id])?;
        Ok(())
    }
}
