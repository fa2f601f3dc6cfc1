use std::collections::{BTreeMap, HashMap};

use crate::plan::TooMany;
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// Smaller parts of a whole are rounding.
pub(super) const WHOLE: f64 = 1e-6;

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

    /// The agent and the place at which the columns that `point` takes of them disagree the
    /// most; none where it takes whole ones.
    pub(super) fn contested(&self, point: &[f64]) -> Option<(usize, u32)> {
        let mut best = (WHOLE, None);
        let mut shares: BTreeMap<u32, f64> = BTreeMap::new();
        for (agent, range) in self.agents.iter().enumerate() {
            shares.clear();
            for column in range.clone().filter(|&column| point[column] > WHOLE) {
                for &place in &self.all[column].places {
                    *shares.entry(place).or_default() += point[column];
                }
            }
            for (&place, share) in &shares {
                let score = share.min(1.0 - share);
                if score > best.0 {
                    best = (score, Some((agent, place)));
                }
            }
        }
        best.1
    }
}

impl Column {
    pub(super) fn is_worked_at(&self, place: u32) -> bool {
        self.places.binary_search(&place).is_ok()
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
