//! Shapes of the step "Connect".

use cxone::{Endpoint, Region as CxoneRegion};
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::NotKept;
use workflow::connection::{Connection, Place, ProxyChoice};

use super::access::CheckedView;
use super::settings::SettingsView;
use crate::commands::Answer;
use crate::fault::ErrorView;

/// What stands behind a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionKind {
    /// The embedded workspace with the sample contact centre.
    Sample,
    /// The embedded workspace with the planner's own data.
    Own,
    /// A CXone tenant.
    Tenant,
}

/// Where a secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SecretPlace {
    /// None is needed.
    None,
    /// In the operating system's keychain.
    Keychain,
    /// In memory until the program closes: there is no keychain.
    Session,
    /// In memory until the program closes: the keychain is locked.
    SessionLocked,
    /// Perhaps in the keychain, which is locked.
    Locked,
    /// Must be typed again.
    Missing,
}

/// A saved connection.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Names it.
    pub id: String,
    /// As the planner calls it.
    pub name: String,
    /// What stands behind it.
    pub kind: ConnectionKind,
    /// Where and how, of a tenant.
    pub tenant: Option<TenantView>,
}

/// Where a tenant is, and how it is reached.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TenantView {
    /// Which of the known addresses it has.
    pub region: Region,
    /// Its base URL.
    pub address: String,
    /// Path of the token endpoint.
    pub token_path: String,
    /// Path before every call.
    pub api_prefix: String,
    /// Who signs in.
    pub client_id: String,
    /// Where the client secret is.
    pub secret: SecretPlace,
    /// How it is reached.
    pub proxy: ProxyView,
}

/// How a tenant is reached.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProxyView {
    /// By what.
    pub kind: ProxyKind,
    /// Name or address of a proxy of its own; else empty.
    pub host: String,
    /// Its port.
    pub port: Option<u16>,
    /// Who signs in there; may be empty.
    pub user: String,
    /// Where the password is.
    pub password: SecretPlace,
}

/// By what a tenant is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ProxyKind {
    /// As the computer says.
    System,
    /// Straight, whatever the computer says.
    Direct,
    /// A proxy of the connection's own.
    Manual,
}

/// Where a tenant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Region {
    /// United States.
    Us,
    /// Europe.
    Eu,
    /// Japan.
    Jp,
    /// At a base URL of its own.
    Custom,
}

/// What the planner types of a tenant.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TenantForm {
    /// A saved connection that is changed; none for a new one.
    pub id: Option<String>,
    /// What to call it.
    pub name: String,
    /// Where it is.
    pub region: Region,
    /// Counts for a custom region only.
    pub base_url: String,
    /// Path of the token endpoint.
    pub token_path: String,
    /// Path before every call.
    pub api_prefix: String,
    /// Who signs in.
    pub client_id: String,
    /// Goes to the keychain, never back to the window; none leaves what is kept.
    pub secret: Option<String>,
    /// How it is reached.
    pub proxy: ProxyForm,
}

/// What the planner types of a proxy.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProxyForm {
    /// By what; the rest counts for a proxy of the connection's own only.
    pub kind: ProxyKind,
    /// Name or address.
    pub host: String,
    /// Where it listens.
    pub port: Option<u16>,
    /// Who signs in there; may be empty.
    pub user: String,
    /// Goes to the keychain, never back to the window; none leaves what is kept.
    pub password: Option<String>,
}

/// Which secret of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SecretKind {
    /// The client's.
    Client,
    /// The password of its proxy.
    Proxy,
}

/// A connection that was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// As it is now.
    pub connection: ConnectionView,
    /// Whether it is open: one that leads elsewhere now was closed.
    pub is_open: bool,
}

/// What the window needs when it opens.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StartView {
    /// Saved connections.
    pub connections: Vec<ConnectionView>,
    /// The one that is open: the window was loaded anew.
    pub connected: Option<CheckedView>,
    /// Else the one that was used last, to be opened again.
    pub last: Option<ConnectionView>,
    /// Time zones to choose from.
    pub zones: Vec<String>,
    /// Preferences.
    pub settings: SettingsView,
}

/// Where the secrets of a connection are.
#[derive(Clone, Copy)]
pub(crate) struct SecretPlaces {
    pub(crate) client: SecretPlace,
    pub(crate) proxy: SecretPlace,
}

impl ConnectionView {
    /// A connection, without its secrets.
    pub(crate) fn of(connection: &Connection, secrets: SecretPlaces) -> Self {
        let (kind, tenant) = match &connection.place {
            Place::Sample => (ConnectionKind::Sample, None),
            Place::Own => (ConnectionKind::Own, None),
            Place::Tenant {
                base_url,
                token_path,
                api_prefix,
                client_id,
                proxy,
            } => {
                let tenant = TenantView {
                    region: Region::at(base_url),
                    address: base_url.clone(),
                    token_path: token_path.clone(),
                    api_prefix: api_prefix.clone(),
                    client_id: client_id.clone(),
                    secret: secrets.client,
                    proxy: ProxyView::of(proxy, secrets.proxy),
                };
                (ConnectionKind::Tenant, Some(tenant))
            }
        };
        Self {
            id: connection.id.clone(),
            name: connection.name.clone(),
            kind,
            tenant,
        }
    }
}

impl TenantForm {
    /// The connection as typed, without its secrets.
    pub(crate) fn connection(&self) -> Answer<Connection> {
        let endpoint = match self.region.known() {
            Some(known) => Endpoint::from(known),
            None => Endpoint::new(&self.base_url)?,
        };
        let endpoint = endpoint
            .with_token_path(&self.token_path)?
            .with_api_prefix(&self.api_prefix)?;
        if self.client_id.trim().is_empty() {
            return Err(ErrorView::fault(
                "The client id is missing. Your CXone administrator has it.",
            ));
        }
        let (id, proxy) = (self.id.clone(), self.proxy.choice()?);
        Ok(Connection::tenant(id, &self.name, &endpoint, &self.client_id).through(proxy))
    }
}

impl ProxyForm {
    fn choice(&self) -> Answer<ProxyChoice> {
        Ok(match self.kind {
            ProxyKind::System => ProxyChoice::System,
            ProxyKind::Direct => ProxyChoice::Direct,
            ProxyKind::Manual => ProxyChoice::manual(&self.host, self.port, &self.user)?,
        })
    }
}

impl ProxyView {
    fn of(proxy: &ProxyChoice, password: SecretPlace) -> Self {
        let (kind, host, port, user) = match proxy {
            ProxyChoice::System => (ProxyKind::System, None, None, None),
            ProxyChoice::Direct => (ProxyKind::Direct, None, None, None),
            ProxyChoice::Manual { host, port, user } => {
                (ProxyKind::Manual, Some(host), Some(*port), user.as_ref())
            }
        };
        Self {
            kind,
            host: host.cloned().unwrap_or_default(),
            port,
            user: user.cloned().unwrap_or_default(),
            password,
        }
    }
}

impl Region {
    /// The region whose address this is, to the letter.
    fn at(base_url: &str) -> Self {
        let named = [Self::Us, Self::Eu, Self::Jp].into_iter();
        let is_there = |region: &Self| region.known().is_some_and(|it| it.base_url() == base_url);
        named.into_iter().find(is_there).unwrap_or(Self::Custom)
    }

    fn known(self) -> Option<CxoneRegion> {
        match self {
            Self::Us => Some(CxoneRegion::Us),
            Self::Eu => Some(CxoneRegion::Eu),
            Self::Jp => Some(CxoneRegion::Jp),
            Self::Custom => None,
        }
    }
}

impl From<workflow::SecretPlace> for SecretPlace {
    fn from(place: workflow::SecretPlace) -> Self {
        match place {
            workflow::SecretPlace::Keychain => Self::Keychain,
            workflow::SecretPlace::Session(NotKept::NoKeychain) => Self::Session,
            workflow::SecretPlace::Session(NotKept::Locked) => Self::SessionLocked,
            workflow::SecretPlace::Locked => Self::Locked,
            workflow::SecretPlace::Missing => Self::Missing,
        }
    }
}
