//! From checked shifts to a server that holds them.

mod dry_run;
mod report;
mod selection;
mod send;

use std::time::{Duration, Instant};

use cxone::{Client, CxoneError};
use spreadsheet::ReadShift;
use tokio_util::sync::CancellationToken;

pub use dry_run::{DryRun, dry_run};
pub use report::{Failure, FailureKind, ImportReport};
pub use selection::{Selection, starts};
pub(crate) use send::Answer;

use crate::connection::Session;
use crate::pause::telling_pauses;
use crate::{Clock, ImportRecord, SentFile, Store, WorkError};
use send::Sender;

/// Shifts sent in one call.
pub const BATCH: usize = 500;

/// What imports need on their way.
#[derive(Clone, Copy)]
pub struct Importer<'a> {
    /// Where what is to be sent is kept, and what became of it.
    pub store: &'a Store,
    /// Where to.
    pub session: &'a Session,
    /// The planner's way to stop it.
    pub cancel: &'a CancellationToken,
    /// Tells when it was.
    pub clock: Clock,
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

/// What became of an import, and what the history keeps of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// From its beginning on, also where it was resumed.
    pub report: ImportReport,
    /// Says whether it can go on ([`ImportRecord::is_open`]).
    pub record: ImportRecord,
}

impl Importer<'_> {
    /// Sends the `shifts` of a file in batches of [`BATCH`], one after the other.
    /// All of them are in the store before the first is sent, so that
    /// [`resume`](Self::resume) can go on after whatever may happen on the way,
    /// also without the file.
    ///
    /// Cancelling finishes the batch in flight, unless that only waits to be sent
    /// again, and ends the import. A batch that cannot be sent
    /// stops it; the report says what stands by then, and it can be resumed.
    ///
    /// # Errors
    /// When the store fails. What was sent by then stands; it can be resumed.
    pub async fn import(
        &self,
        file: &SentFile,
        shifts: impl Into<Selection<'_>>,
        progress: impl FnMut(ImportProgress),
    ) -> Result<Imported, WorkError> {
        let (shifts, connection) = (shifts.into(), &self.session.connection);
        let batches = shifts.batches(BATCH);
        let now = self.clock.now();
        let id = self.store.begin_import(connection, file, batches, now)?;
        self.resume(&id, progress).await
    }

    /// Goes on with an import that has begun and not ended: sends the batches
    /// that have no answer. One whose answer was lost is sent again, which is
    /// safe: the server knows a shift by agent, start and end.
    ///
    /// # Errors
    /// When there is no such import, when it belongs to another connection, or
    /// when the store fails.
    pub async fn resume(
        &self,
        import: &str,
        progress: impl FnMut(ImportProgress),
    ) -> Result<Imported, WorkError> {
        let (store, client) = (self.store, &self.session.client);
        let import = store.open_import(import)?.ok_or(WorkError::UnknownImport)?;
        if import.connection_id != self.session.connection.id {
            return Err(WorkError::ImportOfOtherConnection {
                connection: import.connection,
            });
        }
        let mut report = ImportReport::default();
        for answer in store.answers(&import.id)? {
            report.add(answer);
        }
        let under_way = UnderWay {
            sender: Sender::new(client, self.cancel, import.file.replaced, false),
            at: ImportProgress {
                done: import.answered,
                total: import.shifts,
                batch: report.batches,
                batches: import.batches,
                pause: None,
            },
            report,
        };
        let next = || store.next_batch(&import.id);
        let answered = |position, answer: &Answer, report: &ImportReport| {
            store.batch_answered(&import, position, answer, report)
        };
        let report = under_way
            .send_all(client, next, answered, self.cancel, progress)
            .await?;
        let record = store.settle_import(&import, &report, self.clock.now())?;
        Ok(Imported { report, record })
    }
}

/// Has the server check `shifts`, writing nothing.
async fn check(
    client: &Client,
    shifts: &Selection<'_>,
    cancel: &CancellationToken,
    progress: impl FnMut(ImportProgress),
) -> Result<ImportReport, WorkError> {
    let under_way = UnderWay {
        sender: Sender::new(client, cancel, false, true),
        at: ImportProgress {
            done: 0,
            total: shifts.len(),
            batch: 0,
            batches: shifts.len().div_ceil(BATCH),
            pause: None,
        },
        report: ImportReport::default(),
    };
    let mut batches = shifts.batches(BATCH).enumerate();
    let next = || Ok(batches.next());
    let nothing_to_keep = |_, _: &Answer, _: &ImportReport| Ok(());
    under_way
        .send_all(client, next, nothing_to_keep, cancel, progress)
        .await
}

/// Sending, with what it has come to.
struct UnderWay<'c> {
    sender: Sender<'c>,
    at: ImportProgress,
    report: ImportReport,
}

impl UnderWay<'_> {
    /// Sends what `next` hands out, and hands what becomes of it to `answered`.
    async fn send_all(
        self,
        client: &Client,
        mut next: impl FnMut() -> Result<Option<(usize, Vec<ReadShift>)>, WorkError>,
        mut answered: impl FnMut(usize, &Answer, &ImportReport) -> Result<(), WorkError>,
        cancel: &CancellationToken,
        mut progress: impl FnMut(ImportProgress),
    ) -> Result<ImportReport, WorkError> {
        let Self {
            mut sender,
            mut at,
            mut report,
        } = self;
        progress(at);
        while let Some((position, batch)) = next()? {
            if cancel.is_cancelled() {
                report.cancelled = true;
                break;
            }
            let started = Instant::now();
            let writes_nothing = sender.writes_nothing();
            let sent = telling_pauses(client, sender.send(&batch), |pause| {
                at.pause = pause;
                progress(at);
            });
            let sent = tokio::select! {
                sent = sent => Some(sent),
                () = cancel.cancelled(), if writes_nothing => None,
            };
            if let Some(Ok(mut answer)) = sent {
                answer.seconds = started.elapsed().as_secs_f64();
                report.add(answer.clone());
                answered(position, &answer, &report)?;
            } else {
                // What was sent in pieces stands as far as it came.
                let mut left = batch.len();
                if let Some((answer, answered)) = sender.so_far() {
                    report.add(answer);
                    at.done += answered;
                    left -= answered;
                }
                report.elapsed += started.elapsed();
                let fault = sent.and_then(Result::err);
                if fault.as_ref().is_some_and(|fault| sender.is_unsure(fault)) {
                    report.unsure = left;
                }
                // Of a call that was stopped it says why it was to be sent again.
                report.stopped = fault.filter(|fault| !cancel.is_cancelled() || !is_passing(fault));
                report.cancelled = report.stopped.is_none();
                break;
            }
            at.done += batch.len();
            at.batch += 1;
            at.pause = None;
            progress(at);
        }
        report.not_sent = at.total - at.done - report.unsure;
        Ok(report)
    }
}

/// Whether the call might have been sent again, had nobody cancelled.
fn is_passing(fault: &CxoneError) -> bool {
    fault.is_outage() || matches!(fault, CxoneError::Stopped | CxoneError::TooLarge(_))
}
