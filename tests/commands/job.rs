//! The whole job by commands: import, coverage, optimization, export.

use serde_json::{Value, json};

use crate::desk::{Program, path_argument};

pub const ONE_SHIFT: &str = "Agent ID,Start,End,Skills,Status\nAGENT-1001,2026-12-01 08:00,2026-12-01 16:00,SKILL-EN-BILLING,Published\n";

/// A run form with the contract's defaults for these skills.
pub fn form(skills: &[&str]) -> Value {
    json!({
        "skills": skills,
        "goals": ["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"],
        "allowOvertime": true, "maxOvertimeHours": 4.0, "maxConsecutiveHours": 10.0,
        "minBreakMinutes": 30, "respectPublished": true, "pool": "AVAILABLE",
    })
}

pub const SEND: &str =
    r#"{"replaceConflicts":false,"onlyFailed":false,"onProgress":"__CHANNEL__:7"}"#;
pub const CHECK: &str = r#"{"onProgress":"__CHANNEL__:7"}"#;

#[test]
fn the_whole_job_in_the_sample_contact_centre() {
    let program = Program::start();
    program.ask("open_sample", "{}");

    let file = program.ask("open_sample_roster", "{}");
    assert_eq!(file["kind"], "shifts");
    assert_eq!(file["problemKinds"], json!([]));
    let shifts = file["recordCount"].as_u64().unwrap();
    assert!(shifts > 200, "60 agents work about five days");

    let checked = program.ask("check_import", CHECK);
    assert_eq!(checked["taken"], shifts);
    assert_eq!(checked["newCount"], shifts);
    assert_eq!(
        (&checked["conflicts"], &checked["refused"]),
        (&json!(0), &json!(0))
    );

    let sent = program.ask("send_import", SEND);
    assert_eq!(sent["processed"], shifts);
    assert_eq!(program.ask("check_import", CHECK)["unchanged"], shifts);
    let twice = program.ask("send_import", SEND);
    assert_eq!(twice["processed"], shifts, "sending again changes nothing");

    let coverage = program.ask("coverage", r#"{"from":null,"to":null}"#);
    assert_eq!(coverage["from"], "2026-11-30", "the days of the import");
    assert_eq!(coverage["rows"].as_array().unwrap().len(), 6);
    let gaps = coverage["gapCount"].as_u64().unwrap();
    assert!(gaps > 0);
    let stricter = program.ask("coverage_at", r#"{"threshold":1.0}"#);
    assert!(stricter["gapCount"].as_u64().unwrap() >= gaps);
    program.ask("coverage_at", r#"{"threshold":0.85}"#);

    let offered = program.ask("run_form", "{}");
    assert_eq!(offered["gaps"].as_array().unwrap().len() as u64, gaps);
    let arguments = json!({"form": offered["form"], "onProgress": "__CHANNEL__:8"});
    let run = program.ask("start_run", &arguments.to_string());
    assert_eq!(run["outcome"], "completed");

    let proposed = program.ask("recommendations", "{}");
    assert_eq!(proposed["shiftCount"], run["recommendedShifts"]);
    assert!(proposed["improvement"].as_f64().unwrap() > 0.0);

    export(&program, &proposed);
    let history = program.ask("history", "{}");
    assert_eq!(history["imports"].as_array().unwrap().len(), 2);
    assert_eq!(history["runs"][0]["outcome"], "completed");

    // All of it is there after the next start.
    let again = Program::start_again(program.end());
    assert_eq!(again.ask("recommendations", "{}"), proposed);
}

fn export(program: &Program, proposed: &Value) {
    let none = program.ask("export_recommendations", "{}");
    assert_eq!(none, Value::Null, "the planner thought better of it");

    let nowhere = program.folder.path().join("gone/recommendations.csv");
    *program.answers.save.lock().unwrap() = Some(nowhere);
    let (_, message) = program.fault("export_recommendations", "{}");
    assert!(message.contains("folder"), "{message}");

    let target = program.folder.path().join("recommendations.csv");
    *program.answers.save.lock().unwrap() = Some(target.clone());
    let saved = program.ask("export_recommendations", "{}");
    assert_eq!(saved["rows"], proposed["shiftCount"]);
    let lines = std::fs::read_to_string(target).unwrap().lines().count() as u64;
    assert_eq!(lines, proposed["shiftCount"].as_u64().unwrap() + 1);
}

#[test]
fn a_planners_own_requirements_make_coverage() {
    let program = Program::start();
    program.ask("open_own_data", "{}");
    let requirements = "Skill,Interval start,Required agents\nSKILL-EN-BILLING,2026-12-01 08:00,2\nSKILL-EN-BILLING,2026-12-01 08:15,2\n";

    let file = program.open_text("required.csv", requirements);
    assert_eq!(file["kind"], "requirements");
    let loaded = program.ask("load_requirements", "{}");
    assert_eq!(loaded, json!({"intervals": 2, "skills": 1}));
    program.open_text("shifts.csv", ONE_SHIFT);
    program.ask("send_import", SEND);

    let coverage = program.ask("coverage", r#"{"from":"2026-12-01","to":"2026-12-01"}"#);
    let row = &coverage["rows"][0];
    assert_eq!(row["requiredHours"], 1.0);
    assert_eq!(row["coveredHours"], 0.5, "one of two agents, half an hour");
}

#[test]
fn files_that_cannot_be_shifts_say_why() {
    let program = Program::start();
    let cases = [
        ("empty.csv", "", "is empty"),
        ("header.csv", "Agent ID,Start,End,Skills\n", "no rows"),
        ("picture.csv", "\u{0}\u{1}\u{2}PNG", "readable text"),
    ];
    for (name, text, expected) in cases {
        let path = program.file(name, text);
        let (code, message) = program.fault("open_file", &path_argument(&path));
        assert_eq!(code, "fault");
        assert!(message.contains(expected), "{name}: {message}");
    }
    let gone = program.folder.path().join("gone.csv");
    let (_, message) = program.fault("open_file", &path_argument(&gone));
    assert!(message.contains("not there"), "{message}");
    assert_eq!(
        program.ask("open_import", "{}"),
        Value::Null,
        "nothing half-read stays open"
    );
}

#[test]
fn problems_name_their_line_and_stop_only_their_row() {
    let program = Program::start();
    let text = format!(
        "{ONE_SHIFT}AGENT-1002,2026-11-31 08:00,2026-12-01 16:00,SKILL-EN-BILLING,Published\n"
    );

    let file = program.open_text("shifts.csv", &text);

    assert_eq!(file["recordCount"], 1);
    assert_eq!(file["stoppedRows"], 1);
    let problem = &program.problems()[0];
    assert_eq!(problem["line"], 3);
    let message = problem["message"].as_str().unwrap();
    assert!(message.contains("does not exist"), "{message}");
}

#[test]
fn another_zone_reads_the_same_file_again() {
    let program = Program::start();
    let london = program.open_text("shifts.csv", ONE_SHIFT);
    assert_eq!(london["start"], "2026-12-01T08:00:00Z");

    let tokyo = program.change(&json!({"kind": "zone", "zone": "Asia/Tokyo"}));

    assert_eq!(tokyo["start"], "2026-11-30T23:00:00Z");
    assert_eq!(program.ask("open_import", "{}"), tokyo);
    program.ask("close_import", "{}");
    assert_eq!(program.ask("open_import", "{}"), Value::Null);
}

#[test]
fn steps_out_of_order_are_explained() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    let run = json!({"form": form(&[]), "onProgress": "__CHANNEL__:8"}).to_string();
    let cases = [
        ("check_import", CHECK.to_owned(), "No file is open"),
        ("run_form", "{}".to_owned(), "Coverage is not loaded"),
        ("start_run", run.clone(), "Coverage is not loaded"),
        (
            "follow_run",
            r#"{"run":"nobody","onProgress":"__CHANNEL__:8"}"#.to_owned(),
            "has ended already",
        ),
        (
            "export_recommendations",
            "{}".to_owned(),
            "no recommendations",
        ),
        (
            "coverage",
            r#"{"from":"2026-12-02","to":"2026-12-01"}"#.to_owned(),
            "before the first",
        ),
        (
            "coverage",
            r#"{"from":"2026-01-01","to":"2026-12-01"}"#.to_owned(),
            "at most 62",
        ),
        (
            "coverage",
            r#"{"from":"soon","to":"later"}"#.to_owned(),
            "not a day",
        ),
    ];
    for (command, arguments, expected) in cases {
        let (_, message) = program.fault(command, &arguments);
        assert!(message.contains(expected), "{command}: {message}");
    }
    program.ask("coverage", r#"{"from":null,"to":null}"#);
    let (_, message) = program.fault("start_run", &run);
    assert!(message.contains("No gap is chosen"), "{message}");
    program.ask("coverage_at", r#"{"threshold":0.0}"#);
    assert_eq!(program.fault("start_run", &run).0, "nothingToDo");
}

#[test]
fn a_run_that_was_left_is_offered_again_after_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let store = workflow::Store::open(&folder.path().join("work.sqlite")).unwrap();
    let asked = json!({
        "dateRange": {"start": "2026-11-30T00:00:00Z", "end": "2026-12-06T23:59:59Z"},
        "optimizationGoals": ["MINIMIZE_OVERTIME"], "gapResolutionRules": [], "complianceRules": {},
    });
    let asked = serde_json::from_value(asked).unwrap();
    let sample = workflow::connection::Connection::sample();
    let now = "2026-11-24T09:00:00Z".parse().unwrap();
    let run = store.add_run(&sample, &asked, now).unwrap();
    store.run_submitted(&run, "opt-of-long-ago").unwrap();
    drop(store);

    let program = Program::start_in(folder);
    program.ask("open_sample", "{}");
    let offered = program.ask("run_state", "{}");

    let unfinished = &offered["unfinished"][0];
    assert_eq!(unfinished["runId"], run);
    assert_eq!(unfinished["at"], "2026-11-24T09:00:00Z");
    assert_eq!(unfinished["outcome"], "stillRunning");
    assert_eq!(offered["running"], false);
}
