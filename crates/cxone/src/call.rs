use reqwest::{Method, Url};

use crate::retry::{Failure, Verdict};
use crate::{CxoneError, NoAnswer};

/// One request to the API, and what may be done about a lost answer.
pub(crate) struct Call {
    /// Ends the sentence "CXone failed to …".
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// JSON.
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) needs: Permission,
    pub(crate) repeat: Repeat,
    /// Whether only the embedded workspace must offer it.
    pub(crate) extension: bool,
}

/// When a request may be sent again. Rule: the contract, "Every call".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Sending twice is the same as once.
    Freely,
    /// The same, but not after waiting in vain: less at once may do better.
    UnlessSlow,
    /// Only when it surely was not carried out.
    IfNotCarriedOut,
    /// Only when the server asks for a pause: someone waits to see whether the connection works.
    IfAsked,
}

/// The permission that a call needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    ReadSchedule,
    WriteSchedule,
    ReadOptimization,
    WriteOptimization,
}

impl Call {
    pub(crate) fn get(name: &'static str, url: Url, needs: Permission) -> Self {
        Self {
            name,
            method: Method::GET,
            url,
            body: None,
            needs,
            repeat: Repeat::Freely,
            extension: false,
        }
    }

    pub(crate) fn post(name: &'static str, url: Url, body: Vec<u8>, needs: Permission) -> Self {
        Self {
            method: Method::POST,
            body: Some(body),
            ..Self::get(name, url, needs)
        }
    }

    pub(crate) fn repeated(self, repeat: Repeat) -> Self {
        Self { repeat, ..self }
    }

    pub(crate) fn extension(self) -> Self {
        Self {
            extension: true,
            ..self
        }
    }
}

impl Repeat {
    pub(crate) fn allows(self, failure: &Failure) -> bool {
        match failure.verdict {
            Verdict::Final => false,
            Verdict::SlowDown(_) => true,
            Verdict::NotSent => self != Self::IfAsked,
            Verdict::Unsure => match self {
                Self::Freely => true,
                Self::UnlessSlow => !waited_in_vain(&failure.error),
                Self::IfNotCarriedOut | Self::IfAsked => false,
            },
        }
    }
}

/// Whether it was this side that did not wait any longer.
fn waited_in_vain(error: &CxoneError) -> bool {
    matches!(
        error,
        CxoneError::NoAnswer {
            why: NoAnswer::TimedOut,
            ..
        }
    )
}

impl Permission {
    pub(crate) const ALL: [Self; 4] = [
        Self::ReadSchedule,
        Self::WriteSchedule,
        Self::ReadOptimization,
        Self::WriteOptimization,
    ];

    pub(crate) fn scope(self) -> &'static str {
        match self {
            Self::ReadSchedule => "wfm:schedule:read",
            Self::WriteSchedule => "wfm:schedule:write",
            Self::ReadOptimization => "wfm:optimization:read",
            Self::WriteOptimization => "wfm:optimization:write",
        }
    }

    /// Ends the sentence "This connection may …".
    pub(crate) fn purpose(self) -> &'static str {
        match self {
            Self::ReadSchedule => "read coverage",
            Self::WriteSchedule => "import shifts",
            Self::ReadOptimization => "follow optimization runs",
            Self::WriteOptimization => "run optimizations",
        }
    }

    pub(crate) fn is_optimization(self) -> bool {
        matches!(self, Self::ReadOptimization | Self::WriteOptimization)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_permissions_are_those_that_are_asked_for() {
        assert_eq!(Permission::ALL.map(Permission::scope), crate::wire::SCOPES);
    }
}
