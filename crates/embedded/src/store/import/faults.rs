//! What is at odds with the store, in words.

use rusqlite::Transaction;

use super::{CheckedShift, ImportFault, Stored, Table, id_of};
use crate::time::{Minute, instant_of};

/// Stored shifts that a conflict names in words, and those it tells at all: a
/// window of a year would overlap hundreds.
const NAMED: usize = 3;
const TOLD: usize = 20;

/// Ids of a shift that a closed directory does not have.
pub(super) fn unknown(
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
        conflicts_with: Vec::new(),
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

/// A shift that overlaps these stored ones of its agent.
pub(super) fn conflict(shift: &CheckedShift, overlapping: &[Stored]) -> ImportFault {
    let windows = overlapping
        .iter()
        .map(|&(_, start, finish)| (start, finish));
    let words: Vec<String> = windows.clone().take(NAMED).map(in_words).collect();
    let words = match overlapping.len().saturating_sub(NAMED) {
        0 => words.join(" and "),
        more => format!("{} and {more} more", words.join(", ")),
    };
    let (shifts, which) = match overlapping.len() {
        1 => ("a shift", "which overlaps. Change one of the two"),
        _ => ("shifts", "which overlap. Change them or this one"),
    };
    ImportFault {
        index: shift.index,
        agent: shift.agent.clone(),
        field: "startDate",
        code: "SHIFT_CONFLICT",
        message: format!(
            "{} already has {shifts} {words} (UTC), {which}, or import again and replace conflicts.",
            shift.agent,
        ),
        conflicts_with: windows.take(TOLD).collect(),
    }
}

fn in_words((start, finish): (Minute, Minute)) -> String {
    let (start, finish) = (instant_of(start), instant_of(finish));
    format!(
        "from {} to {}",
        start.format("%Y-%m-%d %H:%M"),
        finish.format("%Y-%m-%d %H:%M")
    )
}
