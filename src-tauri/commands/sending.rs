//! The step "Import": asking the server, and sending.

use std::collections::HashSet;

use staffing::Requirement;
use tauri::State;
use tauri::ipc::Channel;
use workflow::connection::Session;
use workflow::import::{self, ImportOptions, ImportReport, Selection, dry_run};
use workflow::{ImportRecord, SentFile, this_person};

use super::{Answer, tell};
use crate::desk::Desk;
use crate::fault::ErrorView;
use crate::open_file::OpenFile;
use crate::view::count;
use crate::view::sending::{CheckResultView, ImportProgress, ImportResultView, LoadedRequirements};

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
    let answer = dry_run(&session.client, shifts, zone, &under_way.cancel, told).await;
    remember(&desk, &file);
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
    let options = ImportOptions {
        validate_only: false,
        replace_conflicts,
    };
    let told = |progress: import::ImportProgress| tell(&on_progress, progress.into());
    let sending = import::import(
        &session.client,
        selection.clone(),
        options,
        &under_way.cancel,
        told,
    );
    let report = sending.await;
    let failed = report.failed_lines();
    let sent = Sent { selection, options };
    // What stands on the server is told, even where the history cannot be written.
    let record = keep(&desk, &session, &file, &sent, &report)
        .inspect_err(|fault| tracing::error!(fault = fault.message, "an import has no receipt"))
        .unwrap_or_default();
    remember(&desk, &file);
    // Nothing else changes the file while an import is under way.
    desk.lay(OpenFile {
        failed,
        ..OpenFile::clone(&file)
    });
    Ok(ImportResultView::of(
        report,
        record.as_ref(),
        file.intake.choices().zone,
    ))
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

/// What was sent of a file, and how.
struct Sent<'a> {
    selection: Selection<'a>,
    options: ImportOptions,
}

/// Adds an import to the history. What was sent may stand, also where the
/// answer was lost: it belongs there.
fn keep(
    desk: &Desk,
    session: &Session,
    file: &OpenFile,
    sent: &Sent<'_>,
    report: &ImportReport,
) -> Answer<Option<ImportRecord>> {
    let (book, zone) = (file.intake.book(), file.intake.choices().zone);
    let sent_some = report.batches > 0 || report.unsure > 0;
    let sent = SentFile::of(book, &sent.selection, zone, sent.options, this_person());
    let Some(sent) = sent.filter(|_| sent_some) else {
        return Ok(None);
    };
    let record = desk
        .store
        .keep_import(&session.connection, &sent, report, desk.clock.now())?;
    Ok(Some(record))
}

/// Remembers how the file was understood, now that its planner is content with it.
fn remember(desk: &Desk, file: &OpenFile) {
    desk.preferences
        .change_memory(|memory| memory.remember(&file.intake));
}
