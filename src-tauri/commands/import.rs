//! The step "Import".

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;
use staffing::Requirement;
use tauri::State;
use tauri::ipc::Channel;
use workflow::import::{self, ImportOptions};

use super::{Answer, aside, tell};
use crate::desk::{Desk, FileSource, OpenFile};
use crate::fault::ErrorView;
use crate::preferences::zone_named;
use crate::view::count;
use crate::view::import::ImportView;
use crate::view::sending::{CheckResultView, ImportProgress, ImportResultView, LoadedRequirements};

/// Lets the planner choose a file and opens it. Answers none when the planner
/// thinks better of it.
#[tauri::command]
#[specta::specta]
pub async fn choose_file(desk: State<'_, Desk>) -> Answer<Option<ImportView>> {
    let dialogs = Arc::clone(&desk.dialogs);
    match aside(move || dialogs.open_spreadsheet()).await? {
        Some(path) => open(&desk, FileSource::Path(path), desk.zone())
            .await
            .map(Some),
        None => Ok(None),
    }
}

/// Opens a file that was dropped on the window.
#[tauri::command]
#[specta::specta]
pub async fn open_file(desk: State<'_, Desk>, path: String) -> Answer<ImportView> {
    open(&desk, FileSource::Path(PathBuf::from(path)), desk.zone()).await
}

/// Opens the sample contact centre's roster for next week.
#[tauri::command]
#[specta::specta]
pub async fn open_sample_roster(desk: State<'_, Desk>) -> Answer<ImportView> {
    let (source, zone) = {
        let workspace = desk.workspace.lock().await;
        let workspace = workspace.as_ref().ok_or_else(|| {
            ErrorView::fault(
                "Only the sample contact centre has a sample roster. Open it under Connect.",
            )
        })?;
        let week = workspace.next_week();
        let source = FileSource::SampleRoster {
            name: format!("sample-roster-{week}.csv"),
            text: workspace.sample_roster(week)?.into(),
        };
        (source, workspace.zone())
    };
    open(&desk, source, zone).await
}

/// The file that is open, for a window that was loaded anew.
#[tauri::command]
#[specta::specta]
pub async fn open_import(desk: State<'_, Desk>) -> Answer<Option<ImportView>> {
    let file = desk.open().file.clone();
    Ok(file.map(|file| ImportView::of(&file)))
}

/// Reads the open file again with its times in another zone.
#[tauri::command]
#[specta::specta]
pub async fn set_import_zone(desk: State<'_, Desk>, zone: String) -> Answer<ImportView> {
    let zone = zone_named(&zone)?;
    let source = desk.file()?.source.clone();
    open(&desk, source, zone).await
}

/// Closes the open file; nothing that was imported changes.
#[tauri::command]
#[specta::specta]
pub async fn close_import(desk: State<'_, Desk>) -> Answer<()> {
    desk.open().file = None;
    Ok(())
}

/// Has the server check the open file's shifts and write nothing.
#[tauri::command]
#[specta::specta]
pub async fn check_import(desk: State<'_, Desk>) -> Answer<CheckResultView> {
    let under_way = desk.begin_import()?;
    let (session, file) = (desk.session()?, desk.file()?);
    let options = ImportOptions {
        validate_only: true,
        replace_conflicts: false,
    };
    let shifts = &file.reading.shifts;
    let report = import::import(&session.client, shifts, options, &under_way.cancel, |_| {}).await;
    Ok(CheckResultView {
        processed: count(report.processed),
        failed: count(report.failed),
        failures: report.failures.into_iter().map(Into::into).collect(),
    })
}

/// Sends the open file's shifts.
#[tauri::command]
#[specta::specta]
pub async fn send_import(
    desk: State<'_, Desk>,
    replace_conflicts: bool,
    on_progress: Channel<ImportProgress>,
) -> Answer<ImportResultView> {
    let under_way = desk.begin_import()?;
    let (session, file) = (desk.session()?, desk.file()?);
    let options = ImportOptions {
        validate_only: false,
        replace_conflicts,
    };
    let shifts = &file.reading.shifts;
    let told = |progress: import::ImportProgress| tell(&on_progress, progress.into());
    let report = import::import(&session.client, shifts, options, &under_way.cancel, told).await;
    // What was sent may stand, also where the answer was lost: it belongs to the history.
    let sent_some = report.batches > 0 || report.unsure > 0;
    if let Some(range) = file.range().filter(|_| sent_some) {
        let name = file.source.name();
        desk.store
            .add_import(&session.connection, &name, range, &report, desk.clock.now())?;
    }
    Ok(report.into())
}

/// Stops the import after the batch in flight.
#[tauri::command]
#[specta::specta]
pub async fn cancel_import(desk: State<'_, Desk>) -> Answer<()> {
    if let Some(cancel) = &desk.open().import {
        cancel.cancel();
    }
    Ok(())
}

/// Loads the open file's requirements into the embedded workspace.
#[tauri::command]
#[specta::specta]
pub async fn load_requirements(desk: State<'_, Desk>) -> Answer<LoadedRequirements> {
    let file = desk.file()?;
    let workspace = desk.workspace.lock().await;
    let workspace = workspace.as_ref().ok_or_else(|| {
        ErrorView::fault("Requirements of a CXone tenant come from CXone itself. Only a workspace on this computer takes them from a file.")
    })?;
    let requirements: Vec<Requirement> = file
        .reading
        .requirements
        .iter()
        .map(|read| read.requirement.clone())
        .collect();
    let skills: HashSet<_> = requirements.iter().map(|each| &each.skill).collect();
    let loaded = LoadedRequirements {
        intervals: count(requirements.len()),
        skills: count(skills.len()),
    };
    workspace.load_requirements(requirements).await?;
    Ok(loaded)
}

async fn open(desk: &Desk, source: FileSource, zone: Tz) -> Answer<ImportView> {
    desk.must_be_idle()?;
    let reading = aside({
        let source = source.clone();
        move || source.read(zone)
    })
    .await??;
    let file = Arc::new(OpenFile {
        source,
        zone,
        reading,
    });
    let view = ImportView::of(&file);
    desk.open().file = Some(file);
    Ok(view)
}
