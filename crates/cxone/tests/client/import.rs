use cxone::CxoneError;
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
