//! What the optimizer found, as the contract has it: hours to 2 decimals, shares to 3.

use chrono::{DateTime, TimeDelta, Utc};
use cxone::wire::{
    AssignmentRecommendation, Break, ExcludedAgent, Instant, OptimizationResult, RecommendedShift,
    UnmetInterval,
};
use optimizer::{Explanation, Segment, StaffingProblem, StaffingSolution};
use staffing::{rounded_hours, rounded_ratio};

/// The result of a job.
pub fn result(
    problem: &StaffingProblem,
    solution: &StaffingSolution,
    explanation: &Explanation,
) -> OptimizationResult {
    // Both are sorted by agent: the scores are of those with segments.
    let plans = solution.segments.chunk_by(|a, b| a.agent == b.agent);
    let scores = plans.zip(&explanation.scores);
    let recommendations = scores.filter_map(|(plan, score)| {
        let shifts: Vec<RecommendedShift> = plan
            .iter()
            .filter_map(|segment| shift(problem, segment))
            .collect();
        let agent = problem.agents.get(plan.first()?.agent)?;
        (!shifts.is_empty()).then(|| AssignmentRecommendation {
            agent_id: agent.id.clone(),
            compliance_score: rounded_ratio(score.compliance_score.clamp(0.0, 1.0)),
            recommended_shifts: shifts,
        })
    });
    let unmet = explanation.unmet.iter();
    let unmet = unmet.filter_map(|range| {
        Some(UnmetInterval {
            skill_id: problem.skills.get(range.skill)?.id.clone(),
            start: Instant(instant(problem, range.from)),
            end: Instant(instant(problem, range.to)),
            agents_short: rounded_hours(range.agents_short),
            reason: Some(range.reason.clone()),
        })
    });
    let excluded = explanation.excluded.iter();
    let excluded = excluded.filter_map(|left_out| {
        Some(ExcludedAgent {
            agent_id: problem.agents.get(left_out.agent)?.id.clone(),
            reason: left_out.reason.clone(),
        })
    });
    OptimizationResult {
        assignment_recommendations: recommendations.collect(),
        projected_coverage_improvement: rounded_ratio(explanation.projected_coverage_improvement),
        estimated_overtime_hours: rounded_hours(solution.overtime_hours.max(0.0)),
        gap_to_bound: Some(rounded_ratio(solution.gap_to_bound())),
        unmet_intervals: unmet.collect(),
        excluded_agents: excluded.collect(),
    }
}

fn shift(problem: &StaffingProblem, segment: &Segment) -> Option<RecommendedShift> {
    let seconds = |intervals: i64| u32::try_from(intervals * seconds_of_interval(problem)).ok();
    let pauses = segment.breaks.iter();
    let breaks = pauses.filter_map(|&(from, to)| {
        Some(Break {
            start_time_offset: seconds(from - segment.from)?,
            duration: seconds(to - from)?,
        })
    });
    Some(RecommendedShift {
        skill_id: problem.skills.get(segment.skill)?.id.clone(),
        start_time: Instant(instant(problem, segment.from)),
        end_time: Instant(instant(problem, segment.to)),
        coverage_impact: rounded_hours(segment.coverage_impact.max(0.0)),
        overtime_flag: segment.overtime,
        breaks: breaks.collect(),
    })
}

fn instant(problem: &StaffingProblem, interval: i64) -> DateTime<Utc> {
    problem.start + TimeDelta::seconds(interval * seconds_of_interval(problem))
}

fn seconds_of_interval(problem: &StaffingProblem) -> i64 {
    i64::from(problem.interval_minutes) * 60
}
