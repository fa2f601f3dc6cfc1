//! Rows with problems, saved to be mended and dropped again.

use std::fs;

use workflow::intake::Intake;

use crate::{edit, open};

const FAULTY: &str = "\
Agent ID;Start;End;Skills
A1;2026-12-01 08:00;2026-12-01 16:00;S
A2;soon;2026-12-01 16:00;=S
A3;2026-12-01 08:00;later;\"S;T\"
";

fn saved(intake: &Intake) -> (usize, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("problems.csv");
    let count = intake.write_problem_rows(&path).unwrap();
    (count, fs::read_to_string(path).unwrap())
}

#[test]
fn the_planners_columns_come_with_the_reason() {
    let mut intake = open(FAULTY);
    intake.change(edit(3, 0, "A22")).unwrap();

    let (count, text) = saved(&intake);

    assert_eq!(count, 2);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "\u{FEFF}Agent ID;Start;End;Skills;Problem");
    assert!(
        lines[1].starts_with("A22;soon;2026-12-01 16:00;'=S;"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].starts_with("A3;2026-12-01 08:00;later;\"S;T\";"),
        "{}",
        lines[2]
    );
}

#[test]
fn a_saved_file_that_is_mended_reads_without_problems() {
    let (_, text) = saved(&open(FAULTY));

    let mended = text
        .replace("soon", "2026-12-01 08:00")
        .replace("later", "2026-12-01 16:00")
        .replace("'=S", "S");
    let again = open(&mended);

    assert_eq!(again.problem_kinds(), []);
    assert_eq!(again.reading().shifts.len(), 2);
}

#[test]
fn a_saved_row_names_its_agent_though_only_the_row_above_does() {
    let intake = open(
        "Agent;Date;Start;End;Skills\n\
         A1;2026-11-30;06:00;14:00;S\n\
         ;2026-12-01;06:00;later;S\n\
         ;2026-12-02;06:00;14:00;S\n",
    );

    let (count, text) = saved(&intake);

    assert_eq!(count, 1);
    let row = text.lines().nth(1).unwrap();
    assert!(row.starts_with("A1;2026-12-01;06:00;later;S;"), "{row}");
}

#[test]
fn rows_that_a_server_did_not_take_are_saved_once_each() {
    use workflow::import::{Failure, FailureKind};

    let intake = open(FAULTY);
    let failure = |line: usize, message: &str| Failure {
        line,
        also_lines: Vec::new(),
        column: None,
        agent: "A1".into(),
        why: FailureKind::Refused,
        part: None,
        skill: None,
        message: message.to_owned(),
        conflicts_with: Vec::new(),
    };
    let failures = [
        failure(0, "Something."),
        failure(2, "No agent A1."),
        failure(2, "No skill S."),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("failed.csv");

    let count = intake.write_failed_rows(&path, &failures).unwrap();

    assert_eq!(count, 1);
    let text = fs::read_to_string(path).unwrap();
    assert!(
        text.contains("A1;2026-12-01 08:00;2026-12-01 16:00;S;No agent A1. No skill S."),
        "{text}"
    );
}
