//! Shifts, skills, intervals, coverage, gaps and recommendations: values and
//! arithmetic.
//!
//! Imports nothing else of this workspace and never does I/O. Instants are
//! UTC; hours are `f64`; rounding happens only where a number is shown or sent
//! ([`rounded_hours`], [`rounded_ratio`]).

pub mod coverage;
mod gap;
mod id;
mod range;
mod recommendation;
mod shift;
pub mod split;

pub use gap::{Gap, GapFault, Priority, Threshold, find_gaps, rounded_hours, rounded_ratio};
pub use id::{AgentId, SkillId};
pub use range::{DateRange, RangeFault};
pub use recommendation::{
    BestSoFar, ExcludedAgent, Recommendation, Recommendations, RecommendedShift, UnmetInterval,
};
pub use shift::{Break, Proficiency, Requirement, Shift, ShiftFault, ShiftSkill, ShiftStatus};
