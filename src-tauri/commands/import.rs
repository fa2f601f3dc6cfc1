//! The step "Import": opening a file.

use std::path::PathBuf;
use std::sync::Arc;

use tauri::State;
use workflow::intake::ReadFile;

use super::{Answer, aside};
use crate::desk::Desk;
use crate::fault::ErrorView;
use crate::view::import::{FileState, ImportView, Opening};

/// Lets the planner choose files, and answers where they are; nothing when the
/// planner thinks better of it.
#[tauri::command]
#[specta::specta]
pub async fn choose_files(desk: State<'_, Desk>) -> Answer<Vec<String>> {
    let dialogs = Arc::clone(&desk.dialogs);
    let chosen = aside(move || dialogs.open_spreadsheets()).await?;
    Ok(chosen
        .iter()
        .map(|path| path.display().to_string())
        .collect())
}

/// Opens a file that was dropped on the window or chosen.
#[tauri::command]
#[specta::specta]
pub async fn open_file(desk: State<'_, Desk>, path: String) -> Answer<ImportView> {
    let opened = desk.open_file(PathBuf::from(path));
    Ok(ImportView::of(&*opened.await?))
}

/// Opens the sample contact centre's roster for next week.
#[tauri::command]
#[specta::specta]
pub async fn open_sample_roster(desk: State<'_, Desk>) -> Answer<ImportView> {
    let (name, text, zone) = {
        let workspace = desk.workspace.lock().await;
        let workspace = workspace.as_ref().ok_or_else(|| {
            ErrorView::fault(
                "Only the sample contact centre has a sample roster. Open it under Connect.",
            )
        })?;
        let week = workspace.next_week();
        let text: Arc<str> = workspace.sample_roster(week)?.into();
        (format!("sample-roster-{week}.csv"), text, workspace.zone())
    };
    let opened = desk.open_made(zone, move || {
        ReadFile::made(&name, text, Default::default())
    });
    Ok(ImportView::of(&*opened.await?))
}

/// Stops the reading of a file; the one that was open stays open.
#[tauri::command]
#[specta::specta]
pub async fn cancel_open(desk: State<'_, Desk>) -> Answer<()> {
    if let Some(cancel) = &desk.open().reading {
        cancel.cancel();
    }
    Ok(())
}

/// The file that is open, for a window that was loaded anew.
#[tauri::command]
#[specta::specta]
pub async fn open_import(desk: State<'_, Desk>) -> Answer<Option<ImportView>> {
    let file = desk.open().file.clone();
    Ok(file.map(|file| ImportView::of(&file)))
}

/// Reads the open file again, as another sheet, in another encoding, or with
/// another delimiter.
#[tauri::command]
#[specta::specta]
pub async fn reopen_import(desk: State<'_, Desk>, opening: Opening) -> Answer<ImportView> {
    let again = desk.read_again(move |intake, program, cancelled| {
        intake.file().again(program, opening.into(), cancelled)
    });
    Ok(ImportView::of(&*again.await?))
}

/// Reads the open file again as it is on the disk now.
#[tauri::command]
#[specta::specta]
pub async fn reread_import(desk: State<'_, Desk>) -> Answer<ImportView> {
    let again = desk.read_again(|intake, program, cancelled| {
        let file = intake.file();
        file.again(program, file.opening.clone(), cancelled)
    });
    Ok(ImportView::of(&*again.await?))
}

/// Whether the open file is still as it was read.
#[tauri::command]
#[specta::specta]
pub async fn import_file_state(desk: State<'_, Desk>) -> Answer<FileState> {
    let file = desk.file()?;
    aside(move || {
        let read = file.intake.file();
        FileState::of(&read.state(), &read.book.file_name)
    })
    .await
}

/// Closes the open file; nothing that was imported changes.
#[tauri::command]
#[specta::specta]
pub async fn close_import(desk: State<'_, Desk>) -> Answer<()> {
    desk.file_must_be_free()?;
    desk.open().file = None;
    Ok(())
}
