//! From checked shifts to a server that holds them.

mod dry_run;
mod report;
mod selection;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use cxone::wire::{RecordError, ShiftWindow};
use cxone::{Client, CxoneError, ToldApart};
use spreadsheet::ReadShift;
use staffing::{DateRange, Shift, ShiftStatus};
use tokio_util::sync::CancellationToken;

pub use dry_run::{DryRun, dry_run};
pub use report::{Failure, FailureKind, ImportReport};
pub use selection::{Selection, starts};

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

/// Sends `shifts` in batches of [`BATCH`], one after the other.
///
/// Cancelling finishes the batch in flight, unless that waits because the server
/// asked for a pause. A batch that cannot be sent stops the import; the report
/// says what stands by then. Sending the same file again is safe: the server
/// knows a shift by agent, start and end.
pub async fn import(
    client: &Client,
    shifts: impl Into<Selection<'_>>,
    options: ImportOptions,
    cancel: &CancellationToken,
    mut progress: impl FnMut(ImportProgress),
) -> ImportReport {
    let started = Instant::now();
    let shifts = shifts.into();
    let mut report = ImportReport::default();
    let mut at = ImportProgress {
        done: 0,
        total: shifts.len(),
        batch: 0,
        batches: shifts.len().div_ceil(BATCH),
        pause: None,
    };
    progress(at);
    let mut unsent = shifts.iter();
    loop {
        let batch: Vec<ReadShift> = unsent.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        if cancel.is_cancelled() {
            report.cancelled = true;
            break;
        }
        let sending = send(client, &batch, options);
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

/// What became of a batch.
#[derive(Default)]
struct Answer {
    processed: usize,
    told_apart: Option<ToldApart>,
    published: usize,
    conflicts: usize,
    refused: usize,
    failures: Vec<Failure>,
}

impl ImportReport {
    fn add(&mut self, answer: Answer) {
        self.told_apart = match (self.batches, self.told_apart) {
            (0, _) => answer.told_apart,
            (_, known) => known.zip(answer.told_apart).map(|(a, b)| together(a, b)),
        };
        self.processed += answer.processed;
        self.published += answer.published;
        self.conflicts += answer.conflicts;
        self.refused += answer.refused;
        self.failed += answer.conflicts + answer.refused;
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
                answer.fail(&left, &taken.errors, taken.failed);
                answer.processed = taken.processed;
                answer.told_apart = taken.told_apart;
                answer.published = published(&left, &taken.errors).min(taken.processed);
                break;
            }
            Err(CxoneError::Refused { errors, .. }) if names_some(&errors, left.len()) => {
                let refused = kinds(&errors);
                answer.fail(&left, &errors, refused.len());
                left = left
                    .into_iter()
                    .enumerate()
                    .filter_map(|(index, read)| (!refused.contains_key(&index)).then_some(read))
                    .collect();
                if left.is_empty() {
                    answer.told_apart = Some(ToldApart::default());
                }
            }
            Err(fault) => return Err(fault),
        }
    }
    answer.failures.sort_by_key(|failure| failure.line);
    Ok(answer)
}

impl Answer {
    /// Adds what the server says of the records that it did not take, which
    /// are as many as `failed`.
    fn fail(&mut self, sent: &[&ReadShift], errors: &[RecordError], failed: usize) {
        let named = kinds(errors);
        let unnamed = errors.iter().filter(|error| error.index.is_none());
        let of_kind = named.into_values().chain(unnamed.map(kind));
        let conflicts = of_kind.filter(|kind| *kind == FailureKind::Conflict);
        let conflicts = conflicts.count().min(failed);
        self.conflicts += conflicts;
        self.refused += failed - conflicts;
        self.failures
            .extend(errors.iter().map(|error| failure(sent, error)));
    }
}

/// Whether a refusal says which records it is about.
fn names_some(errors: &[RecordError], sent: usize) -> bool {
    !errors.is_empty() && errors.iter().all(|e| e.index.is_some_and(|i| i < sent))
}

/// What stands in the way of each record that is named. What cannot be taken
/// whatever is replaced, is refused.
fn kinds(errors: &[RecordError]) -> BTreeMap<usize, FailureKind> {
    let mut kinds = BTreeMap::new();
    for error in errors {
        if let Some(index) = error.index {
            let worst = kinds.entry(index).or_insert(FailureKind::Conflict);
            *worst = kind(error).max(*worst);
        }
    }
    kinds
}

/// Tenants may write the contract's `SHIFT_CONFLICT` a little differently.
fn kind(error: &RecordError) -> FailureKind {
    match error.code.to_ascii_uppercase().contains("CONFLICT") {
        true => FailureKind::Conflict,
        false => FailureKind::Refused,
    }
}

/// Published shifts among those sent that are not said to have failed.
fn published(sent: &[&ReadShift], errors: &[RecordError]) -> usize {
    let failed = kinds(errors);
    let taken = sent.iter().enumerate();
    taken
        .filter(|(index, read)| {
            read.shift.status == ShiftStatus::Published && !failed.contains_key(index)
        })
        .count()
}

fn failure(sent: &[&ReadShift], error: &RecordError) -> Failure {
    let read = error.index.and_then(|index| sent.get(index));
    let agent = match read {
        Some(read) => read.shift.agent.clone(),
        None => error.agent_id.clone().unwrap_or_default().into(),
    };
    Failure {
        line: read.map_or(0, |read| read.line),
        also_lines: read.map_or_else(Vec::new, |read| read.also_lines.clone()),
        column: read.and_then(|read| read.column),
        agent,
        why: kind(error),
        message: error.message.clone(),
        conflicts_with: error.conflicts_with.iter().filter_map(range).collect(),
    }
}

fn range(window: &ShiftWindow) -> Option<DateRange> {
    DateRange::new(window.start_date.0, window.end_date.0).ok()
}

fn together(a: ToldApart, b: ToldApart) -> ToldApart {
    ToldApart {
        new: a.new + b.new,
        updated: a.updated + b.updated,
        unchanged: a.unchanged + b.unchanged,
        kept: a.kept + b.kept,
        replaced: a.replaced + b.replaced,
    }
}
