/// Cover of one interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Cover {
    pub(crate) weighted: f64,
    pub(crate) covered: f64,
}

/// The most that `groups` (skills, agents) can cover: most weighted cover, and
/// among equals (to 10⁻⁷) most cover. Places are filled from the worthiest
/// down; agents are drawn over from other places as long as these stay filled.
pub(crate) fn best_cover(required: &[f64], weights: &[f64], groups: &[(&[usize], u32)]) -> Cover {
    let mut places = Vec::new();
    for (skill, (&required, &weight)) in required.iter().zip(weights).enumerate() {
        let part = required.fract();
        places.push((weight, 1.0, skill, required.floor()));
        places.push((weight * part, part, skill, 1.0));
    }
    let fine = |value: f64| (value * 1e7).round();
    places.retain(|&(_, cover, _, count)| fine(cover) > 0.0 && count >= 1.0);
    places.sort_by(|a, b| {
        let order = |place: &(f64, f64, usize, f64)| (fine(place.0), fine(place.1));
        order(b)
            .partial_cmp(&order(a))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut table = Table::new(required.len(), groups);
    let mut total = Cover::default();
    for (weighted, cover, skill, count) in places {
        let mut open = count;
        while open >= 1.0 && !table.exhausted[skill] {
            let mut seen = vec![false; required.len()];
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole and not negative; a cast saturates"
            )]
            let drawn = table.draw(skill, open as u32, &mut seen);
            if drawn == 0 {
                // Whoever could come here, by any exchange, is taken.
                for (exhausted, seen) in table.exhausted.iter_mut().zip(seen) {
                    *exhausted |= seen;
                }
            }
            open -= f64::from(drawn);
            total.weighted += weighted * f64::from(drawn);
            total.covered += cover * f64::from(drawn);
        }
    }
    total
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
