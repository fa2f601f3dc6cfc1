//! From checked shifts to a server that holds them.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use cxone::wire::RecordError;
use cxone::{Client, CxoneError};
use spreadsheet::ReadShift;
use staffing::{AgentId, DateRange, Shift};
use tokio_util::sync::CancellationToken;

use crate::pause::unless_paused;

/// Shifts sent in one call.
pub const BATCH: usize = 500;

/// How an import is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Check everything, write nothing.
    pub validate_only: bool,
    /// Replace stored shifts that overlap, instead of keeping what stands.
    pub replace_conflicts: bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportProgress {
    /// Shifts that the server has answered for.
    pub done: usize,
    /// Shifts of the file.
    pub total: usize,
    /// Batches answered.
    pub batch: usize,
    /// Batches in all.
    pub batches: usize,
    /// How long the server asks every call to wait from now.
    pub pause: Option<Duration>,
}

/// A shift that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its line in the file; 0 where the server did not say which shift.
    pub line: usize,
    /// Whose shift.
    pub agent: AgentId,
    /// Why.
    pub message: String,
}

/// What became of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// Shifts that stand on the server (or would, when only checked).
    pub processed: usize,
    /// Shifts that it did not take.
    pub failed: usize,
    /// Why, in the order of the file.
    pub failures: Vec<Failure>,
    /// Calls that were answered.
    pub batches: usize,
    /// Whether the planner stopped it.
    pub cancelled: bool,
    /// Why it stopped, if the server or the way to it failed.
    pub stopped: Option<CxoneError>,
    /// Shifts of a batch whose answer never came: they may be written or not.
    pub unsure: usize,
    /// Shifts that were not sent.
    pub not_sent: usize,
    /// How long it took.
    pub elapsed: Duration,
}

/// Sends `shifts` in batches of [`BATCH`], one after the other.
///
/// Cancelling finishes the batch in flight, unless that waits because the server
/// asked for a pause. A batch that cannot be sent stops the import; the report
/// says what stands by then. Sending the same file again is safe: the server
/// knows a shift by agent, start and end.
pub async fn import(
    client: &Client,
    shifts: &[ReadShift],
    options: ImportOptions,
    cancel: &CancellationToken,
    mut progress: impl FnMut(ImportProgress),
) -> ImportReport {
    let started = Instant::now();
    let mut report = ImportReport::default();
    let mut at = ImportProgress {
        done: 0,
        total: shifts.len(),
        batch: 0,
        batches: shifts.len().div_ceil(BATCH),
        pause: None,
    };
    progress(at);
    for batch in shifts.chunks(BATCH) {
        if cancel.is_cancelled() {
            report.cancelled = true;
            break;
        }
        let sending = send(client, batch, options);
        let sent = unless_paused(client, cancel, sending, |pause| {
            at.pause = pause;
            progress(at);
        });
        match sent.await {
            Some(Ok(answer)) => report.add(answer),
            Some(Err(fault)) => {
                report.unsure = if options.validate_only {
                    0
                } else {
                    batch.len()
                };
                report.stopped = Some(fault);
                break;
            }
            None => {
                report.cancelled = true;
                break;
            }
        }
        at.done += batch.len();
        at.batch += 1;
        at.pause = None;
        progress(at);
    }
    report.not_sent = at.total - at.done - report.unsure;
    report.elapsed = started.elapsed();
    report
}

/// The time within which `shifts` start: their days are the days to look at.
/// (A night shift's end would add a day on which nobody else works.)
#[must_use]
pub fn starts(shifts: &[ReadShift]) -> Option<DateRange> {
    let starts = || shifts.iter().map(|read| read.shift.time.start);
    DateRange::new(starts().min()?, starts().max()? + TimeDelta::seconds(1)).ok()
}

/// What became of a batch.
#[derive(Default)]
struct Answer {
    processed: usize,
    failed: usize,
    failures: Vec<Failure>,
}

impl ImportReport {
    fn add(&mut self, answer: Answer) {
        self.processed += answer.processed;
        self.failed += answer.failed;
        self.failures.extend(answer.failures);
        self.batches += 1;
    }
}

/// Sends one batch. Where the server refuses it because of some records, those
/// fail and the others are sent again without them.
async fn send(
    client: &Client,
    batch: &[ReadShift],
    options: ImportOptions,
) -> Result<Answer, CxoneError> {
    let mut left: Vec<&ReadShift> = batch.iter().collect();
    let mut answer = Answer::default();
    while !left.is_empty() {
        let shifts: Vec<Shift> = left.iter().map(|read| read.shift.clone()).collect();
        let sent = client
            .import_shifts(&shifts, options.replace_conflicts, options.validate_only)
            .await;
        match sent {
            Ok(taken) => {
                answer.processed += taken.processed;
                answer.failed += taken.failed;
                answer.failures.extend(failures(&left, &taken.errors));
                break;
            }
            Err(CxoneError::Refused { errors, .. }) if names_some(&errors, left.len()) => {
                answer.failures.extend(failures(&left, &errors));
                let refused: HashSet<usize> = errors.iter().filter_map(|e| e.index).collect();
                answer.failed += refused.len();
                left = left
                    .into_iter()
                    .enumerate()
                    .filter_map(|(index, read)| (!refused.contains(&index)).then_some(read))
                    .collect();
            }
            Err(fault) => return Err(fault),
        }
    }
    answer.failures.sort_by_key(|failure| failure.line);
    Ok(answer)
}

/// Whether a refusal says which records it is about.
fn names_some(errors: &[RecordError], sent: usize) -> bool {
    !errors.is_empty() && errors.iter().all(|e| e.index.is_some_and(|i| i < sent))
}

fn failures(sent: &[&ReadShift], errors: &[RecordError]) -> Vec<Failure> {
    let failure = |error: &RecordError| match error.index.and_then(|index| sent.get(index)) {
        Some(read) => Failure {
            line: read.line,
            agent: read.shift.agent.clone(),
            message: error.message.clone(),
        },
        None => Failure {
            line: 0,
            agent: error.agent_id.clone().unwrap_or_default().into(),
            message: error.message.clone(),
        },
    };
    errors.iter().map(failure).collect()
}
