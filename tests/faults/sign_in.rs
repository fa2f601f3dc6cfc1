//! Tokens that end, a sign-in that fails, and a clock that is wrong.

use chrono::TimeDelta;
use cxone::{ClientSettings, Clock};

use crate::bench::{Row, quick};
use crate::fault_server::{Fault, answer};
use crate::planner::Try;

const UNAUTHORIZED: &str = "401 Unauthorized";

const TOKEN: &str = "/oauth/token";

#[tokio::test]
async fn one_401_is_mended_by_one_renewal_and_one_replay() {
    for (what, holds) in [
        (Try::Import, (2, 0)),
        (Try::Read, (0, 0)),
        (Try::Run, (0, 1)),
        (Try::Poll, (0, 1)),
    ] {
        let row = Row {
            name: "401 once",
            what,
            sees: "",
            holds,
            sent: 2,
        };
        row.check(move |asked, before| match before {
            0 if asked.is_for(what.path()) => answer(UNAUTHORIZED, &[], "{}"),
            _ => Fault::Forward,
        })
        .await;
    }
}

#[tokio::test]
async fn a_401_that_stays_is_an_error() {
    for what in Try::ALL {
        let row = Row {
            name: "401 always",
            what,
            sees: "CXone signed in and then refused the sign-in. Ask your CXone administrator",
            holds: (0, usize::from(what == Try::Poll)),
            sent: 2,
        };
        row.check(move |asked, _| match asked.is_for(what.path()) {
            true => answer(UNAUTHORIZED, &[], "{}"),
            false => Fault::Forward,
        })
        .await;
    }
}

/// Whatever the token endpoint answers, the call behind it is not sent.
#[tokio::test]
async fn a_refused_sign_in_says_what_to_look_at_and_nothing_is_sent() {
    let oauth = |status: &str, error: &str| {
        let body = format!("{{\"error\": \"{error}\", \"error_description\": \"No.\"}}");
        answer(status, &[], &body)
    };
    let login = "<html><title>Log in</title><input type=password>";
    let table = [
        (
            oauth(UNAUTHORIZED, "invalid_client"),
            "CXone did not accept the secret for the client id",
        ),
        (
            oauth("400 Bad Request", "invalid_client"),
            "CXone did not accept the secret for the client id",
        ),
        (
            oauth("400 Bad Request", "invalid_scope"),
            "all of the four permissions that are needed.",
        ),
        (
            oauth("400 Bad Request", "unsupported_grant_type"),
            "CXone refused to sign in (unsupported_grant_type).",
        ),
        (
            answer("403 Forbidden", &[], "{}"),
            "CXone refused to sign in (403 Forbidden).",
        ),
        (
            answer("404 Not Found", &[], "{}"),
            "has no WFM API at /oauth/token.",
        ),
        (
            answer("500 Internal Server Error", &[], "{}"),
            "CXone failed to sign in because of a fault of its own.",
        ),
        (
            answer("200 OK", &[], login),
            "The sign-in page “Log in” answered instead of CXone.",
        ),
        (answer("200 OK", &[], "{}"), "it holds no token"),
        (answer("204 No Content", &[], ""), "it holds no token"),
        (
            answer("511 Network Authentication Required", &[], login),
            "The network, which asks you to sign in to it, answered instead of CXone.",
        ),
        (
            answer("503 Service Unavailable", &["Retry-After: 0"], ""),
            "CXone is busy and still asked to wait after several tries.",
        ),
        (
            answer("502 Bad Gateway", &[], ""),
            "a server in between could not reach it.",
        ),
    ];
    for (fault, sees) in table {
        for what in [Try::Import, Try::Run] {
            let fault = fault.clone();
            let row = Row {
                name: sees,
                what,
                sees,
                holds: (0, 0),
                sent: 0,
            };
            row.check(move |asked, _| match asked.is_for(TOKEN) {
                true => fault.clone(),
                false => Fault::Forward,
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_token_endpoint_that_fails_in_the_middle_is_told_and_nothing_is_doubled() {
    for what in Try::ALL {
        let row = Row {
            name: "token endpoint fails",
            what,
            sees: "CXone failed to sign in because of a fault of its own.",
            holds: (0, usize::from(what == Try::Poll)),
            sent: 1,
        };
        let mut tokens = 0;
        row.check(move |asked, _| {
            if asked.is_for(TOKEN) {
                tokens += 1;
                return match tokens {
                    1 => Fault::Forward,
                    _ => answer("500 Internal Server Error", &[], "{}"),
                };
            }
            answer(UNAUTHORIZED, &[], "{}")
        })
        .await;
    }
}

/// This computer's clock is an hour ahead of the server's, or behind it: tokens age
/// by elapsed time, and a pause until a date is judged by the server's own clock.
#[tokio::test]
async fn a_clock_that_is_off_by_an_hour_changes_nothing() {
    const LATER: &str =
        "Date: Wed, 01 May 2024 06:00:00 GMT\r\nRetry-After: Wed, 01 May 2024 06:00:01 GMT";
    for hours in [-1, 1] {
        for (what, holds) in [
            (Try::Import, (2, 0)),
            (Try::Read, (0, 0)),
            (Try::Run, (0, 1)),
            (Try::Poll, (0, 1)),
        ] {
            let row = Row {
                name: "clock off by an hour",
                what,
                sees: "",
                holds,
                sent: 2,
            };
            let right = Clock::default();
            let settings = ClientSettings {
                clock: Clock::new(move || right.now() + TimeDelta::hours(hours)),
                ..quick()
            };
            row.check_with(settings, move |asked, before| match before {
                0 if asked.is_for(what.path()) => answer("429 Too Many Requests", &[LATER], "{}"),
                _ => Fault::Forward,
            })
            .await;
        }
    }
}
