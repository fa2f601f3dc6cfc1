//! The step "Import": asking the server, and sending.

use std::collections::HashSet;

use staffing::Requirement;
use tauri::State;
use tauri::ipc::Channel;
use workflow::connection::Session;
use workflow::import::{self, Importer, Selection, dry_run};
use workflow::{SentFile, this_person};

use super::{Answer, tell};
use crate::desk::{Desk, UnderWay};
use crate::fault::ErrorView;
use crate::open_file::OpenFile;
use crate::view::count;
use crate::view::sending::{
    CheckResultView, ImportProgress, ImportResultView, LoadedRequirements, OpenImportView,
};

/// Has the server check the open file's shifts and write nothing.
#[tauri::command]
#[specta::specta]
pub async fn check_import(
    desk: State<'_, Desk>,
    on_progress: Channel<ImportProgress>,
) -> Answer<CheckResultView> {
    let under_way = desk.begin_import()?;
    let (session, file) = (desk.session()?, desk.file()?);
    must_be_sure(&file)?;
    let (shifts, zone) = (&file.intake.reading().shifts, file.intake.choices().zone);
    let told = |progress: import::ImportProgress| tell(&on_progress, progress.into());
    let answer = dry_run(&session.client, shifts, zone, &under_way.cancel, told).await?;
    remember(&desk, &file);
    // Nothing else changes the file while an import is under way.
    let mut noted = OpenFile::clone(&file);
    let failures = answer.conflict_rows.iter().chain(&answer.refused_rows);
    noted.intake.note_refusals(failures);
    desk.lay(noted);
    CheckResultView::of(answer, zone)
}

/// Sends the open file's shifts, or only those that failed before.
#[tauri::command]
#[specta::specta]
pub async fn send_import(
    desk: State<'_, Desk>,
    replace_conflicts: bool,
    only_failed: bool,
    on_progress: Channel<ImportProgress>,
) -> Answer<ImportResultView> {
    let under_way = desk.begin_import()?;
    let (session, file) = (desk.session()?, desk.file()?);
    must_be_sure(&file)?;
    let shifts = &file.intake.reading().shifts;
    let selection = match only_failed {
        true => Selection::of_lines(shifts, &file.failed),
        false => shifts.into(),
    };
    let (book, zone) = (file.intake.book(), file.intake.choices().zone);
    let sent = SentFile::of(book, &selection, zone, replace_conflicts, this_person());
    let sent = sent.ok_or_else(|| ErrorView::fault("There is no shift to import."))?;
    let told = |progress: import::ImportProgress| tell(&on_progress, progress.into());
    let importer = importer(&desk, &session, &under_way);
    let imported = importer.import(&sent, selection, told).await?;
    remember(&desk, &file);
    // Nothing else changes the file while an import is under way.
    desk.lay(file.imported(&imported));
    Ok(ImportResultView::of(imported, zone))
}

/// Imports that have begun and not ended, and that are not under way now.
#[tauri::command]
#[specta::specta]
pub async fn open_imports(desk: State<'_, Desk>) -> Answer<Vec<OpenImportView>> {
    if desk.open().import.is_some() {
        return Ok(Vec::new());
    }
    let connection = desk.session().ok().map(|session| session.connection.id);
    let imports = desk.store.open_imports()?;
    let view = |import| OpenImportView::of(import, connection.as_deref());
    Ok(imports.into_iter().map(view).collect())
}

/// Goes on with an import that has begun and not ended; its file is not needed.
#[tauri::command]
#[specta::specta]
pub async fn resume_import(
    desk: State<'_, Desk>,
    id: String,
    on_progress: Channel<ImportProgress>,
) -> Answer<ImportResultView> {
    let under_way = desk.begin_import()?;
    let session = desk.session()?;
    let told = |progress: import::ImportProgress| tell(&on_progress, progress.into());
    let importer = importer(&desk, &session, &under_way);
    let imported = importer.resume(&id, told).await?;
    if let Ok(file) = desk.file()
        && file.sent.as_ref() == Some(&id)
    {
        desk.lay(file.imported(&imported));
    }
    Ok(ImportResultView::of(imported, desk.zone()))
}

/// Gives up what was not sent of an import; what is written stays written.
#[tauri::command]
#[specta::specta]
pub async fn leave_import(desk: State<'_, Desk>, id: String) -> Answer<()> {
    let _under_way = desk.begin_import()?;
    Ok(desk.store.leave_import(&id)?)
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
    must_be_sure(&file)?;
    let workspace = desk.workspace.lock().await;
    let workspace = workspace.as_ref().ok_or_else(|| {
        ErrorView::fault("Requirements of a CXone tenant come from CXone itself. Only a workspace on this computer takes them from a file.")
    })?;
    let requirements: Vec<Requirement> = file
        .intake
        .reading()
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
    remember(&desk, &file);
    Ok(loaded)
}

/// Refuses to send what would be wrong as a whole.
fn must_be_sure(file: &OpenFile) -> Answer<()> {
    match file.intake.obstacle() {
        Some(obstacle) => Err(ErrorView::fault(obstacle)),
        None => Ok(()),
    }
}

fn importer<'a>(desk: &'a Desk, session: &'a Session, under_way: &'a UnderWay<'_>) -> Importer<'a> {
    Importer {
        store: &desk.store,
        session,
        cancel: &under_way.cancel,
        clock: desk.clock,
    }
}

/// Remembers how the file was understood, now that its planner is content with it.
fn remember(desk: &Desk, file: &OpenFile) {
    desk.preferences
        .change_memory(|memory| memory.remember(&file.intake));
}
