//! Which rules are watched that the table of hours and days leaves out.

use super::Terms;
use super::label::{Label, NEVER};
use super::menu::Entry;
use crate::staff::places::Place;

/// Just what plans were found to break.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Pairs of places (positions) between which rest is watched.
    rests: Vec<(usize, usize)>,
    without: bool,
}

/// Whether starts and ends of choices at a place have to be told apart.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Matter {
    pub(super) starts: bool,
    pub(super) ends: bool,
}

/// What a plan breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breach {
    None,
    /// Only what was watched before.
    Watched,
    New,
}

impl Watch {
    /// Watches nothing.
    pub(super) fn relax(&mut self) {
        self.rests.clear();
        self.without = false;
    }

    /// Watches the rest between each of so many places and the next, and the hours of skills
    /// without overtime.
    pub(super) fn watch_all(&mut self, places: usize) {
        self.rests.clear();
        self.rests
            .extend((1..places).map(|later| (later - 1, later)));
        self.without = true;
    }

    pub(super) fn counts_without(&self) -> bool {
        self.without
    }

    /// Whether rest is watched between the place at `position` and the one before.
    pub(super) fn is_watched(&self, position: usize) -> bool {
        self.rests
            .iter()
            .any(|rest| rest.1 == position && rest.0 + 1 == position)
    }

    pub(super) fn matter(&self, position: usize) -> Matter {
        Matter {
            starts: self.rests.iter().any(|rest| rest.1 == position),
            ends: self.rests.iter().any(|rest| rest.0 == position),
        }
    }

    /// Whether `entry` may follow `label`.
    pub(super) fn allows(terms: Terms, label: &Label, place: &Place, entry: &Entry) -> bool {
        if label.end == NEVER || entry.start == i64::MAX {
            return true;
        }
        let earlier = &terms.roster.places[label.end_place];
        entry.start - label.end >= earlier.rest_before(place, &terms.staff.horizon)
    }

    /// Takes note of `entry` for what is watched.
    pub(super) fn remember(
        &self,
        label: &mut Label,
        place: &Place,
        position: usize,
        entry: &Entry,
    ) {
        let watched = self.rests.iter().any(|rest| rest.0 == position);
        (label.end, label.end_place) = if watched && entry.end > place.free_end {
            (entry.end, position)
        } else {
            (NEVER, 0)
        };
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
    }

    /// Adds what `plan` breaks to what is watched; tells whether it breaks anything.
    pub(super) fn tighten(&mut self, terms: Terms, plan: &[Entry]) -> Breach {
        let watched = (self.rests.len(), self.without);
        let rest = self.find_rests(terms, plan);
        let without = self.find_without(terms, plan);
        if (self.rests.len(), self.without) != watched {
            Breach::New
        } else if rest || without {
            Breach::Watched
        } else {
            Breach::None
        }
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
