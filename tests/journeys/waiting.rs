//! A tenant that takes its time: runs that do not end while they are waited for,
//! and pauses in the middle of the work.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use anyhow::{Result, ensure};
use embedded::{Clock, Config, Credentials, Data, Workspace};

use crate::LONG;
use crate::desktop::Desktop;
use crate::relay::{Relay, answer};

const SECRET: &str = "s3cret-of-the-planner";

/// What the tenant does: everything, or what keeps the planner waiting.
const WORKS: u8 = 0;
const RUNS_ON: u8 = 1;
const ASKS_FOR_SECONDS: u8 = 2;
const ASKS_FOR_MINUTES: u8 = 3;

/// Shortest waiting that can be set.
const SETTINGS: &str = r#"{"settings":{"theme":"light","zone":"Europe/London","threshold":0.85,"pollSeconds":1,"deadlineSeconds":10}}"#;

#[tokio::test]
async fn a_run_that_does_not_end_is_waited_for_later_and_a_pause_is_counted_down() -> Result<()> {
    let mut desktop = Desktop::start("takes-its-time").await?;
    let tenant = serve(&desktop).await?;
    let mood = Arc::new(AtomicU8::new(WORKS));
    let now = Arc::clone(&mood);
    let relay = Relay::before(&tenant.base_url(), move |line| {
        answered(line, now.load(Ordering::SeqCst))
    });
    let be = |what| mood.store(what, Ordering::SeqCst);
    std::fs::write(desktop.folder().join("shiftwright/settings.json"), SETTINGS)?;
    let window = desktop.open_shiftwright().await?;
    window.click("connect-tenant").await?;
    window.fill("tenant-name", "Support EU").await?;
    window.choose("tenant-region", "custom").await?;
    window.fill("tenant-address", &relay.url).await?;
    window.fill("tenant-client-id", "planner").await?;
    window.fill("tenant-secret", SECRET).await?;
    window.click("tenant-connect").await?;
    window.see("connected").await?;

    be(ASKS_FOR_SECONDS);
    window.click("rail-coverage").await?;
    window
        .wait_for_text("pause", "The server asked for a pause:")
        .await?;
    desktop.screenshot(&window, "coverage-waits").await?;
    be(WORKS);
    window.see("coverage-table").await?;
    ensure!(!window.shows("pause").await?, "the pause is over");

    be(RUNS_ON);
    window.click("to-optimize").await?;
    window.click("run").await?;
    window
        .wait_for_text("run-result", "Still running on the server.")
        .await?;
    desktop.screenshot(&window, "still-running").await?;
    window.click("leave-run").await?;
    window.click("rail-coverage").await?;
    window.click("rail-optimize").await?;
    window.see("keep-waiting").await?;
    be(WORKS);
    window.click("keep-waiting").await?;
    window.wait_for_text("run-result", "Finished").await?;
    desktop.screenshot(&window, "waited-for").await?;

    ensure!(relay.count("/optimization/run ") == 1, "it was sent once");
    be(ASKS_FOR_MINUTES);
    window.click("rail-coverage").await?;
    let before = relay.count("/schedule/coverage");
    window.click("refresh").await?;
    relay.until_asked("/schedule/coverage", before + 1);
    window
        .wait_for_text("pause", "The server asked for a pause:")
        .await?;
    window.click("cancel-reading").await?;
    window.see_within("coverage-table", LONG).await?;
    ensure!(
        !window.shows("cancel-reading").await?,
        "it is not read any more"
    );
    desktop.screenshot(&window, "reading-stopped").await?;
    window.close().await?;
    tenant.shut_down().await;
    desktop.finish();
    Ok(())
}

/// The sample contact centre, served as a tenant is.
async fn serve(desktop: &Desktop) -> Result<Workspace> {
    let config = Config {
        credentials: Some(Credentials {
            client_id: "planner".to_owned(),
            client_secret: SECRET.to_owned().into(),
        }),
        clock: Clock::fixed("2026-11-24T09:00:00Z".parse()?),
        solver_time: std::time::Duration::from_millis(700),
        ..Config::new(desktop.folder().join("tenant"), Data::SAMPLE)
    };
    Ok(Workspace::start(config).await?)
}

fn answered(line: &str, mood: u8) -> Option<String> {
    let wait = |seconds: &str| {
        let header = format!("Retry-After: {seconds}");
        Some(answer("429 Too Many Requests", &header, "{}"))
    };
    let job = line
        .strip_prefix("GET ")
        .and_then(|rest| rest.split_once("/optimization/jobs/"))
        .and_then(|(_, rest)| rest.split_whitespace().next());
    match (mood, job) {
        (RUNS_ON, Some(job)) => {
            let body = format!(r#"{{"jobId": "{job}", "status": "RUNNING"}}"#);
            Some(answer("200 OK", "Content-Type: application/json", &body))
        }
        (ASKS_FOR_SECONDS, None) if line.contains("/schedule/coverage") => wait("6"),
        (ASKS_FOR_MINUTES, None) if line.contains("/schedule/coverage") => wait("300"),
        _ => None,
    }
}
