//! 20 requests a second, bursts of 40, then 429.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use embedded::{Data, RateLimit};
use serde_json::json;

use super::support::{COVERAGE, Reply, Server, http};

fn limit(per_second: u32, burst: u32) -> Option<RateLimit> {
    Some(RateLimit {
        per_second: NonZeroU32::new(per_second).unwrap(),
        burst: NonZeroU32::new(burst).unwrap(),
    })
}

#[tokio::test]
async fn the_limits_of_the_contract_hold_unless_set_otherwise() {
    let config = embedded::Config::new("unused", Data::Own);

    assert_eq!(config.rate_limit, limit(20, 40));
    assert_eq!(config.token_lifetime, Duration::from_secs(3600));
}

#[tokio::test]
async fn whoever_sends_too_much_is_told_how_long_to_wait() {
    let server = Server::start_with(Data::Own, |config| config.rate_limit = limit(1, 3)).await;
    let path = format!("{COVERAGE}?dateFrom=2026-11-30T00:00:00Z&dateTo=2026-11-30T23:59:59Z");

    // Signing in was the first of three at once.
    let mut replies = Vec::new();
    for _ in 0..4 {
        replies.push(server.session.get(&path).await);
    }
    let statuses: Vec<u16> = replies.iter().map(|reply| reply.status.as_u16()).collect();
    assert_eq!(statuses[..2], [200, 200]);
    let refused = replies.iter().find(|reply| reply.status == 429).unwrap();
    assert_eq!(refused.code(), "RATE_LIMITED");
    assert_eq!(
        refused.headers["retry-after"], "1",
        "whole seconds, at least one"
    );

    // Whoever waits as long as told gets an answer again.
    let told = Instant::now();
    while server.session.get(&path).await.status == 429 {
        assert!(
            told.elapsed() < Duration::from_secs(10),
            "never let in again"
        );
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn strangers_do_not_use_up_the_limit_of_the_client() {
    let server = Server::start_with(Data::Own, |config| config.rate_limit = limit(1, 3)).await;
    let base = server.workspace.base_url();
    let path = format!("{COVERAGE}?dateFrom=2026-11-30T00:00:00Z&dateTo=2026-11-30T23:59:59Z");

    // As many as a slow machine needs to be too quick for one a second.
    let too_many = async |request: &dyn Fn() -> reqwest::RequestBuilder| {
        for _ in 0..100 {
            let reply = Reply::of(request()).await;
            if reply.status == 429 {
                return reply;
            }
        }
        panic!("a hundred at once are all answered");
    };
    let http = http();
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", "stranger"),
        ("client_secret", "x"),
    ];
    let guess = too_many(&|| http.post(format!("{base}/oauth/token")).form(&form)).await;
    assert_eq!(guess.code(), "RATE_LIMITED", "guessing secrets is slow");
    let unknown = too_many(&|| http.get(format!("{base}{path}")).bearer_auth("x")).await;
    assert_eq!(unknown.code(), "RATE_LIMITED", "and so are wrong tokens");
    assert_eq!(server.session.get(&path).await.status, 200);
}

#[tokio::test]
async fn a_client_that_sends_bursts_of_forty_is_served() {
    let server = Server::start_with(Data::Own, |config| config.rate_limit = limit(20, 40)).await;
    let mut statuses = Vec::new();
    for _ in 0..38 {
        statuses.push(server.import(&json!({"shifts": []})).await.status.as_u16());
    }
    assert_eq!(statuses, vec![200; 38]);
}
