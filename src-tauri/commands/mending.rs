//! The step "Import": looking at a file's rows, and mending them.

use std::sync::Arc;

use tauri::State;

use super::{Answer, aside};
use crate::desk::Desk;
use crate::view::import::changes::ImportChange;
use crate::view::import::rows::{ProblemPage, RowFilter, RowPage};
use crate::view::import::{ImportView, code_named};

/// More are not answered at once, whatever is asked for.
const MOST_ROWS: usize = 1000;

/// Decides something of the open file, which can be undone.
#[tauri::command]
#[specta::specta]
pub async fn change_import(desk: State<'_, Desk>, change: ImportChange) -> Answer<ImportView> {
    let forgets = matches!(change, ImportChange::ForgetMapping);
    let change = change.plain()?;
    if forgets {
        let file = desk.file()?;
        desk.preferences
            .change_memory(|memory| memory.forget(&file.intake));
    }
    let changed = desk.change_file(move |file| file.intake.change(change));
    Ok(ImportView::of(&*changed.await?))
}

/// Takes the last change back.
#[tauri::command]
#[specta::specta]
pub async fn undo_import(desk: State<'_, Desk>) -> Answer<ImportView> {
    let changed = desk.change_file(|file| file.intake.undo());
    Ok(ImportView::of(&*changed.await?))
}

/// Makes the change again that was taken back last.
#[tauri::command]
#[specta::specta]
pub async fn redo_import(desk: State<'_, Desk>) -> Answer<ImportView> {
    let changed = desk.change_file(|file| file.intake.redo());
    Ok(ImportView::of(&*changed.await?))
}

/// Some rows of the open file.
#[tauri::command]
#[specta::specta]
pub async fn import_rows(
    desk: State<'_, Desk>,
    filter: RowFilter,
    from: u32,
    count: u32,
) -> Answer<RowPage> {
    let (file, filter) = (desk.file()?, filter.plain()?);
    let count = (count as usize).min(MOST_ROWS);
    Ok(file.intake.rows(filter, from as usize, count).into())
}

/// Some problems of the open file, of one kind or of all.
#[tauri::command]
#[specta::specta]
pub async fn import_problems(
    desk: State<'_, Desk>,
    code: Option<String>,
    from: u32,
    count: u32,
) -> Answer<ProblemPage> {
    let code = code.as_deref().map(code_named).transpose()?;
    let file = desk.file()?;
    let count = (count as usize).min(MOST_ROWS);
    Ok(file.intake.problems(code, from as usize, count).into())
}

/// Writes the rows that are stopped to a file of the planner's choice, and
/// answers where it is. Answers none when the planner thinks better of it.
#[tauri::command]
#[specta::specta]
pub async fn save_problem_rows(desk: State<'_, Desk>) -> Answer<Option<String>> {
    let file = desk.file()?;
    desk.preferences
        .change_memory(|memory| memory.remember(&file.intake));
    let dialogs = Arc::clone(&desk.dialogs);
    aside(move || {
        let name = &file.intake.book().file_name;
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        let suggested = format!("{stem}-problems.csv");
        let Some(path) = dialogs.save_csv("Save the rows with problems", &suggested) else {
            return Ok(None);
        };
        file.intake.write_problem_rows(&path)?;
        Ok(Some(path.display().to_string()))
    })
    .await?
}
