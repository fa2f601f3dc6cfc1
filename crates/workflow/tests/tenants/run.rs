//! A run from gaps to recommendations, whatever the server does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use cxone::PollSettings;
use cxone::wire::OptimizationRequest;
use serde_json::{Value, json};
use staffing::{DateRange, Gap, Priority};
use tokio_util::sync::CancellationToken;
use workflow::connection::Session;
use workflow::optimization::{RunOutcome, RunReport, RunRules, follow, request, submit};
use workflow::{Store, WorkError};

use crate::tenant::{Answer, Calls, tenant};

const QUICK: PollSettings = PollSettings {
    every: Duration::from_millis(1),
    deadline: Duration::from_secs(60),
};

/// A planner's store beside a tenant.
struct Desk {
    session: Session,
    calls: Calls,
    store: Store,
}

impl Desk {
    /// The tenant answers a submitted run and then looks at its job.
    async fn with(
        submitted: Answer,
        looked_at: impl Fn() -> Answer + Send + Sync + 'static,
    ) -> Self {
        let (session, calls) = tenant(move |path, _| match path.ends_with("/run") {
            true => submitted.clone(),
            false => looked_at(),
        })
        .await;
        Self {
            session,
            calls,
            store: Store::in_memory().unwrap(),
        }
    }

    async fn submit(&self) -> Result<String, WorkError> {
        let never = CancellationToken::new();
        submit(&self.store, &self.session, &asked(), &never, now()).await
    }

    async fn wait(
        &self,
        run: &str,
        polling: PollSettings,
        cancel: &CancellationToken,
    ) -> RunReport {
        let client = &self.session.client;
        follow(&self.store, client, run, polling, cancel, now, |_| {})
            .await
            .unwrap()
    }
}

pub fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

pub fn asked() -> OptimizationRequest {
    let range = DateRange::new(
        "2026-11-30T00:00:00Z".parse().unwrap(),
        "2026-12-07T00:00:00Z".parse().unwrap(),
    )
    .unwrap();
    let gap = Gap {
        skill: "S".into(),
        time: range,
        ratio: 0.5,
        deficit_hours: 10.0,
        priority: Priority::High,
    };
    request(range, &[gap], &["S".into()], &RunRules::default()).unwrap()
}

fn queued() -> Answer {
    (202, json!({"jobId": "opt-1", "status": "QUEUED"}))
}

fn finished() -> Value {
    let shift = json!({"skillId": "S", "startTime": "2026-12-01T06:00:00Z", "endTime": "2026-12-01T08:00:00Z",
        "coverageImpact": 2.0, "overtimeFlag": false});
    let agent = json!({"agentId": "A1", "complianceScore": 0.98, "recommendedShifts": [shift]});
    json!({"jobId": "opt-1", "status": "COMPLETED", "result": {"assignmentRecommendations": [agent],
        "projectedCoverageImprovement": 0.2, "estimatedOvertimeHours": 0.0}})
}

#[tokio::test]
async fn a_finished_run_is_stored_with_what_it_proposes() {
    let desk = Desk::with(queued(), || (200, finished())).await;

    let run = desk.submit().await.unwrap();
    let job = desk.store.job_of(&run).unwrap();
    let report = desk.wait(&run, QUICK, &CancellationToken::new()).await;

    assert_eq!(job.as_deref(), Some("opt-1"), "known before the first poll");
    assert_eq!(report.outcome, RunOutcome::Completed);
    let connection = &desk.session.connection.id;
    let kept = desk.store.last_finished_run(connection).unwrap().unwrap();
    assert_eq!(kept.id, run);
    assert_eq!(Some(kept.recommendations), report.recommendations);
}

#[tokio::test]
async fn at_the_deadline_the_run_goes_on_and_can_be_waited_for_again() {
    let done = Arc::new(AtomicBool::new(false));
    let is_done = done.clone();
    let desk = Desk::with(queued(), move || match is_done.load(Ordering::SeqCst) {
        true => (200, finished()),
        false => (200, json!({"jobId": "opt-1", "status": "SOMETHING_NEW"})),
    })
    .await;
    let run = desk.submit().await.unwrap();
    let short = PollSettings {
        deadline: Duration::from_millis(20),
        ..QUICK
    };

    let first = desk.wait(&run, short, &CancellationToken::new()).await;
    done.store(true, Ordering::SeqCst);
    let second = desk.wait(&run, QUICK, &CancellationToken::new()).await;

    assert_eq!(first.outcome, RunOutcome::StillRunning);
    assert_eq!(second.outcome, RunOutcome::Completed);
}

#[tokio::test]
async fn a_lost_answer_leaves_the_outcome_unknown_and_is_not_sent_again() {
    let desk = Desk::with((502, json!({"message": "bad gateway"})), || {
        (200, finished())
    })
    .await;

    let fault = desk.submit().await.unwrap_err();

    assert!(fault.to_string().contains("not known whether"), "{fault}");
    assert_eq!(desk.calls.lock().unwrap().len(), 1);
    let run = desk.store.last_run(&desk.session.connection.id);
    assert_eq!(run.unwrap().unwrap().outcome, RunOutcome::Unknown);
}

#[tokio::test]
async fn a_refused_run_is_not_kept() {
    let refusal = json!({"errorCode": "INVALID", "message": "No."});
    let desk = Desk::with((400, refusal), || (200, finished())).await;

    let refused = desk.submit().await;

    assert!(refused.is_err());
    assert_eq!(desk.store.runs().unwrap(), []);
}

#[tokio::test]
async fn a_server_that_cannot_be_asked_to_stop_keeps_running() {
    let desk = Desk::with(queued(), || (405, json!({"message": "not allowed"}))).await;
    let run = desk.submit().await.unwrap();
    let cancelled = CancellationToken::new();
    cancelled.cancel();

    let report = desk.wait(&run, QUICK, &cancelled).await;

    assert_eq!(report.outcome, RunOutcome::StillRunning);
}

#[tokio::test]
async fn the_servers_words_come_with_a_failed_run() {
    let failed = || json!({"jobId": "opt-1", "status": "FAILED", "errorMessage": "No agents."});
    let desk = Desk::with(queued(), move || (200, failed())).await;
    let run = desk.submit().await.unwrap();

    let report = desk.wait(&run, QUICK, &CancellationToken::new()).await;

    assert_eq!(report.outcome, RunOutcome::Failed);
    assert_eq!(report.message.as_deref(), Some("No agents."));
}

#[tokio::test]
async fn a_submission_that_waits_can_be_cancelled_and_is_not_kept() {
    let desk = Desk::with((429, json!({})), || (200, finished())).await;
    let cancel = CancellationToken::new();
    let (store, session) = (&desk.store, &desk.session);

    let mut pauses = session.client.pause();
    let at_a_pause = async {
        pauses.wait_for(Option::is_some).await.unwrap();
        cancel.cancel();
    };
    let asked = asked();
    let (cancelled, ()) = tokio::join!(submit(store, session, &asked, &cancel, now()), at_a_pause);

    assert!(matches!(cancelled, Err(WorkError::Cancelled)));
    assert_eq!(desk.store.runs().unwrap(), []);
}
