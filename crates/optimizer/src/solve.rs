//! From a problem to a plan: bound and search side by side.

mod board;
mod clerk;
mod conduct;
mod proof;
mod start;

use std::panic::resume_unwind;
use std::thread;

use board::{Answer, Board, Draft};
use clerk::Clerk;
use conduct::Conductor;

use crate::pace::Pace;
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
    validate(problem)?;
    start::validate(problem, &start.locked)?;
    let board = Board::new(limits);
    thread::scope(|scope| {
        let run = scope.spawn(|| {
            let _end = board.end();
            run(problem, start, limits, &board)
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
    answer.map(|solution| StaffingSolution {
        bound: bound.clamp(0.0, solution.objective),
        ..solution
    })
}

/// A clerk makes answers of the plans found so far while the search goes on.
/// What it ends with becomes one on all threads, unless the run is cancelled.
fn run(problem: &StaffingProblem, start: &Start, limits: &Limits, board: &Board) -> Answer {
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
        let draft = conductor.run(&staff, earlier);
        board.close();
        let clerk = beside.join().unwrap_or_else(|panic| resume_unwind(panic));
        let answer = clerk.and_then(|clerk| clerk.answer(&draft, &all));
        match answer {
            Some(answer) => {
                let solution = answer?;
                conductor.finish(problem, &staff, &solution);
                Ok(solution)
            }
            None => board.latest().unwrap_or(Err(ProblemError::Stopped)),
        }
    })
}
