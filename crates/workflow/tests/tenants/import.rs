//! From checked shifts to a server that holds them.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::dry_run::all_but;
use crate::tenant::{all_taken, import, importer, sent_file, tenant};
use serde_json::{Value, json};
use spreadsheet::{Choices, Shifts};
use tokio_util::sync::CancellationToken;
use workbook::Opening;
use workflow::connection::Session;
use workflow::import::{Failure, FailureKind, Selection};
use workflow::{SentFile, Store};

/// Shifts of as many agents, the first on line 2.
pub fn shifts(count: usize) -> Shifts {
    let mut csv = "Agent ID,Start,End,Skills\n".to_owned();
    for agent in 0..count {
        csv += &format!("A{agent},2026-12-01 08:00,2026-12-01 16:00,S\n");
    }
    let book = workbook::open_bytes("shifts.csv", csv.into(), &Opening::default()).unwrap();
    let reading = spreadsheet::understand(&book, &Choices::default()).unwrap();
    assert_eq!(reading.shifts.len(), count);
    reading.shifts
}

pub fn sent(body: &Value) -> usize {
    body["shifts"].as_array().unwrap().len()
}

#[tokio::test]
async fn shifts_go_in_batches_of_500_and_progress_counts_them() {
    let (session, calls) = tenant(|_, body| all_taken(body)).await;
    let mut told = Vec::new();

    let report = import(
        &session,
        &shifts(1200),
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
async fn whether_shifts_are_replaced_reaches_the_server() {
    let (session, calls) = tenant(|_, body| all_taken(body)).await;
    let (store, never) = (Store::in_memory().unwrap(), CancellationToken::new());
    let all = shifts(1);
    let file = SentFile {
        replaced: true,
        ..sent_file(&(&all).into())
    };

    let importer = importer(&store, &session, &never);
    importer.import(&file, &all, |_| {}).await.unwrap();

    let body = calls.lock().unwrap()[0].2.clone();
    assert_eq!(
        (&body["validateOnly"], &body["overwriteConflicts"]),
        (&json!(false), &json!(true))
    );
}

#[tokio::test]
async fn cancelling_finishes_the_batch_in_flight_and_says_what_was_not_sent() {
    let (session, calls) = tenant(|_, body| all_taken(body)).await;
    let cancel = CancellationToken::new();

    let report = import(&session, &shifts(1200), &cancel, |progress| {
        if progress.batch == 1 {
            cancel.cancel();
        }
    })
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

    let report = import(&session, &shifts(3), &CancellationToken::new(), |_| {}).await;

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

    let report = import(&session, &shifts(1700), &CancellationToken::new(), |_| {}).await;

    assert!(report.stopped.is_some());
    let stands = (report.processed, report.unsure, report.not_sent);
    assert_eq!(
        stands,
        (500, 0, 1200),
        "403 is an answer: nothing of it is written"
    );
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

    let report = import(&session, &shifts(600), &cancel, |progress| {
        if progress.pause.is_some() {
            paused = true;
            cancel.cancel();
        }
    })
    .await;

    assert!(paused && report.cancelled);
    let stands = (report.processed, report.unsure, report.not_sent);
    assert_eq!(stands, (0, 0, 600));
    assert_eq!(calls.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn who_cancels_while_a_batch_is_to_be_sent_again_is_told_that_it_may_stand() {
    // Lost on the way; after that the server asks to wait.
    for answers in [&[502][..], &[502, 429]] {
        let cancel = CancellationToken::new();
        let (stop, at) = (cancel.clone(), AtomicUsize::new(0));
        let (session, calls) = tenant(move |path, _| {
            if !path.ends_with("/import") {
                return (404, json!({"message": "no such job"}));
            }
            let at = at.fetch_add(1, Ordering::SeqCst);
            if at + 1 == answers.len() {
                stop.cancel();
            }
            (answers[at], json!({"message": "not now"}))
        })
        .await;

        let report = import(&session, &shifts(600), &cancel, |_| {}).await;

        assert!(
            report.cancelled && report.stopped.is_none(),
            "{answers:?}: {report:?}"
        );
        let stands = (report.processed, report.unsure, report.not_sent);
        assert_eq!(stands, (0, 500, 100), "{answers:?}");
        assert_eq!(calls.lock().unwrap().len(), answers.len());
    }
}

/// A tenant that takes 200 shifts at once, and answers `then` to all but the first of these.
async fn takes_one_piece(then: u16) -> Session {
    let taken = AtomicUsize::new(0);
    let (session, _) = tenant(move |path, body| match path.ends_with("/import") {
        true if sent(body) > 200 => (413, json!({"message": "too large"})),
        true if taken.fetch_add(1, Ordering::SeqCst) == 0 => all_taken(body),
        true => (then, json!({"message": "not now"})),
        false => (404, json!({"message": "no such job"})),
    })
    .await;
    session
}

#[tokio::test]
async fn what_was_taken_of_a_batch_in_pieces_is_told_when_the_rest_is_not_sent() {
    let session = takes_one_piece(429).await;
    let cancel = CancellationToken::new();
    let cancelled = import(&session, &shifts(600), &cancel, |progress| {
        if progress.pause.is_some() {
            cancel.cancel();
        }
    })
    .await;
    let session = takes_one_piece(403).await;
    let stopped = import(&session, &shifts(600), &CancellationToken::new(), |_| {}).await;

    assert!(cancelled.cancelled && stopped.stopped.is_some());
    for report in [cancelled, stopped] {
        let stands = (report.processed, report.unsure, report.not_sent);
        assert_eq!(stands, (125, 0, 475), "pieces of a quarter of a batch");
    }
}

#[tokio::test]
async fn only_the_shifts_of_some_lines_are_sent() {
    let (session, calls) = tenant(|_, body| all_taken(body)).await;
    let all = shifts(9);
    let mended = Selection::of_lines(&all, &[3, 7, 99].into());
    assert_eq!((mended.len(), mended.agent_count()), (2, 2));

    let report = import(&session, mended, &CancellationToken::new(), |_| {}).await;

    assert_eq!((report.processed, report.not_sent), (2, 0));
    let body = calls.lock().unwrap()[0].2.clone();
    let agents: Vec<&Value> = body["shifts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|shift| &shift["agentId"])
        .collect();
    assert_eq!(agents, ["A1", "A5"]);
}

#[tokio::test]
async fn failed_lines_can_be_sent_alone() {
    let (session, _calls) = tenant(|_, body| {
        let mut answer = all_but(body, &[(0, "UNKNOWN_AGENT"), (2, "SHIFT_CONFLICT")]);
        answer["status"] = json!("COMPLETED");
        answer["errors"]
            .as_array_mut()
            .unwrap()
            .push(json!("and something"));
        (200, answer)
    })
    .await;

    let report = import(&session, &shifts(4), &CancellationToken::new(), |_| {}).await;

    assert_eq!(report.failed_lines(), [2, 4].into());
}

#[test]
fn a_conflict_names_the_stored_shifts_in_the_planners_zone() {
    let time = |start: &str, end: &str| {
        staffing::DateRange::new(start.parse().unwrap(), end.parse().unwrap()).unwrap()
    };
    let mut failure = Failure {
        line: 2,
        also_lines: Vec::new(),
        column: None,
        agent: "A1".into(),
        why: FailureKind::Conflict,
        part: None,
        skill: None,
        message: "A1 already has a shift.".to_owned(),
        conflicts_with: vec![],
    };
    assert_eq!(
        failure.words(chrono_tz::Tz::Asia__Tokyo),
        "A1 already has a shift."
    );

    failure.conflicts_with = vec![time("2026-11-30T06:00:00Z", "2026-11-30T14:00:00Z")];
    assert_eq!(
        failure.words(chrono_tz::Tz::Asia__Tokyo),
        "A1 already has a shift Mon 30 Nov 2026 15:00–23:00."
    );
}

#[tokio::test]
async fn a_failed_shift_has_all_lines_that_say_it() {
    let csv = "Agent ID,Start,End,Skills\n\
        A0,2026-12-01 08:00,2026-12-01 16:00,S\n\
        A1,2026-12-01 08:00,2026-12-01 16:00,S\n\
        A0,2026-12-01 08:00,2026-12-01 16:00,X\n";
    let book = workbook::open_bytes("shifts.csv", csv.into(), &Opening::default()).unwrap();
    let reading = spreadsheet::understand(&book, &Choices::default()).unwrap();
    let (session, _calls) = tenant(|_, body| {
        let mut answer = all_but(body, &[(0, "UNKNOWN_SKILL")]);
        answer["status"] = json!("COMPLETED");
        (200, answer)
    })
    .await;
    let never = CancellationToken::new();

    let report = import(&session, &reading.shifts, &never, |_| {}).await;

    assert_eq!(report.failed_lines(), [2, 4].into());
    let again = Selection::of_lines(&reading.shifts, &report.failed_lines());
    assert_eq!(again.len(), 1);
}
