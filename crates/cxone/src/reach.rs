use std::fmt;

/// Why nothing could be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// DNS knows no such name, or does not answer.
    NameNotFound,
    /// Nothing listens there.
    Refused,
    /// No connection within the time allowed.
    TimedOut,
    /// Nobody whom this computer trusts signed the server's certificate.
    Certificate,
    /// The server's certificate is not valid at the present date.
    CertificateExpired,
    /// The server's certificate is another server's.
    CertificateOfAnother,
    /// The proxy wants to know who is there (407).
    ProxySignIn,
    /// The proxy does not take the user name and password of the connection (407).
    ProxyPassword,
    /// The proxy did not let the connection through.
    Proxy,
    /// Anything else between here and there.
    Network,
}

/// Why no whole answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Not within the time allowed.
    TimedOut,
    /// The connection broke.
    Broken,
    /// A server in between could not pass the request on (502, 504).
    Gateway,
}

impl Unreachable {
    /// Whether the server was met and not believed.
    #[must_use]
    pub fn is_about_certificates(self) -> bool {
        matches!(
            self,
            Self::Certificate | Self::CertificateExpired | Self::CertificateOfAnother
        )
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NameNotFound => "there is no server of that name",
            Self::Refused => "nothing answers at that address",
            Self::TimedOut => "it did not respond in time",
            Self::Certificate => "its certificate is not trusted on this computer",
            Self::CertificateExpired => "its certificate has expired or is not valid yet",
            Self::CertificateOfAnother => "its certificate belongs to another server",
            Self::ProxySignIn => "the proxy asks for a user name and password",
            Self::ProxyPassword => "the proxy did not accept the user name and password",
            Self::Proxy => "the proxy did not let the connection through",
            Self::Network => "the connection could not be made",
        })
    }
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TimedOut => "it took too long",
            Self::Broken => "the connection broke",
            Self::Gateway => "a server in between could not reach it",
        })
    }
}
