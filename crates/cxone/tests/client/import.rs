use cxone::{CxoneError, ToldApart};
use serde_json::json;
use staffing::{Break, DateRange, Proficiency, Shift, ShiftSkill, ShiftStatus};

use crate::server::{IMPORT, Reply, Server, imported};

#[tokio::test]
async fn the_request_is_the_contracts() {
    let server = Server::start(|_| imported()).await;
    server
        .client()
        .import_shifts(&[shift()], true, false)
        .await
        .unwrap();
    let sent = &server.seen(IMPORT)[0];
    assert_eq!(sent.header("content-type"), "application/json");
    let expected = json!({
        "shifts": [{
            "agentId": "AGENT-1001",
            "startDate": "2024-05-01T06:00:00Z", "endDate": "2024-05-01T14:00:00Z",
            "skills": [{"skillId": "SKILL-EN-BILLING", "proficiencyLevel": "ADVANCED"}],
            "status": "PUBLISHED",
            "breaks": [{"startTimeOffset": 3600, "duration": 1800}],
            "metadata": {"source": "shiftwright"},
        }],
        "overwriteConflicts": true,
        "validateOnly": false,
    });
    assert_eq!(sent.json(), expected);
}

#[tokio::test]
async fn a_check_says_so_and_is_answered_so() {
    let server = Server::start(|seen| {
        assert_eq!(seen.json()["validateOnly"], json!(true));
        answer("VALIDATED", &json!([]))
    })
    .await;
    let answer = server
        .client()
        .import_shifts(&[shift()], false, true)
        .await
        .unwrap();
    assert!(answer.validated_only);
}

#[tokio::test]
async fn records_that_failed_come_back_with_their_index() {
    let errors = json!([
        {"index": 3, "agentId": "A", "code": "SHIFT_CONFLICT", "message": "overlaps", "new": 1},
        "AGENT-9 is unknown",
    ]);
    let server = Server::start(move |_| answer("COMPLETED", &errors)).await;
    let answer = server
        .client()
        .import_shifts(&[shift()], false, false)
        .await
        .unwrap();
    assert_eq!((answer.processed, answer.failed), (1, 2));
    assert_eq!(answer.errors[0].index, Some(3));
    assert_eq!(answer.errors[0].code, "SHIFT_CONFLICT");
    assert_eq!(answer.errors[1].message, "AGENT-9 is unknown");
}

#[tokio::test]
async fn counts_beyond_the_contract_are_taken_only_where_they_add_up() {
    let told = |new, updated, unchanged, kept| {
        let told = ToldApart {
            new,
            updated,
            unchanged,
            kept,
            replaced: 0,
        };
        Some(told)
    };
    for (extra, expected) in [
        (json!({}), None),
        (
            json!({"newCount": 5, "unchangedCount": 3}),
            told(5, 0, 3, 0),
        ),
        (
            json!({"newCount": 5, "updatedCount": 1, "unchangedCount": 2, "keptCount": 3}),
            told(5, 1, 2, 3),
        ),
        (json!({"newCount": 5, "unchangedCount": 2}), None),
        (json!({"newCount": 8}), None),
        (json!({"newCount": "8", "unchangedCount": 0}), None),
        (json!({"newCount": -8, "unchangedCount": {}}), None),
        (json!({"newCount": u64::MAX, "unchangedCount": 9}), None),
        (
            json!({"newCount": 5, "unchangedCount": 3, "keptCount": 4}),
            None,
        ),
    ] {
        let mut body =
            json!({"jobId": "j", "processedCount": 8, "failedCount": 0, "status": "COMPLETED"});
        let fields = extra.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(fields);
        let server = Server::start(move |_| Reply::json(200, &body)).await;

        let answer = server
            .client()
            .import_shifts(&[shift()], false, false)
            .await;

        assert_eq!(answer.unwrap().told_apart, expected, "{extra}");
    }
}

#[tokio::test]
async fn a_conflict_may_name_the_shifts_that_stand() {
    let window =
        json!({"startDate": "2024-05-01T08:00:00+02:00", "endDate": "2024-05-01T14:00:00Z"});
    let errors = json!([
        {"index": 0, "code": "SHIFT_CONFLICT", "message": "a", "conflictsWith": [window, "?"]},
        {"index": 1, "code": "SHIFT_CONFLICT", "message": "b", "conflictsWith": "AGENT-1's shift"},
    ]);
    let server = Server::start(move |_| answer("COMPLETED", &errors)).await;

    let answer = server
        .client()
        .import_shifts(&[shift()], false, false)
        .await;

    let errors = answer.unwrap().errors;
    let starts: Vec<_> = errors[0]
        .conflicts_with
        .iter()
        .map(|each| each.start_date.to_string())
        .collect();
    assert_eq!(starts, ["2024-05-01T06:00:00Z"]);
    assert_eq!(
        (errors[1].message.as_str(), errors[1].conflicts_with.len()),
        ("b", 0)
    );
}

#[tokio::test]
async fn errors_may_be_null_and_unknown_states_are_no_success() {
    let server = Server::start(|_| answer("COMPLETED", &json!(null))).await;
    let answered = server
        .client()
        .import_shifts(&[shift()], false, false)
        .await
        .unwrap();
    assert_eq!(answered.errors, []);

    let server = Server::start(|_| answer("ACCEPTED", &json!([]))).await;
    let error = server
        .client()
        .import_shifts(&[shift()], false, false)
        .await
        .unwrap_err();
    assert!(matches!(error, CxoneError::ContractFault { .. }), "{error}");
    assert!(error.to_string().contains("ACCEPTED"), "{error}");
}

pub fn shift() -> Shift {
    Shift {
        agent: "AGENT-1001".into(),
        time: DateRange {
            start: "2024-05-01T06:00:00Z".parse().unwrap(),
            end: "2024-05-01T14:00:00Z".parse().unwrap(),
        },
        skills: vec![ShiftSkill {
            skill: "SKILL-EN-BILLING".into(),
            proficiency: Some(Proficiency::Advanced),
        }],
        breaks: vec![Break {
            offset_seconds: 3600,
            duration_seconds: 1800,
        }],
        status: ShiftStatus::Published,
    }
}

fn answer(status: &str, errors: &serde_json::Value) -> Reply {
    let body = json!({
        "jobId": "wfm-import-1", "processedCount": 1, "failedCount": 2, "status": status,
        "errors": errors,
    });
    Reply::json(200, &body)
}
