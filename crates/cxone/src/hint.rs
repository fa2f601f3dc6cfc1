//! What a planner can do about an error, and whom to ask.

use crate::{CxoneError, Interceptor, Unreachable};

impl CxoneError {
    /// What to do now, and who can do it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Address { .. } => {
                "Use an address that begins with https://, for example https://platform.niceincontact.com."
            }
            Self::Path { .. } => "Write it like /oauth/token: slashes and names, without ? or #.",
            Self::NoSecureConnections(_) => {
                "Ask your IT helpdesk to look at the certificates and the proxy settings of this computer."
            }
            Self::CannotReach { why, .. } => why.hint(),
            Self::NoAnswer { .. } => {
                "Try again in a few minutes. If it stays so, ask your IT helpdesk whether the network lets CXone through."
            }
            Self::SecretRefused { .. } => {
                "Ask your CXone administrator for a new one, or paste it again. Check the client id and the region too."
            }
            Self::ClientUnknown { .. } => {
                "Check the client id and the region, or ask your CXone administrator for them."
            }
            Self::ScopesRefused { .. } => {
                "Ask your CXone administrator to grant wfm:schedule:read, wfm:schedule:write, wfm:optimization:read and wfm:optimization:write."
            }
            Self::SignInRefused { .. } => {
                "Ask your CXone administrator whether this client may sign in by itself (client credentials)."
            }
            Self::TokenRefused(_) => {
                "Ask your CXone administrator whether the client was switched off, and check that the region is yours."
            }
            Self::ScopeMissing { .. } => {
                "Ask your CXone administrator to grant this permission to the client id, then check the connection again."
            }
            Self::NotLicensed(_) => {
                "Ask your CXone administrator about a licence, or optimize on this computer instead."
            }
            Self::Forbidden { .. } => {
                "Ask your CXone administrator which permission or licence is missing."
            }
            Self::Busy { .. } => "Wait some minutes, then try again.",
            Self::Refused { errors, .. } if errors.is_empty() => {
                "Look at what CXone says about it, correct it, and try again."
            }
            Self::Refused { .. } => "Correct the records that CXone names, then try again.",
            Self::Stopped => "Start it again when you want it.",
            Self::TooLarge(_) => "Send fewer records at once.",
            Self::JobUnknown { .. } => "Start the optimization again.",
            Self::WrongPath { .. } => {
                "Check the address, the token path and the API prefix of the connection."
            }
            Self::Redirected { .. } => {
                "Check the address of the connection. In a guest network, sign in to the network first."
            }
            Self::ServerFault(_) => {
                "Try again in a few minutes. If it stays so, give the details to your CXone administrator."
            }
            Self::Intercepted { by, .. } => by.hint(),
            Self::ContractFault { .. } => {
                "Nothing of it was used. Give the details to your CXone administrator."
            }
            Self::OutcomeUnknown { .. } => {
                "Look at the list of runs on the server first. Send it again only if it is not there."
            }
            Self::GaveUp { .. } => {
                "What was done until then is kept. Go on when CXone can be reached again."
            }
            Self::Unsupported(_) => "Do it in CXone itself.",
        }
    }
}

impl Interceptor {
    fn hint(&self) -> &'static str {
        match self {
            Self::Network => {
                "Open any web site in your browser, sign in to the network there, and try again."
            }
            Self::ProxySignIn => Unreachable::ProxySignIn.hint(),
            Self::SignInPage { .. } => {
                "In a guest network, open any web site in your browser, sign in to the network there, and try again. Anywhere else, check the address of the connection, then give the details to your IT helpdesk."
            }
            Self::Filter => {
                "Give the details to your IT helpdesk: the network must let CXone through."
            }
            Self::Page => {
                "A proxy may be in between: open any web site, sign in there if asked, and try again. Else check the address of the connection."
            }
        }
    }
}

impl Unreachable {
    fn hint(self) -> &'static str {
        match self {
            Self::NameNotFound => {
                "Check the address of the connection and whether this computer is online."
            }
            Self::Refused => {
                "Check the address of the connection, or wait until the server runs again."
            }
            Self::TimedOut | Self::Network => {
                "Check whether this computer is online. If it is, ask your IT helpdesk whether the network lets CXone through."
            }
            Self::CertificateExpired => {
                "Look at the date of this computer first. If it is right, ask your CXone administrator to renew the server's certificate."
            }
            Self::ProxySignIn => {
                "Enter the user name and password of the proxy in the connection; your IT helpdesk knows them."
            }
            Self::ProxyPassword => {
                "Type the user name and password of the proxy again in the connection; your IT helpdesk knows them."
            }
            Self::Proxy => {
                "Check the proxy of the connection, and ask your IT helpdesk whether it lets CXone through."
            }
            Self::Certificate | Self::CertificateOfAnother => {
                "Someone else may be answering in its place. In a guest network, sign in to the network first. Else ask your IT helpdesk; a company proxy needs its certificate on this computer."
            }
        }
    }
}
