use super::horizon::Horizon;
use super::roster::{Piece, Roster};
use super::state::{Field, State};
use crate::{Segment, StaffingProblem, StaffingSolution};

/// The plans as a solution, all figures computed afresh.
pub(crate) fn solution(
    problem: &StaffingProblem,
    field: &Field,
    plans: Vec<Vec<Piece>>,
    bound: f64,
) -> StaffingSolution {
    let horizon = &field.horizon;
    let mut state = State::new(field);
    for (agent, plan) in plans.into_iter().enumerate() {
        state.assign(agent, plan);
    }
    let (mut short, mut weighted) = (0.0, 0.0);
    for (skill, row) in problem.required.iter().enumerate() {
        for (required, split) in row.iter().zip(&state.splits) {
            let missing = (required - split.served(skill)) * horizon.hours;
            short += missing;
            weighted += missing * horizon.weights[skill];
        }
    }
    let mut segments = Vec::new();
    for (agent, plan) in state.plans().iter().enumerate() {
        let roster = &field.rosters[agent];
        for (piece, overtime) in plan.iter().zip(overtime_flags(horizon, roster, plan)) {
            let losses = piece
                .intervals()
                .map(|t| state.splits[t].loss(&field.pool, piece.skill).covered);
            segments.push(Segment {
                agent,
                skill: piece.skill,
                from: piece.from,
                to: piece.to,
                breaks: piece.pause.into_iter().collect(),
                kind: piece.kind,
                overtime,
                coverage_impact: losses.sum::<f64>() * horizon.hours,
            });
        }
    }
    let costs: Vec<_> = state
        .plans()
        .iter()
        .zip(&field.rosters)
        .map(|(plan, roster)| roster.cost(horizon, plan))
        .collect();
    let objective = weighted + costs.iter().map(|cost| cost.cost).sum::<f64>();
    // Beyond rounding, a bound above the objective would be no bound.
    debug_assert!(bound <= objective + 1e-6 * objective.max(1.0));
    StaffingSolution {
        objective,
        bound: bound.min(objective),
        short_hours: short,
        overtime_hours: costs.iter().map(|cost| cost.overtime).sum(),
        extra_hours: costs.iter().map(|cost| cost.hours).sum(),
        segments,
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
        flags[at] = horizon.in_hours(weeks[known].1) > roster.left(week) + 1e-9;
    }
    flags
}
