//! Where a planner works: tenants and the two embedded workspaces.

mod proxy;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use cxone::wire::GroupBy;
use cxone::{
    AccessCheck, AccessReport, Client, ClientSettings, Credentials, CxoneError, Endpoint,
    StepOutcome,
};
use serde::{Deserialize, Serialize};
use staffing::{DateRange, SkillId};
use uuid::Uuid;

use crate::{SecretFor, WorkError};

pub use proxy::ProxyChoice;

/// The time in whose coverage skills are looked for: with it, the 62 days that
/// the contract answers at most are not passed.
const WEEKS_BEFORE: TimeDelta = TimeDelta::weeks(2);
const WEEKS_AFTER: TimeDelta = TimeDelta::weeks(6);

/// What stands behind a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Place {
    /// The embedded workspace with the sample contact centre.
    Sample,
    /// The embedded workspace with the planner's own data.
    Own,
    /// A CXone tenant.
    Tenant {
        /// Address before every path.
        base_url: String,
        /// Path of the token endpoint.
        token_path: String,
        /// Path before every call.
        api_prefix: String,
        /// Who signs in.
        client_id: String,
        /// How it is reached.
        #[serde(default)]
        proxy: ProxyChoice,
    },
}

/// A named place to work, as it is stored. Its secret is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// Names the connection in the store and the keychain.
    pub id: String,
    /// As the planner calls it.
    pub name: String,
    /// What stands behind it.
    pub place: Place,
}

/// A connection that is signed in.
#[derive(Clone)]
pub struct Session {
    /// Which.
    pub connection: Connection,
    /// Makes its calls.
    pub client: Client,
    /// What it may do.
    pub access: AccessReport,
}

impl Connection {
    /// The sample contact centre on this computer.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            id: "sample".to_owned(),
            name: "Sample contact centre".to_owned(),
            place: Place::Sample,
        }
    }

    /// The planner's own data on this computer.
    #[must_use]
    pub fn own() -> Self {
        Self {
            id: "own".to_owned(),
            name: "My own data".to_owned(),
            place: Place::Own,
        }
    }

    /// Whether it leads to an embedded workspace.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self.place, Place::Sample | Place::Own)
    }

    /// A tenant, new or (with the id of a known one) changed.
    #[must_use]
    pub fn tenant(id: Option<String>, name: &str, endpoint: &Endpoint, client_id: &str) -> Self {
        let name = match name.trim() {
            "" => endpoint.host(),
            given => given.to_owned(),
        };
        Self {
            id: id.unwrap_or_else(|| Uuid::new_v4().to_string()),
            name,
            place: Place::Tenant {
                base_url: endpoint.base_url().to_owned(),
                token_path: endpoint.token_path().to_owned(),
                api_prefix: endpoint.api_prefix().to_owned(),
                client_id: client_id.trim().to_owned(),
                proxy: ProxyChoice::default(),
            },
        }
    }

    /// The same tenant, reached through `proxy`.
    #[must_use]
    pub fn through(mut self, by: ProxyChoice) -> Self {
        if let Place::Tenant { proxy, .. } = &mut self.place {
            *proxy = by;
        }
        self
    }

    /// The client secret of a tenant: for its token endpoint, in the name of its client id.
    #[must_use]
    pub fn client_secret(&self) -> Option<SecretFor> {
        let (endpoint, client_id) = self.place.tenant().ok().flatten()?;
        let (base, path) = (endpoint.base_url(), endpoint.token_path());
        Some(SecretFor {
            account: self.id.clone(),
            recipient: format!("{base}{path} {client_id}"),
        })
    }

    /// The password of a tenant's own proxy, where that wants to know who is there.
    #[must_use]
    pub fn proxy_password(&self) -> Option<SecretFor> {
        let Place::Tenant { proxy, .. } = &self.place else {
            return None;
        };
        let ProxyChoice::Manual { host, port, user } = proxy else {
            return None;
        };
        let user = user.as_ref()?;
        Some(SecretFor {
            account: format!("{} proxy", self.id),
            recipient: format!("{host}:{port} {user}"),
        })
    }
}

impl Place {
    /// A tenant's endpoint and client id; none for this computer, whose address
    /// is another at each start.
    ///
    /// # Errors
    /// When the stored address is no address any more.
    pub fn tenant(&self) -> Result<Option<(Endpoint, &str)>, WorkError> {
        match self {
            Self::Sample | Self::Own => Ok(None),
            Self::Tenant {
                base_url,
                token_path,
                api_prefix,
                client_id,
                proxy: _,
            } => {
                let endpoint = Endpoint::new(base_url)?
                    .with_token_path(token_path)?
                    .with_api_prefix(api_prefix)?;
                Ok(Some((endpoint, client_id)))
            }
        }
    }
}

impl Session {
    /// Signs in and looks at what the connection may do, writing nothing.
    ///
    /// # Errors
    /// When the server cannot be reached or refuses to sign in. A missing scope
    /// or licence is no error: the access report names it.
    pub async fn open(
        connection: Connection,
        endpoint: Endpoint,
        credentials: Credentials,
    ) -> Result<Self, WorkError> {
        let client = Client::new(endpoint, credentials, ClientSettings::default())?;
        let access = client.check_access().await;
        Self::of(connection, client, access).map_err(Into::into)
    }

    /// A connection whose access was checked.
    ///
    /// # Errors
    /// The failure without whose mending nothing can be asked of the server.
    pub fn of(
        connection: Connection,
        client: Client,
        access: AccessReport,
    ) -> Result<Self, CxoneError> {
        for step in &access.steps {
            let vital = matches!(
                step.what,
                AccessCheck::Resolve | AccessCheck::Secure | AccessCheck::SignIn
            );
            if let (true, StepOutcome::Failed(fault)) = (vital, &step.outcome) {
                return Err(fault.clone());
            }
        }
        Ok(Self {
            connection,
            client,
            access,
        })
    }

    /// The skills that the server has coverage of in the weeks around `now`;
    /// none where it does not say, for then any name may be one.
    ///
    /// The contract has no list of skills. Whoever has a requirement or a shift
    /// is in the coverage, and that is what spelling is compared with.
    pub async fn known_skills(&self, now: DateTime<Utc>) -> Option<Vec<SkillId>> {
        let around = DateRange {
            start: now - WEEKS_BEFORE,
            end: now + WEEKS_AFTER,
        };
        let records = self.client.coverage(around, GroupBy::Skill, None).await;
        let records = records
            .inspect_err(|fault| tracing::debug!(%fault, "the skills are not known"))
            .ok()?;
        let skills: BTreeSet<SkillId> = records.into_iter().filter_map(|each| each.skill).collect();
        (!skills.is_empty()).then(|| skills.into_iter().collect())
    }
}
