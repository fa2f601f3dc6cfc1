//! The step "Recommendations".

use std::sync::Arc;

use tauri::State;
use workflow::FinishedRun;

use super::{Answer, aside};
use crate::desk::Desk;
use crate::fault::ErrorView;
use crate::view::count;
use crate::view::recommendations::{ExportView, RecommendationsView};

/// What the newest finished run of the open connection proposes.
#[tauri::command]
#[specta::specta]
pub async fn recommendations(desk: State<'_, Desk>) -> Answer<Option<RecommendationsView>> {
    let zone = desk.zone();
    Ok(newest(&desk)?.map(|run| RecommendationsView::of(run, zone)))
}

/// Writes the newest recommendations to a CSV file where the planner says.
/// Answers none when the planner thinks better of it.
#[tauri::command]
#[specta::specta]
pub async fn export_recommendations(desk: State<'_, Desk>) -> Answer<Option<ExportView>> {
    let run = newest(&desk)?.ok_or_else(|| {
        ErrorView::fault("There are no recommendations to export. Run an optimization first.")
    })?;
    let zone = desk.zone();
    let first_day = run.range.start.with_timezone(&zone).date_naive();
    let dialogs = Arc::clone(&desk.dialogs);
    aside(move || {
        let suggested = format!("recommendations-{first_day}.csv");
        let Some(path) = dialogs.save_csv("Export recommendations", &suggested) else {
            return Ok(None);
        };
        let rows = spreadsheet::write_recommendations(&path, &run.recommendations, zone)?;
        Ok(Some(ExportView {
            path: path.display().to_string(),
            rows: count(rows),
        }))
    })
    .await?
}

fn newest(desk: &Desk) -> Answer<Option<FinishedRun>> {
    let connection = desk.session()?.connection;
    Ok(desk.store.last_finished_run(&connection.id)?)
}
