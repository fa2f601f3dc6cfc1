//! The command line before a server that lists no runs and loses an answer: only the
//! planner can say that a run is to be started again.

use std::path::Path;
use std::process::Stdio;

use secrecy::ExposeSecret;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::bench::Bench;
use crate::fault_server::{Fault, FaultServer, answer};
use crate::held;
use crate::planner::{FILE, Try};

#[tokio::test]
async fn a_run_whose_answer_is_lost_is_started_again_only_when_the_planner_says_so() {
    let bench = Bench::start().await;
    let mut runs = 0;
    let server = FaultServer::before(&bench.workspace.base_url(), move |asked| {
        if asked.is_for("/optimization/jobs ") {
            return answer("404 Not Found", &[], "{}");
        }
        runs += usize::from(asked.is_for(Try::Run.path()));
        match runs {
            1 if asked.is_for(Try::Run.path()) => Fault::LoseAnswer,
            _ => Fault::Forward,
        }
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("shifts.csv"), FILE).unwrap();

    let lost = run(&bench, &server.url, folder.path(), &[]).await;
    let again = run(&bench, &server.url, folder.path(), &[]).await;
    assert_eq!(held::runs(bench.folder.path()).len(), 1);
    let anew = run(&bench, &server.url, folder.path(), &["--anew"]).await;

    assert_eq!(lost.0, Some(1), "{}", lost.1);
    let unknown = "It is not known whether the optimization run was started.";
    assert!(lost.1.contains(unknown), "{}", lost.1);
    assert_eq!(again.0, Some(1), "{}", again.1);
    let look = "It is not known whether the optimization of an earlier start runs. This server cannot list";
    assert!(again.1.contains(look), "{}", again.1);
    assert!(again.1.contains("For that, add --anew."), "{}", again.1);
    assert_eq!(anew.0, Some(0), "{}", anew.1);
    assert_eq!(bench.holds(), (2, 2), "the planner asked for a second run");
    bench.workspace.shut_down().await;
}

/// Exit status and what is said.
async fn run(bench: &Bench, url: &str, folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_shiftwright-cli"))
        .arg("run")
        .arg(folder.join("shifts.csv"))
        .args(["--zone", "UTC", "--url", url, "--client-secret-stdin"])
        .args(["--client-id", bench.workspace.client_id(), "--data"])
        .arg(folder.join("data"))
        .args(more)
        .env("SHIFTWRIGHT_NOW", "2024-05-01T09:00:00Z")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let secret = bench.workspace.client_secret().expose_secret();
    let mut input = process.stdin.take().unwrap();
    input
        .write_all(format!("{secret}\n").as_bytes())
        .await
        .unwrap();
    drop(input);
    let output = process.wait_with_output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}
