//! The step "Connect": what is kept of connections.

use std::sync::Arc;

use secrecy::SecretString;
use tauri::State;
use workflow::connection::Connection;
use workflow::{SecretFor, SecretPlace, WorkError};

use super::{Answer, aside};
use crate::desk::Desk;
use crate::view::connection::{ConnectionView, SavedView, SecretKind, TenantForm};

/// Saves a tenant, new or changed, and asks no server. A secret that was typed is
/// kept; one that was typed for another address is deleted.
#[tauri::command]
#[specta::specta]
pub async fn save_connection(desk: State<'_, Desk>, form: TenantForm) -> Answer<SavedView> {
    let _change = desk.begin_change()?;
    let before = match &form.id {
        Some(id) => Some(desk.store.connection(id)?),
        None => None,
    };
    let connection = form.connection()?;
    desk.store.name_must_be_free(&connection)?;
    desk.store.save_connection(&connection)?;
    let (secret, password) = (typed(form.secret), typed(form.proxy.password));
    let anew = secret.is_some() || password.is_some();
    let secret_before = before.as_ref().and_then(Connection::client_secret);
    let password_before = before.as_ref().and_then(Connection::proxy_password);
    renew(&desk, secret_before, connection.client_secret(), secret).await?;
    renew(
        &desk,
        password_before,
        connection.proxy_password(),
        password,
    )
    .await?;
    let leads_elsewhere = anew || before.is_none_or(|before| before.place != connection.place);
    saved(&desk, &connection, leads_elsewhere).await
}

/// Deletes a secret of a saved connection, and closes the connection if it is open.
#[tauri::command]
#[specta::specta]
pub async fn delete_secret(
    desk: State<'_, Desk>,
    id: String,
    which: SecretKind,
) -> Answer<SavedView> {
    let _change = desk.begin_change()?;
    let connection = desk.store.connection(&id)?;
    let what = match which {
        SecretKind::Client => connection.client_secret(),
        SecretKind::Proxy => connection.proxy_password(),
    };
    forget(&desk, what).await?;
    saved(&desk, &connection, true).await
}

/// Removes a saved connection and its secrets. Data of this computer stays.
#[tauri::command]
#[specta::specta]
pub async fn forget_connection(desk: State<'_, Desk>, id: String) -> Answer<Vec<ConnectionView>> {
    let is_open = desk.session().is_ok_and(|open| open.connection.id == id);
    let _change = desk.begin_change()?;
    desk.store.must_not_be_needed(&id)?;
    if let Ok(connection) = desk.store.connection(&id) {
        forget(&desk, connection.client_secret()).await?;
        forget(&desk, connection.proxy_password()).await?;
    }
    if is_open {
        desk.leave_connection();
        desk.stop_workspace().await;
    }
    if desk.preferences.last_connection().as_deref() == Some(id.as_str()) {
        desk.preferences.forget_last_connection()?;
    }
    desk.store.remove_connection(&id)?;
    desk.connection_views().await
}

/// A connection that was changed. One that is open and leads elsewhere now is closed.
async fn saved(desk: &Desk, connection: &Connection, leads_elsewhere: bool) -> Answer<SavedView> {
    let was_open = desk.rename_open(connection);
    if was_open && leads_elsewhere {
        desk.leave_connection();
    }
    Ok(SavedView {
        connection: desk.connection_view(connection).await?,
        is_open: was_open && !leads_elsewhere,
    })
}

/// Keeps what was typed. Without that, what was kept for someone else is deleted,
/// and what was kept for the same recipient stays.
async fn renew(
    desk: &Desk,
    before: Option<SecretFor>,
    now: Option<SecretFor>,
    typed: Option<SecretString>,
) -> Answer<()> {
    match (now, typed) {
        (Some(now), Some(typed)) => {
            let secrets = Arc::clone(&desk.secrets);
            let kept: Result<SecretPlace, WorkError> =
                aside(move || secrets.keep(&now, typed)).await?;
            kept?;
        }
        (now, _) if now != before => {
            // Should the keychain hold it back: it is never sent to another recipient.
            if let Err(fault) = forget(desk, before).await {
                tracing::warn!(
                    fault = fault.message,
                    "an old secret is still in the keychain"
                );
            }
        }
        _ => {}
    }
    Ok(())
}

async fn forget(desk: &Desk, what: Option<SecretFor>) -> Answer<()> {
    let Some(what) = what else { return Ok(()) };
    let secrets = Arc::clone(&desk.secrets);
    let gone: Result<(), WorkError> = aside(move || secrets.forget(&what)).await?;
    Ok(gone?)
}

/// A secret as it was meant: pasting brings spaces and line breaks along.
fn typed(secret: Option<String>) -> Option<SecretString> {
    let secret = secret?;
    let bare = secret.trim();
    (!bare.is_empty()).then(|| bare.to_owned().into())
}
