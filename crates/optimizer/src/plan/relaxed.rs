//! Hours and overtime alone: what can still be earned from each place on, for
//! every number of hours worked until there. Rest, days in seven and skills
//! without overtime are left out, hours beyond contracted ones are rounded
//! down, so no plan earns more.

use std::ops::Range;

use super::Terms;
use super::label::{FULL, Label};
use super::menu::Entry;

/// States are numbered by overtime, then by hours within the contract, both in
/// units that all choices are multiples of.
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
}

/// Before a place.
#[derive(Clone, Copy, Debug)]
struct Stage {
    /// Where its states begin in the table.
    first: usize,
    /// Units left in the weeks of the place.
    left: [usize; 2],
    /// Whether nothing can have been worked in an earlier week.
    is_first_week: bool,
    /// Whether the place spans two weeks.
    spans: bool,
    /// Whether the next place begins a new week.
    ends_week: bool,
}

/// Units of overtime, and of hours within the contract.
type State = (usize, usize);

impl Relaxed {
    /// Fills the table; `menus` has the choices of each place.
    pub(super) fn fill(&mut self, terms: Terms, entries: &[Entry], menus: &[Range<usize>]) {
        let horizon = &terms.staff.horizon;
        let lengths = entries.iter().flat_map(|entry| entry.worked);
        let unit = lengths.fold(0, greatest_common).max(1);
        self.unit = (horizon.in_hours(unit), unit);
        self.surcharge = horizon.overtime_surcharge();
        self.begun = terms.roster.locked_overtime;
        let allowed = (terms.limit - self.begun).max(0.0) / self.unit.0;
        let most: i64 = menus
            .iter()
            .map(|menu| longest(&entries[menu.clone()]))
            .sum();
        self.overtime = (allowed + 1e-6).min((most / unit) as f64) as usize;
        self.lay_out(terms, most / unit);
        for (position, menu) in menus.iter().enumerate().rev() {
            self.fill_stage(position, &entries[menu.clone()]);
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
            FULL => stage.left[0],
            used => ((used / self.unit.1) as usize).min(stage.left[0]),
        };
        self.table[stage.at((overtime.min(self.overtime), used))]
    }

    /// The choices of a plan that earns the most.
    pub(super) fn trace(&self, entries: &[Entry], menus: &[Range<usize>], chosen: &mut Vec<Entry>) {
        chosen.clear();
        let mut state = (0, 0);
        for (position, menu) in menus.iter().enumerate() {
            let wanted = self.table[self.stages[position].at(state)];
            let mut best = (self.after(position, state, None), None);
            for entry in &entries[menu.clone()] {
                if best.0.0 >= wanted {
                    break;
                }
                let found = self.after(position, state, Some(entry));
                if found.0 > best.0.0 {
                    best = (found, Some(entry));
                }
            }
            chosen.extend(best.1);
            state = best.0.1;
        }
    }

    fn lay_out(&mut self, terms: Terms, most: i64) {
        self.stages.clear();
        let places = &terms.roster.places;
        let mut first = 0;
        for (position, place) in places.iter().enumerate() {
            let units = |week: i64| {
                let left = terms.roster.week(week).left / self.unit.0;
                (left - 1e-6).ceil().clamp(0.0, most as f64) as usize
            };
            let left = [units(place.weeks.0), units(place.weeks.1)];
            let is_first_week = place.weeks.0 == places[0].weeks.0;
            self.stages.push(Stage {
                first,
                left,
                is_first_week,
                spans: place.weeks.0 != place.weeks.1,
                ends_week: places
                    .get(position + 1)
                    .is_some_and(|next| next.weeks.0 != place.weeks.1),
            });
            first += (left[0] + 1) * (self.overtime + 1);
        }
        self.table.clear();
        self.table.resize(first, f64::NEG_INFINITY);
    }

    fn fill_stage(&mut self, position: usize, menu: &[Entry]) {
        let stage = self.stages[position];
        for overtime in 0..=self.overtime {
            let from = if stage.is_first_week && overtime > 0 {
                stage.left[0]
            } else {
                0
            };
            for used in from..=stage.left[0] {
                let state = (overtime, used);
                let mut most = self.after(position, state, None).0;
                for entry in menu {
                    most = most.max(self.after(position, state, Some(entry)).0);
                }
                self.table[stage.at(state)] = most;
            }
        }
    }

    /// What is earned from `state` on with `entry`, and the state before the
    /// next place.
    fn after(&self, position: usize, state: State, entry: Option<&Entry>) -> (f64, State) {
        let stage = &self.stages[position];
        let (mut overtime, mut used) = state;
        let mut value = 0.0;
        for week in 0..if stage.spans { 2 } else { 1 } {
            if week == 1 {
                used = 0;
            }
            let worked = entry.map_or(0, |entry| (entry.worked[week] / self.unit.1) as usize);
            let beyond = (used + worked).saturating_sub(stage.left[week]);
            used = (used + worked).min(stage.left[week]);
            overtime += beyond;
            value -= beyond as f64 * self.unit.0 * self.surcharge;
        }
        if overtime > self.overtime {
            return (f64::NEG_INFINITY, state);
        }
        value += entry.map_or(0.0, |entry| entry.value);
        if stage.ends_week {
            used = 0;
        }
        let next = self.stages.get(position + 1);
        let later = next.map_or(0.0, |next| self.table[next.at((overtime, used))]);
        (value + later, (overtime, used))
    }
}

impl Stage {
    fn at(&self, (overtime, used): State) -> usize {
        self.first + overtime * (self.left[0] + 1) + used
    }
}

fn longest(menu: &[Entry]) -> i64 {
    menu.iter()
        .map(|entry| entry.worked[0] + entry.worked[1])
        .max()
        .unwrap_or(0)
}

fn greatest_common(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common(b, a % b) }
}
