use crate::flow::Flow;
use crate::staff::Staff;
use crate::staff::roster::{Piece, PlanCost};

/// Plans for all agents, and who serves what under them.
pub(crate) struct State<'a> {
    staff: &'a Staff,
    flow: Flow,
    plans: Vec<Vec<Piece>>,
    costs: Vec<PlanCost>,
    cost: f64,
    overtime: f64,
}

impl<'a> State<'a> {
    /// Nothing planned but locked work.
    pub(crate) fn new(staff: &'a Staff) -> Self {
        let agents = staff.rosters.len();
        Self {
            flow: staff.flow.clone(),
            plans: vec![Vec::new(); agents],
            costs: vec![PlanCost::default(); agents],
            cost: 0.0,
            overtime: 0.0,
            staff,
        }
    }

    /// What is minimised, up to a constant of the problem: comparing these
    /// loses no digits to a requirement that nobody can meet.
    pub(crate) fn score(&self) -> f64 {
        self.cost - self.flow.weighted()
    }

    pub(crate) fn plan(&self, agent: usize) -> &[Piece] {
        &self.plans[agent]
    }

    /// What the agent's plan costs.
    pub(crate) fn cost(&self, agent: usize) -> PlanCost {
        self.costs[agent]
    }

    /// What one more agent brings: by skill, then by interval.
    pub(crate) fn gains(&self) -> &[f64] {
        self.flow.gains()
    }

    /// What one more agent brings, and what one fewer costs: by skill, then by interval.
    pub(crate) fn spans(&mut self) -> (&[f64], &[f64]) {
        self.flow.spans()
    }

    /// What one agent fewer on `skill` at `t` costs.
    pub(crate) fn loss(&mut self, t: usize, skill: usize) -> f64 {
        self.flow.loss(t, skill)
    }

    pub(crate) fn flow(&self) -> &Flow {
        &self.flow
    }

    pub(crate) fn overtime(&self) -> f64 {
        self.overtime
    }

    /// Takes the agent's plan away and hands it out.
    pub(crate) fn withdraw(&mut self, agent: usize) -> Vec<Piece> {
        let plan = std::mem::take(&mut self.plans[agent]);
        for piece in &plan {
            for t in piece.intervals() {
                self.flow.remove(t, piece.skill);
            }
        }
        let cost = std::mem::take(&mut self.costs[agent]);
        self.cost -= cost.cost;
        self.overtime -= cost.overtime;
        plan
    }

    /// Gives a plan to an agent who has none.
    pub(crate) fn assign(&mut self, agent: usize, plan: &[Piece]) {
        self.assign_at(agent, plan, self.staff.cost(agent, plan));
    }

    /// Gives a plan whose cost is known to an agent who has none.
    pub(crate) fn assign_at(&mut self, agent: usize, plan: &[Piece], cost: PlanCost) {
        for piece in plan {
            for t in piece.intervals() {
                self.flow.add(t, piece.skill);
            }
        }
        self.costs[agent] = cost;
        self.cost += cost.cost;
        self.overtime += cost.overtime;
        self.plans[agent].clear();
        self.plans[agent].extend_from_slice(plan);
    }
}
