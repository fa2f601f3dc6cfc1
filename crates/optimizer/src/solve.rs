//! From a problem to a plan.

mod best_plan;
mod clock;
mod company;
pub(crate) mod horizon;
mod label;
pub(crate) mod options;
mod report;
pub(crate) mod roster;
mod search;
pub(crate) mod state;

use clock::Clock;
use search::Search;
use state::Field;

use crate::check::check;
use crate::validate::validate;
use crate::{Limits, ProblemError, Progress, StaffingProblem, StaffingSolution};

/// Finds extra work that brings the objective down as far as the limits let
/// it, and a bound that tells how far it could come at all.
///
/// `progress` hears of the first plan and then at least four times a second.
/// The answer has passed [`check()`]. Stopped at once, it is a plan without
/// segments.
///
/// # Errors
/// [`ProblemError`] where the problem is not one;
/// [`ProblemError::FailedCheck`] where the plan found breaks a rule, which is
/// a fault in here.
pub fn solve(
    problem: &StaffingProblem,
    limits: &Limits,
    progress: &mut dyn FnMut(&Progress),
) -> Result<StaffingSolution, ProblemError> {
    validate(problem)?;
    let clock = Clock::start(limits, progress);
    let field = Field::of(problem);
    let (plans, bound) = Search::new(problem, &field, limits, clock).run();
    let solution = report::solution(problem, &field, plans, bound);
    match check(problem, &solution).first() {
        Some(breach) => Err(ProblemError::FailedCheck(breach.to_string())),
        None => Ok(solution),
    }
}
