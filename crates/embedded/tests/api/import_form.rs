//! Imports that are not as they must be: refused as a whole.

use embedded::Data;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::support::{IMPORT, Reply, Server, early, hours, import_of};

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
