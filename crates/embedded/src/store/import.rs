//! Shifts into the store, by the rules of the contract's "Import shifts".

mod directory;
mod faults;
mod twin;

use rusqlite::{Transaction, params};
use staffing::Proficiency;

pub use directory::{Table, ensure, id_of};
use faults::{conflict, unknown};

use super::{Directory, Store};
use crate::EmbeddedError;
use crate::time::Minute;

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
    /// The stored shifts that it overlaps, from and to, earliest first.
    pub conflicts_with: Vec<(Minute, Minute)>,
}

/// What became of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records that stand in the store now, or would.
    pub processed: usize,
    /// What became of them.
    pub told_apart: ToldApart,
    /// Records that do not.
    pub failed: usize,
    /// Why; a record may have several faults.
    pub faults: Vec<ImportFault>,
}

/// The processed records of a request by what became of them; `new`, `updated`
/// and `unchanged` are all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToldApart {
    pub new: usize,
    /// Stood, and something was added to or replaced in what is stored.
    pub updated: usize,
    /// Stood, and nothing of it was touched.
    pub unchanged: usize,
    /// Of `updated` and `unchanged`: stands with other breaks, another status
    /// or another proficiency than was sent, and keeps them.
    pub kept: usize,
    /// Stored shifts of other windows that gave way, also those of the same request.
    pub replaced: usize,
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
        match import_one(transaction, shift, directory, overwrite)? {
            Ok(fate) => {
                imported.processed += 1;
                imported.told_apart.count(fate);
            }
            Err(faults) => {
                imported.failed += 1;
                imported.faults.extend(faults);
            }
        }
    }
    Ok(imported)
}

/// What became of a record that was taken.
#[derive(Clone, Copy)]
enum Fate {
    New {
        /// Stored shifts that gave way.
        replaced: usize,
    },
    Stood {
        /// Whether what is stored was touched.
        changed: bool,
        /// Whether it differs from what was sent in what it keeps.
        kept: bool,
    },
}

impl ToldApart {
    fn count(&mut self, fate: Fate) {
        match fate {
            Fate::New { replaced } => {
                self.new += 1;
                self.replaced += replaced;
            }
            Fate::Stood { changed, kept } => {
                self.updated += usize::from(changed);
                self.unchanged += usize::from(!changed);
                self.kept += usize::from(kept);
            }
        }
    }
}

fn import_one(
    transaction: &Transaction<'_>,
    shift: &CheckedShift,
    directory: Directory,
    overwrite: bool,
) -> Result<Result<Fate, Vec<ImportFault>>, EmbeddedError> {
    let agent = id_of(transaction, Table::Agents, &shift.agent)?;
    if directory == Directory::Closed {
        let faults = unknown(transaction, shift, agent)?;
        if !faults.is_empty() {
            return Ok(Err(faults));
        }
    }
    let mut replaced = 0;
    if let Some(agent) = agent {
        if let Some(twin) = twin::stored(transaction, agent, shift)? {
            return Ok(Ok(twin.take(transaction, agent, shift, overwrite)?));
        }
        let overlapping = overlapping(transaction, agent, shift)?;
        if !overlapping.is_empty() && !overwrite {
            return Ok(Err(vec![conflict(shift, &overlapping)]));
        }
        for (id, _, _) in &overlapping {
            transaction
                .prepare_cached("DELETE FROM shifts WHERE id = ?1")?
                .execute([id])?;
        }
        replaced = overlapping.len();
    }
    let agent = match agent {
        Some(agent) => agent,
        None => directory::add(transaction, Table::Agents, &shift.agent)?,
    };
    let id = insert(transaction, agent, shift)?;
    for (skill, proficiency) in &shift.skills {
        put_skill(transaction, (id, agent), skill, *proficiency)?;
    }
    Ok(Ok(Fate::New { replaced }))
}

/// A stored shift: its row, start and finish.
type Stored = (i64, Minute, Minute);

/// Stored shifts of the agent that share a minute with `shift`, earliest first.
fn overlapping(
    transaction: &Transaction<'_>,
    agent: i64,
    shift: &CheckedShift,
) -> Result<Vec<Stored>, rusqlite::Error> {
    let mut statement = transaction.prepare_cached(
        "SELECT id, start, finish FROM shifts WHERE agent = ?1 AND start < ?2 ORDER BY start DESC",
    )?;
    let mut rows = statement.query(params![agent, shift.finish])?;
    let mut found = Vec::new();
    // Stored shifts of one agent never overlap each other: the first that ends
    // early enough has only earlier ones behind it.
    while let Some(row) = rows.next()? {
        let (id, start, finish): Stored = (row.get(0)?, row.get(1)?, row.get(2)?);
        if finish <= shift.start {
            break;
        }
        found.push((id, start, finish));
    }
    found.reverse();
    Ok(found)
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

/// Adds a skill to a shift of an agent, or says how well the agent handles it there.
fn put_skill(
    transaction: &Transaction<'_>,
    (shift, agent): (i64, i64),
    skill: &str,
    proficiency: Option<Proficiency>,
) -> Result<usize, rusqlite::Error> {
    let skill = ensure(transaction, Table::Skills, skill)?;
    transaction
        .prepare_cached(
            "INSERT INTO shift_skills (shift, skill, agent, proficiency) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET proficiency = excluded.proficiency",
        )?
        .execute(params![
            shift,
            skill,
            agent,
            proficiency.map(proficiency_text)
        ])
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
