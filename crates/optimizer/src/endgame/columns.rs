use std::collections::HashMap;

use super::tree::Node;
use crate::plan::TooMany;
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// All plans that are left, agent by agent.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    /// Per agent, where theirs begin and end.
    pub(super) agents: Vec<std::ops::Range<usize>>,
}

/// A plan of one agent.
pub(super) struct Column {
    pub(super) cost: f64,
    /// Where it is worked: by skill, then by interval; ascending.
    pub(super) places: Vec<u32>,
    pub(super) pieces: Vec<Piece>,
}

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Adds the plans that `every` hands out; of those that are worked at the same
    /// places only the cheapest.
    pub(super) fn add_agent(
        &mut self,
        staff: &Staff,
        agent: usize,
        every: impl FnOnce(&mut dyn FnMut(f64, &[Piece])) -> Result<(), TooMany>,
    ) -> Result<(), TooMany> {
        let first = self.all.len();
        let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
        let all = &mut self.all;
        every(&mut |_, plan| {
            let places = places(staff, plan);
            let cost = staff.cost(agent, plan).cost;
            match known.get(&places) {
                Some(&at) if all[at].cost <= cost => {}
                Some(&at) => (all[at].cost, all[at].pieces) = (cost, plan.to_vec()),
                None => {
                    known.insert(places.clone(), all.len());
                    all.push(Column {
                        cost,
                        places,
                        pieces: plan.to_vec(),
                    });
                }
            }
        })?;
        self.agents.push(first..self.all.len());
        Ok(())
    }

    /// Two nodes out of one: a place is worked by an agent, or not. The place is
    /// where the fractions of the agent's plans disagree the most.
    pub(super) fn split(&self, node: &Node, fractions: &[f64]) -> [Node; 2] {
        let mut best = (f64::NEG_INFINITY, 0, 0);
        let mut shares: HashMap<u32, (f64, usize)> = HashMap::new();
        for (agent, range) in node.ranges.iter().enumerate() {
            if range.len() < 2 {
                continue;
            }
            shares.clear();
            for at in range.clone() {
                for &place in &self.all[node.alive[at] as usize].places {
                    let share = shares.entry(place).or_default();
                    share.0 += fractions[at];
                    share.1 += 1;
                }
            }
            for (&place, &(share, count)) in &shares {
                let even = count.min(range.len() - count) as f64 / range.len() as f64;
                let score = share.min(1.0 - share) + 1e-3 * even;
                let is_first = score == best.0 && (agent, place) < (best.1, best.2);
                if count < range.len() && (score > best.0 || is_first) {
                    best = (score, agent, place);
                }
            }
        }
        let (_, agent, place) = best;
        [true, false].map(|is_worked| {
            node.keeping(|of, column| {
                let places = &self.all[column as usize].places;
                of != agent || places.binary_search(&place).is_ok() == is_worked
            })
        })
    }
}

fn places(staff: &Staff, plan: &[Piece]) -> Vec<u32> {
    let intervals = staff.intervals();
    let of_piece = |piece: &Piece| {
        let row = piece.skill * intervals;
        piece.intervals().map(move |t| (row + t) as u32)
    };
    let mut places: Vec<u32> = plan.iter().flat_map(of_piece).collect();
    places.sort_unstable();
    places
}
