//! Chains of moves: an agent leaves one skill for another, one on that skill
//! makes room, and so on.

use super::fill::Waiting;
use super::{Pool, Split, has, rank};

/// Moves to make, in an order in which each only needs the split as it was.
pub(super) struct Chain {
    /// Flexible agents that go from one skill to another.
    pub(super) moves: Vec<(usize, usize)>,
    /// The skill whose number of agents changes, or that wakes an idle agent.
    pub(super) end: usize,
    /// Which idle agent, by number of the skill set, takes the place at `end`.
    pub(super) idle: Option<usize>,
}

/// Where an agent more on `skill` does most good: `skill` itself or one to
/// which the agents there can move on.
pub(super) fn to_best_place(split: &Split, pool: &Pool, skill: usize) -> Chain {
    let ranks = (0..pool.skills()).map(|skill| split.next_rank(pool, skill));
    let top = ranks.max().unwrap_or(0);
    let mut reached = Reached::from(pool, skill);
    let mut best = (split.next_rank(pool, skill), skill);
    let mut at = 0;
    while at < reached.order.len() && best.0 < top {
        let from = reached.order[at];
        at += 1;
        if split.holders[from].is_empty() {
            continue;
        }
        for to in 0..pool.skills() {
            if !reached.has(to) && split.can_move(pool, from, to) {
                reached.add(to, from);
                let rank = split.next_rank(pool, to);
                if rank > best.0 {
                    best = (rank, to);
                }
            }
        }
    }
    let mut moves = reached.path(best.1);
    for hop in &mut moves {
        *hop = (hop.1, hop.0);
    }
    Chain {
        moves,
        end: best.1,
        idle: None,
    }
}

/// Whom an agent fewer on `skill` is least missed by: an idle agent who steps
/// in, or the skill that gives one up.
pub(super) fn from_least_place(split: &Split, pool: &Pool, skill: usize) -> Chain {
    let mut reached = Reached::from(pool, skill);
    let worth = |skill: usize| rank(pool.weights[skill], split.last_cover(skill));
    let mut least = (worth(skill), skill, None);
    let mut at = 0;
    while at < reached.order.len() && least.0 > 0 {
        let to = reached.order[at];
        at += 1;
        if let Some((set, _)) = idle_for(split, pool, to) {
            least = (0, to, Some(set));
            break;
        }
        for from in 0..pool.skills() {
            if !reached.has(from) && split.can_move(pool, from, to) {
                reached.add(from, to);
                if worth(from) < least.0 {
                    least = (worth(from), from, None);
                }
            }
        }
    }
    Chain {
        moves: reached.path(least.1),
        end: least.1,
        idle: least.2,
    }
}

/// How a waiting agent can come to a place at `skill`: the chain, where its
/// `idle` is a position among the waiting, and how many can go that way at
/// once. None closes all the skills that were looked at.
pub(super) fn from_waiting(
    split: &Split,
    pool: &Pool,
    skill: usize,
    waiting: &mut Waiting,
) -> Option<(Chain, u32)> {
    let mut reached = Reached::from(pool, skill);
    let mut at = 0;
    while at < reached.order.len() {
        let to = reached.order[at];
        at += 1;
        if let Some((position, mut most)) = waiting.first_for(to) {
            let moves = reached.path(to);
            for &(from, to) in &moves {
                most = most.min(split.mover(pool, from, to).map_or(0, |mover| mover.1));
            }
            let chain = Chain {
                moves,
                end: to,
                idle: Some(position),
            };
            return Some((chain, most));
        }
        for from in 0..pool.skills() {
            if !waiting.closed[from] && !reached.has(from) && split.can_move(pool, from, to) {
                reached.add(from, to);
            }
        }
    }
    for skill in reached.order {
        waiting.closed[skill] = true;
    }
    None
}

fn idle_for(split: &Split, pool: &Pool, skill: usize) -> Option<(usize, u32)> {
    let mut idle = split.idle.iter();
    let found = idle.find(|group| pool.can_serve(group.0 as usize, skill))?;
    Some((found.0 as usize, found.1))
}

/// The skills seen by a breadth-first search, with where each was seen from.
struct Reached {
    order: Vec<usize>,
    seen: Vec<u64>,
    via: Vec<usize>,
}

impl Reached {
    fn from(pool: &Pool, skill: usize) -> Self {
        let mut reached = Self {
            order: Vec::with_capacity(16),
            seen: vec![0; pool.words],
            via: vec![usize::MAX; pool.skills()],
        };
        reached.add(skill, usize::MAX);
        reached
    }

    fn has(&self, skill: usize) -> bool {
        has(&self.seen, skill)
    }

    fn add(&mut self, skill: usize, via: usize) {
        self.seen[skill / 64] |= 1 << (skill % 64);
        self.via[skill] = via;
        self.order.push(skill);
    }

    /// From where the search began to `skill`, as (later, earlier) pairs, the
    /// ones nearest to the beginning first.
    fn path(&self, skill: usize) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let mut at = skill;
        while self.via[at] != usize::MAX {
            pairs.push((at, self.via[at]));
            at = self.via[at];
        }
        pairs.reverse();
        pairs
    }
}
