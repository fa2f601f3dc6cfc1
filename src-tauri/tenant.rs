use std::sync::Arc;

use cxone::{Client, ClientSettings, Credentials};
use workflow::connection::{Connection, Place};
use workflow::{SecretFor, WorkError};

use crate::commands::{Answer, aside};
use crate::desk::Desk;
use crate::view::connection::{ConnectionView, SecretPlace, SecretPlaces};

impl Desk {
    /// What calls a tenant, with its secrets from where they are kept; sends nothing yet.
    pub(crate) async fn client_of(&self, connection: &Connection) -> Answer<Client> {
        let (endpoint, client_id) = match connection.place.tenant()? {
            Some(found) => found,
            None => return Err(WorkError::UnknownConnection.into()),
        };
        let (secret, password) = (connection.client_secret(), connection.proxy_password());
        let secrets = Arc::clone(&self.secrets);
        let found = aside(move || {
            let secret = secret.ok_or(WorkError::SecretMissing)?;
            let secret = secrets.find(&secret)?;
            // A proxy that misses its password says so itself.
            let password = password.and_then(|password| secrets.find(&password).ok());
            Ok::<_, WorkError>((secret, password))
        });
        let (client_secret, password) = found.await??;
        let credentials = Credentials {
            client_id: client_id.to_owned(),
            client_secret,
        };
        let Place::Tenant { proxy, .. } = &connection.place else {
            return Err(WorkError::UnknownConnection.into());
        };
        let settings = ClientSettings {
            proxy: proxy.with_password(password),
            ..ClientSettings::default()
        };
        Ok(Client::new(endpoint, credentials, settings)?)
    }

    /// A connection as the window shows it.
    pub(crate) async fn connection_view(&self, connection: &Connection) -> Answer<ConnectionView> {
        let (client, proxy) = (connection.client_secret(), connection.proxy_password());
        let secrets = Arc::clone(&self.secrets);
        let places = aside(move || {
            let place = |what: Option<SecretFor>| match what {
                Some(what) => secrets.place(&what).into(),
                None => SecretPlace::None,
            };
            SecretPlaces {
                client: place(client),
                proxy: place(proxy),
            }
        });
        Ok(ConnectionView::of(connection, places.await?))
    }

    /// All saved connections.
    pub(crate) async fn connection_views(&self) -> Answer<Vec<ConnectionView>> {
        let mut views = Vec::new();
        for connection in self.store.connections()? {
            views.push(self.connection_view(&connection).await?);
        }
        Ok(views)
    }
}
