//! `POST …/schedule/shifts/import`

use embedded::Data;
use serde_json::json;

use super::support::{Server, early, hours, import_of, shift};

#[tokio::test]
async fn a_good_request_is_written_and_counted() {
    let server = Server::start(Data::Own).await;

    let reply = server
        .import(&import_of(&[early("AGENT-1"), early("AGENT-2")]))
        .await;

    assert_eq!(reply.status, 200);
    assert!(
        reply.body["jobId"]
            .as_str()
            .unwrap()
            .starts_with("wfm-import-")
    );
    let expected =
        json!({"processedCount": 2, "failedCount": 0, "status": "COMPLETED", "errors": []});
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&reply.body[name], value);
    }
    assert_eq!(hours(&server).await, [("A".to_owned(), 16.0)]);
}

#[tokio::test]
async fn sent_twice_is_written_once() {
    let server = Server::start(Data::Own).await;
    let once = import_of(&[early("AGENT-1"), early("AGENT-1"), early("AGENT-2")]);

    for _ in 0..2 {
        assert_eq!(server.import(&once).await.body["processedCount"], 3);
        assert_eq!(hours(&server).await, [("A".to_owned(), 16.0)]);
    }
}

#[tokio::test]
async fn the_same_shift_with_other_skills_unites_them() {
    let server = Server::start(Data::Own).await;
    let of = |skill| {
        shift(
            "AGENT-1",
            "2026-11-30T06:00:00Z",
            "2026-11-30T14:00:00Z",
            &[skill],
        )
    };
    server.import(&import_of(&[of("A")])).await;
    assert_eq!(
        server.import(&import_of(&[of("B"), of("B")])).await.body["failedCount"],
        0
    );

    // One agent, at one skill at a time: eight hours in all, wherever they count.
    let united = hours(&server).await;
    assert_eq!(united.len(), 2);
    assert_eq!(united.iter().map(|(_, hours)| hours).sum::<f64>(), 8.0);
}

#[tokio::test]
async fn seconds_are_cut_off_before_windows_are_compared() {
    let server = Server::start(Data::Own).await;
    let of = |start: &str, end: &str| import_of(&[shift("AGENT-1", start, end, &["A"])]);
    server
        .import(&of("2026-11-30T06:00:00Z", "2026-11-30T14:00:00Z"))
        .await;

    for (start, end) in [
        ("2026-11-30T06:00:59.999Z", "2026-11-30T14:00:30Z"),
        ("2026-11-30T08:00:01+02:00", "2026-11-30T09:00:00-05:00"),
    ] {
        assert_eq!(
            server.import(&of(start, end)).await.body["processedCount"],
            1,
            "{start}"
        );
    }
    // Ends at 14:00 once cut: the next one may start there.
    let next = server
        .import(&of("2026-11-30T14:00:10Z", "2026-11-30T15:00:00Z"))
        .await;
    assert_eq!(next.body["failedCount"], 0);
    assert_eq!(hours(&server).await, [("A".to_owned(), 9.0)]);
}

#[tokio::test]
async fn an_overlapping_window_is_a_conflict_unless_it_may_replace() {
    let server = Server::start(Data::Own).await;
    let of = |start: &str, end: &str| {
        shift(
            "AGENT-1",
            &format!("2026-11-30T{start}:00Z"),
            &format!("2026-11-30T{end}:00Z"),
            &["A"],
        )
    };
    server
        .import(&import_of(&[
            of("06:00", "10:00"),
            of("10:00", "14:00"),
            early("AGENT-2"),
        ]))
        .await;

    for (start, end) in [
        ("05:00", "06:01"),
        ("09:59", "10:01"),
        ("07:00", "08:00"),
        ("05:00", "15:00"),
        ("06:00", "14:00"),
        ("13:59", "20:00"),
    ] {
        let reply = server.import(&import_of(&[of(start, end)])).await;
        assert_eq!(
            reply.faults(),
            [(Some(0), "startDate", "SHIFT_CONFLICT")],
            "{start}–{end}"
        );
        assert_eq!(
            (&reply.body["processedCount"], &reply.body["failedCount"]),
            (&json!(0), &json!(1))
        );
    }
    for (start, end) in [("05:00", "06:00"), ("14:00", "15:00")] {
        assert_eq!(
            server.import(&import_of(&[of(start, end)])).await.body["failedCount"],
            0,
            "{start}–{end}"
        );
    }
    assert_eq!(hours(&server).await, [("A".to_owned(), 18.0)]);

    let replacing = json!({"shifts": [of("09:00", "11:00")], "overwriteConflicts": true});
    for _ in 0..2 {
        assert_eq!(server.import(&replacing).await.body["processedCount"], 1);
        // 05–06, 09–11 and 14–15 of the one, eight hours of the other.
        assert_eq!(hours(&server).await, [("A".to_owned(), 12.0)]);
    }
}

#[tokio::test]
async fn conflicts_are_seen_within_one_request_and_fail_alone() {
    let server = Server::start(Data::Own).await;
    let late = |agent: &str| {
        shift(
            agent,
            "2026-11-30T12:00:00Z",
            "2026-11-30T20:00:00Z",
            &["NEW"],
        )
    };
    let shifts = [early("AGENT-1"), late("AGENT-1"), late("AGENT-2")];

    let reply = server.import(&import_of(&shifts)).await;

    assert_eq!(reply.faults(), [(Some(1), "startDate", "SHIFT_CONFLICT")]);
    let message = reply.body["errors"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("2026-11-30 06:00") && reply.body["errors"][0]["agentId"] == "AGENT-1",
        "{message}"
    );
    assert_eq!(
        hours(&server).await,
        [("A".to_owned(), 8.0), ("NEW".to_owned(), 8.0)]
    );

    // With leave to replace, the later record of the request stands.
    let replacing = json!({"shifts": shifts, "overwriteConflicts": true});
    assert_eq!(server.import(&replacing).await.body["processedCount"], 3);
    let after = hours(&server).await;
    assert_eq!(after.iter().map(|(_, hours)| hours).sum::<f64>(), 16.0);
}

#[tokio::test]
async fn checking_only_says_the_same_and_writes_nothing() {
    let server = Server::start(Data::Own).await;
    server.import(&import_of(&[early("AGENT-1")])).await;
    let late = shift(
        "AGENT-1",
        "2026-11-30T12:00:00Z",
        "2026-11-30T20:00:00Z",
        &["B"],
    );
    let mut request = import_of(&[late, early("AGENT-2"), early("AGENT-2")]);
    request["validateOnly"] = json!(true);

    let checked = server.import(&request).await;

    assert_eq!(checked.body["status"], "VALIDATED");
    assert_eq!(
        (
            &checked.body["processedCount"],
            &checked.body["failedCount"]
        ),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        hours(&server).await,
        [("A".to_owned(), 8.0)],
        "neither shifts nor skills came into being"
    );
    request["validateOnly"] = json!(false);
    assert_eq!(server.import(&request).await.faults(), checked.faults());
}

#[tokio::test]
async fn in_a_closed_directory_unknown_ids_fail_alone() {
    let server = Server::start(Data::SAMPLE).await;
    let of = |agent: &str, skills: &[&str]| {
        shift(
            agent,
            "2027-06-01T06:00:00Z",
            "2027-06-01T14:00:00Z",
            skills,
        )
    };
    let request = import_of(&[
        of("AGENT-1001", &["SKILL-EN-BILLING"]),
        of("AGENT-2001", &["SKILL-EN-BILLING"]),
        of("AGENT-1002", &["SKILL-EN-BILLING", "SKILL-X", "SKILL-Y"]),
        of("AGENT-2002", &["SKILL-X"]),
    ]);

    let reply = server.import(&request).await;

    assert_eq!(
        (&reply.body["processedCount"], &reply.body["failedCount"]),
        (&json!(1), &json!(3))
    );
    assert_eq!(
        reply.faults(),
        [
            (Some(1), "agentId", "UNKNOWN_AGENT"),
            (Some(2), "skillId", "UNKNOWN_SKILL"),
            (Some(2), "skillId", "UNKNOWN_SKILL"),
            (Some(3), "agentId", "UNKNOWN_AGENT"),
            (Some(3), "skillId", "UNKNOWN_SKILL"),
        ]
    );
}

#[tokio::test]
async fn the_same_shift_keeps_its_breaks_unless_it_may_replace() {
    let server = Server::start(Data::Own).await;
    let with_break = |minutes: u32, overwrite: bool| {
        let mut shift = early("AGENT-1");
        shift["breaks"] = json!([{"startTimeOffset": 3600, "duration": minutes * 60}]);
        json!({"shifts": [shift], "overwriteConflicts": overwrite})
    };
    for (minutes, overwrite, available) in [
        (30, false, 7.5),
        (60, false, 7.5),
        (60, true, 7.0),
        (0, true, 7.0),
    ] {
        server.import(&with_break(minutes, overwrite)).await;
        assert_eq!(
            hours(&server).await,
            [("A".to_owned(), available)],
            "{minutes} {overwrite}"
        );
    }
}
