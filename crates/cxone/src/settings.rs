use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::Proxy;

/// How a client behaves; the defaults are those of the contract.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// How the server is reached.
    pub proxy: Proxy,
    /// How long it waits for the server.
    pub timeouts: Timeouts,
    /// How often it tries again.
    pub retries: Retries,
    /// Records asked for on each page of coverage, 1 to 1000.
    pub page_size: u16,
    /// Tells the date. Tokens do not depend on it: they age by elapsed time.
    pub clock: Clock,
}

/// How long a client waits for the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands, TLS included.
    pub connect: Duration,
    /// Before the first byte of an answer, and between two pieces of it.
    pub silence: Duration,
    /// For one request from start to end; each retry has it anew.
    pub whole: Duration,
}

/// How often a client tries again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    /// After the first try.
    pub most: usize,
    /// The wait before retry n is random between 0 and this × 2^n, unless the server names one.
    pub first_wait: Duration,
    /// For one call with its waits and pauses: a wait that would end later is
    /// not begun, and the call ends as [`CxoneError::GaveUp`](crate::CxoneError::GaveUp).
    pub budget: Duration,
}

/// Tells what time it is.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Default for ClientSettings {
    fn default() -> Self {
        Self {
            proxy: Proxy::default(),
            timeouts: Timeouts::default(),
            retries: Retries::default(),
            page_size: 1000,
            clock: Clock::default(),
        }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            whole: Duration::from_secs(90),
        }
    }
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            most: 5,
            first_wait: Duration::from_secs(1),
            budget: Duration::from_secs(15 * 60),
        }
    }
}

impl Clock {
    /// A clock that asks `now` each time.
    pub fn new(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

impl Default for Clock {
    /// The computer's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the computer; everything else asks a Clock"
    )]
    fn default() -> Self {
        Self::new(Utc::now)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
