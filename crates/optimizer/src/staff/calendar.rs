//! Days in seven: how extra shifts of one day bear on those of later ones.
//!
//! Of the days that a plan has filled, only those matter that can still come to
//! be too many together with days to come. There are few such patterns: where
//! six days in seven are allowed, as many as days can follow each other. So a
//! plan is made day by day, knowing no more of the days before than the number of
//! their pattern.

use super::horizon::Horizon;
use super::places::{Place, PlaceKind};

/// How one pattern of days becomes another from place to place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    steps: Vec<Step>,
    /// Where the steps of each place begin, and where the last ones end.
    first: Vec<u32>,
}

/// From a pattern before a place to those after it.
#[derive(Clone, Copy, Debug)]
struct Step {
    idle: u8,
    /// None where the days would be too many.
    extra: Option<u8>,
}

/// Days as bits; bit 7 is the first day of the range.
type Days = u128;

const ORIGIN: i64 = 7;

/// The days of an agent.
struct Year {
    worked: Days,
    most: u32,
}

impl Calendar {
    pub(super) fn of(places: &[Place], work_days: &[i64], horizon: &Horizon) -> Self {
        let worked = work_days.iter().filter_map(|&day| bit(day));
        let year = Year {
            worked: worked.fold(0, |days, day| days | day),
            most: u32::try_from(horizon.days_in_seven).unwrap_or(u32::MAX),
        };
        Self::with(places, &year)
    }

    fn with(places: &[Place], year: &Year) -> Self {
        let mut later = places.iter().map(own_day).fold(0, |days, day| days | day);
        let mut calendar = Self::default();
        let mut patterns: Vec<Days> = vec![0];
        for place in places {
            calendar.first.push(calendar.steps.len() as u32);
            let day = own_day(place);
            later &= !day;
            let mut after = Vec::new();
            for &pattern in &patterns {
                let idle = number(&mut after, year.still_matter(pattern, later));
                let fits = day != 0 && year.allows(pattern, day);
                let extra =
                    fits.then(|| number(&mut after, year.still_matter(pattern | day, later)));
                calendar.steps.push(Step { idle, extra });
            }
            patterns = after;
        }
        calendar.first.push(calendar.steps.len() as u32);
        calendar
    }

    /// How many patterns there are before the place at `position`. Where nothing matters,
    /// the pattern is 0.
    pub(crate) fn patterns(&self, position: usize) -> usize {
        (self.first[position + 1] - self.first[position]) as usize
    }

    /// The pattern after the place at `position`, with or without an extra shift there; none
    /// where its day is one too many.
    pub(crate) fn after(&self, position: usize, pattern: u8, is_extra: bool) -> Option<u8> {
        let step = self.steps[self.first[position] as usize + usize::from(pattern)];
        if is_extra {
            step.extra
        } else {
            Some(step.idle)
        }
    }
}

impl Year {
    /// Those of `pattern` that can be too many with days that come `later`.
    fn still_matter(&self, pattern: Days, later: Days) -> Days {
        if pattern == 0 {
            return 0;
        }
        let (first, last) = (pattern.trailing_zeros(), 127 - pattern.leading_zeros());
        let full = self.worked | pattern | later;
        let windows = (first.saturating_sub(6)..=last).map(|first| 0x7f << first);
        let tight = windows.filter(|window: &Days| {
            window & later != 0 && (window & full).count_ones() > self.most
        });
        tight.fold(0, |kept, window| kept | pattern & window)
    }

    /// Whether an extra shift on `day` is not one too many after those of `pattern`.
    fn allows(&self, pattern: Days, day: Days) -> bool {
        let full = self.worked | pattern | day;
        let own = day.trailing_zeros();
        (own.saturating_sub(6)..=own).all(|first| (full >> first & 0x7f).count_ones() <= self.most)
    }
}

fn own_day(place: &Place) -> Days {
    match place.kind {
        PlaceKind::Free { .. } => bit(place.days.0).unwrap_or(0),
        PlaceKind::Joined { .. } => 0,
    }
}

fn bit(day: i64) -> Option<Days> {
    let at = u32::try_from(day + ORIGIN).ok()?;
    1_u128.checked_shl(at)
}

/// Where `pattern` is among `patterns`; it is added where it is new.
fn number(patterns: &mut Vec<Days>, pattern: Days) -> u8 {
    let known = patterns.iter().position(|&other| other == pattern);
    let at = known.unwrap_or_else(|| {
        patterns.push(pattern);
        patterns.len() - 1
    });
    // Only six days before a day matter to it, so there are at most 64.
    at as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn free(day: i64) -> Place {
        Place {
            kind: PlaceKind::Free {
                windows: Vec::new(),
                before: 0,
                around: 0,
            },
            weeks: (0, 0),
            free_start: 0,
            free_end: 0,
            days: (day, day),
        }
    }

    proptest! {
        /// Days are taken one by one wherever no seven days get too many, and never elsewhere.
        #[test]
        fn a_day_fits_where_no_seven_days_get_too_many(
            worked in 0_u64..1 << 20,
            open in 0_u64..1 << 20,
            wanted in 0_u64..1 << 20,
            most in 1_u32..7,
        ) {
            let places: Vec<Place> = (0..20)
                .filter(|day| (open & !worked) >> day & 1 == 1)
                .map(free)
                .collect();
            let year = Year { worked: Days::from(worked) << ORIGIN, most };
            let calendar = Calendar::with(&places, &year);
            let (mut pattern, mut taken) = (0, 0);
            for (position, place) in places.iter().enumerate() {
                prop_assert!(calendar.patterns(position) <= 64);
                let day = place.days.0;
                // Counted from six days earlier.
                let full = (worked | taken | 1 << day) << 6;
                let fits = (day..=day + 6)
                    .all(|first| (full >> first & 0x7f).count_ones() <= most);
                let extra = calendar.after(position, pattern, true);
                prop_assert_eq!(extra.is_some(), fits);
                let takes = fits && wanted >> day & 1 == 1;
                taken |= u64::from(takes) << day;
                pattern = calendar.after(position, pattern, takes).unwrap_or(u8::MAX);
            }
        }
    }
}
