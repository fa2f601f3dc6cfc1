//! What was done.

use tauri::State;

use super::Answer;
use crate::desk::Desk;
use crate::view::history::HistoryView;

/// Imports and runs through every connection, newest first.
#[tauri::command]
#[specta::specta]
pub async fn history(desk: State<'_, Desk>) -> Answer<HistoryView> {
    let imports = desk.store.imports()?;
    let runs = desk.store.runs()?;
    Ok(HistoryView {
        imports: imports.into_iter().map(Into::into).collect(),
        runs: runs.into_iter().map(Into::into).collect(),
    })
}
