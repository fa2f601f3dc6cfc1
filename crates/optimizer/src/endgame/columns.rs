use std::collections::{BTreeMap, HashMap};

use super::MOST;
use crate::plan::{EachPlan, TooMany};
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// Smaller parts of a whole are rounding.
pub(super) const WHOLE: f64 = 1e-6;

/// How many plans of an agent are likely to be of use.
const LIKELY: usize = 50;

/// All plans that are left, agent by agent.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    /// Per agent, where theirs begin and end.
    pub(super) agents: Vec<std::ops::Range<usize>>,
}

/// A plan of one agent.
pub(super) struct Column {
    /// How much less it earns than the best one of its agent, at the prices that it was found with.
    regret: f64,
    pub(super) cost: f64,
    /// Where it is worked: by skill, then by interval; ascending.
    pub(super) places: Vec<u32>,
    pub(super) pieces: Vec<Piece>,
}

impl Columns {
    /// Adds the plans that `every` hands out, of which the best has `earned` so much; of those
    /// that are worked at the same places only the cheapest.
    ///
    /// # Errors
    /// [`TooMany`] where there are more than `most`, or more than [`MOST`] of all agents
    /// together; none of this one is added then.
    pub(super) fn add_agent(
        &mut self,
        staff: &Staff,
        (agent, earned): (usize, f64),
        most: usize,
        every: impl FnOnce(&mut EachPlan) -> Result<(), TooMany>,
    ) -> Result<(), TooMany> {
        let first = self.all.len();
        let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
        let all = &mut self.all;
        let added = every(&mut |worth, plan| {
            let regret = earned - worth;
            let places = places(staff, plan);
            let cost = staff.cost(agent, plan).cost;
            match known.get(&places) {
                Some(&at) if all[at].cost <= cost => {}
                Some(&at) => {
                    (all[at].regret, all[at].cost) = (regret, cost);
                    all[at].pieces = plan.to_vec();
                }
                None => {
                    known.insert(places.clone(), all.len());
                    all.push(Column {
                        regret,
                        cost,
                        places,
                        pieces: plan.to_vec(),
                    });
                }
            }
            if all.len() > MOST || all.len() - first > most {
                return Err(TooMany);
            }
            Ok(())
        });
        match added {
            Ok(()) => self.agents.push(first..self.all.len()),
            Err(TooMany) => self.all.truncate(first),
        }
        added
    }

    /// Leaves no more than `most` of all agents, those of least regret.
    pub(super) fn keep_best(&mut self, most: usize) {
        if self.all.len() <= most {
            return;
        }
        let mut regrets: Vec<f64> = self.all.iter().map(|column| column.regret).collect();
        let (_, limit, _) = regrets.select_nth_unstable_by(most, f64::total_cmp);
        let mut all = std::mem::take(&mut self.all).into_iter();
        for range in &mut self.agents {
            let own = all.by_ref().take(range.len());
            let first = self.all.len();
            self.all.extend(own.filter(|column| column.regret < *limit));
            *range = first..self.all.len();
        }
    }

    /// Of each column whether it is not among the best of its agent.
    pub(super) fn less_likely(&self) -> Vec<bool> {
        let mut less_likely = vec![false; self.all.len()];
        for range in self.agents.iter().filter(|range| range.len() > LIKELY) {
            let mut order: Vec<usize> = range.clone().collect();
            let regret = |column: usize| self.all[column].regret;
            let by_regret = |a: &usize, b: &usize| regret(*a).total_cmp(&regret(*b));
            let (_, _, others) = order.select_nth_unstable_by(LIKELY - 1, by_regret);
            others.iter().for_each(|&column| less_likely[column] = true);
        }
        less_likely
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
