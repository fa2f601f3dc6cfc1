use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use thiserror::Error;

/// What time it is. Tests and demonstrations can set it; it then goes on from there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    ahead: TimeDelta,
}

/// A setting that is no instant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("\"{0}\" is not a time like 2026-11-24T09:00:00Z.")]
pub struct ClockFault(String);

impl Clock {
    /// The environment variable that sets the clock of the program, RFC 3339.
    pub const VARIABLE: &str = "SHIFTWRIGHT_NOW";

    /// A clock that shows `start` now.
    #[must_use]
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self {
            ahead: start - system_now(),
        }
    }

    /// The clock that [`Clock::VARIABLE`] asks for, else the system's.
    ///
    /// # Errors
    /// When the variable holds no RFC 3339 instant.
    pub fn from_environment() -> Result<Self, ClockFault> {
        match std::env::var(Self::VARIABLE) {
            Ok(text) => DateTime::parse_from_rfc3339(&text)
                .map(|start| Self::starting_at(start.to_utc()))
                .map_err(|_| ClockFault(text)),
            Err(_) => Ok(Self::default()),
        }
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        system_now() + self.ahead
    }
}

/// The computer's time zone: the one that `TZ` names, else the system's, else UTC.
#[must_use]
pub fn computer_zone() -> Tz {
    let named = |name: String| name.trim_start_matches(':').parse().ok();
    let zone = std::env::var("TZ").ok().and_then(named);
    let zone = zone.or_else(|| iana_time_zone::get_timezone().ok().and_then(named));
    match zone {
        // Machines without a place of their own call it so; people do not.
        None | Some(Tz::Etc__UTC) => Tz::UTC,
        Some(zone) => zone,
    }
}

/// The one place where the program asks the system for the time.
fn system_now() -> DateTime<Utc> {
    #[expect(
        clippy::disallowed_methods,
        reason = "everything else takes its time from a Clock"
    )]
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_starts_there_and_goes_on() {
        let start = DateTime::parse_from_rfc3339("2026-11-24T09:00:00Z").unwrap();

        let clock = Clock::starting_at(start.to_utc());

        let first = clock.now();
        assert!(first >= start && first - start.to_utc() < TimeDelta::minutes(1));
        assert!(clock.now() >= first);
    }
}
