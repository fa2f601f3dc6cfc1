//! What a planner decides, and takes back.

use chrono_tz::Tz;
use spreadsheet::{Field, FileKind, ProblemCode};
use workflow::intake::{Change, Intake, RowFilter, RowState};

use crate::{edit, edit_alike, open, seen};

const FAULTY: &str = "\
Agent ID,Start,End,Skills,Team
A1,2026-12-01 08:00,2026-12-01 16:00,S,north
A2,soon,2026-12-01 16:00,S,north
A3,soon,2026-12-01 16:00,S,south
A4,2026-12-01 08:00,2026-12-01 08:00,S,south
A5,2026-12-01 08:00,2026-12-01 16:00,S,south
";

fn state(intake: &Intake, line: usize) -> RowState {
    let rows = intake.rows(RowFilter::All, intake.place_of(line).unwrap(), 1);
    rows.rows[0].state
}

#[test]
fn a_cell_can_be_edited_and_its_edit_taken_back() {
    let mut intake = open("Agent ID,Start,End,Skills\nA1,2026-12-01 08:00,2026-12-01 07:60,S\n");
    assert_eq!(
        (intake.reading().shifts.len(), state(&intake, 2)),
        (0, RowState::Error)
    );

    intake.change(edit(2, 2, "2026-12-01 16:00")).unwrap();

    assert_eq!(
        (intake.reading().shifts.len(), state(&intake, 2)),
        (1, RowState::Ok)
    );
    let row = intake.rows(RowFilter::Edited, 0, 9).rows.remove(0);
    assert_eq!(row.cells[2].text, "2026-12-01 16:00");
    assert_eq!(row.cells[2].original.as_deref(), Some("2026-12-01 07:60"));
    assert_eq!(intake.undo_words().as_deref(), Some("Edit line 2"));

    intake.change(edit(2, 2, "2026-12-01 07:60")).unwrap();

    assert_eq!(
        intake.choices().edits.len(),
        0,
        "the file's own text is no edit"
    );
    assert_eq!(
        intake.undo_words().as_deref(),
        Some("Line 2 as in the file")
    );
}

#[test]
fn alike_are_cells_with_the_same_text_and_the_same_problem() {
    let mut intake = open(FAULTY);
    let problems = intake.problems(Some(ProblemCode::UnreadableTime), 0, 9);
    let alike: Vec<usize> = problems.problems.iter().map(|each| each.alike).collect();
    assert_eq!(alike, [2, 2]);

    intake.change(edit_alike(3, 1, "2026-12-01 08:00")).unwrap();

    assert_eq!(intake.undo_words().as_deref(), Some("Edit 2 cells alike"));
    assert_eq!(
        (state(&intake, 3), state(&intake, 4)),
        (RowState::Ok, RowState::Ok)
    );

    // Line 5 ends as it starts; others that end so without a problem are not meant.
    intake.change(edit(2, 2, "2026-12-01 18:00")).unwrap();
    intake.change(edit_alike(5, 2, "2026-12-01 18:00")).unwrap();
    assert_eq!(intake.undo_words().as_deref(), Some("Edit line 5"));
}

#[test]
fn alike_to_a_cell_without_problem_are_all_of_its_column_that_say_the_same() {
    let mut intake = open(FAULTY);

    intake.change(edit_alike(4, 4, "west")).unwrap();

    let edited: Vec<(usize, usize)> = intake.choices().edits.keys().copied().collect();
    assert_eq!(edited, [(4, 4), (5, 4), (6, 4)]);
}

#[test]
fn rows_are_skipped_one_by_one_and_by_kind_of_problem() {
    let mut intake = open(FAULTY);

    intake
        .change(Change::SkipAll(ProblemCode::UnreadableTime))
        .unwrap();

    assert_eq!(intake.undo_words().as_deref(), Some("Skip 2 rows"));
    assert_eq!(
        (state(&intake, 3), state(&intake, 5)),
        (RowState::Skipped, RowState::Error)
    );
    assert_eq!(intake.stopped_rows(), 1);

    let again = Change::Skip {
        lines: vec![3, 6, 999],
        skip: false,
    };
    intake.change(again).unwrap();

    assert_eq!(
        intake.undo_words().as_deref(),
        Some("Take line 3"),
        "line 6 was not skipped"
    );
    assert_eq!(intake.rows(RowFilter::Skipped, 0, 9).total, 1);
}

#[test]
fn what_changes_nothing_leaves_no_trace() {
    let mut intake = open(FAULTY);
    let nothing = [
        Change::Zone(Tz::Europe__London),
        edit(2, 1, "2026-12-01 08:00"),
        edit(999, 1, "x"),
        Change::Skip {
            lines: vec![2],
            skip: false,
        },
        Change::SkipAll(ProblemCode::Overlap),
        Change::Period(None),
    ];
    for change in nothing {
        intake.change(change.clone()).unwrap();
        assert_eq!(intake.undo_words(), None, "{change:?}");
    }
}

#[test]
fn a_change_that_makes_the_file_unreadable_leaves_everything_as_it_was() {
    let mut intake = open(FAULTY);
    intake.change(Change::Zone(Tz::Europe__Berlin)).unwrap();
    let before = seen(&intake);

    // Below the last line there is no table.
    if intake.change(Change::HeaderLine(6)).is_err() {
        assert_eq!(seen(&intake), before);
        assert_eq!(
            intake.undo_words().as_deref(),
            Some("Times in Europe/Berlin")
        );
    }
}

#[test]
fn zone_and_columns_keep_edits() {
    let mut intake = open(FAULTY);
    intake.change(edit(3, 1, "2026-12-01 09:00")).unwrap();

    intake.change(Change::Zone(Tz::Europe__Berlin)).unwrap();
    let ignored = Change::Column {
        column: 4,
        field: None,
    };
    intake.change(ignored).unwrap();

    assert_eq!(
        intake.undo_words().as_deref(),
        Some("Column Team is not used")
    );
    let shift = intake.reading().shifts.of_line(3).next().unwrap();
    assert_eq!(
        shift.shift.time.start.to_rfc3339(),
        "2026-12-01T08:00:00+00:00"
    );
}

#[test]
fn every_change_has_words_of_its_own() {
    let intake = open(FAULTY);
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    for (change, words) in [
        (Change::Zone(Tz::Europe__Berlin), "Times in Europe/Berlin"),
        (Change::Kind(FileKind::Shifts), "Read as shifts"),
        (
            Change::Column {
                column: 0,
                field: Some(Field::Agent),
            },
            "Column Agent ID is Agent ID",
        ),
        (
            Change::SkillName {
                name: "Billing".to_owned(),
                skill: "SKILL-EN-BILLING".into(),
            },
            "Billing is SKILL-EN-BILLING",
        ),
        (
            Change::Period(Some((day("2026-11-30"), day("2026-12-06")))),
            "Only Mon 30 Nov to Sun 6 Dec 2026",
        ),
        (Change::FirstDay(day("2026-11-30")), "First day Mon 30 Nov"),
    ] {
        let mut changed = intake.clone();
        changed.change(change).unwrap();
        assert_eq!(changed.undo_words().as_deref(), Some(words));
    }
}

#[test]
fn a_field_is_in_one_column_only() {
    let mut intake = open(FAULTY);
    let agent = |column| Change::Column {
        column,
        field: Some(Field::Agent),
    };

    intake.change(agent(4)).unwrap();
    intake.change(agent(0)).unwrap();

    assert_eq!(intake.choices().columns.get(&4), None);
}

#[test]
fn known_skills_are_no_change_and_survive_undoing() {
    let mut intake = open(FAULTY);
    intake.change(Change::Zone(Tz::Europe__Berlin)).unwrap();

    intake
        .know_skills(Some(vec!["OTHER".into()]), false)
        .unwrap();
    intake.undo().unwrap();

    assert_eq!(intake.undo_words(), None);
    let unknown = intake.problems(Some(ProblemCode::UnknownSkill), 0, 0).total;
    assert!(unknown > 0 || !intake.reading().questions.is_empty());
}
