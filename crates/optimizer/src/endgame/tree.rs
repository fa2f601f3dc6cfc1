use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;

use super::Endgame;
use super::columns::Columns;
use crate::bound::Climb;

/// Steps of the prices at a node.
const STEPS: u32 = 40;
/// Most bytes that open nodes take.
const ROOM: usize = 64 << 20;

/// What is left open.
pub(super) struct Tree {
    nodes: BinaryHeap<Node>,
    room: usize,
    /// The least bound of what was given up or is being looked at.
    lowest: f64,
}

/// Some plans of every agent.
pub(super) struct Node {
    /// No choice among them is better than this.
    pub(super) bound: f64,
    /// Positions of columns, agent by agent.
    pub(super) alive: Vec<u32>,
    /// Per agent, where theirs are in `alive`.
    pub(super) ranges: Vec<Range<usize>>,
    pub(super) prices: Arc<[f64]>,
}

impl Tree {
    pub(super) fn new(root: Node) -> Self {
        Self {
            room: root.size(),
            lowest: root.bound,
            nodes: BinaryHeap::from([root]),
        }
    }

    /// The node with the lowest bound, unless that is `enough`.
    pub(super) fn next(&mut self, enough: f64) -> Option<Node> {
        let node = self.nodes.pop();
        self.lowest = node.as_ref().map_or(f64::INFINITY, |node| node.bound);
        let node = node.filter(|node| node.bound < enough)?;
        self.room -= node.size();
        Some(node)
    }

    /// Adds what is still open; tells whether there was room.
    pub(super) fn add(&mut self, nodes: [Node; 2]) -> bool {
        for node in nodes {
            self.room += node.size();
            self.nodes.push(node);
        }
        self.lowest = f64::INFINITY;
        self.room <= ROOM
    }

    /// No choice in what is open is better than this.
    pub(super) fn bound(&self) -> f64 {
        let open = self.nodes.peek().map_or(f64::INFINITY, |node| node.bound);
        open.min(self.lowest)
    }
}

impl Node {
    /// All plans.
    pub(super) fn root(columns: &Columns, prices: &[f64], bound: f64) -> Self {
        Self {
            bound,
            alive: (0..columns.len() as u32).collect(),
            ranges: columns.agents.clone(),
            prices: prices.into(),
        }
    }

    /// This node with just what passes `keep`, by agent and column.
    pub(super) fn keeping(&self, mut keep: impl FnMut(usize, u32) -> bool) -> Self {
        let mut alive = Vec::with_capacity(self.alive.len());
        let mut ranges = Vec::with_capacity(self.ranges.len());
        for (agent, range) in self.ranges.iter().enumerate() {
            let first = alive.len();
            let own = self.alive[range.clone()].iter().copied();
            alive.extend(own.filter(|&column| keep(agent, column)));
            ranges.push(first..alive.len());
        }
        Self {
            bound: self.bound,
            alive,
            ranges,
            prices: self.prices.clone(),
        }
    }

    /// Whether every agent has one plan.
    fn is_settled(&self) -> bool {
        self.alive.len() == self.ranges.len()
    }

    fn size(&self) -> usize {
        self.alive.len() * 4 + self.ranges.len() * 16 + self.prices.len() * 8
    }
}

/// The lower the bound, the greater.
impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_bound = other.bound.total_cmp(&self.bound);
        by_bound.then(other.alive.len().cmp(&self.alive.len()))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Node {}

impl Endgame<'_> {
    /// Looks for better prices at `node` and leaves out what they rule out, with how
    /// large a part each plan has in what they lead to; none where nothing is left. An answer
    /// that is better than `best` on the way is kept. A step takes about as long as valuing
    /// an agent for the bound.
    pub(super) fn tighten(
        &mut self,
        node: &Node,
        best: &mut f64,
        each_step: &mut dyn FnMut(),
    ) -> Option<(Node, Vec<f64>)> {
        let mut climb = Climb::new(node.prices.len());
        let mut prices = node.prices.to_vec();
        let mut closest = (f64::NEG_INFINITY, prices.clone());
        let mut parts = vec![0.0; node.alive.len()];
        let mut choice = vec![0; node.ranges.len()];
        for step in 0..STEPS {
            each_step();
            climb.cool(0.5 + 0.5 * f64::from(step) / f64::from(STEPS));
            let mut value = self.market.value(&prices, climb.warmth());
            for (chosen, range) in choice.iter_mut().zip(&node.ranges) {
                let (at, least) = self.cheapest(node, range, &prices);
                value += least;
                *chosen = at;
                if step >= STEPS / 2 {
                    parts[at] += 2.0 / f64::from(STEPS);
                }
                let column = &self.columns.all[node.alive[at] as usize];
                self.market.supply_at(&column.places);
            }
            if value > closest.0 {
                closest.0 = value;
                closest.1.copy_from_slice(&prices);
            }
            if value >= self.enough(*best) {
                return None;
            }
            climb.climb(&mut prices, &self.ceiling, self.market.missing());
        }
        self.try_out(node, &choice, best);
        let bound = closest.0.max(node.bound);
        if bound >= self.enough(*best) || node.is_settled() {
            return None;
        }
        let (kept, parts) = self.fixed(node, &parts, closest, self.enough(*best));
        if kept.is_settled() {
            let only: Vec<usize> = (0..kept.alive.len()).collect();
            self.try_out(&kept, &only, best);
            return None;
        }
        Some((kept, parts))
    }

    /// The node without the plans that cannot be part of anything better.
    fn fixed(
        &self,
        node: &Node,
        parts: &[f64],
        (bound, prices): (f64, Vec<f64>),
        enough: f64,
    ) -> (Node, Vec<f64>) {
        let room = enough - bound;
        let least: Vec<f64> = node
            .ranges
            .iter()
            .map(|range| self.cheapest(node, range, &prices).1)
            .collect();
        let keeps = |agent: usize, column: u32| {
            self.reduced_cost(column, &prices) - least[agent] <= room + 1e-9
        };
        let mut kept = node.keeping(keeps);
        let mut fractions = Vec::with_capacity(kept.alive.len());
        for (agent, range) in node.ranges.iter().enumerate() {
            let own = range.clone().filter(|&at| keeps(agent, node.alive[at]));
            fractions.extend(own.map(|at| parts[at]));
        }
        kept.bound = bound.max(node.bound);
        kept.prices = prices.into();
        (kept, fractions)
    }

    /// Where in `alive` the plan is that costs least at these prices, and what.
    fn cheapest(&self, node: &Node, range: &Range<usize>, prices: &[f64]) -> (usize, f64) {
        let costs = range
            .clone()
            .map(|at| (at, self.reduced_cost(node.alive[at], prices)));
        let best = costs.min_by(|a, b| a.1.total_cmp(&b.1));
        best.unwrap_or((range.start, f64::INFINITY))
    }

    fn reduced_cost(&self, column: u32, prices: &[f64]) -> f64 {
        let column = &self.columns.all[column as usize];
        let earned: f64 = column.places.iter().map(|&at| prices[at as usize]).sum();
        column.cost - earned
    }

    /// From the plans at `choice` on, every agent in turn takes the best of theirs
    /// beside the others', until nothing changes.
    fn try_out(&mut self, node: &Node, choice: &[usize], best: &mut f64) {
        for (agent, &at) in choice.iter().enumerate() {
            let column = &self.columns.all[node.alive[at] as usize];
            if self.state.plan(agent) != column.pieces {
                self.state.withdraw(agent);
                self.state.assign(agent, &column.pieces);
            }
        }
        let mut score = f64::INFINITY;
        while self.state.score() < score - 1e-9 {
            score = self.state.score();
            for (agent, range) in node.ranges.iter().enumerate() {
                if range.len() < 2 {
                    continue;
                }
                self.state.withdraw(agent);
                let column = self.cheapest(node, range, self.state.gains()).0;
                let pieces = &self.columns.all[node.alive[column] as usize].pieces;
                self.state.assign(agent, pieces);
            }
        }
        let objective = self.staff.all_short + self.state.score();
        if objective < self.enough(*best) {
            *best = objective;
            let agents = 0..node.ranges.len();
            let plans = agents.map(|agent| self.state.plan(agent).to_vec());
            self.found = Some((objective, plans.collect()));
        }
    }
}
