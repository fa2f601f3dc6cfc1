use std::sync::Arc;

/// Cover of one interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Cover {
    pub(crate) weighted: f64,
    pub(crate) covered: f64,
}

/// The most that agents can cover, and who does it.
#[derive(Clone)]
pub(crate) struct Matching {
    /// Over all skills.
    pub(crate) cover: Cover,
    able: Arc<Able>,
    /// The worthiest first, with what is open of each.
    places: Vec<Place>,
    /// Per skill, agents for it alone who are not placed.
    spare: Vec<u32>,
    /// Per group, agents who are not placed.
    free: Vec<u32>,
    /// Agents of each group at each of its skills, group after group.
    placed: Vec<u32>,
    /// Skills that nobody can come to any more, by any exchange.
    exhausted: Vec<bool>,
    /// Per skill, what its least filled place covers, and how that ranks.
    last: Vec<Option<(Rank, f64)>>,
}

/// Skills, and how many agents have just these.
pub(crate) type Group = (Arc<[usize]>, u32);

/// Groups of agents, and who can serve what.
pub(crate) struct Able {
    groups: Vec<Group>,
    /// Per group, where it begins in [`Matching::placed`].
    begin: Vec<usize>,
    /// Per skill, (group, position of the skill in it).
    by_skill: Vec<Vec<(usize, usize)>>,
}

/// Weighted cover, then cover, both in 10⁻⁷.
type Rank = (i64, i64);

#[derive(Clone, Copy)]
struct Place {
    rank: Rank,
    weighted: f64,
    cover: f64,
    skill: usize,
    open: u32,
}

impl Able {
    pub(crate) fn new(skills: usize, groups: Vec<Group>) -> Self {
        let mut by_skill = vec![Vec::new(); skills];
        let mut begin = Vec::with_capacity(groups.len() + 1);
        let mut end = 0;
        for (group, (set, _)) in groups.iter().enumerate() {
            begin.push(end);
            end += set.len();
            for (position, &skill) in set.iter().enumerate() {
                by_skill[skill].push((group, position));
            }
        }
        begin.push(end);
        Self {
            groups,
            begin,
            by_skill,
        }
    }
}

impl Matching {
    /// The most that `able` can cover: most weighted cover, and among equals
    /// (to 10⁻⁷) most cover. Places are filled from the worthiest down; agents
    /// are drawn over from other places as long as these stay filled.
    pub(crate) fn best(required: &[f64], weights: &[f64], able: Arc<Able>) -> Self {
        let mut matching = Self {
            cover: Cover::default(),
            places: places(required, weights),
            spare: vec![0; required.len()],
            free: able.groups.iter().map(|group| group.1).collect(),
            placed: vec![0; able.begin.last().copied().unwrap_or(0)],
            exhausted: vec![false; required.len()],
            last: vec![None; required.len()],
            able,
        };
        matching.fill();
        matching
    }

    /// The most that these can cover with more agents, given as numbers of those
    /// who serve one skill each. More agents never make it better to leave a
    /// place that was filled.
    pub(crate) fn with(&self, more: &[u32]) -> Self {
        let mut matching = self.clone();
        for (spare, more) in matching.spare.iter_mut().zip(more) {
            *spare += more;
        }
        matching.exhausted.fill(false);
        matching.fill();
        matching
    }

    /// Per skill, the cover that is lost without one agent who serves it
    /// alone: someone idle steps in, or the least place is given up of those
    /// whose agents can come here, each taking the place of the next.
    pub(crate) fn lost_without_one(&self) -> Vec<f64> {
        let skills = self.last.len();
        let words = skills.div_ceil(64);
        // Per skill, whether anyone idle can come, and from where others can.
        let mut idle: Vec<bool> = self.spare.iter().map(|&spare| spare > 0).collect();
        let mut from = vec![0_u64; skills * words];
        for (group, (set, _)) in self.able.groups.iter().enumerate() {
            let placed = &self.placed[self.able.begin[group]..self.able.begin[group + 1]];
            for &to in set.iter() {
                idle[to] |= self.free[group] > 0;
                for (&at, _) in set.iter().zip(placed).filter(|(_, count)| **count > 0) {
                    from[to * words + at / 64] |= 1 << (at % 64);
                }
            }
        }
        (0..skills)
            .map(|skill| self.lost(skill, &idle, &from))
            .collect()
    }

    pub(crate) fn skills(&self) -> usize {
        self.last.len()
    }

    fn lost(&self, skill: usize, idle: &[bool], from: &[u64]) -> f64 {
        let words = self.last.len().div_ceil(64);
        let mut seen = vec![0_u64; words];
        seen[skill / 64] |= 1 << (skill % 64);
        let mut line = vec![skill];
        let mut least = self.last[skill];
        while let Some(to) = line.pop() {
            if idle[to] {
                return 0.0;
            }
            for (word, seen) in seen.iter_mut().enumerate() {
                let mut fresh = from[to * words + word] & !*seen;
                *seen |= fresh;
                while fresh != 0 {
                    let at = word * 64 + fresh.trailing_zeros() as usize;
                    fresh &= fresh - 1;
                    line.push(at);
                    let last = [least, self.last[at]].into_iter().flatten();
                    least = last.min_by_key(|place: &(Rank, f64)| place.0);
                }
            }
        }
        least.map_or(0.0, |least| least.1)
    }

    fn fill(&mut self) {
        for at in 0..self.places.len() {
            let place = self.places[at];
            let mut open = place.open;
            while open > 0 && !self.exhausted[place.skill] {
                let mut seen = vec![false; self.last.len()];
                let drawn = self.draw(place.skill, open, &mut seen);
                if drawn == 0 {
                    // Whoever could come here, by any exchange, is taken.
                    for (exhausted, seen) in self.exhausted.iter_mut().zip(seen) {
                        *exhausted |= seen;
                    }
                } else {
                    self.last[place.skill] = Some((place.rank, place.cover));
                }
                open -= drawn;
                self.cover.weighted += place.weighted * f64::from(drawn);
                self.cover.covered += place.cover * f64::from(drawn);
            }
            self.places[at].open = open;
        }
    }

    /// Brings up to `wanted` more agents to `skill`; none is given up
    /// elsewhere. Returns how many came, 0 only if none can.
    fn draw(&mut self, skill: usize, wanted: u32, seen: &mut [bool]) -> u32 {
        seen[skill] = true;
        let able = Arc::clone(&self.able);
        let count = self.spare[skill].min(wanted);
        if count > 0 {
            self.spare[skill] -= count;
            return count;
        }
        for &(group, position) in &able.by_skill[skill] {
            let count = self.free[group].min(wanted);
            if count > 0 {
                self.free[group] -= count;
                self.placed[able.begin[group] + position] += count;
                return count;
            }
        }
        for &(group, position) in &able.by_skill[skill] {
            let begin = able.begin[group];
            for (other, &from) in able.groups[group].0.iter().enumerate() {
                let held = self.placed[begin + other];
                if held == 0 || seen[from] || self.exhausted[from] {
                    continue;
                }
                let count = self.draw(from, held.min(wanted), seen);
                if count > 0 {
                    self.placed[begin + other] -= count;
                    self.placed[begin + position] += count;
                    return count;
                }
            }
        }
        0
    }
}

/// Whole places and the fraction left of each skill, the worthiest first.
fn places(required: &[f64], weights: &[f64]) -> Vec<Place> {
    let mut places = Vec::new();
    for (skill, (&required, &weight)) in required.iter().zip(weights).enumerate() {
        for (cover, count) in [(1.0, required.floor()), (required.fract(), 1.0)] {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "numbers are validated to be small; a cast saturates"
            )]
            places.push(Place {
                rank: (
                    (weight * cover * 1e7).round() as i64,
                    (cover * 1e7).round() as i64,
                ),
                weighted: weight * cover,
                cover,
                skill,
                open: count as u32,
            });
        }
    }
    places.retain(|place| place.rank.1 > 0 && place.open > 0);
    places.sort_by_key(|place| std::cmp::Reverse(place.rank));
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::sync::Arc;

    use super::{Able, Group, Matching};

    proptest! {
        #[test]
        fn what_is_lost_is_what_a_new_matching_lacks(
            required in prop::collection::vec((0_u32..12).prop_map(|n| f64::from(n) / 4.0), 3),
            sets in prop::collection::vec(prop::sample::subsequence(vec![0_usize, 1, 2], 1..=3), 0..6),
            single in prop::collection::vec(0_u32..3, 3),
        ) {
            let weights = [1.5, 1.0, 0.25];
            let on_shift: Vec<Group> = sets.iter().map(|set| (set.as_slice().into(), 1)).collect();
            // From nothing, those for one skill among the others.
            let anew = |single: &[u32]| {
                let singles = (0..3).map(|skill| (Arc::from([skill]), single[skill]));
                let able = Able::new(3, on_shift.iter().cloned().chain(singles).collect());
                Matching::best(&required, &weights, Arc::new(able)).cover
            };
            let able = Able::new(3, on_shift.clone());
            let matching = Matching::best(&required, &weights, Arc::new(able)).with(&single);
            let whole = anew(&single);
            prop_assert!((matching.cover.weighted - whole.weighted).abs() < 1e-9);
            prop_assert!((matching.cover.covered - whole.covered).abs() < 1e-9);
            let lost = matching.lost_without_one();
            for skill in 0..3 {
                if single[skill] > 0 {
                    let mut fewer = single.clone();
                    fewer[skill] -= 1;
                    let left = anew(&fewer).covered;
                    prop_assert!((whole.covered - left - lost[skill]).abs() < 1e-9);
                }
            }
        }
    }
}
