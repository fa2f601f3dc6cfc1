//! Shapes of the step "Recommendations".

use chrono_tz::Tz;
use serde::Serialize;
use specta::Type;
use staffing::{
    ExcludedAgent, Recommendation, Recommendations, RecommendedShift, UnmetInterval, rounded_hours,
};
use workflow::FinishedRun;
use workflow::coverage::LocalDays;

use super::{count, instant};

/// Work that an agent could do.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecommendedShiftView {
    /// For which skill.
    pub skill_id: String,
    /// First instant.
    pub start: String,
    /// First instant after it.
    pub end: String,
    /// Hours worked, breaks left out.
    pub hours: f64,
    /// Hours of shortfall filled.
    pub coverage_impact: f64,
    /// Beyond contracted hours.
    pub overtime: bool,
}

/// One agent's recommended shifts.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentView {
    /// Who.
    pub agent_id: String,
    /// 0 to 1.
    pub compliance_score: f64,
    /// Hours of shortfall filled, summed.
    pub coverage_impact: f64,
    /// Hours worked, summed.
    pub hours: f64,
    /// At least one.
    pub shifts: Vec<RecommendedShiftView>,
}

/// Time that stays understaffed.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnmetView {
    /// Which skill.
    pub skill_id: String,
    /// First instant.
    pub start: String,
    /// First instant after it.
    pub end: String,
    /// How many agents are missing.
    pub agents_short: f64,
    /// What stands in the way.
    pub reason: Option<String>,
}

/// An agent that got nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExcludedView {
    /// Who.
    pub agent_id: String,
    /// Why.
    pub reason: String,
}

/// What a run proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecommendationsView {
    /// Names the run.
    pub run_id: String,
    /// When its answer came.
    pub finished_at: String,
    /// First day that was staffed.
    pub from: String,
    /// Last day.
    pub to: String,
    /// 0.23 is 23 percentage points.
    pub improvement: f64,
    /// Hours beyond contracted hours.
    pub overtime_hours: f64,
    /// All recommended hours.
    pub extra_hours: f64,
    /// Recommended shifts.
    pub shift_count: u32,
    /// At most this far from the best possible, where the server tells.
    pub gap_to_bound: Option<f64>,
    /// By agent.
    pub agents: Vec<AgentView>,
    /// What stays understaffed.
    pub unmet: Vec<UnmetView>,
    /// Agents that got nothing.
    pub excluded: Vec<ExcludedView>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    /// Where.
    pub path: String,
    /// Recommended shifts in it.
    pub rows: u32,
}

impl RecommendationsView {
    /// A finished run as the window shows it, its days those of `zone`.
    pub(crate) fn of(run: FinishedRun, zone: Tz) -> Self {
        let days = LocalDays::touching(run.range, zone);
        let proposed = run.recommendations;
        let hours: f64 = shifts(&proposed).map(RecommendedShift::worked_hours).sum();
        Self {
            run_id: run.id,
            finished_at: instant(run.ended_at),
            from: days.first.to_string(),
            to: days.last.to_string(),
            improvement: proposed.projected_improvement,
            overtime_hours: rounded_hours(proposed.overtime_hours),
            extra_hours: rounded_hours(hours),
            shift_count: count(proposed.shift_count()),
            gap_to_bound: proposed.gap_to_bound,
            agents: proposed.agents.into_iter().map(Into::into).collect(),
            unmet: proposed.unmet.into_iter().map(Into::into).collect(),
            excluded: proposed.excluded.into_iter().map(Into::into).collect(),
        }
    }
}

fn shifts(proposed: &Recommendations) -> impl Iterator<Item = &RecommendedShift> {
    proposed.agents.iter().flat_map(|agent| &agent.shifts)
}

impl From<Recommendation> for AgentView {
    fn from(agent: Recommendation) -> Self {
        let worked: f64 = agent
            .shifts
            .iter()
            .map(RecommendedShift::worked_hours)
            .sum();
        let filled: f64 = agent.shifts.iter().map(|shift| shift.coverage_impact).sum();
        Self {
            agent_id: agent.agent.to_string(),
            compliance_score: agent.compliance_score,
            coverage_impact: rounded_hours(filled),
            hours: rounded_hours(worked),
            shifts: agent.shifts.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<RecommendedShift> for RecommendedShiftView {
    fn from(shift: RecommendedShift) -> Self {
        Self {
            hours: rounded_hours(shift.worked_hours()),
            skill_id: shift.skill.to_string(),
            start: instant(shift.time.start),
            end: instant(shift.time.end),
            coverage_impact: rounded_hours(shift.coverage_impact),
            overtime: shift.overtime,
        }
    }
}

impl From<UnmetInterval> for UnmetView {
    fn from(unmet: UnmetInterval) -> Self {
        Self {
            skill_id: unmet.skill.to_string(),
            start: instant(unmet.time.start),
            end: instant(unmet.time.end),
            agents_short: rounded_hours(unmet.agents_short),
            reason: unmet.reason,
        }
    }
}

impl From<ExcludedAgent> for ExcludedView {
    fn from(excluded: ExcludedAgent) -> Self {
        Self {
            agent_id: excluded.agent.to_string(),
            reason: excluded.reason,
        }
    }
}
