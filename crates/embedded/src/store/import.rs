//! Shifts into the store, by the rules of the contract's "Import shifts".

use rusqlite::{OptionalExtension, Transaction, params};
use staffing::Proficiency;

use super::{Directory, Store};
use crate::EmbeddedError;
use crate::time::{Minute, instant_of};

/// A shift whose shape is right; whether it fits the store is yet to be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedShift {
    /// Where it stands in the request, counted from 0.
    pub index: usize,
    pub agent: String,
    pub start: Minute,
    pub finish: Minute,
    /// At least one, each once.
    pub skills: Vec<(String, Option<Proficiency>)>,
    /// Minutes after `start`, from and to.
    pub breaks: Vec<(Minute, Minute)>,
    pub published: bool,
}

/// Why one record is at odds with what is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFault {
    pub index: usize,
    pub agent: String,
    pub field: &'static str,
    pub code: &'static str,
    pub message: String,
}

/// What became of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records that stand in the store now, or would.
    pub processed: usize,
    /// Records that do not.
    pub failed: usize,
    /// Why; a record may have several faults.
    pub faults: Vec<ImportFault>,
}

/// What an import does where it could do several things.
#[derive(Clone, Copy, Debug)]
pub struct ImportRules {
    /// Another window replaces what it overlaps.
    pub overwrite: bool,
    /// Nothing is kept.
    pub validate_only: bool,
}

impl Store {
    /// Writes what fits, in one transaction; the rest fails record by record.
    pub fn import(
        &self,
        shifts: &[CheckedShift],
        rules: ImportRules,
    ) -> Result<Imported, EmbeddedError> {
        let work = |transaction: &Transaction<'_>| import(transaction, shifts, rules.overwrite);
        if rules.validate_only {
            self.rehearse(work)
        } else {
            self.write(work)
        }
    }
}

/// As [`Store::import`], inside a transaction that is already there.
pub fn import(
    transaction: &Transaction<'_>,
    shifts: &[CheckedShift],
    overwrite: bool,
) -> Result<Imported, EmbeddedError> {
    let directory = super::settings::directory(transaction)?;
    let mut imported = Imported::default();
    for shift in shifts {
        let faults = import_one(transaction, shift, directory, overwrite)?;
        if faults.is_empty() {
            imported.processed += 1;
        } else {
            imported.failed += 1;
            imported.faults.extend(faults);
        }
    }
    Ok(imported)
}

fn import_one(
    transaction: &Transaction<'_>,
    shift: &CheckedShift,
    directory: Directory,
    overwrite: bool,
) -> Result<Vec<ImportFault>, EmbeddedError> {
    let agent = id_of(transaction, Table::Agents, &shift.agent)?;
    if directory == Directory::Closed {
        let faults = unknown(transaction, shift, agent)?;
        if !faults.is_empty() {
            return Ok(faults);
        }
    }
    let mut same = None;
    if let Some(agent) = agent {
        same = stored_twin(transaction, agent, shift)?;
        let overlapping = match same {
            Some(_) => Vec::new(),
            None => overlapping(transaction, agent, shift)?,
        };
        match overlapping.first() {
            Some(&(_, start, finish)) if !overwrite => {
                return Ok(vec![conflict(shift, start, finish)]);
            }
            _ => {}
        }
        for (id, _, _) in overlapping {
            transaction
                .prepare_cached("DELETE FROM shifts WHERE id = ?1")?
                .execute([id])?;
        }
    }
    let agent = match agent {
        Some(agent) => agent,
        None => add(transaction, Table::Agents, &shift.agent)?,
    };
    let id = match same {
        Some(id) => {
            if overwrite {
                update(transaction, id, shift)?;
            }
            id
        }
        None => insert(transaction, agent, shift)?,
    };
    unite_skills(transaction, id, agent, shift)?;
    Ok(Vec::new())
}

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

fn add(transaction: &Transaction<'_>, table: Table, name: &str) -> Result<i64, rusqlite::Error> {
    let insert = match table {
        Table::Agents => "INSERT INTO agents (name) VALUES (?1)",
        Table::Skills => "INSERT INTO skills (name) VALUES (?1)",
    };
    transaction.prepare_cached(insert)?.insert([name])
}

fn unknown(
    transaction: &Transaction<'_>,
    shift: &CheckedShift,
    agent: Option<i64>,
) -> Result<Vec<ImportFault>, rusqlite::Error> {
    let fault = |field, code, message| ImportFault {
        index: shift.index,
        agent: shift.agent.clone(),
        field,
        code,
        message,
    };
    let mut faults = Vec::new();
    if agent.is_none() {
        let message = format!(
            "The directory has no agent {}. Check the agent's id.",
            shift.agent
        );
        faults.push(fault("agentId", "UNKNOWN_AGENT", message));
    }
    for (skill, _) in &shift.skills {
        if id_of(transaction, Table::Skills, skill)?.is_none() {
            let message = format!("The directory has no skill {skill}. Check the skill's id.");
            faults.push(fault("skillId", "UNKNOWN_SKILL", message));
        }
    }
    Ok(faults)
}

/// The stored shift of the same natural key.
fn stored_twin(
    transaction: &Transaction<'_>,
    agent: i64,
    shift: &CheckedShift,
) -> Result<Option<i64>, rusqlite::Error> {
    transaction
        .prepare_cached("SELECT id FROM shifts WHERE agent = ?1 AND start = ?2 AND finish = ?3")?
        .query_row(params![agent, shift.start, shift.finish], |row| row.get(0))
        .optional()
}

/// Stored shifts of the agent that share a minute with `shift`: (row, start, finish), latest first.
fn overlapping(
    transaction: &Transaction<'_>,
    agent: i64,
    shift: &CheckedShift,
) -> Result<Vec<(i64, Minute, Minute)>, rusqlite::Error> {
    let mut statement = transaction.prepare_cached(
        "SELECT id, start, finish FROM shifts WHERE agent = ?1 AND start < ?2 ORDER BY start DESC",
    )?;
    let mut rows = statement.query(params![agent, shift.finish])?;
    let mut found = Vec::new();
    // Stored shifts of one agent never overlap each other: the first that ends
    // early enough has only earlier ones behind it.
    while let Some(row) = rows.next()? {
        let (id, start, finish): (i64, Minute, Minute) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if finish <= shift.start {
            break;
        }
        found.push((id, start, finish));
    }
    Ok(found)
}

fn conflict(shift: &CheckedShift, start: Minute, finish: Minute) -> ImportFault {
    let (start, finish) = (instant_of(start), instant_of(finish));
    ImportFault {
        index: shift.index,
        agent: shift.agent.clone(),
        field: "startDate",
        code: "SHIFT_CONFLICT",
        message: format!(
            "{} already has a shift from {} to {} (UTC), which overlaps. Change one of the two, or import again and replace conflicts.",
            shift.agent,
            start.format("%Y-%m-%d %H:%M"),
            finish.format("%Y-%m-%d %H:%M"),
        ),
    }
}

fn insert(
    transaction: &Transaction<'_>,
    agent: i64,
    shift: &CheckedShift,
) -> Result<i64, rusqlite::Error> {
    transaction
        .prepare_cached(
            "INSERT INTO shifts (agent, start, finish, published, breaks) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .insert(params![
            agent,
            shift.start,
            shift.finish,
            shift.published,
            breaks_text(shift)
        ])
}

fn update(
    transaction: &Transaction<'_>,
    id: i64,
    shift: &CheckedShift,
) -> Result<usize, rusqlite::Error> {
    transaction
        .prepare_cached("UPDATE shifts SET published = ?2, breaks = ?3 WHERE id = ?1")?
        .execute(params![id, shift.published, breaks_text(shift)])
}

fn unite_skills(
    transaction: &Transaction<'_>,
    id: i64,
    agent: i64,
    shift: &CheckedShift,
) -> Result<(), rusqlite::Error> {
    for (skill, proficiency) in &shift.skills {
        let skill = ensure(transaction, Table::Skills, skill)?;
        transaction
            .prepare_cached(
                "INSERT INTO shift_skills (shift, skill, agent, proficiency) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET proficiency = coalesce(proficiency, excluded.proficiency)",
            )?
            .execute(params![id, skill, agent, proficiency.map(proficiency_text)])?;
    }
    Ok(())
}

fn breaks_text(shift: &CheckedShift) -> String {
    let windows: Vec<String> = shift
        .breaks
        .iter()
        .map(|(from, to)| format!("[{from},{to}]"))
        .collect();
    format!("[{}]", windows.join(","))
}

/// As on the wire.
pub fn proficiency_text(proficiency: Proficiency) -> &'static str {
    match proficiency {
        Proficiency::Beginner => "BEGINNER",
        Proficiency::Intermediate => "INTERMEDIATE",
        Proficiency::Advanced => "ADVANCED",
        Proficiency::Expert => "EXPERT",
    }
}
