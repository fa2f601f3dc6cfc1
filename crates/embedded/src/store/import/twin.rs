//! A stored shift of the same agent and window as one that is sent.

use rusqlite::{OptionalExtension, Transaction, params};

use super::{CheckedShift, Fate, breaks_text, proficiency_text, put_skill};
use crate::EmbeddedError;
use crate::store::damaged;
use crate::time::Minute;

/// The stored shift of the same natural key.
pub(super) struct Twin {
    id: i64,
    published: bool,
    breaks: Vec<(Minute, Minute)>,
    /// By name, each with how well the agent handles it, as on the wire.
    skills: Vec<(String, Option<String>)>,
}

pub(super) fn stored(
    transaction: &Transaction<'_>,
    agent: i64,
    shift: &CheckedShift,
) -> Result<Option<Twin>, EmbeddedError> {
    let row = transaction
        .prepare_cached(
            "SELECT id, published, breaks FROM shifts WHERE agent = ?1 AND start = ?2 AND finish = ?3",
        )?
        .query_row(params![agent, shift.start, shift.finish], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    let Some((id, published, breaks)) = row else {
        return Ok(None);
    };
    let mut skills = transaction.prepare_cached(
        "SELECT skills.name, proficiency FROM shift_skills JOIN skills ON skills.id = skill WHERE shift = ?1",
    )?;
    let skills = skills.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Some(Twin {
        id,
        published,
        breaks: serde_json::from_str(&breaks).map_err(damaged)?,
        skills: skills.collect::<Result<_, _>>()?,
    }))
}

impl Twin {
    /// Unites its skills with those that are sent. What is stored otherwise
    /// stays, unless it may be replaced.
    pub(super) fn take(
        &self,
        transaction: &Transaction<'_>,
        agent: i64,
        shift: &CheckedShift,
        overwrite: bool,
    ) -> Result<Fate, EmbeddedError> {
        let (mut changed, mut kept) = (false, false);
        let mut differs = |replaceable: bool| {
            let change = replaceable || overwrite;
            changed |= change;
            kept |= !change;
            change
        };
        for (skill, proficiency) in &shift.skills {
            let stored = self.skills.iter().find(|(name, _)| name == skill);
            let change = match (stored, proficiency) {
                (None, _) | (Some((_, None)), Some(_)) => differs(true),
                (Some((_, Some(level))), Some(sent)) if level != proficiency_text(*sent) => {
                    differs(false)
                }
                _ => false,
            };
            if change {
                put_skill(transaction, (self.id, agent), skill, *proficiency)?;
            }
        }
        let same = self.published == shift.published && self.has_breaks(&shift.breaks);
        if !same && differs(false) {
            transaction
                .prepare_cached("UPDATE shifts SET published = ?2, breaks = ?3 WHERE id = ?1")?
                .execute(params![self.id, shift.published, breaks_text(shift)])?;
        }
        Ok(Fate::Stood { changed, kept })
    }

    /// Whether its breaks are these, in whatever order.
    fn has_breaks(&self, breaks: &[(Minute, Minute)]) -> bool {
        let sorted = |breaks: &[(Minute, Minute)]| {
            let mut breaks = breaks.to_vec();
            breaks.sort_unstable();
            breaks
        };
        sorted(&self.breaks) == sorted(breaks)
    }
}
