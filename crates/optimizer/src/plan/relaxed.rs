//! Hours and overtime alone: what can still be earned from each place on, for
//! every number of hours worked until there. Rest, skills without overtime and
//! days in seven other than those of a week are left out, hours beyond
//! contracted ones are rounded down, so no plan earns more.

use std::ops::Range;

use super::Terms;
use super::label::{FULL, Label};
use super::menu::Entry;
use crate::staff::places::{Place, PlaceKind};

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
    /// Units and worth of the choices of a place.
    lengths: Vec<(usize, f64)>,
    /// Per place, the most units of a choice, in its first and second week.
    longest: Vec<[usize; 2]>,
}

/// Before a place.
#[derive(Clone, Copy, Debug)]
struct Stage {
    /// Where its states begin in the table.
    first: usize,
    /// The first day of its week.
    week: i64,
    /// The most that a plan can stand at.
    most: State,
    /// Units left in the weeks of the place.
    left: [usize; 2],
    /// Whether nothing can have been worked in an earlier week.
    is_first_week: bool,
    /// Extra shifts that the week of the place allows; none where that is no limit.
    extra_shifts: Option<usize>,
    /// Whether the place is a day without a shift.
    is_free: bool,
    /// Whether the place spans two weeks.
    spans: bool,
    /// Whether the next place begins a new week.
    ends_week: bool,
}

/// Units of overtime, of hours within the contract, and extra shifts this week.
type State = (usize, usize, usize);

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
        let longest = |menu: &Range<usize>| {
            let lengths = |week: usize| entries[menu.clone()].iter().map(move |e| e.worked[week]);
            [0, 1].map(|week| (lengths(week).max().unwrap_or(0) / unit) as usize)
        };
        self.longest.clear();
        self.longest.extend(menus.iter().map(longest));
        let most: usize = self.longest.iter().flatten().sum();
        self.overtime = (allowed + 1e-6).min(most as f64) as usize;
        self.lay_out(terms);
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
            FULL => stage.most.1,
            used => ((used / self.unit.1) as usize).min(stage.most.1),
        };
        let extra = stage.extra_shifts.filter(|_| !turned).map_or(0, |most| {
            let week = self.stages[position].week;
            let days = (week.max(0)..week + 7).filter(|&day| label.days >> day & 1 == 1);
            let worked = days.count();
            worked.min(most).min(stage.most.2)
        });
        self.table[stage.at((overtime.min(stage.most.0), used, extra))]
    }

    /// The choices of a plan that earns the most.
    pub(super) fn trace(&self, entries: &[Entry], menus: &[Range<usize>], chosen: &mut Vec<Entry>) {
        chosen.clear();
        let mut state: State = (0, 0, 0);
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

    fn lay_out(&mut self, terms: Terms) {
        self.stages.clear();
        let places = &terms.roster.places;
        let mut first = 0;
        // What can have come together before the place.
        let (mut earlier_overtime, mut worked, mut extra) = (0, 0_usize, 0);
        for (position, place) in places.iter().enumerate() {
            let units = |week: i64| {
                let left = terms.roster.week(week).left / self.unit.0;
                (left - 1e-6).ceil().clamp(0.0, 1e6) as usize
            };
            let left = [units(place.weeks.0), units(place.weeks.1)];
            let extra_shifts = extra_shifts(terms, place, &self.longest);
            let is_free = matches!(place.kind, PlaceKind::Free { .. });
            let spans = place.weeks.0 != place.weeks.1;
            let stage = Stage {
                first,
                week: place.days.1.div_euclid(7) * 7,
                most: (
                    self.overtime
                        .min(earlier_overtime + worked.saturating_sub(left[0])),
                    worked.min(left[0]),
                    // After work on both sides of a turn of weeks nothing is
                    // left of the first.
                    extra_shifts
                        .filter(|_| !spans)
                        .map_or(0, |most| most.min(extra)),
                ),
                extra_shifts,
                is_free,
                left,
                is_first_week: place.weeks.0 == places[0].weeks.0,
                spans,
                ends_week: places
                    .get(position + 1)
                    .is_some_and(|next| next.weeks.0 != place.weeks.1),
            };
            let longest = self.longest[position];
            worked += longest[0];
            extra += usize::from(is_free && longest[0] > 0);
            if stage.spans {
                earlier_overtime += worked.saturating_sub(left[0]);
                (worked, extra) = (longest[1], 0);
            }
            if stage.ends_week {
                let left = left[usize::from(stage.spans)];
                earlier_overtime += worked.saturating_sub(left);
                (worked, extra) = (0, 0);
            }
            first += stage.at(stage.most) + 1 - first;
            self.stages.push(stage);
        }
        self.table.clear();
        self.table.resize(first, f64::NEG_INFINITY);
    }

    fn fill_stage(&mut self, position: usize, menu: &[Entry]) {
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
        let mut lengths = std::mem::take(&mut self.lengths);
        lengths.clear();
        lengths.extend(menu.iter().map(|entry| {
            let units = (entry.worked[0] / self.unit.1) as usize;
            (units, entry.value)
        }));
        // Longer is of no use unless it is worth more: by what it saves at most, where
        // overtime costs less than other hours.
        lengths.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let saving = self.unit.0 * (-self.surcharge).max(0.0);
        let mut most = f64::NEG_INFINITY;
        lengths.retain(|&(units, value)| {
            let value = value + units as f64 * saving;
            let is_better = value > most;
            most = most.max(value);
            is_better
        });
        let later = Later::of(&stage, self.stages.get(position + 1));
        let extra_cost = self.unit.0 * self.surcharge;
        let counts = stage.is_free && stage.extra_shifts.is_some();
        for (overtime, used, extra) in Self::states(stage) {
            let mut most = later.worth(&self.table, (overtime, used, extra));
            let taken = if counts { extra + 1 } else { extra };
            if stage.extra_shifts.is_none_or(|limit| taken <= limit) {
                for &(units, value) in &lengths {
                    let beyond = (used + units).saturating_sub(stage.left[0]);
                    if overtime + beyond > self.overtime {
                        break;
                    }
                    let after = (overtime + beyond, used + units - beyond, taken);
                    let value = value - beyond as f64 * extra_cost;
                    most = most.max(value + later.worth(&self.table, after));
                }
            }
            self.table[stage.at((overtime, used, extra))] = most;
        }
        self.lengths = lengths;
    }

    /// All that a plan can stand at before the place.
    fn states(stage: Stage) -> impl Iterator<Item = State> {
        (0..=stage.most.0).flat_map(move |overtime| {
            let is_full = stage.is_first_week && overtime > 0;
            let from = if is_full { stage.left[0] } else { 0 };
            (from..=stage.most.1)
                .flat_map(move |used| (0..=stage.most.2).map(move |extra| (overtime, used, extra)))
        })
    }

    /// What is earned from `state` on with `entry`, and the state before the
    /// next place.
    fn after(&self, position: usize, state: State, entry: Option<&Entry>) -> (f64, State) {
        let stage = &self.stages[position];
        let (mut overtime, mut used, mut extra) = state;
        let mut value = 0.0;
        for week in 0..if stage.spans { 2 } else { 1 } {
            if week == 1 {
                (used, extra) = (0, 0);
            }
            let worked = entry.map_or(0, |entry| (entry.worked[week] / self.unit.1) as usize);
            let beyond = (used + worked).saturating_sub(stage.left[week]);
            used = (used + worked).min(stage.left[week]);
            overtime += beyond;
            value -= beyond as f64 * self.unit.0 * self.surcharge;
        }
        if let (Some(most), true, Some(_)) = (stage.extra_shifts, stage.is_free, entry) {
            extra += 1;
            if extra > most {
                return (f64::NEG_INFINITY, state);
            }
        }
        if overtime > self.overtime {
            return (f64::NEG_INFINITY, state);
        }
        value += entry.map_or(0.0, |entry| entry.value);
        if stage.ends_week {
            (used, extra) = (0, 0);
        }
        let next = self.stages.get(position + 1);
        let later = next.map_or(0.0, |next| self.table[next.at((overtime, used, extra))]);
        (value + later, (overtime, used, extra))
    }
}

/// How what can be earned later is found for a state after a place.
#[derive(Clone, Copy)]
struct Later {
    first: usize,
    /// From one state to the next, by overtime, hours and extra shifts. Hours and
    /// extra shifts do not matter where a new week begins, and at the very end
    /// nothing does.
    steps: [usize; 3],
    most_extra: usize,
    is_end: bool,
}

impl Later {
    fn of(stage: &Stage, next: Option<&Stage>) -> Self {
        let Some(next) = next else {
            return Self {
                first: 0,
                steps: [0; 3],
                most_extra: 0,
                is_end: true,
            };
        };
        let (_, used, extra) = next.most;
        let overtime_step = (used + 1) * (extra + 1);
        Self {
            first: next.first,
            steps: if stage.ends_week {
                [overtime_step, 0, 0]
            } else {
                [overtime_step, extra + 1, 1]
            },
            most_extra: extra,
            is_end: false,
        }
    }

    fn worth(&self, table: &[f64], (overtime, used, extra): State) -> f64 {
        if self.is_end {
            return 0.0;
        }
        let [by_overtime, by_used, by_extra] = self.steps;
        let extra = extra.min(self.most_extra);
        table[self.first + overtime * by_overtime + used * by_used + extra * by_extra]
    }
}

impl Stage {
    fn at(&self, (overtime, used, extra): State) -> usize {
        let extra = extra.min(self.most.2);
        self.first + (overtime * (self.most.1 + 1) + used) * (self.most.2 + 1) + extra
    }
}

fn greatest_common(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common(b, a % b) }
}

/// Extra shifts that the days in seven of the place's week allow, if there are
/// days for more.
fn extra_shifts(terms: Terms, place: &Place, longest: &[[usize; 2]]) -> Option<usize> {
    let week = place.days.1.div_euclid(7) * 7;
    let same = |other: &&Place| (week..week + 7).contains(&other.days.0);
    let mut free = 0;
    let mut worked = 0;
    let places = terms.roster.places.iter().zip(longest);
    for (other, longest) in places.filter(|(other, _)| same(other)) {
        if let PlaceKind::Free { around, .. } = other.kind {
            free += usize::from(longest[0] > 0);
            let shifts = around & !(1 << 6);
            worked = (shifts >> (week + 6 - other.days.0) & 0x7f).count_ones() as usize;
        }
    }
    let most = terms.staff.horizon.days_in_seven.saturating_sub(worked);
    (free > most).then_some(most)
}
