//! All that a place offers, the best of its kind or not.

use super::{Entry, Kitchen};
use crate::SegmentKind;
use crate::plan::{Terms, Values};
use crate::staff::places::{Place, PlaceKind};
use crate::staff::roster::Piece;

/// What is asked for.
struct Listing<'a> {
    terms: Terms<'a>,
    position: usize,
    values: Values<'a>,
}

impl Kitchen {
    /// Adds every choice at the place at `position`.
    pub(in crate::plan) fn list(
        &self,
        terms: Terms,
        position: usize,
        values: Values,
        entries: &mut Vec<Entry>,
    ) {
        let listing = Listing {
            terms,
            position,
            values,
        };
        for &skill in self.skills.iter().flatten() {
            listing.extra_shifts(skill, entries);
        }
        let sides = |before: bool| -> Vec<Piece> {
            let skills = self.skills.iter().flatten();
            let pieces = skills.flat_map(|&skill| listing.side(skill, before));
            pieces.collect()
        };
        let (before, after) = (sides(true), sides(false));
        for &piece in &before {
            entries.push(listing.entry([Some(piece), None]));
        }
        for &piece in &after {
            entries.push(listing.entry([None, Some(piece)]));
        }
        let PlaceKind::Joined { most, .. } = listing.place().kind else {
            return;
        };
        for first in &before {
            for second in &after {
                if first.worked() + second.worked() <= most {
                    entries.push(listing.entry([Some(*first), Some(*second)]));
                }
            }
        }
    }
}

impl Listing<'_> {
    fn place(&self) -> &Place {
        &self.terms.roster.places[self.position]
    }

    /// Work that joins a shift, before or after it.
    fn side(&self, skill: usize, before: bool) -> Vec<Piece> {
        let place = self.place();
        let PlaceKind::Joined {
            from,
            to,
            starts,
            ends,
            ..
        } = &place.kind
        else {
            return Vec::new();
        };
        let spans: Vec<(i64, i64)> = if before {
            starts.iter().map(|&start| (start, *from)).collect()
        } else {
            ends.iter().map(|&end| (*to, end)).collect()
        };
        let day = if before { place.days.0 } else { place.days.1 };
        let piece = |(from, to)| Piece {
            skill,
            from,
            to,
            pause: None,
            kind: SegmentKind::Extension,
            day,
        };
        spans.into_iter().map(piece).collect()
    }

    fn extra_shifts(&self, skill: usize, entries: &mut Vec<Entry>) {
        let (place, horizon) = (self.place(), &self.terms.staff.horizon);
        let PlaceKind::Free {
            windows, before, ..
        } = &place.kind
        else {
            return;
        };
        for window in windows {
            let mut from = window.0;
            while from < *before {
                let mut length = horizon.shortest_extra;
                while length <= horizon.longest_extra && from + length <= window.1 {
                    let bare = Piece {
                        skill,
                        from,
                        to: from + length,
                        pause: None,
                        kind: SegmentKind::ExtraShift,
                        day: place.days.0,
                    };
                    if length > horizon.unbroken && horizon.pause > 0 {
                        let last = bare.to - horizon.hour - horizon.pause;
                        for at in from + horizon.hour..=last {
                            let pause = Some((at, at + horizon.pause));
                            entries.push(self.entry([Some(Piece { pause, ..bare }), None]));
                        }
                    } else {
                        entries.push(self.entry([Some(bare), None]));
                    }
                    length += horizon.grid;
                }
                from += horizon.grid;
            }
        }
    }

    fn entry(&self, pieces: [Option<Piece>; 2]) -> Entry {
        let (place, horizon) = (self.place(), &self.terms.staff.horizon);
        let late = usize::from(place.weeks.0 != place.weeks.1);
        let mut entry = Entry {
            value: 0.0,
            worked: [0; 2],
            without: [0; 2],
            place: self.position,
            start: i64::MAX,
            end: i64::MIN,
            pieces,
        };
        for (side, piece) in pieces.into_iter().enumerate() {
            let Some(piece) = piece else { continue };
            let is_extra = piece.kind == SegmentKind::ExtraShift;
            if is_extra || side == 0 {
                entry.start = piece.from;
            }
            if is_extra || side == 1 {
                entry.end = piece.to;
            }
            let week = if side == 1 { late } else { 0 };
            let worked = piece.worked();
            entry.worked[week] += worked;
            entry.without[week] += if horizon.no_overtime[piece.skill] {
                worked
            } else {
                0
            };
            entry.value += self.values.of_piece(&piece, self.terms.staff.intervals())
                - horizon.costs.segment
                - horizon.in_hours(worked) * self.terms.roster.hourly;
        }
        entry
    }
}
