use std::sync::Arc;

use chrono_tz::Tz;
use serde_json::Value;
use tauri::Runtime;
use tauri_plugin_store::Store;
use workflow::computer_zone;
use workflow::intake::Memory;

use crate::fault::ErrorView;
use crate::view::settings::{SettingsView, Theme};

const SETTINGS: &str = "settings";
const LAST_CONNECTION: &str = "lastConnection";
const MEMORY: &str = "spreadsheets";

/// What the program remembers of a planner's habits; losing it loses no work.
pub(crate) struct Preferences {
    values: Box<dyn Values>,
}

/// The part of the preference store that is used here, free of the window's runtime.
trait Values: Send + Sync {
    fn get(&self, key: &str) -> Option<Value>;
    fn set(&self, key: &str, value: Value) -> Result<(), tauri_plugin_store::Error>;
}

impl Preferences {
    pub(crate) fn new<R: Runtime>(store: Arc<Store<R>>) -> Self {
        Self {
            values: Box::new(store),
        }
    }

    /// The planner's settings; defaults for what was never set or is no longer understood.
    pub(crate) fn settings(&self) -> SettingsView {
        self.values
            .get(SETTINGS)
            .and_then(|value| serde_json::from_value(value).ok())
            .filter(|settings: &SettingsView| check(settings).is_ok())
            .unwrap_or_default()
    }

    pub(crate) fn save_settings(&self, settings: &SettingsView) -> Result<(), ErrorView> {
        check(settings)?;
        let value = serde_json::to_value(settings).map_err(unsaved)?;
        self.values.set(SETTINGS, value).map_err(unsaved)
    }

    /// The id of the connection that was used last.
    pub(crate) fn last_connection(&self) -> Option<String> {
        self.values
            .get(LAST_CONNECTION)?
            .as_str()
            .map(str::to_owned)
    }

    /// The next start opens no connection.
    pub(crate) fn forget_last_connection(&self) -> Result<(), ErrorView> {
        self.values
            .set(LAST_CONNECTION, Value::Null)
            .map_err(unsaved)
    }

    pub(crate) fn set_last_connection(&self, id: &str) -> Result<(), ErrorView> {
        self.values
            .set(LAST_CONNECTION, Value::from(id))
            .map_err(unsaved)
    }
}

/// What is remembered of spreadsheets.
impl Preferences {
    /// How columns, skill names and codes were understood before.
    pub(crate) fn memory(&self) -> Memory {
        self.values
            .get(MEMORY)
            .and_then(|value| serde_json::from_value(value).ok())
            .unwrap_or_default()
    }

    /// Remembers more, or less. A memory that cannot be saved stops no work.
    pub(crate) fn change_memory(&self, change: impl FnOnce(&mut Memory)) {
        let mut memory = self.memory();
        change(&mut memory);
        let saved = serde_json::to_value(memory)
            .map_err(unsaved)
            .and_then(|value| self.values.set(MEMORY, value).map_err(unsaved));
        if let Err(fault) = saved {
            tracing::warn!(fault = fault.message, "what was chosen is not remembered");
        }
    }
}

impl Default for SettingsView {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zone: computer_zone().name().to_owned(),
            threshold: staffing::Threshold::default().get(),
            poll_seconds: 5,
            deadline_seconds: 300,
        }
    }
}

/// The zone of that name.
pub(crate) fn zone_named(name: &str) -> Result<Tz, ErrorView> {
    name.parse().map_err(|_| {
        ErrorView::fault(format!(
            "There is no time zone called \"{name}\". Choose one from the list."
        ))
    })
}

fn check(settings: &SettingsView) -> Result<(), ErrorView> {
    zone_named(&settings.zone)?;
    staffing::Threshold::try_from(settings.threshold)
        .map_err(|fault| ErrorView::fault(fault.to_string()))?;
    if !(1..=60).contains(&settings.poll_seconds) {
        return Err(ErrorView::fault(
            "A run can be looked at every 1 to 60 seconds.",
        ));
    }
    if !(10..=3600).contains(&settings.deadline_seconds) {
        return Err(ErrorView::fault(
            "Waiting for a run can last 10 to 3,600 seconds.",
        ));
    }
    Ok(())
}

fn unsaved(fault: impl std::fmt::Display) -> ErrorView {
    ErrorView::fault(format!(
        "The settings could not be saved: {fault}. Check that the disk is not full."
    ))
}

impl<R: Runtime> Values for Arc<Store<R>> {
    fn get(&self, key: &str) -> Option<Value> {
        Store::get(self, key)
    }

    fn set(&self, key: &str, value: Value) -> Result<(), tauri_plugin_store::Error> {
        Store::set(self, key, value);
        self.save()
    }
}
