use rand::RngExt;

use super::Search;
use crate::plan::Values;

/// How often an agent with known plans is given a new one all the same.
const ANEW: f64 = 0.1;

impl Search<'_> {
    /// Draws the plan of the next agent as heat does; once there are enough of them, mostly
    /// among plans that were drawn before.
    pub(super) fn heat(&mut self) {
        let agent = self.next_agent();
        let chooses = self.schedule.is_settled() && !self.pools.is_empty();
        if chooses && !self.random.random_bool(ANEW) {
            self.choose(agent);
        } else {
            self.visit(agent, false);
            if let Some(pool) = self.pools.get_mut(agent) {
                pool.learn(self.state.plan(agent), self.state.cost(agent));
            }
        }
        self.keep_if_best();
        self.unchanged = 0;
    }

    /// Draws one of the plans that the agent had before.
    fn choose(&mut self, agent: usize) {
        self.visits += 1;
        let intervals = self.staff.intervals();
        let share = 1.0 - self.lean;
        self.standing.look(&mut self.state, agent, intervals, share);
        let values = Values::leaning(self.state.gains(), self.prices.now(), self.lean);
        let worth = |piece: &_| values.of_piece(piece, intervals) + self.standing.more(piece);
        let (plan, cost) = self.pools[agent].draw(worth, &mut self.noise);
        if self.state.plan(agent) != plan {
            self.state.withdraw(agent);
            self.state.assign_at(agent, plan, cost);
            self.mark(agent);
        }
    }
}
