use std::path::PathBuf;
use std::process::Command;

use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

/// Asks the planner for files. Calls block until the planner answers.
pub trait Dialogs: Send + Sync {
    /// Spreadsheets to open; nothing when the planner thinks better of it.
    fn open_spreadsheets(&self) -> Vec<PathBuf>;
    /// Where to save a CSV; none when the planner thinks better of it.
    fn save_csv(&self, title: &str, suggested: &str) -> Option<PathBuf>;
}

/// Endings of files that can be read.
const SPREADSHEETS: &[&str] = &["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"];

/// The operating system's own dialogs.
pub(crate) struct NativeDialogs<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> Dialogs for NativeDialogs<R> {
    fn open_spreadsheets(&self) -> Vec<PathBuf> {
        let chosen = self
            .0
            .dialog()
            .file()
            .set_title("Choose shift spreadsheets")
            .add_filter("Spreadsheets", SPREADSHEETS)
            .add_filter("All files", &["*"])
            .blocking_pick_files();
        let paths = chosen.unwrap_or_default().into_iter();
        paths.filter_map(|path| path.into_path().ok()).collect()
    }

    fn save_csv(&self, title: &str, suggested: &str) -> Option<PathBuf> {
        let chosen = self
            .0
            .dialog()
            .file()
            .set_title(title)
            .set_file_name(suggested)
            .add_filter("CSV", &["csv"])
            .blocking_save_file()?;
        chosen.into_path().ok()
    }
}

/// Makes a program of this file say why the program could not start.
const COULD_NOT_START: &str = "--could-not-start";

/// Says why the program could not start, to a planner who sees no terminal.
///
/// In a process of its own: this one's event loop is taken and not running.
pub(crate) fn say_that_it_could_not_start(fault: &str) {
    let said = std::env::current_exe().and_then(|program| {
        Command::new(program)
            .args([COULD_NOT_START, fault])
            .status()
    });
    if let Err(fault) = said {
        tracing::warn!(%fault, "no message could be shown");
    }
}

/// Shows what [`say_that_it_could_not_start`] has to say, if this process is
/// there for that.
pub(crate) fn shows_only_a_message() -> bool {
    let mut arguments = std::env::args().skip(1);
    let (Some(COULD_NOT_START), Some(fault)) = (arguments.next().as_deref(), arguments.next())
    else {
        return false;
    };
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Shiftwright could not start")
        .set_description(fault)
        .show();
    true
}
