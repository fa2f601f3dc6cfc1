use std::sync::Arc;

use crate::check::figures::plan_hours;
use crate::check::matching::{Able, Group, Matching};
use crate::check::{Rule, agent_breaches};
use crate::{Priority, Segment, SegmentKind, StaffingProblem};

/// A plan of one agent.
struct Plan {
    cost: f64,
    /// (interval, skill) worked.
    works: Vec<(usize, usize)>,
}

/// The lowest objective of all plans that the rules of the checker let pass;
/// none if there are more than `most`.
pub(super) fn optimum(problem: &StaffingProblem, most: usize) -> Option<f64> {
    let mut plans = Vec::new();
    let mut combinations = 1_usize;
    for agent in 0..problem.agents.len() {
        let found = plans_of(problem, agent, most)?;
        combinations = combinations.saturating_mul(found.len());
        plans.push(found);
    }
    if combinations > most {
        return None;
    }
    let table = Table::of(problem);
    let mut counts = vec![vec![0; problem.skills.len()]; problem.intervals];
    let short: f64 = (0..problem.intervals)
        .map(|t| table.short(t, &counts[t]))
        .sum();
    Some(best(&plans, &table, &mut counts, short))
}

fn best(plans: &[Vec<Plan>], table: &Table, counts: &mut Vec<Vec<usize>>, so_far: f64) -> f64 {
    let Some((own, others)) = plans.split_first() else {
        return so_far;
    };
    let mut lowest = f64::INFINITY;
    for plan in own {
        let mut value = so_far + plan.cost;
        for &(t, skill) in &plan.works {
            value -= table.short(t, &counts[t]);
            counts[t][skill] += 1;
            value += table.short(t, &counts[t]);
        }
        lowest = lowest.min(best(others, table, counts, value));
        for &(t, skill) in &plan.works {
            counts[t][skill] -= 1;
        }
    }
    lowest
}

fn plans_of(problem: &StaffingProblem, agent: usize, most: usize) -> Option<Vec<Plan>> {
    let candidates: Vec<Segment> = candidates(problem, agent)
        .into_iter()
        .filter(|candidate| keeps_rules(problem, agent, std::slice::from_ref(candidate)))
        .collect();
    let mut found = Vec::new();
    extend(
        problem,
        agent,
        &candidates,
        &mut Vec::new(),
        &mut found,
        most,
    );
    (found.len() <= most.min(3000)).then_some(found)
}

/// Leaving a segment out never breaks a rule, so plans grow one by one.
fn extend(
    problem: &StaffingProblem,
    agent: usize,
    candidates: &[Segment],
    chosen: &mut Vec<Segment>,
    found: &mut Vec<Plan>,
    most: usize,
) {
    if found.len() > most.min(3000) {
        return;
    }
    found.push(plan(problem, chosen));
    for (at, candidate) in candidates.iter().enumerate() {
        chosen.push(candidate.clone());
        if keeps_rules(problem, agent, chosen) {
            extend(problem, agent, &candidates[at + 1..], chosen, found, most);
        }
        chosen.pop();
    }
}

fn keeps_rules(problem: &StaffingProblem, agent: usize, segments: &[Segment]) -> bool {
    let segments: Vec<(usize, &Segment)> = segments.iter().enumerate().collect();
    let breaches = agent_breaches(problem, agent, &segments);
    breaches
        .iter()
        .all(|breach| breach.rule == Rule::OvertimeFlag)
}

/// Anything that starts and ends within availability (of which there is
/// always some, to save time), with each place for one break.
fn candidates(problem: &StaffingProblem, agent: usize) -> Vec<Segment> {
    let staff = &problem.agents[agent];
    let minutes = problem.interval_minutes;
    let hour = i64::from(60 / minutes);
    let pause = i64::from(problem.rules.min_break_minutes.div_ceil(minutes));
    let end = i64::try_from(problem.intervals).unwrap();
    let mut found = Vec::new();
    let available = |t: i64| staff.availability.iter().any(|w| w.0 <= t && t < w.1);
    for (from, &skill) in
        (0..end).flat_map(|from| staff.skills.iter().map(move |skill| (from, skill)))
    {
        let longest = (from..(from + 8 * hour).min(end))
            .take_while(|&t| available(t))
            .count();
        for to in from + 1..=from + i64::try_from(longest).unwrap() {
            let mut breaks = vec![vec![]];
            if to - from > 6 * hour && pause > 0 {
                breaks = (from..=to - pause)
                    .map(|at| vec![(at, at + pause)])
                    .collect();
            }
            for kind in [SegmentKind::Extension, SegmentKind::ExtraShift] {
                for breaks in &breaks {
                    found.push(Segment {
                        agent,
                        skill,
                        from,
                        to,
                        breaks: breaks.clone(),
                        kind,
                        overtime: false,
                        coverage_impact: 0.0,
                    });
                }
            }
        }
    }
    found
}

fn plan(problem: &StaffingProblem, segments: &[Segment]) -> Plan {
    let mut works = Vec::new();
    for segment in segments {
        let on_break = |t: i64| segment.breaks.iter().any(|b| b.0 <= t && t < b.1);
        for t in (segment.from..segment.to).filter(|&t| !on_break(t)) {
            works.push((usize::try_from(t).unwrap(), segment.skill));
        }
    }
    Plan {
        cost: plan_hours(problem, segments).cost,
        works,
    }
}

/// Weighted shortfall for every interval and every number of added agents.
struct Table {
    base: usize,
    rows: Vec<Vec<f64>>,
}

impl Table {
    fn of(problem: &StaffingProblem) -> Self {
        let base = problem.agents.len() + 1;
        let skills = problem.skills.len();
        let weight = |priority| match priority {
            Some(Priority::High) => problem.costs.high,
            Some(Priority::Medium) => problem.costs.medium,
            None => problem.costs.untargeted,
        };
        let weights: Vec<f64> = problem
            .skills
            .iter()
            .map(|skill| weight(skill.priority))
            .collect();
        let mut rows = Vec::new();
        for t in 0..problem.intervals {
            let required: Vec<f64> = problem.required.iter().map(|row| row[t]).collect();
            let all: f64 = required.iter().zip(&weights).map(|(r, w)| r * w).sum();
            let at = i64::try_from(t).unwrap();
            let mut on_shift: Vec<Group> = Vec::new();
            for agent in &problem.agents {
                let works = agent.shifts.iter().any(|shift| {
                    let on_break = shift.breaks.iter().any(|b| b.0 <= at && at < b.1);
                    shift.from <= at && at < shift.to && !on_break
                });
                if works {
                    on_shift.push((agent.skills.as_slice().into(), 1));
                }
            }
            let able = Arc::new(Able::new(skills, on_shift));
            let on_shift = Matching::best(&required, &weights, able);
            let mut row = Vec::new();
            for number in 0..base.pow(u32::try_from(skills).unwrap()) {
                let mut rest = number;
                let mut planned = vec![0; skills];
                for planned in &mut planned {
                    *planned = u32::try_from(rest % base).unwrap();
                    rest /= base;
                }
                let cover = on_shift.with(&planned).cover.weighted;
                row.push((all - cover) * f64::from(problem.interval_minutes) / 60.0);
            }
            rows.push(row);
        }
        Self { base, rows }
    }

    fn short(&self, t: usize, counts: &[usize]) -> f64 {
        let number = counts
            .iter()
            .rev()
            .fold(0, |number, count| number * self.base + count);
        self.rows[t][number]
    }
}
