//! How long reading may take.
//!
//! It is the processor's time that counts, where a system tells it: beside other
//! programs an honest file takes longer, and must not be stopped for that.

use std::time::Duration;

/// However large the file is, and whatever else the computer does.
pub(crate) const MOST_TIME: Duration = Duration::from_secs(60);
/// For a file of no size: several times what a workbook of a contact centre needs.
const LEAST_TIME: Duration = Duration::from_secs(4);
/// For each further megabyte (10^6 bytes), so that the largest file has all the time.
const TIME_PER_MEGABYTE: Duration = Duration::from_millis(280);

/// The time in which so many bytes of a file are read, unless it was made to
/// keep the program busy.
pub(crate) fn time_for(bytes: u64) -> Duration {
    let more = TIME_PER_MEGABYTE.as_secs_f64() * bytes as f64 / 1_000_000.0;
    (LEAST_TIME + Duration::from_secs_f64(more)).min(MOST_TIME)
}

/// Time that this thread has worked.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch {
    #[cfg(unix)]
    started: Duration,
    #[cfg(not(unix))]
    started: std::time::Instant,
}

#[cfg(unix)]
impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self { started: worked() }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        worked().saturating_sub(self.started)
    }
}

#[cfg(unix)]
fn worked() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

#[cfg(not(unix))]
impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self {
            started: std::time::Instant::now(),
        }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_end_soon_and_the_largest_has_a_minute() {
        for (megabytes, seconds) in [
            (0.0, 4.0),
            (3.0, 4.84),
            (100.0, 32.0),
            (200.0, 60.0),
            (1e6, 60.0),
        ] {
            let time = time_for((megabytes * 1e6) as u64).as_secs_f64();

            assert!((time - seconds).abs() < 0.1, "{megabytes} MB: {time} s");
        }
    }
}
