//! Answers that refuse, lie or belong to someone else.

use std::sync::{Arc, Mutex};

use tokio::io::AsyncReadExt;

use crate::bench::{Row, Try};
use crate::fault_server::{Fault, answer};

/// Every request of the call gets `fault`; nothing of it reaches the store.
async fn check(name: &'static str, what: Try, fault: Fault, sees: &'static str, sent: usize) {
    let row = Row {
        name,
        what,
        sees,
        holds: (0, 0),
        sent,
    };
    let path = what.path();
    row.check(move |asked, _| {
        if asked.is_for(path) {
            fault.clone()
        } else {
            Fault::Forward
        }
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_not_the_promised_one_is_never_taken_for_success() {
    let table = [
        (
            "truncated JSON",
            answer("200 OK", &[], "{\"jobId\": \"x"),
            "it breaks off in the middle",
        ),
        (
            "HTML with 200",
            answer("200 OK", &[], "<html><title>Guest</title>"),
            "A web page answered instead of CXone.",
        ),
        ("empty 200", answer("200 OK", &[], ""), "it is empty"),
        ("204", answer("204 No Content", &[], ""), "it is empty"),
        (
            "unknown shape",
            answer("200 OK", &[], "{\"state\": 1}"),
            "another shape than agreed",
        ),
        (
            "proxy sign-in",
            answer("407 Proxy Authentication Required", &[], ""),
            "A web page answered",
        ),
        (
            "captive portal",
            answer("511 Network Authentication Required", &[], ""),
            "A web page answered",
        ),
    ];
    for (name, fault, sees) in table {
        check(name, Try::Import, fault.clone(), sees, 1).await;
        let sees = match name {
            "proxy sign-in" | "captive portal" => sees,
            _ => "It is not known whether",
        };
        if name != "HTML with 200" {
            check(name, Try::Run, fault, sees, 1).await;
        }
    }
}

#[tokio::test]
async fn a_body_shorter_than_announced_is_a_broken_connection() {
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 999\r\nConnection: close\r\n\r\n{}";
    let fault = Fault::Answer(short.to_owned());
    check(
        "wrong length",
        Try::Import,
        fault,
        "the connection broke",
        3,
    )
    .await;
}

#[tokio::test]
async fn a_refusal_is_told_with_the_servers_words_and_not_repeated() {
    let objects = r#"{"message": "Two are wrong", "errors": [{"index": 0, "message": "bad"}]}"#;
    let strings = r#"{"message": "Two are wrong", "errors": ["bad", "worse"]}"#;
    let none = r#"{"message": "Two are wrong"}"#;
    let table = [
        (
            "400, objects",
            answer("400 Bad Request", &[], objects),
            "Two are wrong Correct the records",
        ),
        (
            "400, strings",
            answer("400 Bad Request", &[], strings),
            "Two are wrong Correct the records",
        ),
        (
            "400, none",
            answer("400 Bad Request", &[], none),
            "Two are wrong Look at what CXone says",
        ),
        (
            "403",
            answer("403 Forbidden", &[], "{}"),
            "CXone does not let this connection import shifts.",
        ),
        (
            "404",
            answer("404 Not Found", &[], "{}"),
            "has no WFM API at /api/v1/wfm/schedule/shifts/import.",
        ),
        (
            "409",
            answer("409 Conflict", &[], none),
            "CXone refused the request to import shifts: Two are wrong",
        ),
        (
            "413",
            answer("413 Content Too Large", &[], ""),
            "CXone does not take that much at once.",
        ),
        (
            "422",
            answer("422 Unprocessable Content", &[], none),
            "CXone refused the request to import shifts",
        ),
        (
            "500",
            answer("500 Internal Server Error", &[], "{}"),
            "CXone failed to import shifts because of a fault of its own.",
        ),
    ];
    for (name, fault, sees) in table {
        check(name, Try::Import, fault, sees, 1).await;
    }
}

#[tokio::test]
async fn the_token_does_not_follow_to_another_host() {
    let elsewhere = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = elsewhere.local_addr().unwrap();
    let came = Arc::new(Mutex::new(0));
    let count = Arc::clone(&came);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = elsewhere.accept().await {
            *count.lock().unwrap() += 1;
            let _ = stream.read_u8().await;
        }
    });
    let location = format!("Location: http://{to}/login");
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "307 Temporary Redirect",
    ] {
        let fault = answer(status, &[&location], "");
        check(
            status,
            Try::Import,
            fault,
            "sent us on to 127.0.0.1 instead",
            1,
        )
        .await;
    }
    assert_eq!(*came.lock().unwrap(), 0, "nobody came to the other host");
}

#[tokio::test]
async fn pages_that_repeat_or_do_not_end_are_named() {
    let page = |items: &str, token: &str, total: u32| {
        let body = format!(
            "{{\"items\": [{items}], \"nextPageToken\": \"{token}\", \"totalCount\": {total}}}"
        );
        answer("200 OK", &[], &body)
    };
    let record = r#"{"skillId": "S", "requiredHours": 1.0, "availableHours": 1.0, "dateRange":
        {"start": "2024-05-01T00:00:00Z", "end": "2024-05-01T23:59:59Z"}}"#;
    check(
        "repeated",
        Try::Read,
        page(record, "a", 9),
        "it repeats a page",
        2,
    )
    .await;
    check(
        "endless",
        Try::Read,
        page(record, "b", 0),
        "goes on after them",
        1,
    )
    .await;
}
