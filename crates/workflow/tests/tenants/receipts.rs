//! What is kept of an import.

use chrono_tz::Tz;
use rusqlite::Connection as Database;
use serde_json::json;
use staffing::DateRange;
use tokio_util::sync::CancellationToken;
use workflow::connection::Session;
use workflow::import::Imported;
use workflow::{Counts, KEPT_FAILURES, SentFile, Store};

use crate::import::shifts;
use crate::tenant::{importer, now, tenant};

fn sent() -> SentFile {
    SentFile {
        name: "week-49.csv".to_owned(),
        hash: "abc".to_owned(),
        by: "ada".to_owned(),
        // From Sunday 23:30 to Monday 22:30 in London, an hour later in Berlin.
        starts: DateRange::new(
            "2026-11-29T23:30:00Z".parse().unwrap(),
            "2026-11-30T22:30:01Z".parse().unwrap(),
        )
        .unwrap(),
        zone: Tz::Europe__Berlin,
        agents: 3,
        replaced: true,
        only_some_rows: false,
    }
}

/// A tenant that refuses the first so many shifts of each call.
async fn refusing(refused: usize) -> Session {
    let (session, _calls) = tenant(move |_, body| {
        let sent = body["shifts"].as_array().unwrap().len();
        let refused = refused.min(sent);
        let error = |index| json!({"index": index, "code": "UNKNOWN_AGENT", "message": format!("Reason {index}.")});
        let errors: Vec<_> = (0..refused).map(error).collect();
        let taken = sent - refused;
        (200, json!({
            "jobId": "j", "processedCount": taken, "failedCount": refused, "status": "COMPLETED", "errors": errors,
            "newCount": taken - taken / 4, "updatedCount": 0, "unchangedCount": taken / 4, "keptCount": 1, "replacedCount": 2,
        }))
    })
    .await;
    session
}

async fn imported(store: &Store, session: &Session, count: usize) -> Imported {
    let never = CancellationToken::new();
    let importer = importer(store, session, &never);
    let imported = importer.import(&sent(), &shifts(count), |_| {}).await;
    imported.unwrap()
}

#[tokio::test]
async fn a_receipt_says_what_was_done() {
    let store = Store::in_memory().unwrap();

    let kept = imported(&store, &refusing(2).await, 42).await.record;

    assert_eq!(store.imports().unwrap(), std::slice::from_ref(&kept));
    let receipt = kept.receipt.unwrap();
    assert_eq!((kept.processed, kept.failed), (40, 2));
    assert!(kept.at - now() < chrono::TimeDelta::minutes(5));
    assert!(!kept.is_open && store.open_imports().unwrap().is_empty());
    assert_eq!((receipt.by.as_str(), receipt.hash.as_str()), ("ada", "abc"));
    let days = (receipt.first_day.to_string(), receipt.last_day.to_string());
    assert_eq!(
        days,
        ("2026-11-30".to_owned(), "2026-11-30".to_owned()),
        "as planners count them"
    );
    assert_eq!((receipt.batches, receipt.replaced), (1, true));
    let told = Counts {
        new: 30,
        updated: 0,
        unchanged: 10,
        kept: 1,
        replaced: 2,
    };
    assert_eq!(receipt.told_apart, Some(told));
    let failed = store.failed_rows(&kept.id).unwrap();
    let failed: Vec<_> = failed
        .iter()
        .map(|row| (row.line, row.reason.as_str()))
        .collect();
    assert_eq!(failed, [(2, "Reason 0."), (3, "Reason 1.")]);
}

#[tokio::test]
async fn failed_rows_are_kept_up_to_a_bound() {
    let store = Store::in_memory().unwrap();

    let session = refusing(usize::MAX).await;
    let kept = imported(&store, &session, KEPT_FAILURES + 5).await.record;

    assert_eq!(kept.failed, KEPT_FAILURES + 5, "all are counted");
    let failed = store.failed_rows(&kept.id).unwrap();
    assert_eq!((failed.len(), failed[0].line), (KEPT_FAILURES, 2));
}

#[tokio::test]
async fn imports_of_older_versions_are_still_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("work.sqlite");
    // As version 1 of the store was, and an import in it.
    let old = Database::open(&file).unwrap();
    old.execute_batch(include_str!("../../src/store/schema.sql"))
        .unwrap();
    old.execute_batch(
        "INSERT INTO imports VALUES ('i', '2026-11-20T12:00:00Z', 'own', 'My own data', 'old.csv',
             '2026-11-23T06:00:00Z', '2026-11-27T06:00:01Z', 48, 1, 0, 0);
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);

    let store = Store::open(&file).unwrap();

    let imports = store.imports().unwrap();
    assert_eq!(
        (imports[0].file_name.as_str(), imports[0].processed),
        ("old.csv", 48)
    );
    assert_eq!(imports[0].receipt, None);
    assert_eq!(store.failed_rows("i").unwrap(), []);
    let session = refusing(0).await;
    imported(&store, &session, 3).await;
    assert_eq!(store.imports().unwrap().len(), 2);
    let last = store.last_imported(&session.connection.id).unwrap();
    assert_eq!(last, Some(sent().starts));
}
