use std::path::PathBuf;

use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

/// Asks the planner for files. Calls block until the planner answers.
pub trait Dialogs: Send + Sync {
    /// A spreadsheet to open; none when the planner thinks better of it.
    fn open_spreadsheet(&self) -> Option<PathBuf>;
    /// Where to save a CSV; none when the planner thinks better of it.
    fn save_csv(&self, suggested: &str) -> Option<PathBuf>;
}

/// The operating system's own dialogs.
pub(crate) struct NativeDialogs<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> Dialogs for NativeDialogs<R> {
    fn open_spreadsheet(&self) -> Option<PathBuf> {
        let chosen = self
            .0
            .dialog()
            .file()
            .set_title("Choose a shift spreadsheet")
            .add_filter("Spreadsheets", &["csv", "tsv", "txt"])
            .add_filter("All files", &["*"])
            .blocking_pick_file()?;
        chosen.into_path().ok()
    }

    fn save_csv(&self, suggested: &str) -> Option<PathBuf> {
        let chosen = self
            .0
            .dialog()
            .file()
            .set_title("Export recommendations")
            .set_file_name(suggested)
            .add_filter("CSV", &["csv"])
            .blocking_save_file()?;
        chosen.into_path().ok()
    }
}
