//! The stages of the table.

use super::super::Terms;
use super::Relaxed;
use super::stage::{Room, Stage};
use crate::staff::places::PlaceKind;

impl Relaxed {
    /// What a plan can stand at before each place, and room for it in the table.
    pub(super) fn lay_out(&mut self, terms: Terms) {
        self.stages.clear();
        let places = &terms.roster.places;
        let mut first = 0;
        // What can have come together before the place.
        let (mut earlier_overtime, mut worked) = (0, 0_usize);
        let beyond = |worked: usize, room: Room| {
            if self.counts_without {
                worked
            } else {
                worked.saturating_sub(room.left)
            }
        };
        for (position, place) in places.iter().enumerate() {
            let weeks = [place.weeks.0, place.weeks.1].map(|week| {
                let week = terms.roster.week(week);
                let units = (week.left / self.unit.0 - 1e-6).ceil().clamp(0.0, 1e6);
                Room {
                    left: units as usize,
                    is_tight: week.left_without_overtime <= week.left + 1e-9,
                }
            });
            let stage = Stage {
                first,
                most: (
                    self.overtime
                        .min(earlier_overtime + beyond(worked, weeks[0])),
                    worked.min(weeks[0].left),
                    terms.roster.calendar.patterns(position) - 1,
                ),
                weeks,
                is_full_first: place.weeks.0 == places[0].weeks.0 && !self.counts_without,
                is_free: matches!(place.kind, PlaceKind::Free { .. }),
                spans: place.weeks.0 != place.weeks.1,
                ends_week: places
                    .get(position + 1)
                    .is_some_and(|next| next.weeks.0 != place.weeks.1),
            };
            let longest = self.longest[position];
            worked += longest[0];
            if stage.spans {
                earlier_overtime += beyond(worked, weeks[0]);
                worked = longest[1];
            }
            if stage.ends_week {
                earlier_overtime += beyond(worked, weeks[usize::from(stage.spans)]);
                worked = 0;
            }
            first += stage.size() * self.rests[position].numbers();
            self.stages.push(stage);
        }
        self.table.clear();
        self.table.resize(first, f64::NEG_INFINITY);
        // Nothing is earned after the last place.
        self.table.push(0.0);
    }
}
