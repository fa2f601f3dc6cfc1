//! A staffing problem to recommended shifts, with a bound.
//!
//! [`solve()`] turns a [`StaffingProblem`] into a [`StaffingSolution`] within
//! [`Limits`]; [`check()`] confirms any solution without the solver's help;
//! [`explain()`] says what stands in the way of the rest. No I/O, no HTTP.

mod bound;
mod check;
#[cfg(test)]
mod exhaustive;
mod explain;
mod flow;
mod limits;
mod plan;
mod problem;
mod report;
mod sample;
mod search;
mod solution;
mod solve;
mod staff;
mod validate;

pub use check::{Rule, RuleBreach, check};
pub use explain::{ExcludedAgent, Explanation, Score, UnmetRange, explain};
pub use limits::{Limits, Progress};
pub use problem::{Agent, Costs, Goal, Priority, Rules, Shift, Skill, StaffingProblem};
pub use sample::{Recipe, RecipeError, sample};
pub use solution::{Segment, SegmentKind, StaffingSolution};
pub use solve::{Start, solve, solve_from};
pub use validate::ProblemError;
