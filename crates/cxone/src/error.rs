use std::time::Duration;

use thiserror::Error;

use crate::wire::RecordError;
use crate::{Details, Interceptor, NoAnswer, Unreachable};

/// Why a call came to nothing. `Display` says what happened,
/// [`hint`](Self::hint) what to do, [`details`](Self::details) is for the helpdesk.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum CxoneError {
    /// The address of a connection cannot be used.
    #[error("“{given}” cannot be used as the address: {why}.")]
    Address {
        /// As given, without a password.
        given: String,
        /// Ends a sentence.
        why: &'static str,
    },
    /// The token path or API prefix of a connection cannot be used.
    #[error("“{given}” cannot be used as a path.")]
    Path {
        /// As given.
        given: String,
    },
    /// The operating system's certificates or the proxy settings cannot be used.
    #[error("No secure connection can be made from this computer.")]
    NoSecureConnections(Box<Details>),
    /// Nothing was sent.
    #[error("{host} cannot be reached: {why}.")]
    CannotReach {
        /// Whom.
        host: String,
        /// Ends a sentence.
        why: Unreachable,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// Something may have been sent, and no whole answer came back.
    #[error("{host} gave no answer: {why}.")]
    NoAnswer {
        /// Who.
        host: String,
        /// Ends a sentence.
        why: NoAnswer,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// `invalid_client`: the secret, or the pair of id and secret.
    #[error("CXone did not accept the secret for the client id “{client_id}”.")]
    SecretRefused {
        /// Not secret.
        client_id: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// `invalid_client`, and the server says that it is the id.
    #[error("CXone does not know the client id “{client_id}”.")]
    ClientUnknown {
        /// Not secret.
        client_id: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// `invalid_scope`: the client may not have one of the four permissions.
    #[error(
        "CXone does not grant the client id “{client_id}” all of the four permissions that are needed."
    )]
    ScopesRefused {
        /// Not secret.
        client_id: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// Any other refusal of the token endpoint.
    #[error("CXone refused to sign in ({code}).")]
    SignInRefused {
        /// The OAuth error code, or the status.
        code: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// A fresh token was refused too.
    #[error("CXone signed in and then refused the sign-in.")]
    TokenRefused(Box<Details>),
    /// A permission is not granted.
    #[error("This connection may not {}: the permission {scope} is missing.", .details.call)]
    ScopeMissing {
        /// Which.
        scope: &'static str,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// The tenant has no licence for WFM Optimization.
    #[error("WFM Optimization is not licensed for this CXone tenant.")]
    NotLicensed(Box<Details>),
    /// Refused although the permission is granted.
    #[error("CXone does not let this connection {}.", .details.call)]
    Forbidden {
        /// The permission that the call needs.
        scope: &'static str,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// The server kept asking for pauses.
    #[error("CXone is busy and still asked to wait after several tries.")]
    Busy {
        /// How long the server asked for, where it said.
        asked: Option<Duration>,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// The request is wrong; nothing of it was done.
    #[error("CXone refused the request to {}{}", .details.call, reason(.details))]
    Refused {
        /// Record by record; may be empty.
        errors: Vec<RecordError>,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// The call was [stopped](crate::Client::stopping_at) before anything of it was sent.
    #[error("Cancelled. Nothing was sent.")]
    Stopped,
    /// More than the server takes at once; nothing of it was done.
    #[error("CXone does not take that much at once.")]
    TooLarge(Box<Details>),
    /// No such job on the server.
    #[error("CXone has no optimization run {job_id} any more.")]
    JobUnknown {
        /// As asked for.
        job_id: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// The API is not at the connection's paths.
    #[error("{host} is there, but has no WFM API at {path}.")]
    WrongPath {
        /// Who.
        host: String,
        /// Where it was looked for.
        path: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// The server sent elsewhere; the token does not follow.
    #[error("{host} sent us on to {to} instead of answering.")]
    Redirected {
        /// Who.
        host: String,
        /// The host that it named.
        to: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// A fault of the server.
    #[error("CXone failed to {} because of a fault of its own.", .0.call)]
    ServerFault(Box<Details>),
    /// A web page or other text instead of data.
    #[error("{by} answered instead of CXone.")]
    Intercepted {
        /// Who.
        by: Interceptor,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// Data that breaks the contract; never taken for success.
    #[error("CXone's answer cannot be used: {what}.")]
    ContractFault {
        /// Ends a sentence.
        what: String,
        /// For the helpdesk.
        details: Box<Details>,
    },
    /// A run was sent and no answer that counts came back: it may be going on.
    #[error("It is not known whether the optimization run was started.")]
    OutcomeUnknown {
        /// What came instead of an answer.
        cause: Box<CxoneError>,
    },
    /// A long outage: the call was tried for as long as [`Retries::budget`](crate::Retries::budget) allows.
    #[error("Tried for {}: {cause}", minutes(*.after))]
    GaveUp {
        /// From the first try on.
        after: Duration,
        /// How many requests were sent or tried.
        tries: usize,
        /// What came last.
        cause: Box<CxoneError>,
    },
    /// The server does not offer this (an Extension of the embedded workspace).
    #[error("This server cannot {}.", .0.call)]
    Unsupported(Box<Details>),
}

/// The details of an error, to be read or to be changed: `$of` is the method that
/// answers those of a cause.
macro_rules! details_of {
    ($error:expr, $of:ident) => {
        match $error {
            CxoneError::Address { .. } | CxoneError::Path { .. } | CxoneError::Stopped => None,
            CxoneError::OutcomeUnknown { cause } | CxoneError::GaveUp { cause, .. } => cause.$of(),
            CxoneError::NoSecureConnections(details)
            | CxoneError::CannotReach { details, .. }
            | CxoneError::NoAnswer { details, .. }
            | CxoneError::SecretRefused { details, .. }
            | CxoneError::ClientUnknown { details, .. }
            | CxoneError::ScopesRefused { details, .. }
            | CxoneError::SignInRefused { details, .. }
            | CxoneError::TokenRefused(details)
            | CxoneError::ScopeMissing { details, .. }
            | CxoneError::NotLicensed(details)
            | CxoneError::Forbidden { details, .. }
            | CxoneError::Busy { details, .. }
            | CxoneError::Refused { details, .. }
            | CxoneError::TooLarge(details)
            | CxoneError::JobUnknown { details, .. }
            | CxoneError::WrongPath { details, .. }
            | CxoneError::Redirected { details, .. }
            | CxoneError::ServerFault(details)
            | CxoneError::Intercepted { details, .. }
            | CxoneError::ContractFault { details, .. }
            | CxoneError::Unsupported(details) => Some(details),
        }
    };
}

impl CxoneError {
    /// The server's own words, the request's id and the like, where there are any.
    #[must_use]
    pub fn details(&self) -> Option<&Details> {
        details_of!(self, details)
    }

    pub(crate) fn details_mut(&mut self) -> Option<&mut Details> {
        details_of!(self, details_mut)
    }
}

/// How long, for people.
fn minutes(length: Duration) -> String {
    match length.as_secs() {
        0..60 => "less than a minute".to_owned(),
        60..120 => "a minute".to_owned(),
        seconds => format!("{} minutes", seconds / 60),
    }
}

/// The server's words as the end of a sentence.
fn reason(details: &Details) -> String {
    match &details.words {
        Some(words) => format!(": {words}"),
        None => ".".to_owned(),
    }
}
