//! Optimization runs and what they answer.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Break, Instant, OptimizationRequest, lenient};

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
    /// When it was submitted (Extension).
    #[serde(
        default,
        deserialize_with = "lenient::extension",
        skip_serializing_if = "Option::is_none"
    )]
    pub submitted_at: Option<Instant>,
    /// What was asked (Extension, in the list of jobs).
    #[serde(
        default,
        deserialize_with = "lenient::extension",
        skip_serializing_if = "Option::is_none"
    )]
    pub request: Option<OptimizationRequest>,
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
