/// Per interval, which skill's agents can go to which other: both ways round.
#[derive(Clone, Debug)]
pub(super) struct Masks {
    skills: usize,
    words: usize,
    /// Row per interval and skill: where its agents can go.
    out: Vec<u64>,
    /// Row per interval and skill: whose agents can come.
    into: Vec<u64>,
}

impl Masks {
    pub(super) fn new(skills: usize, words: usize, intervals: usize) -> Self {
        Self {
            skills,
            words,
            out: vec![0; skills * words * intervals],
            into: vec![0; skills * words * intervals],
        }
    }

    pub(super) fn out(&self, t: usize, skill: usize) -> &[u64] {
        let at = (t * self.skills + skill) * self.words;
        &self.out[at..at + self.words]
    }

    pub(super) fn sources(&self, t: usize, skill: usize) -> &[u64] {
        let at = (t * self.skills + skill) * self.words;
        &self.into[at..at + self.words]
    }

    /// Where those on each skill can go.
    pub(super) fn out_at(&self, t: usize) -> &[u64] {
        let row = self.skills * self.words;
        &self.out[t * row..(t + 1) * row]
    }

    /// From where some can come to each skill.
    pub(super) fn sources_at(&self, t: usize) -> &[u64] {
        let row = self.skills * self.words;
        &self.into[t * row..(t + 1) * row]
    }

    /// All moves at `t`, from masks of one interval.
    pub(super) fn take_over(&mut self, t: usize, of_one: &Self) {
        let row = self.skills * self.words;
        self.out[t * row..(t + 1) * row].copy_from_slice(&of_one.out);
        self.into[t * row..(t + 1) * row].copy_from_slice(&of_one.into);
    }

    /// Adds where the agents on `skill` can go.
    pub(super) fn widen(&mut self, t: usize, skill: usize, mask: &[u64]) {
        for (word, &mask) in mask.iter().enumerate() {
            let known = self.out[(t * self.skills + skill) * self.words + word];
            if mask & !known != 0 {
                self.set(t, skill, word, known | mask);
            }
        }
    }

    /// Sets where the agents on `skill` can go.
    pub(super) fn narrow(&mut self, t: usize, skill: usize, mask: &[u64]) {
        for (word, &mask) in mask.iter().enumerate() {
            self.set(t, skill, word, mask);
        }
    }

    fn set(&mut self, t: usize, skill: usize, word: usize, now: u64) {
        let at = (t * self.skills + skill) * self.words + word;
        let changed = self.out[at] ^ now;
        self.out[at] = now;
        for bit in bits(changed) {
            let other = word * 64 + bit;
            let into = (t * self.skills + other) * self.words + skill / 64;
            self.into[into] ^= 1 << (skill % 64);
        }
    }
}

/// Positions of the bits that are set.
pub(super) fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if mask == 0 {
            return None;
        }
        let bit = mask.trailing_zeros() as usize;
        mask &= mask - 1;
        Some(bit)
    })
}
