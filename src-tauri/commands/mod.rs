//! Commands of the window, sorted by step. They forward and return.

pub mod connection;
pub mod coverage;
pub mod history;
pub mod import;
pub mod mending;
pub mod optimization;
pub mod recommendations;
pub mod saved;
pub mod sending;
pub mod settings;

use tauri::ipc::{Channel, IpcResponse};

use crate::fault::ErrorView;

/// What every command answers.
pub type Answer<T> = Result<T, ErrorView>;

/// Runs work that blocks (files, dialogs, the keychain) beside the window.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Answer<T> {
    Ok(tauri::async_runtime::spawn_blocking(work).await?)
}

/// Tells the window how far long work is. A window that is gone stops no work.
pub(crate) fn tell<T: IpcResponse>(on_progress: &Channel<T>, progress: T) {
    if let Err(fault) = on_progress.send(progress) {
        tracing::debug!(%fault, "the window no longer listens");
    }
}
