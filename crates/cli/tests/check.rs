//! `shiftwright-cli check` as a planner's script meets it.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in what its cases share"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shiftwright-cli"))
        .env("SHIFTWRIGHT_NOW", "2026-11-24T09:00:00Z")
        .arg("check")
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What is printed with `--json`, and the exit status.
fn checked(file: &Path, arguments: &[&str]) -> (Value, i32) {
    let file = file.to_str().unwrap();
    let arguments = [&[file, "--json", "--zone", "Europe/London"], arguments].concat();
    let output = check(&arguments);
    let json = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic_with(&output));
    (json, output.status.code().unwrap())
}

fn panic_with(output: &Output) -> Value {
    assert_eq!(said(output), "", "no JSON");
    Value::Null
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data")
        .join(name)
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn all_that_was_read_is_one_object() {
    let folder = tempfile::tempdir().unwrap();
    let roster = file(
        &folder,
        "roster.csv",
        "Roster of week 27\n\
         Agent ID;Start;End;Skills;Breaks;Status;Level\n\
         0815;01/07/2026 06:00;01/07/2026 14:00;SKILL-A;10:00-10:30;Published;Expert\n\
         0815;01/07/2026 06:00;01/07/2026 14:00;SKILL-B;10:00-10:30;Published;Expert\n\
         A2;31/06/2026 06:00;01/07/2026 14:00;SKILL-A;;Draft;\n",
    );

    let (found, status) = checked(&roster, &["--date-order", "dmy"]);

    assert_eq!(status, 3, "{found:#}");
    let mut understood = found["understood"].clone();
    let columns = understood["columns"].take();
    assert_eq!(
        columns[0],
        json!({"header": "Agent ID", "field": "agent", "day": null, "confidence": "sure"})
    );
    for (name, expected) in [
        ("format", json!("csv")),
        ("encoding", json!("UTF-8")),
        ("delimiter", json!(";")),
        ("sheet", Value::Null),
        ("headerLine", json!(2)),
        ("layout", json!("list")),
        ("zone", json!("Europe/London")),
    ] {
        assert_eq!(understood[name], expected, "{name}");
    }
    assert_eq!(
        found["shifts"],
        json!([{
            "line": 3,
            "agentId": "0815",
            "startDate": "2026-07-01T05:00:00Z",
            "endDate": "2026-07-01T13:00:00Z",
            "skills": [
                {"skillId": "SKILL-A", "proficiencyLevel": "EXPERT"},
                {"skillId": "SKILL-B", "proficiencyLevel": "EXPERT"},
            ],
            "breaks": [{"startTimeOffset": 14_400, "duration": 1_800}],
            "status": "PUBLISHED",
        }])
    );
    let left_out = found["leftOut"].as_array().unwrap();
    assert_eq!(left_out[0]["line"], 1);
    assert_eq!(
        left_out[1],
        json!({"line": 4, "reason": "It was united with the shift on line 3."})
    );
    assert_eq!(left_out.len(), 2);
    let problem = &found["problems"][0];
    assert_eq!(
        (
            &problem["line"],
            &problem["column"],
            &problem["code"],
            &problem["severity"]
        ),
        (
            &json!(5),
            &json!("Start"),
            &json!("UNREADABLE_TIME"),
            &json!("error")
        )
    );
    assert!(problem["suggestion"].is_string(), "{problem}");
}

#[test]
fn workbooks_are_read() {
    for (name, layout, shifts) in [
        ("grid-roster-week-49.xlsx", "grid", 200),
        ("dienstplan-kw49.csv", "list", 120),
        ("shifts-week-49.csv", "list", 300),
    ] {
        let (found, status) = checked(&sample(name), &[]);

        assert_eq!(status, 0, "{name}: {:#}", found["problems"]);
        assert_eq!(found["understood"]["layout"], layout, "{name}");
        assert_eq!(found["shifts"].as_array().unwrap().len(), shifts, "{name}");
    }
}

#[test]
fn skills_are_unknown_only_where_the_known_ones_are_given() {
    let folder = tempfile::tempdir().unwrap();
    let roster = file(
        &folder,
        "roster.csv",
        "Agent,Start,End,Skills\nA1,2026-12-01 08:00,2026-12-01 16:00,SKILL-EN\n",
    );
    for (known, expected) in [
        ("SKILL-EN\nSKILL-DE\n", 0),
        ("Skill ID,Name\nSKILL-EN,English\n", 0),
        ("SKILL-FR\n", 3),
    ] {
        let known = file(&folder, "known.csv", known);

        let (found, status) = checked(&roster, &["--skills", known.to_str().unwrap()]);

        assert_eq!(status, expected, "{:#}", found["problems"]);
    }
    assert_eq!(checked(&roster, &[]).1, 0);
}

#[test]
fn columns_mean_what_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let roster = file(
        &folder,
        "roster.csv",
        "Wer,Von wann,Bis wann,Was=wo,x\n\
         A1,2026-12-01 08:00,2026-12-01 16:00,SKILL-EN,7\nA2,2026-12-01 08:00,2026-12-01 16:00,SKILL-EN,7\n",
    );

    let (found, status) = checked(
        &roster,
        &[
            "--map",
            "wer=agent",
            "--map",
            "Von wann=start",
            "--map",
            "Bis wann=end",
            "--map",
            "Was=wo=skills",
            "--map",
            "x=ignore",
        ],
    );

    assert_eq!(status, 0, "{found:#}");
    let shifts = found["shifts"].as_array().unwrap();
    assert_eq!((shifts.len(), &shifts[0]["agentId"]), (2, &json!("A1")));
    assert_eq!(found["understood"]["columns"][0]["confidence"], "chosen");
}

#[test]
fn what_cannot_be_read_ends_with_2_and_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let roster = file(&folder, "roster.csv", "Agent,Start,End,Skills\nA1,1,2,S\n");
    let prices = file(&folder, "prices.csv", "Article,Price\nPen,1.20\nInk,3.40\n");
    let open = file(&folder, "open.csv", "Agent,Start\nA1,\"2026\n");
    let page = file(&folder, "page.xls", "<html><table>");
    let required = file(
        &folder,
        "required.csv",
        "Skill,Interval start,Required agents\nS,2026-11-30 08:00,2\nS,2026-11-30 08:15,3\n",
    );
    let gone = folder.path().join("gone.csv");
    let cases: [(&Path, &[&str], &str); 9] = [
        (&required, &[], "how many agents each skill needs"),
        (&gone, &[], "is not there"),
        (folder.path(), &[], "is not a file"),
        (&page, &[], "is a web page"),
        (&open, &[], "Line 2: a cell opens with a quotation mark"),
        (&prices, &[], "prices.csv"),
        (
            &roster,
            &["--map", "Agents=agent"],
            "no column named \"Agents\"",
        ),
        (&roster, &["--map", "Agent=who"], "\"who\" is no field"),
        (&roster, &["--sheet", "Week 49"], "text without sheets"),
    ];
    for (file, arguments, expected) in cases {
        let arguments = [&[file.to_str().unwrap()], arguments].concat();
        let output = check(&arguments);

        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(
            said(&output).contains(expected),
            "{expected}: {}",
            said(&output)
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn wrong_options_end_with_2_and_leave_standard_output_empty() {
    let folder = tempfile::tempdir().unwrap();
    let roster = file(
        &folder,
        "roster.csv",
        "Agent,Lead,Start,End\nA1,L1,2026-12-01 08:00,2026-12-01 16:00\n",
    );
    let path = |name: &str, text: &str| file(&folder, name, text).to_str().unwrap().to_owned();
    let empty = path("empty.csv", "");
    let header = path("header.csv", "Skill ID,Name\n");
    let bytes = path("bytes.csv", "a\0b");
    let gone = folder.path().join("gone.txt");
    let grid = sample("grid-roster-week-49.xlsx");
    let cases: [(&Path, &[&str], &str); 20] = [
        (&roster, &["--zone", "Mars/Base"], "there is no such zone"),
        (&roster, &["--zone", "+01:00"], "there is no such zone"),
        (&roster, &["--zone", ""], "there is no such zone"),
        (&roster, &["--zone"], "a value is required"),
        (&roster, &["--sheet", ""], "text without sheets"),
        (&grid, &["--sheet", "Nope"], "Its sheets are: Sheet."),
        (&roster, &["--map", "Agent"], "not of the form"),
        (&roster, &["--map", "=agent"], "no column named \"\""),
        (&roster, &["--map", "Agent="], "\"\" is no field"),
        (&roster, &["--map", "Agent=AGENT"], "\"AGENT\" is no field"),
        (
            &roster,
            &["--map", "Start=ignore"],
            "no column for the start",
        ),
        (
            &roster,
            &["--map", "Agent=agent", "--map", "agent=notes"],
            "two things of the column \"agent\"",
        ),
        (
            &roster,
            &["--map", "Agent=agent", "--map", "Lead=agent"],
            "of \"Lead\" and of another column",
        ),
        (&roster, &["--date-order", "DMY"], "dmy, mdy, ymd"),
        (&roster, &["--date-order", ""], "dmy, mdy, ymd"),
        (
            &roster,
            &["--skills", gone.to_str().unwrap()],
            "gone.txt is not there",
        ),
        (&roster, &["--skills", &empty], "empty.csv is empty"),
        (&roster, &["--skills", &header], "names no skill"),
        (&roster, &["--skills", &bytes], "is not a spreadsheet"),
        (&roster, &["--jsom"], "unexpected argument"),
    ];
    for (file, arguments, expected) in cases {
        let arguments = [&[file.to_str().unwrap(), "--json"], arguments].concat();
        let output = check(&arguments);

        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(expected), "{arguments:?}: {told}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn people_read_how_it_was_understood() {
    let output = check(&[
        sample("faulty-rows.csv").to_str().unwrap(),
        "--zone",
        "Europe/London",
    ]);

    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8_lossy(&output.stdout);
    for expected in [
        "faulty-rows.csv: CSV · comma · UTF-8 · header on line 1",
        "times in Europe/London",
        "Agent ID: the agent",
        "Line 4: ",
        "with errors",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[test]
fn a_hostile_file_is_only_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.xlsx");
    fs::write(&path, b"PK\x03\x04 and nothing more").unwrap();

    let output = check(&[path.to_str().unwrap(), "--json"]);

    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("roster.xlsx is damaged"),
        "{}",
        said(&output)
    );
}
