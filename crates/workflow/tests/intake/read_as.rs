//! What cells were understood as, beside what they say.

use workflow::intake::{Intake, RowFilter};

use crate::open;

fn read_as(intake: &Intake, row: usize) -> Vec<Option<String>> {
    let rows = intake.rows(RowFilter::All, row, 1).rows;
    rows[0]
        .cells
        .iter()
        .map(|cell| cell.read_as.clone())
        .collect()
}

fn check(intake: &Intake, row: usize, expected: &[&str]) {
    let read = read_as(intake, row);
    let read: Vec<&str> = read
        .iter()
        .map(|each| each.as_deref().unwrap_or_default())
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn each_cell_says_what_it_was_read_as() {
    let intake = open(
        "Agent ID,Start,End,Skills,Level,Status,Breaks\n\
         007,1.12.2026 8:00,1.12.2026 16:00,S,,live,30\n\
         008,1.12.2026 22:00,2.12.2026 6:00,S,,,\n",
    );

    let read = read_as(&intake, 0);

    assert_eq!(read[0], None, "the agent reads as it stands there");
    assert_eq!(read[1].as_deref(), Some("Tue 1 Dec 08:00"));
    assert_eq!(read[2].as_deref(), Some("Tue 1 Dec 16:00"));
    assert_eq!(read_as(&intake, 1)[2].as_deref(), Some("Wed 2 Dec 06:00"));
}

#[test]
fn times_without_their_day_say_the_day_where_it_is_another() {
    let intake = open(
        "Agent ID,Date,Start time,End time,Skills,Breaks\n\
         A1,13/12/2026,08:00,16:00,S,10:00-10:30\n\
         A1,14/12/2026,22:00,06:00,S,\n",
    );

    check(&intake, 0, &["", "Sun 13 Dec", "", "", "", "10:00–10:30"]);
    check(
        &intake,
        1,
        &["", "Mon 14 Dec", "", "Tue 15 Dec 06:00", "", ""],
    );
}

#[test]
fn each_pair_of_a_row_with_two_shifts_says_its_own() {
    let intake = open(
        "Agent ID,Date,Start time 1,End time 1,Start time 2,End time 2,Skills\n\
         A1,13/12/2026,8am,12:00,4pm,8pm,S\n\
         A2,13/12/2026,,,4pm,20:00,S\n",
    );

    check(
        &intake,
        0,
        &["", "Sun 13 Dec", "08:00", "", "16:00", "20:00", ""],
    );
    check(&intake, 1, &["", "Sun 13 Dec", "", "", "16:00", "", ""]);
}

#[test]
fn another_year_than_the_present_one_is_said() {
    let intake = open("Agent ID,Start,End,Skills\nA1,2062-11-30 08:00,2062-11-30 16:00,S\n");

    assert_eq!(
        read_as(&intake, 0)[1].as_deref(),
        Some("Thu 30 Nov 2062 08:00")
    );
}

#[test]
fn rows_that_are_united_say_so() {
    let intake = open(
        "Agent ID,Start,End,Skill\n\
         A1,2026-12-01 08:00,2026-12-01 16:00,S\n\
         A1,2026-12-01 08:00,2026-12-01 16:00,T\n",
    );

    for row in 0..2 {
        assert_eq!(
            read_as(&intake, row)[3].as_deref(),
            Some("S, T (of 2 rows)")
        );
    }
}

#[test]
fn a_stopped_row_is_read_as_nothing() {
    let intake = open("Agent ID,Start,End,Skills\nA1,soon,2026-12-01 16:00,S\n");

    assert_eq!(read_as(&intake, 0), vec![None; 4]);
}

#[test]
fn requirements_are_read_as_times_and_numbers() {
    let intake = open(
        "Skill,Interval start,Required agents\n\
         S,30.11.2026 8:00,2\n\
         S,30.11.2026 8:15,2.50\n",
    );

    assert_eq!(read_as(&intake, 1)[1].as_deref(), Some("Mon 30 Nov 08:15"));
    assert_eq!(read_as(&intake, 1)[2].as_deref(), Some("2.5"));
}

#[test]
fn each_number_below_a_skill_is_read_as_its_own() {
    let intake = open(
        "Date,Time,VOICE,CHAT\n\
         2026-11-30,08:00,3,2.50\n\
         2026-11-30,08:15,,1\n",
    );

    let said = |row| {
        let cells = read_as(&intake, row).into_iter();
        cells.map(Option::unwrap_or_default).collect::<Vec<_>>()
    };
    assert_eq!(said(0), ["Mon 30 Nov", "Mon 30 Nov 08:00", "", "2.5"]);
    assert_eq!(said(1), ["Mon 30 Nov", "Mon 30 Nov 08:15", "", ""]);
}
