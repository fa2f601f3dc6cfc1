//! Work on many things alike, on several threads, until somebody stops it.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads may work, and whether they go on.
#[derive(Clone, Copy)]
pub(crate) struct Pace<'a> {
    pub(crate) threads: usize,
    pub(crate) goes_on: &'a (dyn Fn() -> bool + Sync),
}

/// Taken at once by a thread: enough to be worth the asking, and done soon.
const BATCH: usize = 8;

impl Pace<'_> {
    /// As fast as the machine allows, to the end.
    pub(crate) fn full() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            goes_on: &|| true,
        }
    }

    /// `work` on each number below `count`, in their order; nothing if it was stopped.
    pub(crate) fn each<T: Send>(
        &self,
        count: usize,
        work: impl Fn(usize) -> T + Sync,
    ) -> Option<Vec<T>> {
        let batches = count.div_ceil(BATCH);
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(batches));
        let run = || {
            loop {
                let batch = next.fetch_add(1, Ordering::Relaxed);
                if batch >= batches || !(self.goes_on)() {
                    return;
                }
                let from = batch * BATCH;
                let results: Vec<T> = (from..count.min(from + BATCH)).map(&work).collect();
                let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                done.push((batch, results));
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.threads.min(batches) {
                scope.spawn(run);
            }
            run();
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_unstable_by_key(|batch| batch.0);
        (done.len() == batches).then(|| done.into_iter().flat_map(|batch| batch.1).collect())
    }
}
