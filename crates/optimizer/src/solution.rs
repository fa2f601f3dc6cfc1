//! The answer, as solution files hold it.

use serde::{Deserialize, Serialize};

/// Extra work for a [`StaffingProblem`](crate::StaffingProblem), and what it
/// achieves.
///
/// **Who serves what** in an interval is the split with the least weighted
/// shortfall; among those (to within 10⁻⁷ of an agent) the one with the least
/// shortfall in hours. An agent serves one skill, whole; one who works a
/// segment serves its skill. Hours of work leave breaks out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StaffingSolution {
    /// What was minimised: weighted shortfall plus the costs of the plan, in
    /// hours.
    pub objective: f64,
    /// No plan at all has a lower objective than this.
    pub bound: f64,
    /// Shortfall that stays, over all skills, unweighted.
    pub short_hours: f64,
    /// Hours beyond contracted hours that the plan adds.
    pub overtime_hours: f64,
    /// Hours that the plan adds, overtime included.
    pub extra_hours: f64,
    /// The recommended work, sorted by agent and time.
    pub segments: Vec<Segment>,
}

/// A stretch of recommended work for one agent on one skill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// Position of the agent in the problem.
    pub agent: usize,
    /// Position of the skill in the problem.
    pub skill: usize,
    /// First interval. On the grid of half an hour (or the interval, if
    /// longer) counted from the problem's start, unless a shift ends here.
    pub from: i64,
    /// Interval after the last; on the grid unless a shift begins here.
    pub to: i64,
    /// Unworked time inside; only extra shifts have any.
    #[serde(default)]
    pub breaks: Vec<(i64, i64)>,
    /// Joined to a shift or on its own.
    pub kind: SegmentKind,
    /// Whether any of it is overtime. Within an agent's week segments of
    /// skills that forbid overtime use the contracted hours first, then the
    /// others in order of time; what reaches beyond them, also in part, is
    /// overtime.
    pub overtime: bool,
    /// Hours of shortfall, over all skills, that come back when this segment
    /// alone is taken out of the plan.
    pub coverage_impact: f64,
}

/// What kind of extra work a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SegmentKind {
    /// Ends where a shift begins or begins where one ends. It never closes
    /// the whole gap between two shifts.
    Extension,
    /// Starts on a day on which no shift starts; touches no other work.
    ExtraShift,
}

impl StaffingSolution {
    /// (objective − bound) ÷ objective: how far, at most, the plan is from the
    /// best possible. 0 where the objective is 0.
    #[must_use]
    pub fn gap_to_bound(&self) -> f64 {
        gap_to_bound(self.objective, self.bound)
    }
}

pub(crate) fn gap_to_bound(objective: f64, bound: f64) -> f64 {
    if objective <= 1e-9 {
        0.0
    } else {
        ((objective - bound) / objective).clamp(0.0, 1.0)
    }
}
