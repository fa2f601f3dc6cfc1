//! Shapes of the settings.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the desktop is.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Preferences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// Light or dark.
    pub theme: Theme,
    /// The zone in which times are shown and files are read.
    pub zone: String,
    /// Share below which there is a gap.
    pub threshold: f64,
    /// Seconds between two looks at a run, 1 to 60.
    pub poll_seconds: u32,
    /// Seconds after which waiting for a run ends, 10 to 3,600.
    pub deadline_seconds: u32,
}
