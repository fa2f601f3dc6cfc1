//! Optimization jobs: one at a time, on a thread of its own.
//!
//! `QUEUED` → `RUNNING` → `COMPLETED`, `FAILED` or `CANCELLED`. How far a running
//! job has come is kept in memory; everything else is in the store, before the
//! caller hears of it.

mod answer;
mod earlier;
mod problem;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use cxone::wire::{
    self, BestSoFar, DateRange, JobStatus, OptimizationJob, OptimizationRequest, OptimizationResult,
};
use optimizer::{Limits, ProblemError, Progress, Start};
use uuid::Uuid;

use crate::EmbeddedError;
use crate::config::Clock;
use crate::store::{Store, StoredJob, damaged};

/// Runs the optimizations of one workspace.
pub struct Jobs {
    store: Arc<Store>,
    /// How long one search may take.
    time: Duration,
    clock: Clock,
    current: Mutex<Option<Current>>,
    /// Of the latest job.
    thread: Mutex<Option<thread::JoinHandle<()>>>,
    /// Told whenever `current` becomes free.
    ended: Condvar,
}

/// The job that is going on.
struct Current {
    id: String,
    began: Instant,
    cancel: Arc<AtomicBool>,
    why_cancelled: Option<Stop>,
    progress: f64,
    best: Option<BestSoFar>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// The planner wants no more of it.
    Asked,
    /// The workspace closes; the next start takes the job up again.
    Closing,
}

/// Why no run was started.
#[derive(Debug)]
pub enum Refused {
    /// One is going on.
    Busy { retry_after: Duration },
    /// Targets that the workspace does not know, with their place in the request.
    UnknownSkills(Vec<(usize, String)>),
    /// The store failed.
    Failed(EmbeddedError),
}

/// Jobs that the list goes back.
const MOST_LISTED: u32 = 200;

/// A run that ended with the program so often is not begun again.
const MOST_ATTEMPTS: u32 = 2;

/// How long a caller who cancels waits for the search to notice.
const PATIENCE: Duration = Duration::from_secs(5);

impl Jobs {
    pub fn new(store: Arc<Store>, time: Duration, clock: Clock) -> Self {
        Self {
            store,
            time,
            clock,
            current: Mutex::new(None),
            thread: Mutex::new(None),
            ended: Condvar::new(),
        }
    }

    /// Starts a run and answers its id.
    pub fn submit(self: &Arc<Self>, request: &OptimizationRequest) -> Result<String, Refused> {
        self.refuse_unknown_skills(request)?;
        let text = serde_json::to_string(request).map_err(|error| {
            let what = error.to_string();
            Refused::Failed(EmbeddedError::Damaged { what })
        })?;
        let mut current = self.current();
        if let Some(current) = current.as_ref() {
            let left = self.time.saturating_sub(current.began.elapsed());
            return Err(Refused::Busy {
                retry_after: left.max(Duration::from_secs(1)),
            });
        }
        let id = format!("opt-{}", Uuid::new_v4());
        let now = self.clock.now();
        let added = self.store.add_job(&id, &text, now);
        added.map_err(Refused::Failed)?;
        self.start(&mut current, &id, request.clone());
        Ok(id)
    }

    /// Takes up what the last program left unfinished.
    pub fn resume(self: &Arc<Self>) -> Result<(), EmbeddedError> {
        for job in self.store.unfinished_jobs()? {
            let mut current = self.current();
            let request = serde_json::from_str(&job.request);
            match request {
                Ok(request) if job.attempts < MOST_ATTEMPTS && current.is_none() => {
                    self.start(&mut current, &job.id, request);
                }
                _ => self.store.finish_job(
                    &job.id,
                    JobStatus::Failed.as_str(),
                    None,
                    Some("Shiftwright ended while this optimization was running. Run it again."),
                )?,
            }
        }
        Ok(())
    }

    /// One job as it stands.
    pub fn get(&self, id: &str) -> Result<Option<OptimizationJob>, EmbeddedError> {
        let job = self.store.job(id)?;
        job.map(|job| self.as_it_stands(job)).transpose()
    }

    /// The latest jobs, newest first, with what was asked: whoever lost sight of a
    /// job knows it by that. Without their results, which may be large; each can
    /// be asked for.
    pub fn list(&self) -> Result<Vec<OptimizationJob>, EmbeddedError> {
        let jobs = self.store.jobs(MOST_LISTED)?.into_iter();
        let listed = jobs.map(|job| {
            let request = serde_json::from_str(&job.request).ok();
            let stands = self.as_it_stands(StoredJob {
                result: None,
                ..job
            })?;
            Ok(OptimizationJob { request, ..stands })
        });
        listed.collect()
    }

    /// Stops a job, if it is going on, and waits a while until it has.
    pub fn cancel(&self, id: &str) -> Result<Option<OptimizationJob>, EmbeddedError> {
        self.stop(Stop::Asked, |current| current.id == id);
        self.get(id)
    }

    /// Stops whatever is going on, for the next start to take up again.
    pub fn close(&self) {
        self.stop(Stop::Closing, |_| true);
        if self.current().is_none() {
            // The thread is at its very end: afterwards nothing of it holds the store.
            let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
            drop(thread.take().map(thread::JoinHandle::join));
        }
    }

    fn stop(&self, why: Stop, which: impl Fn(&Current) -> bool) {
        let mut current = self.current();
        if let Some(current) = current.as_mut().filter(|current| which(current)) {
            current.why_cancelled.get_or_insert(why);
            current.cancel.store(true, Ordering::Relaxed);
        }
        let going_on = |current: &mut Option<Current>| current.as_ref().is_some_and(&which);
        drop(self.ended.wait_timeout_while(current, PATIENCE, going_on));
    }

    fn refuse_unknown_skills(&self, request: &OptimizationRequest) -> Result<(), Refused> {
        let known = self.store.skill_names().map_err(Refused::Failed)?;
        let rules = request.gap_resolution_rules.iter().enumerate();
        let unknown: Vec<(usize, String)> = rules
            .filter(|(_, rule)| !known.contains(&rule.target_skill_id))
            .map(|(index, rule)| (index, rule.target_skill_id.clone()))
            .collect();
        if unknown.is_empty() {
            Ok(())
        } else {
            Err(Refused::UnknownSkills(unknown))
        }
    }

    fn start(
        self: &Arc<Self>,
        current: &mut Option<Current>,
        id: &str,
        request: OptimizationRequest,
    ) {
        let cancel = Arc::new(AtomicBool::new(false));
        *current = Some(Current {
            id: id.to_owned(),
            began: Instant::now(),
            cancel: Arc::clone(&cancel),
            why_cancelled: None,
            progress: 0.0,
            best: None,
        });
        let (jobs, id) = (Arc::clone(self), id.to_owned());
        let thread = thread::spawn(move || jobs.run(&id, &request, cancel));
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
    }

    fn run(&self, id: &str, request: &OptimizationRequest, cancel: Arc<AtomicBool>) {
        let work = AssertUnwindSafe(|| {
            self.store.begin_job(id)?;
            self.optimize(request, cancel)
        });
        let outcome = catch_unwind(work).unwrap_or(Err(EmbeddedError::Interrupted));
        // Whoever reads in the store that the job has ended finds the place free, too.
        let mut current = self.current();
        let why = current.as_ref().and_then(|current| current.why_cancelled);
        if let Err(error) = self.keep(id, outcome, why) {
            // The job stays unfinished in the store: the next start takes it up.
            tracing::error!(%error, id, "the outcome of an optimization could not be kept");
        }
        *current = None;
        drop(current);
        self.ended.notify_all();
    }

    /// The result; none where the run was cancelled before it had one.
    fn optimize(
        &self,
        request: &OptimizationRequest,
        cancel: Arc<AtomicBool>,
    ) -> Result<Option<String>, EmbeddedError> {
        let (range, margin) = problem::range(request);
        let schedule = self.store.schedule(range, margin)?;
        let problem = problem::build(&schedule, range, request);
        let limits = Limits {
            time: self.time,
            cancel,
            ..Limits::default()
        };
        let earlier = self.latest_result(&request.date_range)?;
        let start = Start {
            earlier: earlier.map_or_else(Vec::new, |result| earlier::segments(&problem, &result)),
            ..Start::default()
        };
        let mut report = |progress: &Progress| self.report(progress);
        let found = optimizer::solve_explained(&problem, &start, &limits, &mut report);
        let (solution, explanation) = match found {
            Ok(found) => found,
            Err(ProblemError::Stopped) => return Ok(None),
            Err(error) => return Err(EmbeddedError::Unsolvable(error.to_string())),
        };
        let result = answer::result(&problem, &solution, &explanation);
        let text = serde_json::to_string(&result);
        text.map(Some).map_err(|error| EmbeddedError::Damaged {
            what: error.to_string(),
        })
    }

    /// What the latest job that had time in common with `range` came to.
    fn latest_result(
        &self,
        range: &DateRange,
    ) -> Result<Option<OptimizationResult>, EmbeddedError> {
        let result = self.store.latest_result(range)?;
        // Whatever cannot be read is nothing to begin with.
        Ok(result.and_then(|result| serde_json::from_str(&result).ok()))
    }

    fn report(&self, progress: &Progress) {
        if let Some(current) = self.current().as_mut() {
            current.progress = progress.fraction.clamp(0.0, 1.0);
            // Before there is an answer, cancelling would keep none.
            current.best = progress.has_answer.then(|| BestSoFar {
                covered_hours: progress.filled_hours,
                overtime_hours: progress.overtime_hours,
                gap_to_bound: progress.gap.clamp(0.0, 1.0),
            });
        }
    }

    fn keep(
        &self,
        id: &str,
        outcome: Result<Option<String>, EmbeddedError>,
        why_cancelled: Option<Stop>,
    ) -> Result<(), EmbeddedError> {
        match (outcome, why_cancelled) {
            (_, Some(Stop::Closing)) => self.store.requeue_job(id),
            (Ok(result), None) => self.finish(id, &JobStatus::Completed, result.as_deref(), None),
            (Ok(result), Some(Stop::Asked)) => {
                self.finish(id, &JobStatus::Cancelled, result.as_deref(), None)
            }
            (Err(error), _) => {
                tracing::warn!(%error, id, "an optimization failed");
                self.finish(id, &JobStatus::Failed, None, Some(&error.to_string()))
            }
        }
    }

    fn finish(
        &self,
        id: &str,
        status: &JobStatus,
        result: Option<&str>,
        error: Option<&str>,
    ) -> Result<(), EmbeddedError> {
        self.store.finish_job(id, status.as_str(), result, error)
    }

    fn as_it_stands(&self, job: StoredJob) -> Result<OptimizationJob, EmbeddedError> {
        let result = job.result.map(|result| serde_json::from_str(&result));
        let result = result.transpose().map_err(damaged)?;
        let status = JobStatus::from(job.status);
        let current = self.current();
        let live = current
            .as_ref()
            .filter(|current| current.id == job.id && status == JobStatus::Running);
        Ok(OptimizationJob {
            progress: match status {
                JobStatus::Completed => Some(1.0),
                _ => live.map(|current| current.progress),
            },
            best_so_far: live.and_then(|current| current.best),
            job_id: job.id,
            status,
            error_message: job.error,
            submitted_at: job.submitted.map(wire::Instant),
            request: None,
            result,
        })
    }

    /// A thread that panicked changed nothing half-way: every change is one assignment.
    fn current(&self) -> MutexGuard<'_, Option<Current>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
