//! What is kept of an import.

use std::time::Duration;

use chrono_tz::Tz;
use cxone::ToldApart;
use rusqlite::Connection as Database;
use staffing::DateRange;
use workflow::connection::Connection;
use workflow::import::{Failure, FailureKind, ImportReport};
use workflow::{Counts, KEPT_FAILURES, SentFile, Store};

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

fn failure(line: usize) -> Failure {
    Failure {
        line,
        also_lines: Vec::new(),
        column: None,
        agent: "A1".into(),
        why: FailureKind::Refused,
        message: format!("Reason {line}."),
        conflicts_with: Vec::new(),
    }
}

fn report(failures: usize) -> ImportReport {
    ImportReport {
        processed: 40,
        failed: failures,
        failures: (0..failures).map(|index| failure(index + 2)).collect(),
        batches: 2,
        published: 5,
        told_apart: Some(ToldApart {
            new: 30,
            updated: 4,
            unchanged: 6,
            kept: 2,
            replaced: 1,
        }),
        elapsed: Duration::from_millis(1500),
        ..ImportReport::default()
    }
}

#[test]
fn a_receipt_says_what_was_done() {
    let store = Store::in_memory().unwrap();
    let now = "2026-11-25T12:00:00Z".parse().unwrap();

    let kept = store
        .keep_import(&Connection::own(), &sent(), &report(2), now)
        .unwrap();

    assert_eq!(store.imports().unwrap(), std::slice::from_ref(&kept));
    let receipt = kept.receipt.unwrap();
    assert_eq!((kept.at, kept.processed, kept.failed), (now, 40, 2));
    assert_eq!((receipt.by.as_str(), receipt.hash.as_str()), ("ada", "abc"));
    let days = (receipt.first_day.to_string(), receipt.last_day.to_string());
    assert_eq!(
        days,
        ("2026-11-30".to_owned(), "2026-11-30".to_owned()),
        "as planners count them"
    );
    assert_eq!(
        (receipt.batches, receipt.seconds, receipt.replaced),
        (2, 1.5, true)
    );
    let told = Counts {
        new: 30,
        updated: 4,
        unchanged: 6,
        kept: 2,
        replaced: 1,
    };
    assert_eq!(receipt.told_apart, Some(told));
    let failed = store.failed_rows(&kept.id).unwrap();
    let failed: Vec<_> = failed
        .iter()
        .map(|row| (row.line, row.reason.as_str()))
        .collect();
    assert_eq!(failed, [(2, "Reason 2."), (3, "Reason 3.")]);
}

#[test]
fn failed_rows_are_kept_up_to_a_bound() {
    let store = Store::in_memory().unwrap();
    let now = "2026-11-25T12:00:00Z".parse().unwrap();

    let kept = store
        .keep_import(&Connection::own(), &sent(), &report(KEPT_FAILURES + 5), now)
        .unwrap();

    assert_eq!(kept.failed, KEPT_FAILURES + 5, "all are counted");
    let failed = store.failed_rows(&kept.id).unwrap();
    assert_eq!((failed.len(), failed[0].line), (KEPT_FAILURES, 2));
}

#[test]
fn imports_of_older_versions_are_still_shown() {
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
    let now = "2026-11-25T12:00:00Z".parse().unwrap();
    store
        .keep_import(&Connection::own(), &sent(), &report(0), now)
        .unwrap();
    assert_eq!(store.imports().unwrap().len(), 2);
    assert_eq!(store.last_imported("own").unwrap(), Some(sent().starts));
}
