//! From checked shifts to a server that holds them.

use crate::tenant::{all_taken, tenant};
use serde_json::{Value, json};
use spreadsheet::{ReadOptions, ReadShift};
use tokio_util::sync::CancellationToken;
use workflow::import::{ImportOptions, import};

/// Shifts of as many agents, the first on line 2.
fn shifts(count: usize) -> Vec<ReadShift> {
    let mut csv = "Agent ID,Start,End,Skills\n".to_owned();
    for agent in 0..count {
        csv += &format!("A{agent},2026-12-01 08:00,2026-12-01 16:00,S\n");
    }
    let options = ReadOptions::new(chrono_tz::Tz::UTC);
    let reading = spreadsheet::read_bytes("shifts.csv", csv.as_bytes(), &options).unwrap();
    assert_eq!(reading.shifts.len(), count);
    reading.shifts
}

fn sent(body: &Value) -> usize {
    body["shifts"].as_array().unwrap().len()
}

#[tokio::test]
async fn shifts_go_in_batches_of_500_and_progress_counts_them() {
    let (session, calls) = tenant(|_, body| all_taken(body)).await;
    let mut told = Vec::new();

    let report = import(
        &session.client,
        &shifts(1200),
        ImportOptions::default(),
        &CancellationToken::new(),
        |progress| told.push((progress.batch, progress.done)),
    )
    .await;

    assert_eq!(
        (report.processed, report.failed, report.batches),
        (1200, 0, 3)
    );
    assert_eq!(told, [(0, 0), (1, 500), (2, 1000), (3, 1200)]);
    let sizes: Vec<usize> = calls
        .lock()
        .unwrap()
        .iter()
        .map(|(_, _, body)| sent(body))
        .collect();
    assert_eq!(sizes, [500, 500, 200]);
}

#[tokio::test]
async fn options_reach_the_server() {
    let (session, calls) = tenant(|_, body| all_taken(body)).await;
    let options = ImportOptions {
        validate_only: true,
        replace_conflicts: true,
    };

    import(
        &session.client,
        &shifts(1),
        options,
        &CancellationToken::new(),
        |_| {},
    )
    .await;

    let body = calls.lock().unwrap()[0].2.clone();
    assert_eq!(
        (&body["validateOnly"], &body["overwriteConflicts"]),
        (&json!(true), &json!(true))
    );
}

#[tokio::test]
async fn cancelling_finishes_the_batch_in_flight_and_says_what_was_not_sent() {
    let (session, calls) = tenant(|_, body| all_taken(body)).await;
    let cancel = CancellationToken::new();

    let report = import(
        &session.client,
        &shifts(1200),
        ImportOptions::default(),
        &cancel,
        |progress| {
            if progress.batch == 1 {
                cancel.cancel();
            }
        },
    )
    .await;

    assert!(report.cancelled);
    assert_eq!((report.processed, report.not_sent), (500, 700));
    assert_eq!(calls.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_refused_record_fails_at_its_line_and_does_not_sink_the_others() {
    let (session, _calls) = tenant(|_, body| {
        let found = body["shifts"].as_array().unwrap();
        match found.iter().position(|shift| shift["agentId"] == "A1") {
            Some(index) => {
                let error = json!({"index": index, "field": "agentId", "code": "X", "message": "A1 has left."});
                (400, json!({"errorCode": "INVALID_SHIFT_FORMAT", "message": "No.", "errors": [error]}))
            }
            None => all_taken(body),
        }
    })
    .await;

    let report = import(
        &session.client,
        &shifts(3),
        ImportOptions::default(),
        &CancellationToken::new(),
        |_| {},
    )
    .await;

    assert_eq!((report.processed, report.failed), (2, 1));
    assert_eq!(report.failures[0].line, 3);
    assert_eq!(report.failures[0].agent.as_str(), "A1");
    assert_eq!(report.failures[0].message, "A1 has left.");
}

#[tokio::test]
async fn an_import_that_stops_says_what_stands() {
    let (session, _calls) = tenant(|_, body| match body["shifts"][0]["agentId"].as_str() {
        Some("A0") => all_taken(body),
        _ => (
            403,
            json!({"errorCode": "FORBIDDEN", "message": "Not any more."}),
        ),
    })
    .await;

    let report = import(
        &session.client,
        &shifts(1700),
        ImportOptions::default(),
        &CancellationToken::new(),
        |_| {},
    )
    .await;

    assert!(report.stopped.is_some());
    let stands = (report.processed, report.unsure, report.not_sent);
    assert_eq!(stands, (500, 500, 700));
}

#[tokio::test]
async fn a_pause_is_told_and_can_be_cancelled_with_nothing_on_its_way() {
    let (session, calls) = tenant(|path, _| match path.ends_with("/import") {
        true => (429, json!({"message": "slow down"})),
        false => (404, json!({"message": "no such job"})),
    })
    .await;
    let cancel = CancellationToken::new();
    let mut paused = false;

    let report = import(
        &session.client,
        &shifts(600),
        ImportOptions::default(),
        &cancel,
        |progress| {
            if progress.pause.is_some() {
                paused = true;
                cancel.cancel();
            }
        },
    )
    .await;

    assert!(paused && report.cancelled);
    let stands = (report.processed, report.unsure, report.not_sent);
    assert_eq!(stands, (0, 0, 600));
    assert_eq!(calls.lock().unwrap().len(), 1);
}
