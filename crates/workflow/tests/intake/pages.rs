//! Rows and problems, a page at a time.

use spreadsheet::{ProblemCode, Severity};
use workflow::intake::{Change, Intake, RowFilter};

use crate::{edit, open};

/// A hundred rows from line 2; every tenth has an unreadable start.
fn hundred() -> Intake {
    let mut text = "Agent ID,Start,End,Skills\n".to_owned();
    for row in 0..100 {
        let start = match row % 10 {
            3 => "soon",
            _ => "2026-12-01 08:00",
        };
        text += &format!("A{row},{start},2026-12-01 16:00,S\n");
    }
    open(&text)
}

fn lines(intake: &Intake, filter: RowFilter, from: usize, count: usize) -> (usize, Vec<usize>) {
    let page = intake.rows(filter, from, count);
    (page.total, page.rows.iter().map(|row| row.line).collect())
}

#[test]
fn pages_of_rows_follow_each_other() {
    let intake = hundred();
    for (filter, from, count, total, expected) in [
        (RowFilter::All, 0, 3, 100, vec![2, 3, 4]),
        (RowFilter::All, 98, 9, 100, vec![100, 101]),
        (RowFilter::All, 100, 9, 100, vec![]),
        (RowFilter::All, usize::MAX, usize::MAX, 100, vec![]),
        (RowFilter::Problems, 0, 2, 10, vec![5, 15]),
        (RowFilter::Problems, 9, 2, 10, vec![95]),
        (
            RowFilter::Code(ProblemCode::UnreadableTime),
            1,
            2,
            10,
            vec![15, 25],
        ),
        (RowFilter::Code(ProblemCode::Overlap), 0, 2, 0, vec![]),
        (RowFilter::Edited, 0, 2, 0, vec![]),
        (RowFilter::Skipped, 0, 2, 0, vec![]),
    ] {
        assert_eq!(
            lines(&intake, filter, from, count),
            (total, expected),
            "{filter:?} from {from}"
        );
    }
}

#[test]
fn what_the_planner_did_can_be_looked_at_alone() {
    let mut intake = hundred();
    intake.change(edit(30, 3, "T")).unwrap();
    intake.change(edit(8, 0, "B")).unwrap();
    let skip = Change::Skip {
        lines: vec![9, 40],
        skip: true,
    };
    intake.change(skip).unwrap();

    assert_eq!(lines(&intake, RowFilter::Edited, 0, 9), (2, vec![8, 30]));
    assert_eq!(lines(&intake, RowFilter::Skipped, 1, 9), (2, vec![40]));
    let row = &intake.rows(RowFilter::Skipped, 0, 1).rows[0];
    assert!(row.reason.is_some(), "why a row is left out is said");
}

#[test]
fn problems_come_by_line_and_know_their_row() {
    let intake = hundred();

    let page = intake.problems(None, 1, 2);

    assert_eq!(page.total, 10);
    let places: Vec<(usize, Option<usize>)> = page
        .problems
        .iter()
        .map(|each| (each.problem.line, each.row))
        .collect();
    assert_eq!(places, [(15, Some(13)), (25, Some(23))]);
    let kinds = intake.problem_kinds();
    assert_eq!(kinds.len(), 1);
    assert_eq!(
        (kinds[0].severity, kinds[0].count, kinds[0].rows),
        (Severity::Error, 10, 10)
    );
    assert_eq!((intake.stopped_rows(), intake.warning_rows()), (10, 0));
}

#[test]
fn a_rows_problem_is_that_of_its_cell() {
    let intake = hundred();

    let row = intake.rows(RowFilter::Problems, 0, 1).rows.remove(0);

    let wrong: Vec<bool> = row.cells.iter().map(|cell| cell.wrong.is_some()).collect();
    assert_eq!(wrong, [false, true, false, false]);
    assert_eq!(row.cells[1].wrong.as_ref().unwrap().alike, 10);
    assert_eq!(row.wrong, None);
}

#[test]
fn ragged_rows_show_all_their_cells() {
    let intake =
        open("Agent ID,Start,End,Skills\nA1,2026-12-01 08:00,2026-12-01 16:00,S,more\nA2\n");

    let rows = intake.rows(RowFilter::All, 0, 9).rows;

    let texts = |row: usize| -> Vec<&str> {
        let cells = rows[row].cells.iter();
        cells.map(|cell| cell.text.as_str()).collect()
    };
    assert_eq!(
        texts(0),
        ["A1", "2026-12-01 08:00", "2026-12-01 16:00", "S", "more"]
    );
    assert_eq!(texts(1), ["A2", "", "", ""]);
}
