use super::{Flow, bits};

impl Flow {
    /// Moves agents on, from `skill` to a place that brings `gain`; tells the
    /// skill of that place. Its number of agents has grown by one afterwards,
    /// that of `skill` has fallen by one.
    pub(super) fn make_room(&mut self, t: usize, skill: usize, gain: f64) -> usize {
        let skills = self.common.skills;
        self.begin(skill);
        let mut at = 0;
        let mut end = skill;
        'search: while at < self.scratch.line.len() {
            let from = self.scratch.line[at] as usize;
            at += 1;
            for word in 0..self.common.words {
                let fresh = self.moves.out(t, from)[word] & !self.scratch.seen[word];
                for bit in bits(fresh) {
                    let to = word * 64 + bit;
                    self.reach(to, from);
                    if self.next[t * skills + to] >= gain {
                        end = to;
                        break 'search;
                    }
                }
            }
        }
        // The last hop first: each then finds whom it needs still there.
        let mut to = end;
        while to != skill {
            let from = self.scratch.via[to] as usize;
            self.hop(t, from, to);
            to = from;
        }
        end
    }

    /// Fills the place of an agent who leaves `skill`, by moving agents on
    /// shift over where another place is worth less; tells the skill that ends
    /// up with one fewer, and what that place was worth.
    ///
    /// The number on `skill` still holds the one who leaves afterwards.
    pub(super) fn refill(&mut self, t: usize, skill: usize, own: f64) -> (usize, f64) {
        let (end, least) = self.cheapest(t, skill, own);
        let mut from = end;
        while from != skill {
            let to = self.scratch.via[from] as usize;
            self.hop(t, from, to);
            from = to;
        }
        (end, least)
    }

    /// The skill that can best spare an agent for `skill`, whose own last place is
    /// worth `own`, and what that costs.
    fn cheapest(&mut self, t: usize, skill: usize, own: f64) -> (usize, f64) {
        self.begin(skill);
        let (mut end, mut least) = (skill, own);
        let mut at = 0;
        while at < self.scratch.line.len() && least > 0.0 {
            let to = self.scratch.line[at] as usize;
            at += 1;
            for word in 0..self.common.words {
                let fresh = self.moves.sources(t, to)[word] & !self.scratch.seen[word];
                for bit in bits(fresh) {
                    let from = word * 64 + bit;
                    self.reach(from, to);
                    let worth = self.last(t, from);
                    if worth < least - 1e-12 {
                        (end, least) = (from, worth);
                    }
                }
            }
        }
        (end, least)
    }

    /// One move of a chain. The search marks survive it.
    fn hop(&mut self, t: usize, from: usize, to: usize) {
        self.shift_over(t, from, to);
    }

    fn begin(&mut self, skill: usize) {
        self.scratch.seen.fill(0);
        self.scratch.line.clear();
        self.scratch.line.push(skill as u32);
        self.scratch.seen[skill / 64] |= 1 << (skill % 64);
    }

    fn reach(&mut self, skill: usize, via: usize) {
        self.scratch.seen[skill / 64] |= 1 << (skill % 64);
        self.scratch.via[skill] = via as u32;
        self.scratch.line.push(skill as u32);
    }
}
