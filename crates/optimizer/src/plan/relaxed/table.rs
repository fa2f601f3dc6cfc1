//! The table, from the last place to the first.

use super::super::menu::Entry;
use super::Relaxed;
use super::stage::{Later, Length, Stage, State};

impl Relaxed {
    pub(super) fn fill_stage(&mut self, position: usize, menu: &[Entry]) {
        let stage = self.stages[position];
        if stage.spans {
            Self::states(stage).for_each(|state| {
                let choices = menu
                    .iter()
                    .map(|entry| self.after(position, state, Some(entry)).0);
                let idle = self.after(position, state, None).0;
                self.table[stage.at(state)] = choices.fold(idle, f64::max);
            });
            return;
        }
        self.list_lengths(menu);
        if self.counts_without {
            self.fill_states::<true>(position);
        } else {
            self.fill_states::<false>(position);
        }
    }

    fn fill_states<const WITHOUT: bool>(&mut self, position: usize) {
        let stage = self.stages[position];
        let later = Later::of(&stage, self.stages.get(position + 1));
        for overtime in 0..=stage.most.0 {
            let is_full = stage.is_first_week && overtime > 0;
            let from = if is_full { stage.left[0] } else { 0 };
            for used in from..=stage.most.1 {
                for extra in 0..=stage.most.2 {
                    let most_without = if WITHOUT { stage.most.3.min(used) } else { 0 };
                    for without in 0..=most_without {
                        let state = (overtime, used, extra, without);
                        self.table[stage.at(state)] =
                            self.best_from::<WITHOUT>(&stage, later, state);
                    }
                }
            }
        }
    }

    /// The most that can be earned from the state before the place on.
    fn best_from<const WITHOUT: bool>(&self, stage: &Stage, later: Later, state: State) -> f64 {
        let (overtime, used, extra, without) = state;
        let mut most = later.worth::<WITHOUT>(&self.table, state);
        let counts = stage.is_free && stage.extra_shifts.is_some();
        let taken = if counts { extra + 1 } else { extra };
        if stage.extra_shifts.is_some_and(|limit| taken > limit) {
            return most;
        }
        let extra_cost = self.unit.0 * self.surcharge;
        for length in &self.lengths {
            let units = used + length.units;
            let beyond = units.saturating_sub(stage.left[0]);
            if overtime + beyond > self.overtime {
                break;
            }
            let without = without + length.without;
            if WITHOUT && length.without > 0 && without > stage.left_without[0] {
                continue;
            }
            let after = (overtime + beyond, units - beyond, taken, without);
            let value = length.value - beyond as f64 * extra_cost;
            most = most.max(value + later.worth::<WITHOUT>(&self.table, after));
        }
        most
    }

    /// The choices of a place that are worth more than all with fewer hours.
    fn list_lengths(&mut self, menu: &[Entry]) {
        let unit = self.unit.1;
        self.lengths.clear();
        self.lengths.extend(menu.iter().map(|entry| Length {
            units: (entry.worked[0] / unit) as usize,
            without: if self.counts_without {
                (entry.without[0] / unit) as usize
            } else {
                0
            },
            value: entry.value,
        }));
        self.lengths.sort_unstable_by(|a, b| {
            let by_units = a.units.cmp(&b.units).then(a.without.cmp(&b.without));
            by_units.then(b.value.total_cmp(&a.value))
        });
        // Longer is of use by what it saves at most, where overtime costs less than
        // other hours.
        let saving = self.unit.0 * (-self.surcharge).max(0.0);
        let worth = |length: &Length| length.value + length.units as f64 * saving;
        let mut kept = 0;
        for at in 0..self.lengths.len() {
            let length = self.lengths[at];
            let beats =
                |other: &Length| other.without <= length.without && worth(other) >= worth(&length);
            if !self.lengths[..kept].iter().rev().any(beats) {
                self.lengths[kept] = length;
                kept += 1;
            }
        }
        self.lengths.truncate(kept);
    }

    /// All that a plan can stand at before the place.
    fn states(stage: Stage) -> impl Iterator<Item = State> {
        (0..=stage.most.0).flat_map(move |overtime| {
            let is_full = stage.is_first_week && overtime > 0;
            let from = if is_full { stage.left[0] } else { 0 };
            (from..=stage.most.1).flat_map(move |used| {
                (0..=stage.most.2).flat_map(move |extra| {
                    (0..=stage.most.3).map(move |without| (overtime, used, extra, without))
                })
            })
        })
    }
}
