//! Killed at any moment, the workspace has lost nothing that it acknowledged.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cxone::wire::JobStatus;
use embedded::{Clock, Config, Credentials, Data, Workspace};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::jobs::{request, submit, wait_until};
use super::support::{COVERAGE, IMPORT, Session, config, http, import_of, shift, wednesday};

const FOLDER: &str = "SHIFTWRIGHT_CRASH_TEST_FOLDER";
const SAMPLE: &str = "SHIFTWRIGHT_CRASH_TEST_SAMPLE";

fn known_client(folder: &std::path::Path) -> Config {
    let data = match std::env::var_os(SAMPLE) {
        Some(_) => Data::SAMPLE,
        None => Data::Own,
    };
    Config {
        credentials: Some(Credentials {
            client_id: "planner".to_owned(),
            client_secret: "s3cret".into(),
        }),
        rate_limit: None,
        clock: Clock::fixed(wednesday()),
        solver_time: Duration::from_secs(2),
        ..Config::new(folder, data)
    }
}

/// Not a test: the other process of the test below, which starts this one again with a folder.
#[tokio::test(flavor = "multi_thread")]
async fn serves_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let workspace = Workspace::start(known_client(folder.as_ref()))
        .await
        .unwrap();
    println!("\nserved on {}", workspace.base_url());
    // Ends with its parent too: then there is nothing more to read.
    let wait = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    wait.await.unwrap().unwrap();
    std::process::exit(1);
}

/// The workspace in a process of its own.
struct Process {
    child: Child,
    base: String,
}

impl Process {
    fn start(folder: &TempDir, environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["crash::serves_until_it_is_killed", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let served = lines
            .map_while(Result::ok)
            .find_map(|line| Some(line.strip_prefix("served on ")?.to_owned()));
        Self {
            child,
            base: served.expect("the process did not come up"),
        }
    }

    /// SIGKILL: no destructor runs, nothing is flushed.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Shift `number` of them all: each of an agent and hour of its own, so that each is seen.
fn numbered(number: usize) -> Value {
    let day = super::support::instant("2026-11-30T00:00:00Z");
    let start = day + chrono::TimeDelta::hours((number % 168) as i64);
    let end = start + chrono::TimeDelta::hours(1);
    shift(
        &format!("AGENT-{}", number / 168),
        &start.to_rfc3339(),
        &end.to_rfc3339(),
        &["A"],
    )
}

async fn sign_in(base: &str) -> Session {
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", "planner"),
        ("client_secret", "s3cret"),
    ];
    let reply =
        super::support::Reply::of(http().post(format!("{base}/oauth/token")).form(&form)).await;
    Session::with_token(base, reply.body["access_token"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_and_nothing_is_there_twice() {
    const BATCH: usize = 40;
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for round in 0..6 {
        let process = Process::start(&folder, &[]);
        let session = sign_in(&process.base).await;
        // What the last round sent without an answer is simply sent again.
        let batches = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&batches);
        let sending = tokio::spawn(async move {
            let client = http();
            let mut answered = acknowledged;
            loop {
                let shifts: Vec<Value> = (answered..answered + BATCH).map(numbered).collect();
                let url = format!("{}{IMPORT}", session.base);
                let sent = client
                    .post(url)
                    .bearer_auth(&session.token)
                    .json(&import_of(&shifts))
                    .send()
                    .await;
                let Ok(answer) = sent else { break answered };
                let Ok(body) = answer.json::<Value>().await else {
                    break answered;
                };
                assert_eq!(body["processedCount"], BATCH, "{body}");
                answered += BATCH;
                counted.fetch_add(1, Ordering::Relaxed);
            }
        });
        while batches.load(Ordering::Relaxed) < 2 * round && !sending.is_finished() {
            tokio::task::yield_now().await;
        }
        // The moment is arbitrary on purpose: any of them must do.
        let since = Instant::now();
        while since.elapsed() < Duration::from_millis(7 * round as u64) {
            tokio::task::yield_now().await;
        }
        process.kill();
        acknowledged = sending.await.unwrap();
    }
    assert!(acknowledged > 0, "no batch was ever acknowledged");

    // Another process finds all of it, and at most the one batch that was under way besides.
    let process = Process::start(&folder, &[]);
    let session = sign_in(&process.base).await;
    let week = format!("{COVERAGE}?dateFrom=2026-11-30T00:00:00Z&dateTo=2026-12-06T23:59:59Z");
    let stored = async || {
        session.get(&week).await.body["items"][0]["availableHours"]
            .as_f64()
            .unwrap()
    };
    let there = stored().await;
    assert!(
        there == acknowledged as f64 || there == (acknowledged + BATCH) as f64,
        "{there} of {acknowledged}"
    );

    // Each acknowledged shift is there: sent again, not one is new or in conflict.
    for first in (0..acknowledged).step_by(4_000) {
        let shifts: Vec<Value> = (first..acknowledged.min(first + 4_000))
            .map(numbered)
            .collect();
        let reply = session.post(IMPORT, &json!({"shifts": shifts})).await;
        assert_eq!(reply.body["failedCount"], 0);
    }
    assert_eq!(stored().await, there);
    process.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_open_once() {
    let folder = tempfile::tempdir().unwrap();
    let process = Process::start(&folder, &[]);

    let second = Workspace::start(config(&folder, Data::Own)).await;

    assert!(
        second
            .err()
            .unwrap()
            .to_string()
            .contains("is open in another Shiftwright")
    );
    process.kill();
    Workspace::start(config(&folder, Data::Own))
        .await
        .unwrap()
        .shut_down()
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_optimization_that_was_killed_is_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let sample = [(SAMPLE, "yes")];
    let process = Process::start(&folder, &sample);
    let session = sign_in(&process.base).await;
    let id = submit(&session, &request(&["SKILL-EN-TECH-SUPPORT"])).await;
    wait_until(&session, &id, |job| job.best_so_far.is_some()).await;
    process.kill();

    let process = Process::start(&folder, &sample);
    let session = sign_in(&process.base).await;

    let job = wait_until(&session, &id, |job| job.status.is_final()).await;
    assert_eq!(job.status, JobStatus::Completed, "{:?}", job.error_message);
    assert!(!job.result.unwrap().assignment_recommendations.is_empty());
    process.kill();
}
