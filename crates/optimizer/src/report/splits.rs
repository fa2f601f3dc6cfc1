use staffing::split::{Pool, SkillSet, Split};

use crate::staff::Staff;

/// Who serves what, with all ties broken as a solution reports it: least
/// weighted shortfall, then least shortfall.
pub(crate) struct Splits {
    pub(crate) pool: Pool,
    /// One per interval.
    pub(crate) all: Vec<Split>,
}

impl Splits {
    /// Of the agents on shift, nothing recommended.
    pub(crate) fn of(staff: &Staff) -> Self {
        let mut pool = Pool::new(staff.horizon.weights.clone());
        let sets = staff.on_shift.sets.iter();
        let numbers: Vec<usize> = sets
            .map(|set| pool.number_of(&SkillSet::from(set.iter().copied())))
            .collect();
        let mut required = vec![0.0; staff.skills()];
        let mut all = Vec::with_capacity(staff.intervals());
        for (t, groups) in staff.on_shift.counts.iter().enumerate() {
            for (required, row) in required.iter_mut().zip(&staff.required) {
                *required = row[t];
            }
            let groups: Vec<(usize, u32)> = groups
                .iter()
                .map(|&(set, count)| (numbers[set as usize], count))
                .collect();
            all.push(Split::new(&pool, &required, &groups));
        }
        Self { pool, all }
    }

    /// Adds an agent who serves `skill` in each of `intervals`.
    pub(crate) fn add(&mut self, skill: usize, intervals: impl Iterator<Item = usize>) {
        for t in intervals {
            if let Some(split) = self.all.get_mut(t) {
                split.add_fixed(&self.pool, skill);
            }
        }
    }
}
