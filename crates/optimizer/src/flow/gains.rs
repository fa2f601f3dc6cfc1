use super::{Flow, bits};

impl Flow {
    /// What one more agent on each skill brings: the best place that can be
    /// filled from there. Places are looked at from the best down; each gives
    /// its worth to all skills that lead to it and have none yet.
    pub(super) fn renew_gains(&mut self, t: usize) {
        let skills = self.common.skills;
        let mut order = std::mem::take(&mut self.scratch.order);
        order.clear();
        let next = &self.next[t * skills..(t + 1) * skills];
        for (skill, &worth) in (0..).zip(next) {
            if worth > 0.0 {
                order.push(skill);
            } else {
                self.gains[skill as usize * self.common.intervals + t] = 0.0;
            }
        }
        order.sort_unstable_by(|&a, &b| next[b as usize].total_cmp(&next[a as usize]));
        if self.common.words == 1 {
            self.spread_word(t, &order);
        } else {
            self.spread(t, &order);
        }
        self.scratch.order = order;
    }

    fn spread_word(&mut self, t: usize, order: &[u32]) {
        let (skills, intervals) = (self.common.skills, self.common.intervals);
        let mut open = u64::MAX;
        for &place in order {
            if open >> place & 1 == 0 {
                continue;
            }
            let gain = self.next[t * skills + place as usize];
            let mut line = 1_u64 << place;
            open &= !line;
            while line != 0 {
                let reached = line.trailing_zeros() as usize;
                line &= line - 1;
                self.gains[reached * intervals + t] = gain;
                let more = self.moves.sources(t, reached)[0] & open;
                open &= !more;
                line |= more;
            }
        }
    }

    fn spread(&mut self, t: usize, order: &[u32]) {
        let (skills, intervals) = (self.common.skills, self.common.intervals);
        let mut seen = std::mem::take(&mut self.scratch.seen);
        let mut line = std::mem::take(&mut self.scratch.line);
        seen.fill(0);
        for &place in order {
            let place = place as usize;
            if seen[place / 64] >> (place % 64) & 1 == 1 {
                continue;
            }
            let gain = self.next[t * skills + place];
            seen[place / 64] |= 1 << (place % 64);
            line.clear();
            line.push(place as u32);
            while let Some(reached) = line.pop() {
                let reached = reached as usize;
                self.gains[reached * intervals + t] = gain;
                for (word, &mask) in self.moves.sources(t, reached).iter().enumerate() {
                    let more = mask & !seen[word];
                    seen[word] |= more;
                    line.extend(bits(more).map(|bit| (word * 64 + bit) as u32));
                }
            }
        }
        self.scratch.seen = seen;
        self.scratch.line = line;
    }
}
