//! Servers that ask for time.

use std::time::Duration;

use crate::bench::{Bench, Row, quick};
use crate::fault_server::{Fault, FaultServer, answer};
use crate::planner::Try;

/// The first request of the call is put off; the next one is carried out.
async fn check(status: &'static str, header: &'static str) {
    for (what, holds) in [
        (Try::Import, (2, 0)),
        (Try::Read, (0, 0)),
        (Try::Run, (0, 1)),
        (Try::Poll, (0, 1)),
    ] {
        let row = Row {
            name: header,
            what,
            sees: "",
            holds,
            sent: 2,
        };
        row.check(move |asked, before| match before {
            0 if asked.is_for(what.path()) => answer(status, &[header], "{}"),
            _ => Fault::Forward,
        })
        .await;
    }
}

#[tokio::test]
async fn a_pause_is_waited_out_in_every_form() {
    let busy = "429 Too Many Requests";
    check(busy, "Retry-After: 1").await;
    check(busy, "Retry-After: Wed, 01 May 2024 06:00:00 GMT").await;
    check(busy, "Retry-After: soon").await;
    check(busy, "X-Nothing: none").await;
    check("503 Service Unavailable", "Retry-After: 1").await;
}

/// A pause that never ends is given up in a time that can be told.
#[tokio::test]
async fn a_server_that_is_always_busy_is_told_and_nothing_is_doubled() {
    for what in Try::ALL {
        let row = Row {
            name: "429 always",
            what,
            sees: "CXone is busy and still asked to wait after several tries. Wait some minutes",
            holds: (0, usize::from(what == Try::Poll)),
            sent: 3,
        };
        row.check(move |asked, _| match asked.is_for(what.path()) {
            true => answer("429 Too Many Requests", &["Retry-After: 0"], "{}"),
            false => Fault::Forward,
        })
        .await;
    }
}

#[tokio::test]
async fn a_pause_that_would_take_too_long_ends_the_call_and_can_be_resumed() {
    for what in Try::ALL {
        let row = Row {
            name: "absurd",
            what,
            sees: "Tried for less than a minute: CXone is busy and still asked to wait after several tries. What was done until then is kept.",
            holds: (0, usize::from(what == Try::Poll)),
            sent: 1,
        };
        row.check(move |asked, _| match asked.is_for(what.path()) {
            true => answer(
                "429 Too Many Requests",
                &["Retry-After: 999999999999"],
                "{}",
            ),
            false => Fault::Forward,
        })
        .await;
    }
}

#[tokio::test]
async fn an_absurd_pause_is_cut_to_ten_minutes_and_said() {
    let bench = Bench::start().await;
    let server = FaultServer::before(&bench.workspace.base_url(), |_| {
        answer("503 Service Unavailable", &["Retry-After: 86400"], "{}")
    })
    .await;
    let client = bench.client(&server.url, quick());
    client.jobs().await.unwrap_err();
    let pause = client.pause().borrow().unwrap();
    assert_eq!(pause.cut_from(), Some(Duration::from_secs(86400)));
    let left = pause.remaining().as_secs();
    assert!((590..=660).contains(&left), "{left}");
    bench.workspace.shut_down().await;
}
