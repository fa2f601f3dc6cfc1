//! What a file leaves open, asked and answered by commands.

use serde_json::{Value, json};

use crate::desk::Program;
use crate::job::{CHECK, ONE_SHIFT, SEND};

#[test]
fn what_a_file_leaves_open_is_asked_before_anything_is_sent() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    let no_skill = "Agent ID,Start,End\nAGENT-1001,2026-12-01 08:00,2026-12-01 16:00\n";
    let asked = program.open_text("no-skill.csv", no_skill);
    assert_eq!(asked["questions"], json!([{"kind": "defaultSkill"}]));
    for (command, arguments) in [("check_import", CHECK), ("send_import", SEND)] {
        let (_, message) = program.fault(command, arguments);
        assert!(message.contains("skill"), "{command}: {message}");
    }

    program.change(&json!({
        "kind": "defaults", "skill": "SKILL-EN-BILLING", "status": "PUBLISHED", "proficiency": null,
    }));
    assert_eq!(program.ask("send_import", SEND)["processed"], 1);

    let open = ONE_SHIFT.replace("2026-12-01", "01/12/2026");
    let asked = program.open_text("open.csv", &open);
    assert_eq!(asked["questions"][0]["kind"], "dateOrder");
    assert_eq!(
        asked["questions"][0]["examples"][0]["monthFirst"],
        "12 January 2026"
    );
    let (_, message) = program.fault("send_import", SEND);
    assert!(message.contains("day or the month"), "{message}");
    let answered = program.change(&json!({"kind": "dateOrder", "value": "dayFirst"}));
    assert_eq!(
        (&answered["questions"], &answered["start"]),
        (&json!([]), &json!("2026-12-01T08:00:00Z"))
    );
    assert_eq!(program.ask("check_import", CHECK)["unchanged"], 1);
}

#[test]
fn a_time_at_a_clock_change_means_the_reading_that_was_chosen_in_all_rows() {
    let program = Program::start();
    program.ask("open_sample", "{}");
    // In London clocks go forward on 29 March 2026 at 01:00 and back on 25 October at 02:00.
    let asked = program.open_text(
        "clock-changes.csv",
        "Agent ID,Start,End,Skills,Status\n\
         AGENT-1001,2026-03-29 01:30,2026-03-29 09:00,SKILL-EN-BILLING,Draft\n\
         AGENT-1002,2026-03-29 01:15,2026-03-29 09:00,SKILL-EN-BILLING,Draft\n\
         AGENT-1001,2026-10-25 01:30,2026-10-25 09:00,SKILL-EN-BILLING,Draft\n\
         AGENT-1002,2026-10-25 01:15,2026-10-25 09:00,SKILL-EN-BILLING,Draft\n",
    );
    let readings = |kind: &str| -> Value {
        let questions = asked["questions"].as_array().unwrap();
        let question = questions.iter().find(|question| question["kind"] == kind);
        let question = question.unwrap_or_else(|| panic!("{kind} is not asked: {asked}"));
        assert_eq!(question["rows"], 2, "{question}");
        question["readings"].clone()
    };
    assert_eq!(
        readings("skippedTime"),
        json!(["02:30 on 29 March 2026", "00:30 on 29 March 2026"])
    );
    assert!(
        readings("doubledTime")[0]
            .as_str()
            .unwrap()
            .contains("UTC+01:00")
    );
    assert!(
        readings("doubledTime")[1]
            .as_str()
            .unwrap()
            .contains("UTC+00:00")
    );

    for (skipped, doubled, read) in [
        ("later", "first", ["02:30", "02:15", "01:30 (UTC+01:00)"]),
        ("earlier", "second", ["00:30", "00:15", "01:30 (UTC+00:00)"]),
    ] {
        program.change(&json!({"kind": "skippedTime", "value": skipped}));
        let answered = program.change(&json!({"kind": "doubledTime", "value": doubled}));
        assert_eq!(
            (&answered["questions"], &answered["recordCount"]),
            (&json!([]), &json!(4))
        );
        let rows = program.rows();
        let cells = rows.iter().map(|row| row["cells"][1]["read"].to_string());
        let cells: Vec<String> = cells.collect();
        for (cell, read) in cells.iter().zip(read) {
            assert!(cell.contains(read), "{skipped}, {doubled}: {cells:?}");
        }
    }
}
