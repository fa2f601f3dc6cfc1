use std::collections::BTreeSet;
use std::time::Duration;

use chrono_tz::Tz;
use cxone::wire::ShiftPart;
use cxone::{CxoneError, ToldApart};
use serde::{Deserialize, Serialize};
use staffing::{AgentId, DateRange, SkillId};

use super::Answer;
use crate::wording::window;

/// A shift that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Its line in the file; 0 where the server did not say which shift.
    pub line: usize,
    /// Further lines of the same shift.
    pub also_lines: Vec<usize>,
    /// The index of its cell's column, in a grid.
    pub column: Option<usize>,
    /// Whose shift.
    pub agent: AgentId,
    /// What stands in its way.
    pub why: FailureKind,
    /// The part of the shift that it is about; none where it is about the whole.
    #[serde(default)]
    pub part: Option<ShiftPart>,
    /// The skill that it is about, where it is about one.
    #[serde(default)]
    pub skill: Option<SkillId>,
    /// Why, in the server's words.
    pub message: String,
    /// The agent's stored shifts that it overlaps, earliest first, where the
    /// server says so. There may be more.
    pub conflicts_with: Vec<DateRange>,
}

/// What stands in the way of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FailureKind {
    /// A stored shift of the agent at the same time; it can be replaced.
    Conflict,
    /// Anything else: an unknown agent or skill, a value that is none.
    Refused,
}

/// What became of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// Shifts that stand on the server (or would, when only checked).
    pub processed: usize,
    /// What became of these, where the server tells it; `None` where it does
    /// not, or answered nothing.
    pub told_apart: Option<ToldApart>,
    /// How many of these are published. Where the server does not say which
    /// shifts failed, some of those are among them.
    pub published: usize,
    /// Shifts that it did not take: `conflicts` and `refused` together.
    pub failed: usize,
    /// Shifts that failed because of stored ones at the same time.
    pub conflicts: usize,
    /// Shifts that failed for another reason.
    pub refused: usize,
    /// Why, in the order of the file; a shift may have several.
    pub failures: Vec<Failure>,
    /// Calls that were answered.
    pub batches: usize,
    /// Whether the planner stopped it.
    pub cancelled: bool,
    /// Why it stopped, if the server or the way to it failed.
    pub stopped: Option<CxoneError>,
    /// Shifts of a batch whose answer never came: they may be written or not.
    pub unsure: usize,
    /// Shifts that were not sent.
    pub not_sent: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl Failure {
    /// Why, with the times of stored shifts in the planner's zone where they are known.
    #[must_use]
    pub fn words(&self, zone: Tz) -> String {
        if self.conflicts_with.is_empty() {
            return self.message.clone();
        }
        let stored: Vec<String> = self
            .conflicts_with
            .iter()
            .map(|time| window(*time, zone))
            .collect();
        let shifts = match stored.len() {
            1 => "a shift",
            _ => "shifts",
        };
        format!("{} already has {shifts} {}.", self.agent, stored.join(", "))
    }
}

impl ImportReport {
    /// Adds what became of a batch.
    pub(super) fn add(&mut self, answer: Answer) {
        self.told_apart = match (self.batches, self.told_apart) {
            (0, _) => answer.told_apart,
            (_, known) => known.zip(answer.told_apart).map(|(one, two)| one + two),
        };
        self.processed += answer.processed;
        self.published += answer.published;
        self.conflicts += answer.conflicts;
        self.refused += answer.refused;
        self.failed += answer.failed();
        self.elapsed += Duration::try_from_secs_f64(answer.seconds).unwrap_or_default();
        self.failures.extend(answer.failures);
        self.batches += 1;
    }

    /// The lines of the shifts that the server did not take, as far as it says
    /// which: what can be mended and sent alone.
    #[must_use]
    pub fn failed_lines(&self) -> BTreeSet<usize> {
        let failures = self.failures.iter();
        let lines = failures.flat_map(|each| std::iter::once(&each.line).chain(&each.also_lines));
        lines.copied().filter(|&line| line > 0).collect()
    }
}
