use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cxone::wire::GroupBy;
use cxone::{ClientSettings, Clock, CxoneError};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time;

use crate::server::{COVERAGE, Reply, SECRET, Server, TOKEN, day, page, quick, token};

#[tokio::test]
async fn twenty_calls_at_once_sign_in_once() {
    let server = Server::start(|_| page(&["A"], None, 1)).await;
    let client = server.client();
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { client.coverage(day(), GroupBy::Skill, None).await });
    }
    for outcome in calls.join_all().await {
        assert_eq!(outcome.unwrap().len(), 1);
    }
    assert_eq!((server.count(TOKEN), server.count(COVERAGE)), (1, 20));
}

#[tokio::test]
async fn twenty_calls_with_a_wrong_secret_try_it_once() {
    let server = Server::scripted(|_| refused("invalid_client", "no")).await;
    let client = server.client();
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { client.coverage(day(), GroupBy::Skill, None).await });
    }
    for outcome in calls.join_all().await {
        let error = outcome.unwrap_err();
        assert!(matches!(error, CxoneError::SecretRefused { .. }), "{error}");
    }
    assert_eq!(server.count(TOKEN), 1, "more could lock the account");
}

#[tokio::test]
async fn the_request_is_the_contracts() {
    let server = Server::start(|_| page(&[], None, 0)).await;
    let client = server.client();
    client.coverage(day(), GroupBy::Skill, None).await.unwrap();
    let sent = &server.seen(TOKEN)[0];
    assert_eq!(
        sent.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(
        sent.body,
        format!(
            "grant_type=client_credentials&client_id=planner&client_secret={SECRET}\
             &scope=wfm%3Aschedule%3Aread+wfm%3Aschedule%3Awrite\
             +wfm%3Aoptimization%3Aread+wfm%3Aoptimization%3Awrite"
        )
    );
    let call = &server.seen(COVERAGE)[0];
    assert_eq!(call.header("authorization"), "Bearer token-1");
    assert_eq!(call.header("accept"), "application/json");
}

#[tokio::test]
async fn a_token_is_renewed_thirty_seconds_before_it_expires() {
    let server = Server::start(|_| page(&["A"], None, 1)).await;
    let client = server.client();
    let call = || async { client.coverage(day(), GroupBy::Skill, None).await.unwrap() };
    call().await;
    let_pass(Duration::from_secs(3600 - 30 - 10)).await;
    call().await;
    assert_eq!(server.count(TOKEN), 1, "40 s are left: the token is used");
    let_pass(Duration::from_secs(11)).await;
    call().await;
    assert_eq!(server.count(TOKEN), 2, "29 s are left: it is not");
    assert_eq!(
        server.seen(COVERAGE)[2].header("authorization"),
        "Bearer token-2"
    );
}

#[tokio::test]
async fn a_token_that_expires_between_pages_is_renewed() {
    let mut pages = 0;
    let server = Server::with_tokens(30, move |_| {
        pages += 1;
        match pages {
            1 => page(&["A"], Some("2"), 2),
            _ => page(&["B"], None, 2),
        }
    })
    .await;
    let records = server.client().coverage(day(), GroupBy::Skill, None).await;
    assert_eq!(records.unwrap().len(), 2);
    assert_eq!(server.count(TOKEN), 2);
}

#[tokio::test]
async fn a_token_revoked_between_pages_is_replaced_and_the_page_asked_for_again() {
    let server = Server::start(|seen| {
        let second = seen.query.contains("nextPageToken=2");
        match (second, seen.header("authorization")) {
            (false, _) => page(&["A"], Some("2"), 2),
            (true, "Bearer token-1") => Reply::json(401, &json!({"message": "expired"})),
            (true, _) => page(&["B"], None, 2),
        }
    })
    .await;
    let records = server.client().coverage(day(), GroupBy::Skill, None).await;
    assert_eq!(records.unwrap().len(), 2, "nothing lost, nothing twice");
    assert_eq!((server.count(TOKEN), server.count(COVERAGE)), (2, 3));
}

#[tokio::test]
async fn calls_that_share_a_revoked_token_replace_it_once() {
    let server = Server::start(|seen| match seen.header("authorization") {
        "Bearer token-1" => Reply::json(401, &json!({})),
        _ => page(&["A"], None, 1),
    })
    .await;
    let client = server.client();
    let mut calls = JoinSet::new();
    for _ in 0..10 {
        let client = client.clone();
        calls.spawn(async move { client.coverage(day(), GroupBy::Skill, None).await });
    }
    for outcome in calls.join_all().await {
        outcome.unwrap();
    }
    assert_eq!(server.count(TOKEN), 2);
}

#[tokio::test]
async fn a_second_401_is_an_error() {
    let server = Server::start(|_| Reply::json(401, &json!({"message": "no"}))).await;
    let outcome = server.client().coverage(day(), GroupBy::Skill, None).await;
    let error = outcome.unwrap_err();
    assert!(matches!(error, CxoneError::TokenRefused(_)), "{error}");
    assert_eq!((server.count(TOKEN), server.count(COVERAGE)), (2, 2));
}

#[tokio::test]
async fn each_refusal_says_what_to_look_at() {
    let table = [
        (
            "invalid_client",
            "Bad credentials.",
            "did not accept the secret",
        ),
        (
            "invalid_client",
            "Unknown client id.",
            "does not know the client id",
        ),
        (
            "invalid_scope",
            "wfm:optimization:write",
            "four permissions",
        ),
        ("unsupported_grant_type", "", "(unsupported_grant_type)"),
        ("invalid_request", "", "(invalid_request)"),
    ];
    for (code, description, expected) in table {
        let server = Server::scripted(move |_| refused(code, description)).await;
        let outcome = server.client().coverage(day(), GroupBy::Skill, None).await;
        let error = outcome.unwrap_err();
        assert!(error.to_string().contains(expected), "{code}: {error}");
        assert!(!error.hint().is_empty());
        assert_eq!(server.count(TOKEN), 1, "{code} is never tried again");
    }
}

#[tokio::test]
async fn secret_and_token_are_in_no_error_even_if_the_server_echoes_them() {
    let echo = format!("no such secret: {SECRET}");
    let server = Server::scripted(move |_| refused("invalid_client", &echo)).await;
    let client = server.client();
    let error = client
        .coverage(day(), GroupBy::Skill, None)
        .await
        .unwrap_err();
    check_silent(&format!(
        "{error} {error:?} {client:?} {:?}",
        error.details()
    ));

    let mut sign_ins = 0;
    let server = Server::scripted(move |seen| {
        let echo = format!("{} {SECRET}", seen.header("authorization"));
        match (seen.path == TOKEN, sign_ins) {
            (true, _) => {
                sign_ins += 1;
                token(1, 3600)
            }
            _ => Reply::json(400, &json!({"message": echo, "errors": [echo]})),
        }
    })
    .await;
    let client = server.client();
    let error = client
        .coverage(day(), GroupBy::Skill, None)
        .await
        .unwrap_err();
    assert!(matches!(error, CxoneError::Refused { .. }), "{error}");
    check_silent(&format!("{error} {error:?} {client:?}"));
}

#[tokio::test]
async fn a_token_answer_that_breaks_the_contract_is_not_repeated() {
    for body in [
        "\"token-1\"",
        r#"{"access_token": "token-1", "token_type": "Bearer", "expires_in": "token-1"}"#,
    ] {
        let server = Server::scripted(move |_| Reply::text(200, body)).await;
        let outcome = server.client().coverage(day(), GroupBy::Skill, None).await;
        let error = outcome.unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("token-1"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_call_given_up_while_signing_in_leaves_nothing_locked() {
    let mut sign_ins = 0;
    let server = Server::scripted(move |seen| match (seen.path == TOKEN, sign_ins) {
        (true, 0) => {
            sign_ins += 1;
            Reply::Silence
        }
        (true, _) => token(2, 3600),
        _ => page(&["A"], None, 1),
    })
    .await;
    let client = server.client();
    let given_up = client.coverage(day(), GroupBy::Skill, None);
    tokio::select! {
        _ = given_up => panic!("the server says nothing"),
        () = asked(&server, TOKEN) => {}
    }
    let records = client.coverage(day(), GroupBy::Skill, None).await.unwrap();
    assert_eq!(records.len(), 1);
}

fn refused(code: &str, description: &str) -> Reply {
    let status = if code == "invalid_client" { 401 } else { 400 };
    Reply::json(
        status,
        &json!({"error": code, "error_description": description}),
    )
}

fn check_silent(text: &str) {
    assert!(!text.contains(SECRET), "the secret is in {text}");
    assert!(!text.contains("token-1"), "the token is in {text}");
}

/// Lets the client's clock go on without waiting. Real sockets and a stopped
/// clock do not go together, so it stops only for the jump.
async fn let_pass(time: Duration) {
    time::pause();
    time::advance(time).await;
    time::resume();
}

/// Returns once the server was asked for `path`.
async fn asked(server: &Server, path: &str) {
    while server.count(path) == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_token_ages_while_the_lid_is_closed_and_a_clock_set_back_does_no_harm() {
    // A suspended computer's monotonic clock stands still; only the date goes on.
    for (minutes, tokens) in [(0, 1), (59, 1), (60, 2), (61, 2), (-60, 1)] {
        let server = Server::start(|_| page(&[], None, 0)).await;
        let slept = Arc::new(AtomicI64::new(0));
        let hands = Arc::clone(&slept);
        let clock = Clock::new(move || {
            let start: DateTime<Utc> = "2024-05-01T06:00:00Z".parse().unwrap();
            start + TimeDelta::minutes(hands.load(Ordering::Relaxed))
        });
        let client = server.client_with(ClientSettings { clock, ..quick() });
        client.coverage(day(), GroupBy::Skill, None).await.unwrap();
        slept.store(minutes, Ordering::Relaxed);
        client.coverage(day(), GroupBy::Skill, None).await.unwrap();
        assert_eq!(server.count(TOKEN), tokens, "after {minutes} minutes");
    }
}
