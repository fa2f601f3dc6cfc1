//! Which rules between pieces are watched.

use super::Terms;
use super::label::{Label, NEVER};
use super::menu::Entry;
use crate::staff::places::{Place, PlaceKind, busiest};

/// Just what plans were found to break.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Pairs of places (positions) between which rest is watched.
    rests: Vec<(usize, usize)>,
    /// Seven days in a row of which too many were worked.
    weeks: Vec<SevenDays>,
    without: bool,
}

#[derive(Clone, Copy, Debug)]
struct SevenDays {
    first: i64,
    /// Days with a shift.
    worked: u32,
    /// Days on which an extra shift is possible, as bits.
    free: u64,
    most: u32,
}

/// Whether starts and ends of choices at a place have to be told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matter {
    pub(super) starts: bool,
    pub(super) ends: bool,
}

impl Watch {
    /// Watches nothing.
    pub(super) fn relax(&mut self) {
        self.rests.clear();
        self.weeks.clear();
        self.without = false;
    }

    /// Whether anything is watched.
    pub(super) fn is_on(&self) -> bool {
        self.without || !self.rests.is_empty() || !self.weeks.is_empty()
    }

    pub(super) fn counts_without(&self) -> bool {
        self.without
    }

    pub(super) fn matter(&self, position: usize) -> Matter {
        Matter {
            starts: self.rests.iter().any(|rest| rest.1 == position),
            ends: self.rests.iter().any(|rest| rest.0 == position),
        }
    }

    /// Whether `entry` may follow `label`.
    pub(super) fn allows(&self, terms: Terms, label: &Label, place: &Place, entry: &Entry) -> bool {
        let horizon = &terms.staff.horizon;
        if label.end != NEVER && entry.start != i64::MAX {
            let earlier = &terms.roster.places[label.end_place];
            if entry.start - label.end < earlier.rest_before(place, horizon) {
                return false;
            }
        }
        let PlaceKind::Free { around, .. } = place.kind else {
            return true;
        };
        label.days == 0
            || busiest(around | nearby(label.days, place.days.0)) <= horizon.days_in_seven
    }

    /// Takes note of `entry` for what is watched.
    pub(super) fn remember(
        &self,
        label: &mut Label,
        place: &Place,
        position: usize,
        entry: &Entry,
    ) {
        if !place.is_joined() {
            label.days |= 1 << place.days.0;
        }
        let watched = self.rests.iter().any(|rest| rest.0 == position);
        (label.end, label.end_place) = if watched && entry.end > place.free_end {
            (entry.end, position)
        } else {
            (NEVER, 0)
        };
        self.forget_days(label, place);
    }

    /// Forgets what no longer matters after nothing was done at a place.
    pub(super) fn forget(&self, label: &mut Label, place: &Place, position: usize) {
        if label.end != NEVER {
            let origin = label.end_place;
            let still = self
                .rests
                .iter()
                .any(|rest| rest.0 == origin && rest.1 > position);
            if place.is_joined() || !still {
                (label.end, label.end_place) = (NEVER, 0);
            }
        }
        self.forget_days(label, place);
    }

    /// Keeps the days that can still come to be too many.
    fn forget_days(&self, label: &mut Label, place: &Place) {
        if label.days == 0 {
            return;
        }
        let later = u64::MAX.checked_shl(place.days.1 as u32 + 1).unwrap_or(0);
        let mut kept = 0;
        for week in &self.weeks {
            let days = seven(week.first);
            let possible = (label.days & days | week.free & later).count_ones();
            if week.free & later != 0 && week.worked + possible > week.most {
                kept |= days;
            }
        }
        label.days &= kept;
    }

    /// Adds what `plan` breaks to what is watched; tells whether it breaks
    /// anything.
    pub(super) fn tighten(&mut self, terms: Terms, plan: &[Entry]) -> bool {
        let rest = self.find_rests(terms, plan);
        let days = self.find_days(terms, plan);
        let without = self.find_without(terms, plan);
        rest || days || without
    }

    fn find_rests(&mut self, terms: Terms, plan: &[Entry]) -> bool {
        let places = &terms.roster.places;
        let mut found = false;
        for pair in plan.windows(2) {
            let [earlier, later] = pair else { continue };
            if earlier.end == i64::MIN || later.start == i64::MAX {
                continue;
            }
            let mut between = places[earlier.place + 1..later.place].iter();
            let needed =
                places[earlier.place].rest_before(&places[later.place], &terms.staff.horizon);
            if between.all(|place| !place.is_joined()) && later.start - earlier.end < needed {
                found = true;
                let rest = (earlier.place, later.place);
                if !self.rests.contains(&rest) {
                    self.rests.push(rest);
                }
            }
        }
        found
    }

    fn find_days(&mut self, terms: Terms, plan: &[Entry]) -> bool {
        let places = &terms.roster.places;
        let most = terms.staff.horizon.days_in_seven;
        let extra = plan
            .iter()
            .map(|entry| &places[entry.place])
            .filter(|place| !place.is_joined());
        let days = extra
            .clone()
            .fold(0_u64, |days, place| days | 1 << place.days.0);
        let mut found = false;
        for place in extra {
            let PlaceKind::Free { around, .. } = place.kind else {
                continue;
            };
            let day = place.days.0;
            let all = around | nearby(days, day) | later_days(days, day);
            for shift in (0..7).filter(|shift| (all >> shift & 0x7f).count_ones() as usize > most) {
                found = true;
                let first = day - 6 + shift;
                if self.weeks.iter().all(|week| week.first != first) {
                    let week = SevenDays::of(terms, first, around >> shift & 0x7f, day - first);
                    self.weeks.push(week);
                }
            }
        }
        found
    }

    fn find_without(&mut self, terms: Terms, plan: &[Entry]) -> bool {
        if self.without {
            return false;
        }
        let mut week = (i64::MIN, 0);
        for entry in plan {
            let place = &terms.roster.places[entry.place];
            for (number, worked) in [
                (place.weeks.0, entry.without[0]),
                (place.weeks.1, entry.without[1]),
            ] {
                if number != week.0 {
                    week = (number, 0);
                }
                week.1 += worked;
                let left = terms.roster.week(number).left_without_overtime;
                if terms.staff.horizon.in_hours(week.1) > left + 1e-9 {
                    self.without = true;
                    return true;
                }
            }
        }
        false
    }
}

impl SevenDays {
    /// `around` has the days with a shift, the first as bit 0, and the free day
    /// at `own`.
    fn of(terms: Terms, first: i64, around: u32, own: i64) -> Self {
        let free = terms
            .roster
            .places
            .iter()
            .filter(|place| !place.is_joined());
        let free = free.fold(0_u64, |days, place| days | 1 << place.days.0);
        Self {
            first,
            worked: (around & !(1 << own)).count_ones(),
            free: free & seven(first),
            most: u32::try_from(terms.staff.horizon.days_in_seven).unwrap_or(u32::MAX),
        }
    }
}

/// Seven days from `first` on, as bits.
fn seven(first: i64) -> u64 {
    if first >= 0 {
        0x7f << first.min(63)
    } else {
        0x7f >> (-first).min(63)
    }
}

/// The six days before `day`: bit 5 is the one just before.
fn nearby(days: u64, day: i64) -> u32 {
    let bits = if day >= 6 {
        days >> (day - 6)
    } else {
        days << (6 - day)
    };
    (bits & 0x3f) as u32
}

/// The six days after `day`: bit 7 is the one just after.
fn later_days(days: u64, day: i64) -> u32 {
    let bits = days.checked_shr(day as u32 + 1).unwrap_or(0);
    ((bits & 0x3f) as u32) << 7
}
