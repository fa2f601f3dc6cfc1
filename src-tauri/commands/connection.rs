//! The step "Connect".

use std::sync::Arc;

use cxone::{Credentials, Endpoint, Region as CxoneRegion};
use tauri::State;
use workflow::WorkError;
use workflow::connection::{Connection, Place, Session};

use super::{Answer, aside};
use crate::desk::Desk;
use crate::fault::ErrorView;
use crate::view::connection::{
    ConnectedView, ConnectionKind, ConnectionView, Region, SecretPlace, StartView, TenantForm,
    steps,
};
use crate::workspace;

/// Opens the last used connection again, if there is one, and tells what the
/// window needs to begin.
#[tauri::command]
#[specta::specta]
pub async fn start(desk: State<'_, Desk>) -> Answer<StartView> {
    let last = match desk.opens_on_sample {
        true => Some(Connection::sample().id),
        false => desk.preferences.last_connection(),
    };
    let known = match last.as_deref() {
        Some("sample") => Some(Connection::sample()),
        Some(id) => desk.store.connection(id).ok(),
        None => None,
    };
    let open_already = desk.open().session.clone();
    let (connected, last_fault) = match (open_already, known) {
        // The window was loaded anew; the connection still stands.
        (Some(session), _) => (Some(connected_view(&desk, &session).await?), None),
        (None, Some(connection)) => match open(&desk, connection).await {
            Ok(connected) => (Some(connected), None),
            Err(fault) => (None, Some(fault)),
        },
        (None, None) => (None, None),
    };
    Ok(StartView {
        connections: connection_views(&desk).await?,
        connected,
        last_fault,
        zones: chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| zone.name().to_owned())
            .collect(),
        settings: desk.preferences.settings(),
    })
}

/// Opens the sample contact centre on this computer.
#[tauri::command]
#[specta::specta]
pub async fn open_sample(desk: State<'_, Desk>) -> Answer<ConnectedView> {
    open(&desk, Connection::sample()).await
}

/// Opens the planner's own data on this computer.
#[tauri::command]
#[specta::specta]
pub async fn open_own_data(desk: State<'_, Desk>) -> Answer<ConnectedView> {
    open(&desk, Connection::own()).await
}

/// Signs in to a tenant, and saves the connection only if that works.
#[tauri::command]
#[specta::specta]
pub async fn connect_tenant(desk: State<'_, Desk>, form: TenantForm) -> Answer<ConnectedView> {
    let endpoint = form.endpoint()?;
    if form.client_id.trim().is_empty() || form.secret.trim().is_empty() {
        return Err(ErrorView::fault(
            "The client id and the secret are both needed. Your CXone administrator has them.",
        ));
    }
    let credentials = Credentials::new(&form.client_id, &form.secret);
    let secret = credentials.client_secret.clone();
    let connection = Connection::tenant(form.id, &form.name, &endpoint, &form.client_id);
    let id = connection.id.clone();
    let _change = desk.begin_change()?;
    let session = Session::open(connection, endpoint, credentials).await?;
    let secrets = Arc::clone(&desk.secrets);
    aside(move || secrets.keep(&id, secret)).await?;
    take_up(&desk, session, None).await
}

/// Opens a saved connection.
#[tauri::command]
#[specta::specta]
pub async fn open_connection(desk: State<'_, Desk>, id: String) -> Answer<ConnectedView> {
    let connection = desk.store.connection(&id)?;
    open(&desk, connection).await
}

/// Forgets a saved connection and its secret. Data of this computer stays.
#[tauri::command]
#[specta::specta]
pub async fn forget_connection(desk: State<'_, Desk>, id: String) -> Answer<Vec<ConnectionView>> {
    let is_open = desk.session().is_ok_and(|open| open.connection.id == id);
    let _change = desk.begin_change()?;
    if is_open {
        desk.leave_connection();
        stop_workspace(&desk).await;
    }
    if desk.preferences.last_connection().as_deref() == Some(id.as_str()) {
        desk.preferences.forget_last_connection()?;
    }
    desk.store.remove_connection(&id)?;
    let secrets = Arc::clone(&desk.secrets);
    aside(move || secrets.forget(&id)).await?;
    connection_views(&desk).await
}

async fn open(desk: &Desk, connection: Connection) -> Answer<ConnectedView> {
    let _change = desk.begin_change()?;
    if connection.is_here() {
        // A folder has one workspace at a time, and it may be the same folder.
        desk.leave_connection();
        stop_workspace(desk).await;
    }
    let started = workspace::start(&connection.place, &desk.folder, desk.clock).await?;
    let (endpoint, credentials) = match &started {
        Some(workspace) => workspace::address(workspace)?,
        None => tenant_address(desk, &connection).await?,
    };
    match Session::open(connection, endpoint, credentials).await {
        Ok(session) => take_up(desk, session, started).await,
        Err(fault) => {
            if let Some(workspace) = started {
                workspace.shut_down().await;
            }
            Err(fault.into())
        }
    }
}

async fn stop_workspace(desk: &Desk) {
    if let Some(running) = desk.workspace.lock().await.take() {
        running.shut_down().await;
    }
}

async fn tenant_address(desk: &Desk, connection: &Connection) -> Answer<(Endpoint, Credentials)> {
    let Some((endpoint, client_id)) = connection.place.tenant()? else {
        return Err(WorkError::UnknownConnection.into());
    };
    let (secrets, id) = (Arc::clone(&desk.secrets), connection.id.clone());
    let found = aside(move || secrets.find(&id)).await?;
    let (client_secret, _) = found.ok_or(WorkError::SecretMissing)?;
    let credentials = Credentials {
        client_id: client_id.to_owned(),
        client_secret,
    };
    Ok((endpoint, credentials))
}

/// Makes `session` the open one, and remembers it for the next start.
async fn take_up(
    desk: &Desk,
    session: Session,
    started: Option<embedded::Workspace>,
) -> Answer<ConnectedView> {
    desk.store.save_connection(&session.connection)?;
    desk.preferences
        .set_last_connection(&session.connection.id)?;
    let connected = connected_view(desk, &session).await?;
    let skills = session.known_skills(desk.clock.now()).await;
    desk.leave_connection();
    {
        let mut open = desk.open();
        open.session = Some(session);
        open.skills = skills;
    }
    stop_workspace(desk).await;
    *desk.workspace.lock().await = started;
    desk.know_skills().await?;
    Ok(connected)
}

async fn connected_view(desk: &Desk, session: &Session) -> Answer<ConnectedView> {
    Ok(ConnectedView {
        connection: connection_view(desk, &session.connection).await?,
        steps: steps(&session.access),
    })
}

async fn connection_views(desk: &Desk) -> Answer<Vec<ConnectionView>> {
    let mut views = Vec::new();
    for connection in desk.store.connections()? {
        views.push(connection_view(desk, &connection).await?);
    }
    Ok(views)
}

async fn connection_view(desk: &Desk, connection: &Connection) -> Answer<ConnectionView> {
    let (kind, address, client_id) = match &connection.place {
        Place::Sample => (ConnectionKind::Sample, String::new(), None),
        Place::Own => (ConnectionKind::Own, String::new(), None),
        Place::Tenant {
            base_url,
            client_id,
            ..
        } => (
            ConnectionKind::Tenant,
            base_url.clone(),
            Some(client_id.clone()),
        ),
    };
    let secret = match kind {
        ConnectionKind::Sample | ConnectionKind::Own => SecretPlace::None,
        ConnectionKind::Tenant => {
            let (secrets, id) = (Arc::clone(&desk.secrets), connection.id.clone());
            aside(move || secrets.place(&id)).await?.into()
        }
    };
    Ok(ConnectionView {
        id: connection.id.clone(),
        name: connection.name.clone(),
        kind,
        address,
        client_id,
        secret,
    })
}

impl TenantForm {
    fn endpoint(&self) -> Answer<Endpoint> {
        let endpoint = match self.region {
            Region::Us => CxoneRegion::Us.into(),
            Region::Eu => CxoneRegion::Eu.into(),
            Region::Jp => CxoneRegion::Jp.into(),
            Region::Custom => Endpoint::new(&self.base_url)?,
        };
        Ok(endpoint
            .with_token_path(&self.token_path)?
            .with_api_prefix(&self.api_prefix)?)
    }
}
