use super::coverage::Shortfall;
use super::timeline::{overtime, stretches, weeks};
use super::{Rule, RuleBreach};
use crate::{Goal, Segment, StaffingProblem, StaffingSolution};

/// Reported figures that are not what comes out here.
pub(super) fn wrong(
    problem: &StaffingProblem,
    solution: &StaffingSolution,
    short: &Shortfall,
) -> Vec<RuleBreach> {
    let hours = plan_hours(problem, &solution.segments);
    let objective = short.weighted + hours.cost;
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
        short.hours,
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
    for (at, (segment, impact)) in solution.segments.iter().zip(&short.impacts).enumerate() {
        let what = "coverage impact";
        compare(
            Rule::CoverageImpact,
            what,
            Some(at),
            segment.coverage_impact,
            *impact,
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
