//! Agents and rules, counted in intervals and ready for planning.

pub(crate) mod calendar;
pub(crate) mod horizon;
pub(crate) mod places;
pub(crate) mod roster;
pub(crate) mod unit;

use std::collections::HashMap;

use crate::flow::{Flow, OnShift};
use crate::pace::Pace;
use crate::{Segment, StaffingProblem};
use horizon::Horizon;
use roster::{Piece, Roster};

/// A problem made ready for planning.
pub(crate) struct Staff {
    pub(crate) horizon: Horizon,
    pub(crate) rosters: Vec<Roster>,
    pub(crate) on_shift: OnShift,
    /// By skill, then by interval.
    pub(crate) required: Vec<Vec<f64>>,
    /// Who serves what while nothing but locked work is planned.
    pub(crate) flow: Flow,
    /// Hours of requirement, weighted: the objective if nobody worked, less
    /// the cost of locked work.
    pub(crate) all_short: f64,
}

impl Staff {
    /// `locked` is work that stays in, and keeps all rules. Nothing if `pace`
    /// does not let it go to the end.
    pub(crate) fn of(problem: &StaffingProblem, locked: &[Segment], pace: &Pace) -> Option<Self> {
        let horizon = Horizon::of(problem);
        let mut by_agent: HashMap<usize, Vec<&Segment>> = HashMap::new();
        for segment in locked {
            by_agent.entry(segment.agent).or_default().push(segment);
        }
        let rosters = pace.each(problem.agents.len(), |position| {
            let locked = by_agent.get(&position).map_or(&[][..], Vec::as_slice);
            Roster::of(&problem.agents[position], locked, &horizon)
        })?;
        let on_shift = on_shift(problem, &rosters);
        let worth: Vec<f64> = horizon.weights.iter().map(|w| w * horizon.hours).collect();
        let rows = problem.required.iter().zip(&worth);
        let all_short = rows
            .map(|(row, worth)| worth * row.iter().sum::<f64>())
            .sum();
        let mut flow = Flow::new(&problem.required, worth, &on_shift, pace)?;
        for piece in rosters.iter().flat_map(|roster| &roster.locked) {
            for t in piece.intervals() {
                flow.add(t, piece.skill);
            }
        }
        Some(Self {
            horizon,
            rosters,
            on_shift,
            required: problem.required.clone(),
            flow,
            all_short,
        })
    }

    pub(crate) fn skills(&self) -> usize {
        self.horizon.weights.len()
    }

    pub(crate) fn intervals(&self) -> usize {
        self.on_shift.counts.len()
    }

    /// What a whole plan costs: that of locked work included.
    pub(crate) fn cost(&self, agent: usize, plan: &[Piece]) -> roster::PlanCost {
        self.rosters[agent].cost(&self.horizon, plan)
    }
}

fn on_shift(problem: &StaffingProblem, rosters: &[Roster]) -> OnShift {
    let mut numbers: HashMap<&[usize], u32> = HashMap::new();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut counts: Vec<Vec<(u32, u32)>> = vec![Vec::new(); problem.intervals];
    let mut with_set: Vec<Vec<usize>> = Vec::new();
    for (agent, roster) in rosters.iter().enumerate() {
        let set = *numbers.entry(&roster.skills).or_insert_with(|| {
            sets.push(roster.skills.clone());
            with_set.push(Vec::new());
            u32::try_from(sets.len() - 1).unwrap_or(u32::MAX)
        });
        with_set[set as usize].push(agent);
    }
    for (set, agents) in (0..).zip(&with_set) {
        let mut of_set = vec![0_u32; problem.intervals];
        for &agent in agents {
            count_shifts(&problem.agents[agent].shifts, &mut of_set);
        }
        for (groups, &count) in counts.iter_mut().zip(&of_set) {
            if count > 0 {
                groups.push((set, count));
            }
        }
    }
    OnShift { sets, counts }
}

/// Adds one to every interval that is worked.
fn count_shifts(shifts: &[crate::Shift], counts: &mut [u32]) {
    let end = i64::try_from(counts.len()).unwrap_or(i64::MAX);
    for shift in shifts {
        let on_break = |t: i64| shift.breaks.iter().any(|b| b.0 <= t && t < b.1);
        for t in (shift.from.max(0)..shift.to.min(end)).filter(|&t| !on_break(t)) {
            if let Some(count) = usize::try_from(t).ok().and_then(|t| counts.get_mut(t)) {
                *count += 1;
            }
        }
    }
}
