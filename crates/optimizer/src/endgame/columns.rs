use std::collections::HashMap;
use std::ops::Range;

use super::MOST;
use super::program::numbers;
use crate::plan::{EachPlan, Network, TooMany, Values};
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// Smaller parts of a whole are rounding.
pub(super) const WHOLE: f64 = 1e-6;

/// How many plans of an agent are likely to be of use, or choices at a place, for at most so many
/// places.
const LIKELY: usize = 20;
const MOST_STAGES: usize = 8;

/// All plans that are left, agent by agent.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    pub(super) agents: Vec<Ways>,
}

/// The plans of one agent: ways through a network from its node 0 to beyond its last one, which
/// lie in order of time.
pub(super) struct Ways {
    pub(super) columns: Range<usize>,
    pub(super) nodes: usize,
}

/// A plan of one agent, or where plans are written down place by place, one choice.
#[derive(Clone)]
pub(super) struct Column {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The place of a choice.
    pub(super) stage: usize,
    /// Nothing that it is part of costs less.
    pub(super) least: f64,
    pub(super) cost: f64,
    /// Where it is worked: by skill, then by interval; ascending.
    pub(super) places: Vec<u32>,
    pub(super) pieces: Vec<Piece>,
}

impl Columns {
    /// Adds the plans that `every` hands out, of which the best has `earned` so much where nothing
    /// costs less than `bound`; of those that are worked at the same places only the cheapest.
    ///
    /// # Errors
    /// [`TooMany`] where there are more than `most`, or more than [`MOST`] of all agents
    /// together; none of this one is added then.
    pub(super) fn add_agent(
        &mut self,
        staff: &Staff,
        agent: usize,
        (earned, bound): (f64, f64),
        most: usize,
        every: impl FnOnce(&mut EachPlan) -> Result<(), TooMany>,
    ) -> Result<(), TooMany> {
        let first = self.all.len();
        let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
        let all = &mut self.all;
        let added = every(&mut |worth, plan| {
            let least = bound + earned - worth;
            let places = places(staff, plan);
            let cost = staff.cost(agent, plan).cost;
            match known.get(&places) {
                Some(&at) if all[at].cost <= cost => {}
                Some(&at) => {
                    (all[at].least, all[at].cost) = (least, cost);
                    all[at].pieces = plan.to_vec();
                }
                None => {
                    known.insert(places.clone(), all.len());
                    all.push(Column {
                        from: 0,
                        to: 1,
                        stage: 0,
                        least,
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
            Ok(()) => self.agents.push(Ways {
                columns: first..self.all.len(),
                nodes: 1,
            }),
            Err(TooMany) => self.all.truncate(first),
        }
        added
    }

    /// Adds the choices of `network`, found at `values`, where the best plan has `earned` so much and
    /// nothing costs less than `bound`.
    ///
    /// # Errors
    /// [`TooMany`] where there are more than [`MOST`] columns then; none is added.
    pub(super) fn add_network(
        &mut self,
        staff: &Staff,
        values: Values,
        (earned, bound): (f64, f64),
        network: &Network,
    ) -> Result<(), TooMany> {
        let first = self.all.len();
        if first + network.arcs.len() > MOST {
            return Err(TooMany);
        }
        self.all.extend(network.arcs.iter().map(|arc| {
            let pieces: Vec<Piece> = arc.pieces.into_iter().flatten().collect();
            let brings = pieces
                .iter()
                .map(|piece| values.of_piece(piece, staff.intervals()));
            Column {
                from: arc.from,
                to: arc.to,
                stage: arc.place,
                least: bound + earned - arc.most,
                cost: brings.sum::<f64>() - arc.worth,
                places: places(staff, &pieces),
                pieces,
            }
        }));
        self.agents.push(Ways {
            columns: first..self.all.len(),
            nodes: network.nodes,
        });
        Ok(())
    }

    /// Leaves no more than `most` of all agents, the most promising.
    pub(super) fn keep_best(&mut self, most: usize) {
        if self.all.len() <= most {
            return;
        }
        let mut all: Vec<f64> = self.all.iter().map(|column| column.least).collect();
        let (_, &mut limit, _) = all.select_nth_unstable_by(most, f64::total_cmp);
        let mut all = std::mem::take(&mut self.all).into_iter();
        for ways in &mut self.agents {
            let own = all.by_ref().take(ways.columns.len());
            let first = self.all.len();
            self.all.extend(own.filter(|column| column.least < limit));
            ways.columns = first..self.all.len();
        }
    }

    /// Those of the columns that `is_open` which are part of a whole way of such; none where an agent
    /// has no way left.
    pub(super) fn on_open_ways(&self, is_open: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        let mut on_ways = Vec::new();
        for ways in &self.agents {
            let open = || ways.columns.clone().filter(|&at| is_open(at));
            let mut is_reached = vec![false; ways.nodes + 1];
            is_reached[0] = true;
            for column in open().map(|at| &self.all[at]) {
                is_reached[column.to] |= is_reached[column.from];
            }
            let mut leads_on = vec![false; ways.nodes + 1];
            leads_on[ways.nodes] = is_reached[ways.nodes];
            for column in open().rev().map(|at| &self.all[at]) {
                leads_on[column.from] |= leads_on[column.to];
            }
            if !leads_on[0] {
                return None;
            }
            on_ways.extend(open().filter(|&at| {
                let column = &self.all[at];
                is_reached[column.from] && leads_on[column.to]
            }));
        }
        Some(on_ways)
    }

    /// These columns alone, in ascending order, which make up whole ways of every agent.
    pub(super) fn only(&self, kept: &[usize]) -> Self {
        let mut only = Self::default();
        let mut left = kept;
        for ways in &self.agents {
            let own = left.partition_point(|&at| at < ways.columns.end);
            let (own, later) = left.split_at(own);
            left = later;
            let mut is_used = vec![false; ways.nodes + 1];
            is_used[ways.nodes] = true;
            own.iter().for_each(|&at| is_used[self.all[at].from] = true);
            let numbers = numbers(ways.nodes + 1, |node| is_used[node]);
            let first = only.all.len();
            only.all.extend(own.iter().map(|&at| Column {
                from: numbers[self.all[at].from] as usize,
                to: numbers[self.all[at].to] as usize,
                ..self.all[at].clone()
            }));
            only.agents.push(Ways {
                columns: first..only.all.len(),
                nodes: numbers[ways.nodes] as usize,
            });
        }
        only
    }

    /// Of each column whether it is not among the best of its agent.
    pub(super) fn less_likely(&self) -> Vec<bool> {
        let mut less_likely = vec![false; self.all.len()];
        for ways in &self.agents {
            let likely = LIKELY * ways.nodes.min(MOST_STAGES);
            if ways.columns.len() <= likely {
                continue;
            }
            let mut order: Vec<usize> = ways.columns.clone().collect();
            let least = |column: usize| self.all[column].least;
            let by_least = |a: &usize, b: &usize| least(*a).total_cmp(&least(*b));
            let (_, _, others) = order.select_nth_unstable_by(likely - 1, by_least);
            others.iter().for_each(|&column| less_likely[column] = true);
        }
        less_likely
    }

    /// The way of an agent that costs the least, where its columns cost so much.
    pub(super) fn cheapest(&self, agent: usize, cost: impl Fn(&Column) -> f64) -> Vec<usize> {
        let ways = &self.agents[agent];
        let mut best = vec![(f64::INFINITY, None); ways.nodes + 1];
        best[ways.nodes] = (0.0, None);
        for at in ways.columns.clone().rev() {
            let column = &self.all[at];
            let all = cost(column) + best[column.to].0;
            if all < best[column.from].0 {
                best[column.from] = (all, Some(at));
            }
        }
        let mut way = Vec::new();
        let mut node = 0;
        while let Some(at) = best[node].1 {
            way.push(at);
            node = self.all[at].to;
        }
        way
    }
}

impl Ways {
    /// Whether there is no choice.
    pub(super) fn are_one(&self) -> bool {
        self.nodes == 1 && self.columns.len() == 1
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
