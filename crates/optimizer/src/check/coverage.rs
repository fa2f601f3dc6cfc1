//! What stays short. Who is on shift is the same under every plan, so it is matched once.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::matching::{Able, Matching};
use crate::pace::Pace;
use crate::{Priority, Segment, StaffingProblem};

/// The agents on shift in each interval, matched.
pub(super) struct Coverage {
    on_shift: Vec<Matching>,
    /// Hours of requirement: weighted, and not.
    required: (f64, f64),
    /// Hours of an interval.
    hours: f64,
}

/// What stays short under a plan, in hours.
pub(super) struct Shortfall {
    pub(super) weighted: f64,
    pub(super) hours: f64,
    /// Of `hours`, what comes back without each segment.
    pub(super) impacts: Vec<f64>,
}

impl Coverage {
    pub(super) fn of(problem: &StaffingProblem, pace: &Pace) -> Option<Self> {
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
        let on_shift = on_shift(problem);
        let on_shift = pace.each(problem.intervals, |t| {
            let required: Vec<f64> = problem.required.iter().map(|row| row[t]).collect();
            let mut groups: BTreeMap<&Arc<[usize]>, u32> = BTreeMap::new();
            for set in &on_shift[t] {
                *groups.entry(set).or_default() += 1;
            }
            let groups = groups.into_iter().map(|(set, n)| (Arc::clone(set), n));
            let able = Able::new(problem.skills.len(), groups.collect());
            Matching::best(&required, &weights, Arc::new(able))
        })?;
        let mut required = (0.0, 0.0);
        for (row, weight) in problem.required.iter().zip(&weights) {
            let row: f64 = row.iter().sum();
            required.0 += row * weight * hours;
            required.1 += row * hours;
        }
        Some(Self {
            on_shift,
            required,
            hours,
        })
    }

    /// What stays short with `segments`.
    pub(super) fn with(&self, segments: &[Segment], pace: &Pace) -> Option<Shortfall> {
        let mut planned = vec![Vec::new(); self.on_shift.len()];
        for (position, segment) in segments.iter().enumerate() {
            for t in worked(segment.from, segment.to, &segment.breaks) {
                planned[t].push(position);
            }
        }
        let intervals = pace.each(planned.len(), |t| {
            let mut on_skill = vec![0; self.on_shift[t].skills()];
            for &at in &planned[t] {
                on_skill[segments[at].skill] += 1;
            }
            let matching = self.on_shift[t].with(&on_skill);
            (matching.cover, matching.lost_without_one())
        })?;
        let mut short = Shortfall {
            weighted: self.required.0,
            hours: self.required.1,
            impacts: vec![0.0; segments.len()],
        };
        for (planned, (cover, lost)) in planned.iter().zip(&intervals) {
            short.weighted -= cover.weighted * self.hours;
            short.hours -= cover.covered * self.hours;
            // All who serve a skill by plan are alike.
            for &at in planned {
                short.impacts[at] += lost[segments[at].skill] * self.hours;
            }
        }
        Some(short)
    }
}

/// Skill sets of the agents on shift in each interval.
fn on_shift(problem: &StaffingProblem) -> Vec<Vec<Arc<[usize]>>> {
    let mut known: HashSet<Arc<[usize]>> = HashSet::new();
    let mut working = vec![Vec::new(); problem.intervals];
    for agent in &problem.agents {
        let mut skills = agent.skills.clone();
        skills.sort_unstable();
        skills.dedup();
        let set = known.get(skills.as_slice()).cloned();
        let set = set.unwrap_or_else(|| Arc::from(skills));
        known.insert(Arc::clone(&set));
        for shift in &agent.shifts {
            for t in worked(shift.from, shift.to, &shift.breaks) {
                if let Some(working) = working.get_mut(t) {
                    working.push(Arc::clone(&set));
                }
            }
        }
    }
    working
}

/// The intervals from 0 on that are worked.
fn worked(from: i64, to: i64, breaks: &[(i64, i64)]) -> impl Iterator<Item = usize> {
    let on_break = |t: &i64| breaks.iter().any(|b| b.0 <= *t && *t < b.1);
    (from.max(0)..to)
        .filter(move |t| !on_break(t))
        .filter_map(|t| usize::try_from(t).ok())
}
