//! A run from gaps to recommendations, whatever the server does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::tenant::tenant;
use chrono::{DateTime, Utc};
use cxone::PollSettings;
use cxone::wire::OptimizationRequest;
use serde_json::{Value, json};
use staffing::{DateRange, Gap, Priority};
use tokio_util::sync::CancellationToken;
use workflow::connection::Session;
use workflow::optimization::{RunOutcome, RunReport, RunRules, follow, request, submit};
use workflow::{Store, WorkError};

const QUICK: PollSettings = PollSettings {
    every: Duration::from_millis(1),
    deadline: Duration::from_secs(60),
};

fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

fn asked() -> OptimizationRequest {
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

fn job(status: &str) -> Value {
    json!({"jobId": "opt-1", "status": status})
}

fn finished() -> Value {
    let shift = json!({"skillId": "S", "startTime": "2026-12-01T06:00:00Z", "endTime": "2026-12-01T08:00:00Z",
        "coverageImpact": 2.0, "overtimeFlag": false});
    let agent = json!({"agentId": "A1", "complianceScore": 0.98, "recommendedShifts": [shift]});
    json!({"jobId": "opt-1", "status": "COMPLETED", "result": {"assignmentRecommendations": [agent],
        "projectedCoverageImprovement": 0.2, "estimatedOvertimeHours": 0.0}})
}

async fn wait(
    session: &Session,
    store: &Store,
    run: &str,
    polling: PollSettings,
    cancel: &CancellationToken,
) -> Result<RunReport, WorkError> {
    follow(store, &session.client, run, polling, cancel, now, |_| {}).await
}

#[tokio::test]
async fn a_finished_run_is_stored_with_what_it_proposes() {
    let (session, _) = tenant(|path, _| match path.ends_with("/run") {
        true => (202, job("QUEUED")),
        false => (200, finished()),
    })
    .await;
    let store = Store::in_memory().unwrap();

    let run = submit(
        &store,
        &session.client,
        &session.connection,
        &asked(),
        now(),
    )
    .await
    .unwrap();
    assert_eq!(
        store.job_of(&run).unwrap().as_deref(),
        Some("opt-1"),
        "known before the first poll"
    );
    let report = wait(&session, &store, &run, QUICK, &CancellationToken::new())
        .await
        .unwrap();

    assert_eq!(report.outcome, RunOutcome::Completed);
    let kept = store
        .last_finished_run(&session.connection.id)
        .unwrap()
        .unwrap();
    assert_eq!(kept.id, run);
    assert_eq!(Some(kept.recommendations), report.recommendations);
}

#[tokio::test]
async fn at_the_deadline_the_run_goes_on_and_can_be_waited_for_again() {
    let done = Arc::new(AtomicBool::new(false));
    let is_done = done.clone();
    let (session, _) =
        tenant(
            move |path, _| match (path.ends_with("/run"), is_done.load(Ordering::SeqCst)) {
                (true, _) => (202, job("QUEUED")),
                (false, false) => (200, job("SOMETHING_NEW")),
                (false, true) => (200, finished()),
            },
        )
        .await;
    let store = Store::in_memory().unwrap();
    let run = submit(
        &store,
        &session.client,
        &session.connection,
        &asked(),
        now(),
    )
    .await
    .unwrap();
    let short = PollSettings {
        deadline: Duration::from_millis(20),
        ..QUICK
    };

    let first = wait(&session, &store, &run, short, &CancellationToken::new())
        .await
        .unwrap();
    done.store(true, Ordering::SeqCst);
    let second = wait(&session, &store, &run, QUICK, &CancellationToken::new())
        .await
        .unwrap();

    assert_eq!(first.outcome, RunOutcome::StillRunning);
    assert_eq!(second.outcome, RunOutcome::Completed);
}

#[tokio::test]
async fn a_lost_answer_leaves_the_outcome_unknown_and_is_not_sent_again() {
    let (session, calls) = tenant(|_, _| (502, json!({"message": "bad gateway"}))).await;
    let store = Store::in_memory().unwrap();

    let fault = submit(
        &store,
        &session.client,
        &session.connection,
        &asked(),
        now(),
    )
    .await
    .unwrap_err();

    assert!(fault.to_string().contains("not known whether"), "{fault}");
    assert_eq!(calls.lock().unwrap().len(), 1);
    let run = store.last_run(&session.connection.id).unwrap().unwrap();
    assert_eq!(run.outcome, RunOutcome::Unknown);
}

#[tokio::test]
async fn a_refused_run_is_not_kept() {
    let (session, _) =
        tenant(|_, _| (400, json!({"errorCode": "INVALID", "message": "No."}))).await;
    let store = Store::in_memory().unwrap();

    let refused = submit(
        &store,
        &session.client,
        &session.connection,
        &asked(),
        now(),
    )
    .await;

    assert!(refused.is_err());
    assert_eq!(store.runs().unwrap(), []);
}

#[tokio::test]
async fn a_server_that_cannot_be_asked_to_stop_keeps_running() {
    let (session, _) = tenant(|path, _| match path.ends_with("/run") {
        true => (202, job("QUEUED")),
        false => (405, json!({"message": "method not allowed"})),
    })
    .await;
    let store = Store::in_memory().unwrap();
    let run = submit(
        &store,
        &session.client,
        &session.connection,
        &asked(),
        now(),
    )
    .await
    .unwrap();
    let cancelled = CancellationToken::new();
    cancelled.cancel();

    let report = wait(&session, &store, &run, QUICK, &cancelled)
        .await
        .unwrap();

    assert_eq!(report.outcome, RunOutcome::StillRunning);
}

#[tokio::test]
async fn the_servers_words_come_with_a_failed_run() {
    let (session, _) = tenant(|path, _| match path.ends_with("/run") {
        true => (202, job("QUEUED")),
        false => (
            200,
            json!({"jobId": "opt-1", "status": "FAILED", "errorMessage": "No agents."}),
        ),
    })
    .await;
    let store = Store::in_memory().unwrap();
    let run = submit(
        &store,
        &session.client,
        &session.connection,
        &asked(),
        now(),
    )
    .await
    .unwrap();

    let report = wait(&session, &store, &run, QUICK, &CancellationToken::new())
        .await
        .unwrap();

    assert_eq!(
        (report.outcome, report.message.as_deref()),
        (RunOutcome::Failed, Some("No agents."))
    );
}
