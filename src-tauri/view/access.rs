//! Shapes of the check of a connection, and of the pauses that a server asks for.

use cxone::{AccessReport, AccessStep, Pause, StepOutcome};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::connection::ConnectionView;
use super::{instant, seconds};

/// How a step of the check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CheckState {
    /// As it should be.
    Ok,
    /// Not as it should be; the message says why.
    Failed,
    /// Not looked at, because an earlier step failed or the server does not tell.
    NotChecked,
}

/// One step of the check.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckStep {
    /// What was looked at.
    pub label: String,
    /// How it went.
    pub state: CheckState,
    /// Why it failed.
    pub message: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// Who can mend it, as a sentence names them.
    pub mender: Option<String>,
    /// What the server said, for the helpdesk.
    pub details: Option<String>,
}

/// What a connection may do.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// Whom was asked.
    pub host: String,
    /// When.
    pub checked_at: String,
    /// In the order in which they were tried.
    pub steps: Vec<CheckStep>,
    /// All of it as text for a helpdesk, without secrets.
    pub copy_text: String,
}

/// A connection that was checked.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckedView {
    /// Which.
    pub connection: ConnectionView,
    /// Whether it is the open one now.
    pub is_open: bool,
    /// What came of it.
    pub report: CheckReport,
}

/// How far a check is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CheckUpdate {
    /// A step ended.
    Step {
        /// Which, and how.
        step: CheckStep,
    },
    /// The server asked to wait, or that is over.
    Pause {
        /// None: it is over.
        pause: Option<PauseView>,
    },
}

/// A pause that the server asked for: every call of the connection waits.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PauseView {
    /// What is left of it.
    pub seconds: f64,
    /// What the server asked for, where that was cut to what is waited at most.
    pub asked_seconds: Option<f64>,
}

impl From<&AccessStep> for CheckStep {
    fn from(step: &AccessStep) -> Self {
        let plain = |state| Self {
            label: step.what.to_string(),
            state,
            message: None,
            hint: None,
            mender: None,
            details: None,
        };
        match &step.outcome {
            StepOutcome::Ok => plain(CheckState::Ok),
            StepOutcome::NotChecked => plain(CheckState::NotChecked),
            StepOutcome::Failed(fault) => Self {
                message: Some(fault.to_string()),
                hint: Some(fault.hint().to_owned()),
                mender: Some(fault.mender().to_string()),
                details: fault.details().map(ToString::to_string),
                ..plain(CheckState::Failed)
            },
        }
    }
}

impl From<&AccessReport> for CheckReport {
    fn from(access: &AccessReport) -> Self {
        Self {
            host: access.host.clone(),
            checked_at: instant(access.checked_at),
            steps: access.steps.iter().map(Into::into).collect(),
            copy_text: access.copy_text(),
        }
    }
}

impl PauseView {
    /// A pause that is not over.
    pub(crate) fn of(pause: &Pause) -> Option<Self> {
        let left = pause.remaining();
        (!left.is_zero()).then(|| Self {
            seconds: seconds(left),
            asked_seconds: pause.cut_from().map(seconds),
        })
    }
}
