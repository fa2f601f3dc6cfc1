//! Who serves what, kept up to date while planned agents come and go.
//!
//! Agents on shift collapse to counts per skill set and interval; who of them
//! serves what is one small flow per interval. A planned agent serves one given
//! skill. One agent more or fewer changes a best flow along one chain of moves
//! (the places that can be filled together are a transversal matroid), so the
//! flow is never built anew. Values are in hours of weighted shortfall per
//! interval; ties between equally weighted splits are left open here, since only
//! the weighted sum counts in the search.

mod chain;
mod fill;
mod gains;
mod masks;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use masks::{Masks, bits};

/// What the flows of all intervals have in common.
#[derive(Debug)]
struct Common {
    skills: usize,
    words: usize,
    intervals: usize,
    /// Per skill, what one agent's interval weighs.
    worth: Vec<f64>,
    /// By interval and skill.
    required: Vec<f64>,
    /// Skill sets, as masks.
    sets: Arc<[u64]>,
}

/// The flows of all intervals.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    common: Arc<Common>,
    /// By interval and skill: agents there, planned or on shift.
    on: Vec<u32>,
    /// By interval and skill: who on shift is there, by skill set.
    holders: Vec<Vec<(u32, u32)>>,
    /// By interval: where those on a skill can go, and from where some can come.
    moves: Masks,
    /// By interval and skill: what one more agent there covers by itself.
    next: Vec<f64>,
    /// By skill and interval: what one more agent brings.
    gains: Vec<f64>,
    /// By skill and interval: what one agent fewer costs, where it is known.
    losses: Vec<f64>,
    are_losses_known: Vec<bool>,
    weighted: f64,
    covered: f64,
    scratch: Scratch,
}

#[derive(Clone, Debug, Default)]
struct Scratch {
    order: Vec<u32>,
    last: Vec<f64>,
    via: Vec<u32>,
    seen: Vec<u64>,
    line: Vec<u32>,
}

/// Agents on shift: skill sets, and how many of each per interval.
pub(crate) struct OnShift {
    /// Skills of each set, ascending.
    pub(crate) sets: Vec<Vec<usize>>,
    /// Per interval, (position of the set, agents).
    pub(crate) counts: Vec<Vec<(u32, u32)>>,
}

impl Flow {
    /// Weighted cover of all intervals.
    pub(crate) fn weighted(&self) -> f64 {
        self.weighted
    }

    /// Weighted cover of an interval.
    pub(crate) fn weighted_at(&self, t: usize) -> f64 {
        let row = t * self.common.skills..(t + 1) * self.common.skills;
        let on = self.on[row.clone()].iter().zip(&self.common.required[row]);
        let covered = on.map(|(&on, required)| required.min(f64::from(on)));
        covered
            .zip(&self.common.worth)
            .map(|(covered, worth)| covered * worth)
            .sum()
    }

    /// What one more agent brings: by skill, then by interval.
    pub(crate) fn gains(&self) -> &[f64] {
        &self.gains
    }

    /// Required agents that are met, in agents times intervals, over all skills
    /// that weigh anything.
    pub(crate) fn covered(&self) -> f64 {
        self.covered
    }

    /// Adds an agent who serves `skill` at `t`; tells what that brought.
    pub(crate) fn add(&mut self, t: usize, skill: usize) -> f64 {
        let gain = self.gains[skill * self.common.intervals + t];
        let at = t * self.common.skills + skill;
        self.are_losses_known[t] = false;
        if gain <= 0.0 {
            self.on[at] += 1;
            return 0.0;
        }
        self.weighted += gain;
        if self.next[at] < gain {
            let end = self.make_room(t, skill, gain);
            self.covered += gain / self.common.worth[end];
            self.on[at] += 1;
            self.renew_next(t, end);
            self.renew_gains(t);
            return gain;
        }
        self.covered += gain / self.common.worth[skill];
        self.on[at] += 1;
        if self.renew_next(t, skill) {
            self.renew_gains(t);
        }
        gain
    }

    /// Takes away an agent who was added for `skill` at `t`; tells what that
    /// cost.
    pub(crate) fn remove(&mut self, t: usize, skill: usize) -> f64 {
        let at = t * self.common.skills + skill;
        self.are_losses_known[t] = false;
        let own = self.last(t, skill);
        if own <= 0.0 {
            self.on[at] = self.on[at].saturating_sub(1);
            return 0.0;
        }
        let (end, loss) = self.refill(t, skill, own);
        self.on[at] = self.on[at].saturating_sub(1);
        if loss > 0.0 {
            self.weighted -= loss;
            self.covered -= loss / self.common.worth[end];
        }
        if self.renew_next(t, end) || end != skill {
            self.renew_gains(t);
        }
        loss
    }

    /// What the agent counted last on `skill` covers.
    fn last(&self, t: usize, skill: usize) -> f64 {
        let at = t * self.common.skills + skill;
        let before = f64::from(self.on[at]) - 1.0;
        self.common.worth[skill] * (self.common.required[at] - before).clamp(0.0, 1.0)
    }

    /// Whether it changed.
    fn renew_next(&mut self, t: usize, skill: usize) -> bool {
        let at = t * self.common.skills + skill;
        let open = (self.common.required[at] - f64::from(self.on[at])).clamp(0.0, 1.0);
        let next = self.common.worth[skill] * open;
        let changed = (next - self.next[at]).abs() > 0.0;
        self.next[at] = next;
        changed
    }

    /// `count` more agents of `set` on `skill`.
    fn settle(&mut self, t: usize, skill: usize, set: u32, count: u32) {
        let at = t * self.common.skills + skill;
        self.on[at] += count;
        let holders = &mut self.holders[at];
        match holders.iter_mut().find(|held| held.0 == set) {
            Some(held) => held.1 += count,
            None => holders.push((set, count)),
        }
        let words = self.common.words;
        let mask = &self.common.sets[set as usize * words..(set as usize + 1) * words];
        self.moves.widen(t, skill, mask);
    }

    /// One agent on shift goes from one skill to another.
    fn shift_over(&mut self, t: usize, from: usize, to: usize) {
        let at = t * self.common.skills + from;
        let words = self.common.words;
        let can = |set: u32| self.common.sets[set as usize * words + to / 64] >> (to % 64) & 1 == 1;
        let Some(place) = self.holders[at].iter().position(|held| can(held.0)) else {
            return;
        };
        let set = self.holders[at][place].0;
        self.holders[at][place].1 -= 1;
        self.on[at] -= 1;
        if self.holders[at][place].1 == 0 {
            self.holders[at].swap_remove(place);
            let mut left = std::mem::take(&mut self.scratch.seen);
            left.fill(0);
            for &(set, _) in &self.holders[at] {
                let mask = &self.common.sets[set as usize * words..(set as usize + 1) * words];
                left.iter_mut()
                    .zip(mask)
                    .for_each(|(left, mask)| *left |= mask);
            }
            self.moves.narrow(t, from, &left);
            self.scratch.seen = left;
        }
        self.settle(t, to, set, 1);
    }
}
