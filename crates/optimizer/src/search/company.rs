use rand::RngExt;
use rand::rngs::SmallRng;

use super::State;
use crate::staff::Staff;

/// Who shares a skill with whom.
pub(super) struct Company {
    by_skill: Vec<Vec<usize>>,
}

/// Most agents of a group.
const MOST: usize = 5;

impl Company {
    pub(super) fn of(staff: &Staff) -> Self {
        let mut by_skill = vec![Vec::new(); staff.skills()];
        for (agent, roster) in staff.rosters.iter().enumerate() {
            if !roster.places.is_empty() {
                roster
                    .skills
                    .iter()
                    .for_each(|&skill| by_skill[skill].push(agent));
            }
        }
        Self { by_skill }
    }

    /// `anyone` and a few who share a skill with them, in random order; most of
    /// them, if possible, with recommended work around the same day.
    pub(super) fn pick(
        &self,
        staff: &Staff,
        state: &State,
        anyone: usize,
        random: &mut SmallRng,
        picked: &mut Vec<usize>,
    ) {
        picked.clear();
        picked.push(anyone);
        let skills = &staff.rosters[anyone].skills;
        let Some(&first) = skills.get(random.random_range(0..skills.len().max(1))) else {
            return;
        };
        let plan = state.plan(anyone);
        let piece = (!plan.is_empty()).then(|| plan[random.random_range(0..plan.len())]);
        let sharers = &self.by_skill[piece.map_or(first, |piece| piece.skill)];
        if sharers.is_empty() {
            return;
        }
        let wanted = random.random_range(1..=MOST);
        for _ in 0..wanted * 6 {
            let agent = sharers[random.random_range(0..sharers.len())];
            let near = piece.is_none_or(|piece| {
                let mut days = state.plan(agent).iter().map(|other| other.day);
                days.any(|day| day.abs_diff(piece.day) <= 1)
            });
            let welcome = near || random.random_bool(0.2);
            if welcome && picked.len() <= wanted && !picked.contains(&agent) {
                picked.push(agent);
            }
        }
        for at in (1..picked.len()).rev() {
            picked.swap(at, random.random_range(0..=at));
        }
    }
}
