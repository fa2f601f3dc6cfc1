//! Importing shifts.

use serde::{Deserialize, Serialize};
use staffing::{Proficiency, ShiftStatus};

use super::{Instant, RecordError, lenient};

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
    #[serde(deserialize_with = "lenient::whole")]
    pub start_time_offset: u32,
    /// Seconds.
    #[serde(deserialize_with = "lenient::whole")]
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
    #[serde(deserialize_with = "lenient::whole")]
    pub processed_count: usize,
    /// Records that failed.
    #[serde(deserialize_with = "lenient::whole")]
    pub failed_count: usize,
    /// `COMPLETED` or `VALIDATED`.
    pub status: String,
    /// Extension: of the processed records, those that stand now and did not before.
    #[serde(
        default,
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub new_count: Option<usize>,
    /// Extension: of the processed records, those that stood and were changed:
    /// another skill, a proficiency that was missing, or what replaces the rest.
    #[serde(
        default,
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub updated_count: Option<usize>,
    /// Extension: of the processed records, those that stood and stay as they are.
    #[serde(
        default,
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub unchanged_count: Option<usize>,
    /// Extension: of the updated and the unchanged records, those that stand
    /// with other breaks, another status or another proficiency, and keep them.
    #[serde(
        default,
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub kept_count: Option<usize>,
    /// Extension: stored shifts of other windows that gave way to processed records.
    #[serde(
        default,
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub replaced_count: Option<usize>,
    /// Why records failed.
    #[serde(default, deserialize_with = "lenient::list")]
    pub errors: Vec<RecordError>,
}
