//! Servers that ask for time, and jobs that take it.

use std::time::Duration;

use crate::bench::{Row, Try, client, quick};
use crate::fault_server::{Fault, FaultServer, answer};

/// The first request of the call is put off; the next one is carried out.
async fn check(status: &'static str, header: &'static str) {
    for (what, holds) in [(Try::Import, (2, 0)), (Try::Run, (0, 1))] {
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
    check("429 Too Many Requests", "Retry-After: 1").await;
    check(
        "429 Too Many Requests",
        "Retry-After: Wed, 01 May 2024 06:00:00 GMT",
    )
    .await;
    check("429 Too Many Requests", "Retry-After: soon").await;
    check("429 Too Many Requests", "X-Nothing: none").await;
    check("503 Service Unavailable", "Retry-After: 1").await;
    // A second by the server's clock, whatever ours says.
    check(
        "429 Too Many Requests",
        "Date: Wed, 01 May 2024 06:00:00 GMT\r\nRetry-After: Wed, 01 May 2024 06:00:01 GMT",
    )
    .await;
}

#[tokio::test]
async fn a_pause_that_would_take_too_long_ends_the_call_and_can_be_resumed() {
    let row = Row {
        name: "absurd",
        what: Try::Import,
        sees: "Tried for less than a minute: CXone is busy and still asked to wait after several tries. What was done until then is kept.",
        holds: (0, 0),
        sent: 1,
    };
    row.check(|asked, _| match asked.is_for(Try::Import.path()) {
        true => answer(
            "429 Too Many Requests",
            &["Retry-After: 999999999999"],
            "{}",
        ),
        false => Fault::Forward,
    })
    .await;
}

#[tokio::test]
async fn an_absurd_pause_is_cut_to_ten_minutes_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let config = embedded::Config::new(folder.path(), embedded::Data::Own);
    let workspace = embedded::Workspace::start(config).await.unwrap();
    let server = FaultServer::before(&workspace.base_url(), |_| {
        answer("503 Service Unavailable", &["Retry-After: 86400"], "{}")
    })
    .await;
    let client = client(&server.url, &workspace, quick());
    client.jobs().await.unwrap_err();
    let pause = client.pause().borrow().unwrap();
    assert_eq!(pause.cut_from(), Some(Duration::from_secs(86400)));
    let left = pause.remaining().as_secs();
    assert!((590..=660).contains(&left), "{left}");
}

#[tokio::test]
async fn a_job_that_never_ends_or_is_in_an_unknown_state_is_never_a_failure() {
    for state in ["RUNNING", "HIBERNATING"] {
        let folder = tempfile::tempdir().unwrap();
        let config = embedded::Config::new(folder.path(), embedded::Data::Own);
        let workspace = embedded::Workspace::start(config).await.unwrap();
        let body = format!("{{\"jobId\": \"opt-1\", \"status\": \"{state}\"}}");
        let server = FaultServer::before(&workspace.base_url(), move |asked| {
            match asked.is_for(Try::Wait.path()) {
                true => answer("200 OK", &[], &body),
                false => Fault::Forward,
            }
        })
        .await;
        let client = client(&server.url, &workspace, quick());
        Try::Wait.carry_out(&client).await.unwrap();
        assert!(server.count(Try::Wait.path()) > 1, "{state} is polled on");
    }
}
