//! Hours, overtime and days alone: what can still be earned from each place on, for
//! all hours worked and days filled until there. Rest between neighbouring places, and hours
//! of skills without overtime, are kept where they are watched; hours beyond contracted
//! ones are rounded down, so no plan earns more.
//!
//! Skills without overtime need no number of their own: hours of the others may be
//! called overtime before the contract is used up, which leaves it to those without.

mod layout;
mod rest;
mod stage;
mod table;

use std::ops::{Range, RangeInclusive};

use super::label::{FULL, Label};
use super::menu::Entry;
use super::watch::Watch;
use super::{Terms, greater};
use crate::staff::calendar::Calendar;
use rest::Rest;
use stage::{Length, Room, Stage, State};

/// Hours are counted in units that all choices are multiples of.
#[derive(Default)]
pub(super) struct Relaxed {
    /// Hours of a unit, and intervals.
    unit: (f64, i64),
    /// Units of overtime that are allowed.
    overtime: usize,
    /// Overtime before anything is chosen, in hours.
    begun: f64,
    surcharge: f64,
    stages: Vec<Stage>,
    /// What can be earned from a stage on, per state.
    table: Vec<f64>,
    /// The choices of a place that can be of use.
    lengths: Vec<Length>,
    /// What can be earned after hours beyond the contract, by overtime.
    beyond: Vec<f64>,
    /// Rows of states that were gone through to fill the table.
    rows: usize,
    /// Whether hours of skills without overtime are counted.
    counts_without: bool,
    /// Per place, the rest after the one before.
    rests: Vec<Rest>,
    /// Per place, the most units of a choice, in its first and second week.
    longest: Vec<[usize; 2]>,
}

impl Relaxed {
    /// Fills the table; `menus` has the choices of each place. What is watched is kept, but
    /// for rest across a place between.
    pub(super) fn fill(
        &mut self,
        terms: Terms,
        entries: &[Entry],
        menus: &[Range<usize>],
        watch: &Watch,
    ) {
        let horizon = &terms.staff.horizon;
        let unit = terms.roster.unit;
        self.unit = (horizon.in_hours(unit), unit);
        self.surcharge = horizon.overtime_surcharge();
        // Where overtime costs less, as much as possible would be called so.
        self.counts_without = watch.counts_without() && self.surcharge >= 0.0;
        self.begun = terms.roster.locked_overtime;
        let allowed = (terms.limit - self.begun).max(0.0) / self.unit.0;
        let longest = |menu: &Range<usize>| {
            let lengths = |week: usize| entries[menu.clone()].iter().map(move |e| e.worked[week]);
            [0, 1].map(|week| (lengths(week).max().unwrap_or(0) / unit) as usize)
        };
        self.longest.clear();
        self.longest.extend(menus.iter().map(longest));
        let most: usize = self.longest.iter().flatten().sum();
        self.overtime = (allowed + 1e-6).min(most as f64) as usize;
        let places = &terms.roster.places;
        let rest = |position: usize| {
            if !watch.is_watched(position) {
                return Rest::default();
            }
            let before = position - 1;
            let needed = places[before].rest_before(&places[position], horizon);
            let menu = |position: usize| &entries[menus[position].clone()];
            Rest::between(menu(before), menu(position), needed)
        };
        self.rests.clear();
        self.rests.extend((0..menus.len()).map(rest));
        self.rows = 0;
        self.lay_out(terms);
        for (position, menu) in menus.iter().enumerate().rev() {
            self.fill_stage(position, &entries[menu.clone()], &terms.roster.calendar);
        }
    }

    /// How much work it was to fill the table, in steps that go from label to label.
    pub(super) fn effort(&self) -> usize {
        self.rows
    }

    /// The most that can be earned at all.
    pub(super) fn most(&self) -> f64 {
        self.table.first().copied().unwrap_or(0.0)
    }

    /// The most that can still be earned by `label`, which stands after the
    /// place at `position`; whatever rest it needs is left out.
    pub(super) fn still(&self, label: &Label, position: usize) -> f64 {
        self.still_forbidding(label, position, 0)
    }

    /// The same after `entry`, with the rest that it needs where that is watched.
    pub(super) fn still_after(&self, label: &Label, entry: &Entry) -> f64 {
        self.still_forbidding(label, entry.place, self.forbidden_after(entry))
    }

    fn still_forbidding(&self, label: &Label, position: usize, forbidden: usize) -> f64 {
        let Some(stage) = self.stages.get(position + 1) else {
            return 0.0;
        };
        let stage = stage.forbidding(forbidden);
        let turned = self.stages[position].ends_week;
        let overtime = ((label.overtime - self.begun) / self.unit.0 + 1e-6) as usize;
        let overtime = overtime.min(stage.most.0);
        let used = match label.used {
            _ if turned => 0,
            FULL => stage.most.1,
            used => ((used / self.unit.1) as usize).min(stage.most.1),
        };
        let pattern = usize::from(label.pattern);
        let now = self.table[stage.at((overtime, used, pattern))];
        if !self.counts_without || turned {
            return now;
        }
        // Hours worked for skills with overtime can turn into it, and make room for others.
        let kept = if stage.weeks[0].is_tight {
            (label.without / self.unit.1) as usize
        } else {
            0
        };
        let most = used.saturating_sub(kept).min(stage.most.0 - overtime);
        let others = (1..=most).map(|beyond| {
            let state = (overtime + beyond, used - beyond, pattern);
            self.table[stage.at(state)] - beyond as f64 * self.unit.0 * self.surcharge
        });
        others.fold(now, greater)
    }

    /// The choices of a plan that earns the most.
    pub(super) fn trace(
        &self,
        terms: Terms,
        entries: &[Entry],
        menus: &[Range<usize>],
        chosen: &mut Vec<Entry>,
    ) {
        let calendar = &terms.roster.calendar;
        chosen.clear();
        let mut state: State = (0, 0, 0);
        let mut forbidden = 0;
        for (position, menu) in menus.iter().enumerate() {
            let stage = self.stages[position].forbidding(forbidden);
            let wanted = self.table[stage.at(state)];
            let mut best = (self.after(position, state, None, calendar), None);
            let allowed = entries[menu.clone()].iter();
            for entry in allowed.filter(|entry| self.allows(forbidden, entry)) {
                if best.0.0 >= wanted {
                    break;
                }
                let found = self.after(position, state, Some(entry), calendar);
                if found.0 > best.0.0 {
                    best = (found, Some(entry));
                }
            }
            chosen.extend(best.1);
            forbidden = best.1.map_or(0, |entry| self.forbidden_after(entry));
            state = best.0.1;
        }
    }

    /// The most that is earned from `state` on with `entry`, and the state before the
    /// next place.
    fn after(
        &self,
        position: usize,
        state: State,
        entry: Option<&Entry>,
        calendar: &Calendar,
    ) -> (f64, State) {
        let stage = &self.stages[position];
        let nothing = (f64::NEG_INFINITY, state);
        let (overtime, used, pattern) = state;
        let is_extra = stage.is_free && entry.is_some();
        let Some(pattern) = calendar.after(position, pattern as u8, is_extra) else {
            return nothing;
        };
        let forbidden = entry.map_or(0, |entry| self.forbidden_after(entry));
        let later = self.later(position, forbidden);
        let mut best = nothing;
        for first in self.splits(stage.weeks[0], used, entry, 0) {
            let used = used + self.units(entry, 0) - first;
            let seconds = if stage.spans {
                self.splits(stage.weeks[1], 0, entry, 1)
            } else {
                0..=0
            };
            for second in seconds {
                let used = if stage.spans {
                    self.units(entry, 1) - second
                } else {
                    used
                };
                let beyond = first + second;
                if overtime + beyond > self.overtime {
                    break;
                }
                let used = if stage.ends_week { 0 } else { used };
                let after = (overtime + beyond, used, usize::from(pattern));
                let value = entry.map_or(0.0, |entry| entry.value)
                    - beyond as f64 * self.unit.0 * self.surcharge
                    + self.table[later.at(after)];
                if value > best.0 {
                    best = (value, after);
                }
            }
        }
        best
    }

    /// Whether `entry` may follow where so many starts are forbidden.
    fn allows(&self, forbidden: usize, entry: &Entry) -> bool {
        self.rests[entry.place].allows(forbidden, entry.start)
    }

    /// How many starts of the next place `entry` forbids.
    fn forbidden_after(&self, entry: &Entry) -> usize {
        let next = self.rests.get(entry.place + 1);
        next.map_or(0, |rest| rest.forbidden(entry.end))
    }

    fn units(&self, entry: Option<&Entry>, week: usize) -> usize {
        entry.map_or(0, |entry| (entry.worked[week] / self.unit.1) as usize)
    }

    /// How many units of `entry` can be overtime after `used`.
    fn splits(
        &self,
        room: Room,
        used: usize,
        entry: Option<&Entry>,
        week: usize,
    ) -> RangeInclusive<usize> {
        let units = self.units(entry, week);
        let least = (used + units).saturating_sub(room.left);
        if !self.counts_without {
            return least..=least;
        }
        let without = entry
            .filter(|_| room.is_tight)
            .map_or(0, |entry| (entry.without[week] / self.unit.1) as usize);
        least..=units - without
    }
}
