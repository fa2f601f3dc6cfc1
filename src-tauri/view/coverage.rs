//! Shapes of the step "Coverage".

use serde::{Deserialize, Serialize};
use specta::Type;
use staffing::coverage::CoverageRecord;
use staffing::{Threshold, rounded_hours, rounded_ratio};
use workflow::WorkError;
use workflow::coverage::{Coverage, is_hidden_gap};

use super::{count, instant};

/// How urgent a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "UPPERCASE")]
pub enum Priority {
    /// Below 70 %.
    High,
    /// Below the threshold.
    Medium,
}

/// One record of coverage.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CoverageRow {
    /// Which skill.
    pub skill_id: String,
    /// The record's first instant.
    pub start: String,
    /// The first instant after it.
    pub end: String,
    /// Hours.
    pub required_hours: f64,
    /// Hours.
    pub available_hours: f64,
    /// Hours of requirement actually met, where the server tells.
    pub covered_hours: Option<f64>,
    /// Available ÷ required; none where nothing is required.
    pub ratio: Option<f64>,
    /// Required − available; negative is more than needed.
    pub deficit_hours: f64,
    /// None where there is no gap.
    pub priority: Option<Priority>,
    /// Met in sum, understaffed at times.
    pub hidden: bool,
}

/// Coverage of some days.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CoverageView {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Whose days.
    pub zone: String,
    /// Share below which there is a gap.
    pub threshold: f64,
    /// One or more a skill.
    pub rows: Vec<CoverageRow>,
    /// Rows with a gap.
    pub gap_count: u32,
    /// Their deficits, summed.
    pub short_hours: f64,
}

impl CoverageView {
    /// Coverage judged by a threshold.
    pub(crate) fn of(coverage: &Coverage, threshold: Threshold) -> Result<Self, WorkError> {
        let gaps = coverage.gaps(threshold)?;
        let days = coverage.days;
        let short: f64 = gaps.iter().map(|gap| gap.deficit_hours).sum();
        Ok(Self {
            from: days.first.to_string(),
            to: days.last.to_string(),
            zone: days.zone.name().to_owned(),
            threshold: threshold.get(),
            rows: coverage
                .records
                .iter()
                .filter_map(|record| row(record, threshold))
                .collect(),
            gap_count: count(gaps.len()),
            short_hours: rounded_hours(short),
        })
    }
}

fn row(record: &CoverageRecord, threshold: Threshold) -> Option<CoverageRow> {
    let ratio = record.ratio();
    let is_gap = ratio.is_some_and(|ratio| ratio < threshold.get());
    Some(CoverageRow {
        skill_id: record.skill.as_ref()?.to_string(),
        start: instant(record.time.start),
        end: instant(record.time.end),
        required_hours: rounded_hours(record.required_hours),
        available_hours: rounded_hours(record.available_hours),
        covered_hours: record.covered_hours.map(rounded_hours),
        ratio: ratio.map(rounded_ratio),
        deficit_hours: rounded_hours(record.deficit_hours()),
        priority: ratio
            .filter(|_| is_gap)
            .map(|ratio| staffing::Priority::of_ratio(ratio).into()),
        hidden: is_hidden_gap(record, threshold),
    })
}

impl From<staffing::Priority> for Priority {
    fn from(priority: staffing::Priority) -> Self {
        match priority {
            staffing::Priority::High => Self::High,
            staffing::Priority::Medium => Self::Medium,
        }
    }
}
