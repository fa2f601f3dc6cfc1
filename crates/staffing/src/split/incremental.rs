use super::fill::fill;
use super::{Pool, Worth, chain, rank};

/// A best split of the agents of one stretch of time, kept best while agents
/// who serve one given skill are added and removed.
///
/// Best means: most weighted cover, and among those most cover.
#[derive(Clone, Debug)]
pub struct Split {
    pub(super) required: Vec<f64>,
    /// Agents on each skill, fixed and flexible.
    pub(super) on: Vec<u32>,
    pub(super) fixed: Vec<u32>,
    /// Flexible agents on each skill, by skill set.
    pub(super) holders: Vec<Vec<(u32, u32)>>,
    /// Flexible agents who would cover nothing anywhere.
    pub(super) idle: Vec<(u32, u32)>,
    /// Per skill, the skills to which one of its flexible agents could move.
    pub(super) moves: Vec<u64>,
}

impl Split {
    /// The best split of `agents`, given as (number of their skill set in
    /// `pool`, how many). `required` has one number per skill of the pool; what
    /// is not above 0 counts as 0. The order of `agents` makes no difference.
    #[must_use]
    pub fn new(pool: &Pool, required: &[f64], agents: &[(usize, u32)]) -> Self {
        let skills = pool.skills();
        let mut required: Vec<f64> = required.iter().map(|&r| r.max(0.0)).collect();
        required.resize(skills, 0.0);
        let mut split = Self {
            required,
            on: vec![0; skills],
            fixed: vec![0; skills],
            holders: vec![Vec::new(); skills],
            idle: Vec::new(),
            moves: vec![0; skills * pool.words],
        };
        fill(&mut split, pool, agents);
        split
    }

    /// How many agents are on `skill`, those included who cover nothing there.
    #[must_use]
    pub fn agents_on(&self, skill: usize) -> u32 {
        self.on[skill]
    }

    /// Required agents of `skill` that are met.
    #[must_use]
    pub fn served(&self, skill: usize) -> f64 {
        self.required[skill].min(f64::from(self.on[skill]))
    }

    /// Cover over all skills.
    #[must_use]
    pub fn total(&self, pool: &Pool) -> Worth {
        let mut total = Worth::default();
        for (skill, weight) in pool.weights.iter().enumerate() {
            total.weighted += weight * self.served(skill);
            total.covered += self.served(skill);
        }
        total
    }

    /// What one more agent who serves `skill` would bring.
    #[must_use]
    pub fn gain(&self, pool: &Pool, skill: usize) -> Worth {
        let chain = chain::to_best_place(self, pool, skill);
        pool.worth(chain.end, self.next_cover(chain.end))
    }

    /// The weighted [`gain`](Self::gain) of every skill, into `gains`.
    pub fn gains(&self, pool: &Pool, gains: &mut [f64]) {
        gains.fill(0.0);
        let mut places: Vec<(u64, usize)> = (0..pool.skills())
            .map(|skill| (self.next_rank(pool, skill), skill))
            .filter(|&(rank, _)| rank > 0)
            .collect();
        places.sort_unstable_by(|a, b| b.cmp(a));
        let mut open: Vec<usize> = (0..pool.skills()).collect();
        let mut queue = Vec::new();
        for (_, place) in places {
            let Some(position) = open.iter().position(|&skill| skill == place) else {
                continue;
            };
            let gain = pool.worth(place, self.next_cover(place)).weighted;
            open.swap_remove(position);
            queue.push(place);
            while let Some(reached) = queue.pop() {
                gains[reached] = gain;
                let mut at = 0;
                while at < open.len() {
                    if self.can_move(pool, open[at], reached) {
                        queue.push(open.swap_remove(at));
                    } else {
                        at += 1;
                    }
                }
            }
        }
    }

    /// Adds an agent who serves `skill` and tells what that brought.
    pub fn add_fixed(&mut self, pool: &Pool, skill: usize) -> Worth {
        let chain = chain::to_best_place(self, pool, skill);
        let gain = pool.worth(chain.end, self.next_cover(chain.end));
        for (from, to) in chain.moves {
            self.move_agents(pool, from, to, 1);
        }
        self.on[skill] += 1;
        self.fixed[skill] += 1;
        gain
    }

    /// What one agent fewer of those who serve `skill` would cost.
    #[must_use]
    pub fn loss(&self, pool: &Pool, skill: usize) -> Worth {
        if self.fixed[skill] == 0 {
            return Worth::default();
        }
        self.loss_along(pool, &chain::from_least_place(self, pool, skill))
    }

    /// Removes an agent who was added for `skill` and tells what that cost;
    /// without one it does nothing.
    pub fn remove_fixed(&mut self, pool: &Pool, skill: usize) -> Worth {
        if self.fixed[skill] == 0 {
            return Worth::default();
        }
        let refill = chain::from_least_place(self, pool, skill);
        let loss = self.loss_along(pool, &refill);
        self.fixed[skill] -= 1;
        self.on[skill] -= 1;
        for (from, to) in refill.moves {
            self.move_agents(pool, from, to, 1);
        }
        if let Some(set) = refill.idle {
            take_from(&mut self.idle, set, 1);
            self.put(pool, set, refill.end, 1);
        }
        loss
    }

    pub(super) fn next_cover(&self, skill: usize) -> f64 {
        (self.required[skill] - f64::from(self.on[skill])).clamp(0.0, 1.0)
    }

    pub(super) fn last_cover(&self, skill: usize) -> f64 {
        (self.required[skill] - (f64::from(self.on[skill]) - 1.0)).clamp(0.0, 1.0)
    }

    pub(super) fn next_rank(&self, pool: &Pool, skill: usize) -> u64 {
        rank(pool.weights[skill], self.next_cover(skill))
    }

    pub(super) fn can_move(&self, pool: &Pool, from: usize, to: usize) -> bool {
        super::has(&self.moves[from * pool.words..(from + 1) * pool.words], to)
    }

    fn loss_along(&self, pool: &Pool, refill: &chain::Chain) -> Worth {
        match refill.idle {
            Some(_) => Worth::default(),
            None => pool.worth(refill.end, self.last_cover(refill.end)),
        }
    }

    /// Moves `count` flexible agents of the first skill set that can and has
    /// as many; [`chain`] looks at the same one.
    pub(super) fn move_agents(&mut self, pool: &Pool, from: usize, to: usize, count: u32) {
        let Some((set, _)) = self.mover(pool, from, to) else {
            return;
        };
        self.take(pool, set, from, count);
        self.put(pool, set, to, count);
    }

    /// The skill set whose agents go first from one skill to another.
    pub(super) fn mover(&self, pool: &Pool, from: usize, to: usize) -> Option<(usize, u32)> {
        let movers = self.holders[from].iter();
        movers
            .map(|&(set, count)| (set as usize, count))
            .find(|&(set, _)| pool.can_serve(set, to))
    }

    pub(super) fn take(&mut self, pool: &Pool, set: usize, skill: usize, count: u32) {
        take_from(&mut self.holders[skill], set, count);
        self.on[skill] -= count;
        let moves = &mut self.moves[skill * pool.words..(skill + 1) * pool.words];
        moves.fill(0);
        for &(set, _) in &self.holders[skill] {
            for (word, bits) in moves.iter_mut().zip(pool.mask(set as usize)) {
                *word |= bits;
            }
        }
    }

    pub(super) fn put(&mut self, pool: &Pool, set: usize, skill: usize, count: u32) {
        let holders = &mut self.holders[skill];
        match holders.iter_mut().find(|held| held.0 as usize == set) {
            Some(held) => held.1 += count,
            None => holders.push((number(set), count)),
        }
        self.on[skill] += count;
        let moves = &mut self.moves[skill * pool.words..(skill + 1) * pool.words];
        for (word, bits) in moves.iter_mut().zip(pool.mask(set)) {
            *word |= bits;
        }
    }
}

fn take_from(held: &mut Vec<(u32, u32)>, set: usize, count: u32) {
    if let Some(at) = held.iter().position(|group| group.0 as usize == set) {
        held[at].1 = held[at].1.saturating_sub(count);
        if held[at].1 == 0 {
            held.remove(at);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "there are fewer skill sets than agents, and never four billion"
)]
pub(super) fn number(set: usize) -> u32 {
    set as u32
}
