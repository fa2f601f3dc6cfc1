//! The optimization, and one that an earlier run of the command left open.

use std::time::Duration;

use cxone::{CxoneError, PollSettings};
use tokio_util::sync::CancellationToken;
use workflow::connection::Session;
use workflow::coverage::Coverage;
use workflow::optimization::{self, RunOutcome, RunReport, RunRules};
use workflow::{Clock, RunRecord, Store, WorkError};

use crate::findings::OptimizedRun;
use crate::{Fault, tables};

/// Runs optimizations through a session.
pub(super) struct Optimizer<'a> {
    pub(super) session: &'a Session,
    pub(super) store: &'a Store,
    pub(super) clock: Clock,
    /// Whether to start a run although it is not known what became of an earlier one.
    pub(super) anew: bool,
}

impl Optimizer<'_> {
    /// Closes the gaps. A run that was left open is taken up first: one that asked
    /// the same is the answer, and nothing is started twice.
    pub(super) async fn run(
        &self,
        coverage: &Coverage,
        gaps: &[staffing::Gap],
    ) -> Result<OptimizedRun, Fault> {
        let chosen: Vec<_> = gaps.iter().map(|gap| gap.skill.clone()).collect();
        let range = coverage.days.range()?;
        let request = optimization::request(range, gaps, &chosen, &RunRules::default())?;
        let stop = cancel_on_interrupt();
        for earlier in self.store.open_runs(&self.session.connection.id)? {
            if !self.is_at_the_server(&earlier).await? {
                continue;
            }
            eprintln!("An optimization of an earlier start was left open. Taking it up.");
            match self.follow(&earlier.id, &stop).await {
                Ok(run) if earlier.request == request => return Ok(run),
                Ok(_) => {}
                Err(fault) if is_gone(&fault) => self.store.remove_run(&earlier.id)?,
                Err(fault) => return Err(fault),
            }
        }
        let now = self.clock.now();
        let (store, session) = (self.store, self.session);
        let run = optimization::submit(store, session, &request, &stop, now).await?;
        self.follow(&run, &stop).await
    }

    /// Whether the server has a run whose end is not known. One whose submission
    /// got no answer is looked for there.
    async fn is_at_the_server(&self, run: &RunRecord) -> Result<bool, Fault> {
        if run.outcome != RunOutcome::Unknown {
            return Ok(true);
        }
        let (store, client) = (self.store, &self.session.client);
        match optimization::look_for(store, client, &run.id, self.clock.now()).await {
            Ok(()) => Ok(true),
            Err(WorkError::RunNotStarted) => Ok(false),
            Err(WorkError::CannotLookForRun | WorkError::RunUnclear { .. }) if self.anew => {
                let now = self.clock.now();
                store.run_ended(&run.id, RunOutcome::GivenUp, None, now)?;
                Ok(false)
            }
            Err(fault @ (WorkError::CannotLookForRun | WorkError::RunUnclear { .. })) => Err(format!(
                "It is not known whether the optimization of an earlier start runs. {fault} For that, add --anew."
            )
            .into()),
            Err(fault) => Err(fault.into()),
        }
    }

    async fn follow(&self, run: &str, stop: &CancellationToken) -> Result<OptimizedRun, Fault> {
        let (store, client, clock) = (self.store, &self.session.client, self.clock);
        let mut polling = PollSettings::default();
        if client.endpoint().is_loopback() {
            // Looking often costs a workspace on this computer nothing.
            polling.every = Duration::from_millis(500);
        }
        let tell = |progress| tables::run_progress(&progress);
        let report =
            optimization::follow(store, client, run, polling, stop, || clock.now(), tell).await?;
        let job = store.job_of(run)?.unwrap_or_default();
        ended(report, job)
    }
}

/// A run that has come to an end which is an answer.
fn ended(report: RunReport, job: String) -> Result<OptimizedRun, Fault> {
    match report.outcome {
        RunOutcome::Completed | RunOutcome::Cancelled => Ok(OptimizedRun { job, report }),
        RunOutcome::Failed => {
            let why = report.message.unwrap_or_default();
            Err(format!("The optimization failed. {why}").into())
        }
        RunOutcome::StillRunning | RunOutcome::Unknown | RunOutcome::GivenUp => Err(
            "The optimization is still running on the server. Run this again later with the same --data: it waits on, and nothing is started twice."
                .into(),
        ),
    }
}

fn is_gone(fault: &Fault) -> bool {
    let fault = fault.downcast_ref::<WorkError>();
    matches!(
        fault,
        Some(WorkError::Server(CxoneError::JobUnknown { .. }))
    )
}

/// Ctrl-C during an optimization keeps the best answer so far.
fn cancel_on_interrupt() -> CancellationToken {
    let stop = CancellationToken::new();
    let stopped = stop.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stopped.cancel();
        }
    });
    stop
}
