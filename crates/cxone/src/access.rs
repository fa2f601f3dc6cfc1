use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, NaiveTime, SecondsFormat, TimeDelta, Utc};
use staffing::DateRange;

use crate::call::{Permission, Repeat};
use crate::retry::retrying;
use crate::sign_in::Held;
use crate::{Client, CxoneError, Unreachable};

/// What a connection can do, found out without writing anything.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessReport {
    /// In the order in which they were tried.
    pub steps: Vec<AccessStep>,
    /// Whom it is about: host and, where it is not the usual one, port.
    pub host: String,
    /// When it began.
    pub checked_at: DateTime<Utc>,
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
    /// The server's name leads to an address.
    Resolve,
    /// A connection stands, and its certificate is trusted.
    Secure,
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
    /// All of it as text for a helpdesk. Holds neither secret nor token.
    #[must_use]
    pub fn copy_text(&self) -> String {
        let time = self.checked_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut text = format!("Connection to {} checked at {time}\n", self.host);
        for step in &self.steps {
            text.push_str(&step.to_string());
            text.push('\n');
        }
        text
    }

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
            Self::Resolve => f.write_str("Server is found by its name"),
            Self::Secure => f.write_str("Connection stands and is secure"),
            Self::SignIn => f.write_str("Client id and secret are accepted"),
            Self::Permission { scope, purpose } => {
                write!(f, "Permission to {purpose} ({scope})")
            }
            Self::Read => f.write_str("Coverage can be read"),
            Self::OptimizationLicence => f.write_str("WFM Optimization is licensed"),
        }
    }
}

/// One line, and what a helpdesk wants to know below it.
impl fmt::Display for AccessStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            StepOutcome::Ok => write!(f, "[ok] {}", self.what),
            StepOutcome::NotChecked => write!(f, "[not checked] {}", self.what),
            StepOutcome::Failed(error) => {
                write!(f, "[failed] {}: {error}", self.what)?;
                write!(f, "\n    Can be mended by: {}", error.mender())?;
                let details = error.details().map(ToString::to_string);
                details
                    .iter()
                    .flat_map(|details| details.lines())
                    .try_for_each(|line| write!(f, "\n    {line}"))
            }
        }
    }
}

impl Client {
    /// As [`check_access_with`](Self::check_access_with), told when it is over.
    pub async fn check_access(&self) -> AccessReport {
        self.check_access_with(|_| {}).await
    }

    /// Looks the name up, signs in afresh, looks at the granted permissions, reads
    /// one record of coverage and asks for a job that does not exist; tells each
    /// step as it ends. Writes nothing, and does not try again where the server
    /// cannot be reached: someone waits.
    pub async fn check_access_with(
        &self,
        mut on_step: impl FnMut(&AccessStep) + Send,
    ) -> AccessReport {
        let mut steps = Vec::new();
        let mut tell = |what, outcome| {
            let step = AccessStep { what, outcome };
            on_step(&step);
            steps.push(step);
        };
        let checked_at = self.transport.settings.clock.now();
        let found = self.transport.endpoint.resolves().await;
        if found {
            tell(AccessCheck::Resolve, StepOutcome::Ok);
        }
        let signed_in = self.sign_in_now().await;
        let way = Way::of(&signed_in);
        if !found {
            // A proxy may find it where this computer does not.
            tell(AccessCheck::Resolve, way.resolve);
        }
        tell(AccessCheck::Secure, way.secure);
        tell(AccessCheck::SignIn, way.sign_in);
        let granted = signed_in.ok().map(|held| held.granted.clone());
        let may = |permission| {
            let granted = granted.as_ref();
            granted.is_some_and(|granted| granted.includes(permission))
        };
        for permission in Permission::ALL {
            let what = AccessCheck::Permission {
                scope: permission.scope(),
                purpose: permission.purpose(),
            };
            let outcome = match &granted {
                None => StepOutcome::NotChecked,
                Some(_) if may(permission) => StepOutcome::Ok,
                Some(_) => StepOutcome::Failed(missing(permission)),
            };
            tell(what, outcome);
        }
        let read = if may(Permission::ReadSchedule) {
            outcome(self.read_a_little(self.today()).await)
        } else {
            StepOutcome::NotChecked
        };
        tell(AccessCheck::Read, read);
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
        tell(AccessCheck::OptimizationLicence, licence);
        AccessReport {
            steps,
            host: self.transport.endpoint.host(),
            checked_at,
        }
    }

    async fn sign_in_now(&self) -> Result<Arc<Held>, CxoneError> {
        let transport = &self.transport;
        let attempt = || transport.fresh_token();
        let retries = transport.settings.retries;
        let held = retrying(
            retries,
            &transport.gate,
            Repeat::IfAsked,
            &self.stop,
            attempt,
        )
        .await;
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

/// How far signing in came.
struct Way {
    resolve: StepOutcome,
    secure: StepOutcome,
    sign_in: StepOutcome,
}

impl Way {
    fn of(signed_in: &Result<Arc<Held>, CxoneError>) -> Self {
        let (resolve, secure, sign_in) = match signed_in {
            Ok(_) => (StepOutcome::NotChecked, StepOutcome::Ok, StepOutcome::Ok),
            Err(error) => {
                let failed = StepOutcome::Failed(error.clone());
                match error {
                    CxoneError::CannotReach {
                        why: Unreachable::NameNotFound,
                        ..
                    } => (failed, StepOutcome::NotChecked, StepOutcome::NotChecked),
                    CxoneError::CannotReach { .. } => {
                        (StepOutcome::NotChecked, failed, StepOutcome::NotChecked)
                    }
                    _ => (StepOutcome::NotChecked, StepOutcome::Ok, failed),
                }
            }
        };
        Self {
            resolve,
            secure,
            sign_in,
        }
    }
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
