//! Requests for a run: what is refused, and what must work however odd it is.

use cxone::wire::JobStatus;
use serde_json::{Value, json};

use super::jobs::{WEEK, request, short_of_one, submit, wait_until};
use super::support::{COVERAGE, JOBS, RUN, Reply, import_of, shift};

#[tokio::test]
async fn every_fault_of_a_run_request() {
    let server = short_of_one().await;
    let check = async |pointer: &str, value: Value, field: &str, code: &str| {
        let mut body = request(&["A"]);
        if value == json!("(missing)") {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            body.pointer_mut(parent)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(name);
        } else if let Some(member) = body.pointer_mut(pointer) {
            *member = value.clone();
        } else {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            body.pointer_mut(parent).unwrap()[name] = value.clone();
        }
        let reply = server.session.post(RUN, &body).await;
        assert_eq!(
            (reply.status.as_u16(), reply.code()),
            (400, "INVALID_OPTIMIZATION_REQUEST"),
            "{pointer} {value}"
        );
        let faults: Vec<(&str, &str)> = reply
            .faults()
            .iter()
            .map(|fault| (fault.1, fault.2))
            .collect();
        assert_eq!(faults, [(field, code)], "{pointer} {value}");
    };
    let missing = || json!("(missing)");

    for name in [
        "dateRange",
        "optimizationGoals",
        "gapResolutionRules",
        "complianceRules",
    ] {
        check(&format!("/{name}"), missing(), name, "MISSING_FIELD").await;
        check(&format!("/{name}"), json!(1), name, "INVALID_VALUE").await;
    }
    check("/dateRange/start", missing(), "start", "MISSING_FIELD").await;
    check(
        "/dateRange/end",
        json!("tomorrow"),
        "end",
        "INVALID_DATETIME",
    )
    .await;
    check(
        "/dateRange/end",
        json!(WEEK.0),
        "dateRange",
        "END_NOT_AFTER_START",
    )
    .await;
    check(
        "/dateRange/end",
        json!("2027-01-31T00:01:00Z"),
        "dateRange",
        "RANGE_TOO_LONG",
    )
    .await;
    check(
        "/optimizationGoals",
        json!([]),
        "optimizationGoals",
        "MISSING_FIELD",
    )
    .await;
    check(
        "/optimizationGoals",
        json!(["FASTER"]),
        "optimizationGoals",
        "INVALID_VALUE",
    )
    .await;
    check(
        "/gapResolutionRules",
        json!([]),
        "gapResolutionRules",
        "MISSING_FIELD",
    )
    .await;
    let rule = "/gapResolutionRules/0";
    for (name, wrong) in [
        ("targetSkillId", json!("")),
        ("deficitHours", json!(-1)),
        ("deficitHours", json!("1")),
        ("priority", json!("LOW")),
    ] {
        check(&format!("{rule}/{name}"), missing(), name, "MISSING_FIELD").await;
        check(&format!("{rule}/{name}"), wrong, name, "INVALID_VALUE").await;
    }
    check(
        &format!("{rule}/targetSkillId"),
        json!("Z"),
        "targetSkillId",
        "UNKNOWN_SKILL",
    )
    .await;
    for (name, wrong) in [
        ("allowOvertime", json!("no")),
        ("allowOvertime", json!(null)),
        ("maxOvertimeHoursPerAgent", json!(-0.5)),
        ("maxOvertimeHoursPerAgent", json!(169)),
        ("preferredAgentPool", json!("SOME")),
    ] {
        check(&format!("{rule}/{name}"), wrong, name, "INVALID_VALUE").await;
    }
    for (name, wrong) in [
        ("maxConsecutiveHours", json!(0)),
        ("maxConsecutiveHours", json!(24.5)),
        ("minBreakDuration", json!(-1)),
        ("minBreakDuration", json!(241)),
        ("minBreakDuration", json!(29.5)),
        ("minRestHours", json!(25)),
        ("respectPublishedShifts", json!(1)),
    ] {
        check(
            &format!("/complianceRules/{name}"),
            wrong,
            name,
            "INVALID_VALUE",
        )
        .await;
    }
    assert_eq!(
        server.session.get(JOBS).await.body,
        json!({"items": []}),
        "none of these became a job"
    );
    let not_json = Reply::of(server.session.request(reqwest::Method::POST, RUN).body("x")).await;
    assert_eq!(not_json.status, 415);
}

/// Whatever the contract allows must come to an end without a failure.
#[tokio::test(flavor = "multi_thread")]
async fn odd_but_allowed_requests_are_carried_out() {
    let server = short_of_one().await;
    // Shifts that begin and meet inside an interval, breaks that overlap or fill the shift.
    let mut ragged = [
        shift(
            "AGENT-4",
            "2026-11-30T06:05:00Z",
            "2026-11-30T14:10:00Z",
            &["A", "B"],
        ),
        shift(
            "AGENT-4",
            "2026-11-30T14:10:00Z",
            "2026-11-30T14:12:00Z",
            &["A"],
        ),
        shift(
            "AGENT-4",
            "2026-11-30T14:12:00Z",
            "2026-11-30T19:59:00Z",
            &["A"],
        ),
        shift(
            "AGENT-5",
            "2026-11-01T00:00:00Z",
            "2026-12-24T00:00:00Z",
            &["A"],
        ),
        shift(
            "AGENT-6",
            "2026-11-30T23:00:00Z",
            "2026-12-01T07:00:00Z",
            &["B"],
        ),
    ];
    ragged[0]["breaks"] = json!([{"startTimeOffset": 3500, "duration": 1700}, {"startTimeOffset": 3600, "duration": 3600}]);
    ragged[4]["breaks"] = json!([{"startTimeOffset": 0, "duration": 28_800}]);
    assert_eq!(
        server.import(&import_of(&ragged)).await.body["failedCount"],
        0
    );
    let changes = [
        (
            "/dateRange",
            json!({"start": "2026-11-30T08:07:30Z", "end": "2026-11-30T08:08:59Z"}),
        ),
        (
            "/dateRange",
            json!({"start": "2026-11-30T00:00:00+05:45", "end": "2027-01-30T23:59:59+05:45"}),
        ),
        (
            "/dateRange",
            json!({"start": "0000-01-01T00:00:00Z", "end": "0000-01-03T00:00:00Z"}),
        ),
        (
            "/dateRange",
            json!({"start": "9999-12-30T00:00:00Z", "end": "9999-12-31T23:59:59Z"}),
        ),
        // Short of someone in a last day of one hour, where no shift fits: so does a
        // week end in which clocks go back.
        (
            "/dateRange",
            json!({"start": "2026-11-29T08:00:00Z", "end": "2026-11-30T08:59:59Z"}),
        ),
        ("/optimizationGoals", json!(["MINIMIZE_OVERTIME"])),
        (
            "/optimizationGoals",
            json!([
                "MINIMIZE_OVERTIME",
                "MINIMIZE_OVERTIME",
                "MAXIMIZE_SKILL_COVERAGE"
            ]),
        ),
        (
            "/complianceRules",
            json!({"maxConsecutiveHours": 0.001, "minBreakDuration": 0, "minRestHours": 0, "respectPublishedShifts": false}),
        ),
        (
            "/complianceRules",
            json!({"maxConsecutiveHours": 24, "minBreakDuration": 240, "minRestHours": 24}),
        ),
        ("/gapResolutionRules/0/deficitHours", json!(1e300)),
        ("/gapResolutionRules/0/maxOvertimeHoursPerAgent", json!(0)),
        ("/gapResolutionRules/0/maxOvertimeHoursPerAgent", json!(168)),
        (
            "/gapResolutionRules",
            json!([
                {"targetSkillId": "A", "deficitHours": 1, "priority": "MEDIUM", "allowOvertime": false, "preferredAgentPool": "ALL"},
                {"targetSkillId": "A", "deficitHours": 2, "priority": "HIGH", "preferredAgentPool": "ALL"},
            ]),
        ),
    ];
    for (pointer, value) in changes {
        let mut body = request(&["A", "B"]);
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = value.clone();
        let id = submit(&server.session, &body).await;
        let job = wait_until(&server.session, &id, |job| job.status.is_final()).await;
        assert_eq!(
            job.status,
            JobStatus::Completed,
            "{pointer} {value}: {:?}",
            job.error_message
        );
    }
    assert_eq!(
        server
            .session
            .get(&format!("{COVERAGE}?dateFrom={}&dateTo={}", WEEK.0, WEEK.1))
            .await
            .status,
        200
    );
}
