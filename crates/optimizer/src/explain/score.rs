use std::collections::BTreeSet;

use super::Score;
use crate::check::timeline::{Stretch, overtime, stretches, weeks};
use crate::{Agent, Segment, SegmentKind, StaffingProblem};

const EACH: f64 = 0.02;
const SHORT_REST: f64 = 12.0;
const MANY_DAYS: usize = 6;
const UNUSUAL: f64 = 4.0;
const MUCH_OVERTIME: f64 = 0.75;

pub(super) fn scores(problem: &StaffingProblem, plans: &[Vec<(usize, &Segment)>]) -> Vec<Score> {
    let planned = plans
        .iter()
        .enumerate()
        .filter(|(_, plan)| !plan.is_empty());
    planned
        .map(|(agent, plan)| Score {
            agent,
            compliance_score: (1.0 - EACH * strains(problem, &problem.agents[agent], plan))
                .max(0.0),
        })
        .collect()
}

/// How many things about the plan are uncomfortable.
fn strains(problem: &StaffingProblem, agent: &Agent, plan: &[(usize, &Segment)]) -> f64 {
    let day = i64::from(24 * 60 / problem.interval_minutes);
    let hours = |intervals: i64| {
        #[expect(clippy::cast_precision_loss, reason = "spans are short")]
        let intervals = intervals as f64;
        intervals * f64::from(problem.interval_minutes) / 60.0
    };
    let stretches = stretches(problem, agent, plan);
    let short_rests = stretches.windows(2).filter(|pair| {
        let planned = pair[0].ends_with_segment() || pair[1].starts_with_segment();
        let rest = hours(pair[1].from() - pair[0].to());
        planned && pair[0].last_day() != pair[1].first_day() && rest < SHORT_REST - 1e-6
    });
    let usual = usual_start(agent, day);
    let unusual = stretches.iter().filter(|stretch| {
        let distance = usual.map(|usual| apart(stretch.from(), usual, day));
        stretch.starts_with_segment() && distance.is_some_and(|d| hours(d) > UNUSUAL + 1e-6)
    });
    let strains = short_rests.count()
        + unusual.count()
        + long_runs(agent, plan, day)
        + usize::from(much_overtime(problem, agent, &stretches, &hours));
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let strains = strains as f64;
    strains
}

/// Runs of six or more days of work that hold an extra shift.
fn long_runs(agent: &Agent, plan: &[(usize, &Segment)], day: i64) -> usize {
    let extra: BTreeSet<i64> = plan
        .iter()
        .filter(|(_, segment)| segment.kind == SegmentKind::ExtraShift)
        .map(|(_, segment)| segment.from.div_euclid(day))
        .collect();
    let mut days = extra.clone();
    days.extend(agent.shifts.iter().map(|shift| shift.from.div_euclid(day)));
    let days: Vec<i64> = days.into_iter().collect();
    let runs = days.chunk_by(|a, b| a + 1 == *b);
    runs.filter(|run| run.len() >= MANY_DAYS && run.iter().any(|day| extra.contains(day)))
        .count()
}

fn much_overtime(
    problem: &StaffingProblem,
    agent: &Agent,
    stretches: &[Stretch],
    hours: &dyn Fn(i64) -> f64,
) -> bool {
    let mut limit = f64::INFINITY;
    let mut total = 0.0;
    for week in weeks(stretches).values() {
        let (mut base, mut extra) = (0.0, 0.0);
        for work in week {
            match work.segment {
                Some((_, segment)) => {
                    let skill = &problem.skills[segment.skill];
                    limit = limit.min(skill.max_overtime_hours_per_agent.unwrap_or(f64::INFINITY));
                    extra += hours(work.worked());
                }
                None => base += hours(work.worked()),
            }
        }
        total += overtime(base, extra, agent.contracted_hours);
    }
    total > 1e-6 && total > MUCH_OVERTIME * limit + 1e-6
}

/// The start, as intervals after midnight, nearest to all starts.
fn usual_start(agent: &Agent, day: i64) -> Option<i64> {
    let starts: Vec<i64> = agent
        .shifts
        .iter()
        .map(|shift| shift.from.rem_euclid(day))
        .collect();
    let distance = |start: i64| {
        starts
            .iter()
            .map(|&other| apart(start, other, day))
            .sum::<i64>()
    };
    starts
        .iter()
        .copied()
        .min_by_key(|&start| (distance(start), start))
}

/// Intervals between two times of day, the short way round.
fn apart(a: i64, b: i64, day: i64) -> i64 {
    let ahead = (a - b).rem_euclid(day);
    ahead.min(day - ahead)
}
