//! Plans as a solution: all figures computed afresh.

mod splits;

use crate::pace::Pace;
use crate::staff::Staff;
use crate::staff::horizon::Horizon;
use crate::staff::roster::{Piece, PlanCost, Roster};
use crate::{Segment, StaffingProblem, StaffingSolution};

pub(crate) use splits::Splits;

/// Makes solutions of plans for one problem.
pub(crate) struct Reporter<'a> {
    problem: &'a StaffingProblem,
    staff: &'a Staff,
    on_shift: Splits,
}

/// A solution, and what it leaves short.
pub(crate) struct Report {
    pub(crate) solution: StaffingSolution,
    pub(crate) missing: Missing,
}

/// Agents missing, by interval and skill.
pub(crate) type Missing = Vec<Vec<f64>>;

/// What becomes of an interval under a plan.
struct Outcome {
    /// Per skill, agents that are missing.
    missing: Vec<f64>,
    /// Per skill, cover that is lost without one of those planned for it.
    losses: Vec<f64>,
}

impl<'a> Reporter<'a> {
    /// Nothing if `pace` does not let it go to the end.
    pub(crate) fn new(problem: &'a StaffingProblem, staff: &'a Staff, pace: &Pace) -> Option<Self> {
        Some(Self {
            problem,
            staff,
            on_shift: Splits::of(staff, pace)?,
        })
    }

    /// With nothing recommended.
    pub(crate) fn missing_before(&self) -> Missing {
        self.on_shift.missing(&self.staff.required)
    }

    /// `plans` holds what was added to locked work; `bound` leaves the cost of
    /// that work out. Nothing if `pace` does not let it go to the end.
    pub(crate) fn report(&self, plans: &[Vec<Piece>], bound: f64, pace: &Pace) -> Option<Report> {
        let (staff, horizon) = (self.staff, &self.staff.horizon);
        let mut whole: Vec<(usize, Vec<Piece>, Vec<bool>)> = Vec::new();
        let (mut costs, mut locked_cost) = (PlanCost::default(), 0.0);
        let mut planned = vec![Vec::new(); staff.intervals()];
        for (agent, plan) in plans.iter().enumerate() {
            let locked = &staff.rosters[agent].locked;
            if plan.is_empty() && locked.is_empty() {
                continue;
            }
            let bare =
                (!locked.is_empty()).then(|| Roster::of(&self.problem.agents[agent], &[], horizon));
            let roster = bare.as_ref().unwrap_or(&staff.rosters[agent]);
            let mut pieces: Vec<Piece> = plan.iter().chain(locked).copied().collect();
            pieces.sort_unstable_by_key(|piece| piece.from);
            let cost = roster.cost(horizon, &pieces);
            costs.cost += cost.cost;
            costs.hours += cost.hours;
            costs.overtime += cost.overtime;
            locked_cost += roster.cost(horizon, locked).cost;
            for piece in &pieces {
                piece.intervals().for_each(|t| planned[t].push(piece.skill));
            }
            let flags = overtime_flags(horizon, roster, &pieces);
            whole.push((agent, pieces, flags));
        }
        let outcomes = pace.each(planned.len(), |t| self.outcome(t, &planned[t]))?;
        let mut segments = Vec::new();
        for (agent, pieces, flags) in whole {
            for (piece, overtime) in pieces.into_iter().zip(flags) {
                let lost = piece.intervals().map(|t| outcomes[t].losses[piece.skill]);
                segments.push(Segment {
                    agent,
                    skill: piece.skill,
                    from: piece.from,
                    to: piece.to,
                    breaks: piece.pause.into_iter().collect(),
                    kind: piece.kind,
                    overtime,
                    coverage_impact: lost.sum::<f64>() * horizon.hours,
                });
            }
        }
        let missing: Missing = outcomes.into_iter().map(|found| found.missing).collect();
        let short: f64 = missing.iter().flatten().sum();
        let weighted: f64 = missing
            .iter()
            .flat_map(|row| row.iter().zip(&horizon.weights))
            .map(|(missing, weight)| missing * weight)
            .sum();
        let objective = weighted * horizon.hours + costs.cost;
        let solution = StaffingSolution {
            objective,
            bound: (bound + locked_cost).min(objective),
            short_hours: short * horizon.hours,
            overtime_hours: costs.overtime,
            extra_hours: costs.hours,
            segments,
        };
        Some(Report { solution, missing })
    }

    /// With one agent more for each of the skills in `planned`.
    fn outcome(&self, t: usize, planned: &[usize]) -> Outcome {
        let pool = &self.on_shift.pool;
        let mut split = self.on_shift.all[t].clone();
        for &skill in planned {
            split.add_fixed(pool, skill);
        }
        // All who serve a skill by plan are alike.
        let losses = (0..self.staff.skills()).map(|skill| split.loss(pool, skill).covered);
        Outcome {
            missing: splits::missing(&split, &self.staff.required, t),
            losses: losses.collect(),
        }
    }
}

/// Per piece, whether any of it is overtime; see [`Segment::overtime`].
fn overtime_flags(horizon: &Horizon, roster: &Roster, plan: &[Piece]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..plan.len()).collect();
    order.sort_by_key(|&at| (!horizon.no_overtime[plan[at].skill], plan[at].from));
    let mut flags = vec![false; plan.len()];
    let mut weeks: Vec<(i64, i64)> = Vec::new();
    for at in order {
        let week = Horizon::week_of_day(plan[at].day);
        let known = weeks.iter().position(|known| known.0 == week);
        let known = known.unwrap_or_else(|| {
            weeks.push((week, 0));
            weeks.len() - 1
        });
        weeks[known].1 += plan[at].worked();
        flags[at] = horizon.in_hours(weeks[known].1) > roster.week(week).left + 1e-9;
    }
    flags
}
