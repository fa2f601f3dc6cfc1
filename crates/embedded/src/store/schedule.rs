//! Who works when, and who is needed when: what coverage and optimization read.

use std::collections::HashMap;

use chrono_tz::Tz;
use rusqlite::{Transaction, params};

use super::{Store, damaged, requirements, settings};
use crate::EmbeddedError;
use crate::time::{DAY, Minute, local_minute, minute_of_week};

/// A stretch of the schedule.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// By name.
    pub skills: Vec<ScheduledSkill>,
    /// By name; those without a shift too.
    pub agents: Vec<SchedulingAgent>,
    /// Windows in which `agents` are needed; those of one skill never overlap.
    pub required: Vec<RequiredWindow>,
    /// Where the contact centre is, if that is known.
    pub zone: Option<Tz>,
}

#[derive(Clone, Debug)]
pub struct ScheduledSkill {
    pub name: String,
    /// Where its contacts wait: the skill's own name where nothing else is known.
    pub queue: String,
}

#[derive(Clone, Debug)]
pub struct SchedulingAgent {
    pub name: String,
    /// Positions in [`Schedule::skills`], ascending: those of the directory and of all the agent's shifts.
    pub skills: Vec<usize>,
    /// A week.
    pub contracted_hours: f64,
    /// Would like to work more than is planned.
    pub willing: bool,
    /// Local minutes of a week, from and to; `None` for always.
    pub availability: Option<Vec<(Minute, Minute)>>,
    /// By start; they never overlap.
    pub shifts: Vec<ScheduledShift>,
}

#[derive(Clone, Debug)]
pub struct ScheduledShift {
    pub start: Minute,
    pub finish: Minute,
    pub published: bool,
    /// From and to, in minutes like `start`; may overlap each other.
    pub breaks: Vec<(Minute, Minute)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequiredWindow {
    /// Position in [`Schedule::skills`].
    pub skill: usize,
    pub start: Minute,
    pub finish: Minute,
    pub agents: f64,
}

impl Store {
    /// Everything that shares a minute with `range`; shifts also up to `margin` minutes before and after.
    pub fn schedule(
        &self,
        range: (Minute, Minute),
        margin: Minute,
    ) -> Result<Schedule, EmbeddedError> {
        self.read(|transaction| load(transaction, range, margin))
    }

    /// The names of all skills.
    pub fn skill_names(&self) -> Result<Vec<String>, EmbeddedError> {
        let (skills, _) = self.read(skills)?;
        Ok(skills.into_iter().map(|skill| skill.name).collect())
    }
}

fn load(
    transaction: &Transaction<'_>,
    range: (Minute, Minute),
    margin: Minute,
) -> Result<Schedule, EmbeddedError> {
    let (skills, skill_at) = skills(transaction)?;
    let (mut agents, agent_at) = agents(transaction)?;
    agent_skills(transaction, &mut agents, &agent_at, &skill_at)?;
    let wider = (range.0 - margin, range.1 + margin);
    shifts(transaction, wider, &mut agents, &agent_at)?;
    let zone = settings::get(transaction, "zone")?;
    let zone = zone.map(|name| name.parse::<Tz>().map_err(damaged));
    let zone = zone.transpose()?;
    let required = required(transaction, range, zone.unwrap_or(Tz::UTC), &skill_at)?;
    Ok(Schedule {
        skills,
        agents,
        required,
        zone,
    })
}

type Positions = HashMap<i64, usize>;

fn skills(
    transaction: &Transaction<'_>,
) -> Result<(Vec<ScheduledSkill>, Positions), EmbeddedError> {
    let mut statement = transaction
        .prepare_cached("SELECT id, name, coalesce(queue, name) FROM skills ORDER BY name")?;
    let mut rows = statement.query([])?;
    let (mut skills, mut positions) = (Vec::new(), Positions::new());
    while let Some(row) = rows.next()? {
        positions.insert(row.get(0)?, skills.len());
        skills.push(ScheduledSkill {
            name: row.get(1)?,
            queue: row.get(2)?,
        });
    }
    Ok((skills, positions))
}

fn agents(
    transaction: &Transaction<'_>,
) -> Result<(Vec<SchedulingAgent>, Positions), EmbeddedError> {
    let mut statement = transaction.prepare_cached(
        "SELECT id, name, contracted_hours, willing, availability FROM agents ORDER BY name",
    )?;
    let mut rows = statement.query([])?;
    let (mut agents, mut positions) = (Vec::new(), Positions::new());
    while let Some(row) = rows.next()? {
        positions.insert(row.get(0)?, agents.len());
        let availability: Option<String> = row.get(4)?;
        let availability = availability.map(|text| serde_json::from_str(&text));
        agents.push(SchedulingAgent {
            name: row.get(1)?,
            skills: Vec::new(),
            contracted_hours: row.get(2)?,
            willing: row.get(3)?,
            availability: availability.transpose().map_err(damaged)?,
            shifts: Vec::new(),
        });
    }
    Ok((agents, positions))
}

fn agent_skills(
    transaction: &Transaction<'_>,
    agents: &mut [SchedulingAgent],
    agent_at: &Positions,
    skill_at: &Positions,
) -> Result<(), EmbeddedError> {
    // Two walks along an index; one UNION would sort them first.
    for select in [
        "SELECT agent, skill FROM agent_skills",
        "SELECT DISTINCT agent, skill FROM shift_skills",
    ] {
        let mut statement = transaction.prepare_cached(select)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let agent = agent_at
                .get(&row.get(0)?)
                .and_then(|&at| agents.get_mut(at));
            if let (Some(agent), Some(&skill)) = (agent, skill_at.get(&row.get(1)?)) {
                agent.skills.push(skill);
            }
        }
    }
    for agent in agents {
        agent.skills.sort_unstable();
        agent.skills.dedup();
    }
    Ok(())
}

fn shifts(
    transaction: &Transaction<'_>,
    (from, to): (Minute, Minute),
    agents: &mut [SchedulingAgent],
    agent_at: &Positions,
) -> Result<(), EmbeddedError> {
    let mut statement = transaction.prepare_cached(
        "SELECT agent, start, finish, published, breaks FROM shifts
         WHERE start < ?2 AND finish > ?1
           AND start > ?1 - (SELECT coalesce(max(finish - start), 0) FROM shifts)
         ORDER BY start",
    )?;
    let mut rows = statement.query(params![from, to])?;
    while let Some(row) = rows.next()? {
        let start: Minute = row.get(1)?;
        let text = row.get_ref(4)?.as_str().map_err(damaged)?;
        let mut breaks: Vec<(Minute, Minute)> = serde_json::from_str(text).map_err(damaged)?;
        for (from, to) in &mut breaks {
            *from += start;
            *to += start;
        }
        let agent = agent_at
            .get(&row.get(0)?)
            .and_then(|&at| agents.get_mut(at));
        if let Some(agent) = agent {
            agent.shifts.push(ScheduledShift {
                start,
                finish: row.get(2)?,
                published: row.get(3)?,
                breaks,
            });
        }
    }
    Ok(())
}

/// The loaded windows, and the weekly requirement where there are none.
fn required(
    transaction: &Transaction<'_>,
    range: (Minute, Minute),
    zone: Tz,
    skill_at: &Positions,
) -> Result<Vec<RequiredWindow>, EmbeddedError> {
    let mut loaded: HashMap<i64, Vec<(Minute, Minute, f64)>> = HashMap::new();
    for (skill, start, finish, agents) in requirements::windows_in(transaction, range)? {
        let window = (start.max(range.0), finish.min(range.1), agents);
        loaded.entry(skill).or_default().push(window);
    }
    let weekly = weekly_requirements(transaction)?;
    let mut required = Vec::new();
    for (id, &skill) in skill_at {
        let mut windows = loaded.remove(id).unwrap_or_default();
        if let Some(week) = weekly.get(id) {
            for hole in holes(&windows, range) {
                windows.extend(weekly_windows(week, zone, hole));
            }
        }
        required.extend(
            windows
                .into_iter()
                .map(|(start, finish, agents)| RequiredWindow {
                    skill,
                    start,
                    finish,
                    agents,
                }),
        );
    }
    required.sort_unstable_by_key(|window| (window.skill, window.start));
    Ok(required)
}

fn weekly_requirements(
    transaction: &Transaction<'_>,
) -> Result<HashMap<i64, Vec<f64>>, EmbeddedError> {
    let mut statement = transaction
        .prepare_cached("SELECT skill, agents FROM weekly_requirements ORDER BY skill, quarter")?;
    let mut rows = statement.query([])?;
    let mut weekly: HashMap<i64, Vec<f64>> = HashMap::new();
    while let Some(row) = rows.next()? {
        weekly.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(weekly)
}

/// What sorted windows leave free of a range.
fn holes(windows: &[(Minute, Minute, f64)], (from, to): (Minute, Minute)) -> Vec<(Minute, Minute)> {
    let mut free = Vec::new();
    let mut done = from;
    for &(start, finish, _) in windows {
        if start > done {
            free.push((done, start));
        }
        done = done.max(finish);
    }
    if to > done {
        free.push((done, to));
    }
    free
}

/// A weekly requirement over a range: the week is that of the wall clock in `zone`.
fn weekly_windows(
    week: &[f64],
    zone: Tz,
    (from, to): (Minute, Minute),
) -> Vec<(Minute, Minute, f64)> {
    let quarters_a_week = 7 * DAY / 15;
    let mut windows: Vec<(Minute, Minute, f64)> = Vec::new();
    let mut start = from;
    while start < to {
        let local = minute_of_week(local_minute(zone, start));
        let quarter = (local / 15) % quarters_a_week;
        // Clocks change on quarter hours, so a quarter never needs cutting there.
        let finish = (start + 15 - local % 15).min(to);
        let agents = usize::try_from(quarter).ok().and_then(|at| week.get(at));
        let agents = agents.copied().unwrap_or(0.0);
        match windows.last_mut() {
            Some(last) if last.2.to_bits() == agents.to_bits() => last.1 = finish,
            _ => windows.push((start, finish, agents)),
        }
        start = finish;
    }
    windows
}
