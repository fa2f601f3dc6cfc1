//! Everyone on shift is put to work, interval by interval.

use std::sync::Arc;

use super::masks::Masks;
use super::{Common, Flow, OnShift, Scratch};
use crate::pace::Pace;

impl Flow {
    /// `required` has one row per skill; `worth` is what one covered agent
    /// weighs in one interval.
    /// Nothing if `pace` does not let it go to the end.
    pub(crate) fn new(
        required: &[Vec<f64>],
        worth: Vec<f64>,
        on_shift: &OnShift,
        pace: &Pace,
    ) -> Option<Self> {
        let intervals = 0..on_shift.counts.len();
        let words = worth.len().div_ceil(64).max(1);
        let column = |t: usize| required.iter().map(move |row| row[t]);
        let common = Common {
            skills: worth.len(),
            words,
            intervals: intervals.len(),
            worth,
            required: intervals.flat_map(column).collect(),
            sets: masks(&on_shift.sets, words).into(),
        };
        // Each interval is a flow of its own until they are put together.
        let parts = pace.each(common.intervals, |t| {
            let mut part = Self::idle(common.at(t));
            part.fill(0, &on_shift.counts[t], &on_shift.sets);
            part
        })?;
        let mut flow = Self::idle(common);
        for (t, part) in parts.into_iter().enumerate() {
            flow.take_over(t, part);
        }
        Some(flow)
    }

    /// Nobody is there.
    fn idle(common: Common) -> Self {
        let Common {
            skills,
            words,
            intervals,
            ..
        } = common;
        let mut flow = Self {
            on: vec![0; skills * intervals],
            holders: vec![Vec::new(); skills * intervals],
            moves: Masks::new(skills, words, intervals),
            next: vec![0.0; skills * intervals],
            gains: vec![0.0; skills * intervals],
            losses: vec![0.0; skills * intervals],
            are_losses_known: vec![false; intervals],
            weighted: 0.0,
            covered: 0.0,
            scratch: Scratch {
                order: Vec::new(),
                last: Vec::new(),
                via: vec![u32::MAX; skills],
                seen: vec![0; words],
                line: Vec::new(),
            },
            common: Arc::new(common),
        };
        for t in 0..intervals {
            for skill in 0..skills {
                flow.renew_next(t, skill);
            }
        }
        flow
    }

    /// Who is there at `t`, as in `part`, which has that interval only.
    fn take_over(&mut self, t: usize, part: Self) {
        let row = t * self.common.skills..(t + 1) * self.common.skills;
        self.on[row.clone()].copy_from_slice(&part.on);
        self.next[row.clone()].copy_from_slice(&part.next);
        for (to, from) in self.holders[row].iter_mut().zip(part.holders) {
            *to = from;
        }
        self.moves.take_over(t, &part.moves);
        self.weighted += part.weighted;
        self.covered += part.covered;
        self.renew_gains(t);
    }

    /// Puts everyone on shift to work, those with few skills first.
    fn fill(&mut self, t: usize, counts: &[(u32, u32)], sets: &[Vec<usize>]) {
        let mut groups: Vec<(u32, u32)> = counts.to_vec();
        groups.sort_unstable_by_key(|&(set, _)| (sets[set as usize].len(), set));
        for (set, count) in groups {
            let skills = &sets[set as usize];
            let Some(&first) = skills.first() else {
                continue;
            };
            let mut left = count;
            while left > 0 {
                left -= self.put_to_work(t, set, left, skills, first);
            }
        }
    }

    /// At least one of `count` agents of `set`; tells how many.
    fn put_to_work(
        &mut self,
        t: usize,
        set: u32,
        count: u32,
        skills: &[usize],
        first: usize,
    ) -> u32 {
        let row = t * self.common.skills;
        let own = |flow: &Self, skill: usize| flow.next[row + skill];
        let by_own = |a: &usize, b: &usize| own(self, *a).total_cmp(&own(self, *b));
        let mut skill = skills.iter().copied().max_by(by_own).unwrap_or(first);
        let mut gain = own(self, skill);
        if gain < self.most(t) {
            // Gains of the interval are not kept up while it is filled.
            self.renew_gains(t);
            for &other in skills {
                let brings = self.gains[other * self.common.intervals + t];
                if brings > gain + 1e-12 {
                    (skill, gain) = (other, brings);
                }
            }
        }
        let mut end = skill;
        let mut put = 1;
        if own(self, skill) < gain {
            end = self.make_room(t, skill, gain);
        } else {
            put = self.alike(t, skill).clamp(1, count);
        }
        self.settle(t, skill, set, put);
        if gain > 0.0 {
            let gain = gain * f64::from(put);
            self.weighted += gain;
            self.covered += gain / self.common.worth[end];
        }
        self.renew_next(t, end);
        put
    }

    /// How many more agents on `skill` bring the same as the next one does.
    fn alike(&self, t: usize, skill: usize) -> u32 {
        let at = t * self.common.skills + skill;
        let open = self.common.required[at] - f64::from(self.on[at]);
        // As many as anyone can count, where none brings anything.
        if open > 0.0 { open as u32 } else { u32::MAX }
    }

    /// The most that any one place covers.
    fn most(&self, t: usize) -> f64 {
        let skills = self.common.skills;
        self.next[t * skills..(t + 1) * skills]
            .iter()
            .copied()
            .fold(0.0, f64::max)
    }
}

impl Common {
    /// Of one interval only.
    fn at(&self, t: usize) -> Self {
        Self {
            intervals: 1,
            worth: self.worth.clone(),
            required: self.required[t * self.skills..(t + 1) * self.skills].to_vec(),
            sets: Arc::clone(&self.sets),
            ..*self
        }
    }
}

/// Each set of skills, as bits in so many words.
fn masks(sets: &[Vec<usize>], words: usize) -> Vec<u64> {
    let mut masks = vec![0; sets.len() * words];
    for (mask, skills) in masks.chunks_mut(words).zip(sets) {
        for skill in skills {
            mask[skill / 64] |= 1 << (skill % 64);
        }
    }
    masks
}
