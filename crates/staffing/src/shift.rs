use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{AgentId, DateRange, SkillId};

/// How well an agent handles a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Proficiency {
    /// Learning.
    Beginner,
    /// Handles the usual contacts.
    Intermediate,
    /// Handles nearly all contacts.
    Advanced,
    /// Handles all contacts and helps others.
    Expert,
}

/// Whether agents see the shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ShiftStatus {
    /// Only planners see it.
    #[default]
    Draft,
    /// The agent sees it.
    Published,
}

/// A skill that an agent serves during a shift.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShiftSkill {
    /// Which.
    pub skill: SkillId,
    /// How well, where it is known.
    pub proficiency: Option<Proficiency>,
}

/// Unworked time inside a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Break {
    /// Seconds after the shift's start.
    pub offset_seconds: u32,
    /// Length in seconds, above 0.
    pub duration_seconds: u32,
}

/// One agent's working time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Who works.
    pub agent: AgentId,
    /// From when to when.
    pub time: DateRange,
    /// What they serve, one skill at a time; at least one.
    pub skills: Vec<ShiftSkill>,
    /// When they do not, inside `time`.
    pub breaks: Vec<Break>,
    /// Whether the agent sees it.
    pub status: ShiftStatus,
}

/// Agents needed for a skill during a window of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// For what.
    pub skill: SkillId,
    /// When; usually one interval.
    pub time: DateRange,
    /// How many, 0 or more; fractions are allowed.
    pub agents: f64,
}

/// Why a [`Shift`] does not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ShiftFault {
    /// A break of no length, or one that leaves the shift.
    #[error("A break lies outside its shift.")]
    BreakOutsideShift {
        /// Which, counted from 0.
        index: usize,
    },
    /// Nothing to serve.
    #[error("The shift names no skill.")]
    NoSkill,
}

impl Shift {
    /// Checks what the types alone cannot promise.
    ///
    /// # Errors
    /// The first fault there is.
    pub fn check(&self) -> Result<(), ShiftFault> {
        if self.skills.is_empty() {
            return Err(ShiftFault::NoSkill);
        }
        for (index, pause) in self.breaks.iter().enumerate() {
            let window = pause.window(self.time.start);
            if pause.duration_seconds == 0 || window.end > self.time.end {
                return Err(ShiftFault::BreakOutsideShift { index });
            }
        }
        Ok(())
    }
}

impl Break {
    /// When the break is, in a shift that starts at `shift_start`.
    #[must_use]
    pub fn window(&self, shift_start: DateTime<Utc>) -> DateRange {
        let start = shift_start + TimeDelta::seconds(self.offset_seconds.into());
        DateRange {
            start,
            end: start + TimeDelta::seconds(self.duration_seconds.into()),
        }
    }
}
