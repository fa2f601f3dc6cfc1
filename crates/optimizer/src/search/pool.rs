use crate::plan::Noise;
use crate::staff::roster::{Piece, PlanCost};

/// Plans that an agent was given before: choosing among them takes a fraction of the time
/// that a new one takes.
#[derive(Clone, Default)]
pub(super) struct Pool {
    known: Vec<(Vec<Piece>, PlanCost)>,
    /// The one that a new one takes the place of, once there are enough.
    oldest: usize,
}

/// Most plans of an agent.
const MOST: usize = 64;
/// Most agents for whom plans are kept: with more, memory would run short, and time does
/// before plans repeat.
const AGENTS: usize = 2_000;

impl Pool {
    /// One for each agent; none where there are too many.
    pub(super) fn of_all(agents: usize) -> Vec<Self> {
        let kept = if agents <= AGENTS { agents } else { 0 };
        vec![Self::default(); kept]
    }

    pub(super) fn learn(&mut self, plan: &[Piece], cost: PlanCost) {
        if plan.is_empty() || self.known.iter().any(|known| known.0 == plan) {
            return;
        }
        let known = (plan.to_vec(), cost);
        if self.known.len() < MOST {
            self.known.push(known);
        } else {
            self.known[self.oldest] = known;
            self.oldest = (self.oldest + 1) % MOST;
        }
    }

    /// The plan that is worth the most with noise, which may be an empty one; `worth` is
    /// that of a piece before costs.
    pub(super) fn draw(
        &self,
        worth: impl Fn(&Piece) -> f64,
        noise: &mut Noise,
    ) -> (&[Piece], PlanCost) {
        let mut best = (noise.one(), None);
        for known in &self.known {
            let brings: f64 = known.0.iter().map(&worth).sum();
            let value = brings - known.1.cost + noise.one();
            if value > best.0 {
                best = (value, Some(known));
            }
        }
        best.1
            .map_or((&[], PlanCost::default()), |(plan, cost)| (plan, *cost))
    }
}
