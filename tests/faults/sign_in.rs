//! Tokens that end, and a sign-in that fails.

use crate::bench::{Row, Try};
use crate::fault_server::{Fault, answer};

const UNAUTHORIZED: &str = "401 Unauthorized";

#[tokio::test]
async fn one_401_is_mended_by_one_renewal_and_one_replay() {
    for (what, holds) in [
        (Try::Import, (2, 0)),
        (Try::Read, (0, 0)),
        (Try::Run, (0, 1)),
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
    for what in [Try::Import, Try::Read, Try::Run] {
        let row = Row {
            name: "401 always",
            what,
            sees: "CXone signed in and then refused the sign-in.",
            holds: (0, 0),
            sent: 2,
        };
        row.check(move |asked, _| match asked.is_for(what.path()) {
            true => answer(UNAUTHORIZED, &[], "{}"),
            false => Fault::Forward,
        })
        .await;
    }
}

#[tokio::test]
async fn a_token_endpoint_that_fails_in_the_middle_is_told_and_nothing_is_doubled() {
    let row = Row {
        name: "token endpoint fails",
        what: Try::Import,
        sees: "CXone failed to sign in because of a fault of its own.",
        holds: (0, 0),
        sent: 1,
    };
    let mut tokens = 0;
    row.check(move |asked, _| {
        if asked.is_for("/oauth/token") {
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
