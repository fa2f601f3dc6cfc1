use super::supply::{Crowds, Supply};
use super::{Draft, Meaning};
use crate::staff::Staff;

/// Who on shift serves what, and what is covered, in all intervals where crowds depend on each
/// other. What is covered in the others by those who are there anyway is handed back.
pub(super) fn add_all(
    draft: &mut Draft,
    staff: &Staff,
    crowds: &Crowds,
    supplies: &[Option<Supply>],
) -> f64 {
    let mut covered = 0.0;
    for t in 0..staff.intervals() {
        covered += match crowds.joined.get(&t) {
            None => crowds.flow.weighted_at(t),
            Some(joined) => {
                let mut extra = vec![None; staff.skills()];
                for &(skill, crowd) in joined {
                    extra[skill] = supplies[crowd].as_ref();
                }
                add(draft, staff, t, &crowds.least, &extra)
            }
        };
    }
    covered
}

/// Adds an interval; hands back what is covered there in any case.
fn add(
    draft: &mut Draft,
    staff: &Staff,
    t: usize,
    least: &[u32],
    extra: &[Option<&Supply>],
) -> f64 {
    let place = |skill: usize| skill * staff.intervals() + t;
    let mut fixed: Vec<f64> = (0..staff.skills())
        .map(|skill| f64::from(least[place(skill)]))
        .collect();
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &(set, count) in &staff.on_shift.counts[t] {
        let skills = &staff.on_shift.sets[set as usize];
        let count = f64::from(count);
        if let [skill] = skills[..] {
            fixed[skill] += count;
            continue;
        }
        let row = draft.row(count, 0.0);
        for &skill in skills {
            let place = place(skill) as u32;
            let part = draft.telling(Meaning::Serving { place, set }, 0.0, count);
            draft.columns[part].push((row, 1.0));
            parts.push((skill, part));
        }
    }
    for piece in staff.rosters.iter().flat_map(|roster| &roster.locked) {
        if piece.intervals().any(|worked| worked == t) {
            fixed[piece.skill] += 1.0;
        }
    }
    let mut covered = 0.0;
    for (skill, fixed) in fixed.into_iter().enumerate() {
        let required = staff.required[skill][t];
        let worth = staff.horizon.weights[skill] * staff.horizon.hours;
        if required <= 0.0 || worth <= 0.0 {
            continue;
        }
        let served = parts.iter().filter(|part| part.0 == skill);
        let served = served.map(|part| part.1);
        let served: Vec<usize> = served
            .chain(extra[skill].into_iter().flat_map(Supply::variables))
            .collect();
        if served.is_empty() {
            covered += worth * fixed.min(required);
            continue;
        }
        let most: f64 = served
            .iter()
            .map(|&variable| draft.bounds[variable].1)
            .sum();
        let row = draft.row(fixed, fixed + most);
        for variable in served {
            draft.columns[variable].push((row, -1.0));
        }
        // More than all of them is never there.
        let whole = required.floor().min(fixed + most);
        let part = (fixed + most - whole).min(1.0);
        let place = place(skill) as u32;
        let parts = [
            (false, whole, worth),
            (true, part, worth * required.fract()),
        ];
        for (is_part, most, worth) in parts {
            if most > 0.0 && worth > 0.0 {
                let filled = draft.telling(Meaning::Filled { place, is_part }, -worth, most);
                draft.columns[filled].push((row, 1.0));
            }
        }
    }
    covered
}
