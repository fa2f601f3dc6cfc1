//! Asking for an optimization.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use staffing::Priority;

use super::{DateRange, Instant, lenient};

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
    #[serde(deserialize_with = "lenient::whole")]
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

impl OptimizationRequest {
    /// Whether `listed` is this request as a server keeps it: what was left out
    /// may be filled in, the order of skills may be another, and an end may be the
    /// last second or the first instant after it.
    #[must_use]
    pub fn is_kept_as(&self, listed: &Self) -> bool {
        let near = |one: Instant, other: Instant| (one.0 - other.0).abs() <= TimeDelta::seconds(1);
        let (mine, theirs) = (&self.date_range, &listed.date_range);
        let same_rules = match self.compliance_rules.min_rest_hours {
            Some(_) => self.compliance_rules == listed.compliance_rules,
            None => {
                let filled_in = listed.compliance_rules.min_rest_hours;
                let mine = ComplianceRules {
                    min_rest_hours: filled_in,
                    ..self.compliance_rules
                };
                mine == listed.compliance_rules
            }
        };
        mine.start == theirs.start
            && near(mine.end, theirs.end)
            && self.optimization_goals == listed.optimization_goals
            && by_skill(&self.gap_resolution_rules) == by_skill(&listed.gap_resolution_rules)
            && same_rules
    }
}

fn by_skill(rules: &[GapRule]) -> Vec<&GapRule> {
    let mut rules: Vec<_> = rules.iter().collect();
    rules.sort_by(|one, other| one.target_skill_id.cmp(&other.target_skill_id));
    rules
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
