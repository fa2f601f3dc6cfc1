//! Coverage.

use serde::{Deserialize, Serialize};

use super::{DateRange, lenient};

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
    #[serde(deserialize_with = "lenient::whole")]
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
