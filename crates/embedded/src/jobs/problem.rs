//! A staffing problem out of the schedule.
//!
//! - Intervals of 15 minutes, counted from the start of the range cut to a
//!   quarter hour; the end is rounded up. Where a shift or a break lies across the
//!   border of a quarter hour, intervals of 5 minutes or of 1: breaks, hours worked
//!   and what joins a shift are then judged exactly. The requirement of an interval
//!   is its mean.
//! - Shifts up to a week before and after the range come along, for the rest, the
//!   days in seven and the contracted hours at its edges.
//! - An agent is in the preferred pool when they would like to work more (the
//!   directory's mark) and have contracted hours left or a shift in the range; with
//!   `preferredAgentPool` `ALL` in every rule, everyone is.

use cxone::wire::{AgentPool, GapRule, Goal, OptimizationRequest};
use optimizer::{Agent, Costs, Priority, Rules, Shift, Skill, StaffingProblem};

use crate::coverage::worked;
use crate::store::{Schedule, SchedulingAgent};
use crate::time::{
    DAY, Minute, WEEK, end_minute_of, instant_of, local_minute, minute_of, utc_minute, week_start,
};

/// Minutes of an interval, where nothing asks for a finer one.
const INTERVAL: Minute = 15;

/// The longest range, by the contract.
const MOST_DAYS: Minute = 62;

/// Intervals from the start of the range, either way, beyond which nothing of a shift
/// matters: longer than the longest range and its margins.
const FAR: i64 = 10_000;

/// The minutes of a request, on the grid, and how far before and after shifts count.
pub fn range(request: &OptimizationRequest) -> ((Minute, Minute), Minute) {
    let from = minute_of(request.date_range.start.0);
    let from = from - from.rem_euclid(INTERVAL);
    let to = end_minute_of(request.date_range.end.0);
    let intervals = (to - from + INTERVAL - 1).div_euclid(INTERVAL);
    // 62 days that begin inside a quarter hour would be one interval too many.
    let intervals = intervals.clamp(1, MOST_DAYS * DAY / INTERVAL);
    ((from, from + intervals * INTERVAL), WEEK)
}

/// The problem of a range that [`range`] made.
pub fn build(
    schedule: &Schedule,
    (from, to): (Minute, Minute),
    request: &OptimizationRequest,
) -> StaffingProblem {
    let rules = &request.gap_resolution_rules;
    let everyone = rules
        .iter()
        .all(|rule| rule.preferred_agent_pool == AgentPool::All);
    let compliance = &request.compliance_rules;
    let grid = Grid {
        from,
        to,
        interval: interval(schedule, from),
    };
    StaffingProblem {
        interval_minutes: grid.interval as u32,
        start: instant_of(from),
        intervals: grid.len(),
        skills: schedule
            .skills
            .iter()
            .map(|known| skill(&known.name, rules))
            .collect(),
        required: required(schedule, grid),
        agents: schedule
            .agents
            .iter()
            .map(|known| agent(schedule, known, grid, everyone))
            .collect(),
        rules: Rules {
            max_consecutive_hours: compliance.max_consecutive_hours,
            min_break_minutes: compliance.min_break_duration,
            min_rest_hours: compliance.min_rest_hours.unwrap_or(11.0),
            respect_published_shifts: compliance.respect_published_shifts,
            ..Rules::default()
        },
        goals: goals(&request.optimization_goals),
        costs: Costs::default(),
    }
}

/// The intervals of a range.
#[derive(Clone, Copy)]
struct Grid {
    from: Minute,
    to: Minute,
    interval: Minute,
}

impl Grid {
    fn len(self) -> usize {
        usize::try_from((self.to - self.from) / self.interval).unwrap_or(0)
    }

    fn down(self, minute: Minute) -> i64 {
        (minute - self.from).div_euclid(self.interval)
    }

    fn up(self, minute: Minute) -> i64 {
        (minute - self.from + self.interval - 1).div_euclid(self.interval)
    }
}

/// The longest interval on whose borders all shifts and breaks lie.
fn interval(schedule: &Schedule, from: Minute) -> Minute {
    let shifts = schedule.agents.iter().flat_map(|agent| &agent.shifts);
    let times = shifts.flat_map(|shift| {
        let breaks = shift.breaks.iter().flat_map(|&(begin, end)| [begin, end]);
        [shift.start, shift.finish].into_iter().chain(breaks)
    });
    let mut interval = INTERVAL;
    for time in times {
        if (time - from) % interval != 0 {
            interval = if (time - from) % 5 == 0 { 5 } else { 1 };
        }
    }
    interval
}

fn skill(name: &str, rules: &[GapRule]) -> Skill {
    // Several rules for one skill: the most urgent, and the strictest on overtime.
    let targeting = || rules.iter().filter(|rule| rule.target_skill_id == name);
    let priority = targeting().map(|rule| rule.priority).max();
    let overtime = targeting().map(|rule| rule.max_overtime_hours_per_agent);
    Skill {
        id: name.to_owned(),
        priority: priority.map(|priority| match priority {
            staffing::Priority::High => Priority::High,
            staffing::Priority::Medium => Priority::Medium,
        }),
        // Nobody asked for overtime on a skill that is no target.
        allow_overtime: priority.is_some() && targeting().all(|rule| rule.allow_overtime),
        max_overtime_hours_per_agent: overtime.reduce(f64::min),
    }
}

fn required(schedule: &Schedule, grid: Grid) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![0.0; grid.len()]; schedule.skills.len()];
    for window in &schedule.required {
        let Some(row) = rows.get_mut(window.skill) else {
            continue;
        };
        let (start, finish) = (window.start.max(grid.from), window.finish.min(grid.to));
        for interval in grid.down(start)..grid.up(finish) {
            let begin = grid.from + interval * grid.interval;
            let shared = finish.min(begin + grid.interval) - start.max(begin);
            let place = usize::try_from(interval)
                .ok()
                .and_then(|at| row.get_mut(at));
            if let Some(mean) = place {
                *mean += window.agents * shared as f64 / grid.interval as f64;
            }
        }
    }
    rows
}

fn agent(schedule: &Schedule, known: &SchedulingAgent, grid: Grid, everyone: bool) -> Agent {
    let shifts = shifts(known, grid);
    let availability = availability(schedule, known, grid);
    Agent {
        id: known.name.clone(),
        skills: known.skills.clone(),
        contracted_hours: known.contracted_hours,
        preferred: everyone || (known.willing && is_available(known, grid)),
        availability,
        shifts,
    }
}

/// At work in the range, or with contracted hours left in one of its weeks.
fn is_available(agent: &SchedulingAgent, grid: Grid) -> bool {
    let starts_within = |from: Minute, to: Minute| {
        let shifts = agent.shifts.iter();
        shifts.filter(move |shift| (from..to).contains(&shift.start))
    };
    if starts_within(grid.from, grid.to).next().is_some() {
        return true;
    }
    let mut weeks = (0..)
        .map(|week| grid.from + week * WEEK)
        .take_while(|&from| from < grid.to);
    weeks.any(|from| {
        let minutes: Minute = starts_within(from, from + WEEK)
            .flat_map(|shift| worked(shift.start, shift.finish, &shift.breaks))
            .map(|(from, to)| to - from)
            .sum();
        (minutes as f64) < agent.contracted_hours * 60.0
    })
}

fn shifts(agent: &SchedulingAgent, grid: Grid) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = Vec::new();
    for known in &agent.shifts {
        // Two shifts that meet inside an interval would overlap once rounded.
        let earliest = shifts.last().map_or(i64::MIN, |last| last.to);
        let from = grid.down(known.start).max(earliest).max(-FAR);
        let to = grid.up(known.finish).min(FAR);
        if to <= from {
            continue;
        }
        shifts.push(Shift {
            from,
            to,
            published: known.published,
            breaks: breaks(&known.breaks, grid, (from, to)),
        });
    }
    shifts
}

/// Rounded outward, inside the shift, none overlapping.
fn breaks(known: &[(Minute, Minute)], grid: Grid, (from, to): (i64, i64)) -> Vec<(i64, i64)> {
    let rounded = known.iter().map(|&(begin, end)| {
        let begin = grid.down(begin).max(from);
        (begin, grid.up(end).min(to))
    });
    let mut rounded: Vec<(i64, i64)> = rounded.filter(|(begin, end)| end > begin).collect();
    rounded.sort_unstable();
    let mut breaks: Vec<(i64, i64)> = Vec::new();
    for (begin, end) in rounded {
        match breaks.last_mut() {
            Some(last) if begin <= last.1 => last.1 = last.1.max(end),
            _ => breaks.push((begin, end)),
        }
    }
    breaks
}

/// Weekly windows of the wall clock, over the range and a day on either side.
/// None at all means at any time, so an agent who is never available gets a window
/// of long ago.
fn availability(schedule: &Schedule, agent: &SchedulingAgent, grid: Grid) -> Vec<(i64, i64)> {
    let Some(weekly) = &agent.availability else {
        return Vec::new();
    };
    let mut weekly = weekly.clone();
    weekly.sort_unstable();
    let zone = schedule.zone.unwrap_or(chrono_tz::Tz::UTC);
    let (first, last) = (grid.from - DAY, grid.to + DAY);
    let mut windows: Vec<(i64, i64)> = Vec::new();
    let mut monday = week_start(local_minute(zone, first));
    while monday <= local_minute(zone, last) {
        for &(from, to) in &weekly {
            let from = grid.up(utc_minute(zone, monday + from));
            let to = grid.down(utc_minute(zone, monday + to));
            match windows.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ if to > from => windows.push((from, to)),
                _ => {}
            }
        }
        monday += WEEK;
    }
    if windows.is_empty() {
        let past = grid.down(first - WEEK);
        windows.push((past, past + 1));
    }
    windows
}

fn goals(goals: &[Goal]) -> Vec<optimizer::Goal> {
    let goals = goals.iter().map(|goal| match goal {
        Goal::MinimizeOvertime => optimizer::Goal::MinimizeOvertime,
        Goal::MaximizeSkillCoverage => optimizer::Goal::MaximizeSkillCoverage,
    });
    let mut distinct = Vec::new();
    for goal in goals {
        if !distinct.contains(&goal) {
            distinct.push(goal);
        }
    }
    distinct
}

#[cfg(test)]
mod tests;
