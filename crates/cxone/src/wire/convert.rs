//! Between wire shapes and `staffing` values.

use staffing::{RangeFault, Recommendation, Recommendations};
use thiserror::Error;

use super::{
    AssignmentRecommendation, BestSoFar, Break, CoverageRecord, DateRange, ExcludedAgent, Instant,
    OptimizationResult, RecommendedShift, Shift, ShiftMetadata, ShiftSkill, UnmetInterval,
};

/// Why an answer of the right shape cannot be right.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum WireFault {
    /// A range that ends before it starts.
    #[error("The server answered an impossible time. {0}")]
    Range(#[from] RangeFault),
}

impl From<&staffing::Shift> for Shift {
    fn from(shift: &staffing::Shift) -> Self {
        Self {
            agent_id: shift.agent.to_string(),
            start_date: Instant(shift.time.start),
            end_date: Instant(shift.time.end),
            skills: shift.skills.iter().map(ShiftSkill::from).collect(),
            status: shift.status,
            breaks: shift.breaks.iter().copied().map(Break::from).collect(),
            metadata: Some(ShiftMetadata {
                source: "shiftwright".to_owned(),
            }),
        }
    }
}

impl From<&staffing::ShiftSkill> for ShiftSkill {
    fn from(skill: &staffing::ShiftSkill) -> Self {
        Self {
            skill_id: skill.skill.to_string(),
            proficiency_level: skill.proficiency,
        }
    }
}

impl From<staffing::Break> for Break {
    fn from(pause: staffing::Break) -> Self {
        Self {
            start_time_offset: pause.offset_seconds,
            duration: pause.duration_seconds,
        }
    }
}

impl From<Break> for staffing::Break {
    fn from(pause: Break) -> Self {
        Self {
            offset_seconds: pause.start_time_offset,
            duration_seconds: pause.duration,
        }
    }
}

/// The contract writes whole days as `T00:00:00Z` to `T23:59:59Z`: the last second belongs to the range.
impl From<staffing::DateRange> for DateRange {
    fn from(range: staffing::DateRange) -> Self {
        Self {
            start: Instant(range.start),
            end: Instant(range.end - chrono::TimeDelta::seconds(1)),
        }
    }
}

/// Ends on `:59` seconds mean the whole minute.
impl TryFrom<DateRange> for staffing::DateRange {
    type Error = WireFault;

    fn try_from(range: DateRange) -> Result<Self, WireFault> {
        let Instant(end) = range.end;
        let whole = if end.timestamp().rem_euclid(60) == 59 {
            end + chrono::TimeDelta::seconds(1)
        } else {
            end
        };
        Ok(Self::new(range.start.0, whole)?)
    }
}

impl TryFrom<CoverageRecord> for staffing::coverage::CoverageRecord {
    type Error = WireFault;

    fn try_from(record: CoverageRecord) -> Result<Self, WireFault> {
        Ok(Self {
            skill: record.skill_id.map(Into::into),
            queue: record.queue_id,
            required_hours: record.required_hours,
            available_hours: record.available_hours,
            covered_hours: record.covered_hours,
            time: record.date_range.try_into()?,
        })
    }
}

impl TryFrom<OptimizationResult> for Recommendations {
    type Error = WireFault;

    fn try_from(result: OptimizationResult) -> Result<Self, WireFault> {
        let agents = result.assignment_recommendations.into_iter();
        let unmet = result.unmet_intervals.into_iter();
        Ok(Self {
            agents: agents.map(TryInto::try_into).collect::<Result<_, _>>()?,
            projected_improvement: result.projected_coverage_improvement,
            overtime_hours: result.estimated_overtime_hours,
            gap_to_bound: result.gap_to_bound,
            unmet: unmet.map(TryInto::try_into).collect::<Result<_, _>>()?,
            excluded: result.excluded_agents.into_iter().map(Into::into).collect(),
        })
    }
}

impl TryFrom<AssignmentRecommendation> for Recommendation {
    type Error = WireFault;

    fn try_from(recommendation: AssignmentRecommendation) -> Result<Self, WireFault> {
        let shifts = recommendation.recommended_shifts.into_iter();
        Ok(Self {
            agent: recommendation.agent_id.into(),
            compliance_score: recommendation.compliance_score,
            shifts: shifts.map(TryInto::try_into).collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<RecommendedShift> for staffing::RecommendedShift {
    type Error = WireFault;

    fn try_from(shift: RecommendedShift) -> Result<Self, WireFault> {
        Ok(Self {
            skill: shift.skill_id.into(),
            time: staffing::DateRange::new(shift.start_time.0, shift.end_time.0)?,
            coverage_impact: shift.coverage_impact,
            overtime: shift.overtime_flag,
            breaks: shift.breaks.into_iter().map(Into::into).collect(),
        })
    }
}

impl TryFrom<UnmetInterval> for staffing::UnmetInterval {
    type Error = WireFault;

    fn try_from(unmet: UnmetInterval) -> Result<Self, WireFault> {
        Ok(Self {
            skill: unmet.skill_id.into(),
            time: staffing::DateRange::new(unmet.start.0, unmet.end.0)?,
            agents_short: unmet.agents_short,
            reason: unmet.reason,
        })
    }
}

impl From<BestSoFar> for staffing::BestSoFar {
    fn from(best: BestSoFar) -> Self {
        Self {
            covered_hours: best.covered_hours,
            overtime_hours: best.overtime_hours,
            gap_to_bound: best.gap_to_bound,
        }
    }
}

impl From<ExcludedAgent> for staffing::ExcludedAgent {
    fn from(excluded: ExcludedAgent) -> Self {
        Self {
            agent: excluded.agent_id.into(),
            reason: excluded.reason,
        }
    }
}
