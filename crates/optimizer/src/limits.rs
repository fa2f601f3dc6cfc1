//! When to stop, and what is known on the way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// When [`solve()`](crate::solve()) stops: at whichever of these comes first. An
/// answer that stopped early keeps all rules like any other.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Longest time to search. Checking and explaining the answer comes on top.
    pub time: Duration,
    /// Set to true, from any thread, to stop at once. The answer is the latest
    /// plan that was checked: in large problems it is some seconds old.
    pub cancel: Arc<AtomicBool>,
    /// Where the search draws its chances from.
    pub seed: u64,
    /// Most times that every agent's plan is drawn anew, on average. Where this
    /// stops the search before the time does, the answer depends on problem,
    /// seed and number of threads alone.
    pub iterations: Option<u64>,
    /// How many threads work: one on the bound, the others on plans. One (0
    /// counts as 1) does both in turns.
    pub threads: usize,
    /// Stop when (objective − bound) ÷ objective is proven to be this small.
    pub gap: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            cancel: Arc::new(AtomicBool::new(false)),
            seed: 1,
            iterations: None,
            threads: 2,
            gap: 1e-6,
        }
    }
}

impl Limits {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}

/// How far a search has come; told at least four times a second.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Since the search began.
    pub elapsed: Duration,
    /// Part of the time or of the iterations that is used up, 0 to 1.
    pub fraction: f64,
    /// Objective of the best plan so far.
    pub objective: f64,
    /// Proven lower bound so far.
    pub bound: f64,
    /// Required hours, over all skills, that the best plan so far meets.
    pub covered_hours: f64,
    /// How many of them only the recommended work meets.
    pub filled_hours: f64,
    /// Overtime of the best plan so far.
    pub overtime_hours: f64,
    /// (objective − bound) ÷ objective.
    pub gap: f64,
    /// Whether a run that is cancelled now hands out a plan.
    pub has_answer: bool,
}
