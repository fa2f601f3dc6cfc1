//! Where the job is done: an embedded workspace of its own, or a server elsewhere.

use std::path::Path;

use chrono_tz::Tz;
use cxone::{Credentials, Endpoint};
use embedded::{Config, Data, Workspace};
use secrecy::SecretString;
use spreadsheet::FileKind;
use workbook::Opening;
use workflow::connection::{Connection, Session};
use workflow::{Clock, Store};

use super::reading::understand;
use crate::{Fault, RunArguments, TenantArguments, books, tables};

/// A session, and the workspace behind it where this process serves that.
pub(super) struct Place {
    pub(super) session: Session,
    pub(super) workspace: Option<Workspace>,
}

impl Place {
    /// `secret` is a tenant's; the workspace has one of its own.
    pub(super) async fn open(
        arguments: &RunArguments,
        secret: Option<SecretString>,
        (folder, store): (&Path, &Store),
        (zone, clock): (Tz, Clock),
    ) -> Result<Self, Fault> {
        if let (Some(url), Some(secret)) = (&arguments.tenant.url, secret) {
            let session = sign_in(url, &arguments.tenant, secret, store).await?;
            return Ok(Self {
                session,
                workspace: None,
            });
        }
        let (connection, data) = match arguments.sample {
            true => (Connection::sample(), Data::sample_in(zone)),
            false => (Connection::own(), Data::Own),
        };
        let mut config = Config::new(folder, data);
        config.clock = embedded::Clock::from_fn(move || clock.now());
        let workspace = Workspace::start(config).await?;
        if let Some(file) = &arguments.requirements {
            load_requirements(&workspace, file, zone, clock).await?;
        }
        let credentials = Credentials {
            client_id: workspace.client_id().to_owned(),
            client_secret: workspace.client_secret().clone(),
        };
        let endpoint = Endpoint::new(&workspace.base_url())?;
        Ok(Self {
            session: Session::open(connection, endpoint, credentials).await?,
            workspace: Some(workspace),
        })
    }

    pub(super) async fn close(self) {
        if let Some(workspace) = self.workspace {
            workspace.shut_down().await;
        }
    }
}

/// The same server and client id are the same connection at the next start: what
/// was interrupted goes on there. The secret is kept nowhere.
async fn sign_in(
    url: &str,
    arguments: &TenantArguments,
    secret: SecretString,
    store: &Store,
) -> Result<Session, Fault> {
    let mut endpoint = Endpoint::new(url)?;
    if let Some(path) = &arguments.token_path {
        endpoint = endpoint.with_token_path(path)?;
    }
    if let Some(prefix) = &arguments.api_prefix {
        endpoint = endpoint.with_api_prefix(prefix)?;
    }
    let client_id = arguments.client_id.as_deref().unwrap_or_default().trim();
    let new = Connection::tenant(None, "", &endpoint, client_id);
    let known = store.connections()?.into_iter();
    let connection = known.into_iter().find(|known| known.place == new.place);
    let connection = connection.unwrap_or(new);
    let credentials = Credentials {
        client_id: client_id.to_owned(),
        client_secret: secret,
    };
    let session = Session::open(connection, endpoint, credentials).await?;
    store.save_connection(&session.connection)?;
    Ok(session)
}

async fn load_requirements(
    workspace: &Workspace,
    file: &Path,
    zone: Tz,
    clock: Clock,
) -> Result<(), Fault> {
    let book = books::open(file, &Opening::default())?;
    let reading = understand(&book, FileKind::Requirements, zone, clock)?;
    tables::problems(&reading);
    let requirements = reading.requirements.into_iter();
    let requirements = requirements.map(|read| read.requirement).collect();
    Ok(workspace.load_requirements(requirements).await?)
}
