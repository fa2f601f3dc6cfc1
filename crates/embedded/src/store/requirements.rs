//! Agents needed, window by window.

use chrono::SecondsFormat;
use rusqlite::{Transaction, params};
use staffing::Requirement;

use super::Store;
use super::import::{Table, ensure};
use crate::EmbeddedError;
use crate::time::{Minute, instant_of, minute_of};

/// More than any contact centre has: a mistake in a file, not a requirement.
const MOST_AGENTS: f64 = 1e6;

impl Store {
    /// Replaces, skill by skill, what was required during the windows given;
    /// among themselves the later one wins. All of them are kept, or none.
    ///
    /// Instants are cut to the minute. Skills come into being, also in a closed directory.
    pub fn load_requirements(&self, requirements: &[Requirement]) -> Result<(), EmbeddedError> {
        for requirement in requirements {
            if !(0.0..=MOST_AGENTS).contains(&requirement.agents) {
                let start = requirement.time.start;
                return Err(EmbeddedError::ImpossibleRequirement {
                    skill: requirement.skill.to_string(),
                    start: start.to_rfc3339_opts(SecondsFormat::Secs, true),
                    agents: requirement.agents,
                });
            }
        }
        self.write(|transaction| {
            for requirement in requirements {
                let skill = ensure(transaction, Table::Skills, requirement.skill.as_str())?;
                let start = minute_of(requirement.time.start);
                let finish = minute_of(requirement.time.end);
                if finish > start {
                    replace(transaction, skill, (start, finish), requirement.agents)?;
                }
            }
            Ok(())
        })
    }
}

fn replace(
    transaction: &Transaction<'_>,
    skill: i64,
    (start, finish): (Minute, Minute),
    agents: f64,
) -> Result<(), EmbeddedError> {
    cut_out(transaction, skill, (start, finish))?;
    insert(transaction, skill, (start, finish), agents)
}

/// Takes a window out of the stored ones of a skill; what sticks out on either side stays.
fn cut_out(
    transaction: &Transaction<'_>,
    skill: i64,
    (start, finish): (Minute, Minute),
) -> Result<(), EmbeddedError> {
    let mut statement = transaction.prepare_cached(
        "SELECT start, finish, agents FROM requirements WHERE skill = ?1 AND start < ?2 ORDER BY start DESC",
    )?;
    let mut rows = statement.query(params![skill, finish])?;
    let mut overlapping: Vec<(Minute, Minute, f64)> = Vec::new();
    // Windows of one skill never overlap each other: see the import of shifts.
    while let Some(row) = rows.next()? {
        let window = (row.get(0)?, row.get(1)?, row.get(2)?);
        if window.1 <= start {
            break;
        }
        overlapping.push(window);
    }
    for (old_start, old_finish, agents) in overlapping {
        transaction
            .prepare_cached("DELETE FROM requirements WHERE skill = ?1 AND start = ?2")?
            .execute(params![skill, old_start])?;
        if old_start < start {
            insert(transaction, skill, (old_start, start), agents)?;
        }
        if old_finish > finish {
            insert(transaction, skill, (finish, old_finish), agents)?;
        }
    }
    Ok(())
}

fn insert(
    transaction: &Transaction<'_>,
    skill: i64,
    (start, finish): (Minute, Minute),
    agents: f64,
) -> Result<(), EmbeddedError> {
    transaction
        .prepare_cached(
            "INSERT INTO requirements (skill, start, finish, agents) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![skill, start, finish, agents])?;
    Ok(())
}

/// The windows of all skills that share a minute with a range: (skill's row, start, finish, agents).
pub fn windows_in(
    transaction: &Transaction<'_>,
    (start, finish): (Minute, Minute),
) -> Result<Vec<(i64, Minute, Minute, f64)>, EmbeddedError> {
    let mut statement = transaction.prepare_cached(
        "SELECT skill, start, finish, agents FROM requirements
         WHERE skill IN (SELECT id FROM skills) AND start < ?2 AND finish > ?1
           AND start > ?1 - (SELECT coalesce(max(finish - start), 0) FROM requirements)
         ORDER BY skill, start",
    )?;
    let rows = statement.query_map(params![start, finish], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    rows.map(|row| {
        let window: (i64, Minute, Minute, f64) = row?;
        if window.3.is_finite() && window.3 >= 0.0 {
            Ok(window)
        } else {
            Err(EmbeddedError::Damaged {
                what: format!(
                    "a requirement from {} is {} agents",
                    instant_of(window.1),
                    window.3
                ),
            })
        }
    })
    .collect()
}
