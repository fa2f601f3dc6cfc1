//! Agents and skills by their names.

use rusqlite::{OptionalExtension, Transaction};

#[derive(Clone, Copy)]
pub enum Table {
    Agents,
    Skills,
}

/// The row of an agent or a skill, if the directory knows it.
pub fn id_of(
    transaction: &Transaction<'_>,
    table: Table,
    name: &str,
) -> Result<Option<i64>, rusqlite::Error> {
    let select = match table {
        Table::Agents => "SELECT id FROM agents WHERE name = ?1",
        Table::Skills => "SELECT id FROM skills WHERE name = ?1",
    };
    let mut statement = transaction.prepare_cached(select)?;
    statement.query_row([name], |row| row.get(0)).optional()
}

/// The row of an agent or a skill, made if it is missing.
pub fn ensure(
    transaction: &Transaction<'_>,
    table: Table,
    name: &str,
) -> Result<i64, rusqlite::Error> {
    match id_of(transaction, table, name)? {
        Some(id) => Ok(id),
        None => add(transaction, table, name),
    }
}

pub(super) fn add(
    transaction: &Transaction<'_>,
    table: Table,
    name: &str,
) -> Result<i64, rusqlite::Error> {
    let insert = match table {
        Table::Agents => "INSERT INTO agents (name) VALUES (?1)",
        Table::Skills => "INSERT INTO skills (name) VALUES (?1)",
    };
    transaction.prepare_cached(insert)?.insert([name])
}
