//! Makes answers of plans while the search goes on: all figures, and the
//! independent check. Who cancels gets the latest one at once.

use std::time::{Duration, Instant};

use super::board::{Answer, Board, Draft};
use crate::check::Checker;
use crate::pace::Pace;
use crate::report::{Missing, Reporter};
use crate::staff::Staff;
use crate::{ProblemError, StaffingProblem};

pub(super) struct Clerk<'a> {
    reporter: Reporter<'a>,
    checker: Checker<'a>,
}

impl<'a> Clerk<'a> {
    pub(super) fn new(problem: &'a StaffingProblem, staff: &'a Staff, pace: &Pace) -> Option<Self> {
        Some(Self {
            reporter: Reporter::new(problem, staff, pace)?,
            checker: Checker::new(problem, pace)?,
        })
    }

    /// Makes an answer of each plan that is handed over.
    pub(super) fn serve(&self, board: &Board, pace: &Pace) {
        let mut worked = Duration::ZERO;
        while let Some(draft) = board.next_draft(worked) {
            let began = Instant::now();
            if let Some(answer) = self.answer(&draft, pace) {
                board.keep(answer);
            }
            worked = began.elapsed();
        }
    }

    /// What is missing with nothing recommended.
    pub(super) fn missing_before(&self) -> Missing {
        self.reporter.missing_before()
    }

    /// Nothing if the pace does not let it go to the end.
    pub(super) fn answer(&self, draft: &Draft, pace: &Pace) -> Option<Answer> {
        let report = self.reporter.report(&draft.plans, draft.bound, pace)?;
        let breaches = self.checker.check(&report.solution, pace)?;
        Some(match breaches.first() {
            Some(breach) => Err(ProblemError::FailedCheck(breach.to_string())),
            None => Ok(report),
        })
    }
}
