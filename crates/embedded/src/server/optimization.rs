//! The body of an optimization run, read with all its faults.

use chrono::{DateTime, Utc};
use cxone::wire::{
    AgentPool, ComplianceRules, DateRange, GapRule, Goal, Instant, OptimizationRequest,
};
use serde_json::Value;
use staffing::Priority;

use super::errors::ApiError;
use super::fields::{Fields, Object};
use crate::time::{DAY, end_minute_of, minute_of};

/// As for coverage.
const MOST_DAYS: i64 = 62;

/// The request, if its shape is right throughout.
pub fn read(body: &[u8]) -> Result<OptimizationRequest, ApiError> {
    let invalid = |message: &str, errors| ApiError::Invalid {
        code: "INVALID_OPTIMIZATION_REQUEST",
        message: message.to_owned(),
        errors,
    };
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| invalid(&format!("The body is not JSON: {error}."), Vec::new()))?;
    let mut fields = Fields::default();
    let request = request(&mut fields, &value);
    match request {
        Some(request) if fields.faults.is_empty() => Ok(request),
        _ => Err(invalid(
            "The request is not as it must be, and no run was started.",
            fields.faults,
        )),
    }
}

fn request(fields: &mut Fields, value: &Value) -> Option<OptimizationRequest> {
    let object = fields.object(value, "body")?;
    let range = fields.needed(object, "dateRange");
    let range = range.and_then(|range| date_range(fields, range));
    let goals = fields.needed(object, "optimizationGoals");
    let goals = goals.and_then(|goals| optimization_goals(fields, goals));
    let rules = fields.needed(object, "gapResolutionRules");
    let rules = rules.and_then(|rules| gap_rules(fields, rules));
    let compliance = fields.needed(object, "complianceRules");
    let compliance = compliance.and_then(|rules| compliance_rules(fields, rules));
    Some(OptimizationRequest {
        date_range: range?,
        optimization_goals: goals?,
        gap_resolution_rules: rules?,
        compliance_rules: compliance?,
    })
}

fn date_range(fields: &mut Fields, value: &Value) -> Option<DateRange> {
    let object = fields.object(value, "dateRange")?;
    let mut instant = |name: &str| -> Option<DateTime<Utc>> {
        let value = fields.needed(object, name)?;
        fields.instant(value, name)
    };
    let (start, end) = (instant("start"), instant("end"));
    let (start, end) = (start?, end?);
    let minutes = end_minute_of(end) - minute_of(start);
    if minutes <= 0 {
        fields.fault(
            "dateRange",
            "END_NOT_AFTER_START",
            "The range must end at least a minute after it starts.",
        );
        return None;
    }
    if minutes > MOST_DAYS * DAY {
        let message = format!("The range must be at most {MOST_DAYS} days long.");
        fields.fault("dateRange", "RANGE_TOO_LONG", message);
        return None;
    }
    Some(DateRange {
        start: Instant(start),
        end: Instant(end),
    })
}

fn optimization_goals(fields: &mut Fields, value: &Value) -> Option<Vec<Goal>> {
    let list = full_list(fields, value, "optimizationGoals")?;
    let mut goals = Vec::new();
    for item in list {
        let words = ["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"];
        goals.push(match fields.word(item, "optimizationGoals", &words)? {
            "MINIMIZE_OVERTIME" => Goal::MinimizeOvertime,
            _ => Goal::MaximizeSkillCoverage,
        });
    }
    Some(goals)
}

fn gap_rules(fields: &mut Fields, value: &Value) -> Option<Vec<GapRule>> {
    let list = full_list(fields, value, "gapResolutionRules")?;
    let mut rules = Vec::new();
    for (index, item) in list.iter().enumerate() {
        fields.index = Some(index);
        rules.extend(gap_rule(fields, item));
    }
    fields.index = None;
    Some(rules)
}

fn gap_rule(fields: &mut Fields, value: &Value) -> Option<GapRule> {
    let object = fields.object(value, "gapResolutionRules")?;
    let skill = fields.needed(object, "targetSkillId");
    let skill = skill.and_then(|skill| fields.id(skill, "targetSkillId"));
    let deficit = fields.needed(object, "deficitHours");
    let deficit =
        deficit.and_then(|hours| fields.number(hours, "deficitHours", (0.0, f64::MAX), false));
    let priority = fields.needed(object, "priority");
    let priority = priority.and_then(|word| fields.word(word, "priority", &["HIGH", "MEDIUM"]));
    let allow_overtime = fields.flag(object, "allowOvertime", true);
    let overtime = number_or(
        fields,
        object,
        "maxOvertimeHoursPerAgent",
        (0.0, 168.0),
        4.0,
    );
    let pool = match object.get("preferredAgentPool") {
        None => Some("AVAILABLE"),
        Some(word) => fields.word(word, "preferredAgentPool", &["AVAILABLE", "ALL"]),
    };
    Some(GapRule {
        target_skill_id: skill?.to_owned(),
        deficit_hours: deficit?,
        priority: match priority? {
            "HIGH" => Priority::High,
            _ => Priority::Medium,
        },
        allow_overtime,
        max_overtime_hours_per_agent: overtime?,
        preferred_agent_pool: match pool? {
            "ALL" => AgentPool::All,
            _ => AgentPool::Available,
        },
    })
}

fn compliance_rules(fields: &mut Fields, value: &Value) -> Option<ComplianceRules> {
    let object = fields.object(value, "complianceRules")?;
    let stretch = number_or(fields, object, "maxConsecutiveHours", (0.0, 24.0), 10.0);
    if stretch == Some(0.0) {
        fields.fault(
            "maxConsecutiveHours",
            "INVALID_VALUE",
            "maxConsecutiveHours must be more than 0.",
        );
    }
    let pause = match object.get("minBreakDuration") {
        None => Some(30.0),
        Some(value) => fields.number(value, "minBreakDuration", (0.0, 240.0), true),
    };
    let rest = number_or(fields, object, "minRestHours", (0.0, 24.0), 11.0);
    let respect = fields.flag(object, "respectPublishedShifts", true);
    Some(ComplianceRules {
        max_consecutive_hours: stretch?,
        min_break_duration: pause? as u32,
        min_rest_hours: Some(rest?),
        respect_published_shifts: respect,
    })
}

fn number_or(
    fields: &mut Fields,
    object: &Object,
    name: &str,
    bounds: (f64, f64),
    default: f64,
) -> Option<f64> {
    match object.get(name) {
        None => Some(default),
        Some(value) => fields.number(value, name, bounds, false),
    }
}

/// A list of at least one item.
fn full_list<'v>(fields: &mut Fields, value: &'v Value, name: &str) -> Option<&'v [Value]> {
    let list = fields.list(value, name)?;
    if list.is_empty() {
        fields.fault(name, "MISSING_FIELD", format!("{name} is empty."));
        return None;
    }
    Some(list)
}
