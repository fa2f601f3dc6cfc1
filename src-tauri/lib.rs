//! The desktop shell: window, commands, events. It forwards to `workflow`, starts
//! the embedded workspace, and holds no rule of the trade.

pub mod commands;
mod desk;
mod dialogs;
mod drawing;
pub mod fault;
mod launch;
mod open_file;
mod pauses;
mod preferences;
mod tenant;
pub mod view;
mod workspace;

use std::process::ExitCode;

pub use desk::Desk;
pub use dialogs::Dialogs;
pub use launch::{Launch, bindings, close, prepare};

/// Opens the window and stays until it is closed.
#[must_use]
pub fn run() -> ExitCode {
    // First of all: this process may be there for nothing but to read a file.
    if let Some(read) = workbook::apart::serve_if_asked() {
        return read;
    }
    drawing::suit_this_computer();
    launch::log_to_standard_error();
    if dialogs::shows_only_a_message() {
        return ExitCode::SUCCESS;
    }
    let outcome = Launch::from_environment()
        .map_err(|fault| fault.to_string())
        .and_then(|launch| {
            prepare(launch::with_window(tauri::Builder::default()), launch)
                .build(tauri::generate_context!())
                .map_err(launch::in_words)
        });
    match outcome {
        Ok(app) => {
            app.run(|app, event| {
                if let tauri::RunEvent::Exit = event {
                    close(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("Shiftwright could not start: {fault}");
            dialogs::say_that_it_could_not_start(&fault);
            ExitCode::FAILURE
        }
    }
}
