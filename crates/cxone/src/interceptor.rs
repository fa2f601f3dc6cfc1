//! Who answers in a server's place: a guest network, a company's proxy, a page that is just there.

use std::fmt;

use reqwest::{StatusCode, Url};

use crate::answer::Answer;
use crate::words::Words;
use crate::{CxoneError, Details};

/// Who answered instead of the server. `Display` ends the sentence "… answered instead of CXone."
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interceptor {
    /// The network itself, which lets nothing through before someone signs in (511).
    Network,
    /// The proxy, which wants to know who is there (407).
    ProxySignIn,
    /// A page that asks to sign in.
    SignInPage {
        /// Its title, or the host that it is at.
        of: Option<String>,
    },
    /// A filter that keeps CXone out.
    Filter,
    /// Some page.
    Page,
}

/// What sign-in pages call themselves.
const SIGN_IN: [&str; 12] = [
    "log in", "login", "logon", "sign in", "sign-in", "signin", "sign on", "captive", "hotspot",
    "guest", "wi-fi", "wifi",
];

/// What pages of a filter call themselves; "denied" and "forbidden" servers say, too.
const FILTER: [&str; 4] = ["blocked", "filter", "web policy", "proxy"];

/// What the addresses of sign-in pages hold besides.
const SIGN_IN_ADDRESS: [&str; 5] = ["auth", "portal", "splash", "sso", "welcome"];

impl Interceptor {
    /// Whether it surely let nothing through.
    pub(crate) fn kept_all_back(&self) -> bool {
        matches!(self, Self::Network | Self::ProxySignIn)
    }

    fn of_page(words: &Words) -> Self {
        let title = words.message.as_deref().unwrap_or_default();
        let says = |said: &[&str]| said.iter().any(|each| words.mention(each));
        match () {
            () if words.password || says(&SIGN_IN) => Self::SignInPage {
                of: (!title.is_empty()).then(|| format!("“{title}”")),
            },
            () if says(&FILTER) => Self::Filter,
            () => Self::Page,
        }
    }
}

/// The error of an answer that is not the server's.
pub(crate) fn intercepted(answer: &Answer, details: Box<Details>) -> CxoneError {
    let by = match answer.status {
        StatusCode::NETWORK_AUTHENTICATION_REQUIRED => Interceptor::Network,
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => Interceptor::ProxySignIn,
        _ => Interceptor::of_page(&answer.words()),
    };
    CxoneError::Intercepted { by, details }
}

/// Where a redirection leads, if that is a sign-in page of another host than `host`.
pub(crate) fn sign_in_elsewhere(location: &str, host: &str) -> Option<Interceptor> {
    let url = Url::parse(location).ok()?;
    let here = Url::parse(&format!("https://{host}")).ok()?;
    let other = url.host_str()?;
    if (here.host_str(), here.port()) == (Some(other), url.port()) {
        return None;
    }
    let address = format!("{other}{}", url.path()).to_lowercase();
    let mut words = SIGN_IN.iter().chain(&SIGN_IN_ADDRESS);
    let of = Some(other.to_owned());
    words
        .any(|word| address.contains(word))
        .then_some(Interceptor::SignInPage { of })
}

impl fmt::Display for Interceptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str("The network, which asks you to sign in to it,"),
            Self::ProxySignIn => f.write_str("The proxy, which asks for a user name and password,"),
            Self::SignInPage { of: Some(of) } => write!(f, "The sign-in page {of}"),
            Self::SignInPage { of: None } => f.write_str("A sign-in page"),
            Self::Filter => f.write_str("A filter of the network, which keeps CXone out,"),
            Self::Page => f.write_str("A web page"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_page(html: &str, expected: &str) {
        let found = Interceptor::of_page(&Words::read(html.as_bytes()));
        assert_eq!(found.to_string(), expected, "{html}");
    }

    #[test]
    fn pages_are_told_apart_by_what_they_ask_and_say() {
        let page = |title: &str| format!("<!doctype html><title>{title}</title>");
        check_page(
            &page("Hotel Guest Wi-Fi"),
            "The sign-in page “Hotel Guest Wi-Fi”",
        );
        check_page(&page("Log in"), "The sign-in page “Log in”");
        check_page("<html><INPUT TYPE=password name=p>", "A sign-in page");
        check_page("<html><input type='password'>", "A sign-in page");
        check_page(
            &page("Web site blocked"),
            "A filter of the network, which keeps CXone out,",
        );
        check_page(&page("Welcome to nginx!"), "A web page");
        check_page(&page("403 Forbidden"), "A web page");
        check_page("<html>", "A web page");
    }

    #[test]
    fn only_another_host_is_elsewhere() {
        let cases = [
            ("https://gateway.example/auth?x=1", true),
            ("http://10.0.0.1/login", true),
            ("http://captive.example/", true),
            ("https://tenant.example/login", false),
            ("https://www.example.com/new-home", false),
            ("/login", false),
            ("", false),
        ];
        for (location, expected) in cases {
            let found = sign_in_elsewhere(location, "tenant.example");
            assert_eq!(found.is_some(), expected, "{location}");
        }
    }
}
