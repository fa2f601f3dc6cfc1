//! The shapes of the WFM API as they travel, and nowhere else.
//!
//! Field names and optional fields are those of the API contract. Both sides
//! use these types: the client of this crate, and the embedded workspace that
//! serves the same API. They become `staffing` values in `convert`.
//! Readers ignore fields that they do not know.

mod convert;
mod coverage;
mod errors;
mod field;
mod job;
mod lenient;
mod optimization;
mod shifts;
mod sign_in;
mod time;

pub use convert::WireFault;
pub use coverage::{CoveragePage, CoverageRecord, GroupBy};
pub use errors::{ErrorBody, RecordError, ShiftWindow};
pub use field::ShiftPart;
pub use job::{
    AssignmentRecommendation, BestSoFar, ExcludedAgent, JobList, JobStatus, OptimizationJob,
    OptimizationResult, RecommendedShift, UnmetInterval,
};
pub use optimization::{AgentPool, ComplianceRules, GapRule, Goal, OptimizationRequest};
pub use shifts::{Break, Shift, ShiftImport, ShiftImportResult, ShiftMetadata, ShiftSkill};
pub use sign_in::{OAuthError, SCOPES, Token};
pub use time::{DateRange, Instant};
