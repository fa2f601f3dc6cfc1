//! What all places offer.

use super::menu::{self, Entry};
use super::watch::Matter;
use super::{Noise, Planner, Terms, Values};

impl Planner {
    /// What every place offers.
    pub(super) fn cook(&mut self, terms: Terms, values: Values, mut noise: Option<&mut Noise>) {
        self.entries.clear();
        self.menus.clear();
        self.draws.clear();
        for position in 0..terms.roster.places.len() {
            let first = self.entries.len();
            let noise = noise.as_deref_mut();
            self.draws.extend(noise.as_deref().map(Noise::mark));
            let matter = Matter::default();
            self.kitchen
                .cook(terms, position, matter, values, noise, &mut self.entries);
            self.menus.push(first..self.entries.len());
        }
    }

    /// The same, where starts and ends are told apart that are watched; all else as it was
    /// drawn before.
    pub(super) fn cook_again(
        &mut self,
        terms: Terms,
        values: Values,
        mut noise: Option<&mut Noise>,
    ) {
        let end = noise.as_deref().map(Noise::mark);
        let only_same = terms.staff.horizon.overtime_surcharge() < 0.0;
        let before = std::mem::take(&mut self.entries);
        for (position, menu) in self.menus.iter_mut().enumerate() {
            let first = self.entries.len();
            let matter = self.watch.matter(position);
            if matter.starts || matter.ends {
                let mut noise = noise.as_deref_mut();
                if let (Some(noise), Some(drawn)) = (&mut noise, self.draws.get(position)) {
                    noise.return_to(drawn);
                }
                self.kitchen
                    .cook(terms, position, matter, values, noise, &mut self.entries);
                sort_by_hours(&mut self.entries[first..]);
                menu::leave_out_worse(&mut self.entries, first, matter, only_same);
            } else {
                self.entries.extend_from_slice(&before[menu.clone()]);
            }
            *menu = first..self.entries.len();
        }
        if let (Some(noise), Some(end)) = (noise, end) {
            noise.return_to(&end);
        }
    }

    /// Brings the choices of each place into the order in which labels look at them.
    pub(super) fn sort_menus(&mut self) {
        for menu in &self.menus {
            sort_by_hours(&mut self.entries[menu.clone()]);
        }
        self.list_next_hours();
    }

    /// Where, after each choice, those of other hours begin.
    fn list_next_hours(&mut self) {
        let hours = |entry: &Entry| (entry.place, entry.worked, entry.without);
        self.next_hours.clear();
        self.next_hours.resize(self.entries.len(), 0);
        let mut next = self.entries.len();
        for at in (0..self.entries.len()).rev() {
            let same = |later: &Entry| hours(later) == hours(&self.entries[at]);
            if !self.entries.get(at + 1).is_some_and(same) {
                next = at + 1;
            }
            self.next_hours[at] = next;
        }
    }
}

/// Of the same hours, the best first.
fn sort_by_hours(entries: &mut [Entry]) {
    let by_hours = |entry: &Entry| (entry.worked, entry.without);
    entries.sort_by(|a, b| {
        let hours = by_hours(a).cmp(&by_hours(b));
        hours.then(b.value.total_cmp(&a.value))
    });
}
