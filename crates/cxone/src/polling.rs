use std::time::Duration;

use tokio::select;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::age::Age;
use crate::wire::OptimizationJob;
use crate::{Client, CxoneError};

/// Seconds from each of the first looks to the next: short runs are seen soon.
const FIRST_WAITS: [u64; 4] = [1, 1, 2, 3];

/// Looks in a row that may fail by a fault of the server: the run goes on there.
const FAULTS: usize = 3;

/// Longer than instants should be moved: nobody waits that long.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// How a job is waited for; every 5 s for at most 300 s unless set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollSettings {
    /// From one look to the next; the first ones follow sooner (1, 1, 2, 3 s).
    pub every: Duration,
    /// For how long at most, pauses and retries included; sleep of the computer is not.
    pub deadline: Duration,
}

/// How waiting for a job ended. Whatever it is, the job goes on by itself on the server.
#[derive(Clone, Debug, PartialEq)]
pub enum WaitOutcome {
    /// Completed, failed or cancelled on the server: see its status.
    Finished(OptimizationJob),
    /// Still going on; the last that was seen of it, if anything.
    DeadlineReached(Option<OptimizationJob>),
    /// The caller stopped waiting; the last that was seen of it, if anything.
    Cancelled(Option<OptimizationJob>),
}

impl Default for PollSettings {
    fn default() -> Self {
        Self {
            every: Duration::from_secs(5),
            deadline: Duration::from_secs(300),
        }
    }
}

impl Client {
    /// Looks at a job until it is finished, the deadline is reached or `cancel`
    /// is cancelled, and reports every look to `on_update`. A state that this
    /// program does not know is polled on, and so is a server that fails now and then.
    /// After a computer slept there is always one more look.
    ///
    /// # Errors
    /// [`CxoneError`] where a look failed for good; the job can be waited for again.
    pub async fn wait_for_job(
        &self,
        job_id: &str,
        settings: PollSettings,
        cancel: &CancellationToken,
        mut on_update: impl FnMut(&OptimizationJob),
    ) -> Result<WaitOutcome, CxoneError> {
        let clock = &self.transport.settings.clock;
        let mut deadline = Instant::now() + settings.deadline.min(FAR);
        let mut last = None;
        let (mut looks, mut faults) = (0, 0);
        loop {
            let age = Age::new(clock);
            let job = select! {
                biased;
                () = cancel.cancelled() => return Ok(WaitOutcome::Cancelled(last)),
                job = self.job(job_id) => job,
                () = sleep_until(deadline) => return Ok(WaitOutcome::DeadlineReached(last)),
            };
            match job {
                Err(CxoneError::ServerFault(_)) if faults < FAULTS => faults += 1,
                Err(error) => return Err(error),
                Ok(job) => {
                    faults = 0;
                    on_update(&job);
                    if job.status.is_final() {
                        return Ok(WaitOutcome::Finished(job));
                    }
                    last = Some(job);
                }
            }
            let wait = settings.wait_after(looks);
            looks += 1;
            let waiting = Instant::now();
            select! {
                biased;
                () = cancel.cancelled() => return Ok(WaitOutcome::Cancelled(last)),
                () = age.reaches(wait, clock) => {}
                () = sleep_until(deadline) => return Ok(WaitOutcome::DeadlineReached(last)),
            }
            // Where the monotonic clock went on in a sleep of the computer: nobody waited.
            deadline += waiting.elapsed().saturating_sub(wait).min(FAR);
        }
    }
}

impl PollSettings {
    /// From one look to the next, by how many there were before it.
    fn wait_after(self, looks: usize) -> Duration {
        let first = FIRST_WAITS.get(looks).copied().map(Duration::from_secs);
        self.every.min(first.unwrap_or(FAR))
    }
}
