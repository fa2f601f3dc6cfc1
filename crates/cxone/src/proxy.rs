use secrecy::{ExposeSecret, SecretString};

/// What stands between this computer and the server. A server on this computer is met without one.
#[derive(Clone, Debug, Default)]
pub enum Proxy {
    /// What the operating system (or its environment) says.
    #[default]
    System,
    /// None, whatever the operating system says.
    None,
    /// This one, for every call of the connection.
    Manual {
        /// Name or address, without scheme or port.
        host: String,
        /// Where it listens.
        port: u16,
        /// Where it asks who is there.
        user: Option<String>,
        /// Kept in the keychain; shown as `[REDACTED]` wherever it is formatted.
        password: Option<SecretString>,
    },
}

impl Proxy {
    /// Whether it is told who is there.
    pub(crate) fn signs_in(&self) -> bool {
        matches!(self, Self::Manual { user: Some(_), .. })
    }

    pub(crate) fn apply(
        &self,
        builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, reqwest::Error> {
        match self {
            Self::System => Ok(builder),
            Self::None => Ok(builder.no_proxy()),
            Self::Manual {
                host,
                port,
                user,
                password,
            } => {
                let mut proxy = reqwest::Proxy::all(format!("http://{host}:{port}"))?;
                if let Some(user) = user {
                    let password = password.as_ref().map_or("", |given| given.expose_secret());
                    proxy = proxy.basic_auth(user, password);
                }
                Ok(builder.proxy(proxy))
            }
        }
    }
}
