//! What a place offers at given values: the best choice of each length, and
//! beside it others only where their start or end matters to other places.

mod extra;
mod joined;
mod whole;

use super::watch::Matter;
use super::{Noise, Terms, Values};
use crate::staff::Staff;
use crate::staff::places::PlaceKind;
use crate::staff::roster::{Piece, Roster};

/// One thing to do at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Worth after its cost without overtime, noise included.
    pub(super) value: f64,
    /// Intervals worked, in the first and the second week of the place.
    pub(super) worked: [i64; 2],
    /// Those of them on skills that forbid overtime.
    pub(super) without: [i64; 2],
    /// Position of the place.
    pub(super) place: usize,
    /// Recommended start, or the greatest number where there is none.
    pub(super) start: i64,
    /// Recommended end, or the least number where there is none.
    pub(super) end: i64,
    pub(super) pieces: [Option<Piece>; 2],
}

/// Makes menus; keeps its memory from one to the next.
#[derive(Default)]
pub(super) struct Kitchen {
    /// Skills to choose from: those that allow overtime, those that do not.
    skills: [Vec<usize>; 2],
    extra: extra::Bench,
    joined: joined::Bench,
}

impl Kitchen {
    /// Takes the skills of `roster` that allow `limit` hours of overtime.
    pub(super) fn choose_skills(&mut self, staff: &Staff, roster: &Roster, limit: f64) {
        let horizon = &staff.horizon;
        self.skills.iter_mut().for_each(Vec::clear);
        for &skill in &roster.skills {
            if horizon.overtime_limit[skill] >= limit {
                self.skills[usize::from(horizon.no_overtime[skill])].push(skill);
            }
        }
    }

    /// Adds what the place at `position` offers.
    pub(super) fn cook(
        &mut self,
        terms: Terms,
        position: usize,
        matter: Matter,
        values: Values,
        mut noise: Option<&mut Noise>,
        entries: &mut Vec<Entry>,
    ) {
        let place = &terms.roster.places[position];
        let most_hours = terms.most_hours(place);
        match &place.kind {
            PlaceKind::Joined { .. } => {
                let order = joined::Order {
                    terms,
                    position,
                    values,
                    most_hours,
                    skills: &self.skills,
                };
                self.joined.cook(&order, noise, entries);
            }
            PlaceKind::Free { .. } => {
                for (group, skills) in self.skills.iter().enumerate() {
                    if skills.is_empty() || most_hours[group] <= 0.0 {
                        continue;
                    }
                    let order = extra::Order {
                        terms,
                        position,
                        matter,
                        values,
                        most_hours: most_hours[group],
                        without: group == 1,
                    };
                    self.extra
                        .cook(&order, skills, noise.as_deref_mut(), entries);
                }
            }
        }
    }
}

/// Leaves out, of the choices from `first` on, those that another is never worse than: it is
/// worth as much, takes no more hours, and leaves as much room where starts or ends `matter`.
/// Those of fewer hours come first, and of the same hours, those worth more. Where only the
/// same hours compare, fewer are not always better.
pub(super) fn leave_out_worse(
    entries: &mut Vec<Entry>,
    first: usize,
    matter: Matter,
    only_same: bool,
) {
    let mut kept = first;
    for at in first..entries.len() {
        let entry = entries[at];
        let is_better = |other: &Entry| {
            let hours = if only_same {
                other.worked == entry.worked && other.without == entry.without
            } else {
                let pairs = other.worked.iter().zip(&entry.worked);
                pairs
                    .chain(other.without.iter().zip(&entry.without))
                    .all(|(other, own)| other <= own)
            };
            hours
                && other.value >= entry.value
                && (!matter.starts || other.start >= entry.start)
                && (!matter.ends || other.end <= entry.end)
        };
        if !entries[first..kept].iter().any(is_better) {
            entries[kept] = entry;
            kept += 1;
        }
    }
    entries.truncate(kept);
}

/// The starts of `entries`, each once, in order of time.
pub(super) fn starts(entries: &[Entry]) -> Vec<i64> {
    let starts = entries.iter().map(|entry| entry.start);
    let mut starts: Vec<i64> = starts.filter(|start| *start != i64::MAX).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Least worth of a choice that can be of use: leaving it out is always allowed.
fn least_worth(terms: Terms, worked: i64) -> f64 {
    let surcharge = terms.staff.horizon.overtime_surcharge();
    1e-9 + terms.staff.horizon.in_hours(worked) * surcharge.min(0.0)
}
