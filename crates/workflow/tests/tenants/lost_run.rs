//! A run whose answer was lost: which of the server's runs it is, if any.

use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use workflow::optimization::{RunOutcome, look_for, submit};
use workflow::{Store, WorkError};

use crate::run::{asked, now};
use crate::tenant::tenant;

/// What became of a run that was lost at [`now`], looked for `later` at a server
/// that lists `jobs`: the outcome in the store, its job, and the fault.
async fn looked_for(
    (status, jobs): (u16, Value),
    later: TimeDelta,
) -> (Option<RunOutcome>, Option<String>, Option<WorkError>) {
    let (session, _) = tenant(move |path, _| match path.ends_with("/run") {
        true => (502, json!({})),
        false => (status, json!({ "items": jobs })),
    })
    .await;
    let (store, never) = (Store::in_memory().unwrap(), CancellationToken::new());
    submit(&store, &session, &asked(), &never, now())
        .await
        .unwrap_err();
    let run = store.last_run(&session.connection.id).unwrap().unwrap();
    let fault = look_for(&store, &session.client, &run.id, now() + later).await;
    let outcome = store.run(&run.id).unwrap().map(|run| run.outcome);
    (outcome, store.job_of(&run.id).unwrap(), fault.err())
}

/// A job as the server lists it, with what it fills in.
fn job(id: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut request = serde_json::to_value(asked()).unwrap();
    request["complianceRules"]["minRestHours"] = json!(11.0);
    let mut job = json!({"jobId": id, "status": "RUNNING", "submittedAt": "2026-11-24T09:00:20Z", "request": request});
    change(&mut job);
    job
}

/// Makes the job another one.
type Change = fn(&mut Value);

const SOON: TimeDelta = TimeDelta::seconds(30);
const LATER: TimeDelta = TimeDelta::minutes(3);

#[tokio::test]
async fn the_run_with_the_same_request_at_that_time_is_ours() {
    let colleague = job("opt-8", |job| {
        job["request"]["gapResolutionRules"][0]["targetSkillId"] = json!("T");
    });
    let jobs = json!([colleague, job("opt-7", |_| {})]);

    let (outcome, found, fault) = looked_for((200, jobs), SOON).await;

    assert!(fault.is_none(), "{fault:?}");
    assert_eq!(found.as_deref(), Some("opt-7"));
    assert_eq!(outcome, Some(RunOutcome::StillRunning));
}

#[tokio::test]
async fn a_run_that_asks_something_else_is_never_taken_for_ours() {
    let changes: [(&str, Change); 5] = [
        ("skill", |job| {
            job["request"]["gapResolutionRules"][0]["targetSkillId"] = json!("T");
        }),
        ("hours", |job| {
            job["request"]["gapResolutionRules"][0]["deficitHours"] = json!(10.5);
        }),
        ("days", |job| {
            job["request"]["dateRange"]["start"] = json!("2026-11-29T00:00:00Z");
        }),
        ("rules", |job| {
            job["request"]["complianceRules"]["maxConsecutiveHours"] = json!(9.0);
        }),
        ("goals", |job| {
            job["request"]["optimizationGoals"] = json!(["MINIMIZE_OVERTIME"]);
        }),
    ];
    for (what, change) in changes {
        let jobs = json!([job("opt-8", change)]);

        let (outcome, found, fault) = looked_for((200, jobs), LATER).await;

        assert_eq!(found, None, "{what}");
        assert!(matches!(fault, Some(WorkError::RunNotStarted)), "{what}");
        assert_eq!(outcome, None, "{what}: nothing to wait for is left");
    }
}

#[tokio::test]
async fn where_the_server_does_not_tell_enough_the_run_stays_unknown() {
    let changes: [(&str, Change); 4] = [
        ("no request", |job| job["request"] = Value::Null),
        ("another shape of request", |job| {
            job["request"] = json!("week 49");
        }),
        ("no time", |job| job["submittedAt"] = Value::Null),
        ("an hour before", |job| {
            job["submittedAt"] = json!("2026-11-24T08:00:00Z");
        }),
    ];
    for (what, change) in changes {
        let jobs = json!([job("opt-8", change)]);

        let (outcome, found, fault) = looked_for((200, jobs), LATER).await;

        assert_eq!(found, None, "{what}");
        assert!(
            matches!(fault, Some(WorkError::RunUnclear { candidates: 1 })),
            "{what}: {fault:?}"
        );
        assert_eq!(outcome, Some(RunOutcome::Unknown), "{what}");
    }
}

#[tokio::test]
async fn a_slow_server_is_given_time_before_a_run_counts_as_not_started() {
    let (outcome, _, fault) = looked_for((200, json!([])), SOON).await;
    assert!(matches!(fault, Some(WorkError::RunNotListed)), "{fault:?}");
    assert_eq!(outcome, Some(RunOutcome::Unknown));

    let (outcome, _, fault) = looked_for((200, json!([])), LATER).await;
    assert!(matches!(fault, Some(WorkError::RunNotStarted)), "{fault:?}");
    assert_eq!(outcome, None, "nothing to wait for is left");
}

#[tokio::test]
async fn a_server_that_cannot_list_its_runs_leaves_the_lost_one_unknown() {
    let (outcome, _, fault) = looked_for((404, json!([])), LATER).await;

    assert!(matches!(fault, Some(WorkError::CannotLookForRun)));
    assert_eq!(outcome, Some(RunOutcome::Unknown));
}
