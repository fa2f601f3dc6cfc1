//! Shapes of the step "Connect".

use cxone::{AccessReport, AccessStep, StepOutcome};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::settings::SettingsView;
use crate::fault::ErrorView;

/// What stands behind a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionKind {
    /// The embedded workspace with the sample contact centre.
    Sample,
    /// The embedded workspace with the planner's own data.
    Own,
    /// A CXone tenant.
    Tenant,
}

/// Where a connection's secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SecretPlace {
    /// This computer needs none.
    None,
    /// In the operating system's keychain.
    Keychain,
    /// In memory until the program closes.
    Session,
    /// Must be typed again.
    Missing,
}

/// A saved connection.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Names it.
    pub id: String,
    /// As the planner calls it.
    pub name: String,
    /// What stands behind it.
    pub kind: ConnectionKind,
    /// Its base URL; empty for this computer.
    pub address: String,
    /// Who signs in, at a tenant.
    pub client_id: Option<String>,
    /// Where its secret is.
    pub secret: SecretPlace,
}

/// Where a tenant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Region {
    /// United States.
    Us,
    /// Europe.
    Eu,
    /// Japan.
    Jp,
    /// At a base URL of its own.
    Custom,
}

/// What the planner types to connect to a tenant.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TenantForm {
    /// A saved connection that is changed; none for a new one.
    pub id: Option<String>,
    /// What to call it.
    pub name: String,
    /// Where it is.
    pub region: Region,
    /// Counts for a custom region only.
    pub base_url: String,
    /// Path of the token endpoint.
    pub token_path: String,
    /// Path before every call.
    pub api_prefix: String,
    /// Who signs in.
    pub client_id: String,
    /// Goes to the keychain, never back to the window.
    pub secret: String,
}

/// How a step of the check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CheckState {
    /// As it should be.
    Ok,
    /// Not as it should be; the message says why.
    Failed,
    /// Not looked at, because an earlier step failed.
    NotChecked,
}

/// One step of the check that ends signing in.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckStep {
    /// What was looked at.
    pub label: String,
    /// How it went.
    pub state: CheckState,
    /// What to do about it.
    pub message: Option<String>,
}

/// A connection that is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectedView {
    /// Which.
    pub connection: ConnectionView,
    /// What it may do.
    pub steps: Vec<CheckStep>,
}

/// What the window needs when it opens.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StartView {
    /// Saved connections.
    pub connections: Vec<ConnectionView>,
    /// The last used one, signed in again.
    pub connected: Option<ConnectedView>,
    /// Why it could not be signed in again.
    pub last_fault: Option<ErrorView>,
    /// Time zones to choose from.
    pub zones: Vec<String>,
    /// Preferences.
    pub settings: SettingsView,
}

/// The lines of the check that ends signing in.
pub(crate) fn steps(access: &AccessReport) -> Vec<CheckStep> {
    let step = |step: &AccessStep| {
        let (state, message) = match &step.outcome {
            StepOutcome::Ok => (CheckState::Ok, None),
            StepOutcome::NotChecked => (CheckState::NotChecked, None),
            StepOutcome::Failed(fault) => (
                CheckState::Failed,
                Some(format!("{fault} {}", fault.hint())),
            ),
        };
        CheckStep {
            label: step.what.to_string(),
            state,
            message,
        }
    };
    access.steps.iter().map(step).collect()
}

impl From<workflow::SecretPlace> for SecretPlace {
    fn from(place: workflow::SecretPlace) -> Self {
        match place {
            workflow::SecretPlace::Keychain => Self::Keychain,
            workflow::SecretPlace::Session => Self::Session,
            workflow::SecretPlace::Missing => Self::Missing,
        }
    }
}
