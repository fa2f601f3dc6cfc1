//! Coverage records of a schedule.

use chrono::TimeDelta;
use cxone::wire::{CoverageRecord, DateRange, GroupBy, Instant};
use staffing::coverage::{Hours, Levels};

use crate::store::Schedule;
use crate::time::{Minute, instant_of};

/// Coverage records, in the order in which they are sent.
pub struct Records {
    /// Of skills or queues.
    names: Vec<String>,
    group_by: GroupBy,
    rows: Vec<Row>,
}

struct Row {
    /// Position in the names.
    name: usize,
    from: Minute,
    to: Minute,
    hours: Hours,
}

/// Sums a schedule up. A record a skill or a queue over the whole range; or one a
/// skill and interval, skill by skill, the intervals counted from the start of the range.
pub fn records(
    schedule: &Schedule,
    (from, to): (Minute, Minute),
    group_by: GroupBy,
    interval: Minute,
) -> Records {
    let levels = levels(schedule);
    let block = match group_by {
        GroupBy::Skill | GroupBy::Queue => to - from,
        GroupBy::TimeBlock => interval,
    };
    let blocks = levels.hours_by_block(from..to, block);
    let (names, group_of) = names(schedule, group_by);
    let mut rows = Vec::with_capacity(names.len() * blocks.len());
    for name in 0..names.len() {
        for block in &blocks {
            let of_name = group_of.iter().zip(&block.hours);
            let of_name = of_name.filter(|&(&group, _)| group == name);
            rows.push(Row {
                name,
                from: block.time.start,
                to: block.time.end,
                hours: of_name.map(|(_, &hours)| hours).sum(),
            });
        }
    }
    Records {
        names,
        group_by,
        rows,
    }
}

/// Requirement and agents at work, minute by minute.
pub fn levels(schedule: &Schedule) -> Levels {
    let mut levels = Levels::new(schedule.skills.len());
    for window in &schedule.required {
        levels.require(window.skill, window.start..window.finish, window.agents);
    }
    for agent in &schedule.agents {
        if agent.shifts.is_empty() {
            continue;
        }
        let set = levels.skill_set(&agent.skills);
        for shift in &agent.shifts {
            for work in worked(shift.start, shift.finish, &shift.breaks) {
                levels.at_work(set, work.0..work.1);
            }
        }
    }
    levels
}

/// A shift without its breaks, which may overlap.
pub fn worked(start: Minute, finish: Minute, breaks: &[(Minute, Minute)]) -> Vec<(Minute, Minute)> {
    let mut breaks = breaks.to_vec();
    breaks.sort_unstable();
    let mut work = Vec::with_capacity(breaks.len() + 1);
    let mut from = start;
    for (pause, end) in breaks {
        if pause > from {
            work.push((from, pause.min(finish)));
        }
        from = from.max(end);
    }
    if finish > from {
        work.push((from, finish));
    }
    work
}

/// The names of the records, and to which of them each skill belongs.
fn names(schedule: &Schedule, group_by: GroupBy) -> (Vec<String>, Vec<usize>) {
    let name_of = schedule.skills.iter().map(|skill| match group_by {
        GroupBy::Queue => &skill.queue,
        GroupBy::Skill | GroupBy::TimeBlock => &skill.name,
    });
    let mut names: Vec<String> = name_of.clone().cloned().collect();
    names.sort_unstable();
    names.dedup();
    let groups = name_of.map(|name| names.partition_point(|known| known < name));
    let groups = groups.collect();
    (names, groups)
}

impl Records {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// A record as it is sent.
    ///
    /// # Panics
    /// Where there is no such record.
    pub fn wire(&self, at: usize) -> CoverageRecord {
        let row = &self.rows[at];
        let name = Some(self.names[row.name].clone());
        let length = (row.to - row.from) as f64 / 60.0;
        let agents = |hours: f64| {
            let per_interval = self.group_by == GroupBy::TimeBlock;
            per_interval.then(|| without_noise(hours / length))
        };
        let (skill_id, queue_id) = match self.group_by {
            GroupBy::Queue => (None, name),
            GroupBy::Skill | GroupBy::TimeBlock => (name, None),
        };
        CoverageRecord {
            skill_id,
            queue_id,
            required_hours: without_noise(row.hours.required),
            available_hours: without_noise(row.hours.available),
            covered_hours: Some(without_noise(row.hours.covered)),
            required_agents: agents(row.hours.required),
            scheduled_agents: agents(row.hours.available),
            date_range: DateRange {
                start: Instant(instant_of(row.from)),
                end: Instant(instant_of(row.to) - TimeDelta::seconds(1)),
            },
        }
    }
}

/// Sums of floats end in digits that mean nothing; a ratio that is exactly at
/// the threshold shall stay there.
fn without_noise(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
