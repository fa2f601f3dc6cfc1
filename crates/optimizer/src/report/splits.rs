use staffing::split::{Pool, SkillSet, Split};

use super::Missing;
use crate::pace::Pace;
use crate::staff::Staff;

/// Who serves what, with all ties broken as a solution reports it: least
/// weighted shortfall, then least shortfall.
#[derive(Clone)]
pub(crate) struct Splits {
    pub(crate) pool: Pool,
    /// One per interval.
    pub(crate) all: Vec<Split>,
}

impl Splits {
    /// Of the agents on shift, nothing recommended.
    pub(crate) fn of(staff: &Staff, pace: &Pace) -> Option<Self> {
        let mut pool = Pool::new(staff.horizon.weights.clone());
        let sets = staff.on_shift.sets.iter();
        let numbers: Vec<usize> = sets
            .map(|set| pool.number_of(&SkillSet::from(set.iter().copied())))
            .collect();
        let all = pace.each(staff.intervals(), |t| {
            let required: Vec<f64> = staff.required.iter().map(|row| row[t]).collect();
            let groups = staff.on_shift.counts[t].iter();
            let groups: Vec<(usize, u32)> = groups
                .map(|&(set, count)| (numbers[set as usize], count))
                .collect();
            Split::new(&pool, &required, &groups)
        })?;
        Some(Self { pool, all })
    }

    /// What is missing of `required`, which has a row for each skill.
    pub(crate) fn missing(&self, required: &[Vec<f64>]) -> Missing {
        let all = self.all.iter().enumerate();
        all.map(|(t, split)| missing(split, required, t)).collect()
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

/// Per skill, what is missing in interval `t`.
pub(super) fn missing(split: &Split, required: &[Vec<f64>], t: usize) -> Vec<f64> {
    let rows = required.iter().enumerate();
    rows.map(|(skill, row)| row[t] - split.served(skill))
        .collect()
}
