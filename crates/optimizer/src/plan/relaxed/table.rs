//! The table, from the last place to the first.

use super::super::menu::Entry;
use super::Relaxed;
use super::stage::{Later, Length, Stage, State};
use crate::plan::greater;
use crate::staff::calendar::Calendar;

/// What follows a state: the patterns after nothing, and after a choice if there may be one.
#[derive(Clone, Copy)]
struct Ways {
    idle: usize,
    chosen: Option<usize>,
}

impl Relaxed {
    pub(super) fn fill_stage(&mut self, position: usize, menu: &[Entry], calendar: &Calendar) {
        let stage = self.stages[position];
        if stage.spans {
            Self::states(stage).for_each(|state| {
                let choices = menu
                    .iter()
                    .map(|entry| self.after(position, state, Some(entry), calendar).0);
                let idle = self.after(position, state, None, calendar).0;
                self.table[stage.at(state)] = choices.fold(idle, f64::max);
            });
            return;
        }
        self.list_lengths(menu);
        let later = self.later(position);
        for pattern in 0..=stage.most.2 {
            let after = |is_extra| calendar.after(position, pattern as u8, is_extra);
            let ways = Ways {
                idle: usize::from(after(false).unwrap_or(0)),
                chosen: after(stage.is_free).map(usize::from),
            };
            if self.counts_without {
                self.fill_states(&stage, later, pattern, ways);
            } else {
                self.fill_rows(&stage, later, pattern, ways);
            }
        }
    }

    pub(super) fn later(&self, position: usize) -> Later {
        let end = self.table.len() - 1;
        Later::of(&self.stages[position], self.stages.get(position + 1), end)
    }

    /// All states of a pattern. Those that differ in hours alone lie side by side, and so does what
    /// can be earned after them.
    fn fill_rows(&mut self, stage: &Stage, later: Later, pattern: usize, ways: Ways) {
        let (left, cost) = (stage.left[0], self.unit.0 * self.surcharge);
        let (now, next) = self.table.split_at_mut(later.first);
        let next_at = |state: State| later.at(state) - later.first;
        if let Some(chosen) = ways.chosen {
            // After hours beyond the contract, for each overtime, less the cost of it.
            let worth = |overtime| {
                let after = next.get(next_at((overtime, left, chosen, 0)))?;
                Some(after - overtime as f64 * cost)
            };
            self.beyond.clear();
            self.beyond.extend((0..=self.overtime).map_while(worth));
        }
        for overtime in 0..=stage.most.0 {
            let row = &mut now[stage.at((overtime, 0, pattern, 0))..][..=stage.most.1];
            let (from, end) = (stage.least_used(overtime), row.len());
            let spent = overtime as f64 * cost;
            let lift_within = |row: &mut [f64], state: State, value: f64| {
                if row.is_empty() {
                    return;
                }
                let first = next_at(state);
                if later.is_anew() {
                    let most = next[first] + value;
                    row.iter_mut().for_each(|now| *now = greater(*now, most));
                } else {
                    lift(row, &next[first..], value);
                }
            };
            if from >= end {
                continue;
            }
            lift_within(&mut row[from..], (overtime, from, ways.idle, 0), 0.0);
            let Some(chosen) = ways.chosen else { continue };
            for length in &self.lengths {
                let beyond_from = (left + 1).saturating_sub(length.units).clamp(from, end);
                let state = (overtime, from + length.units, chosen, 0);
                lift_within(&mut row[from..beyond_from], state, length.value);
                let most_overtime = overtime + beyond_from + length.units - left;
                if let Some(beyond) = self.beyond.get(most_overtime..) {
                    lift(&mut row[beyond_from..], beyond, length.value + spent);
                }
            }
        }
    }

    /// The same where hours without overtime are counted.
    fn fill_states(&mut self, stage: &Stage, later: Later, pattern: usize, ways: Ways) {
        for overtime in 0..=stage.most.0 {
            for used in stage.least_used(overtime)..=stage.most.1 {
                for without in 0..=stage.most.3.min(used) {
                    let state = (overtime, used, pattern, without);
                    self.table[stage.at(state)] = self.best_from(stage, later, state, ways);
                }
            }
        }
    }

    /// The most that can be earned from the state before the place on.
    fn best_from(&self, stage: &Stage, later: Later, state: State, ways: Ways) -> f64 {
        let (overtime, used, _, without) = state;
        let mut most = self.table[later.at((overtime, used, ways.idle, without))];
        let Some(chosen) = ways.chosen else {
            return most;
        };
        let extra_cost = self.unit.0 * self.surcharge;
        for length in &self.lengths {
            let units = used + length.units;
            let beyond = units.saturating_sub(stage.left[0]);
            if overtime + beyond > self.overtime {
                break;
            }
            let without = without + length.without;
            if length.without > 0 && without > stage.left_without[0] {
                continue;
            }
            let after = (overtime + beyond, units - beyond, chosen, without);
            let value = length.value - beyond as f64 * extra_cost;
            most = greater(most, value + self.table[later.at(after)]);
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
            (stage.least_used(overtime)..=stage.most.1).flat_map(move |used| {
                (0..=stage.most.2).flat_map(move |pattern| {
                    (0..=stage.most.3).map(move |without| (overtime, used, pattern, without))
                })
            })
        })
    }
}

/// Each of `row` becomes what is earned after it, and `value`, where that is more.
fn lift(row: &mut [f64], after: &[f64], value: f64) {
    for (now, after) in row.iter_mut().zip(after) {
        *now = greater(*now, after + value);
    }
}
