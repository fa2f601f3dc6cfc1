//! What a refused call answers.

use serde::{Deserialize, Serialize};

use super::{Instant, lenient};

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
    /// Extension: the stored shifts that an imported one overlaps, earliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts_with: Vec<ShiftWindow>,
}

/// From when to when a stored shift is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShiftWindow {
    /// First instant.
    pub start_date: Instant,
    /// First instant after it.
    pub end_date: Instant,
}
