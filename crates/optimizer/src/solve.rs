//! From a problem to a plan: bound and search side by side.

mod conduct;
mod proof;
mod start;

use conduct::Conductor;

use crate::check::check;
use crate::report;
use crate::staff::Staff;
use crate::validate::validate;
use crate::{Limits, ProblemError, Progress, Segment, StaffingProblem, StaffingSolution};

pub use start::Start;

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
    solve_from(problem, &Start::default(), limits, progress)
}

/// As [`solve()`], from an earlier plan, or with segments that stay in.
///
/// # Errors
/// As [`solve()`]; [`ProblemError::Locked`] where the segments that are to stay
/// break a rule by themselves.
pub fn solve_from(
    problem: &StaffingProblem,
    start: &Start,
    limits: &Limits,
    progress: &mut dyn FnMut(&Progress),
) -> Result<StaffingSolution, ProblemError> {
    validate(problem)?;
    start::validate(problem, &start.locked)?;
    let mut conductor = Conductor::begin(limits, progress);
    let staff = Staff::of(problem, &start.locked);
    let earlier = start::plans(problem, &staff, start);
    let (plans, bound) = conductor.run(&staff, earlier);
    let solution = report::solution(problem, &staff, &plans, bound);
    conductor.finish(problem, &staff, &solution);
    match check(problem, &solution).first() {
        Some(breach) => Err(ProblemError::FailedCheck(breach.to_string())),
        None => Ok(solution),
    }
}

/// The solution that `segments` make, whatever found them: all figures
/// computed, the bound as given. It has passed [`check()`].
///
/// # Errors
/// As [`solve_from()`].
pub fn figures(
    problem: &StaffingProblem,
    segments: &[Segment],
    bound: f64,
) -> Result<StaffingSolution, ProblemError> {
    validate(problem)?;
    start::validate(problem, segments)?;
    let staff = Staff::of(problem, segments);
    let plans = vec![Vec::new(); problem.agents.len()];
    let mut solution = report::solution(problem, &staff, &plans, 0.0);
    solution.bound = bound.clamp(0.0, solution.objective);
    match check(problem, &solution).first() {
        Some(breach) => Err(ProblemError::FailedCheck(breach.to_string())),
        None => Ok(solution),
    }
}
