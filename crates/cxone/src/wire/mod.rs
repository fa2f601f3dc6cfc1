//! The shapes of the WFM API as they travel, and nowhere else.
//!
//! Field names and optional fields are those of the API contract. Both sides
//! use these types: the client of this crate, and the embedded workspace that
//! serves the same API. They become `staffing` values in `convert`.
//! Readers ignore fields that they do not know.

mod convert;
mod lenient;

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use convert::WireFault;
use staffing::{Priority, Proficiency, ShiftStatus};

/// The four permissions that the product asks for.
pub const SCOPES: [&str; 4] = [
    "wfm:schedule:read",
    "wfm:schedule:write",
    "wfm:optimization:read",
    "wfm:optimization:write",
];

/// Answer of the token endpoint.
#[derive(Clone, Deserialize, Serialize)]
pub struct Token {
    /// The bearer token. Never written to a log.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds that it stays good.
    pub expires_in: u64,
    /// What it permits, separated by spaces; may be less than was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// Error body of the token endpoint, RFC 6749 section 5.2.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct OAuthError {
    /// `invalid_client`, `invalid_scope` and so on.
    pub error: String,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
}

/// Error body of every other call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    /// For programs.
    pub error_code: String,
    /// For people.
    pub message: String,
    /// What is wrong, field by field.
    #[serde(
        default,
        deserialize_with = "lenient::list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub errors: Vec<RecordError>,
}

/// What is wrong with one record of a request. Read from an object, or from a
/// plain string that is its message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordError {
    /// Which record of the request, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// Whose record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<String>,
    /// Which field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// For programs.
    pub code: String,
    /// For people.
    pub message: String,
}

/// A skill that an agent serves during a shift.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShiftSkill {
    /// Which.
    pub skill_id: String,
    /// How well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proficiency_level: Option<Proficiency>,
}

/// Unworked time inside a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Break {
    /// Seconds after the shift's start.
    pub start_time_offset: u32,
    /// Seconds.
    pub duration: u32,
}

/// Where a shift comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ShiftMetadata {
    /// The program that sent it.
    pub source: String,
}

/// One shift of an import.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shift {
    /// Who works.
    pub agent_id: String,
    /// First instant.
    pub start_date: Instant,
    /// First instant after it.
    pub end_date: Instant,
    /// What they serve.
    pub skills: Vec<ShiftSkill>,
    /// Whether the agent sees it.
    pub status: ShiftStatus,
    /// When they do not work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<ShiftMetadata>,
}

/// Body of the import call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShiftImport {
    /// At most 5,000.
    pub shifts: Vec<Shift>,
    /// Replace stored shifts that overlap.
    #[serde(default)]
    pub overwrite_conflicts: bool,
    /// Check and write nothing.
    #[serde(default)]
    pub validate_only: bool,
}

/// Answer of the import call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShiftImportResult {
    /// Names the import.
    pub job_id: String,
    /// Records that stand on the server now (or would).
    pub processed_count: usize,
    /// Records that failed.
    pub failed_count: usize,
    /// `COMPLETED` or `VALIDATED`.
    pub status: String,
    /// Why records failed.
    #[serde(default, deserialize_with = "lenient::list")]
    pub errors: Vec<RecordError>,
}

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct DateRange {
    /// First instant.
    pub start: Instant,
    /// Last second, or the first instant after it.
    pub end: Instant,
}

/// One coverage record.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoverageRecord {
    /// Which skill, unless grouped by queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_id: Option<String>,
    /// Which queue, if grouped so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_id: Option<String>,
    /// Hours.
    pub required_hours: f64,
    /// Hours.
    pub available_hours: f64,
    /// Hours of requirement actually met (Extension).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered_hours: Option<f64>,
    /// Mean agents needed in the interval (Extension).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_agents: Option<f64>,
    /// Mean agents there in the interval (Extension).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_agents: Option<f64>,
    /// The time that the record speaks of.
    pub date_range: DateRange,
}

/// One page of coverage records.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoveragePage {
    /// The records of this page.
    pub items: Vec<CoverageRecord>,
    /// Opaque; none or empty on the last page.
    #[serde(default)]
    pub next_page_token: Option<String>,
    /// Records on all pages.
    pub total_count: usize,
}

/// How coverage is summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum GroupBy {
    /// One record a skill.
    #[default]
    Skill,
    /// One record a queue.
    Queue,
    /// One record a skill and interval.
    TimeBlock,
}

/// What an optimization strives for; the order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Goal {
    /// As little overtime as possible.
    MinimizeOvertime,
    /// As much covered requirement as possible.
    MaximizeSkillCoverage,
}

/// Which agents are asked first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum AgentPool {
    /// Those at work that day or with contracted hours left.
    #[default]
    Available,
    /// No difference.
    All,
}

/// What to do about one skill's gap.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GapRule {
    /// The skill to help.
    pub target_skill_id: String,
    /// Hours missing.
    pub deficit_hours: f64,
    /// How urgent.
    pub priority: Priority,
    /// Whether overtime may be used for it.
    #[serde(default = "yes")]
    pub allow_overtime: bool,
    /// Hours, for each agent.
    #[serde(default = "four_hours")]
    pub max_overtime_hours_per_agent: f64,
    /// Whom to ask first.
    #[serde(default)]
    pub preferred_agent_pool: AgentPool,
}

/// Rules that every recommendation keeps.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ComplianceRules {
    /// Longest stretch of work, hours, breaks included.
    pub max_consecutive_hours: f64,
    /// Shortest break, minutes.
    pub min_break_duration: u32,
    /// Hours between two days' work (Extension).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_rest_hours: Option<f64>,
    /// Leave published shifts where they are.
    pub respect_published_shifts: bool,
}

/// Body of the optimization call.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptimizationRequest {
    /// The time to staff.
    pub date_range: DateRange,
    /// In order of weight; at least one.
    pub optimization_goals: Vec<Goal>,
    /// At least one.
    pub gap_resolution_rules: Vec<GapRule>,
    /// Defaults apply to what is left out.
    pub compliance_rules: ComplianceRules,
}

/// Where a job stands; a state that this program does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobStatus {
    /// Waits for its turn.
    Queued,
    /// Works.
    Running,
    /// Has its result.
    Completed,
    /// Gave up, with a message.
    Failed,
    /// Was stopped; may hold a result.
    Cancelled,
    /// Something newer than this program; polled on.
    Other(String),
}

/// One optimization run on the server.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptimizationJob {
    /// Names the job.
    pub job_id: String,
    /// Where it stands.
    pub status: JobStatus,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// Share done, 0 to 1 (Extension).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<f64>,
    /// The best answer yet (Extension).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_so_far: Option<BestSoFar>,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<OptimizationResult>,
}

/// The best answer that a running job holds.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BestSoFar {
    /// Hours of shortfall filled.
    pub covered_hours: f64,
    /// Hours.
    pub overtime_hours: f64,
    /// Share, 0 to 1.
    pub gap_to_bound: f64,
}

/// What a finished job answers.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptimizationResult {
    /// One for each agent that could work more.
    pub assignment_recommendations: Vec<AssignmentRecommendation>,
    /// 0.23 is 23 percentage points.
    pub projected_coverage_improvement: f64,
    /// Hours.
    pub estimated_overtime_hours: f64,
    /// Distance from the best possible, share (Extension).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_to_bound: Option<f64>,
    /// What stays understaffed (Extension).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet_intervals: Vec<UnmetInterval>,
    /// Who got nothing (Extension).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded_agents: Vec<ExcludedAgent>,
}

/// One agent's recommended shifts.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignmentRecommendation {
    /// Who.
    pub agent_id: String,
    /// 0 to 1.
    pub compliance_score: f64,
    /// At least one.
    pub recommended_shifts: Vec<RecommendedShift>,
}

/// Work that an agent could do.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecommendedShift {
    /// For which skill.
    pub skill_id: String,
    /// First instant.
    pub start_time: Instant,
    /// First instant after it.
    pub end_time: Instant,
    /// Hours of shortfall filled.
    pub coverage_impact: f64,
    /// Beyond contracted hours.
    pub overtime_flag: bool,
    /// Unworked time inside it (Extension).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
}

/// Time that stays understaffed (Extension).
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnmetInterval {
    /// Which skill.
    pub skill_id: String,
    /// First instant.
    pub start: Instant,
    /// First instant after it.
    pub end: Instant,
    /// How many agents are missing.
    pub agents_short: f64,
    /// What stands in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An agent that got nothing (Extension).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExcludedAgent {
    /// Who.
    pub agent_id: String,
    /// Why.
    pub reason: String,
}

/// The list of jobs, newest first (Extension).
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct JobList {
    /// Newest first.
    pub items: Vec<OptimizationJob>,
}

/// An instant on the wire: RFC 3339. Written in UTC with second precision and
/// `Z`; read with any offset and fractional seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub DateTime<Utc>);

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// As on the wire, also in a query.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        DateTime::parse_from_rfc3339(&text)
            .map(|instant| Self(instant.to_utc()))
            .map_err(serde::de::Error::custom)
    }
}

impl GroupBy {
    /// As on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Queue => "queue",
            Self::TimeBlock => "timeBlock",
        }
    }
}

impl JobStatus {
    /// Whether the job will not change any more.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Cancelled)
    }

    /// As on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Queued => "QUEUED",
            Self::Running => "RUNNING",
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
            Self::Cancelled => "CANCELLED",
            Self::Other(state) => state,
        }
    }
}

impl Serialize for JobStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for JobStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl From<String> for JobStatus {
    fn from(state: String) -> Self {
        let known = [
            Self::Queued,
            Self::Running,
            Self::Completed,
            Self::Failed,
            Self::Cancelled,
        ];
        let found = known.into_iter().find(|status| status.as_str() == state);
        found.unwrap_or(Self::Other(state))
    }
}

impl Default for ComplianceRules {
    fn default() -> Self {
        Self {
            max_consecutive_hours: 10.0,
            min_break_duration: 30,
            min_rest_hours: None,
            respect_published_shifts: true,
        }
    }
}

fn yes() -> bool {
    true
}

fn four_hours() -> f64 {
    4.0
}
