//! What an import keeps so that nothing is lost and nothing sent in vain.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use workflow::connection::{Connection, Session};
use workflow::import::{BATCH, Imported};
use workflow::{Store, WorkError};

use crate::import::{sent, shifts};
use crate::tenant::{Answer, all_taken, importer, sent_file, tenant};

/// Agents whose shifts a tenant holds, and how often each was sent.
type Held = Arc<Mutex<BTreeMap<String, usize>>>;

/// A tenant that holds what it is sent, and answers the call of that number with a fault.
async fn holding(fault_at: usize, fault: u16, held_before_it: bool) -> (Session, Held) {
    let (held, calls) = (Held::default(), AtomicUsize::new(0));
    let holds = held.clone();
    let (session, _calls) = tenant(move |path, body| {
        if !path.ends_with("/import") {
            return (404, json!({}));
        }
        let fails = calls.fetch_add(1, Ordering::Relaxed) == fault_at;
        if !fails || held_before_it {
            for shift in body["shifts"].as_array().unwrap() {
                let agent = shift["agentId"].as_str().unwrap().to_owned();
                *holds.lock().unwrap().entry(agent).or_default() += 1;
            }
        }
        match fails {
            true => (fault, json!({"message": "down"})),
            false => all_taken(body),
        }
    })
    .await;
    (session, held)
}

async fn begin(store: &Store, session: &Session, count: usize) -> Imported {
    let (all, never) = (shifts(count), CancellationToken::new());
    let importer = importer(store, session, &never);
    let file = sent_file(&(&all).into());
    importer.import(&file, &all, |_| {}).await.unwrap()
}

async fn go_on(store: &Store, session: &Session, import: &str) -> Result<Imported, WorkError> {
    let never = CancellationToken::new();
    importer(store, session, &never)
        .resume(import, |_| {})
        .await
}

#[tokio::test]
async fn what_stopped_goes_on_with_what_has_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("work.sqlite");
    let store = Store::open(&file).unwrap();
    let (session, held) = holding(2, 403, true).await;

    let stopped = begin(&store, &session, 4 * BATCH).await;

    let report = &stopped.report;
    assert_eq!((report.processed, report.not_sent), (2 * BATCH, 2 * BATCH));
    assert!(stopped.record.is_open && stopped.record.stopped);
    drop(store);

    // The next start.
    let store = Store::open(&file).unwrap();
    let open = store.open_imports().unwrap().remove(0);
    assert_eq!(
        (open.shifts, open.answered, open.batches),
        (4 * BATCH, 2 * BATCH, 4)
    );
    assert_eq!(store.imports().unwrap()[0].processed, 2 * BATCH);
    let ended = go_on(&store, &session, &open.id).await.unwrap();

    assert_eq!(
        (ended.report.processed, ended.report.batches),
        (4 * BATCH, 4)
    );
    assert_eq!((ended.report.unsure, ended.report.not_sent), (0, 0));
    assert!(!ended.record.is_open && !ended.record.stopped);
    assert_eq!(store.imports().unwrap(), [ended.record]);
    assert_eq!(store.open_imports().unwrap(), []);
    {
        let held = held.lock().unwrap();
        assert_eq!(held.len(), 4 * BATCH, "each shift is there");
        let again = held.values().filter(|times| **times > 1).count();
        assert_eq!(
            again, BATCH,
            "only the batch without an answer was sent again"
        );
    }
    assert!(matches!(
        go_on(&store, &session, &open.id).await,
        Err(WorkError::UnknownImport)
    ));
}

/// A crash is a future that is dropped, and a store that is opened anew.
#[tokio::test]
async fn a_crash_anywhere_loses_and_doubles_nothing() {
    for calls_before in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("work.sqlite");
        let (session, held) = holding(usize::MAX, 500, true).await;
        let all = shifts(3 * BATCH);
        {
            let store = Store::open(&file).unwrap();
            let (sent, never) = (sent_file(&(&all).into()), CancellationToken::new());
            let importer = importer(&store, &session, &never);
            let (crash, crashed) = tokio::sync::oneshot::channel();
            let mut crash = Some(crash);
            let progress = |at: workflow::import::ImportProgress| {
                if at.batch == calls_before {
                    crash.take().map(|crash| crash.send(()));
                }
            };
            let work = importer.import(&sent, &all, progress);
            tokio::select! {
                biased;
                _ = crashed => {}
                _ = work => {}
            }
        }
        let store = Store::open(&file).unwrap();
        for open in store.open_imports().unwrap() {
            go_on(&store, &session, &open.id).await.unwrap();
        }

        let record = store.imports().unwrap().remove(0);
        assert_eq!(record.processed, 3 * BATCH, "after {calls_before} answers");
        assert!(!record.is_open);
        assert_eq!(held.lock().unwrap().len(), 3 * BATCH);
    }
}

#[tokio::test]
async fn an_import_goes_on_only_through_its_own_connection() {
    let store = Store::in_memory().unwrap();
    let (session, _held) = holding(0, 403, false).await;
    let stopped = begin(&store, &session, 3).await;
    let elsewhere = Session {
        connection: Connection::own(),
        ..session
    };

    let refused = go_on(&store, &elsewhere, &stopped.record.id).await;

    assert_eq!(
        refused.unwrap_err().to_string(),
        "This import goes to Test. Open that connection to continue it."
    );
    assert_eq!(store.open_imports().unwrap().len(), 1);
}

#[tokio::test]
async fn an_import_that_is_left_stays_in_the_history_as_stopped() {
    let store = Store::in_memory().unwrap();
    let (session, _held) = holding(1, 403, false).await;
    let stopped = begin(&store, &session, 2 * BATCH).await;

    store.leave_import(&stopped.record.id).unwrap();

    assert_eq!(store.open_imports().unwrap(), []);
    let record = store.imports().unwrap().remove(0);
    assert_eq!(
        (record.processed, record.stopped, record.is_open),
        (BATCH, true, false)
    );
}

/// The sizes of the calls of an import, and what came of it.
async fn sizes(
    count: usize,
    answer: impl Fn(&Value) -> Answer + Send + Sync + 'static,
) -> (Vec<usize>, Imported) {
    let store = Store::in_memory().unwrap();
    let (session, calls) = tenant(move |path, body| match path.ends_with("/import") {
        true => answer(body),
        false => (404, json!({})),
    })
    .await;
    let imported = begin(&store, &session, count).await;
    let calls = calls.lock().unwrap();
    let sizes = calls.iter().map(|(_, _, body)| sent(body)).collect();
    (sizes, imported)
}

#[tokio::test]
async fn what_is_too_large_goes_in_halves() {
    let (sizes, imported) = sizes(BATCH + 100, |body| match sent(body) > 130 {
        true => (413, json!({"message": "too large"})),
        false => all_taken(body),
    })
    .await;

    assert_eq!(imported.report.processed, BATCH + 100);
    assert_eq!(sizes, [500, 250, 125, 125, 250, 125, 125, 100]);
}

#[tokio::test]
async fn a_shift_that_is_too_large_alone_fails_alone() {
    let (_, imported) = sizes(9, |body| {
        let has = |agent: &str| {
            let shifts = body["shifts"].as_array().unwrap();
            shifts.iter().any(|shift| shift["agentId"] == agent)
        };
        match has("A4") {
            true => (413, json!({"message": "too large"})),
            false => all_taken(body),
        }
    })
    .await;

    let report = imported.report;
    assert_eq!((report.processed, report.failed), (8, 1));
    assert_eq!(report.failures[0].line, 6);
    assert_eq!(report.failures[0].message, "too large");
}

#[tokio::test]
async fn a_refusal_that_names_nobody_does_not_sink_the_others() {
    let (sizes, imported) = sizes(BATCH, |body| {
        let shifts = body["shifts"].as_array().unwrap();
        match shifts.iter().any(|shift| shift["agentId"] == "A77") {
            true => (400, json!({"errorCode": "INVALID", "message": "Something is wrong.", "errors": ["somewhere"]})),
            false => all_taken(body),
        }
    })
    .await;

    let report = imported.report;
    assert_eq!(
        (report.processed, report.failed, report.refused),
        (BATCH - 1, 1, 1)
    );
    assert_eq!(
        (report.failures[0].line, report.failures[0].agent.as_str()),
        (79, "A77")
    );
    assert_eq!(report.failures[0].message, "Something is wrong.");
    assert!(sizes.len() < 25, "{sizes:?}");
}

#[tokio::test]
async fn a_server_that_refuses_everything_is_not_asked_for_each_shift() {
    let (sizes, imported) = sizes(BATCH, |_| {
        (400, json!({"message": "No imports on Sundays."}))
    })
    .await;

    assert!(imported.report.stopped.is_some());
    assert!(imported.record.is_open);
    assert!(sizes.len() < 40, "{}", sizes.len());
}
