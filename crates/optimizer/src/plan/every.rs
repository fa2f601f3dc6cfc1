//! Every plan of an agent that is worth enough, for problems small enough to be
//! solved to the end: nothing is left out because something else is worth more.

use std::ops::Range;

use super::label::Label;
use super::menu::Entry;
use super::watch::{Breach, Watch};
use super::{Planner, Terms, Values};
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// There are too many plans to look at each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooMany;

/// Hears of a plan, piece by piece, and of its worth.
pub(crate) type EachPlan<'a, P = Piece> = dyn FnMut(f64, &[P]) -> Result<(), TooMany> + 'a;

/// A walk through all plans.
struct Walk<'a, 'b> {
    terms: Terms<'a>,
    least: f64,
    /// Choices that can still be looked at.
    effort: usize,
    chosen: Vec<Entry>,
    each: &'b mut EachPlan<'b, Entry>,
}

impl Planner {
    /// Hands out every plan of `agent` that is worth at least `least` at `values`, after
    /// its cost; that of doing nothing too. Some come more than once. `effort`
    /// is how many choices may be looked at; what is left of it is handed back.
    ///
    /// # Errors
    /// [`TooMany`] where that is not enough, where `each` says so, or where overtime costs
    /// less than other hours.
    pub(crate) fn every(
        &mut self,
        staff: &Staff,
        agent: usize,
        values: Values,
        least: f64,
        effort: usize,
        each: &mut EachPlan,
    ) -> Result<usize, TooMany> {
        if staff.horizon.overtime_surcharge() < 0.0 {
            return Err(TooMany);
        }
        let roster = &staff.rosters[agent];
        if roster.skills.is_empty() || roster.places.is_empty() {
            each(0.0, &[])?;
            return Ok(effort);
        }
        let mut effort_left = effort;
        let mut pieces = Vec::new();
        let mut each_entry = |worth: f64, plan: &[Entry]| {
            pieces.clear();
            pieces.extend(plan.iter().flat_map(|entry| entry.pieces).flatten());
            each(worth, &pieces)
        };
        for limit in super::limits(staff, roster) {
            let terms = super::terms(staff, roster, limit);
            self.kitchen.choose_skills(staff, roster, terms.least_limit);
            // Leaving a choice out is always allowed, so a plan with one that
            // costs more than all others together can bring is worth too little.
            let most = self.most_without_rules(terms, values, least)?;
            effort_left = effort_left.checked_sub(self.entries.len()).ok_or(TooMany)?;
            if most < least {
                continue;
            }
            let mut walk = Walk {
                terms,
                least,
                effort: effort_left,
                chosen: Vec::new(),
                each: &mut each_entry,
            };
            let root = Label::root(roster.locked_overtime);
            self.walk(&mut walk, 0, i64::MIN, root)?;
            effort_left = walk.effort;
        }
        Ok(effort_left)
    }

    /// Lists all choices and fills the table of hours; the most that a plan is worth if
    /// hours are all that counts.
    pub(super) fn most_without_rules(
        &mut self,
        terms: Terms,
        values: Values,
        least: f64,
    ) -> Result<f64, TooMany> {
        self.entries.clear();
        self.menus.clear();
        let mut most = 0.0;
        for position in 0..terms.roster.places.len() {
            let first = self.entries.len();
            self.kitchen
                .list(terms, position, values, &mut self.entries);
            let best = self.entries[first..].iter().map(|entry| entry.value);
            most += best.fold(0.0, f64::max);
            self.menus.push(first..self.entries.len());
        }
        // Now that the most is known, what can be in no plan worth enough goes.
        let entries = std::mem::take(&mut self.entries);
        for position in 0..self.menus.len() {
            let menu = &entries[self.menus[position].clone()];
            let best = menu.iter().map(|entry| entry.value).fold(0.0, f64::max);
            let first = self.entries.len();
            let fits = menu
                .iter()
                .filter(|entry| entry.value >= least - (most - best));
            self.entries.extend(fits);
            self.menus[position] = first..self.entries.len();
        }
        if self.entries.is_empty() {
            return Ok(0.0);
        }
        self.sort_menus();
        self.watch.watch_all(self.menus.len());
        self.relaxed
            .fill(terms, &self.entries, &self.menus, &self.watch);
        Ok(self.relaxed.most())
    }

    fn walk(
        &self,
        walk: &mut Walk,
        position: usize,
        week: i64,
        mut label: Label,
    ) -> Result<(), TooMany> {
        let Some(place) = walk.terms.roster.places.get(position) else {
            if label.value >= walk.least {
                (walk.each)(label.value, &walk.chosen)?;
            }
            return Ok(());
        };
        if place.weeks.0 != week {
            walk.terms
                .begin_week(std::slice::from_mut(&mut label), place.weeks.0);
        }
        let mut idle = label;
        idle.idle(walk.terms, position);
        if idle.value + self.still_or_none(&idle, position) >= walk.least {
            self.walk(walk, position + 1, place.weeks.1, idle)?;
        }
        let (terms, least) = (walk.terms, walk.least);
        let mut left = self.menus[position].clone();
        while let Some((entry, next)) =
            self.next_choice(terms, &label, least, &mut left, &mut walk.effort)?
        {
            walk.chosen.push(*entry);
            if Watch::default().tighten(terms, &walk.chosen) == Breach::None {
                self.walk(walk, position + 1, place.weeks.1, next)?;
            }
            walk.chosen.pop();
        }
        Ok(())
    }

    /// The next of the choices `left` at a place that may follow `label` and still come to
    /// `least`, and where a plan stands after it; rest before it is not looked at. Each choice
    /// that is looked at takes from `effort`.
    ///
    /// # Errors
    /// [`TooMany`] where that is used up.
    pub(super) fn next_choice(
        &self,
        terms: Terms,
        label: &Label,
        least: f64,
        left: &mut Range<usize>,
        effort: &mut usize,
    ) -> Result<Option<(&Entry, Label)>, TooMany> {
        while let Some(at) = left.next() {
            *effort = effort.checked_sub(1).ok_or(TooMany)?;
            let entry = &self.entries[at];
            let with_time =
                |next: &Label| next.value + self.relaxed.still(next, entry.place) >= least;
            let Some(next) = label.after(terms, entry).filter(with_time) else {
                // Others of the same hours are worth no more.
                left.start = self.next_hours[at];
                continue;
            };
            if next.value + self.relaxed.still_after(&next, entry) >= least {
                return Ok(Some((entry, next)));
            }
        }
        Ok(None)
    }

    /// The most that can still be earned after the place at `position`.
    pub(super) fn still_or_none(&self, label: &Label, position: usize) -> f64 {
        if self.entries.is_empty() {
            0.0
        } else {
            self.relaxed.still(label, position)
        }
    }
}
