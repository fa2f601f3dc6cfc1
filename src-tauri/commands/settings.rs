//! Preferences.

use tauri::State;

use super::Answer;
use crate::desk::Desk;
use crate::view::settings::SettingsView;

/// Saves the preferences and answers them as they are kept.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(desk: State<'_, Desk>, settings: SettingsView) -> Answer<SettingsView> {
    desk.preferences.save_settings(&settings)?;
    Ok(desk.preferences.settings())
}
