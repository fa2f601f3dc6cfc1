//! What an import would do, before anything is written.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

use serde_json::{Value, json};
use spreadsheet::Shifts;
use tokio_util::sync::CancellationToken;
use workflow::connection::Session;
use workflow::import::{DryRun, Failure, dry_run};

use crate::import::{sent, shifts};
use crate::tenant::tenant;

/// An answer that takes all but the records at `failed`, which have a code each.
pub fn all_but(body: &Value, failed: &[(usize, &str)]) -> Value {
    let taken = sent(body) - failed.len();
    let errors: Vec<Value> = failed
        .iter()
        .map(|(index, code)| json!({"index": index, "code": code, "message": format!("{code}.")}))
        .collect();
    json!({"jobId": "j", "processedCount": taken, "failedCount": failed.len(), "status": "VALIDATED", "errors": errors})
}

async fn checked(session: &Session, shifts: &Shifts) -> DryRun {
    let cancel = CancellationToken::new();
    let answer = dry_run(&session.client, shifts, chrono_tz::Tz::UTC, &cancel, |_| {});
    answer.await.unwrap()
}

#[tokio::test]
async fn conflicts_are_told_apart_from_refusals_also_where_the_server_counts_nothing_else() {
    let failed = [
        (1, "SHIFT_CONFLICT"),
        (2, "UNKNOWN_AGENT"),
        (2, "UNKNOWN_SKILL"),
        (4, "Conflict-With-Shift"),
    ];
    let (session, calls) = tenant(move |_, body| {
        let mut answer = all_but(body, &failed);
        answer["processedCount"] = json!(sent(body) - 3);
        answer["failedCount"] = json!(3);
        (200, answer)
    })
    .await;

    let run = checked(&session, &shifts(6)).await;

    assert_eq!((run.taken, run.conflicts, run.refused), (3, 2, 1));
    assert_eq!(run.told_apart, None);
    let lines = |rows: &[Failure]| rows.iter().map(|row| row.line).collect::<Vec<_>>();
    assert_eq!(lines(&run.conflict_rows), [3, 6]);
    assert_eq!(lines(&run.refused_rows), [4, 4]);
    let body = calls.lock().unwrap()[0].2.clone();
    assert_eq!(
        (&body["validateOnly"], &body["overwriteConflicts"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(
        run.words(),
        [
            "6 shifts of 6 agents, Tue 1 Dec 2026.",
            "3 shifts would be taken.",
            "2 shifts are in conflict with other shifts of the same agents, which stay unless you replace them.",
            "1 shift is refused and cannot be written.",
        ]
    );
}

#[tokio::test]
async fn a_server_that_says_less_is_believed_as_far_as_it_says() {
    // Failures without index, and fewer reasons than failures.
    let (session, _calls) = tenant(|_, body| {
        let errors = json!(["AGENT-9 is unknown", {"code": "SHIFT_CONFLICT", "agentId": "A3", "message": "overlaps"}]);
        (200, json!({"jobId": "j", "processedCount": sent(body) - 4, "failedCount": 4, "status": "VALIDATED", "errors": errors}))
    })
    .await;

    let run = checked(&session, &shifts(6)).await;

    assert_eq!((run.taken, run.conflicts, run.refused), (2, 1, 3));
    assert_eq!(run.conflict_rows[0].agent.as_str(), "A3");
    assert_eq!(run.conflict_rows[0].line, 0);
}

#[tokio::test]
async fn counts_of_all_batches_are_summed_unless_one_says_nothing() {
    for (silent, expected) in [(usize::MAX, Some((1140, 60))), (1, None)] {
        let batch = AtomicUsize::new(0);
        let (session, _calls) = tenant(move |_, body| {
            let mut answer = all_but(body, &[]);
            if batch.fetch_add(1, Ordering::SeqCst) != silent {
                let unchanged = sent(body) / 20;
                answer["newCount"] = json!(sent(body) - unchanged);
                answer["unchangedCount"] = json!(unchanged);
            }
            (200, answer)
        })
        .await;

        let run = checked(&session, &shifts(1200)).await;

        let told = run.told_apart.map(|told| (told.new, told.unchanged));
        assert_eq!((run.taken, told), (1200, expected));
    }
}

#[tokio::test]
async fn a_check_that_stops_says_what_was_not_checked() {
    let (session, _calls) = tenant(|_, body| match body["shifts"][0]["agentId"].as_str() {
        Some("A0") => (200, all_but(body, &[])),
        _ => (
            403,
            json!({"errorCode": "FORBIDDEN", "message": "Not any more."}),
        ),
    })
    .await;

    let run = checked(&session, &shifts(1200)).await;

    assert!(run.stopped.is_some());
    assert_eq!((run.shifts, run.taken, run.not_checked), (1200, 500, 700));
    assert_eq!(run.words().last().unwrap(), "700 shifts were not checked.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_check_does_not_wait_for_its_answer() {
    let cancel = CancellationToken::new();
    let (stop, (release, held)) = (cancel.clone(), mpsc::channel::<()>());
    let held = Mutex::new(held);
    let (session, _calls) = tenant(move |path, body| {
        if !path.ends_with("/import") {
            return (404, json!({"message": "no such job"}));
        }
        stop.cancel();
        // Answers when the check has ended.
        let _ = held.lock().unwrap().recv();
        (200, all_but(body, &[]))
    })
    .await;

    let shifts = shifts(6);
    let answer = dry_run(
        &session.client,
        &shifts,
        chrono_tz::Tz::UTC,
        &cancel,
        |_| {},
    );
    let run = answer.await.unwrap();
    drop(release);

    assert!(run.cancelled && run.stopped.is_none());
    assert_eq!((run.taken, run.not_checked), (0, 6));
}
