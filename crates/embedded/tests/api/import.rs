//! `POST …/schedule/shifts/import`

use embedded::Data;
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestCaseError, TestRunner};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::support::{IMPORT, Reply, Server, Session, import_of, shift};

const WEEK: &str = "dateFrom=2026-11-30T00:00:00Z&dateTo=2026-12-06T23:59:59Z";

fn early(agent: &str) -> Value {
    shift(
        agent,
        "2026-11-30T06:00:00Z",
        "2026-11-30T14:00:00Z",
        &["A"],
    )
}

/// Available hours of each skill of the week: what can be seen of the shifts.
async fn hours(server: &Server) -> Vec<(String, f64)> {
    let records = server.coverage(WEEK).await.into_iter();
    records
        .map(|record| (record.skill_id.unwrap(), record.available_hours))
        .collect()
}

/// A shift with one member replaced, or taken out.
fn with(name: &str, value: Value) -> Value {
    let mut shift = early("AGENT-1");
    if value == json!("(missing)") {
        shift.as_object_mut().unwrap().remove(name);
    } else {
        shift[name] = value;
    }
    shift
}

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

/// Each fault of form is one item, and nothing of the request is written.
#[tokio::test]
async fn every_fault_of_form() {
    let server = Server::start(Data::Own).await;
    let check = async |shift: Value, expected: &[(&str, &str)]| {
        let reply = server
            .import(&import_of(&[early("AGENT-9"), shift.clone()]))
            .await;
        assert_eq!(
            (reply.status, reply.code()),
            (StatusCode::BAD_REQUEST, "INVALID_SHIFT_FORMAT"),
            "{shift}"
        );
        let expected: Vec<_> = expected
            .iter()
            .map(|&(field, code)| (Some(1), field, code))
            .collect();
        assert_eq!(reply.faults(), expected, "{shift}");
    };
    let missing = || json!("(missing)");

    check(json!(7), &[("shift", "INVALID_VALUE")]).await;
    for name in ["agentId", "startDate", "endDate", "skills", "status"] {
        check(with(name, missing()), &[(name, "MISSING_FIELD")]).await;
    }
    for id in [json!(""), json!(1001), json!(null), json!("x".repeat(129))] {
        check(with("agentId", id.clone()), &[("agentId", "INVALID_VALUE")]).await;
        check(
            with("skills", json!([{"skillId": id}])),
            &[("skillId", "INVALID_VALUE")],
        )
        .await;
    }
    for date in [
        json!("2026-11-31T06:00:00Z"),
        json!("2026-11-30 06:00"),
        json!("2026-11-30T06:00:00"),
        json!(1),
        json!(""),
        json!("0000-01-01T00:00:00+01:00"),
    ] {
        check(
            with("startDate", date.clone()),
            &[("startDate", "INVALID_DATETIME")],
        )
        .await;
        check(with("endDate", date), &[("endDate", "INVALID_DATETIME")]).await;
    }
    for end in [
        "2026-11-30T06:00:00Z",
        "2026-11-30T05:00:00Z",
        "2026-11-30T06:00:59Z",
        "2026-11-30T07:00:00+02:00",
    ] {
        check(
            with("endDate", json!(end)),
            &[("endDate", "END_NOT_AFTER_START")],
        )
        .await;
    }
    check(with("skills", json!([])), &[("skills", "MISSING_FIELD")]).await;
    check(with("skills", json!("A")), &[("skills", "INVALID_VALUE")]).await;
    check(with("skills", json!(["A"])), &[("skills", "INVALID_VALUE")]).await;
    check(with("skills", json!([{}])), &[("skillId", "MISSING_FIELD")]).await;
    for level in [json!("advanced"), json!(null), json!(3)] {
        let skills = json!([{"skillId": "A", "proficiencyLevel": level}]);
        check(
            with("skills", skills),
            &[("proficiencyLevel", "INVALID_VALUE")],
        )
        .await;
    }
    for status in [json!("Published"), json!(null), json!(true)] {
        check(with("status", status), &[("status", "INVALID_VALUE")]).await;
    }
    check(
        with("metadata", json!("import")),
        &[("metadata", "INVALID_VALUE")],
    )
    .await;
    check(with("breaks", json!({})), &[("breaks", "INVALID_VALUE")]).await;
    check(with("breaks", json!([1])), &[("breaks", "INVALID_VALUE")]).await;
    let pause =
        |offset: Value, duration: Value| json!([{"startTimeOffset": offset, "duration": duration}]);
    check(
        with("breaks", pause(json!(-1), json!(60))),
        &[("startTimeOffset", "INVALID_VALUE")],
    )
    .await;
    check(
        with("breaks", pause(json!(0.5), json!(60))),
        &[("startTimeOffset", "INVALID_VALUE")],
    )
    .await;
    check(
        with("breaks", pause(json!(0), json!(0))),
        &[("duration", "INVALID_VALUE")],
    )
    .await;
    check(
        with("breaks", json!([{"duration": 60}])),
        &[("startTimeOffset", "MISSING_FIELD")],
    )
    .await;
    for (offset, duration) in [
        (28_800.0, 1.0),
        (27_000.0, 1_801.0),
        (1e300, 60.0),
        (0.0, 1e18),
    ] {
        check(
            with("breaks", pause(json!(offset), json!(duration))),
            &[("breaks", "BREAK_OUTSIDE_SHIFT")],
        )
        .await;
    }
    let many = json!({"agentId": "", "startDate": "x", "skills": [{"skillId": 1}], "status": "NO"});
    check(
        many,
        &[
            ("agentId", "INVALID_VALUE"),
            ("startDate", "INVALID_DATETIME"),
            ("endDate", "MISSING_FIELD"),
            ("skillId", "INVALID_VALUE"),
            ("status", "INVALID_VALUE"),
        ],
    )
    .await;

    assert!(
        hours(&server).await.is_empty(),
        "nothing of any of these requests was written"
    );
}

#[tokio::test]
async fn a_body_that_is_no_request() {
    let server = Server::start(Data::Own).await;
    let send = async |content_type: Option<&str>, body: &str| {
        let mut request = server
            .session
            .request(Method::POST, IMPORT)
            .body(body.to_owned());
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        let reply = Reply::of(request).await;
        (reply.status.as_u16(), reply.code().to_owned())
    };
    let json_type = Some("application/json; charset=utf-8");
    let invalid = (400, "INVALID_SHIFT_FORMAT".to_owned());

    for body in [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        r#"{"shifts": {}}"#,
        r#"{"shifts": null}"#,
        "\u{0}",
        r#"{"shifts": [], "validateOnly": "yes"}"#,
        r#"{"shifts": [], "overwriteConflicts": null}"#,
    ] {
        assert_eq!(send(json_type, body).await, invalid, "{body}");
    }
    assert_eq!(
        send(json_type, &"[".repeat(100_000)).await,
        invalid,
        "deeply nested"
    );
    assert_eq!(
        send(json_type, r#"{"shifts": [], "more": 1}"#).await.0,
        200,
        "unknown fields are ignored"
    );
    for content_type in [
        None,
        Some("text/csv"),
        Some("application/jsonx"),
        Some("application/x-www-form-urlencoded"),
    ] {
        assert_eq!(
            send(content_type, r#"{"shifts": []}"#).await.0,
            415,
            "{content_type:?}"
        );
    }
}

#[tokio::test]
async fn at_most_five_thousand_shifts_and_eight_megabytes() {
    let server = Server::start(Data::Own).await;
    let many = |count: usize| {
        let shifts: Vec<Value> = (0..count)
            .map(|number| early(&format!("AGENT-{number}")))
            .collect();
        import_of(&shifts)
    };

    assert_eq!(server.import(&many(5_001)).await.status, 413);
    assert!(hours(&server).await.is_empty());
    assert_eq!(
        server.import(&many(5_000)).await.body["processedCount"],
        5_000
    );

    let padded = |bytes: usize| {
        let empty = r#"{"shifts": [], "pad": ""}"#.len();
        json!({"pad": "x".repeat(bytes - empty), "shifts": []}).to_string()
    };
    let send = async |body: String| {
        let request = server
            .session
            .request(Method::POST, IMPORT)
            .header("content-type", "application/json");
        Reply::of(request.body(body)).await.status.as_u16()
    };
    assert_eq!(send(padded(8 * 1024 * 1024)).await, 200);
    assert_eq!(send(padded(8 * 1024 * 1024 + 100)).await, 413);
    assert_eq!(send(padded(20 * 1024 * 1024)).await, 413);
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

/// (agent, start hour, length in hours, skill)
type Sent = (u8, u8, u8, u8);

fn batch(sent: &[Sent], overwrite: bool) -> Value {
    let day = super::support::instant("2026-11-30T00:00:00Z");
    let shifts: Vec<Value> = sent
        .iter()
        .map(|&(agent, start, length, skill)| {
            let at = |hours: u8| (day + chrono::TimeDelta::hours(hours.into())).to_rfc3339();
            shift(
                &format!("AGENT-{agent}"),
                &at(start),
                &at(start + length),
                &[["A", "B", "C"][skill as usize]],
            )
        })
        .collect();
    json!({"shifts": shifts, "overwriteConflicts": overwrite})
}

/// All that can be seen of the schedule: quarter hour by quarter hour.
async fn everything(session: &Session) -> Value {
    let query = format!(
        "{}?{WEEK}&groupBy=timeBlock&intervalMinutes=60&pageSize=1000",
        super::support::COVERAGE
    );
    session.get(&query).await.body["items"].take()
}

/// The law that makes a lost answer harmless.
#[test]
fn any_batches_sent_twice_are_the_same_as_sent_once() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let sent = prop::collection::vec((0_u8..3, 0_u8..30, 1_u8..9, 0_u8..3), 1..8);
    let batches = prop::collection::vec((sent, any::<bool>()), 1..4);
    let mut runner = TestRunner::new(Cases {
        cases: 24,
        failure_persistence: None,
        ..Cases::default()
    });

    let outcome = runner.run(&batches, |batches| {
        runtime.block_on(async {
            let (once, twice) = (
                Server::start(Data::Own).await,
                Server::start(Data::Own).await,
            );
            for (sent, overwrite) in &batches {
                let body = batch(sent, *overwrite);
                once.import(&body).await;
                let first = twice.import(&body).await;
                let second = twice.import(&body).await;
                if second.body["failedCount"] != first.body["failedCount"] {
                    return Err(TestCaseError::fail(format!(
                        "{} then {}",
                        first.body, second.body
                    )));
                }
            }
            // The whole sequence again: only where all batches follow one rule does that
            // have to be the same, for a conflict may be gone by then.
            if batches
                .iter()
                .all(|(_, overwrite)| *overwrite == batches[0].1)
            {
                for (sent, overwrite) in &batches {
                    twice.import(&batch(sent, *overwrite)).await;
                }
            }
            prop_assert_eq!(
                everything(&once.session).await,
                everything(&twice.session).await
            );
            Ok(())
        })
    });
    outcome.unwrap();
}
