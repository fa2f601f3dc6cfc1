//! Where an agent's work can be added, with every rule that the standing work
//! alone decides already applied. What is left to the plan are the rules
//! between recommended pieces: rest, days in seven, hours.

use super::horizon::Horizon;
use super::roster::{Block, Roster};

/// A place for work: shifts that touch each other, or a day without one.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) kind: PlaceKind,
    /// The weeks that its first and last piece count for.
    pub(crate) weeks: (i64, i64),
    /// A recommended start from here on keeps the rest after whatever may be
    /// recommended before.
    pub(crate) free_start: i64,
    /// A recommended end up to here leaves the rest before whatever may be
    /// recommended later.
    pub(crate) free_end: i64,
    /// The days a piece belongs to: of the first and the last shift.
    pub(crate) days: (i64, i64),
}

#[derive(Clone, Debug)]
pub(crate) enum PlaceKind {
    /// Work joins before `from` or after `to`.
    Joined {
        from: i64,
        to: i64,
        /// Starts of work before, latest first.
        starts: Vec<i64>,
        /// Ends of work after, earliest first.
        ends: Vec<i64>,
        /// The most intervals that both may have together.
        most: i64,
    },
    /// An extra shift within one of the windows (both borders on the grid).
    Free {
        windows: Vec<(i64, i64)>,
        /// Starts lie before this.
        before: i64,
        /// Days with a shift around this one: bit 6 is the day itself.
        around: u32,
    },
}

impl Place {
    /// Least rest between a piece here and one at `later`, in intervals.
    pub(crate) fn rest_before(&self, later: &Self, horizon: &Horizon) -> i64 {
        if self.days.1 == later.days.0 {
            1
        } else {
            horizon.rest
        }
    }

    fn is_free_day(&self) -> bool {
        matches!(self.kind, PlaceKind::Free { .. })
    }

    fn earliest_start(&self) -> i64 {
        match &self.kind {
            PlaceKind::Joined { starts, .. } => starts.last().copied().unwrap_or(i64::MAX / 2),
            PlaceKind::Free { windows, .. } => windows.first().map_or(i64::MAX / 2, |w| w.0),
        }
    }

    fn latest_end(&self, horizon: &Horizon) -> i64 {
        match &self.kind {
            PlaceKind::Joined { ends, .. } => ends.last().copied().unwrap_or(i64::MIN / 2),
            PlaceKind::Free {
                windows, before, ..
            } => windows
                .iter()
                .map(|w| w.1.min(before - horizon.grid + horizon.longest_extra))
                .max()
                .unwrap_or(i64::MIN / 2),
        }
    }
}

pub(super) fn places(
    roster: &Roster,
    blocks: &[Block],
    work_days: &[i64],
    available: &[(i64, i64)],
    horizon: &Horizon,
) -> Vec<Place> {
    if roster.skills.is_empty() {
        return Vec::new();
    }
    let ground = Ground {
        blocks,
        available,
        horizon,
    };
    let mut places: Vec<(i64, Place)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if let Some(place) = ground.joined(at) {
            places.push((block.from, place));
        }
    }
    for day in 0..=horizon.day_of(horizon.intervals - 1) {
        if work_days.binary_search(&day).is_err()
            && let Some(place) = ground.free(day, work_days)
        {
            places.push((day * horizon.day, place));
        }
    }
    places.sort_by_key(|place| place.0);
    let mut places: Vec<Place> = places.into_iter().map(|place| place.1).collect();
    for at in 0..places.len() {
        settle_rest(&mut places, at, horizon);
    }
    places
}

struct Ground<'a> {
    blocks: &'a [Block],
    available: &'a [(i64, i64)],
    horizon: &'a Horizon,
}

impl Ground<'_> {
    /// Every block near the range is a place, also where nothing can join it:
    /// rest is counted anew from it.
    fn joined(&self, at: usize) -> Option<Place> {
        let (block, horizon) = (&self.blocks[at], self.horizon);
        let reach = 2 * horizon.day + horizon.rest + horizon.longest_stretch;
        if block.to <= -reach || block.from >= horizon.intervals + reach {
            return None;
        }
        let broken = horizon.pause == 0 || block.longest_pause >= horizon.pause;
        let longest = if broken {
            horizon.longest_stretch
        } else {
            horizon.longest_stretch.min(horizon.unbroken)
        };
        let most = longest - (block.to - block.from);
        Some(Place {
            kind: PlaceKind::Joined {
                from: block.from,
                to: block.to,
                starts: self.starts(at, most),
                ends: self.ends(at, most),
                most,
            },
            weeks: (
                Horizon::week_of_day(block.first_day),
                Horizon::week_of_day(block.last_day),
            ),
            free_start: i64::MIN,
            free_end: i64::MAX,
            days: (block.first_day, block.last_day),
        })
    }

    fn starts(&self, at: usize, most: i64) -> Vec<i64> {
        let (block, horizon) = (&self.blocks[at], self.horizon);
        let earlier = at.checked_sub(1).map(|before| &self.blocks[before]);
        let earliest = earlier.map_or(i64::MIN, |earlier| {
            earlier.to
                + if earlier.last_day == block.first_day {
                    1
                } else {
                    horizon.rest
                }
        });
        let mut found = Vec::new();
        let mut from = (block.from - 1).div_euclid(horizon.grid) * horizon.grid;
        while block.open.0
            && block.from <= horizon.intervals
            && from >= earliest.max(0)
            && block.from - from <= most
            && self.is_available(from, block.from)
        {
            found.push(from);
            from -= horizon.grid;
        }
        found
    }

    fn ends(&self, at: usize, most: i64) -> Vec<i64> {
        let (block, horizon) = (&self.blocks[at], self.horizon);
        let later = self.blocks.get(at + 1);
        let latest = later.map_or(i64::MAX, |later| {
            later.from
                - if later.first_day == block.last_day {
                    1
                } else {
                    horizon.rest
                }
        });
        let mut found = Vec::new();
        let mut to = (block.to.div_euclid(horizon.grid) + 1) * horizon.grid;
        while block.open.1
            && block.to >= 0
            && to <= latest.min(horizon.intervals)
            && to - block.to <= most
            && self.is_available(block.to, to)
        {
            found.push(to);
            to += horizon.grid;
        }
        found
    }

    fn free(&self, day: i64, work_days: &[i64]) -> Option<Place> {
        let horizon = self.horizon;
        let start = day * horizon.day;
        let mut before = self.blocks.iter().filter(|block| block.from < start);
        let mut after = self.blocks.iter().filter(|block| block.from >= start);
        let earliest = before
            .next_back()
            .map_or(i64::MIN, |block| block.to + horizon.rest);
        let latest = after
            .next()
            .map_or(i64::MAX, |block| block.from - horizon.rest);
        let (from, to) = (earliest.max(start), latest.min(horizon.intervals));
        let always = [(i64::MIN / 2, i64::MAX / 2)];
        let available = if self.available.is_empty() {
            &always[..]
        } else {
            self.available
        };
        let windows: Vec<(i64, i64)> = available
            .iter()
            .map(|window| {
                let up = (window.0.max(from) + horizon.grid - 1).div_euclid(horizon.grid);
                let down = window.1.min(to).div_euclid(horizon.grid);
                (up * horizon.grid, down * horizon.grid)
            })
            .filter(|window| {
                window.1 - window.0 >= horizon.shortest_extra && window.0 < start + horizon.day
            })
            .collect();
        let around = work_days
            .iter()
            .filter(|&&work| (-6..=6).contains(&(work - day)))
            .fold(1_u32 << 6, |bits, work| bits | 1 << (work - day + 6));
        let alone_fits = busiest(around) <= horizon.days_in_seven;
        let week = Horizon::week_of_day(day);
        (!windows.is_empty() && alone_fits && horizon.shortest_extra <= horizon.longest_extra)
            .then_some(Place {
                kind: PlaceKind::Free {
                    windows,
                    before: start + horizon.day,
                    around,
                },
                weeks: (week, week),
                free_start: i64::MIN,
                free_end: i64::MAX,
                days: (day, day),
            })
    }

    fn is_available(&self, from: i64, to: i64) -> bool {
        let mut windows = self.available.iter();
        self.available.is_empty() || windows.any(|window| window.0 <= from && to <= window.1)
    }
}

/// The most days of work in seven, of thirteen.
pub(crate) fn busiest(days: u32) -> usize {
    let counts = (0..7).map(|first| (days >> first & 0x7f).count_ones() as usize);
    counts.max().unwrap_or(0)
}

/// From when on a start, and up to when an end, concerns no other piece.
fn settle_rest(places: &mut [Place], at: usize, horizon: &Horizon) {
    let own = places[at].clone();
    let mut free_end = i64::MAX / 2;
    for later in &places[at + 1..] {
        if !exclude(&own, later, horizon) {
            let start = later.earliest_start() - own.rest_before(later, horizon);
            free_end = free_end.min(start);
        }
        if !later.is_free_day() {
            break;
        }
    }
    let mut free_start = i64::MIN / 2;
    for earlier in places[..at].iter().rev() {
        if !exclude(earlier, &own, horizon) {
            let end = earlier.latest_end(horizon) + earlier.rest_before(&own, horizon);
            free_start = free_start.max(end);
        }
        if !earlier.is_free_day() {
            break;
        }
    }
    (places[at].free_start, places[at].free_end) = (free_start, free_end);
}

/// Whether extra shifts on both days would be too many days in seven.
fn exclude(earlier: &Place, later: &Place, horizon: &Horizon) -> bool {
    let apart = later.days.0 - earlier.days.0;
    match (&earlier.kind, &later.kind) {
        (PlaceKind::Free { .. }, PlaceKind::Free { around, .. }) if apart <= 6 => {
            busiest(around | 1 << (6 - apart)) > horizon.days_in_seven
        }
        _ => false,
    }
}
