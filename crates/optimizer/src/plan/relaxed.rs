//! Hours and overtime alone: what can still be earned from each place on, for
//! every number of hours worked until there, and days in seven. Rest is left out,
//! and skills without overtime where they are not asked for; hours beyond contracted ones are rounded down, so no plan earns
//! more.

mod stage;
mod table;

use std::ops::Range;

use super::Terms;
use super::label::{FULL, Label};
use super::menu::Entry;
use crate::staff::calendar::Calendar;
use crate::staff::places::PlaceKind;
use stage::{Length, Stage, State};

/// States of a table that counts hours without overtime; more take longer than they save.
const MOST_STATES: usize = 50_000;

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
    /// Whether hours of skills without overtime are counted.
    counts_without: bool,
    /// Per place, the most units of a choice, in its first and second week.
    longest: Vec<[usize; 2]>,
}

impl Relaxed {
    /// Fills the table; `menus` has the choices of each place. Hours of skills without overtime
    /// are counted where that is asked for and not too much.
    pub(super) fn fill(
        &mut self,
        terms: Terms,
        entries: &[Entry],
        menus: &[Range<usize>],
        counts_without: bool,
    ) {
        self.counts_without = counts_without;
        let horizon = &terms.staff.horizon;
        let unit = terms.roster.unit;
        self.unit = (horizon.in_hours(unit), unit);
        self.surcharge = horizon.overtime_surcharge();
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
        self.lay_out(terms);
        if self.counts_without && self.table.len() > MOST_STATES {
            self.counts_without = false;
            self.lay_out(terms);
        }
        for (position, menu) in menus.iter().enumerate().rev() {
            self.fill_stage(position, &entries[menu.clone()], &terms.roster.calendar);
        }
    }

    /// The most that can be earned at all.
    pub(super) fn most(&self) -> f64 {
        self.table.first().copied().unwrap_or(0.0)
    }

    /// The most that can still be earned by `label`, which stands after the
    /// place at `position`.
    pub(super) fn still(&self, label: &Label, position: usize) -> f64 {
        let Some(stage) = self.stages.get(position + 1) else {
            return 0.0;
        };
        let turned = self.stages[position].ends_week;
        let overtime = ((label.overtime - self.begun) / self.unit.0 + 1e-6) as usize;
        let used = match label.used {
            _ if turned => 0,
            FULL => stage.most.1,
            used => ((used / self.unit.1) as usize).min(stage.most.1),
        };
        let without = if turned {
            0
        } else {
            label.without / self.unit.1
        };
        let without = (without as usize).min(stage.most.3).min(used);
        let pattern = usize::from(label.pattern);
        self.table[stage.at((overtime.min(stage.most.0), used, pattern, without))]
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
        let mut state: State = (0, 0, 0, 0);
        for (position, menu) in menus.iter().enumerate() {
            let wanted = self.table[self.stages[position].at(state)];
            let mut best = (self.after(position, state, None, calendar), None);
            for entry in &entries[menu.clone()] {
                if best.0.0 >= wanted {
                    break;
                }
                let found = self.after(position, state, Some(entry), calendar);
                if found.0 > best.0.0 {
                    best = (found, Some(entry));
                }
            }
            chosen.extend(best.1);
            state = best.0.1;
        }
    }

    fn lay_out(&mut self, terms: Terms) {
        self.stages.clear();
        let places = &terms.roster.places;
        let mut first = 0;
        // What can have come together before the place.
        let (mut earlier_overtime, mut worked) = (0, 0_usize);
        for (position, place) in places.iter().enumerate() {
            let weeks = [place.weeks.0, place.weeks.1].map(|week| terms.roster.week(week));
            let units = |hours: f64| (hours / self.unit.0 - 1e-6).ceil().clamp(0.0, 1e6) as usize;
            let left = weeks.map(|week| units(week.left));
            let left_without = weeks.map(|week| units(week.left_without_overtime));
            let spans = place.weeks.0 != place.weeks.1;
            let stage = Stage {
                first,
                most: (
                    self.overtime
                        .min(earlier_overtime + worked.saturating_sub(left[0])),
                    worked.min(left[0]),
                    terms.roster.calendar.patterns(position) - 1,
                    if self.counts_without && !spans {
                        worked.min(left_without[0])
                    } else {
                        0
                    },
                ),
                is_free: matches!(place.kind, PlaceKind::Free { .. }),
                left,
                left_without,
                is_first_week: place.weeks.0 == places[0].weeks.0,
                spans,
                ends_week: places
                    .get(position + 1)
                    .is_some_and(|next| next.weeks.0 != place.weeks.1),
            };
            let longest = self.longest[position];
            worked += longest[0];
            if stage.spans {
                earlier_overtime += worked.saturating_sub(left[0]);
                worked = longest[1];
            }
            if stage.ends_week {
                let left = left[usize::from(stage.spans)];
                earlier_overtime += worked.saturating_sub(left);
                worked = 0;
            }
            first += stage.at(stage.most) + 1 - first;
            self.stages.push(stage);
        }
        self.table.clear();
        self.table.resize(first, f64::NEG_INFINITY);
        // Nothing is earned after the last place.
        self.table.push(0.0);
    }

    /// What is earned from `state` on with `entry`, and the state before the
    /// next place.
    fn after(
        &self,
        position: usize,
        state: State,
        entry: Option<&Entry>,
        calendar: &Calendar,
    ) -> (f64, State) {
        let stage = &self.stages[position];
        let (mut overtime, mut used, pattern, mut without) = state;
        let mut value = 0.0;
        for week in 0..if stage.spans { 2 } else { 1 } {
            if week == 1 {
                (used, without) = (0, 0);
            }
            let worked = entry.map_or(0, |entry| (entry.worked[week] / self.unit.1) as usize);
            let beyond = (used + worked).saturating_sub(stage.left[week]);
            used = (used + worked).min(stage.left[week]);
            overtime += beyond;
            value -= beyond as f64 * self.unit.0 * self.surcharge;
            let added = entry.map_or(0, |entry| (entry.without[week] / self.unit.1) as usize);
            if self.counts_without && added > 0 {
                without += added;
                if without > stage.left_without[week] {
                    return (f64::NEG_INFINITY, state);
                }
            }
        }
        let is_extra = stage.is_free && entry.is_some();
        let pattern = calendar.after(position, pattern as u8, is_extra);
        let Some(pattern) = pattern.filter(|_| overtime <= self.overtime) else {
            return (f64::NEG_INFINITY, state);
        };
        value += entry.map_or(0.0, |entry| entry.value);
        if stage.ends_week {
            (used, without) = (0, 0);
        }
        let after = (overtime, used, usize::from(pattern), without);
        (value + self.table[self.later(position).at(after)], after)
    }
}
