//! Answers that refuse, lie or belong to someone else.

use crate::bench::Row;
use crate::fault_server::{Fault, answer};
use crate::planner::Try;

/// Every request of the call gets `fault`; nothing of it reaches the store.
async fn check(name: &'static str, what: Try, fault: Fault, sees: &'static str, sent: usize) {
    let row = Row {
        name,
        what,
        sees,
        holds: (0, usize::from(what == Try::Poll)),
        sent,
    };
    let path = what.path();
    row.check(move |asked, _| match asked.is_for(path) {
        true => fault.clone(),
        false => Fault::Forward,
    })
    .await;
}

/// The same fault for each call: what is seen of an import, a read, a run and a look at one.
async fn check_all(name: &'static str, fault: Fault, sees: [&'static str; 4]) {
    for (what, sees) in Try::ALL.into_iter().zip(sees) {
        check(name, what, fault.clone(), sees, 1).await;
    }
}

const UNKNOWN: &str = "It is not known whether the optimization run was started.";

#[tokio::test]
async fn an_answer_that_is_not_the_promised_one_is_never_taken_for_success() {
    let torn = "it breaks off in the middle";
    let table = [
        (
            "truncated JSON",
            answer("200 OK", &[], "{\"jobId\": \"x"),
            torn,
        ),
        ("empty 200", answer("200 OK", &[], ""), "it is empty"),
        ("204", answer("204 No Content", &[], ""), "it is empty"),
        (
            "unknown shape",
            answer("200 OK", &[], "{\"state\": 1}"),
            "another shape than agreed",
        ),
        (
            "HTML with 200",
            answer("200 OK", &[], "<html><title>Welcome to nginx!</title>"),
            "A web page answered instead of CXone.",
        ),
    ];
    for (name, fault, sees) in table {
        check_all(name, fault, [sees, sees, UNKNOWN, sees]).await;
    }
}

/// Words of their own for each who may stand in between, and who can mend it.
#[tokio::test]
async fn a_guest_network_a_proxy_and_a_filter_are_told_for_what_they_are() {
    let form = "<html><title>Hotel Guest Wi-Fi</title><input type=\"password\">";
    let blocked = "<html><title>Web site blocked</title>Category: Business";
    let network = "The network, which asks you to sign in to it, answered instead of CXone. Open any web site in your browser, sign in to the network there, and try again.";
    let proxy = "The proxy, which asks for a user name and password, answered instead of CXone. Enter the user name and password of the proxy";
    let page = "The sign-in page “Hotel Guest Wi-Fi” answered instead of CXone. In a guest network, open any web site in your browser";
    let filter = "A filter of the network, which keeps CXone out, answered instead of CXone. Give the details to your IT helpdesk";
    let elsewhere = "The sign-in page gateway.example answered instead of CXone.";
    let to_login = &["Location: https://gateway.example/auth/login?from=you"];
    let table = [
        (
            "511",
            answer("511 Network Authentication Required", &[], form),
            [network; 4],
        ),
        (
            "407",
            answer("407 Proxy Authentication Required", &[], ""),
            [proxy; 4],
        ),
        (
            "login page",
            answer("200 OK", &[], form),
            [page, page, UNKNOWN, page],
        ),
        (
            "block page",
            answer("200 OK", &[], blocked),
            [filter, filter, UNKNOWN, filter],
        ),
        (
            "302 to a login page",
            answer("302 Found", to_login, ""),
            [elsewhere; 4],
        ),
    ];
    for (name, fault, sees) in table {
        check_all(name, fault, sees).await;
    }
}

#[tokio::test]
async fn a_body_shorter_than_announced_is_a_broken_connection() {
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 999\r\nConnection: close\r\n\r\n{}";
    let broke = "the connection broke";
    let table = [
        (Try::Import, broke, 3),
        (Try::Read, broke, 3),
        (Try::Run, UNKNOWN, 1),
        (Try::Poll, broke, 3),
    ];
    for (what, sees, sent) in table {
        let fault = Fault::Answer(short.to_owned());
        check("wrong length", what, fault, sees, sent).await;
    }
}

#[tokio::test]
async fn a_refusal_is_told_with_the_servers_words_and_not_repeated() {
    let none = r#"{"message": "Two are wrong"}"#;
    let table = [
        (
            "403",
            answer("403 Forbidden", &[], "{}"),
            [
                "CXone does not let this connection import shifts. Ask your CXone administrator",
                "CXone does not let this connection read coverage. Ask your CXone administrator",
                "WFM Optimization is not licensed for this CXone tenant. Ask your CXone administrator",
                "WFM Optimization is not licensed for this CXone tenant. Ask your CXone administrator",
            ],
        ),
        (
            "403, scope",
            answer(
                "403 Forbidden",
                &[],
                r#"{"message": "The scope is missing."}"#,
            ),
            [
                "the permission wfm:schedule:write is missing.",
                "the permission wfm:schedule:read is missing.",
                "the permission wfm:optimization:write is missing.",
                "the permission wfm:optimization:read is missing.",
            ],
        ),
        (
            "404",
            answer("404 Not Found", &[], "{}"),
            [
                "has no WFM API at /api/v1/wfm/schedule/shifts/import.",
                "has no WFM API at /api/v1/wfm/schedule/coverage.",
                "has no WFM API at /api/v1/wfm/schedule/optimization/run.",
                "CXone has no optimization run opt-",
            ],
        ),
        (
            "500",
            answer("500 Internal Server Error", &[], "{}"),
            [
                "CXone failed to import shifts because of a fault of its own. Try again in a few minutes.",
                "CXone failed to read coverage because of a fault of its own. Try again in a few minutes.",
                UNKNOWN,
                "",
            ],
        ),
    ];
    for (name, fault, sees) in table {
        for (what, sees) in Try::ALL.into_iter().zip(sees) {
            if !sees.is_empty() {
                check(name, what, fault.clone(), sees, 1).await;
            }
        }
    }
    for status in [
        "400 Bad Request",
        "409 Conflict",
        "422 Unprocessable Content",
    ] {
        let sees = [
            "CXone refused the request to read coverage: Two are wrong Look at what CXone says",
            "CXone refused the request to start the optimization: Two are wrong Look at what",
            "CXone refused the request to read the optimization run: Two are wrong Look at",
        ];
        for (what, sees) in Try::ALL[1..].iter().zip(sees) {
            check(status, *what, answer(status, &[], none), sees, 1).await;
        }
    }
    let large = answer("413 Content Too Large", &[], "");
    for what in [Try::Read, Try::Run, Try::Poll] {
        let sees = "CXone does not take that much at once.";
        check("413", what, large.clone(), sees, 1).await;
    }
}

#[tokio::test]
async fn a_server_that_fails_once_is_asked_again_only_where_that_is_harmless() {
    let table = [
        (Try::Import, "CXone failed to import shifts", (0, 0)),
        (Try::Read, "CXone failed to read coverage", (0, 0)),
        (Try::Run, UNKNOWN, (0, 0)),
        (Try::Poll, "", (0, 1)),
    ];
    for (what, sees, holds) in table {
        let row = Row {
            name: "500 once",
            what,
            sees,
            holds,
            sent: 1,
        };
        row.check(move |asked, before| match before {
            0 if asked.is_for(what.path()) => answer("500 Internal Server Error", &[], "{}"),
            _ => Fault::Forward,
        })
        .await;
    }
    let fault = answer("500 Internal Server Error", &[], "{}");
    let sees = "CXone failed to read the optimization run because of a fault of its own.";
    check("500 always", Try::Poll, fault, sees, 4).await;
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
    let repeated = page(record, "a", 9);
    check("repeated", Try::Read, repeated, "it repeats a page", 2).await;
    let endless = page(record, "b", 0);
    check("endless", Try::Read, endless, "goes on after them", 1).await;
}
