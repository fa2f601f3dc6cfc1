//! Realistic problems to measure and test with.
//!
//! A contact centre made up from a seed: contacts arrive in two daily peaks with
//! a long evening tail, less at the weekend, now and then in a burst; the
//! requirement follows by Erlang C; full- and part-time agents with mixed
//! skill sets work shifts that follow the curve, roughly.

mod demand;
mod erlang;
mod staff;

use chrono::DateTime;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use thiserror::Error;

use crate::{Costs, Goal, Priority, Rules, Skill, StaffingProblem};

/// What kind of contact centre to make up.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// How many agents; 1 to 100,000.
    pub agents: usize,
    /// How many skills; 1 to 500.
    pub skills: usize,
    /// Length of the range; 1 to 62 days.
    pub days: usize,
    /// Length of an interval: 15, 30 or 60 minutes.
    pub interval_minutes: u32,
    /// Scheduled hours as a share of required hours; 0.1 to 2.
    pub load: f64,
    /// Same seed, same problem.
    pub seed: u64,
}

/// What a recipe cannot be.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{what} cannot be {value}. Choose {range}.")]
pub struct RecipeError {
    what: &'static str,
    value: String,
    range: &'static str,
}

/// A Monday.
const START: i64 = 1_795_996_800;

/// Makes up a contact centre.
///
/// # Errors
/// [`RecipeError`] where a number of the recipe is out of its range.
pub fn sample(recipe: &Recipe) -> Result<StaffingProblem, RecipeError> {
    judge(recipe)?;
    let random = &mut SmallRng::seed_from_u64(recipe.seed);
    let minutes = recipe.interval_minutes;
    let intervals = recipe.days * 24 * 60 / minutes as usize;
    let contacts = demand::contacts(recipe, intervals, random);
    let agents = staff::agents(recipe, &contacts, random);
    let scheduled: i64 = agents
        .iter()
        .flat_map(|agent| &agent.shifts)
        .map(|shift| {
            let paused: i64 = shift.breaks.iter().map(|pause| pause.1 - pause.0).sum();
            shift.to - shift.from - paused
        })
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "a few million intervals")]
    let wanted = scheduled as f64 / recipe.load;
    Ok(StaffingProblem {
        interval_minutes: minutes,
        start: DateTime::from_timestamp(START, 0).unwrap_or_default(),
        intervals,
        skills: (0..recipe.skills)
            .map(|number| skill(number, random))
            .collect(),
        required: demand::required(&contacts, wanted),
        agents,
        rules: Rules::default(),
        goals: vec![Goal::MaximizeSkillCoverage, Goal::MinimizeOvertime],
        costs: Costs::default(),
    })
}

fn judge(recipe: &Recipe) -> Result<(), RecipeError> {
    let found = [
        (
            (1..=100_000).contains(&recipe.agents),
            "The number of agents",
            recipe.agents.to_string(),
            "1 to 100,000",
        ),
        (
            (1..=500).contains(&recipe.skills),
            "The number of skills",
            recipe.skills.to_string(),
            "1 to 500",
        ),
        (
            (1..=62).contains(&recipe.days),
            "The number of days",
            recipe.days.to_string(),
            "1 to 62",
        ),
        (
            [15, 30, 60].contains(&recipe.interval_minutes),
            "The length of an interval",
            format!("{} minutes", recipe.interval_minutes),
            "15, 30 or 60 minutes",
        ),
        (
            (0.1..=2.0).contains(&recipe.load),
            "The load",
            recipe.load.to_string(),
            "0.1 to 2",
        ),
    ];
    for (fits, what, value, range) in found {
        if !fits {
            return Err(RecipeError { what, value, range });
        }
    }
    Ok(())
}

/// Three in four are targets; most of those may be served in overtime.
fn skill(number: usize, random: &mut SmallRng) -> Skill {
    let priority = match number % 4 {
        0 => Some(Priority::High),
        3 => None,
        _ => Some(Priority::Medium),
    };
    let allow_overtime = priority.is_some() && random.random_bool(0.85);
    let most = if random.random_bool(0.8) { 4.0 } else { 2.0 };
    Skill {
        id: format!("SKILL-{:03}", number + 1),
        priority,
        allow_overtime,
        max_overtime_hours_per_agent: allow_overtime.then_some(most),
    }
}
