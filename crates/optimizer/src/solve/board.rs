//! What the threads of a run tell each other.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::report::Report;
use crate::staff::roster::Piece;
use crate::{Limits, ProblemError, Progress};

/// Well under the quarter of a second that is promised.
const TELL_EVERY: Duration = Duration::from_millis(150);
/// For each moment that the clerk works, so many pass until the next plan is
/// handed over: the search keeps most of the machine.
const PAUSE: u32 = 6;
/// The least of these.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// How far a run has come, the plan to make an answer of, and the latest answer.
pub(super) struct Board<'a> {
    began: Instant,
    limits: &'a Limits,
    state: Mutex<State>,
    changed: Condvar,
}

/// A plan, and the bound when it was handed over.
pub(super) struct Draft {
    pub(super) plans: Vec<Vec<Piece>>,
    pub(super) bound: f64,
}

/// A plan that was checked, or why it did not pass.
pub(super) type Answer = Result<Report, ProblemError>;

#[derive(Default)]
struct State {
    progress: Option<Progress>,
    /// Not told yet.
    is_new: bool,
    draft: Option<Draft>,
    /// When the clerk takes the next draft; nothing while at work on one.
    free_from: Option<Instant>,
    answer: Option<Answer>,
    /// No more drafts will come.
    is_searched: bool,
    has_ended: bool,
}

/// Says that a run has ended, also when it panics.
pub(super) struct End<'b, 'a>(&'b Board<'a>);

/// Says that a search has ended, also when it panics: the clerk would wait for ever.
pub(super) struct Searching<'b, 'a>(&'b Board<'a>);

impl<'a> Board<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            began: Instant::now(),
            limits,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    pub(super) fn began(&self) -> Instant {
        self.began
    }

    /// What is to be told next.
    pub(super) fn post(&self, progress: Progress) {
        let mut state = self.state();
        state.is_new |= state.progress.is_none();
        state.progress = Some(progress);
        drop(state);
        self.changed.notify_all();
    }

    /// Tells what was posted last until the run has ended, whatever its other
    /// threads are at; the first and the last of it at once.
    pub(super) fn tell_until_the_end(&self, tell: &mut dyn FnMut(&Progress)) {
        let mut state = self.state();
        loop {
            let quiet = |state: &mut State| !state.has_ended && !state.is_new;
            let waited = self
                .changed
                .wait_timeout_while(state, TELL_EVERY, quiet)
                .unwrap_or_else(PoisonError::into_inner);
            state = waited.0;
            let has_ended = state.has_ended;
            state.is_new = false;
            if let Some(mut progress) = state.progress {
                progress.has_answer = matches!(state.answer, Some(Ok(_)));
                drop(state);
                progress.elapsed = self.began.elapsed();
                tell(&progress);
                state = self.state();
            }
            if has_ended {
                return;
            }
        }
    }

    pub(super) fn end(&self) -> End<'_, 'a> {
        End(self)
    }

    /// Whether the clerk waits for a plan.
    pub(super) fn wants_draft(&self) -> bool {
        let free_from = self.state().free_from;
        free_from.is_some_and(|from| from <= Instant::now())
    }

    pub(super) fn hand_over(&self, draft: Draft) {
        let mut state = self.state();
        state.free_from = None;
        state.draft = Some(draft);
        drop(state);
        self.changed.notify_all();
    }

    /// The next plan to make an answer of, after work on one took `worked`;
    /// none when the search is over.
    pub(super) fn next_draft(&self, worked: Duration) -> Option<Draft> {
        let mut state = self.state();
        state.free_from = Some(Instant::now() + (worked * PAUSE).max(SHORTEST_PAUSE));
        let waits = |state: &mut State| state.draft.is_none() && !state.is_searched;
        let mut state = self
            .changed
            .wait_while(state, waits)
            .unwrap_or_else(PoisonError::into_inner);
        if state.is_searched {
            return None;
        }
        state.draft.take()
    }

    pub(super) fn keep(&self, answer: Answer) {
        self.state().answer = Some(answer);
    }

    pub(super) fn latest(&self) -> Option<Answer> {
        self.state().answer.take()
    }

    /// Once what is handed out is dropped, no more drafts will come.
    pub(super) fn search(&self) -> Searching<'_, 'a> {
        Searching(self)
    }

    pub(super) fn is_closed(&self) -> bool {
        self.limits.is_cancelled() || self.state().is_searched
    }

    /// A thread that panicked changed nothing half-way.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Searching<'_, '_> {
    fn drop(&mut self) {
        self.0.state().is_searched = true;
        self.0.changed.notify_all();
    }
}

impl Drop for End<'_, '_> {
    fn drop(&mut self) {
        self.0.state().has_ended = true;
        self.0.changed.notify_all();
    }
}
