use std::collections::HashMap;

use super::matching::{Cover, Matching};
use super::timeline::{overtime, stretches, weeks};
use super::{Rule, RuleBreach};
use crate::{Goal, Priority, Segment, StaffingProblem, StaffingSolution};

/// Reported figures that are not what comes out here.
pub(super) fn wrong(problem: &StaffingProblem, solution: &StaffingSolution) -> Vec<RuleBreach> {
    let (cover, impacts) = coverage(problem, &solution.segments);
    let hours = plan_hours(problem, &solution.segments);
    let objective = cover.weighted + hours.cost;
    let mut found = Vec::new();
    let mut compare = |rule, what: &str, segment: Option<usize>, said: f64, expected: f64| {
        // NaN fails this as well.
        let close = (said - expected).abs() <= 1e-6 * expected.abs().max(1.0);
        if !close {
            found.push(RuleBreach {
                rule,
                agent: segment.map(|at| solution.segments[at].agent),
                segment,
                message: format!("The {what} is {expected}, not {said}."),
            });
        }
    };
    compare(
        Rule::Objective,
        "objective",
        None,
        solution.objective,
        objective,
    );
    compare(
        Rule::ShortHours,
        "shortfall",
        None,
        solution.short_hours,
        cover.covered,
    );
    compare(
        Rule::OvertimeHours,
        "overtime",
        None,
        solution.overtime_hours,
        hours.overtime,
    );
    compare(
        Rule::ExtraHours,
        "extra work",
        None,
        solution.extra_hours,
        hours.extra,
    );
    let bound = solution.bound.clamp(0.0, objective.max(0.0));
    compare(Rule::Bound, "bound at most", None, solution.bound, bound);
    for (at, (segment, impact)) in solution.segments.iter().zip(impacts).enumerate() {
        let what = "coverage impact";
        compare(
            Rule::CoverageImpact,
            what,
            Some(at),
            segment.coverage_impact,
            impact,
        );
    }
    found
}

/// What a plan costs and takes, in hours.
pub(crate) struct Hours {
    pub(crate) cost: f64,
    pub(crate) overtime: f64,
    pub(crate) extra: f64,
}

/// Weighted and unweighted shortfall in hours, and what of the latter comes
/// back without each segment.
fn coverage(problem: &StaffingProblem, segments: &[Segment]) -> (Cover, Vec<f64>) {
    let weights: Vec<f64> = problem
        .skills
        .iter()
        .map(|skill| match skill.priority {
            Some(Priority::High) => problem.costs.high,
            Some(Priority::Medium) => problem.costs.medium,
            None => problem.costs.untargeted,
        })
        .collect();
    let hours = f64::from(problem.interval_minutes) / 60.0;
    let sets: Vec<Vec<usize>> = problem
        .agents
        .iter()
        .map(|agent| sorted(&agent.skills))
        .collect();
    let single: Vec<usize> = (0..problem.skills.len()).collect();
    let working = working(problem, segments, &sets);
    let mut short = Cover::default();
    let mut impacts = vec![0.0; segments.len()];
    for (t, (on_shift, planned)) in working.iter().enumerate() {
        let required: Vec<f64> = problem.required.iter().map(|row| row[t]).collect();
        let mut groups: Vec<(&[usize], u32)> = on_shift.iter().map(|(set, n)| (*set, *n)).collect();
        groups.sort_unstable();
        let base = groups.len();
        let mut on_skill = vec![0; problem.skills.len()];
        for &at in planned {
            on_skill[segments[at].skill] += 1;
        }
        for (skill, &count) in on_skill.iter().enumerate() {
            groups.push((&single[skill..=skill], count));
        }
        let matching = Matching::best(&required, &weights, &groups);
        for (required, weight) in required.iter().zip(&weights) {
            short.weighted += required * weight * hours;
            short.covered += required * hours;
        }
        short.weighted -= matching.cover.weighted * hours;
        short.covered -= matching.cover.covered * hours;
        // All who serve a skill by plan are alike.
        let mut lost = vec![None; problem.skills.len()];
        for &at in planned {
            let skill = segments[at].skill;
            let without = || matching.lost_without(base + skill, skill);
            impacts[at] += *lost[skill].get_or_insert_with(without) * hours;
        }
    }
    (short, impacts)
}

/// Agents on shift by skill set, and positions of segments.
type Working<'a> = (HashMap<&'a [usize], u32>, Vec<usize>);

fn working<'a>(
    problem: &StaffingProblem,
    segments: &[Segment],
    sets: &'a [Vec<usize>],
) -> Vec<Working<'a>> {
    let mut working: Vec<Working> = vec![Working::default(); problem.intervals];
    let on_break = |breaks: &[(i64, i64)], t: i64| breaks.iter().any(|b| b.0 <= t && t < b.1);
    let end = i64::try_from(problem.intervals).unwrap_or(i64::MAX);
    for (agent, set) in problem.agents.iter().zip(sets) {
        for shift in &agent.shifts {
            for t in shift.from.max(0)..shift.to.min(end) {
                if let (Ok(at), false) = (usize::try_from(t), on_break(&shift.breaks, t)) {
                    *working[at].0.entry(set).or_default() += 1;
                }
            }
        }
    }
    for (position, segment) in segments.iter().enumerate() {
        for t in segment.from..segment.to {
            if let (Ok(at), false) = (usize::try_from(t), on_break(&segment.breaks, t)) {
                working[at].1.push(position);
            }
        }
    }
    working
}

pub(crate) fn plan_hours(problem: &StaffingProblem, segments: &[Segment]) -> Hours {
    let costs = &problem.costs;
    let per_overtime = match problem.goals.first() {
        Some(Goal::MinimizeOvertime) => costs.overtime_first,
        _ => costs.overtime,
    };
    let mut by_agent: Vec<Vec<(usize, &Segment)>> = vec![Vec::new(); problem.agents.len()];
    for (position, segment) in segments.iter().enumerate() {
        by_agent[segment.agent].push((position, segment));
    }
    let mut total = Hours {
        cost: 0.0,
        overtime: 0.0,
        extra: 0.0,
    };
    for (agent, segments) in problem.agents.iter().zip(by_agent) {
        if segments.is_empty() {
            continue;
        }
        let stretches = stretches(problem, agent, &segments);
        for (_, week) in weeks(&stretches) {
            let (mut base, mut extra) = (0.0, 0.0);
            for work in week {
                #[expect(clippy::cast_precision_loss, reason = "spans are short")]
                let hours = work.worked() as f64 * f64::from(problem.interval_minutes) / 60.0;
                if work.segment.is_some() {
                    extra += hours;
                    total.cost += costs.segment;
                } else {
                    base += hours;
                }
            }
            let overtime = overtime(base, extra, agent.contracted_hours);
            total.overtime += overtime;
            total.extra += extra;
            total.cost += overtime * per_overtime + (extra - overtime) * costs.regular;
            if !agent.preferred {
                total.cost += extra * costs.outside_pool;
            }
        }
    }
    total
}

fn sorted(skills: &[usize]) -> Vec<usize> {
    let mut skills = skills.to_vec();
    skills.sort_unstable();
    skills.dedup();
    skills
}
