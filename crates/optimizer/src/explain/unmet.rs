use std::collections::BTreeMap;

use super::obstacle::{Judge, Obstacle};
use super::{ExcludedAgent, UnmetRange};
use crate::StaffingProblem;
use crate::pace::Pace;
use crate::report::Missing;

/// Less than this of an agent is rounding.
const TINY: f64 = 1e-6;
/// About how often agents are tried out, for all ranges together: as often as a
/// thousand agents need.
const TRIALS: usize = 250_000;
/// The same for all agents left out.
const TRIALS_OF_IDLE: usize = 60_000;
/// Fewest trials for a reason.
const FEWEST: usize = 8;

/// Part of an hour, or all of it, in which a skill is short throughout.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortHour {
    skill: usize,
    from: i64,
    to: i64,
    agents: f64,
    hours: f64,
}

/// Where `skills` stay short, by skill and time, cut at full hours.
pub(super) fn hours(
    problem: &StaffingProblem,
    missing: &Missing,
    skills: &[usize],
) -> Vec<ShortHour> {
    let hour = i64::from(60 / problem.interval_minutes);
    let length = f64::from(problem.interval_minutes) / 60.0;
    let mut found: Vec<ShortHour> = Vec::new();
    for &skill in skills {
        for (t, row) in (0..).zip(missing) {
            let agents = row[skill];
            if agents <= TINY {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.skill == skill && last.to == t && t % hour != 0 => {
                    last.to += 1;
                    last.agents = last.agents.max(agents);
                    last.hours += agents * length;
                }
                _ => found.push(ShortHour {
                    skill,
                    from: t,
                    to: t + 1,
                    agents,
                    hours: agents * length,
                }),
            }
        }
    }
    found
}

/// The short hours with their reasons, neighbours of one reason joined.
pub(super) fn ranges(
    problem: &StaffingProblem,
    hours: &[ShortHour],
    judge: &Judge,
    threads: usize,
) -> Vec<UnmetRange> {
    let mut by_skill = vec![Vec::new(); problem.skills.len()];
    for (agent, staff) in problem.agents.iter().enumerate() {
        let mut skills = staff.skills.clone();
        skills.sort_unstable();
        skills.dedup();
        for skill in skills {
            by_skill[skill].push(agent);
        }
    }
    let sample = (TRIALS / hours.len().max(1)).max(FEWEST);
    let reason = |position: usize| {
        let short = &hours[position];
        let able: &[usize] = &by_skill[short.skill];
        let step = able.len().div_ceil(sample).max(1);
        let asked = able.iter().step_by(step);
        let middle = i64::midpoint(short.from, short.to - 1);
        let obstacles = asked.map(|&agent| judge.obstacle(agent, short.skill, middle));
        main_obstacle(obstacles).map_or_else(
            || "No agent has this skill.".into(),
            |obstacle| obstacle.of_many(problem),
        )
    };
    let reasons = to_the_end(threads).each(hours.len(), reason);
    let reasons: Vec<String> = reasons.unwrap_or_default();
    let mut found: Vec<UnmetRange> = Vec::new();
    for (short, reason) in hours.iter().zip(reasons) {
        match found.last_mut() {
            Some(last)
                if last.skill == short.skill && last.to == short.from && last.reason == reason =>
            {
                last.to = short.to;
                last.agents_short = last.agents_short.max(short.agents);
                last.hours_short += short.hours;
            }
            _ => found.push(UnmetRange {
                skill: short.skill,
                from: short.from,
                to: short.to,
                agents_short: short.agents,
                hours_short: short.hours,
                reason,
            }),
        }
    }
    found
}

/// Agents without recommended work, and why.
pub(super) fn excluded(
    problem: &StaffingProblem,
    before: &Missing,
    hours: &[ShortHour],
    targets: &[usize],
    judge: &Judge,
    threads: usize,
) -> Vec<ExcludedAgent> {
    let mut short: Vec<Vec<ShortHour>> = vec![Vec::new(); problem.skills.len()];
    for hour in hours {
        short[hour.skill].push(*hour);
    }
    let was_short: Vec<bool> = (0..problem.skills.len())
        .map(|skill| before.iter().any(|row| row[skill] > TINY))
        .collect();
    let idle = (0..problem.agents.len()).filter(|&agent| !judge.has_work(agent));
    let idle: Vec<usize> = idle.collect();
    let sample = (TRIALS_OF_IDLE / idle.len().max(1)).max(FEWEST);
    let exclusion = |position: usize| {
        let agent = idle[position];
        let mut skills: Vec<usize> = problem.agents[agent].skills.clone();
        skills.retain(|skill| targets.contains(skill));
        skills.sort_unstable();
        skills.dedup();
        let open: Vec<&ShortHour> = skills.iter().flat_map(|&skill| &short[skill]).collect();
        let reason = if skills.is_empty() {
            "Has none of the skills with a gap.".into()
        } else if !skills.iter().any(|&skill| was_short[skill]) {
            "Their skills are never short.".into()
        } else if open.is_empty() {
            "Others fill the gaps in their skills at less cost.".into()
        } else {
            let times = open.iter().step_by(open.len().div_ceil(sample));
            let obstacles = times.map(|hour| judge.obstacle(agent, hour.skill, hour.from));
            main_obstacle(obstacles).map_or_else(String::new, |found| found.of_one(problem))
        };
        ExcludedAgent { agent, reason }
    };
    to_the_end(threads)
        .each(idle.len(), exclusion)
        .unwrap_or_default()
}

/// Once it is cancelled each reason is there at once, so none is left out.
fn to_the_end(threads: usize) -> Pace<'static> {
    Pace {
        threads,
        ..Pace::full()
    }
}

/// The most frequent obstacle; that somebody works only if there is no other.
fn main_obstacle(obstacles: impl Iterator<Item = Obstacle>) -> Option<Obstacle> {
    let mut counts: BTreeMap<Obstacle, usize> = BTreeMap::new();
    for obstacle in obstacles {
        *counts.entry(obstacle).or_default() += 1;
    }
    let count = |entry: &(&Obstacle, &usize)| (*entry.0 != Obstacle::Working, *entry.1);
    let main = counts.iter().max_by_key(|entry| count(entry));
    main.map(|(&obstacle, _)| obstacle)
}
