//! What the window shows and what it hands in: shapes of the border, no rule of
//! the trade.
//!
//! Instants are RFC 3339 in UTC, days `YYYY-MM-DD` in the shown zone, hours have
//! 2 decimals and ratios 3. Counts are `u32`: the window's numbers hold no more
//! than 53 bits, and no list is that long.

pub mod access;
pub mod connection;
pub mod coverage;
pub mod history;
pub mod import;
pub mod optimization;
pub mod recommendations;
pub mod sending;
pub mod settings;

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};

/// An instant as the window reads it.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A count as the window reads it.
pub(crate) fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// Seconds with a fraction, as the window reads a length of time.
pub(crate) fn seconds(length: Duration) -> f64 {
    length.as_secs_f64()
}
