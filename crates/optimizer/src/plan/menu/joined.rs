use super::{Entry, least_worth};
use crate::SegmentKind;
use crate::plan::{Noise, Terms, Values};
use crate::staff::places::{Place, PlaceKind};
use crate::staff::roster::Piece;

/// What is asked for.
pub(super) struct Order<'a> {
    pub(super) terms: Terms<'a>,
    /// Of the place.
    pub(super) position: usize,
    pub(super) values: Values<'a>,
    /// For skills that allow overtime, and for those that do not.
    pub(super) most_hours: [f64; 2],
    /// Those that allow overtime, those that do not.
    pub(super) skills: &'a [Vec<usize>; 2],
}

/// Work on one side of a shift.
#[derive(Clone, Copy)]
struct Side {
    worth: f64,
    skill: usize,
    without: bool,
    /// The end that is free.
    at: i64,
    worked: i64,
}

#[derive(Default)]
pub(super) struct Bench {
    before: Vec<Side>,
    after: Vec<Side>,
}

impl Bench {
    pub(super) fn cook(
        &mut self,
        order: &Order,
        mut noise: Option<&mut Noise>,
        entries: &mut Vec<Entry>,
    ) {
        let PlaceKind::Joined {
            from,
            to,
            starts,
            ends,
            most,
        } = &order.place().kind
        else {
            return;
        };
        self.before.clear();
        self.after.clear();
        for group in 0..2 {
            if !order.skills[group].is_empty() {
                order.sides(
                    starts,
                    *from,
                    group == 1,
                    noise.as_deref_mut(),
                    &mut self.before,
                );
                order.sides(ends, *to, group == 1, noise.as_deref_mut(), &mut self.after);
            }
        }
        for side in &self.before {
            entries.push(order.entry(Some(side), None));
        }
        for side in &self.after {
            entries.push(order.entry(None, Some(side)));
        }
        for before in &self.before {
            for after in &self.after {
                if before.worked + after.worked <= *most {
                    entries.push(order.entry(Some(before), Some(after)));
                }
            }
        }
    }
}

impl Order<'_> {
    fn place(&self) -> &Place {
        &self.terms.roster.places[self.position]
    }

    /// The most valuable work from `fixed` to each of `free`, the nearest first.
    fn sides(
        &self,
        free: &[i64],
        fixed: i64,
        without: bool,
        mut noise: Option<&mut Noise>,
        found: &mut Vec<Side>,
    ) {
        let horizon = &self.terms.staff.horizon;
        let known = found.len();
        for &at in free {
            let worked = (at - fixed).abs();
            let hours = horizon.in_hours(worked);
            if hours > self.most_hours[usize::from(without)] + 1e-9 {
                break;
            }
            let mut best = (f64::NEG_INFINITY, 0);
            for &skill in &self.skills[usize::from(without)] {
                let value: f64 = self.span(skill, at.min(fixed), at.max(fixed));
                if value > best.0 {
                    best = (value, skill);
                }
            }
            let mut worth = best.0 - horizon.costs.segment - hours * self.terms.roster.hourly;
            if let Some(noise) = &mut noise {
                worth += noise.one();
            }
            // Where overtime is forbidden, nothing is gained over the same with it allowed.
            let same = found[..known].iter().find(|side| side.at == at);
            if worth > least_worth(self.terms, worked) && same.is_none_or(|same| same.worth < worth)
            {
                found.push(Side {
                    worth,
                    skill: best.1,
                    without,
                    at,
                    worked,
                });
            }
        }
    }

    fn span(&self, skill: usize, from: i64, to: i64) -> f64 {
        let first = skill * self.terms.staff.intervals();
        self.values.sum(first + from as usize, first + to as usize)
    }

    fn entry(&self, before: Option<&Side>, after: Option<&Side>) -> Entry {
        let place = self.place();
        let late = usize::from(place.weeks.0 != place.weeks.1);
        let PlaceKind::Joined { from, to, .. } = place.kind else {
            return Entry {
                value: f64::NEG_INFINITY,
                worked: [0; 2],
                without: [0; 2],
                start: i64::MAX,
                end: i64::MIN,
                place: self.position,
                pieces: [None; 2],
            };
        };
        let mut entry = Entry {
            value: 0.0,
            worked: [0; 2],
            without: [0; 2],
            start: before.map_or(i64::MAX, |side| side.at),
            end: after.map_or(i64::MIN, |side| side.at),
            place: self.position,
            pieces: [None; 2],
        };
        let piece = |side: &Side, from: i64, to: i64, day: i64| Piece {
            skill: side.skill,
            from,
            to,
            pause: None,
            kind: SegmentKind::Extension,
            day,
        };
        entry.pieces[0] = before.map(|side| piece(side, side.at, from, place.days.0));
        entry.pieces[1] = after.map(|side| piece(side, to, side.at, place.days.1));
        for (side, week) in [(before, 0), (after, late)] {
            let Some(side) = side else { continue };
            entry.value += side.worth;
            entry.worked[week] += side.worked;
            entry.without[week] += if side.without { side.worked } else { 0 };
        }
        entry
    }
}
