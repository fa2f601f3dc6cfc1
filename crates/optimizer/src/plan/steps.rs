//! From place to place.

use std::ops::Range;

use super::label::{FULL, Label, NEVER, ROOT};
use super::menu::Entry;
use super::watch::Watch;
use super::{Crowd, Planner, Terms};
use crate::staff::places::{Place, PlaceKind};

/// More ways than this are too many.
const MANY: usize = 4000;
/// How many are kept then.
const KEPT: usize = 500;

impl Planner {
    /// The best plan under the present watch, and its worth, if that is at
    /// least `least`; else some plan, or none, and less than `least`.
    pub(super) fn solve(&mut self, terms: Terms, least: f64, crowd: Crowd) -> f64 {
        self.labels.clear();
        self.labels.push(Label::root(terms.roster.locked_overtime));
        let mut stage = 0..1;
        let mut week = i64::MIN;
        for (position, place) in terms.roster.places.iter().enumerate() {
            if place.weeks.0 != week {
                terms.begin_week(&mut self.labels[stage.clone()], place.weeks.0);
                week = place.weeks.1;
            }
            if self.menus[position].is_empty() && place.weeks.0 == place.weeks.1 {
                for label in &mut self.labels[stage.clone()] {
                    label.idle(terms, position);
                    self.watch.forget(label, place, position);
                }
                continue;
            }
            stage = self.step(terms, position, stage, least - 1e-9);
            if self.effort == 0 {
                return f64::NEG_INFINITY;
            }
            if stage.len() > MANY {
                stage = self.thin_out(stage, crowd);
            }
        }
        let by_value =
            |&a: &usize, &b: &usize| self.labels[a].value.total_cmp(&self.labels[b].value);
        let Some(best) = stage.rev().max_by(by_value) else {
            self.chosen.clear();
            return f64::NEG_INFINITY;
        };
        self.trace(best);
        self.labels[best].value
    }

    /// All labels after a place, from those before it, that can still come to
    /// `least`.
    fn step(
        &mut self,
        terms: Terms,
        position: usize,
        stage: Range<usize>,
        least: f64,
    ) -> Range<usize> {
        let place = &terms.roster.places[position];
        let begin = self.labels.len();
        self.table.clear();
        for parent in stage {
            if self.effort == 0 {
                break;
            }
            let before = self.labels[parent];
            let mut idle = before;
            (idle.parent, idle.entry) = (parent as u32, u32::MAX);
            idle.idle(terms, position);
            self.watch.forget(&mut idle, place, position);
            if idle.value + self.relaxed.still(&idle, position) >= least {
                self.table.keep(&mut self.labels, idle, begin);
            }
            let menu = self.menus[position].clone();
            let mut at = menu.start;
            while at < menu.end {
                let (this, entry) = (at, &self.entries[at]);
                at += 1;
                self.effort = self.effort.saturating_sub(1);
                if !Watch::allows(terms, &before, place, entry) {
                    continue;
                }
                let Some(mut next) = before.after(terms, entry) else {
                    at = self.next_hours[this];
                    continue;
                };
                if next.value + self.relaxed.still(&next, position) < least {
                    at = self.next_hours[this];
                    continue;
                }
                if !self.watch.counts_without() {
                    next.without = 0;
                }
                (next.parent, next.entry) = (parent as u32, this as u32);
                self.watch.remember(&mut next, place, position, entry);
                self.table.keep(&mut self.labels, next, begin);
            }
        }
        begin..self.labels.len()
    }

    fn thin_out(&mut self, stage: Range<usize>, crowd: Crowd) -> Range<usize> {
        let begin = stage.start;
        let mut labels: Vec<Label> = self.labels.drain(stage).collect();
        self.table.clear();
        match crowd {
            Crowd::Drop => {
                labels.sort_by(|a, b| b.value.total_cmp(&a.value));
                labels.truncate(KEPT);
                self.labels.extend(labels);
            }
            Crowd::Relax => {
                for mut label in labels {
                    (label.end, label.pattern, label.without) = (NEVER, 0, 0);
                    self.table.keep(&mut self.labels, label, begin);
                }
            }
        }
        begin..self.labels.len()
    }

    fn trace(&mut self, best: usize) {
        self.chosen.clear();
        let mut at = best;
        while at != ROOT {
            let label = &self.labels[at];
            self.chosen.extend(self.entries.get(label.entry as usize));
            at = label.parent as usize;
        }
        self.chosen.reverse();
    }
}

impl Terms<'_> {
    /// What the choices of a plan are worth together, in order of time; none
    /// where they are too many hours or days.
    pub(super) fn worth(&self, plan: &[Entry]) -> Option<f64> {
        let mut label = Label::root(self.roster.locked_overtime);
        let mut week = i64::MIN;
        let mut plan = plan.iter().peekable();
        for (position, place) in self.roster.places.iter().enumerate() {
            if place.weeks.0 != week {
                self.begin_week(std::slice::from_mut(&mut label), place.weeks.0);
            }
            week = place.weeks.1;
            match plan.next_if(|entry| entry.place == position) {
                Some(entry) => label = label.after(*self, entry)?,
                None => label.idle(*self, position),
            }
        }
        Some(label.value)
    }

    /// The most hours that a piece at `place` can have, for skills that allow
    /// overtime and for those that do not.
    pub(super) fn most_hours(&self, place: &Place) -> [f64; 2] {
        let (first, last) = (
            self.roster.week(place.weeks.0),
            self.roster.week(place.weeks.1),
        );
        let overtime = (self.limit - self.roster.locked_overtime).max(0.0);
        let left = first.left.max(last.left) + overtime;
        let without = first.left_without_overtime.max(last.left_without_overtime);
        [left, without.min(left)]
    }

    pub(super) fn begin_week(&self, labels: &mut [Label], week: i64) {
        let left = self.roster.week(week).left;
        for label in labels {
            label.used = if left > 1e-9 { 0 } else { FULL };
            label.without = 0;
        }
    }
}

impl Label {
    /// This label after nothing at the place at `position`.
    pub(super) fn idle(&mut self, terms: Terms, position: usize) {
        let place = &terms.roster.places[position];
        if place.weeks.0 != place.weeks.1 {
            self.turn_week(terms, place);
        }
        let calendar = &terms.roster.calendar;
        self.pattern = calendar.after(position, self.pattern, false).unwrap_or(0);
    }

    /// This label after `entry`, unless there are too many hours or days.
    pub(super) fn after(&self, terms: Terms, entry: &Entry) -> Option<Self> {
        let place = &terms.roster.places[entry.place];
        let mut next = *self;
        let calendar = &terms.roster.calendar;
        next.pattern = calendar.after(entry.place, self.pattern, !place.is_joined())?;
        next.value += entry.value;
        next.pay(terms, place.weeks.0, entry.worked[0], entry.without[0])?;
        if place.weeks.0 != place.weeks.1 {
            next.turn_week(terms, place);
            next.pay(terms, place.weeks.1, entry.worked[1], entry.without[1])?;
        }
        Some(next)
    }

    fn turn_week(&mut self, terms: Terms, place: &Place) {
        terms.begin_week(std::slice::from_mut(self), place.weeks.1);
    }

    fn pay(&mut self, terms: Terms, week: i64, worked: i64, without: i64) -> Option<()> {
        if worked == 0 {
            return Some(());
        }
        let horizon = &terms.staff.horizon;
        let week = terms.roster.week(week);
        let mut overtime = horizon.in_hours(worked);
        if self.used != FULL {
            let after = horizon.in_hours(self.used) + overtime;
            overtime = (after - week.left).max(0.0);
            self.used = if after >= week.left - 1e-9 {
                FULL
            } else {
                self.used + worked
            };
        }
        if overtime > 1e-9 {
            self.overtime += overtime;
            self.value -= overtime * horizon.overtime_surcharge();
            if self.overtime > terms.limit + 1e-9 {
                return None;
            }
        }
        self.without += without;
        let fits = horizon.in_hours(self.without) <= week.left_without_overtime + 1e-9;
        fits.then_some(())
    }
}

impl Place {
    pub(super) fn is_joined(&self) -> bool {
        matches!(self.kind, PlaceKind::Joined { .. })
    }
}
