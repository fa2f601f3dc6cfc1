use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::columns::{Columns, WHOLE};
use super::model::{Model, Supply};
use super::program::Bounds;
use super::simplex::Basis;

/// Most bytes that open nodes take.
const ROOM: usize = 64 << 20;
/// Beyond these, nodes work out anew where they begin.
const ROOM_TO_SPARE: usize = ROOM / 2;

/// What is left open.
pub(super) struct Tree {
    nodes: BinaryHeap<Node>,
    room: usize,
    /// The least bound of what was given up or is being looked at.
    lowest: f64,
}

/// Some of all choices.
pub(super) struct Node {
    /// None of them is better than this.
    pub(super) bound: f64,
    pub(super) bounds: Bounds,
    /// Where the program that this was made of ended.
    pub(super) basis: Basis,
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

    /// Nothing in the node that is looked at is better than `bound`.
    pub(super) fn look_at(&mut self, bound: f64) {
        self.lowest = bound;
    }

    /// What is open in the node that is looked at; tells whether there was room.
    pub(super) fn add(&mut self, nodes: [Node; 2]) -> bool {
        for mut node in nodes {
            if self.room > ROOM_TO_SPARE {
                node.basis.forget();
            }
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
    fn size(&self) -> usize {
        self.bounds.len() * 16 + self.basis.size()
    }

    fn with(&self, change: impl FnOnce(&mut Bounds)) -> Self {
        let mut bounds = self.bounds.clone();
        change(&mut bounds);
        Self {
            bound: self.bound,
            bounds,
            basis: self.basis.clone(),
        }
    }

    /// Two nodes out of one, told apart by what `point` leaves open; none where it is whole.
    ///
    /// Few agents work at a place, or many: agents who can stand for each other are then
    /// settled together. Where every place has a whole number of them, one agent works at a
    /// place, or not.
    pub(super) fn split(
        &self,
        model: &Model,
        columns: &Columns,
        point: &[f64],
    ) -> Option<[Self; 2]> {
        let open = |supply: &Supply| {
            let agents = supply.agents(point);
            (agents - agents.round()).abs()
        };
        let supplies = model.supplies.iter().filter(|supply| open(supply) > WHOLE);
        if let Some(supply) = supplies.max_by(|a, b| open(a).total_cmp(&open(b))) {
            let below = supply.agents(point).floor();
            return Some([
                self.with(|bounds| supply.lower(bounds, below)),
                self.with(|bounds| supply.raise(bounds, below + 1.0)),
            ]);
        }
        let (agent, stage, place) = columns.contested(point)?;
        Some([true, false].map(|is_worked| {
            self.with(|bounds| {
                for at in columns.agents[agent].columns.clone() {
                    let column = &columns.all[at];
                    if column.stage == stage && column.is_worked_at(place) != is_worked {
                        bounds[at].1 = 0.0;
                    }
                }
            })
        }))
    }
}

/// The lower the bound, the greater.
impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        other.bound.total_cmp(&self.bound)
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
