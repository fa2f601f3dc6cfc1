//! What a plan means for the agents, and what stands in the way of the rest.

mod obstacle;
mod score;
mod unmet;

use crate::check::malformed;
use crate::pace::Pace;
use crate::report::{Missing, Splits};
use crate::staff::Staff;
use crate::validate::validate;
use crate::{Segment, StaffingProblem, StaffingSolution};

/// Beyond the figures of a [`StaffingSolution`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// One for each agent with recommended work, in order.
    pub scores: Vec<Score>,
    /// Shortfall that stays, for targeted skills (for all where none is
    /// targeted), by skill and time.
    pub unmet: Vec<UnmetRange>,
    /// Agents without recommended work, in order.
    pub excluded: Vec<ExcludedAgent>,
    /// Growth of covered ÷ required over the targeted skills (over all where
    /// none is targeted); 0.23 are 23 percentage points.
    pub projected_coverage_improvement: f64,
}

/// How comfortable the work recommended to an agent is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Position of the agent.
    pub agent: usize,
    /// 1, less 0.02 for each time that the plan brings: rest under 12 hours
    /// between two days; six or more days in a row; a start more than four
    /// hours from the usual one (the start time, of the agent's shifts, that is
    /// nearest to all others; none without shifts); overtime above 75 % of the
    /// limit of the skills recommended. Never below 0.
    pub compliance_score: f64,
}

/// A stretch of time in which a skill stays short for one reason.
#[derive(Clone, Debug, PartialEq)]
pub struct UnmetRange {
    /// Position of the skill.
    pub skill: usize,
    /// First interval.
    pub from: i64,
    /// Interval after the last.
    pub to: i64,
    /// The most that are missing at any time in it.
    pub agents_short: f64,
    /// Hours missing in it.
    pub hours_short: f64,
    /// What stands in the way of most of those who could come.
    pub reason: String,
}

/// Someone the plan recommends nothing to.
#[derive(Clone, Debug, PartialEq)]
pub struct ExcludedAgent {
    /// Position of the agent.
    pub agent: usize,
    /// Why, in plain words.
    pub reason: String,
}

/// Explains `solution`, which has to be one of `problem`; where it is not, or
/// the problem is none, the explanation is empty.
/// [`solve_explained()`](crate::solve_explained()) is quicker where the solution
/// is not there yet.
///
/// Beyond about a thousand agents reasons are found on a sample of agents and times.
#[must_use]
pub fn explain(problem: &StaffingProblem, solution: &StaffingSolution) -> Explanation {
    if validate(problem).is_err() || !malformed(problem, solution).is_empty() {
        return Explanation::default();
    }
    let pace = Pace::full();
    let before = Staff::of(problem, &[], &pace).and_then(|staff| Splits::of(&staff, &pace));
    let Some(before) = before else {
        return Explanation::default();
    };
    let mut after = before.clone();
    for segment in &solution.segments {
        let on_break = |t: &i64| segment.breaks.iter().any(|b| b.0 <= *t && *t < b.1);
        let worked = (segment.from..segment.to).filter(|t| !on_break(t));
        after.add(
            segment.skill,
            worked.filter_map(|t| usize::try_from(t).ok()),
        );
    }
    let missing = |splits: &Splits| splits.missing(&problem.required);
    explain_missing(
        problem,
        solution,
        &missing(&before),
        &missing(&after),
        &pace,
    )
}

/// As [`explain()`], where it is known what is missing without and with the
/// solution. When `pace` stops it, no more reasons are looked for.
pub(crate) fn explain_missing(
    problem: &StaffingProblem,
    solution: &StaffingSolution,
    before: &Missing,
    after: &Missing,
    pace: &Pace,
) -> Explanation {
    let mut plans: Vec<Vec<(usize, &Segment)>> = vec![Vec::new(); problem.agents.len()];
    for (position, segment) in solution.segments.iter().enumerate() {
        plans[segment.agent].push((position, segment));
    }
    let judge = obstacle::Judge::new(problem, &plans, pace.goes_on);
    let targets = targets(problem);
    let required: f64 = targets
        .iter()
        .map(|&s| problem.required[s].iter().sum::<f64>())
        .sum();
    let hours = unmet::hours(problem, after, &targets);
    Explanation {
        scores: score::scores(problem, &plans),
        excluded: unmet::excluded(problem, before, &hours, &targets, &judge, pace.threads),
        unmet: unmet::ranges(problem, &hours, &judge, pace.threads),
        projected_coverage_improvement: if required > 0.0 {
            (total(before, &targets) - total(after, &targets)) / required
        } else {
            0.0
        },
    }
}

fn targets(problem: &StaffingProblem) -> Vec<usize> {
    let all = 0..problem.skills.len();
    let targeted: Vec<usize> = all
        .clone()
        .filter(|&skill| problem.skills[skill].priority.is_some())
        .collect();
    if targeted.is_empty() {
        all.collect()
    } else {
        targeted
    }
}

fn total(missing: &Missing, skills: &[usize]) -> f64 {
    let all = missing.iter();
    all.map(|row| skills.iter().map(|&skill| row[skill]).sum::<f64>())
        .sum()
}
