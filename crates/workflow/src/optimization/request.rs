use cxone::wire::{AgentPool, ComplianceRules, GapRule, Goal, OptimizationRequest};
use staffing::{DateRange, Gap, SkillId, rounded_hours};

use crate::WorkError;

/// What a planner may set for a run; the defaults are the contract's.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRules {
    /// In order of weight.
    pub goals: Vec<Goal>,
    /// Whether overtime may be recommended.
    pub allow_overtime: bool,
    /// Hours of overtime for each agent, 0 to 168.
    pub max_overtime_hours: f64,
    /// Longest stretch of work in hours, breaks included, above 0 to 24.
    pub max_consecutive_hours: f64,
    /// Shortest break in minutes, 0 to 240.
    pub min_break_minutes: u32,
    /// Leave published shifts where they are.
    pub respect_published: bool,
    /// Whom to ask first.
    pub pool: AgentPool,
}

/// Builds the request for the chosen skills among `gaps` (one a skill).
///
/// # Errors
/// When there is no gap, none or no goal is chosen, or a rule is out of range.
pub fn request(
    range: DateRange,
    gaps: &[Gap],
    chosen: &[SkillId],
    rules: &RunRules,
) -> Result<OptimizationRequest, WorkError> {
    if gaps.is_empty() {
        return Err(WorkError::NothingToDo);
    }
    rules.check()?;
    let targets: Vec<GapRule> = gaps
        .iter()
        .filter(|gap| chosen.contains(&gap.skill))
        .map(|gap| GapRule {
            target_skill_id: gap.skill.to_string(),
            deficit_hours: rounded_hours(gap.deficit_hours),
            priority: gap.priority,
            allow_overtime: rules.allow_overtime,
            max_overtime_hours_per_agent: rules.max_overtime_hours,
            preferred_agent_pool: rules.pool,
        })
        .collect();
    if targets.is_empty() {
        return Err(WorkError::NothingChosen);
    }
    Ok(OptimizationRequest {
        date_range: range.into(),
        optimization_goals: rules.goals.clone(),
        gap_resolution_rules: targets,
        compliance_rules: ComplianceRules {
            max_consecutive_hours: rules.max_consecutive_hours,
            min_break_duration: rules.min_break_minutes,
            min_rest_hours: None,
            respect_published_shifts: rules.respect_published,
        },
    })
}

impl RunRules {
    /// The ranges are those of the API contract.
    fn check(&self) -> Result<(), WorkError> {
        if self.goals.is_empty() {
            return Err(WorkError::NoGoal);
        }
        let within = |name, value: f64, low: f64, high: f64, unit| {
            if (low..=high).contains(&value) {
                Ok(())
            } else {
                Err(WorkError::RuleOutOfRange {
                    name,
                    low,
                    high,
                    unit,
                })
            }
        };
        within(
            "Overtime for each agent",
            self.max_overtime_hours,
            0.0,
            168.0,
            " hours",
        )?;
        within(
            "The longest stretch of work",
            self.max_consecutive_hours,
            0.5,
            24.0,
            " hours",
        )?;
        within(
            "The shortest break",
            self.min_break_minutes.into(),
            0.0,
            240.0,
            " minutes",
        )
    }
}

impl Default for RunRules {
    fn default() -> Self {
        let rules = ComplianceRules::default();
        Self {
            goals: vec![Goal::MinimizeOvertime, Goal::MaximizeSkillCoverage],
            allow_overtime: true,
            max_overtime_hours: 4.0,
            max_consecutive_hours: rules.max_consecutive_hours,
            min_break_minutes: rules.min_break_duration,
            respect_published: rules.respect_published_shifts,
            pool: AgentPool::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use staffing::Priority;

    use super::*;

    fn range() -> DateRange {
        DateRange::new(
            "2026-11-30T00:00:00Z".parse().unwrap(),
            "2026-12-07T00:00:00Z".parse().unwrap(),
        )
        .unwrap()
    }

    fn gap(skill: &str) -> Gap {
        Gap {
            skill: skill.into(),
            time: range(),
            ratio: 0.6,
            deficit_hours: 21.504,
            priority: Priority::High,
        }
    }

    #[test]
    fn a_request_says_what_the_contract_asks_for() {
        let gaps = [gap("A"), gap("B")];

        let request = request(range(), &gaps, &["B".into()], &RunRules::default()).unwrap();

        assert_eq!(
            serde_json::to_value(&request).unwrap(),
            serde_json::json!({
                "dateRange": {"start": "2026-11-30T00:00:00Z", "end": "2026-12-06T23:59:59Z"},
                "optimizationGoals": ["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"],
                "gapResolutionRules": [{"targetSkillId": "B", "deficitHours": 21.5, "priority": "HIGH",
                    "allowOvertime": true, "maxOvertimeHoursPerAgent": 4.0, "preferredAgentPool": "AVAILABLE"}],
                "complianceRules": {"maxConsecutiveHours": 10.0, "minBreakDuration": 30, "respectPublishedShifts": true},
            })
        );
    }

    #[test]
    fn what_the_contract_forbids_is_never_sent() {
        let change = |change: fn(&mut RunRules)| {
            let mut rules = RunRules::default();
            change(&mut rules);
            rules
        };
        let cases = [
            (change(|rules| rules.goals.clear()), "goal"),
            (change(|rules| rules.max_overtime_hours = -1.0), "Overtime"),
            (
                change(|rules| rules.max_overtime_hours = f64::NAN),
                "Overtime",
            ),
            (
                change(|rules| rules.max_consecutive_hours = 24.5),
                "longest stretch",
            ),
            (
                change(|rules| rules.min_break_minutes = 241),
                "shortest break",
            ),
        ];
        for (rules, expected) in cases {
            let fault = request(range(), &[gap("A")], &["A".into()], &rules).unwrap_err();
            assert!(fault.to_string().contains(expected), "{fault}");
        }
        let none = request(range(), &[], &["A".into()], &RunRules::default());
        assert!(matches!(none, Err(WorkError::NothingToDo)));
        let unchosen = request(range(), &[gap("A")], &[], &RunRules::default());
        assert!(matches!(unchosen, Err(WorkError::NothingChosen)));
    }
}
