use std::fmt::Write;
use std::time::Duration;

use cxone::CxoneError;
use cxone::wire::GroupBy;
use serde_json::json;
use tokio::time::timeout;

use crate::server::{COVERAGE, Reply, Seen, Server, day, page, record};

#[tokio::test]
async fn all_pages_are_read_in_order() {
    for end in [None, Some("")] {
        let server = Server::start(move |seen| match page_token(seen) {
            "" => page(&["A", "B"], Some("x+/= &"), 5),
            "x%2B%2F%3D+%26" => page(&["C", "D"], Some("3"), 5),
            _ => page(&["E"], end, 5),
        })
        .await;
        let records = server.client().coverage(day(), GroupBy::Skill, None).await;
        let skills = records
            .unwrap()
            .into_iter()
            .filter_map(|record| record.skill);
        let mut names = String::new();
        for skill in skills {
            write!(names, "{skill}").unwrap();
        }
        assert_eq!(names, "ABCDE");
    }
}

#[tokio::test]
async fn a_missing_token_ends_the_read() {
    let body = json!({"items": [record("A")], "totalCount": 1});
    let server = Server::start(move |_| Reply::json(200, &body)).await;
    let records = server.client().coverage(day(), GroupBy::Skill, None).await;
    assert_eq!(records.unwrap().len(), 1);
}

#[tokio::test]
async fn the_query_is_the_contracts() {
    let server = Server::start(|_| page(&[], None, 0)).await;
    let client = server.client();
    client
        .coverage(day(), GroupBy::TimeBlock, Some(30))
        .await
        .unwrap();
    client
        .coverage(day(), GroupBy::Queue, Some(30))
        .await
        .unwrap();
    let range = "dateFrom=2024-05-01T00%3A00%3A00Z&dateTo=2024-05-01T23%3A59%3A59Z";
    let sent = server.seen(COVERAGE);
    assert_eq!(
        sent[0].query,
        format!("{range}&groupBy=timeBlock&pageSize=1000&intervalMinutes=30")
    );
    assert_eq!(
        sent[1].query,
        format!("{range}&groupBy=queue&pageSize=1000")
    );
}

#[tokio::test]
async fn a_token_that_repeats_ends_the_read() {
    check_fault(|_| page(&["A"], Some("again"), 1000), "repeats a page", 2).await;
}

#[tokio::test]
async fn tokens_that_take_turns_end_the_read() {
    let script = |seen: &Seen| match page_token(seen) {
        "b" => page(&["B"], Some("a"), 1000),
        _ => page(&["A"], Some("b"), 1000),
    };
    check_fault(script, "repeats a page", 3).await;
}

#[tokio::test]
async fn pages_past_the_total_end_the_read() {
    let mut number = 0;
    let script = move |_: &Seen| {
        number += 1;
        page(&["A"], Some(&number.to_string()), 3)
    };
    check_fault(script, "announced 3 records and goes on", 4).await;
}

#[tokio::test]
async fn empty_pages_without_end_end_the_read() {
    let mut number = 0;
    let script = move |_: &Seen| {
        number += 1;
        page(&[], Some(&number.to_string()), 3)
    };
    check_fault(script, "empty page", 1).await;
}

#[tokio::test]
async fn impossible_hours_are_named() {
    let mut bad = record("SKILL-X");
    bad["requiredHours"] = json!(-3.0);
    let body = json!({"items": [bad], "totalCount": 1});
    check_fault(
        move |_| Reply::json(200, &body),
        "-3 required hours for SKILL-X",
        1,
    )
    .await;
    for hours in ["NaN", "1e999", "null", "\"NaN\""] {
        let body = record("A").to_string().replace("98.5", hours);
        let body = format!(r#"{{"items":[{body}],"totalCount":1}}"#);
        check_fault(move |_| Reply::text(200, &body), "", 1).await;
    }
}

#[tokio::test]
async fn a_range_that_ends_before_it_starts_is_named() {
    let mut bad = record("A");
    bad["dateRange"]["end"] = json!("2024-04-30T00:00:00Z");
    let body = json!({"items": [bad], "totalCount": 1});
    check_fault(move |_| Reply::json(200, &body), "impossible time", 1).await;
}

async fn check_fault(
    script: impl FnMut(&Seen) -> Reply + Send + 'static,
    expected: &str,
    requests: usize,
) {
    let server = Server::start(script).await;
    let client = server.client();
    let read = client.coverage(day(), GroupBy::Skill, None);
    let outcome = timeout(Duration::from_secs(30), read).await;
    let error = outcome.expect("the read ends by itself").unwrap_err();
    assert!(matches!(error, CxoneError::ContractFault { .. }), "{error}");
    assert!(error.to_string().contains(expected), "{error}");
    assert_eq!(server.count(COVERAGE), requests, "{error}");
}

fn page_token(seen: &Seen) -> &str {
    let query = seen.query.split('&');
    let mut found = query.filter_map(|pair| pair.strip_prefix("nextPageToken="));
    found.next().unwrap_or_default()
}
