//! Shapes of the step "Optimize".

use cxone::{CxoneError, wire};
use serde::{Deserialize, Serialize};
use specta::Type;
use staffing::{Recommendations, rounded_hours};
use workflow::RunRecord;
use workflow::optimization::{RunProgress as Progress, RunReport, RunRules};

use super::coverage::Priority;
use super::{count, instant, seconds};

/// What a run strives for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Goal {
    /// As little overtime as possible.
    MinimizeOvertime,
    /// As much covered requirement as possible.
    MaximizeSkillCoverage,
}

/// Whom to ask first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "UPPERCASE")]
pub enum AgentPool {
    /// Agents at work that day or with contracted hours left.
    Available,
    /// No difference.
    All,
}

/// A gap to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GapView {
    /// Which skill.
    pub skill_id: String,
    /// Available ÷ required hours.
    pub ratio: f64,
    /// Required − available hours.
    pub deficit_hours: f64,
    /// How urgent.
    pub priority: Priority,
}

/// What the planner sets for a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunForm {
    /// Skills to optimize for.
    pub skills: Vec<String>,
    /// In order of weight.
    pub goals: Vec<Goal>,
    /// Whether overtime may be recommended.
    pub allow_overtime: bool,
    /// Hours for each agent.
    pub max_overtime_hours: f64,
    /// Longest stretch of work, hours.
    pub max_consecutive_hours: f64,
    /// Shortest break, minutes.
    pub min_break_minutes: u32,
    /// Leave published shifts where they are.
    pub respect_published: bool,
    /// Whom to ask first.
    pub pool: AgentPool,
}

/// What the step shows before a run.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunFormView {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// None when coverage is met.
    pub gaps: Vec<GapView>,
    /// The contract's defaults, all gaps chosen.
    pub form: RunForm,
}

/// What goes on, and what is open from before.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunStateView {
    /// Whether this program waits for a run right now.
    pub running: bool,
    /// The runs of the connection whose end is not known, newest first; none
    /// while one is waited for.
    pub unfinished: Vec<RunView>,
}

/// The best answer yet.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BestSoFar {
    /// Hours of shortfall filled.
    pub covered_hours: f64,
    /// Hours.
    pub overtime_hours: f64,
    /// At most this far from the best possible, share.
    pub gap_to_bound: f64,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunProgress {
    /// As the server names it.
    pub status: String,
    /// Share done, where the server tells.
    pub progress: Option<f64>,
    /// Where the server tells.
    pub best: Option<BestSoFar>,
    /// Since waiting began.
    pub elapsed_seconds: f64,
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunOutcome {
    /// Has recommendations.
    Completed,
    /// Was stopped; may have recommendations.
    Cancelled,
    /// The server gave up.
    Failed,
    /// Goes on at the server.
    StillRunning,
    /// The answer to the submission was lost.
    Unknown,
    /// The planner asks no more what became of it.
    GivenUp,
}

/// What became of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// Names it.
    pub run_id: String,
    /// When it was submitted.
    pub at: String,
    /// How it stands.
    pub outcome: RunOutcome,
    /// The server's words.
    pub message: Option<String>,
    /// What became of the call, for the helpdesk.
    pub details: Option<String>,
    /// Recommended shifts.
    pub recommended_shifts: u32,
}

impl RunForm {
    /// The rules that the planner set.
    pub(crate) fn rules(&self) -> RunRules {
        RunRules {
            goals: self.goals.iter().copied().map(Into::into).collect(),
            allow_overtime: self.allow_overtime,
            max_overtime_hours: self.max_overtime_hours,
            max_consecutive_hours: self.max_consecutive_hours,
            min_break_minutes: self.min_break_minutes,
            respect_published: self.respect_published,
            pool: self.pool.into(),
        }
    }
}

impl RunView {
    /// A run as it is stored: what is known of one that nobody waits for.
    pub(crate) fn of(run: &RunRecord) -> Self {
        Self {
            run_id: run.id.clone(),
            at: instant(run.at),
            outcome: run.outcome.into(),
            message: None,
            details: None,
            recommended_shifts: 0,
        }
    }

    /// A run whose submission got no answer.
    pub(crate) fn unknown(run: &RunRecord, fault: &CxoneError) -> Self {
        Self {
            message: Some(fault.to_string()),
            details: fault.details().map(ToString::to_string),
            ..Self::of(run)
        }
    }

    /// A run that is no longer waited for.
    pub(crate) fn still_running(run: &RunRecord) -> Self {
        Self {
            outcome: RunOutcome::StillRunning,
            ..Self::of(run)
        }
    }

    /// A run that was waited for.
    pub(crate) fn ended(run: &RunRecord, report: RunReport) -> Self {
        let recommended = report.recommendations.as_ref();
        Self {
            recommended_shifts: count(recommended.map_or(0, Recommendations::shift_count)),
            outcome: report.outcome.into(),
            message: report.message,
            ..Self::of(run)
        }
    }
}

impl From<Progress> for RunProgress {
    fn from(progress: Progress) -> Self {
        Self {
            status: progress.status.as_str().to_owned(),
            progress: progress.share,
            best: progress.best.map(Into::into),
            elapsed_seconds: seconds(progress.elapsed),
        }
    }
}

impl From<workflow::optimization::RunOutcome> for RunOutcome {
    fn from(outcome: workflow::optimization::RunOutcome) -> Self {
        use workflow::optimization::RunOutcome as From;
        match outcome {
            From::Completed => Self::Completed,
            From::Cancelled => Self::Cancelled,
            From::Failed => Self::Failed,
            From::StillRunning => Self::StillRunning,
            From::Unknown => Self::Unknown,
            From::GivenUp => Self::GivenUp,
        }
    }
}

impl From<staffing::BestSoFar> for BestSoFar {
    fn from(best: staffing::BestSoFar) -> Self {
        Self {
            covered_hours: rounded_hours(best.covered_hours),
            overtime_hours: rounded_hours(best.overtime_hours),
            gap_to_bound: best.gap_to_bound,
        }
    }
}

impl From<wire::Goal> for Goal {
    fn from(goal: wire::Goal) -> Self {
        match goal {
            wire::Goal::MinimizeOvertime => Self::MinimizeOvertime,
            wire::Goal::MaximizeSkillCoverage => Self::MaximizeSkillCoverage,
        }
    }
}

impl From<Goal> for wire::Goal {
    fn from(goal: Goal) -> Self {
        match goal {
            Goal::MinimizeOvertime => Self::MinimizeOvertime,
            Goal::MaximizeSkillCoverage => Self::MaximizeSkillCoverage,
        }
    }
}

impl From<wire::AgentPool> for AgentPool {
    fn from(pool: wire::AgentPool) -> Self {
        match pool {
            wire::AgentPool::Available => Self::Available,
            wire::AgentPool::All => Self::All,
        }
    }
}

impl From<AgentPool> for wire::AgentPool {
    fn from(pool: AgentPool) -> Self {
        match pool {
            AgentPool::Available => Self::Available,
            AgentPool::All => Self::All,
        }
    }
}
