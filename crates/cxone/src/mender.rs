//! Who can mend what went wrong.

use std::fmt;

use crate::{CxoneError, Interceptor, Unreachable};

/// Who can mend an error. `Display` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mender {
    /// The one at the window.
    Planner,
    /// Whoever manages the CXone tenant.
    CxoneAdministrator,
    /// Whoever looks after this computer and its network.
    It,
}

impl CxoneError {
    /// Who can mend it; [`hint`](Self::hint) says how.
    #[must_use]
    pub fn mender(&self) -> Mender {
        match self {
            Self::GaveUp { cause, .. } => cause.mender(),
            Self::NoSecureConnections(_) | Self::NoAnswer { .. } => Mender::It,
            Self::CannotReach { why, .. } => why.mender(),
            Self::Intercepted { by, .. } => by.mender(),
            Self::Address { .. }
            | Self::Path { .. }
            | Self::Busy { .. }
            | Self::Refused { .. }
            | Self::Stopped
            | Self::TooLarge(_)
            | Self::JobUnknown { .. }
            | Self::WrongPath { .. }
            | Self::Redirected { .. }
            | Self::OutcomeUnknown { .. }
            | Self::Unsupported(_) => Mender::Planner,
            Self::SecretRefused { .. }
            | Self::ClientUnknown { .. }
            | Self::ScopesRefused { .. }
            | Self::SignInRefused { .. }
            | Self::TokenRefused(_)
            | Self::ScopeMissing { .. }
            | Self::NotLicensed(_)
            | Self::Forbidden { .. }
            | Self::ServerFault(_)
            | Self::ContractFault { .. } => Mender::CxoneAdministrator,
        }
    }
}

impl Interceptor {
    fn mender(&self) -> Mender {
        match self {
            Self::Network | Self::SignInPage { .. } | Self::Page => Mender::Planner,
            Self::ProxySignIn | Self::Filter => Mender::It,
        }
    }
}

impl Unreachable {
    fn mender(self) -> Mender {
        match self {
            Self::NameNotFound | Self::Refused => Mender::Planner,
            Self::CertificateExpired => Mender::CxoneAdministrator,
            Self::TimedOut
            | Self::Network
            | Self::Certificate
            | Self::CertificateOfAnother
            | Self::ProxySignIn
            | Self::ProxyPassword
            | Self::Proxy => Mender::It,
        }
    }
}

impl fmt::Display for Mender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Planner => "You",
            Self::CxoneAdministrator => "Your CXone administrator",
            Self::It => "Your IT helpdesk",
        })
    }
}
