use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use cxone::wire::SCOPES;
use secrecy::SecretString;

/// How an embedded workspace is served.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where `workspace.sqlite` lives; made if it is missing.
    pub folder: PathBuf,
    /// Whose data the workspace holds. A folder keeps the data it was made with.
    pub data: Data,
    /// On 127.0.0.1; 0 lets the operating system choose.
    pub port: u16,
    /// Who may sign in; without it, random for each start.
    pub credentials: Option<Credentials>,
    /// What that client may do at most: scopes of the API contract.
    pub scopes: Vec<String>,
    /// How long a token is good: 3600 s by the contract.
    pub token_lifetime: Duration,
    /// How many requests a client may send; `None` for no limit.
    pub rate_limit: Option<RateLimit>,
    /// How long one optimization may take.
    pub solver_time: Duration,
    /// Says what time it is.
    pub clock: Clock,
}

/// Whose data a workspace holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// The planner's own: starts empty, and agents and skills come into being
    /// as they are imported (an open directory).
    Own,
    /// The sample contact centre: a closed directory of 120 agents and six skills.
    Sample {
        /// The same seed makes the same contact centre.
        seed: u64,
        /// Where the contact centre is. Once made, it stays there.
        zone: Tz,
    },
}

/// Makes the sample contact centre that ships.
pub(crate) const SAMPLE_SEED: u64 = 49;

/// Where the sample contact centre that ships is.
pub(crate) const SAMPLE_ZONE: Tz = Tz::Europe__London;

/// A client of the API.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// `client_id`.
    pub client_id: String,
    /// `client_secret`.
    pub client_secret: SecretString,
}

/// How many requests a client may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// In the long run: 20 by the contract.
    pub per_second: NonZeroU32,
    /// At once: 40 by the contract.
    pub burst: NonZeroU32,
}

/// Says what time it is; can be set, so that nothing depends on today.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Config {
    /// The contract's own limits, a free port, a random secret, the machine's clock.
    pub fn new(folder: impl Into<PathBuf>, data: Data) -> Self {
        Self {
            folder: folder.into(),
            data,
            port: 0,
            credentials: None,
            scopes: SCOPES.map(str::to_owned).to_vec(),
            token_lifetime: Duration::from_secs(3600),
            rate_limit: Some(RateLimit::default()),
            solver_time: Duration::from_secs(5),
            clock: Clock::system(),
        }
    }
}

impl Data {
    /// The sample contact centre as it ships: one fixed seed, in London.
    pub const SAMPLE: Self = Self::Sample {
        seed: SAMPLE_SEED,
        zone: SAMPLE_ZONE,
    };

    /// The sample contact centre as it ships, in another zone.
    #[must_use]
    pub fn sample_in(zone: Tz) -> Self {
        Self::Sample {
            seed: SAMPLE_SEED,
            zone,
        }
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        let at_least_one = |count| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        Self {
            per_second: at_least_one(20),
            burst: at_least_one(40),
        }
    }
}

impl Clock {
    /// The machine's own.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that others ask"
    )]
    pub fn system() -> Self {
        Self(Arc::new(Utc::now))
    }

    /// One that stands still.
    #[must_use]
    pub fn fixed(now: DateTime<Utc>) -> Self {
        Self(Arc::new(move || now))
    }

    /// One that asks `now` each time.
    pub fn from_fn(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}
