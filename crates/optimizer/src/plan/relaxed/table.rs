//! The table, from the last place to the first.

use super::super::menu::Entry;
use super::Relaxed;
use super::stage::{Later, Length, Stage, State};
use crate::plan::greater;
use crate::staff::calendar::Calendar;

impl Relaxed {
    pub(super) fn fill_stage(&mut self, position: usize, menu: &[Entry], calendar: &Calendar) {
        // Where fewer starts are forbidden, all is possible that is where more are.
        let mut more = None;
        for forbidden in (0..self.rests[position].numbers()).rev() {
            if !self.rests[position].occurs(forbidden) {
                continue;
            }
            match more {
                None => self.stay(position, forbidden, calendar),
                Some(more) => {
                    let [from, to] = [more, forbidden].map(|n| self.stages[position].forbidding(n));
                    self.table
                        .copy_within(from.first..from.first + from.size(), to.first);
                }
            }
            self.choose(position, (forbidden, more), menu, calendar);
            more = Some(forbidden);
        }
    }

    /// What comes after the place, where so many starts of the next are forbidden.
    pub(super) fn later(&self, position: usize, forbidden: usize) -> Later {
        let end = self.table.len() - 1;
        let next = self.stages.get(position + 1);
        let next = next.map(|next| next.forbidding(forbidden));
        Later::of(&self.stages[position], next, end)
    }

    /// All states in which so many starts are forbidden, where nothing is done at the place.
    fn stay(&mut self, position: usize, forbidden: usize, calendar: &Calendar) {
        let stage = self.stages[position].forbidding(forbidden);
        if stage.spans {
            Self::states(stage).for_each(|state| {
                self.table[stage.at(state)] = self.after(position, state, None, calendar).0;
            });
            return;
        }
        let later = self.later(position, 0);
        let (now, next) = self.table.split_at_mut(later.first);
        for pattern in 0..=stage.most.2 {
            let idle = calendar.after(position, pattern as u8, false);
            let idle = idle.map_or(0, usize::from);
            for overtime in 0..=stage.most.0 {
                let from = stage.least_used(overtime);
                let row = &mut now[stage.at((overtime, 0, pattern))..][..=stage.most.1];
                let row = row.get_mut(from..).unwrap_or_default();
                lift_within(row, next, later, (overtime, from, idle), 0.0);
            }
        }
    }

    /// The same where something is done that is possible with so many starts forbidden, but
    /// not with `more`.
    fn choose(
        &mut self,
        position: usize,
        (forbidden, more): (usize, Option<usize>),
        menu: &[Entry],
        calendar: &Calendar,
    ) {
        let stage = self.stages[position].forbidding(forbidden);
        let is_new = |this: &Self, entry: &&Entry| {
            this.allows(forbidden, entry) && !more.is_some_and(|more| this.allows(more, entry))
        };
        if stage.spans {
            Self::states(stage).for_each(|state| {
                let choices = menu.iter().filter(|entry| is_new(self, entry));
                let worth =
                    choices.map(|entry| self.after(position, state, Some(entry), calendar).0);
                self.table[stage.at(state)] = worth.fold(self.table[stage.at(state)], greater);
            });
            return;
        }
        let mut lengths = std::mem::take(&mut self.lengths);
        self.list_lengths(
            menu.iter().filter(|entry| is_new(self, entry)),
            &mut lengths,
        );
        for group in lengths.chunk_by(|a, b| a.forbids == b.forbids) {
            let later = self.later(position, group[0].forbids);
            for pattern in 0..=stage.most.2 {
                if let Some(chosen) = calendar.after(position, pattern as u8, stage.is_free) {
                    let patterns = (pattern, usize::from(chosen));
                    self.choose_lengths(&stage, later, patterns, group);
                }
            }
        }
        self.lengths = lengths;
    }

    /// The same for all states of a pattern, and the one that it becomes.
    fn choose_lengths(
        &mut self,
        stage: &Stage,
        later: Later,
        (pattern, chosen): (usize, usize),
        lengths: &[Length],
    ) {
        let (room, cost) = (stage.weeks[0], self.unit.0 * self.surcharge);
        self.rows += (stage.most.0 + 1) * lengths.len();
        let (now, next) = self.table.split_at_mut(later.first);
        // After hours beyond the contract, for each overtime, less the cost of it.
        let worth = |overtime| {
            let at = later.at((overtime, room.left, chosen)) - later.first;
            Some(next.get(at)? - overtime as f64 * cost)
        };
        self.beyond.clear();
        self.beyond.extend((0..=self.overtime).map_while(worth));
        for overtime in 0..=stage.most.0 {
            let row = &mut now[stage.at((overtime, 0, pattern))..][..=stage.most.1];
            let from = stage.least_used(overtime);
            for length in lengths {
                // Overtime by choice, though there are hours left for other skills.
                let splits = if self.counts_without {
                    let most = length.units - if room.is_tight { length.without } else { 0 };
                    most.min(self.overtime - overtime)
                } else {
                    0
                };
                for beyond in 0..=splits {
                    let within = length.units - beyond;
                    let end = (room.left + 1).saturating_sub(within).min(row.len());
                    let row = row.get_mut(from..end).unwrap_or_default();
                    let state = (overtime + beyond, from + within, chosen);
                    let value = length.value - beyond as f64 * cost;
                    lift_within(row, next, later, state, value);
                }
                if self.counts_without {
                    continue;
                }
                // Overtime since there are no hours left.
                let first = (room.left + 1).saturating_sub(length.units).max(from);
                if let Some(row) = row.get_mut(first..) {
                    let beyond = overtime + first + length.units - room.left;
                    let after = self.beyond.get(beyond..).unwrap_or_default();
                    lift(row, after, length.value + overtime as f64 * cost);
                }
            }
        }
    }

    /// The choices of a place that are worth more than all with fewer hours, by the starts that
    /// they forbid.
    fn list_lengths<'e>(&self, menu: impl Iterator<Item = &'e Entry>, lengths: &mut Vec<Length>) {
        let unit = self.unit.1;
        lengths.clear();
        lengths.extend(menu.map(|entry| Length {
            units: (entry.worked[0] / unit) as usize,
            without: if self.counts_without {
                (entry.without[0] / unit) as usize
            } else {
                0
            },
            value: entry.value,
            forbids: self.forbidden_after(entry),
        }));
        lengths.sort_unstable_by(|a, b| {
            let by_units = a.units.cmp(&b.units).then(a.without.cmp(&b.without));
            by_units.then(b.value.total_cmp(&a.value))
        });
        // Longer is of use by what it saves at most, where overtime costs less than
        // other hours.
        let saving = self.unit.0 * (-self.surcharge).max(0.0);
        let worth = |length: &Length| length.value + length.units as f64 * saving;
        let mut kept = 0;
        for at in 0..lengths.len() {
            let length = lengths[at];
            let beats = |other: &Length| {
                other.without <= length.without
                    && other.forbids <= length.forbids
                    && worth(other) >= worth(&length)
            };
            if !lengths[..kept].iter().rev().any(beats) {
                lengths[kept] = length;
                kept += 1;
            }
        }
        lengths.truncate(kept);
        lengths.sort_by_key(|length| length.forbids);
    }

    /// All that a plan can stand at before the place.
    fn states(stage: Stage) -> impl Iterator<Item = State> {
        (0..=stage.most.0).flat_map(move |overtime| {
            (stage.least_used(overtime)..=stage.most.1).flat_map(move |used| {
                (0..=stage.most.2).map(move |pattern| (overtime, used, pattern))
            })
        })
    }
}

/// As [`lift()`], where `row` is followed by the states of `next` from `state` on.
fn lift_within(row: &mut [f64], next: &[f64], later: Later, state: State, value: f64) {
    if row.is_empty() {
        return;
    }
    let first = later.at(state) - later.first;
    if later.is_anew() {
        let most = next[first] + value;
        row.iter_mut().for_each(|now| *now = greater(*now, most));
    } else {
        lift(row, &next[first..], value);
    }
}

/// Each of `row` becomes what is earned after it, and `value`, where that is more.
fn lift(row: &mut [f64], after: &[f64], value: f64) {
    for (now, after) in row.iter_mut().zip(after) {
        *now = greater(*now, after + value);
    }
}
