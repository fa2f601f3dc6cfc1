//! An earlier answer as the beginning of the next search, so that running again never comes out
//! behind what the planner has seen.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use cxone::wire::{OptimizationResult, RecommendedShift};
use optimizer::{Segment, SegmentKind, StaffingProblem};

/// The recommended work of `result` in terms of `problem`, as far as it has a place there: agents
/// and skills that are still known, times within the range and on the intervals. Whether the rules
/// still allow it is for the optimizer to judge.
pub fn segments(problem: &StaffingProblem, result: &OptimizationResult) -> Vec<Segment> {
    let agents = problem.agents.iter().enumerate();
    let agents: HashMap<&str, usize> = agents.map(|(at, agent)| (&*agent.id, at)).collect();
    let skills = problem.skills.iter().enumerate();
    let skills: HashMap<&str, usize> = skills.map(|(at, skill)| (&*skill.id, at)).collect();
    let mut found = Vec::new();
    for assignment in &result.assignment_recommendations {
        let Some(&agent) = agents.get(&*assignment.agent_id) else {
            continue;
        };
        for shift in &assignment.recommended_shifts {
            let skill = skills.get(&*shift.skill_id).copied();
            let skill = skill.filter(|skill| problem.agents[agent].skills.contains(skill));
            found.extend(skill.and_then(|skill| segment(problem, agent, skill, shift)));
        }
    }
    found
}

fn segment(
    problem: &StaffingProblem,
    agent: usize,
    skill: usize,
    shift: &RecommendedShift,
) -> Option<Segment> {
    let from = interval(problem, shift.start_time.0)?;
    let to = interval(problem, shift.end_time.0)?;
    let last = i64::try_from(problem.intervals).ok()?;
    if from < 0 || from >= to || to > last {
        return None;
    }
    let breaks = shift.breaks.iter().map(|pause| {
        let begin = shift.start_time.0 + TimeDelta::seconds(i64::from(pause.start_time_offset));
        let end = begin + TimeDelta::seconds(i64::from(pause.duration));
        Some((interval(problem, begin)?, interval(problem, end)?))
    });
    let stands = &problem.agents[agent].shifts;
    let joins = stands.iter().any(|s| s.to == from || s.from == to);
    Some(Segment {
        agent,
        skill,
        from,
        to,
        breaks: breaks.collect::<Option<_>>()?,
        kind: if joins {
            SegmentKind::Extension
        } else {
            SegmentKind::ExtraShift
        },
        overtime: shift.overtime_flag,
        coverage_impact: 0.0,
    })
}

/// The interval that begins at `instant`, if one does.
fn interval(problem: &StaffingProblem, instant: DateTime<Utc>) -> Option<i64> {
    let length = i64::from(problem.interval_minutes) * 60;
    let seconds = (instant - problem.start).num_seconds();
    (seconds.rem_euclid(length) == 0).then(|| seconds.div_euclid(length))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use optimizer::{Limits, Recipe, StaffingSolution, explain, sample, solve};

    use super::*;
    use crate::jobs::answer;

    fn solved() -> (StaffingProblem, StaffingSolution, OptimizationResult) {
        let recipe = Recipe {
            agents: 30,
            skills: 4,
            days: 7,
            interval_minutes: 15,
            load: 0.7,
            seed: 1,
        };
        let problem = sample(&recipe).expect("a problem");
        let limits = Limits {
            iterations: Some(3),
            cancel: Arc::new(AtomicBool::new(false)),
            ..Limits::default()
        };
        let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
        let result = answer::result(&problem, &solution, &explain(&problem, &solution));
        (problem, solution, result)
    }

    #[test]
    fn an_answer_is_read_back_as_the_plan_it_was() {
        let (problem, solution, result) = solved();
        let plan: Vec<Segment> = solution
            .segments
            .into_iter()
            .map(|segment| Segment {
                coverage_impact: 0.0,
                ..segment
            })
            .collect();
        assert!(plan.len() > 20, "enough to read back: {}", plan.len());
        assert_eq!(segments(&problem, &result), plan);
    }

    #[test]
    fn what_has_no_place_any_more_is_left_out() {
        let (mut problem, solution, result) = solved();
        let gone = solution.segments[0].agent;
        problem.agents[gone].id = "SOMEONE-ELSE".into();
        problem.start += TimeDelta::days(1);
        let found = segments(&problem, &result);
        let day = i64::from(24 * 60 / problem.interval_minutes);
        let kept = solution.segments.iter().filter(|s| s.agent != gone);
        let kept: Vec<(usize, i64)> = kept
            .filter(|segment| segment.from >= day)
            .map(|segment| (segment.agent, segment.from - day))
            .collect();
        let found: Vec<(usize, i64)> = found.iter().map(|s| (s.agent, s.from)).collect();
        assert_eq!(found, kept);
    }
}
