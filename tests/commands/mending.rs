//! Mending a file by commands: edits, undoing, rows that fail.

use serde_json::{Value, json};

use crate::desk::{Program, path_argument};
use crate::job::{CHECK, ONE_SHIFT, SEND};

/// The planner's file with one fault a line, as it came.
const FAULTY: &[u8] = include_bytes!("../data/faulty-rows.csv");

fn line_of(program: &Program, line: u64) -> Value {
    let rows = program.rows();
    let row = rows.iter().find(|row| row["line"] == line);
    row.unwrap_or_else(|| panic!("no line {line}")).clone()
}

#[test]
fn a_faulty_file_is_mended_to_zero_errors_and_imported() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    let path = program.file("faulty-rows.csv", FAULTY);
    let opened = program.ask("open_file", &path_argument(&path));
    assert!(opened["stoppedRows"].as_u64().unwrap() >= 10);

    // What can be mended by a click is, but for a formula, which is nobody's id.
    for problem in program.problems() {
        if problem["code"] == "FORMULA_LIKE_TEXT" {
            continue;
        }
        if let (Some(fix), Some(column)) = (problem["fix"].as_str(), problem["column"].as_u64()) {
            program.change(&json!({
                "kind": "edit", "line": problem["line"], "column": column,
                "text": fix, "alike": false,
            }));
        }
    }
    let skill = line_of(&program, 8);
    assert_eq!(skill["cells"][3]["text"], "SKILL-EN-BILLING");
    assert_eq!(skill["cells"][3]["original"], "SKILL-EN-BILING");
    assert_eq!(skill["state"], "ok");

    // The rest is left out, and nothing is stopped any more.
    let left: Vec<Value> = program
        .problems()
        .into_iter()
        .filter(|problem| problem["severity"] == "error")
        .map(|problem| problem["line"].clone())
        .collect();
    assert!(
        !left.is_empty(),
        "an agent that is missing can only be known by the planner"
    );
    let mended = program.change(&json!({"kind": "skip", "lines": left, "skip": true}));
    assert_eq!(mended["stoppedRows"], 0);

    let checked = program.ask("check_import", CHECK);
    assert_eq!(checked["refused"], 0, "{checked}");
    let sent = program.ask("send_import", SEND);
    assert_eq!(sent["processed"], mended["recordCount"]);
    let receipt = &sent["receipt"];
    assert_eq!(receipt["fileName"], "faulty-rows.csv");
    assert_eq!(receipt["hash"].as_str().unwrap().len(), 64);
    assert_eq!(
        program.ask("history", "{}")["imports"][0]["receipt"],
        *receipt
    );
}

#[test]
fn every_change_can_be_undone_and_made_again() {
    let program = Program::start();
    let opened = program.open_text("shifts.csv", ONE_SHIFT);
    assert_eq!(
        (&opened["undo"], &opened["redo"]),
        (&Value::Null, &Value::Null)
    );
    let edit =
        json!({"kind": "edit", "line": 2, "column": 0, "text": "AGENT-1002", "alike": false});

    let edited = program.change(&edit);
    assert_eq!(
        (&edited["undo"], &edited["editedCells"]),
        (&json!("Edit line 2"), &json!(1))
    );
    let skipped = program.change(&json!({"kind": "skip", "lines": [2], "skip": true}));
    assert_eq!(
        (&skipped["recordCount"], &skipped["skippedRows"]),
        (&json!(0), &json!(1))
    );

    assert_eq!(program.ask("undo_import", "{}")["recordCount"], 1);
    let before = program.ask("undo_import", "{}");
    assert_eq!(
        (&before["editedCells"], &before["undo"]),
        (&json!(0), &Value::Null)
    );
    assert_eq!(line_of(&program, 2)["cells"][0]["text"], "AGENT-1001");

    let again = program.ask("redo_import", "{}");
    assert_eq!(
        (&again["editedCells"], &again["undo"]),
        (&json!(1), &json!("Edit line 2"))
    );
    assert_eq!(line_of(&program, 2)["cells"][0]["original"], "AGENT-1001");
}

#[test]
fn rows_with_problems_become_a_file_that_can_be_dropped_again() {
    let program = Program::start();
    let text = format!(
        "{ONE_SHIFT}AGENT-1002,2026-11-31 08:00,2026-12-01 16:00,SKILL-EN-BILLING,Published\n"
    );
    program.open_text("shifts.csv", &text);
    assert_eq!(
        program.ask("save_problem_rows", "{}"),
        Value::Null,
        "the planner thought better of it"
    );

    let target = program.folder.path().join("problems.csv");
    *program.answers.save.lock().unwrap() = Some(target.clone());
    program.ask("save_problem_rows", "{}");

    let written = std::fs::read_to_string(&target).unwrap();
    assert!(written.contains("31 November does not exist"), "{written}");
    let mended = written.replace("2026-11-31 08:00", "2026-12-01 08:00");
    std::fs::write(&target, mended).unwrap();
    let again = program.ask("open_file", &path_argument(&target));
    assert_eq!(
        (&again["recordCount"], &again["stoppedRows"]),
        (&json!(1), &json!(0))
    );
}

#[test]
fn a_mapping_is_remembered_for_the_next_file_of_its_kind() {
    let program = Program::start();
    program.ask("open_own_data", "{}");
    let text = "Wer,Von,Bis,Team\nA1,2026-12-01 08:00,2026-12-01 16:00,BILLING\n";
    let first = program.open_text("first.csv", text);
    assert_eq!(first["remembered"], Value::Null);
    for (column, field) in [(0, "agent"), (3, "skills")] {
        program.change(&json!({"kind": "column", "column": column, "field": field}));
    }
    let sent = program.ask("send_import", SEND);
    assert_eq!(sent["processed"], 1, "{sent}");

    let second = program.open_text("second.csv", &text.replace("12-01", "12-08"));
    assert_eq!(second["remembered"], json!({"state": "applied"}));
    assert_eq!(
        (&second["recordCount"], &second["missing"]),
        (&json!(1), &json!([]))
    );

    let again = Program::start_in(program.end());
    let third = again.open_text("third.csv", &text.replace("12-01", "12-15"));
    assert_eq!(
        third["remembered"],
        json!({"state": "applied"}),
        "also after the next start"
    );
    let forgotten = again.change(&json!({"kind": "forgetMapping"}));
    assert_eq!(forgotten["remembered"], Value::Null);
}

#[test]
fn rows_that_a_server_refuses_are_mended_and_sent_alone() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    let text = format!(
        "{ONE_SHIFT}AGENT-9999,2026-12-01 08:00,2026-12-01 16:00,SKILL-EN-BILLING,Published\n"
    );
    program.open_text("shifts.csv", &text);

    let checked = program.ask("check_import", CHECK);
    assert_eq!(
        (&checked["newCount"], &checked["refused"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(checked["refusedRows"][0]["line"], 3);
    let sent = program.ask("send_import", SEND);
    assert_eq!(
        (&sent["processed"], &sent["failed"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(sent["failures"][0]["agentId"], "AGENT-9999");
    assert_eq!(program.ask("open_import", "{}")["failedLines"], 1);
    let refused = line_of(&program, 3);
    assert_eq!(refused["state"], "error");
    let mark = &refused["cells"][0]["problem"];
    assert_eq!(mark["code"], "REFUSED_BY_SERVER");
    assert!(
        mark["message"].as_str().unwrap().contains("AGENT-9999"),
        "{mark}"
    );
    assert_eq!(line_of(&program, 2)["state"], "ok");

    program.change(&json!({
        "kind": "edit", "line": 3, "column": 0, "text": "AGENT-1002", "alike": false,
    }));
    assert_eq!(
        line_of(&program, 3)["state"],
        "ok",
        "it says something else now"
    );
    let alone = program.ask(
        "send_import",
        &SEND.replace("\"onlyFailed\":false", "\"onlyFailed\":true"),
    );
    assert_eq!(
        (&alone["processed"], &alone["failed"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(alone["receipt"]["onlySomeRows"], true);
    assert_eq!(program.ask("open_import", "{}")["failedLines"], 0);
}

#[test]
fn in_a_grid_what_a_server_refuses_is_marked_at_the_day() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    let standing = "Agent ID,Start,End,Skills\nAGENT-1001,2026-12-01 08:00,2026-12-01 16:00,SKILL-EN-BILLING\n";
    program.open_text("standing.csv", standing);
    program.ask("send_import", SEND);
    let grid = "Agent ID,Name,30/11/2026,01/12/2026\n\
        AGENT-1001,Ada,06:00-14:00,10:00-18:00\n\
        AGENT-1002,Bea,06:00-14:00,06:00-14:00\n";
    program.open_text("grid.csv", grid);
    let defaults = json!({"kind": "defaults", "skill": "SKILL-EN-BILLING", "status": "PUBLISHED", "proficiency": null});
    assert_eq!(program.change(&defaults)["recordCount"], 4);

    let sent = program.ask("send_import", SEND);

    assert_eq!(
        (&sent["processed"], &sent["failed"]),
        (&json!(3), &json!(1))
    );
    let row = line_of(&program, 2);
    let marks: Vec<bool> = row["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| cell["problem"]["code"] == "REFUSED_BY_SERVER")
        .collect();
    assert_eq!(marks, [false, false, false, true], "{row}");
    assert_eq!(row["state"], "warning");
    assert_eq!(line_of(&program, 3)["state"], "ok");
}

#[test]
fn conflicts_stand_unless_they_are_to_be_replaced() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    program.open_text("shifts.csv", ONE_SHIFT);
    program.ask("send_import", SEND);
    program.open_text("later.csv", &ONE_SHIFT.replace("16:00", "17:00"));

    let checked = program.ask("check_import", CHECK);
    assert_eq!(
        (&checked["conflicts"], &checked["taken"]),
        (&json!(1), &json!(0))
    );
    let message = checked["conflictRows"][0]["message"].as_str().unwrap();
    let row = line_of(&program, 2);
    assert_eq!(row["problem"]["severity"], "warning", "{row}");
    assert!(
        message.contains("08:00") && message.contains("16:00"),
        "{message}"
    );
    assert_eq!(program.ask("send_import", SEND)["failed"], 1);

    let replace = SEND.replace("\"replaceConflicts\":false", "\"replaceConflicts\":true");
    let sent = program.ask("send_import", &replace);
    assert_eq!(
        (&sent["processed"], &sent["failed"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(sent["receipt"]["replaced"], true);
}

#[test]
fn drafts_that_stand_are_published_only_where_they_are_to_be_replaced() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    program.open_text("drafts.csv", &ONE_SHIFT.replace("Published", "Draft"));
    program.ask("send_import", SEND);
    program.open_text("published.csv", ONE_SHIFT);

    let checked = program.ask("check_import", CHECK);
    assert_eq!(
        (
            &checked["unchanged"],
            &checked["kept"],
            &checked["conflicts"]
        ),
        (&json!(1), &json!(1), &json!(0))
    );
    assert_eq!(program.ask("send_import", SEND)["receipt"]["kept"], 1);

    let replace = SEND.replace("\"replaceConflicts\":false", "\"replaceConflicts\":true");
    assert_eq!(program.ask("send_import", &replace)["receipt"]["kept"], 0);
    let checked = program.ask("check_import", CHECK);
    assert_eq!(
        (&checked["unchanged"], &checked["kept"]),
        (&json!(1), &json!(0))
    );
}

#[test]
fn a_file_that_changes_or_vanishes_is_noticed() {
    let program = Program::start();
    program.open_text("shifts.csv", ONE_SHIFT);
    let state = |program: &Program| program.ask("import_file_state", "{}")["kind"].clone();
    assert_eq!(state(&program), "same");
    program.change(&json!({"kind": "skip", "lines": [2], "skip": true}));

    program.file("shifts.csv", ONE_SHIFT.replace("AGENT-1001", "AGENT-1003"));
    assert_eq!(state(&program), "changed");
    let again = program.ask("reread_import", "{}");
    assert_eq!(
        (&again["recordCount"], &again["skippedRows"]),
        (&json!(1), &json!(0))
    );
    assert_ne!(
        again["dropped"],
        json!([]),
        "what was skipped belonged to the old lines"
    );
    assert_eq!(line_of(&program, 2)["cells"][0]["text"], "AGENT-1003");

    std::fs::remove_file(program.folder.path().join("shifts.csv")).unwrap();
    assert_eq!(state(&program), "vanished");
    let (_, message) = program.fault("reread_import", "{}");
    assert!(message.contains("not there"), "{message}");
    assert_eq!(
        line_of(&program, 2)["cells"][0]["text"],
        "AGENT-1003",
        "what was read stays"
    );
}

#[test]
fn another_encoding_reads_the_file_again() {
    let program = Program::start();
    let text = b"Agent ID,Start,End,Skills\nM\xFCller,2026-12-01 08:00,2026-12-01 16:00,X\n";
    let path = program.file("shifts.csv", text);
    let opened = program.ask("open_file", &path_argument(&path));
    assert_eq!(opened["read"]["encoding"], "Windows-1252");
    assert_eq!(line_of(&program, 2)["cells"][0]["text"], "Müller");

    let opening =
        json!({"opening": {"sheet": null, "encoding": "windows-1251", "delimiter": null}});
    let again = program.ask("reopen_import", &opening.to_string());

    assert_eq!(
        again["read"]["encoding"].as_str().unwrap().to_lowercase(),
        "windows-1251"
    );
    assert_eq!(line_of(&program, 2)["cells"][0]["text"], "Mьller");
}
