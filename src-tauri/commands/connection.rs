//! The step "Connect": opening and checking.

use chrono_tz::TZ_VARIANTS;
use cxone::{AccessReport, Client, ClientSettings};
use tauri::State;
use tauri::ipc::Channel;
use tokio_util::sync::CancellationToken;
use workflow::WorkError;
use workflow::connection::{Connection, Session};

use super::{Answer, tell};
use crate::desk::Desk;
use crate::pauses::each_pause;
use crate::view::access::{CheckUpdate, CheckedView, PauseView};
use crate::view::connection::StartView;
use crate::workspace;

/// Tells what the window needs to begin. Asks no server: a slow one must not keep
/// the window closed.
#[tauri::command]
#[specta::specta]
pub async fn start(desk: State<'_, Desk>) -> Answer<StartView> {
    let open_already = desk.open().session.clone();
    let (connected, last) = match open_already {
        // The window was loaded anew; the connection still stands.
        Some(session) => (Some(open_view(&desk, &session).await?), None),
        None => match last_connection(&desk) {
            Some(connection) => (None, Some(desk.connection_view(&connection).await?)),
            None => (None, None),
        },
    };
    Ok(StartView {
        connections: desk.connection_views().await?,
        connected,
        last,
        zones: TZ_VARIANTS
            .iter()
            .map(|zone| zone.name().to_owned())
            .collect(),
        settings: desk.preferences.settings(),
    })
}

/// Opens the sample contact centre on this computer.
#[tauri::command]
#[specta::specta]
pub async fn open_sample(desk: State<'_, Desk>) -> Answer<CheckedView> {
    open(&desk, Connection::sample(), |_| {}).await
}

/// Opens the planner's own data on this computer.
#[tauri::command]
#[specta::specta]
pub async fn open_own_data(desk: State<'_, Desk>) -> Answer<CheckedView> {
    open(&desk, Connection::own(), |_| {}).await
}

/// Opens a saved connection, if its server lets it sign in. If not, the answer
/// says why, and what was open stays open.
#[tauri::command]
#[specta::specta]
pub async fn open_connection(
    desk: State<'_, Desk>,
    id: String,
    on_update: Channel<CheckUpdate>,
) -> Answer<CheckedView> {
    let connection = match id.as_str() {
        "sample" => Connection::sample(),
        "own" => Connection::own(),
        id => desk.store.connection(id)?,
    };
    open(&desk, connection, |update| tell(&on_update, update)).await
}

/// Checks a saved connection anew, without opening it and without writing anything.
#[tauri::command]
#[specta::specta]
pub async fn check_connection(
    desk: State<'_, Desk>,
    id: String,
    on_update: Channel<CheckUpdate>,
) -> Answer<CheckedView> {
    let under_way = desk.begin_check()?;
    let open = desk.open().session.clone();
    let open = open.filter(|session| session.connection.id == id);
    let (connection, client) = match &open {
        Some(session) => (session.connection.clone(), session.client.clone()),
        None => {
            let connection = desk.store.connection(&id)?;
            let client = desk.client_of(&connection).await?;
            (connection, client)
        }
    };
    let on_update = |update| tell(&on_update, update);
    let access = check(&client, &under_way.cancel, on_update).await?;
    let checked = CheckedView {
        connection: desk.connection_view(&connection).await?,
        is_open: open.is_some(),
        report: (&access).into(),
    };
    desk.note_access(&id, access);
    Ok(checked)
}

/// Stops the check or the opening of a connection.
#[tauri::command]
#[specta::specta]
pub async fn cancel_check(desk: State<'_, Desk>) -> Answer<()> {
    desk.cancel_check();
    Ok(())
}

/// From now on the window hears of each pause that the open connection's server
/// asks for.
#[tauri::command]
#[specta::specta]
pub async fn watch_pauses(
    desk: State<'_, Desk>,
    on_pause: Channel<Option<PauseView>>,
) -> Answer<()> {
    desk.open().pauses.listen(on_pause);
    Ok(())
}

fn last_connection(desk: &Desk) -> Option<Connection> {
    if desk.opens_on_sample {
        return Some(Connection::sample());
    }
    let id = desk.preferences.last_connection()?;
    desk.store.connection(&id).ok()
}

async fn open(
    desk: &Desk,
    connection: Connection,
    on_update: impl Fn(CheckUpdate) + Send + Sync,
) -> Answer<CheckedView> {
    let change = desk.begin_change()?;
    if connection.is_here() {
        // A folder has one workspace at a time, and it may be the same folder.
        desk.leave_connection();
        desk.stop_workspace().await;
    }
    let started = workspace::start(&connection.place, &desk.folder, desk.clock).await?;
    let opened = open_through(
        desk,
        connection,
        started.as_ref(),
        &change.cancel,
        on_update,
    );
    let opened = opened.await;
    let unused = match &opened {
        Ok(checked) if checked.is_open => {
            desk.stop_workspace().await;
            *desk.workspace.lock().await = started;
            None
        }
        _ => started,
    };
    if let Some(workspace) = unused {
        workspace.shut_down().await;
    }
    opened
}

/// Checks `connection` and makes it the open one, remembered for the next start.
async fn open_through(
    desk: &Desk,
    connection: Connection,
    started: Option<&embedded::Workspace>,
    cancel: &CancellationToken,
    on_update: impl Fn(CheckUpdate) + Send + Sync,
) -> Answer<CheckedView> {
    let client = match started {
        Some(workspace) => {
            let (endpoint, credentials) = workspace::address(workspace)?;
            Client::new(endpoint, credentials, ClientSettings::default())?
        }
        None => desk.client_of(&connection).await?,
    };
    let access = check(&client, cancel, &on_update).await?;
    let session = match Session::of(connection.clone(), client, access.clone()) {
        Ok(session) => session,
        Err(_) => {
            return Ok(CheckedView {
                connection: desk.connection_view(&connection).await?,
                is_open: false,
                report: (&access).into(),
            });
        }
    };
    let skills = tokio::select! {
        skills = session.known_skills(desk.clock.now()) => skills,
        () = cancel.cancelled() => return Err(WorkError::Cancelled.into()),
    };
    desk.store.save_connection(&connection)?;
    desk.preferences.set_last_connection(&connection.id)?;
    let opened = open_view(desk, &session).await?;
    desk.take_up(session, skills);
    desk.know_skills().await?;
    Ok(opened)
}

async fn open_view(desk: &Desk, session: &Session) -> Answer<CheckedView> {
    Ok(CheckedView {
        connection: desk.connection_view(&session.connection).await?,
        is_open: true,
        report: (&session.access).into(),
    })
}

/// Looks at everything, and tells each step and each pause. A check that is
/// cancelled leaves nothing behind.
async fn check(
    client: &Client,
    cancel: &CancellationToken,
    on_update: impl Fn(CheckUpdate) + Send + Sync,
) -> Answer<AccessReport> {
    let on_step = |step: &cxone::AccessStep| on_update(CheckUpdate::Step { step: step.into() });
    let on_pause = |pause| on_update(CheckUpdate::Pause { pause });
    tokio::select! {
        access = client.check_access_with(on_step) => Ok(access),
        never = each_pause(client.pause(), on_pause) => match never {},
        () = cancel.cancelled() => Err(WorkError::Cancelled.into()),
    }
}
