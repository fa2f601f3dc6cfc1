use std::fs::DirBuilder;
use std::io;
#[cfg(unix)]
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use specta_typescript::semantic::Configuration;
use tauri::plugin::{self, TauriPlugin};
use tauri::{AppHandle, DragDropEvent, Manager, Runtime, Window, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons};
use tauri_plugin_store::StoreExt;
use tauri_specta::collect_commands;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use workflow::{Clock, ClockFault, Store, WorkError};

use crate::commands::{
    connection, coverage, history, import, mending, optimization, recommendations, saved, sending,
    settings,
};
use crate::desk::Desk;
use crate::dialogs::{Dialogs, NativeDialogs};
use crate::preferences::Preferences;

/// Names the folder for everything that the program keeps; else the operating
/// system's place for it.
const DATA_FOLDER: &str = "SHIFTWRIGHT_DATA";

/// How the program is started.
#[derive(Default)]
pub struct Launch {
    /// Where everything is kept; else the operating system's place for it.
    pub folder: Option<PathBuf>,
    /// What time it is.
    pub clock: Clock,
    /// Open straight on the sample contact centre.
    pub opens_on_sample: bool,
    /// Who answers for files; else the operating system's dialogs.
    pub dialogs: Option<Arc<dyn Dialogs>>,
    /// The program's own file, of which a child process reads spreadsheets;
    /// else the one that is running.
    pub program: Option<PathBuf>,
}

impl Launch {
    /// As the command line and the environment ask.
    ///
    /// # Errors
    /// When the clock is set to something that is no instant.
    pub fn from_environment() -> Result<Self, ClockFault> {
        Ok(Self {
            folder: std::env::var_os(DATA_FOLDER).map(PathBuf::from),
            clock: Clock::from_environment()?,
            opens_on_sample: std::env::args().any(|argument| argument == "--sample"),
            dialogs: None,
            program: None,
        })
    }
}

/// The window's commands and their types, for `ui/src/bindings.ts`.
#[must_use]
pub fn bindings<R: Runtime>() -> tauri_specta::Builder<R> {
    tauri_specta::Builder::<R>::new()
        .disable_serde_phases()
        // Every number that is sent is finite, so none becomes null on the way.
        .semantic_types(Configuration::empty().enable_lossless_floats())
        .commands(collect_commands![
            connection::start,
            connection::open_sample,
            connection::open_own_data,
            connection::open_connection,
            connection::check_connection,
            connection::cancel_check,
            connection::watch_pauses,
            saved::save_connection,
            saved::delete_secret,
            saved::forget_connection,
            import::choose_files,
            import::open_file,
            import::open_sample_roster,
            import::cancel_open,
            import::open_import,
            import::reopen_import,
            import::reread_import,
            import::import_file_state,
            import::close_import,
            mending::change_import,
            mending::undo_import,
            mending::redo_import,
            mending::import_rows,
            mending::import_problems,
            mending::save_problem_rows,
            sending::check_import,
            sending::send_import,
            sending::cancel_import,
            sending::open_imports,
            sending::resume_import,
            sending::leave_import,
            sending::load_requirements,
            coverage::coverage,
            coverage::cancel_coverage,
            coverage::coverage_at,
            optimization::run_form,
            optimization::run_state,
            optimization::start_run,
            optimization::follow_run,
            optimization::cancel_run,
            optimization::leave_run,
            optimization::give_up_run,
            recommendations::recommendations,
            recommendations::export_recommendations,
            history::history,
            settings::save_settings,
        ])
}

/// Adds commands, plugins and the planner's desk to a program of any runtime.
pub fn prepare<R: Runtime>(builder: tauri::Builder<R>, launch: Launch) -> tauri::Builder<R> {
    builder
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(bindings().invoke_handler())
        .plugin(desk(launch))
}

/// Lays the planner's desk. A plugin, because plugins are set up before any
/// window can call a command.
fn desk<R: Runtime>(launch: Launch) -> TauriPlugin<R> {
    plugin::Builder::new("desk")
        .setup(move |app, _| {
            let folder = match launch.folder {
                Some(folder) => folder,
                None => app.path().app_data_dir()?,
            };
            make_private(&folder)?;
            let folder = folder.canonicalize()?;
            let dialogs = launch
                .dialogs
                .unwrap_or_else(|| Arc::new(NativeDialogs(app.clone())));
            let program = match launch.program {
                Some(program) => program,
                None => std::env::current_exe()?,
            };
            let preferences = Preferences::new(app.store(folder.join("settings.json"))?);
            let records = folder.join("work.sqlite");
            let store = Store::open(&records).map_err(|fault| match fault {
                // These say where.
                WorkError::StoreInUse { .. } | WorkError::StoreFolder { .. } => fault.to_string(),
                fault => format!("{fault} They are in {}.", records.display()),
            })?;
            app.manage(Desk::new(
                folder,
                store,
                launch.clock,
                preferences,
                dialogs,
                program,
                launch.opens_on_sample,
            ));
            Ok(())
        })
        .build()
}

/// What only a real window needs: one program at a time, and a window that
/// comes back where it was.
pub(crate) fn with_window<R: Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    // The first plugin, so that a second start ends before it opens the store.
    tauri::Builder::<R>::plugin(
        builder,
        tauri_plugin_single_instance::init(|app, _arguments, _folder| bring_to_front(app)),
    )
    .plugin(tauri_plugin_window_state::Builder::new().build())
    .on_window_event(|window, event| match event {
        WindowEvent::CloseRequested { api, .. }
            if window.state::<Desk>().must_be_idle().is_err() =>
        {
            api.prevent_close();
            ask_before_closing(window);
        }
        WindowEvent::DragDrop(DragDropEvent::Enter { paths, .. }) => {
            window.state::<Desk>().read_ahead(paths);
        }
        WindowEvent::DragDrop(DragDropEvent::Leave) => {
            window.state::<Desk>().open().ahead = None;
        }
        _ => {}
    })
}

/// Closes the connection before the program ends, and the embedded workspace
/// with it; lets go of the data.
pub fn close<R: Runtime>(app: &AppHandle<R>) {
    let desk = app.state::<Desk>();
    desk.leave_connection();
    tauri::async_runtime::block_on(async {
        if let Some(workspace) = desk.workspace.lock().await.take() {
            workspace.shut_down().await;
        }
    });
    desk.store.release();
}

/// Makes a folder for its owner alone: what lies in it is the planner's.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder)
}

/// Why the program could not be built, without the names of its parts.
pub(crate) fn in_words(fault: tauri::Error) -> String {
    match fault {
        tauri::Error::PluginInitialization(_, words) => words,
        other => other.to_string(),
    }
}

/// Logs go to standard error; `RUST_LOG` chooses which.
pub(crate) fn log_to_standard_error() {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
}

fn ask_before_closing<R: Runtime>(window: &Window<R>) {
    let closing = window.clone();
    window
        .dialog()
        .message("An import or an optimization is under way.\n\nIf you close now, shifts that are written stay written, and the next start offers to send the rest. An optimization goes on at CXone, or on this computer at the next start.")
        .title("Close Shiftwright?")
        .buttons(MessageDialogButtons::OkCancelCustom(
            "Close anyway".to_owned(),
            "Keep working".to_owned(),
        ))
        .show(move |close| {
            if close && let Err(fault) = closing.destroy() {
                tracing::warn!(%fault, "the window could not be closed");
            }
        });
}

fn bring_to_front<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        let shown = window.unminimize().and_then(|()| window.set_focus());
        if let Err(fault) = shown {
            tracing::warn!(%fault, "the window could not be brought to the front");
        }
    }
}
