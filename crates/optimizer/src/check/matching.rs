/// Cover of one interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Cover {
    pub(crate) weighted: f64,
    pub(crate) covered: f64,
}

/// The most that agents can cover, and who does it.
pub(crate) struct Matching<'a> {
    /// Over all skills.
    pub(crate) cover: Cover,
    table: Table<'a>,
    /// Per skill, what its least filled place covers, and how that ranks.
    last: Vec<Option<(Rank, f64)>>,
}

/// Weighted cover, then cover, both in 10⁻⁷.
type Rank = (i64, i64);

impl<'a> Matching<'a> {
    /// The most that `groups` (skills, agents) can cover: most weighted cover,
    /// and among equals (to 10⁻⁷) most cover. Places are filled from the
    /// worthiest down; agents are drawn over from other places as long as
    /// these stay filled.
    pub(crate) fn best(
        required: &[f64],
        weights: &[f64],
        groups: &'a [(&'a [usize], u32)],
    ) -> Self {
        let mut table = Table::new(required.len(), groups);
        let mut cover = Cover::default();
        let mut last = vec![None; required.len()];
        for place in places(required, weights) {
            let mut open = place.count;
            while open > 0 && !table.exhausted[place.skill] {
                let mut seen = vec![false; required.len()];
                let drawn = table.draw(place.skill, open, &mut seen);
                if drawn == 0 {
                    // Whoever could come here, by any exchange, is taken.
                    for (exhausted, seen) in table.exhausted.iter_mut().zip(seen) {
                        *exhausted |= seen;
                    }
                } else {
                    last[place.skill] = Some((place.rank, place.cover));
                }
                open -= drawn;
                cover.weighted += place.weighted * f64::from(drawn);
                cover.covered += place.cover * f64::from(drawn);
            }
        }
        Self { cover, table, last }
    }

    /// Cover that is lost without one agent of `group`, who can only serve
    /// `skill`: someone idle steps in, or the least place is given up of those
    /// whose agents can come here, each taking the place of the next.
    pub(crate) fn lost_without(&self, group: usize, skill: usize) -> f64 {
        let table = &self.table;
        if table.free[group] > 0 {
            return 0.0;
        }
        let mut seen = vec![false; self.last.len()];
        seen[skill] = true;
        let mut line = vec![skill];
        let mut least = self.last[skill];
        while let Some(to) = line.pop() {
            for &(group, _) in &table.able[to] {
                if table.free[group] > 0 {
                    return 0.0;
                }
                for (&from, &placed) in table.groups[group].0.iter().zip(&table.placed[group]) {
                    if placed > 0 && !seen[from] {
                        seen[from] = true;
                        line.push(from);
                        let last = [least, self.last[from]].into_iter().flatten();
                        least = last.min_by_key(|place: &(Rank, f64)| place.0);
                    }
                }
            }
        }
        least.map_or(0.0, |least| least.1)
    }
}

struct Place {
    rank: Rank,
    weighted: f64,
    cover: f64,
    skill: usize,
    count: u32,
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
                count: count as u32,
            });
        }
    }
    places.retain(|place| place.rank.1 > 0 && place.count > 0);
    places.sort_by_key(|place| std::cmp::Reverse(place.rank));
    places
}

struct Table<'a> {
    groups: &'a [(&'a [usize], u32)],
    free: Vec<u32>,
    /// Per group, agents at each of its skills.
    placed: Vec<Vec<u32>>,
    /// Per skill, (group, position of the skill in it).
    able: Vec<Vec<(usize, usize)>>,
    exhausted: Vec<bool>,
}

impl<'a> Table<'a> {
    fn new(skills: usize, groups: &'a [(&'a [usize], u32)]) -> Self {
        let mut able = vec![Vec::new(); skills];
        for (group, (set, _)) in groups.iter().enumerate() {
            for (position, &skill) in set.iter().enumerate() {
                able[skill].push((group, position));
            }
        }
        Self {
            groups,
            free: groups.iter().map(|group| group.1).collect(),
            placed: groups.iter().map(|group| vec![0; group.0.len()]).collect(),
            able,
            exhausted: vec![false; skills],
        }
    }

    /// Brings up to `wanted` more agents to `skill`; none is given up
    /// elsewhere. Returns how many came, 0 only if none can.
    fn draw(&mut self, skill: usize, wanted: u32, seen: &mut [bool]) -> u32 {
        seen[skill] = true;
        for at in 0..self.able[skill].len() {
            let (group, position) = self.able[skill][at];
            let count = self.free[group].min(wanted);
            if count > 0 {
                self.free[group] -= count;
                self.placed[group][position] += count;
                return count;
            }
        }
        for at in 0..self.able[skill].len() {
            let (group, position) = self.able[skill][at];
            for other in 0..self.groups[group].0.len() {
                let from = self.groups[group].0[other];
                let held = self.placed[group][other];
                if held == 0 || seen[from] || self.exhausted[from] {
                    continue;
                }
                let count = self.draw(from, held.min(wanted), seen);
                if count > 0 {
                    self.placed[group][other] -= count;
                    self.placed[group][position] += count;
                    return count;
                }
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Matching;

    proptest! {
        #[test]
        fn what_is_lost_is_what_a_new_matching_lacks(
            required in prop::collection::vec((0_u32..12).prop_map(|n| f64::from(n) / 4.0), 3),
            sets in prop::collection::vec(prop::sample::subsequence(vec![0_usize, 1, 2], 1..=3), 0..6),
            single in prop::collection::vec(0_u32..3, 3),
        ) {
            let weights = [1.5, 1.0, 0.25];
            let all = [0, 1, 2];
            let mut groups: Vec<(&[usize], u32)> = sets.iter().map(|set| (set.as_slice(), 1)).collect();
            let base = groups.len();
            groups.extend((0..3).map(|skill| (&all[skill..=skill], single[skill])));
            let matching = Matching::best(&required, &weights, &groups);
            for skill in 0..3 {
                if single[skill] > 0 {
                    let mut fewer = groups.clone();
                    fewer[base + skill].1 -= 1;
                    let left = Matching::best(&required, &weights, &fewer).cover;
                    let lost = matching.lost_without(base + skill, skill);
                    prop_assert!((matching.cover.covered - left.covered - lost).abs() < 1e-9);
                }
            }
        }
    }
}
