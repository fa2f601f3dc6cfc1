//! A staffing problem to recommended shifts, with a bound.
//!
//! [`solve()`] turns a [`StaffingProblem`] into a [`StaffingSolution`] within
//! [`Limits`]; [`check()`] confirms any solution without the solver's help;
//! [`explain()`] says what stands in the way of the rest; [`sample()`] makes
//! up problems to measure with. No I/O, no HTTP.
//!
//! - `staff`: agents and rules, ready for planning.
//! - `flow`: who serves what, kept up to date.
//! - `plan`: the best plan of one agent at given values.
//! - `search`: a good plan for all. `bound`: how far it can be from the best;
//!   `endgame`: the best, and the proof of it, in small problems.
//! - `solve`: both side by side. `report`: the figures of the answer.

mod bound;
mod candidates;
mod check;
mod endgame;
#[cfg(test)]
mod exhaustive;
mod explain;
mod flow;
mod limits;
mod pace;
mod plan;
mod problem;
mod quantum;
mod report;
mod sample;
mod search;
mod solution;
mod solve;
mod staff;
mod validate;

pub use candidates::{AgentCandidates, Candidate, CandidatePlace, WeekRoom, candidates};
pub use check::{Rule, RuleBreach, check};
pub use explain::{ExcludedAgent, Explanation, Score, UnmetRange, explain};
pub use limits::{Limits, Progress};
pub use problem::{Agent, Costs, Goal, Priority, Rules, Shift, Skill, StaffingProblem};
pub use sample::{Recipe, RecipeError, sample};
pub use solution::{Segment, SegmentKind, StaffingSolution};
pub use solve::{Start, figures, solve, solve_explained, solve_from};
pub use validate::ProblemError;
