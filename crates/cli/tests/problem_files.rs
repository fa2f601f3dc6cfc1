//! `make-problem`, `solve` and `verify`, as a person at a terminal uses them.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shiftwright-cli"));
    command.current_dir(folder).args(arguments);
    command
}

fn cli(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&text).into_owned()
}

fn make(folder: &Path) {
    make_for(folder, "20");
}

fn make_for(folder: &Path, agents: &str) {
    let made = cli(
        folder,
        &[
            "make-problem",
            "--agents",
            agents,
            "--skills",
            "3",
            "--days",
            "7",
            "--interval",
            "30",
            "--load",
            "0.8",
            "--seed",
            "5",
            "-o",
            "problem.json",
        ],
    );
    assert!(made.status.success(), "{}", said(&made));
}

#[test]
fn a_problem_is_made_solved_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path());
    let arguments = [
        "solve",
        "problem.json",
        "--iterations",
        "10",
        "--threads",
        "2",
        "--seed",
        "1",
        "-o",
        "solution.json",
    ];
    let solved = cli(folder.path(), &arguments);
    assert!(solved.status.success(), "{}", said(&solved));
    let verified = cli(folder.path(), &["verify", "problem.json", "solution.json"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn a_wrong_solution_is_refused_and_the_rule_named() {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path());
    let arguments = [
        "solve",
        "problem.json",
        "--iterations",
        "3",
        "-o",
        "solution.json",
    ];
    assert!(cli(folder.path(), &arguments).status.success());
    let path = folder.path().join("solution.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut solution: serde_json::Value = serde_json::from_str(&text).unwrap();
    solution["shortHours"] = serde_json::json!(0.5);
    std::fs::write(&path, solution.to_string()).unwrap();
    let verified = cli(folder.path(), &["verify", "problem.json", "solution.json"]);
    assert_eq!(verified.status.code(), Some(1), "{}", said(&verified));
    assert!(
        said(&verified).contains("ShortHours"),
        "{}",
        said(&verified)
    );
    // The outcome is told to who reads none of it, too.
    let mut verify = command(folder.path(), &["verify", "problem.json", "solution.json"]);
    let mut unread = verify.stdout(Stdio::piped()).spawn().unwrap();
    drop(unread.stdout.take());
    assert_eq!(unread.wait().unwrap().code(), Some(1));
}

#[test]
fn what_is_no_problem_file_is_said_in_words() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("problem.json"), "{}").unwrap();
    let solved = cli(folder.path(), &["solve", "problem.json"]);
    assert_eq!(solved.status.code(), Some(1));
    assert!(
        said(&solved).contains("problem.json is no staffing problem"),
        "{}",
        said(&solved)
    );
}

/// What Ctrl-C does, where the signal can be sent.
#[cfg(unix)]
mod interrupted {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Child;

    use super::*;

    fn start(folder: &Path, arguments: &[&str]) -> Child {
        let mut command = command(folder, arguments);
        command.stderr(Stdio::piped()).spawn().unwrap()
    }

    fn press_ctrl_c(child: &Child) {
        let id = child.id().to_string();
        let sent = Command::new("sh")
            .args(["-c", "kill -INT $0", &id])
            .status();
        assert!(sent.unwrap().success());
    }

    #[test]
    fn a_search_that_is_stopped_writes_its_best_answer_so_far() {
        let folder = tempfile::tempdir().unwrap();
        // More than is ever proven best.
        make_for(folder.path(), "200");
        let long = ["solve", "problem.json", "--seconds", "3600", "--gap", "0"];
        let told = ["--progress", "-o", "solution.json"];
        let mut child = start(folder.path(), &[long.as_slice(), &told].concat());
        let mut heard = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("objective") || line.contains("no checked answer") {
            line.clear();
            assert!(heard.read_line(&mut line).unwrap() > 0, "it goes on");
        }
        press_ctrl_c(&child);
        let mut rest = String::new();
        heard.read_to_string(&mut rest).unwrap();
        assert!(child.wait().unwrap().success(), "{rest}");
        assert!(rest.contains("The best answer so far is kept."), "{rest}");
        let verified = cli(folder.path(), &["verify", "problem.json", "solution.json"]);
        assert!(verified.status.success(), "{}", said(&verified));
    }

    #[test]
    fn a_second_time_it_ends_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("problem.json");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let mut child = start(folder.path(), &["solve", "problem.json"]);
        // Open as soon as the program reads; it then waits for a problem.
        let problem = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
        while child.try_wait().unwrap().is_none() {
            press_ctrl_c(&child);
        }
        drop(problem);
        assert_eq!(child.wait().unwrap().code(), Some(130));
    }
}
