use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Time from `start` to `end`, the end left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// First instant inside.
    pub start: DateTime<Utc>,
    /// First instant outside.
    pub end: DateTime<Utc>,
}

/// Why two instants are no [`DateRange`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RangeFault {
    /// The end is at or before the start.
    #[error("The range ends at {end}, which is not after its start, {start}.")]
    EndNotAfterStart {
        /// As given.
        start: DateTime<Utc>,
        /// As given.
        end: DateTime<Utc>,
    },
}

impl DateRange {
    /// A range of at least one instant.
    ///
    /// # Errors
    /// When `end` is not after `start`.
    pub fn new(start: DateTime<Utc>, end: DateTime<Utc>) -> Result<Self, RangeFault> {
        if end > start {
            Ok(Self { start, end })
        } else {
            Err(RangeFault::EndNotAfterStart { start, end })
        }
    }

    /// Length in hours.
    #[must_use]
    pub fn hours(&self) -> f64 {
        hours(self.end - self.start)
    }

    /// Whether the two share an instant.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of `self` inside `other`, if there is one.
    #[must_use]
    pub fn within(&self, other: &Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}

/// A length of time in hours.
fn hours(length: TimeDelta) -> f64 {
    length.as_seconds_f64() / 3600.0
}
