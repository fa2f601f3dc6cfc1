//! One agent a row, one day a column.

use spreadsheet::{Code, Layout, ProblemCode};
use workflow::intake::{Change, Intake, RowFilter, RowState};

use crate::{edit, edit_alike, open_with};

const WEEK: &str = "\
Agent ID,Name,30/11/2026,01/12/2026,02/12/2026
A1,Ada,06:00-14:00,OFF,22:00-06:00
A2,Bea,XY,06:00-14:00,XY
A3,Cem,XY,,06:00-14:00
";

fn week() -> Intake {
    let intake = open_with(WEEK, |choices| {
        choices.default_skill = Some("S".into());
    });
    assert_eq!(intake.reading().understood.layout, Layout::Grid);
    intake
}

fn read_as(intake: &Intake, row: usize) -> Vec<String> {
    let rows = intake.rows(RowFilter::All, row, 1).rows;
    let cells = rows[0].cells.iter();
    cells
        .map(|cell| cell.read_as.clone().unwrap_or_default())
        .collect()
}

#[test]
fn cells_say_the_shift_or_the_day_off() {
    let intake = week();

    assert_eq!(
        read_as(&intake, 0),
        ["", "", "06:00–14:00", "day off", "22:00–06:00 Thu"]
    );
    assert_eq!(
        read_as(&intake, 1),
        ["", "", "", "06:00–14:00", ""],
        "a code that is not known yet"
    );
}

#[test]
fn a_code_that_is_said_once_holds_for_all_cells() {
    let mut intake = week();
    let kinds = intake.problem_kinds();
    let unknown = kinds
        .iter()
        .find(|kind| kind.code == ProblemCode::UnknownCode);
    assert_eq!(unknown.map(|kind| (kind.count, kind.rows)), Some((3, 2)));

    let meaning = Code::Shift {
        start: "08:00".parse::<chrono::NaiveTime>().unwrap(),
        end: "16:00".parse().unwrap(),
    };
    intake
        .change(Change::Codes(vec![("xy".to_owned(), meaning)]))
        .unwrap();

    assert_eq!(intake.undo_words().as_deref(), Some("What xy means"));
    assert_eq!(read_as(&intake, 1)[2], "08:00–16:00");
    assert_eq!(intake.rows(RowFilter::Problems, 0, 9).total, 0);
}

#[test]
fn alike_are_cells_of_all_days() {
    let mut intake = week();
    let problems = intake
        .problems(Some(ProblemCode::UnknownCode), 0, 9)
        .problems;
    assert!(problems.iter().all(|each| each.alike == 3), "{problems:?}");

    intake.change(edit_alike(3, 2, "OFF")).unwrap();

    assert_eq!(intake.undo_words().as_deref(), Some("Edit 3 cells alike"));
    assert_eq!(read_as(&intake, 1)[2], "day off");
    assert_eq!(intake.choices().edits.len(), 3);
}

#[test]
fn a_row_with_one_wrong_cell_keeps_its_other_shifts() {
    let mut intake = week();

    let row = intake.rows(RowFilter::All, 1, 1).rows.remove(0);
    assert_eq!(row.state, RowState::Error);
    assert_eq!(intake.reading().shifts.of_line(3).count(), 1);

    intake.change(edit(3, 2, "7-15")).unwrap();
    intake.change(edit(3, 4, "7-15")).unwrap();
    assert_eq!(intake.reading().shifts.of_line(3).count(), 3);
    assert_eq!(
        intake.rows(RowFilter::All, 1, 1).rows[0].state,
        RowState::Ok
    );
}
