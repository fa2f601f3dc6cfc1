use super::{Entry, least_worth};
use crate::SegmentKind;
use crate::plan::watch::Matter;
use crate::plan::{Noise, Terms, Values, greater};
use crate::staff::places::{Place, PlaceKind};
use crate::staff::roster::Piece;

/// What is asked for.
pub(super) struct Order<'a> {
    pub(super) terms: Terms<'a>,
    /// Of the place.
    pub(super) position: usize,
    pub(super) matter: Matter,
    pub(super) values: Values<'a>,
    pub(super) most_hours: f64,
    /// Whether the skills forbid overtime.
    pub(super) without: bool,
}

/// Values of one skill within a window.
#[derive(Default)]
struct Strip {
    skill: usize,
    /// Summed up to each interval, counted from the window's start.
    sums: Vec<f64>,
    /// The same at each point of the grid.
    on_grid: Vec<f64>,
    /// What a break costs at each interval.
    pause_costs: Vec<f64>,
    /// What a break costs least, per start on the grid, for the length that was
    /// last asked for: those from the first possible interval up to the last of
    /// that length were looked at.
    pauses: Vec<f64>,
    looked_at: i64,
}

#[derive(Default)]
pub(super) struct Bench {
    strips: Vec<Strip>,
    /// How many of the strips are in use.
    used: usize,
    /// Where they begin.
    origin: i64,
    worth: Vec<f64>,
}

/// One length of extra shifts: all in intervals.
#[derive(Clone, Copy)]
struct Length {
    length: i64,
    worked: i64,
    has_pause: bool,
}

impl Bench {
    /// Adds extra shifts on the most valuable of `skills`.
    pub(super) fn cook(
        &mut self,
        order: &Order,
        skills: &[usize],
        mut noise: Option<&mut Noise>,
        entries: &mut Vec<Entry>,
    ) {
        let PlaceKind::Free {
            windows, before, ..
        } = &order.place().kind
        else {
            return;
        };
        for &window in windows {
            if !self.spread_out(order, skills, window, *before) {
                continue;
            }
            self.lengths(order, window, *before, noise.as_deref_mut(), entries);
        }
    }

    /// Sums up the values of the window; tells whether anything is to be gained.
    fn spread_out(
        &mut self,
        order: &Order,
        skills: &[usize],
        window: (i64, i64),
        before: i64,
    ) -> bool {
        let horizon = &order.terms.staff.horizon;
        let to = window.1.min(before + horizon.longest_extra);
        let mut used = 0;
        for &skill in skills {
            let row = skill * order.terms.staff.intervals();
            if self.strips.len() == used {
                self.strips.push(Strip::default());
            }
            let strip = &mut self.strips[used];
            strip.skill = skill;
            strip.sums.clear();
            strip.sums.push(0.0);
            let (first, last) = (row + window.0 as usize, row + to as usize);
            order.values.sums(first, last, |sum| strip.sums.push(sum));
            let sum = strip.sums.last().copied().unwrap_or(0.0);
            // Where nothing is gained in the whole window, looking closer gains nothing.
            if sum > horizon.costs.segment {
                let grid = horizon.grid as usize;
                strip.on_grid.clear();
                strip.on_grid.extend(strip.sums.iter().step_by(grid));
                strip.pauses.clear();
                used += 1;
            }
        }
        (self.used, self.origin) = (used, window.0);
        used > 0
    }

    fn lengths(
        &mut self,
        order: &Order,
        window: (i64, i64),
        before: i64,
        mut noise: Option<&mut Noise>,
        entries: &mut Vec<Entry>,
    ) {
        let horizon = &order.terms.staff.horizon;
        let mut length = horizon.shortest_extra;
        while length <= horizon.longest_extra.min(window.1 - window.0) {
            let has_pause = length > horizon.unbroken && horizon.pause > 0;
            let room = length - 2 * horizon.hour - horizon.pause;
            let worked = length - if has_pause { horizon.pause } else { 0 };
            if has_pause && room < 0 {
                length += horizon.grid;
                continue;
            }
            if horizon.in_hours(worked) > order.most_hours + 1e-9 {
                break;
            }
            let last = (window.1 - length).min(before - 1);
            let starts = ((last - window.0).div_euclid(horizon.grid) + 1).max(0) as usize;
            let kind = Length {
                length,
                worked,
                has_pause,
            };
            self.fill_worth(order, kind, starts);
            let cost = horizon.costs.segment + horizon.in_hours(worked) * order.terms.roster.hourly;
            self.worth.iter_mut().for_each(|worth| *worth -= cost);
            if let Some(noise) = &mut noise {
                let drawn = noise.many(starts);
                self.worth
                    .iter_mut()
                    .zip(drawn)
                    .for_each(|(worth, drawn)| *worth += drawn);
            }
            self.choose(order, window.0, kind, entries);
            length += horizon.grid;
        }
    }

    /// The most that any skill brings, per start.
    fn fill_worth(&mut self, order: &Order, kind: Length, starts: usize) {
        let horizon = &order.terms.staff.horizon;
        let steps = (kind.length / horizon.grid) as usize;
        self.worth.clear();
        self.worth.resize(starts, f64::NEG_INFINITY);
        for strip in &mut self.strips[..self.used] {
            if kind.has_pause {
                strip.renew_pauses(order, kind.length, starts);
            }
            let ends = &strip.on_grid[steps.min(strip.on_grid.len())..];
            if kind.has_pause {
                let sums = strip.on_grid.iter().zip(ends).zip(&strip.pauses);
                for (worth, ((from, to), pause)) in self.worth.iter_mut().zip(sums) {
                    *worth = greater(*worth, to - from - pause);
                }
            } else {
                let sums = strip.on_grid.iter().zip(ends);
                for (worth, (from, to)) in self.worth.iter_mut().zip(sums) {
                    *worth = greater(*worth, to - from);
                }
            }
        }
    }

    /// The best start; or all that are of use, where starts or ends matter.
    fn choose(&self, order: &Order, origin: i64, kind: Length, entries: &mut Vec<Entry>) {
        let (place, grid) = (order.place(), order.terms.staff.horizon.grid);
        let start_of = |position: usize| origin + position as i64 * grid;
        let least = least_worth(order.terms, kind.worked);
        let Some(last) = self.worth.len().checked_sub(1) else {
            return;
        };
        let starts_matter = order.matter.starts && origin < place.free_start;
        let ends_matter = order.matter.ends && start_of(last) + kind.length > place.free_end;
        if !starts_matter && !ends_matter {
            let most = self.worth.iter().copied().fold(f64::NEG_INFINITY, greater);
            if most > least {
                // The first that has it, of the very same numbers.
                let position = self.worth.iter().position(|&worth| worth >= most);
                entries.extend(position.map(|at| self.entry(order, start_of(at), kind, most)));
            }
            return;
        }
        let mut add = |at: usize| {
            let entry = self.entry(order, start_of(at), kind, self.worth[at]);
            entries.push(entry);
        };
        let mut most = least;
        // An earlier end, or a later start, leaves the others more room: whatever
        // leaves less has to be worth more.
        match (starts_matter, ends_matter) {
            (false, _) => {
                for (at, &worth) in self.worth.iter().enumerate() {
                    if worth > most {
                        most = worth;
                        add(at);
                    }
                }
            }
            (true, false) => {
                for (at, &worth) in self.worth.iter().enumerate().rev() {
                    if worth > most {
                        most = worth;
                        add(at);
                    }
                }
            }
            (true, true) => {
                let worthy = self
                    .worth
                    .iter()
                    .enumerate()
                    .filter(|(_, worth)| **worth > least);
                worthy.for_each(|(at, _)| add(at));
            }
        }
    }

    fn entry(&self, order: &Order, from: i64, kind: Length, worth: f64) -> Entry {
        let to = from + kind.length;
        let origin = self.origin;
        let mut best = (f64::NEG_INFINITY, 0, None);
        for strip in &self.strips[..self.used] {
            let pause = kind
                .has_pause
                .then(|| strip.cheapest_pause(order, from - origin, kind.length));
            let lost = pause.map_or(0.0, |pause| pause.1);
            let value = strip.span(from - origin, to - origin) - lost;
            if value > best.0 {
                best = (value, strip.skill, pause);
            }
        }
        let pause = best.2.map(|pause| {
            let at = origin + pause.0;
            (at, at + order.terms.staff.horizon.pause)
        });
        Entry {
            value: worth,
            worked: [kind.worked, 0],
            without: [if order.without { kind.worked } else { 0 }, 0],
            start: from,
            end: to,
            place: order.position,
            pieces: [
                Some(Piece {
                    skill: best.1,
                    from,
                    to,
                    pause,
                    kind: SegmentKind::ExtraShift,
                    day: order.place().days.0,
                }),
                None,
            ],
        }
    }
}

impl Order<'_> {
    fn place(&self) -> &Place {
        &self.terms.roster.places[self.position]
    }
}

impl Strip {
    fn span(&self, from: i64, to: i64) -> f64 {
        self.sums[to as usize] - self.sums[from as usize]
    }

    /// What a break costs least in a shift of this length, per start. Lengths are
    /// asked for from the shortest on, so only the end of each has to be looked at.
    fn renew_pauses(&mut self, order: &Order, length: i64, starts: usize) {
        let horizon = &order.terms.staff.horizon;
        let pause = horizon.pause as usize;
        let first = if self.pauses.is_empty() {
            let costs = self.sums.iter().zip(&self.sums[pause..]);
            self.pause_costs.clear();
            self.pause_costs.extend(costs.map(|(from, to)| to - from));
            self.pauses.resize(starts, f64::INFINITY);
            horizon.hour
        } else {
            self.pauses.truncate(starts);
            self.looked_at + 1
        };
        let last = length - horizon.hour - horizon.pause;
        for (position, least) in self.pauses.iter_mut().enumerate() {
            let from = position * horizon.grid as usize;
            let costs = &self.pause_costs[from + first as usize..=from + last as usize];
            *least = costs.iter().copied().fold(*least, f64::min);
        }
        self.looked_at = last;
    }

    /// Where a break costs least, and what.
    fn cheapest_pause(&self, order: &Order, from: i64, length: i64) -> (i64, f64) {
        let horizon = &order.terms.staff.horizon;
        let mut best = (from + horizon.hour, f64::INFINITY);
        for at in from + horizon.hour..=from + length - horizon.hour - horizon.pause {
            let cost = self.span(at, at + horizon.pause);
            if cost < best.1 {
                best = (at, cost);
            }
        }
        best
    }
}
