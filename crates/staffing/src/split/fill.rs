//! A best split from nothing: places are filled from the worthiest down.

use super::incremental::number;
use super::{Pool, Split, chain, rank};

/// Agents who serve nothing yet.
pub(super) struct Waiting {
    /// (number of the skill set, how many), those with few skills first:
    /// moving them later is harder.
    groups: Vec<(usize, u32)>,
    /// Per skill, positions in `groups` of those who can serve it.
    by_skill: Vec<Vec<usize>>,
    /// Per skill, where in its list somebody may still be waiting.
    first: Vec<usize>,
    /// Skills that nobody waiting can reach any more, whoever moves.
    pub(super) closed: Vec<bool>,
}

impl Waiting {
    fn of(pool: &Pool, agents: &[(usize, u32)]) -> Self {
        let mut groups: Vec<(usize, u32)> = agents.to_vec();
        groups.sort_by_key(|&(set, _)| (pool.sets[set].0.len(), &pool.sets[set]));
        groups.dedup_by(|next, group| {
            let same = next.0 == group.0;
            if same {
                group.1 += next.1;
            }
            same
        });
        groups.retain(|&(set, count)| count > 0 && !pool.sets[set].0.is_empty());
        let mut by_skill = vec![Vec::new(); pool.skills()];
        for (position, &(set, _)) in groups.iter().enumerate() {
            for &skill in pool.sets[set].skills() {
                by_skill[skill].push(position);
            }
        }
        Self {
            groups,
            by_skill,
            first: vec![0; pool.skills()],
            closed: vec![false; pool.skills()],
        }
    }

    /// Position and number of the first group that can serve `skill`.
    pub(super) fn first_for(&mut self, skill: usize) -> Option<(usize, u32)> {
        let first = &mut self.first[skill];
        while let Some(&position) = self.by_skill[skill].get(*first) {
            let count = self.groups[position].1;
            if count > 0 {
                return Some((position, count));
            }
            *first += 1;
        }
        None
    }
}

pub(super) fn fill(split: &mut Split, pool: &Pool, agents: &[(usize, u32)]) {
    let mut waiting = Waiting::of(pool, agents);
    for (skill, count) in places(split, pool) {
        let mut wanted = count;
        while wanted > 0 && !waiting.closed[skill] {
            let Some((chain, most)) = chain::from_waiting(split, pool, skill, &mut waiting) else {
                break;
            };
            let count = most.min(wanted);
            for (from, to) in chain.moves {
                split.move_agents(pool, from, to, count);
            }
            if let Some(position) = chain.idle {
                let group = &mut waiting.groups[position];
                group.1 -= count;
                split.put(pool, group.0, chain.end, count);
            }
            wanted -= count;
        }
    }
    let left = waiting.groups.iter().filter(|group| group.1 > 0);
    split.idle = left.map(|&(set, count)| (number(set), count)).collect();
}

/// (skill, how many places), the worthiest first.
fn places(split: &Split, pool: &Pool) -> Vec<(usize, u32)> {
    let mut places = Vec::new();
    for (skill, &required) in split.required.iter().enumerate() {
        let weight = pool.weights[skill];
        let whole = required.floor();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and not negative; a cast saturates"
        )]
        places.push((rank(weight, 1.0), skill, whole as u32));
        places.push((rank(weight, required - whole), skill, 1));
    }
    places.retain(|&(rank, _, count)| rank > 0 && count > 0);
    places.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    places
        .into_iter()
        .map(|(_, skill, count)| (skill, count))
        .collect()
}
