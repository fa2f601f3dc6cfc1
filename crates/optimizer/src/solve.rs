//! From a problem to a plan: bound and search side by side.

mod board;
mod clerk;
mod conduct;
mod proof;
mod start;

use std::panic::resume_unwind;
use std::thread;

use board::{Board, Draft};
use clerk::Clerk;
use conduct::Conductor;

use crate::explain::{Explanation, explain_missing};
use crate::pace::Pace;
use crate::report::{Missing, Report};
use crate::staff::Staff;
use crate::validate::validate;
use crate::{Limits, ProblemError, Progress, Segment, StaffingProblem, StaffingSolution};

pub use start::Start;

/// Finds extra work that brings the objective down as far as the limits let
/// it, and a bound that tells how far it could come at all.
///
/// `progress` hears at least four times a second how it stands, from when the
/// problem has been made ready to the end. The answer has passed
/// [`check()`](crate::check()).
///
/// # Errors
/// [`ProblemError`] where the problem is not one; [`ProblemError::Stopped`]
/// where it was cancelled before any plan had been checked;
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
    solve_then(problem, start, limits, progress, |solution, _, _| solution)
}

/// As [`solve_from()`], and what there is to say about the answer, without
/// making anything twice. Once it is cancelled, no more reasons are looked for:
/// those that are not known yet say so.
///
/// # Errors
/// As [`solve_from()`].
pub fn solve_explained(
    problem: &StaffingProblem,
    start: &Start,
    limits: &Limits,
    progress: &mut dyn FnMut(&Progress),
) -> Result<(StaffingSolution, Explanation), ProblemError> {
    let goes_on = || !limits.is_cancelled();
    let explained = |solution: StaffingSolution, before: &Missing, after: &Missing| {
        let pace = Pace {
            threads: limits.threads.max(1),
            goes_on: &goes_on,
        };
        let explanation = explain_missing(problem, &solution, before, after, &pace);
        (solution, explanation)
    };
    solve_then(problem, start, limits, progress, explained)
}

/// What `then` makes of the solution and of what is missing without and with it.
fn solve_then<T: Send>(
    problem: &StaffingProblem,
    start: &Start,
    limits: &Limits,
    progress: &mut dyn FnMut(&Progress),
    then: impl FnOnce(StaffingSolution, &Missing, &Missing) -> T + Send,
) -> Result<T, ProblemError> {
    validate(problem)?;
    start::validate(problem, &start.locked)?;
    let board = Board::new(limits);
    thread::scope(|scope| {
        let run = scope.spawn(|| {
            let _end = board.end();
            run(problem, start, limits, &board, then)
        });
        board.tell_until_the_end(progress);
        run.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// The solution that `segments` make, whatever found them: all figures
/// computed, the bound as given. It has passed [`check()`](crate::check()).
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
    let pace = Pace::full();
    let staff = Staff::of(problem, segments, &pace).ok_or(ProblemError::Stopped)?;
    let clerk = Clerk::new(problem, &staff, &pace).ok_or(ProblemError::Stopped)?;
    let plans = vec![Vec::new(); problem.agents.len()];
    let draft = Draft { plans, bound: 0.0 };
    let answer = clerk.answer(&draft, &pace).ok_or(ProblemError::Stopped)?;
    answer.map(|Report { solution, .. }| StaffingSolution {
        bound: bound.clamp(0.0, solution.objective),
        ..solution
    })
}

/// A clerk makes answers of the plans found so far while the search goes on.
/// What it ends with becomes one on all threads, unless the run is cancelled.
fn run<T>(
    problem: &StaffingProblem,
    start: &Start,
    limits: &Limits,
    board: &Board,
    then: impl FnOnce(StaffingSolution, &Missing, &Missing) -> T,
) -> Result<T, ProblemError> {
    let goes_on = || !limits.is_cancelled();
    let all = Pace {
        threads: limits.threads.max(1),
        goes_on: &goes_on,
    };
    let staff = Staff::of(problem, &start.locked, &all).ok_or(ProblemError::Stopped)?;
    let mut conductor = Conductor::begin(limits, board);
    thread::scope(|scope| {
        let beside = scope.spawn(|| {
            let clerk = Clerk::new(problem, &staff, &Pace { threads: 1, ..all })?;
            let goes_on = || !board.is_closed();
            let pace = Pace {
                threads: 1,
                goes_on: &goes_on,
            };
            clerk.serve(board, &pace);
            Some(clerk)
        });
        let earlier = start::plans(problem, &staff, start);
        let searching = board.search();
        let draft = conductor.run(&staff, earlier);
        drop(searching);
        let clerk = beside.join().unwrap_or_else(|panic| resume_unwind(panic));
        let clerk = clerk.ok_or(ProblemError::Stopped)?;
        let answer = clerk.answer(&draft, &all);
        if let Some(Ok(report)) = &answer {
            conductor.finish(problem, &staff, &report.solution);
        }
        let answer = answer.or_else(|| board.latest());
        let Report { solution, missing } = answer.unwrap_or(Err(ProblemError::Stopped))?;
        Ok(then(solution, &clerk.missing_before(), &missing))
    })
}
