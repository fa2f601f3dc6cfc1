//! `run` with a server of the API that is somewhere else.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in what its cases share"
)]

mod binary;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use binary::{SECRET, cli, said, serve, tell, write};
use serde_json::Value;

const ROSTER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/data/shifts-week-49.csv"
);

/// A served workspace, and a folder for what the command keeps.
struct Bench {
    folder: tempfile::TempDir,
    served: Child,
    url: String,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (served, url) = serve(&folder.path().join("server"));
        Self {
            folder,
            served,
            url,
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn command(&self, file: &str) -> Command {
        let mut command = cli();
        command
            .args(["run", file, "--zone", "Europe/London", "--json"])
            .args(["--url", &self.url, "--client-id", "other"])
            .args(["--client-secret-stdin", "--data"])
            .arg(self.data())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, secret: &str) -> Output {
        ended(&mut self.command(ROSTER), secret)
    }

    /// How many runs the server holds.
    fn runs(&self) -> usize {
        let file = self.folder.path().join("server/workspace.sqlite");
        let database = rusqlite::Connection::open(file).unwrap();
        database
            .query_row("SELECT count(*) FROM jobs", [], |row| row.get(0))
            .unwrap()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.served.kill().unwrap();
        self.served.wait().unwrap();
    }
}

fn ended(command: &mut Command, secret: &str) -> Output {
    let mut child = command.spawn().unwrap();
    tell(&mut child, secret);
    child.wait_with_output().unwrap()
}

#[test]
fn the_whole_job_with_a_server_elsewhere_and_the_secret_is_nowhere() {
    let bench = Bench::new();

    let output = ended(bench.command(ROSTER).env("RUST_LOG", "trace"), SECRET);

    assert!(output.status.success(), "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["coverage"].as_array().unwrap().len(), 6);
    assert_eq!(found["job"]["status"], "COMPLETED");
    assert_eq!(bench.runs(), 1);
    let log = said(&output);
    assert!(log.contains("answered"), "calls are logged");
    assert!(!log.contains(SECRET), "the secret is in no log");
    assert!(!log.contains("Bearer "), "neither is the token");
    assert!(!String::from_utf8_lossy(&output.stdout).contains(SECRET));
    let kept = files(&bench.data());
    assert!(kept.iter().any(|file| file.ends_with("work.sqlite")));
    for file in kept {
        let bytes = std::fs::read(&file).unwrap();
        let secret = SECRET.as_bytes();
        let found = bytes.windows(secret.len()).any(|part| part == secret);
        assert!(!found, "the secret is in {}", file.display());
    }
}

#[test]
fn a_run_that_was_killed_is_taken_up_and_none_is_started_twice() {
    let bench = Bench::new();
    let mut first = bench.command(ROSTER).spawn().unwrap();
    tell(&mut first, SECRET);
    let lines = BufReader::new(first.stderr.take().unwrap()).lines();
    let running = lines
        .map(Result::unwrap)
        .find(|line| line.starts_with("Optimizing: "));
    assert!(running.is_some());

    let beside = bench.run(SECRET);
    first.kill().unwrap();
    first.wait().unwrap();
    let after = bench.run(SECRET);

    assert_eq!(beside.status.code(), Some(1));
    assert!(said(&beside).contains("Shiftwright is at work with the data in"));
    assert!(after.status.success(), "{}", said(&after));
    assert!(said(&after).contains("Taking it up."), "{}", said(&after));
    let found: Value = serde_json::from_slice(&after.stdout).unwrap();
    assert_eq!(found["job"]["status"], "COMPLETED");
    assert_eq!(bench.runs(), 1, "one run, once");
}

#[test]
fn what_cannot_be_done_is_said() {
    let bench = Bench::new();
    let wrong = bench.run("another secret");
    assert_eq!(wrong.status.code(), Some(1));
    let words = "CXone did not accept the secret for the client id “other”.";
    assert!(said(&wrong).contains(words), "{}", said(&wrong));
    assert!(said(&wrong).contains("paste it again"), "{}", said(&wrong));
    assert!(!said(&wrong).contains("another secret"));

    let empty = bench.run("");
    assert!(said(&empty).contains("The client secret is empty."));

    let strangers = write(
        bench.folder.path(),
        "strangers.csv",
        "Agent,Start,End,Skills\nSTRANGER-7,2026-12-01 08:00,2026-12-01 16:00,SKILL-EN-BILLING\n",
    );
    let refused = ended(&mut bench.command(&strangers), SECRET);
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    assert!(
        said(&refused).contains("Line 2: STRANGER-7"),
        "{}",
        said(&refused)
    );

    let without_data = cli()
        .args(["run", ROSTER, "--url", &bench.url, "--client-id", "other"])
        .arg("--client-secret-stdin")
        .output()
        .unwrap();
    assert_eq!(without_data.status.code(), Some(2));
    assert!(said(&without_data).contains("--data"));
}

/// What the system says of proxies holds: on Linux that is the environment.
#[cfg(target_os = "linux")]
#[test]
fn a_tenant_is_reached_through_the_proxy_of_the_system() {
    use std::io::Write;
    use std::net::TcpListener;

    let folder = tempfile::tempdir().unwrap();
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        let (mut call, _) = proxy.accept().unwrap();
        let mut first_line = String::new();
        BufReader::new(&call).read_line(&mut first_line).unwrap();
        let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
        call.write_all(refusal.as_bytes()).unwrap();
        first_line
    });
    let mut command = cli();
    command
        .args(["run", ROSTER, "--url", "https://tenant.example"])
        .args(["--client-id", "other", "--client-secret-stdin", "--data"])
        .arg(folder.path())
        .env("HTTPS_PROXY", address)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());

    let output = ended(&mut command, SECRET);

    assert_eq!(
        asked.join().unwrap(),
        "CONNECT tenant.example:443 HTTP/1.1\r\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("proxy"), "{}", said(&output));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}
