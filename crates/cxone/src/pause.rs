//! One pause for all calls of a connection: a server that is asked to slow one
//! call down means all of them.

use std::time::Duration;

use tokio::select;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::Clock;
use crate::age::Age;

/// A server that asks for more is taken at this: an absurd header must not stop work for days.
pub(crate) const LONGEST: Duration = Duration::from_secs(600);

/// All calls of a connection wait until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// When calls go on, by the monotonic clock.
    pub until: Instant,
    /// What the server asked for; none where it left the length to us. Longer
    /// than the pause itself only where it was cut to 10 minutes.
    pub asked: Option<Duration>,
    begun: Age,
    length: Duration,
}

impl Pause {
    /// What the server asked for, where that was too long to be believed and was cut to 10 minutes.
    #[must_use]
    pub fn cut_from(&self) -> Option<Duration> {
        self.asked.filter(|asked| *asked > LONGEST)
    }

    /// What is left of it: zero when it is over.
    #[must_use]
    pub fn remaining(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }
}

/// What every request of a connection passes before it is sent.
#[derive(Debug)]
pub(crate) struct Gate {
    present: watch::Sender<Option<Pause>>,
    clock: Clock,
}

impl Gate {
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            present: watch::Sender::new(None),
            clock,
        }
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Option<Pause>> {
        self.present.subscribe()
    }

    /// Makes everyone wait at least `length` from now; never shortens a pause.
    pub(crate) fn close(&self, length: Duration, asked: Option<Duration>) {
        let until = Instant::now() + length;
        self.present.send_if_modified(|pause| {
            let longer = pause.is_none_or(|present| present.until < until);
            if longer {
                *pause = Some(Pause {
                    until,
                    asked,
                    begun: Age::new(&self.clock),
                    length,
                });
            }
            longer
        });
    }

    /// What is left of the present pause.
    pub(crate) fn remaining(&self) -> Duration {
        let present = *self.present.borrow();
        present.map_or(Duration::ZERO, |pause| pause.remaining())
    }

    /// Returns when no pause is on. What a computer slept through is over: the
    /// server's time went on.
    pub(crate) async fn pass(&self) {
        let mut changes = self.present.subscribe();
        loop {
            let present = *changes.borrow_and_update();
            let Some(pause) = present.filter(|pause| !self.is_over(pause)) else {
                break;
            };
            select! {
                () = pause.begun.reaches(pause.length, &self.clock) => {}
                // The sender lives as long as `self`: only a longer pause ends this.
                _ = changes.changed() => {}
            }
        }
        self.present.send_if_modified(|pause| {
            let over = pause.is_some_and(|present| self.is_over(&present));
            if over {
                *pause = None;
            }
            over
        });
    }

    fn is_over(&self, pause: &Pause) -> bool {
        pause.begun.elapsed(&self.clock) >= pause.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn everyone_waits_until_the_longest_pause_is_over() {
        let gate = Gate::new(Clock::default());
        let start = Instant::now();
        gate.close(3 * SECOND, Some(3 * SECOND));
        gate.close(SECOND, None);
        tokio::join!(gate.pass(), gate.pass());
        assert_eq!(start.elapsed(), 3 * SECOND);
        assert_eq!(*gate.watch().borrow(), None, "the countdown ends");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_that_grows_is_waited_out() {
        let gate = Gate::new(Clock::default());
        let start = Instant::now();
        gate.close(2 * SECOND, None);
        let grow = async {
            tokio::time::sleep(SECOND).await;
            gate.close(4 * SECOND, Some(4 * SECOND));
            let shown = gate.watch().borrow().unwrap();
            assert_eq!(
                (shown.asked, shown.remaining()),
                (Some(4 * SECOND), 4 * SECOND)
            );
        };
        tokio::join!(gate.pass(), grow);
        assert_eq!(start.elapsed(), 5 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_pause_nobody_waits() {
        let start = Instant::now();
        Gate::new(Clock::default()).pass().await;
        assert_eq!(start.elapsed(), Duration::ZERO);
    }
}
