//! What one agent more brings and one fewer costs. Places are looked at from the one that
//! matters most; each gives its worth to all skills that moves join to it and that have
//! none yet: from a skill to the place where one comes, from a place to the skill where one goes.

use super::{Flow, Scratch, bits};

impl Flow {
    /// What one more agent on each skill brings: the best place that can be
    /// filled from there.
    pub(super) fn renew_gains(&mut self, t: usize) {
        let (skills, intervals) = (self.common.skills, self.common.intervals);
        let next = &self.next[t * skills..(t + 1) * skills];
        let mut order = std::mem::take(&mut self.scratch.order);
        order.clear();
        for (skill, &worth) in (0..).zip(next) {
            if worth > 0.0 {
                order.push(skill);
            } else {
                self.gains[skill as usize * intervals + t] = 0.0;
            }
        }
        order.sort_unstable_by(|&a, &b| next[b as usize].total_cmp(&next[a as usize]));
        let ways = self.moves.sources_at(t);
        spread(ways, &order, &mut self.scratch, |skill, place| {
            self.gains[skill * intervals + t] = next[place];
        });
        self.scratch.order = order;
    }

    /// What one agent fewer on each skill costs: the cheapest place that can be given up for it.
    fn renew_losses(&mut self, t: usize) {
        let (skills, intervals) = (self.common.skills, self.common.intervals);
        let mut last = std::mem::take(&mut self.scratch.last);
        last.clear();
        last.extend((0..skills).map(|skill| self.last(t, skill)));
        let mut order = std::mem::take(&mut self.scratch.order);
        order.clear();
        order.extend(0..skills as u32);
        order.sort_unstable_by(|&a, &b| last[a as usize].total_cmp(&last[b as usize]));
        let ways = self.moves.out_at(t);
        spread(ways, &order, &mut self.scratch, |skill, place| {
            self.losses[skill * intervals + t] = last[place];
        });
        self.scratch.order = order;
        self.scratch.last = last;
    }

    /// What one more agent brings, and what one fewer costs: by skill, then by interval.
    pub(crate) fn spans(&mut self) -> (&[f64], &[f64]) {
        for t in 0..self.common.intervals {
            self.know_losses(t);
        }
        (&self.gains, &self.losses)
    }

    /// What one agent fewer on `skill` at `t` costs.
    pub(crate) fn loss(&mut self, t: usize, skill: usize) -> f64 {
        self.know_losses(t);
        self.losses[skill * self.common.intervals + t]
    }

    fn know_losses(&mut self, t: usize) {
        if !self.are_losses_known[t] {
            self.renew_losses(t);
            self.are_losses_known[t] = true;
        }
    }
}

/// Tells each skill that `ways` lead to from a place in `order`, and the first such place.
fn spread(ways: &[u64], order: &[u32], scratch: &mut Scratch, tell: impl FnMut(usize, usize)) {
    if scratch.seen.len() == 1 {
        spread_word(ways, order, tell);
    } else {
        spread_words(ways, order, scratch, tell);
    }
}

fn spread_word(ways: &[u64], order: &[u32], mut tell: impl FnMut(usize, usize)) {
    let mut open = u64::MAX;
    for &place in order {
        if open >> place & 1 == 0 {
            continue;
        }
        let mut line = 1_u64 << place;
        open &= !line;
        while line != 0 {
            let reached = line.trailing_zeros() as usize;
            line &= line - 1;
            tell(reached, place as usize);
            let more = ways[reached] & open;
            open &= !more;
            line |= more;
        }
    }
}

fn spread_words(
    ways: &[u64],
    order: &[u32],
    scratch: &mut Scratch,
    mut tell: impl FnMut(usize, usize),
) {
    let Scratch { seen, line, .. } = scratch;
    let words = seen.len();
    seen.fill(0);
    for &place in order {
        let place = place as usize;
        if seen[place / 64] >> (place % 64) & 1 == 1 {
            continue;
        }
        seen[place / 64] |= 1 << (place % 64);
        line.clear();
        line.push(place as u32);
        while let Some(reached) = line.pop() {
            let reached = reached as usize;
            tell(reached, place);
            for (word, &mask) in ways[reached * words..][..words].iter().enumerate() {
                let more = mask & !seen[word];
                seen[word] |= more;
                line.extend(bits(more).map(|bit| (word * 64 + bit) as u32));
            }
        }
    }
}
