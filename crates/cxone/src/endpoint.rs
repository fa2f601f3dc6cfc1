use reqwest::Url;

use crate::CxoneError;

/// Where the WFM API of a connection is found. Always valid: `https`, or `http` on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    base_url: String,
    token_path: String,
    api_prefix: String,
}

/// Where NICE runs CXone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// United States.
    Us,
    /// European Union.
    Eu,
    /// Japan.
    Jp,
}

const TOKEN_PATH: &str = "/oauth/token";
const API_PREFIX: &str = "/api/v1/wfm";

impl Region {
    /// The address of the region's platform.
    #[must_use]
    pub fn base_url(self) -> &'static str {
        match self {
            Self::Us => "https://platform.niceincontact.com",
            Self::Eu => "https://platform.eu.niceincontact.com",
            Self::Jp => "https://platform.jp.niceincontact.com",
        }
    }
}

impl From<Region> for Endpoint {
    fn from(region: Region) -> Self {
        Self {
            base_url: region.base_url().to_owned(),
            token_path: TOKEN_PATH.to_owned(),
            api_prefix: API_PREFIX.to_owned(),
        }
    }
}

impl Endpoint {
    /// A custom address with the contract's default paths. An address without
    /// a scheme is taken for `https`; slashes at its end do not matter.
    ///
    /// # Errors
    /// [`CxoneError::Address`] for an address that is not one, carries a user,
    /// query or fragment, or would send the secret unencrypted to another computer.
    pub fn new(base_url: &str) -> Result<Self, CxoneError> {
        let given = base_url.trim();
        let fault = |why| CxoneError::Address {
            given: without_user(given),
            why,
        };
        let full = if given.contains("://") {
            given.to_owned()
        } else {
            format!("https://{given}")
        };
        let url = Url::parse(&full).map_err(|_| fault("it is not a web address"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(fault("it carries a user name or password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(fault("it goes on after a ? or #"));
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(fault("it begins with http://, which is not encrypted")),
            _ => return Err(fault("it does not begin with https://")),
        }
        Ok(Self {
            base_url: url.as_str().trim_end_matches('/').to_owned(),
            token_path: TOKEN_PATH.to_owned(),
            api_prefix: API_PREFIX.to_owned(),
        })
    }

    /// The same with another token path, for example `/oauth/token`.
    ///
    /// # Errors
    /// [`CxoneError::Path`] for a path that is empty or not one.
    pub fn with_token_path(mut self, path: &str) -> Result<Self, CxoneError> {
        self.token_path = path_below_base(path)?;
        if self.token_path.is_empty() {
            return Err(CxoneError::Path {
                given: path.to_owned(),
            });
        }
        Ok(self)
    }

    /// The same with another API prefix, for example `/api/v1/wfm`; may be empty.
    ///
    /// # Errors
    /// [`CxoneError::Path`] for a prefix that is not a path.
    pub fn with_api_prefix(mut self, prefix: &str) -> Result<Self, CxoneError> {
        self.api_prefix = path_below_base(prefix)?;
        Ok(self)
    }

    /// Scheme, host, port and path, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Where tokens come from, with a slash at the start.
    #[must_use]
    pub fn token_path(&self) -> &str {
        &self.token_path
    }

    /// What every call's path begins with: empty, or with a slash at the start and none at the end.
    #[must_use]
    pub fn api_prefix(&self) -> &str {
        &self.api_prefix
    }

    /// Host and, where it is not the usual one, port: what messages name.
    #[must_use]
    pub fn host(&self) -> String {
        let rest = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default().to_owned()
    }

    /// Whether the server runs on this computer.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.base_url).is_ok_and(|url| is_loopback(&url))
    }

    /// Whether this computer finds an address for the server's name.
    pub(crate) async fn resolves(&self) -> bool {
        let Ok(url) = Url::parse(&self.base_url) else {
            return false;
        };
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return false;
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let found = tokio::net::lookup_host((bare, port)).await;
        found.is_ok_and(|mut addresses| addresses.next().is_some())
    }

    pub(crate) fn token_url(&self) -> Result<Url, CxoneError> {
        self.url(&self.token_path)
    }

    /// `segments` are escaped, so that an id can hold any character.
    pub(crate) fn api_url(&self, segments: &[&str]) -> Result<Url, CxoneError> {
        let mut url = self.url(&self.api_prefix)?;
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        Ok(url)
    }

    fn url(&self, path: &str) -> Result<Url, CxoneError> {
        Url::parse(&format!("{}{path}", self.base_url)).map_err(|_| CxoneError::Path {
            given: path.to_owned(),
        })
    }
}

fn path_below_base(given: &str) -> Result<String, CxoneError> {
    let path = given.trim().trim_matches('/');
    let bad = path.contains(['?', '#', '\\', ':', '%'])
        || path.contains("//")
        || path.contains(char::is_whitespace)
        || path.split('/').any(|segment| matches!(segment, "." | ".."));
    match (bad, path.is_empty()) {
        (true, _) => Err(CxoneError::Path {
            given: given.to_owned(),
        }),
        (false, true) => Ok(String::new()),
        (false, false) => Ok(format!("/{path}")),
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse()
            .is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// An address as it may be shown: a password pasted along with it is not repeated.
fn without_user(given: &str) -> String {
    match given.rsplit_once('@') {
        Some((_, rest)) => format!("…@{rest}"),
        None => given.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_or_stays_on_this_computer() {
        let cases = [
            ("https://wfm.example.com", Some("https://wfm.example.com")),
            (
                " https://wfm.example.com// ",
                Some("https://wfm.example.com"),
            ),
            ("wfm.example.com", Some("https://wfm.example.com")),
            ("wfm.example.com:8443", Some("https://wfm.example.com:8443")),
            ("https://example.com/wfm/", Some("https://example.com/wfm")),
            ("http://127.0.0.1:8787/", Some("http://127.0.0.1:8787")),
            ("http://[::1]:8787", Some("http://[::1]:8787")),
            ("http://localhost:1", Some("http://localhost:1")),
            ("http://wfm.example.com", None),
            ("http://127.0.0.1.example.com", None),
            ("http://localhost.example.com", None),
            ("ftp://wfm.example.com", None),
            ("https://me:pw@wfm.example.com", None),
            ("https://wfm.example.com?x=1", None),
            ("https://wfm.example.com#x", None),
            ("https://", None),
            ("", None),
        ];
        for (given, expected) in cases {
            let found = Endpoint::new(given).ok();
            assert_eq!(found.as_ref().map(Endpoint::base_url), expected, "{given}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_not_repeated() {
        let fault = Endpoint::new("https://me:hunter2@wfm.example.com").unwrap_err();
        assert!(!format!("{fault} {fault:?}").contains("hunter2"), "{fault}");
    }

    #[test]
    fn paths_join_with_one_slash() {
        let endpoint = Endpoint::new("https://example.com/")
            .unwrap()
            .with_token_path("auth/token/")
            .unwrap()
            .with_api_prefix("wfm/")
            .unwrap();
        assert_eq!(endpoint.token_path(), "/auth/token");
        assert_eq!(endpoint.api_prefix(), "/wfm");
        let url = endpoint.api_url(&["jobs", "a/b c"]).unwrap();
        assert_eq!(url.as_str(), "https://example.com/wfm/jobs/a%2Fb%20c");
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for given in ["/a?b", "/a#b", "/a//b", "/a b", "/../x", "https://x/y"] {
            let endpoint = Endpoint::from(Region::Eu);
            assert!(endpoint.clone().with_token_path(given).is_err(), "{given}");
            assert!(endpoint.with_api_prefix(given).is_err(), "{given}");
        }
        assert!(Endpoint::from(Region::Us).with_token_path("/").is_err());
        assert!(Endpoint::from(Region::Us).with_api_prefix("").is_ok());
    }

    #[test]
    fn messages_name_the_host() {
        assert_eq!(
            Endpoint::from(Region::Jp).host(),
            "platform.jp.niceincontact.com"
        );
        let local = Endpoint::new("http://127.0.0.1:8787").unwrap();
        assert_eq!(local.host(), "127.0.0.1:8787");
        assert!(local.is_loopback() && !Endpoint::from(Region::Us).is_loopback());
    }
}
