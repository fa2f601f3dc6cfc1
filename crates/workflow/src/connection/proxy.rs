use cxone::Proxy;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::WorkError;

/// How a tenant is reached, as it is stored: without a password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ProxyChoice {
    /// As the operating system says.
    #[default]
    System,
    /// Straight, whatever the operating system says.
    Direct,
    /// Through a proxy of the connection's own.
    Manual {
        /// Name or address, without scheme or port.
        host: String,
        /// Where it listens.
        port: u16,
        /// Where it asks who is there.
        user: Option<String>,
    },
}

impl ProxyChoice {
    /// A proxy as a planner types it.
    ///
    /// # Errors
    /// [`WorkError::ProxyHost`] for a host that is more than a name or an
    /// address, [`WorkError::ProxyPort`] without a port.
    pub fn manual(host: &str, port: Option<u16>, user: &str) -> Result<Self, WorkError> {
        let (host, user) = (host.trim(), user.trim());
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_address = bare.parse::<std::net::IpAddr>().is_ok();
        let is_name = !host.is_empty()
            && host
                .chars()
                .all(|each| each.is_alphanumeric() || matches!(each, '.' | '-' | '_'));
        let host = match (is_address, is_name) {
            (true, _) if bare.contains(':') => format!("[{bare}]"),
            (true, _) | (_, true) => host.to_owned(),
            (false, false) => return Err(WorkError::ProxyHost),
        };
        let port = port.filter(|port| *port > 0).ok_or(WorkError::ProxyPort)?;
        let user = (!user.is_empty()).then(|| user.to_owned());
        Ok(Self::Manual { host, port, user })
    }

    /// The same for a client, which needs the password too.
    #[must_use]
    pub fn with_password(&self, password: Option<SecretString>) -> Proxy {
        match self {
            Self::System => Proxy::System,
            Self::Direct => Proxy::None,
            Self::Manual { host, port, user } => Proxy::Manual {
                host: host.clone(),
                port: *port,
                user: user.clone(),
                password,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_a_name_and_a_port() {
        let cases = [
            ("proxy.example.com", Some("proxy.example.com")),
            (" proxy ", Some("proxy")),
            ("10.0.0.1", Some("10.0.0.1")),
            ("fd00::1", Some("[fd00::1]")),
            ("[fd00::1]", Some("[fd00::1]")),
            ("http://proxy.example.com", None),
            ("proxy.example.com:8080", None),
            ("me:pw@proxy", None),
            ("proxy/x", None),
            ("", None),
        ];
        for (given, expected) in cases {
            let expected = expected.map(|host| ProxyChoice::Manual {
                host: host.to_owned(),
                port: 8080,
                user: Some("CORP\\ada".to_owned()),
            });
            let found = ProxyChoice::manual(given, Some(8080), " CORP\\ada ");
            assert_eq!(found.ok(), expected, "{given}");
        }
        for port in [None, Some(0)] {
            let found = ProxyChoice::manual("proxy", port, "");
            assert!(matches!(found, Err(WorkError::ProxyPort)), "{port:?}");
        }
    }
}
