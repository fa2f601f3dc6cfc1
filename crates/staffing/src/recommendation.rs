use serde::{Deserialize, Serialize};

use crate::{AgentId, Break, DateRange, SkillId};

/// What an optimization run proposes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recommendations {
    /// One for each agent that could work more.
    pub agents: Vec<Recommendation>,
    /// Growth of covered ÷ required hours over the targeted skills: 0.23 is 23 percentage points.
    pub projected_improvement: f64,
    /// Hours beyond contracted hours.
    pub overtime_hours: f64,
    /// (objective − bound) ÷ objective: at most this far from the best possible. Not every server tells.
    pub gap_to_bound: Option<f64>,
    /// What stays understaffed. Not every server tells.
    pub unmet: Vec<UnmetInterval>,
    /// Agents that got nothing. Not every server tells.
    pub excluded: Vec<ExcludedAgent>,
}

/// One agent's recommended shifts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Who.
    pub agent: AgentId,
    /// How well it fits the rules and habits, 0 to 1.
    pub compliance_score: f64,
    /// What they could work; at least one.
    pub shifts: Vec<RecommendedShift>,
}

/// Work that an agent could do to fill a shortfall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecommendedShift {
    /// What for.
    pub skill: SkillId,
    /// When.
    pub time: DateRange,
    /// Hours of shortfall that it fills.
    pub coverage_impact: f64,
    /// Whether it goes beyond the agent's contracted hours.
    pub overtime: bool,
    /// Unworked time inside it, where the server tells.
    pub breaks: Vec<Break>,
}

/// Time that stays understaffed although everything was tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnmetInterval {
    /// Which skill.
    pub skill: SkillId,
    /// When.
    pub time: DateRange,
    /// How many agents are missing.
    pub agents_short: f64,
    /// What stands in the way.
    pub reason: Option<String>,
}

/// An agent that got no recommendation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcludedAgent {
    /// Who.
    pub agent: AgentId,
    /// Why, in plain words.
    pub reason: String,
}

/// The best answer that a running optimization holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BestSoFar {
    /// Hours of shortfall that it fills.
    pub covered_hours: f64,
    /// Hours beyond contracted hours.
    pub overtime_hours: f64,
    /// At most this far from the best possible, as a share.
    pub gap_to_bound: f64,
}

impl Recommendations {
    /// How many shifts are recommended.
    #[must_use]
    pub fn shift_count(&self) -> usize {
        self.agents.iter().map(|agent| agent.shifts.len()).sum()
    }
}

impl RecommendedShift {
    /// Hours worked, breaks left out.
    #[must_use]
    pub fn worked_hours(&self) -> f64 {
        let breaks: u32 = self.breaks.iter().map(|pause| pause.duration_seconds).sum();
        self.time.hours() - f64::from(breaks) / 3600.0
    }
}
