use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::{Instant, sleep_until};

use crate::Clock;

/// Elapsed time by two clocks, because each fails alone: the monotonic one may stand
/// still while a lid is closed, and the other may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Age {
    since: Instant,
    since_date: DateTime<Utc>,
}

/// How soon a computer that wakes up sees that time went on.
const LOOK: Duration = Duration::from_secs(1);

impl Age {
    /// Begins now.
    pub(crate) fn new(clock: &Clock) -> Self {
        Self {
            since: Instant::now(),
            since_date: clock.now(),
        }
    }

    /// By the clock that went further.
    pub(crate) fn elapsed(self, clock: &Clock) -> Duration {
        let by_date = (clock.now() - self.since_date).to_std().unwrap_or_default();
        self.since.elapsed().max(by_date)
    }

    /// Returns when so much has elapsed, or a second after waking up later.
    pub(crate) async fn reaches(self, length: Duration, clock: &Clock) {
        loop {
            let left = length.saturating_sub(self.elapsed(clock));
            if left.is_zero() {
                return;
            }
            sleep_until(Instant::now() + left.min(LOOK)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use chrono::TimeDelta;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    /// A clock that shows how many seconds it was told to be ahead.
    fn settable() -> (Clock, Arc<AtomicI64>) {
        let ahead = Arc::new(AtomicI64::new(0));
        let told = Arc::clone(&ahead);
        let start: DateTime<Utc> = "2024-05-01T06:00:00Z".parse().unwrap();
        let seconds = move || TimeDelta::seconds(told.load(Ordering::Relaxed));
        (Clock::new(move || start + seconds()), ahead)
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_ends_a_second_after_a_computer_wakes_up_that_slept_through_it() {
        let (clock, ahead) = settable();
        let start = Instant::now();
        let lid = async {
            tokio::time::sleep(Duration::from_secs(10)).await;
            ahead.store(8 * 3600, Ordering::Relaxed);
        };
        tokio::join!(Age::new(&clock).reaches(HOUR, &clock), lid);
        let awake = start.elapsed().as_secs();
        assert!((10..=11).contains(&awake), "{awake}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_that_is_set_back_prolongs_nothing() {
        let (clock, ahead) = settable();
        let start = Instant::now();
        let age = Age::new(&clock);
        ahead.store(-3600, Ordering::Relaxed);
        age.reaches(Duration::from_secs(5), &clock).await;
        assert_eq!(start.elapsed().as_secs(), 5);
    }
}
