//! How many requests a client may send.

use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use super::errors::ApiError;
use crate::RateLimit;

/// Whose request it is. There is one client; whoever cannot say that it is
/// that one shares a limit with all others who cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    Known,
    Unknown,
}

/// Counts the requests of clients.
pub struct Limits {
    /// Of the known client and of all others; none where there is no limit.
    limiters: Option<(DefaultDirectRateLimiter, DefaultDirectRateLimiter)>,
}

impl Limits {
    pub fn new(limit: Option<RateLimit>) -> Self {
        let limiter = |limit: RateLimit| {
            RateLimiter::direct(Quota::per_second(limit.per_second).allow_burst(limit.burst))
        };
        Self {
            limiters: limit.map(|limit| (limiter(limit), limiter(limit))),
        }
    }

    /// Counts one request.
    pub fn check(&self, client: Client) -> Result<(), ApiError> {
        let Some((known, unknown)) = &self.limiters else {
            return Ok(());
        };
        let limiter = match client {
            Client::Known => known,
            Client::Unknown => unknown,
        };
        limiter.check().map_err(|too_early| ApiError::SlowDown {
            code: "RATE_LIMITED",
            message: "Too many requests. Wait as long as the Retry-After header says.".to_owned(),
            retry_after: too_early
                .wait_time_from(DefaultClock::default().now())
                .max(Duration::from_millis(1)),
        })
    }
}
