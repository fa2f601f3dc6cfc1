//! Whether the server carried a call out that ended in an error, and whether to come back later.

use crate::sign_in::SIGN_IN;
use crate::{CxoneError, NoAnswer};

impl CxoneError {
    /// Whether the call was certainly not carried out, in whole or in part. Where
    /// it is not certain, an import may be sent again; a run may not.
    #[must_use]
    pub fn is_not_carried_out(&self) -> bool {
        let details = self.details();
        if details.is_some_and(|details| details.earlier_unsure) {
            return false;
        }
        match self {
            Self::GaveUp { cause, .. } => cause.is_not_carried_out(),
            Self::OutcomeUnknown { .. } => false,
            Self::NoAnswer { .. } | Self::ServerFault(_) | Self::ContractFault { .. } => {
                // Whatever became of the sign-in, the call behind it was not sent.
                details.is_some_and(|details| details.call == SIGN_IN)
            }
            Self::Intercepted { by, details } => by.kept_all_back() || details.call == SIGN_IN,
            _ => true,
        }
    }

    /// Whether the server took too long: what was asked may be too much at once.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::NoAnswer { why, .. } => matches!(why, NoAnswer::TimedOut | NoAnswer::Gateway),
            Self::GaveUp { cause, .. } | Self::OutcomeUnknown { cause } => cause.is_timeout(),
            _ => false,
        }
    }

    /// Whether the network or the server is away for now: the work can be resumed later as it is.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        match self {
            Self::GaveUp { .. }
            | Self::NoAnswer { .. }
            | Self::Busy { .. }
            | Self::ServerFault(_)
            | Self::Intercepted { .. }
            | Self::Redirected { .. } => true,
            Self::CannotReach { why, .. } => !why.is_about_certificates(),
            Self::OutcomeUnknown { cause } => cause.is_outage(),
            _ => false,
        }
    }

    pub(crate) fn mark_unsure(&mut self) {
        if let Some(details) = self.details_mut() {
            details.earlier_unsure = true;
        }
    }
}
