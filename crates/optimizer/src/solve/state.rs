use staffing::split::{Pool, SkillSet, Split, Worth};

use super::horizon::Horizon;
use super::options::Sums;
use super::roster::{Piece, PlanCost, Roster};
use crate::{Agent, StaffingProblem};

/// A problem made ready for planning.
pub(crate) struct Field {
    pub(crate) horizon: Horizon,
    pub(crate) rosters: Vec<Roster>,
    pub(crate) pool: Pool,
    /// Per interval, before anything is planned.
    pub(crate) splits: Vec<Split>,
    /// Per interval, flexible agents by skill set (position in `sets`).
    pub(crate) on_shift: Vec<Vec<(usize, u32)>>,
    pub(crate) sets: Vec<Vec<usize>>,
}

/// Plans for all agents, who serves what under them, and what one more agent
/// would bring.
pub(crate) struct State<'a> {
    pub(crate) field: &'a Field,
    pub(crate) splits: Vec<Split>,
    /// Per skill, over the gains of the present splits.
    sums: Sums,
    gains: Vec<Vec<f64>>,
    stale: Vec<usize>,
    is_stale: Vec<bool>,
    plans: Vec<Vec<Piece>>,
    pub(crate) covered: Worth,
    pub(crate) cost: PlanCost,
}

impl Field {
    pub(crate) fn of(problem: &StaffingProblem) -> Self {
        let horizon = Horizon::of(problem);
        let rosters: Vec<Roster> = problem
            .agents
            .iter()
            .map(|agent| Roster::of(agent, &horizon))
            .collect();
        let mut pool = Pool::new(horizon.weights.clone());
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut with_set: Vec<Vec<usize>> = Vec::new();
        for (agent, roster) in rosters.iter().enumerate() {
            let set = pool.number_of(&SkillSet::from(roster.skills.iter().copied()));
            if set == sets.len() {
                sets.push(roster.skills.clone());
                with_set.push(Vec::new());
            }
            with_set[set].push(agent);
        }
        let mut on_shift: Vec<Vec<(usize, u32)>> = vec![Vec::new(); problem.intervals];
        for (set, agents) in with_set.iter().enumerate() {
            let mut counts = vec![0; problem.intervals];
            for &agent in agents {
                count_shifts(&problem.agents[agent], &mut counts);
            }
            for (groups, &count) in on_shift.iter_mut().zip(&counts) {
                if count > 0 {
                    groups.push((set, count));
                }
            }
        }
        let mut required = vec![0.0; problem.skills.len()];
        let mut splits = Vec::with_capacity(problem.intervals);
        for (t, agents) in on_shift.iter().enumerate() {
            for (required, row) in required.iter_mut().zip(&problem.required) {
                *required = row[t];
            }
            splits.push(Split::new(&pool, &required, agents));
        }
        Self {
            horizon,
            rosters,
            pool,
            splits,
            on_shift,
            sets,
        }
    }

    pub(crate) fn skills(&self) -> usize {
        self.horizon.weights.len()
    }
}

/// Adds one to every interval that the agent works.
fn count_shifts(agent: &Agent, counts: &mut [u32]) {
    let end = i64::try_from(counts.len()).unwrap_or(i64::MAX);
    for shift in &agent.shifts {
        let on_break = |t: i64| shift.breaks.iter().any(|b| b.0 <= t && t < b.1);
        for t in (shift.from.max(0)..shift.to.min(end)).filter(|&t| !on_break(t)) {
            if let Some(count) = usize::try_from(t).ok().and_then(|t| counts.get_mut(t)) {
                *count += 1;
            }
        }
    }
}

impl<'a> State<'a> {
    /// Nothing planned yet.
    pub(crate) fn new(field: &'a Field) -> Self {
        let intervals = field.splits.len();
        let gains = vec![vec![0.0; intervals]; field.skills()];
        let mut covered = Worth::default();
        for split in &field.splits {
            let total = split.total(&field.pool);
            covered.weighted += total.weighted * field.horizon.hours;
            covered.covered += total.covered * field.horizon.hours;
        }
        Self {
            field,
            splits: field.splits.clone(),
            sums: Sums::of(&gains, field.horizon.hours),
            gains,
            stale: (0..intervals).collect(),
            is_stale: vec![true; intervals],
            plans: vec![Vec::new(); field.rosters.len()],
            covered,
            cost: PlanCost::default(),
        }
    }

    pub(crate) fn plan(&self, agent: usize) -> &[Piece] {
        &self.plans[agent]
    }

    pub(crate) fn plans(&self) -> &[Vec<Piece>] {
        &self.plans
    }

    /// The objective up to a constant of the problem: comparing these loses no
    /// digits to a requirement that nobody can meet.
    pub(crate) fn score(&self) -> f64 {
        self.cost.cost - self.covered.weighted
    }

    /// Takes the agent's plan away and hands it out.
    pub(crate) fn withdraw(&mut self, agent: usize) -> Vec<Piece> {
        let plan = std::mem::take(&mut self.plans[agent]);
        for piece in &plan {
            for t in piece.intervals() {
                let lost = self.splits[t].remove_fixed(&self.field.pool, piece.skill);
                self.covered.weighted -= lost.weighted * self.field.horizon.hours;
                self.covered.covered -= lost.covered * self.field.horizon.hours;
                self.mark(t);
            }
        }
        self.count_cost(agent, &plan, -1.0);
        plan
    }

    /// Gives a plan to an agent who has none.
    pub(crate) fn assign(&mut self, agent: usize, plan: Vec<Piece>) {
        for piece in &plan {
            for t in piece.intervals() {
                let gained = self.splits[t].add_fixed(&self.field.pool, piece.skill);
                self.covered.weighted += gained.weighted * self.field.horizon.hours;
                self.covered.covered += gained.covered * self.field.horizon.hours;
                self.mark(t);
            }
        }
        self.count_cost(agent, &plan, 1.0);
        self.plans[agent] = plan;
    }

    /// What one more agent brings, per skill and interval, as of now.
    pub(crate) fn sums(&mut self) -> &Sums {
        if !self.stale.is_empty() {
            let mut gains = vec![0.0; self.field.skills()];
            for t in self.stale.drain(..) {
                self.is_stale[t] = false;
                self.splits[t].gains(&self.field.pool, &mut gains);
                for (row, gain) in self.gains.iter_mut().zip(&gains) {
                    row[t] = *gain;
                }
            }
            for (skill, row) in self.gains.iter().enumerate() {
                self.sums.renew(skill, row, self.field.horizon.hours);
            }
        }
        &self.sums
    }

    pub(crate) fn gains(&mut self) -> &[Vec<f64>] {
        self.sums();
        &self.gains
    }

    fn mark(&mut self, t: usize) {
        if !self.is_stale[t] {
            self.is_stale[t] = true;
            self.stale.push(t);
        }
    }

    fn count_cost(&mut self, agent: usize, plan: &[Piece], sign: f64) {
        let cost = self.field.rosters[agent].cost(&self.field.horizon, plan);
        self.cost.cost += sign * cost.cost;
        self.cost.hours += sign * cost.hours;
        self.cost.overtime += sign * cost.overtime;
    }
}
