//! The token endpoint, and what a token is good for.

use std::time::{Duration, Instant};

use embedded::{Config, Credentials, Data};
use reqwest::{Method, StatusCode};
use secrecy::ExposeSecret;
use serde_json::json;

use super::support::{ALL_SCOPES, COVERAGE, IMPORT, JOBS, RUN, Reply, Server, Session, http};

const DAY: &str = "dateFrom=2026-11-30T00:00:00Z&dateTo=2026-11-30T23:59:59Z";

fn known_client(config: &mut Config) {
    config.credentials = Some(Credentials {
        client_id: "planner".to_owned(),
        client_secret: "s3cret".into(),
    });
}

async fn sign_in(server: &Server, fields: &[(&str, &str)]) -> Reply {
    let url = format!("{}/oauth/token", server.workspace.base_url());
    Reply::of(http().post(url).form(fields)).await
}

#[tokio::test]
async fn every_way_to_sign_in() {
    let server = Server::start_with(Data::Own, known_client).await;
    let good = [
        ("grant_type", "client_credentials"),
        ("client_id", "planner"),
        ("client_secret", "s3cret"),
        ("scope", "wfm:schedule:read"),
    ];
    let check = async |change: (&str, Option<&str>), status: u16, error: &str| {
        let mut fields = good.to_vec();
        fields.retain(|(name, _)| *name != change.0);
        fields.extend(change.1.map(|value| (change.0, value)));
        let reply = sign_in(&server, &fields).await;
        assert_eq!(reply.status, status, "{change:?}: {}", reply.body);
        assert_eq!(reply.headers["cache-control"], "no-store");
        if status == 200 {
            assert_eq!(reply.body["token_type"], "Bearer");
            assert_eq!(reply.body["expires_in"], 3600);
            assert_eq!(reply.body["scope"], error, "{change:?}");
        } else {
            assert_eq!(reply.body["error"], error, "{change:?}");
            let text = reply.body["error_description"].as_str().unwrap();
            assert!(!text.contains("s3cret"), "the secret is never told: {text}");
        }
    };

    check(("client_id", Some("planner")), 200, "wfm:schedule:read").await;
    check(("scope", None), 200, ALL_SCOPES).await;
    check(("scope", Some("")), 200, ALL_SCOPES).await;
    let two = "wfm:optimization:read wfm:schedule:write";
    check(("scope", Some(two)), 200, two).await;
    check(("scope", Some("wfm:everything")), 400, "invalid_scope").await;
    check(("grant_type", None), 400, "invalid_request").await;
    check(
        ("grant_type", Some("password")),
        400,
        "unsupported_grant_type",
    )
    .await;
    check(("client_id", None), 400, "invalid_request").await;
    check(("client_id", Some("")), 400, "invalid_request").await;
    check(("client_id", Some("Planner")), 401, "invalid_client").await;
    check(("client_secret", None), 400, "invalid_request").await;
    check(("client_secret", Some("s3cret ")), 401, "invalid_client").await;
    check(("client_secret", Some("s3cre")), 401, "invalid_client").await;

    let mut twice = good.to_vec();
    twice.push(("client_secret", "other"));
    assert_eq!(
        sign_in(&server, &twice).await.body["error"],
        "invalid_request"
    );
    let url = format!("{}/oauth/token", server.workspace.base_url());
    let as_json = Reply::of(
        http()
            .post(url)
            .json(&json!({"grant_type": "client_credentials"})),
    )
    .await;
    assert_eq!(
        (as_json.status, &as_json.body["error"]),
        (StatusCode::BAD_REQUEST, &json!("invalid_request"))
    );
}

#[tokio::test]
async fn a_client_gets_no_more_scopes_than_it_may_have() {
    let server = Server::start_with(Data::Own, |config| {
        config.scopes = vec![
            "wfm:schedule:read".to_owned(),
            "wfm:optimization:read".to_owned(),
        ];
    })
    .await;
    let session = Session::sign_in(
        &server.workspace,
        Some("wfm:schedule:read wfm:schedule:write"),
    )
    .await;

    assert_eq!(session.get(&format!("{COVERAGE}?{DAY}")).await.status, 200);
    let refused = session.post(IMPORT, &json!({"shifts": []})).await;
    assert_eq!(
        (refused.status, refused.code()),
        (StatusCode::FORBIDDEN, "MISSING_SCOPE")
    );
    let message = refused.body["message"].as_str().unwrap();
    assert!(message.contains("wfm:schedule:write"), "{message}");

    let secret = server.workspace.client_secret().expose_secret();
    let asked = [
        ("grant_type", "client_credentials"),
        ("client_id", server.workspace.client_id()),
        ("client_secret", secret),
        ("scope", "wfm:schedule:write"),
    ];
    let none_left = sign_in(&server, &asked);
    assert_eq!(none_left.await.body["error"], "invalid_scope");
}

#[tokio::test]
async fn each_call_needs_its_own_scope() {
    let server = Server::start(Data::Own).await;
    let job = format!("{JOBS}/opt-1");
    let coverage = format!("{COVERAGE}?{DAY}");
    let calls = [
        (Method::POST, IMPORT, "wfm:schedule:write"),
        (Method::GET, coverage.as_str(), "wfm:schedule:read"),
        (Method::POST, RUN, "wfm:optimization:write"),
        (Method::GET, JOBS, "wfm:optimization:read"),
        (Method::GET, job.as_str(), "wfm:optimization:read"),
        (Method::DELETE, job.as_str(), "wfm:optimization:write"),
    ];
    for granted in ALL_SCOPES.split(' ') {
        let session = Session::sign_in(&server.workspace, Some(granted)).await;
        for (method, path, scope) in &calls {
            let reply = Reply::of(session.request(method.clone(), path)).await;
            assert_eq!(
                reply.status == 403,
                *scope != granted,
                "{method} {path} with {granted}: {}",
                reply.status
            );
        }
    }
    let client = http();
    for (method, path, _) in &calls {
        let url = format!("{}{path}", server.workspace.base_url());
        for header in [
            None,
            Some("Bearer "),
            Some("Bearer 0000"),
            Some("Basic cGxhbm5lcg=="),
            Some("x"),
        ] {
            let mut request = client.request(method.clone(), &url);
            if let Some(header) = header {
                request = request.header("authorization", header);
            }
            let reply = Reply::of(request).await;
            assert_eq!(reply.status, 401, "{method} {path} {header:?}");
            assert!(
                reply.headers["www-authenticate"]
                    .to_str()
                    .unwrap()
                    .starts_with("Bearer")
            );
            assert_eq!(reply.code(), "UNAUTHORIZED");
        }
    }
}

#[tokio::test]
async fn a_token_ends_when_it_said_it_would() {
    let server = Server::start_with(Data::Own, |config| {
        config.token_lifetime = Duration::from_secs(1);
    })
    .await;
    let signed_in = Instant::now();
    let session = Session::sign_in(&server.workspace, None).await;
    let path = format!("{COVERAGE}?{DAY}");

    let mut good = 0;
    while session.get(&path).await.status == 200 {
        good += 1;
        assert!(
            signed_in.elapsed() < Duration::from_secs(10),
            "the token never ends"
        );
    }

    assert!(
        good > 0 && signed_in.elapsed() >= Duration::from_secs(1),
        "too early"
    );
    let renewed = Session::sign_in(&server.workspace, None).await;
    assert_eq!(renewed.get(&path).await.status, 200);
}

#[tokio::test]
async fn secrets_and_tokens_differ_from_start_to_start() {
    let (one, other) = (
        Server::start(Data::Own).await,
        Server::start(Data::Own).await,
    );

    let secret = |server: &Server| server.workspace.client_secret().expose_secret().to_owned();
    assert_ne!(secret(&one), secret(&other));
    assert!(secret(&one).len() >= 32);
    let foreign = Session::with_token(&other.session.base, &one.session.token);
    assert_eq!(foreign.get(&format!("{COVERAGE}?{DAY}")).await.status, 401);
}
