use std::time::{Duration, Instant};

use crate::solution::gap_to_bound;
use crate::{Limits, Progress};

const TELL_EVERY: Duration = Duration::from_millis(150);

/// What is known of the best plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) objective: f64,
    pub(crate) bound: f64,
    pub(crate) covered_hours: f64,
    pub(crate) filled_hours: f64,
    pub(crate) overtime_hours: f64,
}

/// Tells progress, and when to stop.
pub(crate) struct Clock<'a> {
    started: Instant,
    told: Option<Instant>,
    limits: &'a Limits,
    progress: &'a mut dyn FnMut(&Progress),
    rounds: u64,
}

impl<'a> Clock<'a> {
    pub(crate) fn start(limits: &'a Limits, progress: &'a mut dyn FnMut(&Progress)) -> Self {
        Self {
            started: Instant::now(),
            told: None,
            limits,
            progress,
            rounds: 0,
        }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Whether there is time left and nobody cancelled.
    pub(crate) fn runs(&self) -> bool {
        !self.limits.is_cancelled() && self.elapsed() < self.limits.time
    }

    /// Counts a round of the search.
    pub(crate) fn count_round(&mut self) {
        self.rounds += 1;
    }

    pub(crate) fn rounds(&self) -> u64 {
        self.rounds
    }

    pub(crate) fn rounds_left(&self) -> bool {
        self.limits.iterations.is_none_or(|most| self.rounds < most)
    }

    /// Part of the search that is over, 0 to 1. By rounds alone where these
    /// are limited, so that the search goes the same way every time.
    pub(crate) fn search_fraction(&self) -> f64 {
        match self.limits.iterations {
            Some(most) => part(self.rounds, most),
            None => self.time_fraction(),
        }
    }

    /// Tells `standing` if it is time to.
    pub(crate) fn tick(&mut self, standing: &Standing) {
        let due = self.told.is_none_or(|told| told.elapsed() >= TELL_EVERY);
        if due {
            self.tell(standing);
        }
    }

    /// Tells `standing` now.
    pub(crate) fn tell(&mut self, standing: &Standing) {
        self.told = Some(Instant::now());
        let progress = Progress {
            elapsed: self.elapsed(),
            fraction: self.time_fraction().max(self.search_fraction()),
            objective: standing.objective,
            bound: standing.bound,
            covered_hours: standing.covered_hours,
            filled_hours: standing.filled_hours,
            overtime_hours: standing.overtime_hours,
            gap: gap_to_bound(standing.objective, standing.bound),
        };
        (self.progress)(&progress);
    }

    fn time_fraction(&self) -> f64 {
        let limit = self.limits.time.as_secs_f64();
        if limit > 0.0 {
            (self.elapsed().as_secs_f64() / limit).min(1.0)
        } else {
            1.0
        }
    }
}

fn part(done: u64, most: u64) -> f64 {
    if most == 0 {
        return 1.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let part = done as f64 / most as f64;
    part.min(1.0)
}
