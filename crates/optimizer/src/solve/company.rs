use rand::RngExt;
use rand::rngs::SmallRng;

use super::state::{Field, State};

/// Who shares a skill with whom.
pub(super) struct Company {
    by_skill: Vec<Vec<usize>>,
    skills: Vec<Vec<usize>>,
}

impl Company {
    pub(super) fn of(field: &Field) -> Self {
        let mut by_skill = vec![Vec::new(); field.skills()];
        for (agent, roster) in field.rosters.iter().enumerate() {
            for &skill in &roster.skills {
                by_skill[skill].push(agent);
            }
        }
        Self {
            by_skill,
            skills: field
                .rosters
                .iter()
                .map(|roster| roster.skills.clone())
                .collect(),
        }
    }

    /// A few agents who share a skill, in random order; most of them, if
    /// possible, with recommended work around the same day. There has to be an
    /// agent.
    pub(super) fn pick(&self, state: &State, random: &mut SmallRng) -> Vec<usize> {
        let anyone = random.random_range(0..self.skills.len());
        let skills = &self.skills[anyone];
        let Some(&first) = skills.get(random.random_range(0..skills.len().max(1))) else {
            return vec![anyone];
        };
        let plan = state.plan(anyone);
        let piece = (!plan.is_empty()).then(|| plan[random.random_range(0..plan.len())]);
        let sharers = &self.by_skill[piece.map_or(first, |piece| piece.skill)];
        let wanted = random.random_range(1..=5);
        let mut picked = vec![anyone];
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
        picked
    }
}
