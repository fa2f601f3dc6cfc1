use std::fmt;
use std::sync::Arc;

use chrono::{NaiveTime, TimeDelta};
use staffing::DateRange;

use crate::call::{Permission, Repeat};
use crate::retry::retrying;
use crate::sign_in::Held;
use crate::{Client, CxoneError};

/// What a connection can do, found out without writing anything.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessReport {
    /// In the order in which they were tried.
    pub steps: Vec<AccessStep>,
}

/// One line of an [`AccessReport`].
#[derive(Clone, Debug, PartialEq)]
pub struct AccessStep {
    /// What was looked at.
    pub what: AccessCheck,
    /// What came of it.
    pub outcome: StepOutcome,
}

/// What a connection needs. `Display` is the line's label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessCheck {
    /// The server answers.
    Reach,
    /// It accepts client id and secret.
    SignIn,
    /// It grants the permission.
    Permission {
        /// As in OAuth.
        scope: &'static str,
        /// Ends the sentence "This connection may …".
        purpose: &'static str,
    },
    /// Coverage can be read.
    Read,
    /// WFM Optimization is licensed.
    OptimizationLicence,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum StepOutcome {
    /// It is there.
    Ok,
    /// It is missing: the error says what and what to do.
    Failed(CxoneError),
    /// An earlier step failed, or the server gave no clear answer.
    NotChecked,
}

impl AccessReport {
    /// Whether nothing is missing.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.first_failure().is_none()
    }

    /// The failure to show first.
    #[must_use]
    pub fn first_failure(&self) -> Option<&CxoneError> {
        self.steps.iter().find_map(|step| match &step.outcome {
            StepOutcome::Failed(error) => Some(error),
            StepOutcome::Ok | StepOutcome::NotChecked => None,
        })
    }
}

impl fmt::Display for AccessCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reach => f.write_str("Server answers"),
            Self::SignIn => f.write_str("Client id and secret are accepted"),
            Self::Permission { scope, purpose } => {
                write!(f, "Permission to {purpose} ({scope})")
            }
            Self::Read => f.write_str("Coverage can be read"),
            Self::OptimizationLicence => f.write_str("WFM Optimization is licensed"),
        }
    }
}

impl Client {
    /// Signs in afresh, looks at the granted permissions, reads one record of
    /// coverage and asks for a job that does not exist. Writes nothing, and
    /// does not try again where the server cannot be reached: someone waits.
    pub async fn check_access(&self) -> AccessReport {
        let signed_in = self.sign_in_now().await;
        let (reach, sign_in) = match &signed_in {
            Ok(_) => (StepOutcome::Ok, StepOutcome::Ok),
            Err(error) if is_about_the_way(error) => {
                (StepOutcome::Failed(error.clone()), StepOutcome::NotChecked)
            }
            Err(error) => (StepOutcome::Ok, StepOutcome::Failed(error.clone())),
        };
        let granted = signed_in.ok().map(|held| held.granted.clone());
        let permissions = Permission::ALL.map(|permission| AccessStep {
            what: AccessCheck::Permission {
                scope: permission.scope(),
                purpose: permission.purpose(),
            },
            outcome: match &granted {
                None => StepOutcome::NotChecked,
                Some(granted) if granted.includes(permission) => StepOutcome::Ok,
                Some(_) => StepOutcome::Failed(missing(permission)),
            },
        });
        let may = |permission| {
            let granted = granted.as_ref();
            granted.is_some_and(|granted| granted.includes(permission))
        };
        let read = if may(Permission::ReadSchedule) {
            outcome(self.read_a_little(self.today()).await)
        } else {
            StepOutcome::NotChecked
        };
        let licence = if may(Permission::ReadOptimization) {
            match self.probe_optimization().await {
                Ok(()) => StepOutcome::Ok,
                Err(error @ CxoneError::NotLicensed(_)) => StepOutcome::Failed(error),
                // Nothing can be told from other failures: the run itself will say it.
                Err(_) => StepOutcome::NotChecked,
            }
        } else {
            StepOutcome::NotChecked
        };
        let step = |what, outcome| AccessStep { what, outcome };
        let mut steps = vec![
            step(AccessCheck::Reach, reach),
            step(AccessCheck::SignIn, sign_in),
        ];
        steps.extend(permissions);
        steps.push(step(AccessCheck::Read, read));
        steps.push(step(AccessCheck::OptimizationLicence, licence));
        AccessReport { steps }
    }

    async fn sign_in_now(&self) -> Result<Arc<Held>, CxoneError> {
        let transport = &self.transport;
        let attempt = || transport.fresh_token();
        let retries = transport.settings.retries;
        let held = retrying(retries, &transport.gate, Repeat::IfAsked, attempt).await;
        held.map_err(|failure| failure.error)
    }

    /// The present day in UTC.
    fn today(&self) -> DateRange {
        let now = self.transport.settings.clock.now();
        let start = now.date_naive().and_time(NaiveTime::MIN).and_utc();
        DateRange {
            start,
            end: start + TimeDelta::days(1),
        }
    }
}

/// Whether the server was not even there to refuse.
fn is_about_the_way(error: &CxoneError) -> bool {
    matches!(
        error,
        CxoneError::CannotReach { .. }
            | CxoneError::NoAnswer { .. }
            | CxoneError::NotJson(_)
            | CxoneError::Redirected { .. }
            | CxoneError::WrongPath { .. }
    )
}

fn missing(permission: Permission) -> CxoneError {
    CxoneError::ScopeMissing {
        scope: permission.scope(),
        details: Box::new(crate::Details {
            call: permission.purpose(),
            ..crate::Details::default()
        }),
    }
}

fn outcome(result: Result<(), CxoneError>) -> StepOutcome {
    match result {
        Ok(()) => StepOutcome::Ok,
        Err(error) => StepOutcome::Failed(error),
    }
}
