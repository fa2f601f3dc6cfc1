//! Who serves what, while staffing does not change.
//!
//! An agent serves one of their skills, whole; `k` agents on a skill cover
//! `min(required, k)`, so its `k`-th agent covers `min(1, required − (k−1))`.
//! Which of these places can be filled together is a transversal matroid:
//! filling the worthiest first, moving agents over where that makes room, is
//! exactly best, and one more or one fewer agent changes a best split along a
//! single chain of moves.
//!
//! - [`scheduled`]: how many agents count for each skill (coverage).
//! - [`Split`]: the same kept up to date while agents who serve one given
//!   skill come and go (the optimizer).

mod balance;
mod chain;
mod fill;
mod incremental;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use balance::{scheduled, scheduled_in};
pub use incremental::Split;

/// Positions of the skills of an agent, in order and each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillSet(Vec<usize>);

impl SkillSet {
    /// The positions, ascending.
    #[must_use]
    pub fn skills(&self) -> &[usize] {
        &self.0
    }
}

impl AsRef<[usize]> for SkillSet {
    fn as_ref(&self) -> &[usize] {
        &self.0
    }
}

impl<T: IntoIterator<Item = usize>> From<T> for SkillSet {
    fn from(skills: T) -> Self {
        let mut skills: Vec<usize> = skills.into_iter().collect();
        skills.sort_unstable();
        skills.dedup();
        Self(skills)
    }
}

/// What an agent, come or gone, changes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// Agents covered, times the weight of the skill.
    pub weighted: f64,
    /// Agents covered.
    pub covered: f64,
}

/// What all splits of a problem have in common: the weights of the skills and
/// the skill sets that occur.
#[derive(Clone, Debug)]
pub struct Pool {
    weights: Vec<f64>,
    words: usize,
    sets: Vec<SkillSet>,
    masks: Vec<u64>,
    by_set: HashMap<SkillSet, usize>,
}

impl Pool {
    /// A pool for as many skills as there are weights.
    #[must_use]
    pub fn new(weights: Vec<f64>) -> Self {
        Self {
            words: weights.len().div_ceil(64),
            weights,
            sets: Vec::new(),
            masks: Vec::new(),
            by_set: HashMap::new(),
        }
    }

    /// How many skills there are.
    #[must_use]
    pub fn skills(&self) -> usize {
        self.weights.len()
    }

    /// The number by which [`Split::new`] knows agents of this skill set.
    /// Positions beyond the pool's skills are left out.
    pub fn number_of(&mut self, set: &SkillSet) -> usize {
        if let Some(&number) = self.by_set.get(set) {
            return number;
        }
        let within = SkillSet::from(set.0.iter().copied().filter(|&s| s < self.skills()));
        let number = self.sets.len();
        let mut mask = vec![0; self.words];
        for &skill in &within.0 {
            mask[skill / 64] |= 1 << (skill % 64);
        }
        self.masks.extend(mask);
        self.sets.push(within);
        self.by_set.insert(set.clone(), number);
        number
    }

    fn mask(&self, set: usize) -> &[u64] {
        &self.masks[set * self.words..(set + 1) * self.words]
    }

    fn worth(&self, skill: usize, covered: f64) -> Worth {
        Worth {
            weighted: self.weights[skill] * covered,
            covered,
        }
    }

    fn can_serve(&self, set: usize, skill: usize) -> bool {
        has(self.mask(set), skill)
    }
}

fn has(mask: &[u64], skill: usize) -> bool {
    mask[skill / 64] >> (skill % 64) & 1 == 1
}

/// How places are ranked: by weighted cover, then by cover, each to 10⁻⁷ of an
/// agent, so that rounding errors decide nothing. 0 is a place worth nothing.
fn rank(weight: f64, covered: f64) -> u64 {
    const FINE: f64 = 1e7;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "covered lies in 0..=1 and weights are small; a cast saturates"
    )]
    let (weighted, covered) = (
        (weight * covered * FINE).round() as u64,
        (covered * FINE).round() as u64,
    );
    weighted << 24 | covered
}
