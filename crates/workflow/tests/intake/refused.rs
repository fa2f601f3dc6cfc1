//! What a server said of shifts, at the cells that they came from.

use cxone::wire::ShiftPart;
use spreadsheet::Severity;
use workflow::import::{Failure, FailureKind};
use workflow::intake::{Intake, RowFilter, RowState};

use crate::{edit, open, open_with};

const LIST: &str = "\
Agent ID,Start,End,Skill 1,Skill 2,Status
A1,2026-12-01 08:00,2026-12-01 16:00,EN,FR,Published
A2,2026-12-01 08:00,2026-12-01 16:00,EN,,Draft
";
const DAYS: &str = "\
Agent ID,Name,30/11/2026,01/12/2026
A1,Ada,06:00-14:00,06:00-14:00
A2,Bea,06:00-14:00,06:00-14:00
";

fn failure(line: usize, part: Option<ShiftPart>) -> Failure {
    Failure {
        line,
        also_lines: Vec::new(),
        column: None,
        agent: "A1".into(),
        why: FailureKind::Refused,
        part,
        skill: None,
        message: "Not so.".to_owned(),
        conflicts_with: Vec::new(),
    }
}

/// The columns of a line's marked cells, and whether the row itself is marked.
fn marks(intake: &Intake, line: usize) -> (Vec<usize>, bool) {
    let rows = intake.rows(RowFilter::All, 0, 9).rows;
    let row = rows.into_iter().find(|row| row.line == line).unwrap();
    let cells = row.cells.iter().enumerate();
    let marked = cells.filter(|(_, cell)| cell.refused.is_some());
    (marked.map(|(at, _)| at).collect(), row.refused.is_some())
}

#[test]
fn each_part_of_a_shift_is_marked_at_its_column() {
    let cases = [
        (Some(ShiftPart::Agent), vec![0], false),
        (Some(ShiftPart::Start), vec![1], false),
        (Some(ShiftPart::End), vec![2], false),
        (Some(ShiftPart::Status), vec![5], false),
        // Which of two columns it is, only the skill itself tells.
        (Some(ShiftPart::Skill(None)), vec![], true),
        // No column holds breaks.
        (Some(ShiftPart::Breaks), vec![], true),
        (None, vec![], true),
    ];
    for (part, cells, row) in cases {
        let mut intake = open(LIST);
        intake.note_refusals(&[failure(2, part)]);
        assert_eq!(marks(&intake, 2), (cells, row), "{part:?}");
        assert_eq!(marks(&intake, 3), (vec![], false), "{part:?}");
    }
    let mut intake = open(LIST);
    let unknown = Failure {
        skill: Some("FR".into()),
        ..failure(2, Some(ShiftPart::Skill(Some(1))))
    };
    intake.note_refusals(&[unknown]);
    assert_eq!(marks(&intake, 2), (vec![4], false));
}

#[test]
fn a_time_that_stands_apart_from_its_date_is_marked_and_a_window_is_both() {
    let apart = "Agent ID,Date,Start time,Duration,Skills\nA1,2026-12-01,08:00,8 h,EN\n";
    let window = "Agent ID,Date,Shift,Skills\nA1,2026-12-01,08:00-16:00,EN\n";
    for (text, part, column) in [
        (apart, ShiftPart::Start, 2),
        (apart, ShiftPart::End, 3),
        (window, ShiftPart::Start, 2),
        (window, ShiftPart::End, 2),
    ] {
        let mut intake = open(text);
        assert_eq!(intake.reading().shifts.len(), 1, "{text}");
        intake.note_refusals(&[failure(2, Some(part))]);
        assert_eq!(marks(&intake, 2), (vec![column], false), "{part:?} {text}");
    }
}

#[test]
fn in_a_grid_the_cell_of_the_day_is_marked() {
    let mut intake = open_with(DAYS, |choices| choices.default_skill = Some("S".into()));
    let of_day = |line, part| Failure {
        column: Some(3),
        ..failure(line, part)
    };

    for (part, column) in [
        (None, 3),
        (Some(ShiftPart::Start), 3),
        (Some(ShiftPart::End), 3),
        (Some(ShiftPart::Skill(Some(0))), 3),
        (Some(ShiftPart::Agent), 0),
    ] {
        intake.note_refusals(&[of_day(3, part)]);
        assert_eq!(marks(&intake, 3), (vec![column], false), "{part:?}");
    }
}

#[test]
fn a_mark_goes_with_the_text_that_was_sent_and_comes_back_with_it() {
    let mut intake = open(LIST);
    intake.note_refusals(&[
        failure(2, Some(ShiftPart::Agent)),
        failure(2, Some(ShiftPart::Start)),
        failure(3, None),
    ]);

    intake.change(edit(2, 0, "A9")).unwrap();
    assert_eq!(marks(&intake, 2), (vec![1], false), "the other one stays");
    intake.change(edit(3, 1, "2026-12-01 09:00")).unwrap();
    assert_eq!(marks(&intake, 3), (vec![], false));

    intake.undo().unwrap();
    intake.undo().unwrap();
    assert_eq!(marks(&intake, 2), (vec![0, 1], false));
    assert_eq!(marks(&intake, 3), (vec![], true));
    intake.note_refusals(&[]);
    assert_eq!(marks(&intake, 3), (vec![], false), "sent again, and taken");
}

#[test]
fn a_refused_row_has_errors_and_a_conflict_only_warns() {
    let mut intake = open(LIST);
    let conflict = Failure {
        why: FailureKind::Conflict,
        also_lines: vec![3],
        ..failure(2, None)
    };
    let state = |intake: &Intake| intake.rows(RowFilter::All, 0, 1).rows[0].state;

    intake.note_refusals(std::slice::from_ref(&conflict));
    assert_eq!(state(&intake), RowState::Warning);
    assert_eq!(marks(&intake, 3), (vec![], true), "all lines of the shift");
    intake.note_refusals(&[conflict, failure(2, None)]);
    assert_eq!(state(&intake), RowState::Error);
    let row = intake.rows(RowFilter::All, 0, 1).rows.remove(0);
    assert_eq!(
        row.refused.unwrap().severity,
        Severity::Error,
        "the worse one"
    );
}
