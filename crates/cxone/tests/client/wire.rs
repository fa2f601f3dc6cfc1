//! Every JSON example of the contract: read, written and read again.

use cxone::wire::{
    CoveragePage, ErrorBody, Goal, JobStatus, OAuthError, OptimizationJob, OptimizationRequest,
    ShiftImport, ShiftImportResult, Token,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Nothing of an example is lost or changed on the way through `T`.
fn check<T: DeserializeOwned + Serialize>(example: &str) -> T {
    let read: T = serde_json::from_str(example).unwrap();
    let written = serde_json::to_value(&read).unwrap();
    let expected: Value = serde_json::from_str(example).unwrap();
    assert_eq!(without_nulls(written), without_nulls(expected));
    read
}

/// As `check`, with fields in another order and fields that nobody knows.
fn check_free<T: DeserializeOwned + Serialize>(example: &str) {
    let Value::Object(fields) = serde_json::from_str(example).unwrap() else {
        panic!("{example} is no object");
    };
    let turned = fields
        .iter()
        .rev()
        .map(|(name, value)| format!("{name:?}:{value}"));
    let turned: Vec<_> = turned
        .chain(["\"newField\":{\"a\":[1]}".to_owned()])
        .collect();
    let read: T = serde_json::from_str(&format!("{{{}}}", turned.join(","))).unwrap();
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(without_nulls(written), without_nulls(Value::Object(fields)));
}

/// As `check`, with 48 as 48.0 and 4.8e1, and 8.0 as 8.
fn check_forms<T: DeserializeOwned + Serialize>(example: &str) {
    let plain: T = serde_json::from_str(example).unwrap();
    let plain = serde_json::to_value(&plain).unwrap();
    for form in [
        |value: f64| format!("{value:.6}"),
        |value: f64| format!("{value:e}"),
        |value: f64| format!("{value}"),
    ] {
        // Dates stand in quotes, with no number of their own between these.
        let mut rewritten = String::new();
        for part in example.split_inclusive([' ', ',', '}', ']', '\n']) {
            let number = part.trim_end_matches([' ', ',', '}', ']', '\n']);
            match number.parse::<f64>() {
                Ok(value) => {
                    rewritten += &form(value);
                    rewritten += &part[number.len()..];
                }
                Err(_) => rewritten += part,
            }
        }
        let read: T = serde_json::from_str(&rewritten).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), plain, "{rewritten}");
    }
}

/// `null` and missing mean the same.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            kept.map(|(name, value)| (name, without_nulls(value)))
                .collect()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

const TOKEN: &str =
    r#"{"access_token": "...", "token_type": "Bearer", "expires_in": 3600, "scope": "..."}"#;

const SIGN_IN_ERROR: &str = r#"{"error": "...", "error_description": "..."}"#;

const ERROR: &str = r#"{"errorCode": "INVALID_SHIFT_FORMAT", "message": "…",
     "errors": [{"index": 3, "field": "startDate", "code": "INVALID_DATETIME", "message": "…"}]}"#;

const IMPORT: &str = r#"{"shifts": [{"agentId": "AGENT-1001",
                 "startDate": "2024-05-01T06:00:00Z", "endDate": "2024-05-01T14:00:00Z",
                 "skills": [{"skillId": "SKILL-EN-BILLING", "proficiencyLevel": "ADVANCED"}],
                 "status": "PUBLISHED",
                 "breaks": [{"startTimeOffset": 3600, "duration": 1800}],
                 "metadata": {"source": "shiftwright"}}],
     "overwriteConflicts": false, "validateOnly": false}"#;

const IMPORTED: &str = r#"{"jobId": "wfm-import-…", "processedCount": 48, "failedCount": 0,
     "status": "COMPLETED", "errors": []}"#;

const COVERAGE: &str = r#"{"items": [{"skillId": "SKILL-EN-TECH-SUPPORT", "requiredHours": 120.0,
                    "availableHours": 98.5,
                    "dateRange": {"start": "2024-05-01T00:00:00Z", "end": "2024-05-01T23:59:59Z"}}],
         "nextPageToken": null, "totalCount": 24}"#;

const RUN: &str = r#"{"dateRange": {"start": "2024-05-01T00:00:00Z", "end": "2024-05-07T23:59:59Z"},
     "optimizationGoals": ["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"],
     "gapResolutionRules": [{"targetSkillId": "…", "deficitHours": 21.5, "priority": "MEDIUM",
                             "allowOvertime": true, "maxOvertimeHoursPerAgent": 4.0,
                             "preferredAgentPool": "AVAILABLE"}],
     "complianceRules": {"maxConsecutiveHours": 10.0, "minBreakDuration": 30, "respectPublishedShifts": true}}"#;

const QUEUED: &str = r#"{"jobId": "opt-…", "status": "QUEUED"}"#;

const COMPLETED: &str = r#"{"jobId": "opt-…", "status": "COMPLETED",
         "result": {"assignmentRecommendations": [
             {"agentId": "AGENT-1042", "complianceScore": 0.98,
              "recommendedShifts": [{"skillId": "SKILL-EN-TECH-SUPPORT",
                "startTime": "2024-05-01T06:00:00Z", "endTime": "2024-05-01T14:00:00Z",
                "coverageImpact": 8.0, "overtimeFlag": false}]}],
           "projectedCoverageImprovement": 0.23, "estimatedOvertimeHours": 12.5}}"#;

#[test]
fn every_example_survives_the_round_trip() {
    assert_eq!(check::<Token>(TOKEN).expires_in, 3600);
    check::<OAuthError>(SIGN_IN_ERROR);
    assert_eq!(check::<ErrorBody>(ERROR).errors[0].index, Some(3));
    assert_eq!(
        check::<ShiftImport>(IMPORT).shifts[0].breaks[0].duration,
        1800
    );
    assert_eq!(check::<ShiftImportResult>(IMPORTED).processed_count, 48);
    assert_eq!(check::<CoveragePage>(COVERAGE).next_page_token, None);
    let run = check::<OptimizationRequest>(RUN);
    assert_eq!(run.optimization_goals[1], Goal::MaximizeSkillCoverage);
    assert_eq!(check::<OptimizationJob>(QUEUED).status, JobStatus::Queued);
    assert!(check::<OptimizationJob>(COMPLETED).result.is_some());
}

#[test]
fn the_order_of_fields_is_free_and_unknown_ones_are_ignored() {
    check_free::<Token>(TOKEN);
    check_free::<OAuthError>(SIGN_IN_ERROR);
    check_free::<ErrorBody>(ERROR);
    check_free::<ShiftImport>(IMPORT);
    check_free::<ShiftImportResult>(IMPORTED);
    check_free::<CoveragePage>(COVERAGE);
    check_free::<OptimizationRequest>(RUN);
    check_free::<OptimizationJob>(QUEUED);
    check_free::<OptimizationJob>(COMPLETED);
}

#[test]
fn numbers_may_be_written_in_every_form_that_json_has() {
    check_forms::<Token>(TOKEN);
    check_forms::<ErrorBody>(ERROR);
    check_forms::<ShiftImport>(IMPORT);
    check_forms::<ShiftImportResult>(IMPORTED);
    check_forms::<CoveragePage>(COVERAGE);
    check_forms::<OptimizationRequest>(RUN);
    check_forms::<OptimizationJob>(COMPLETED);
}

#[test]
fn what_is_no_whole_number_is_no_count() {
    for wrong in ["48.5", "-1", "1e300", "\"48\"", "null"] {
        let text = IMPORTED.replace("48", wrong);
        assert!(
            serde_json::from_str::<ShiftImportResult>(&text).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn plain_strings_are_errors_too() {
    let text = ERROR.replace("[{", r#"["The third date is wrong.", {"#);
    let read: ErrorBody = serde_json::from_str(&text).unwrap();
    assert_eq!(read.errors[0].message, "The third date is wrong.");
    assert_eq!(read.errors[1].index, Some(3));
}

#[test]
fn instants_are_read_with_any_offset_and_fraction_and_written_in_utc() {
    for instant in [
        "2024-05-01T06:00:00Z",
        "2024-05-01T08:00:00+02:00",
        "2024-05-01T06:00:00.000000Z",
        "2024-05-01T02:00:00.999-04:00",
    ] {
        let text = COMPLETED.replace("2024-05-01T06:00:00Z", instant);
        let job: OptimizationJob = serde_json::from_str(&text).unwrap();
        let written = serde_json::to_string(&job).unwrap();
        assert!(
            written.contains(r#""startTime":"2024-05-01T06:00:00Z""#),
            "{instant}: {written}"
        );
    }
}
