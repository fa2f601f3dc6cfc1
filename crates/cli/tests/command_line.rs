//! The binary as a planner's script meets it.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in what its cases share"
)]

mod binary;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use binary::{SECRET, cli, said, serve, write};

fn run(arguments: &[&str]) -> Output {
    cli().arg("run").args(arguments).output().unwrap()
}

#[test]
fn the_whole_job_without_a_window() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("recommendations.csv");
    let roster = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/data/shifts-week-49.csv"
    );

    let output = run(&[
        roster,
        "--sample",
        "--zone",
        "Europe/London",
        "--json",
        "--export",
        export.to_str().unwrap(),
    ]);

    assert!(output.status.success(), "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["coverage"].as_array().unwrap().len(), 6);
    assert!(!found["gaps"].as_array().unwrap().is_empty());
    assert_eq!(found["job"]["status"], "COMPLETED");
    let agents = found["recommendations"]["assignmentRecommendations"]
        .as_array()
        .unwrap();
    let shifts: usize = agents
        .iter()
        .map(|agent| agent["recommendedShifts"].as_array().unwrap().len())
        .sum();
    assert!(shifts > 0);
    assert_eq!(rows(&export), shifts);
}

#[test]
fn without_a_file_the_sample_roster_is_taken_and_tables_are_printed() {
    let output = run(&["--sample", "--zone", "Europe/London"]);

    assert!(output.status.success(), "{}", said(&output));
    let text = String::from_utf8_lossy(&output.stdout);
    for expected in [
        "Coverage 2026-11-30 to 2026-12-06 (Europe/London)",
        "SKILL-EN-BILLING",
        "Recommendations",
        "percentage points",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    assert!(said(&output).contains("Optimizing:"), "progress is told");
}

#[test]
fn own_data_with_requirements_where_nothing_is_missing_has_nothing_to_optimize() {
    let folder = tempfile::tempdir().unwrap();
    let shifts = write(
        folder.path(),
        "shifts.csv",
        "Agent,Start,End,Skills\nA1,2026-12-01 08:00,2026-12-01 16:00,S\n",
    );
    let required = write(
        folder.path(),
        "required.csv",
        "Skill,Interval start,Required agents\nS,2026-12-01 09:00,1\nS,2026-12-01 09:15,1\n",
    );
    let export = folder.path().join("out.csv");

    let output = run(&[
        &shifts,
        "--requirements",
        &required,
        "--zone",
        "UTC",
        "--export",
        export.to_str().unwrap(),
    ]);

    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("nothing to optimize"));
    assert_eq!(rows(&export), 0, "a header and no rows");
}

#[test]
fn rows_that_are_left_out_are_named_and_told_by_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let shifts = write(
        folder.path(),
        "shifts.csv",
        "Agent,Start,End,Skills\nA1,2026-12-01 08:00,2026-12-01 16:00,S\nA2,2026-11-31 08:00,2026-12-01 16:00,S\n",
    );

    let output = run(&[&shifts, "--zone", "UTC"]);

    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("Line 3: "), "{}", said(&output));
}

#[test]
fn what_cannot_be_done_is_said_and_ends_with_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone.csv");
    let shifts = write(
        folder.path(),
        "shifts.csv",
        "Agent,Start,End,Skills\nA1,2026-12-01 08:00,2026-12-01 16:00,S\n",
    );
    let weekdays = write(
        folder.path(),
        "weekdays.csv",
        "Agent,Skill,Mon,Tue\nA1,S,6-14,6-14\n",
    );
    let either = write(
        folder.path(),
        "either.csv",
        "Agent,Start,End,Skills\nA1,02/12/2026 08:00,02/12/2026 16:00,S\n",
    );
    let cases: [(&[&str], &str); 5] = [
        (&[gone.to_str().unwrap()], "is not there"),
        // Another week, or another month, would be imported without a word.
        (&[&weekdays], "do not say in full which days they are"),
        (&[&either], "whether the day or the month comes first"),
        (&[&shifts, "--threshold", "7"], "between 0 % and 100 %"),
        (&[&shifts, "--zone", "Mars/Olympus"], "Mars/Olympus"),
    ];
    for (arguments, expected) in cases {
        let output = run(arguments);
        assert!(!output.status.success());
        assert!(
            said(&output).contains(expected),
            "{expected}: {}",
            said(&output)
        );
    }
}

#[tokio::test]
async fn the_workspace_is_served_with_chosen_credentials_until_it_is_told_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let (mut served, base) = serve(folder.path());
    // The provider is for https, which is not used here, but must be there.
    rustls::crypto::ring::default_provider()
        .install_default()
        .unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let sign_in = |secret: &'static str| {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", "other"),
            ("client_secret", secret),
        ];
        http.post(format!("{base}/oauth/token")).form(&form).send()
    };

    let right = sign_in(SECRET).await.unwrap();
    let wrong = sign_in("another").await.unwrap();

    assert_eq!(
        (right.status().as_u16(), wrong.status().as_u16()),
        (200, 401)
    );
    let ended = Command::new("kill")
        .arg(served.id().to_string())
        .status()
        .unwrap();
    assert!(ended.success());
    assert!(served.wait().unwrap().success(), "it ends by itself");
}

fn rows(export: &Path) -> usize {
    csv::Reader::from_path(export).unwrap().records().count()
}
