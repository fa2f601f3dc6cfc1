//! Plans as a solution: all figures computed afresh.

mod splits;

use crate::staff::Staff;
use crate::staff::horizon::Horizon;
use crate::staff::roster::{Piece, PlanCost, Roster};
use crate::{Segment, StaffingProblem, StaffingSolution};

pub(crate) use splits::Splits;

/// `plans` holds what was added to locked work; `bound` leaves the cost of
/// that work out.
pub(crate) fn solution(
    problem: &StaffingProblem,
    staff: &Staff,
    plans: &[Vec<Piece>],
    bound: f64,
) -> StaffingSolution {
    let horizon = &staff.horizon;
    let mut splits = Splits::of(staff);
    let mut whole: Vec<(usize, Vec<Piece>, Vec<bool>)> = Vec::new();
    let (mut costs, mut locked_cost) = (PlanCost::default(), 0.0);
    for (agent, plan) in plans.iter().enumerate() {
        let locked = &staff.rosters[agent].locked;
        if plan.is_empty() && locked.is_empty() {
            continue;
        }
        let bare = (!locked.is_empty()).then(|| Roster::of(&problem.agents[agent], &[], horizon));
        let roster = bare.as_ref().unwrap_or(&staff.rosters[agent]);
        let mut pieces: Vec<Piece> = plan.iter().chain(locked).copied().collect();
        pieces.sort_unstable_by_key(|piece| piece.from);
        let cost = roster.cost(horizon, &pieces);
        costs.cost += cost.cost;
        costs.hours += cost.hours;
        costs.overtime += cost.overtime;
        locked_cost += roster.cost(horizon, locked).cost;
        for piece in &pieces {
            splits.add(piece.skill, piece.intervals());
        }
        let flags = overtime_flags(horizon, roster, &pieces);
        whole.push((agent, pieces, flags));
    }
    // All who serve a skill by plan are alike.
    let mut losses = vec![None; staff.skills() * staff.intervals()];
    let mut segments = Vec::new();
    for (agent, pieces, flags) in whole {
        for (piece, overtime) in pieces.into_iter().zip(flags) {
            let skill = piece.skill;
            let mut lost = |t: usize| {
                *losses[skill * staff.intervals() + t]
                    .get_or_insert_with(|| splits.all[t].loss(&splits.pool, skill).covered)
            };
            segments.push(Segment {
                agent,
                skill: piece.skill,
                from: piece.from,
                to: piece.to,
                breaks: piece.pause.into_iter().collect(),
                kind: piece.kind,
                overtime,
                coverage_impact: piece.intervals().map(&mut lost).sum::<f64>() * horizon.hours,
            });
        }
    }
    let (short, weighted) = shortfall(staff, &splits);
    let objective = weighted + costs.cost;
    StaffingSolution {
        objective,
        bound: (bound + locked_cost).min(objective),
        short_hours: short,
        overtime_hours: costs.overtime,
        extra_hours: costs.hours,
        segments,
    }
}

/// In hours: plain, and weighted.
fn shortfall(staff: &Staff, splits: &Splits) -> (f64, f64) {
    let horizon = &staff.horizon;
    let (mut short, mut weighted) = (0.0, 0.0);
    for (skill, row) in staff.required.iter().enumerate() {
        for (required, split) in row.iter().zip(&splits.all) {
            let missing = (required - split.served(skill)) * horizon.hours;
            short += missing;
            weighted += missing * horizon.weights[skill];
        }
    }
    (short, weighted)
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
