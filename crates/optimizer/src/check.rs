//! The independent check of a plan. It shares no code with the solver: what
//! both got wrong in one place would otherwise pass.

mod coverage;
pub(crate) mod figures;
pub(crate) mod matching;
mod rules;
pub(crate) mod timeline;

use std::fmt;

use crate::pace::Pace;
use crate::validate::validate;
use crate::{StaffingProblem, StaffingSolution};

use coverage::Coverage;
pub(crate) use rules::{agent_breaches, malformed};

/// A rule that a solution breaks, or a figure in it that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleBreach {
    /// Which rule.
    pub rule: Rule,
    /// Whose plan, as a position in the problem.
    pub agent: Option<usize>,
    /// Which segment, as a position in the solution.
    pub segment: Option<usize>,
    /// What is wrong, in words.
    pub message: String,
}

/// What a plan has to keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The problem itself makes sense.
    Problem,
    /// A segment names an agent and one of their skills, and lies in the range.
    Segment,
    /// Free ends lie on the grid.
    Grid,
    /// An extension joins one of the agent's shifts, and only one.
    Joined,
    /// Nothing overlaps; an extra shift touches no other work.
    Overlap,
    /// An extra shift is neither too short nor too long.
    ExtraShiftLength,
    /// An extra shift is the only work that starts on its day.
    ExtraShiftDay,
    /// Breaks of extra shifts lie outside the first and last hour; extensions
    /// have none.
    BreakPlace,
    /// `maxConsecutiveHours`.
    LongestStretch,
    /// `minBreakMinutes` in more than six hours.
    ShortestBreak,
    /// `minRestHours`.
    Rest,
    /// `maxDaysInSeven`.
    DaysInSeven,
    /// No work outside availability.
    Availability,
    /// No overtime for skills that forbid it, nor at all where
    /// `MINIMIZE_OVERTIME` is the only goal.
    OvertimeForbidden,
    /// The smallest `maxOvertimeHoursPerAgent`.
    OvertimeLimit,
    /// `overtime` of a segment is what the rules make it.
    OvertimeFlag,
    /// `coverageImpact`, recomputed.
    CoverageImpact,
    /// `objective`, recomputed.
    Objective,
    /// `bound` is a number from 0 to the objective.
    Bound,
    /// `shortHours`, recomputed.
    ShortHours,
    /// `overtimeHours`, recomputed.
    OvertimeHours,
    /// `extraHours`, recomputed.
    ExtraHours,
}

impl fmt::Display for RuleBreach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Everything in `solution` that is against a rule of `problem` or was
/// reported wrongly; empty for a sound solution.
///
/// Rules that the given shifts break on their own are not held against a plan
/// that leaves that place alone. Figures may differ by a millionth.
#[must_use]
pub fn check(problem: &StaffingProblem, solution: &StaffingSolution) -> Vec<RuleBreach> {
    if let Err(error) = validate(problem) {
        return vec![RuleBreach {
            rule: Rule::Problem,
            agent: None,
            segment: None,
            message: error.to_string(),
        }];
    }
    let pace = Pace::full();
    let checker = Checker::new(problem, &pace);
    checker
        .and_then(|checker| checker.check(solution, &pace))
        .unwrap_or_default()
}

/// [`check()`] of one plan after the other for a problem that has been validated.
/// Where its pace does not let it go to the end, there is no result.
pub(crate) struct Checker<'a> {
    problem: &'a StaffingProblem,
    coverage: Coverage,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(problem: &'a StaffingProblem, pace: &Pace) -> Option<Self> {
        let coverage = Coverage::of(problem, pace)?;
        Some(Self { problem, coverage })
    }

    pub(crate) fn check(
        &self,
        solution: &StaffingSolution,
        pace: &Pace,
    ) -> Option<Vec<RuleBreach>> {
        let problem = self.problem;
        let malformed = malformed(problem, solution);
        if !malformed.is_empty() {
            return Some(malformed);
        }
        let mut by_agent = vec![Vec::new(); problem.agents.len()];
        for (position, segment) in solution.segments.iter().enumerate() {
            by_agent[segment.agent].push((position, segment));
        }
        let breaches = pace.each(by_agent.len(), |agent| match &by_agent[agent] {
            segments if segments.is_empty() => Vec::new(),
            segments => agent_breaches(problem, agent, segments),
        })?;
        let mut breaches = breaches.concat();
        let short = self.coverage.with(&solution.segments, pace)?;
        breaches.extend(figures::wrong(problem, solution, &short));
        Some(breaches)
    }
}
