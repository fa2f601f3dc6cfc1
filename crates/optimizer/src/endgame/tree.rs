use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::program::Bounds;
use super::simplex::Basis;

/// Most bytes that open nodes take.
const ROOM: usize = 128 << 20;
/// Beyond these, nodes work out anew where they begin.
const ROOM_TO_SPARE: usize = ROOM / 4;

/// What is left open.
pub(super) struct Tree {
    nodes: BinaryHeap<Node>,
    /// The better half of what was split last: answers are met by going down.
    next: Option<Node>,
    room: usize,
    /// The bound of what is being looked at.
    lowest: f64,
    /// The least bound of what was given up.
    given_up: f64,
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
            next: None,
            room: root.size(),
            lowest: root.bound,
            given_up: f64::INFINITY,
            nodes: BinaryHeap::from([root]),
        }
    }

    /// The better half of what was split last, or else the node with the lowest bound, unless that
    /// is `enough`.
    pub(super) fn next(&mut self, enough: f64) -> Option<Node> {
        let next = self.next.take().filter(|node| node.bound < enough);
        let node = next.or_else(|| {
            let node = self.nodes.pop()?;
            self.room -= node.size();
            Some(node)
        });
        self.lowest = node.as_ref().map_or(f64::INFINITY, |node| node.bound);
        node.filter(|node| node.bound < enough)
    }

    /// Nothing in the node that is looked at is better than `bound`.
    pub(super) fn look_at(&mut self, bound: f64) {
        self.lowest = bound;
    }

    /// The node that is looked at is looked at later.
    pub(super) fn put_back(&mut self, node: Node) {
        self.room += node.size();
        self.nodes.push(node);
    }

    /// The node that is looked at stays open.
    pub(super) fn give_up(&mut self) {
        self.given_up = self.given_up.min(self.lowest);
    }

    /// What is open in the node that is looked at; tells whether there was room.
    pub(super) fn add(&mut self, halves: [Node; 2]) -> bool {
        let [next, other] = halves;
        let (next, mut other) = if next < other {
            (other, next)
        } else {
            (next, other)
        };
        self.lowest = next.bound;
        self.next = Some(next);
        if self.room > ROOM_TO_SPARE {
            other.basis.forget();
        }
        self.room += other.size();
        self.nodes.push(other);
        self.room <= ROOM
    }

    /// No choice in what is open is better than this.
    pub(super) fn bound(&self) -> f64 {
        let open = self.nodes.peek().map_or(f64::INFINITY, |node| node.bound);
        open.min(self.lowest).min(self.given_up)
    }
}

impl Node {
    fn size(&self) -> usize {
        self.bounds.len() * 16 + self.basis.size()
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
