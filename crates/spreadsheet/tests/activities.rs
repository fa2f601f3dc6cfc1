//! Rows of activities: work, breaks and days off, of which shifts are put together.

#![cfg(test)]

mod reading;
mod shift_words;

use chrono_tz::Tz;
use reading::reading;
use shift_words::{stopped, words};
use spreadsheet::{Choices, ProblemCode, ReadShift, Reading};

fn read(text: &str) -> Reading {
    reading(text, &Choices::new(Tz::UTC))
}

/// Of each agent's day, rows of activities: (rows, shifts, (line, code) of each problem).
type Days<'t> = (&'t [&'t str], &'t [&'t str], &'t [(usize, ProblemCode)]);

fn check_days(header: &str, cases: &[Days<'_>]) {
    for (rows, shifts, problems) in cases {
        let text = format!("{header}\n{}\n", rows.join("\n"));
        let reading = read(&text);

        assert_eq!(words(&reading), *shifts, "{text}");
        assert_eq!(stopped(&reading), *problems, "{text}");
    }
}

#[test]
fn days_off_among_activities_are_left_out() {
    for header in [
        "Activity",
        "Tätigkeit",
        "Activité",
        "Actividad",
        "Absence type",
    ] {
        let reading = read(&format!(
            "Agent,Date,{header},Start,End\nA1,2026-11-30,Phone,06:00,14:00\nA2,2026-11-30,Urlaub,06:00,14:00\nA3,2026-11-30,Day off,,\nA4,2026-11-30,-,06:00,14:00\nA5,2026-11-30,,06:00,14:00\n"
        ));

        assert_eq!(reading.problems, [], "{header}");
        assert_eq!(
            words(&reading),
            ["A1 06:00-14:00", "A4 06:00-14:00", "A5 06:00-14:00"],
            "{header}"
        );
        let left_out: Vec<(usize, &str)> = reading
            .left_out
            .iter()
            .map(|row| (row.line, row.reason.as_str()))
            .collect();
        assert_eq!(
            left_out,
            [
                (3, "A day off: \"Urlaub\"."),
                (4, "A day off: \"Day off\".")
            ]
        );
    }
}

#[test]
fn work_around_breaks_is_one_shift() {
    use ProblemCode::{BreakAlone, BreaksOverlap, DuplicateRow, Overlap, ShiftInPieces, TooLong};
    check_days(
        "Agent,Date,Activity,Start,End",
        &[
            (
                &[
                    "A1,2026-11-30,Phone,08:00,10:00",
                    "A1,2026-11-30,Break,10:00,10:15",
                    "A1,2026-11-30,Phone,10:15,12:00",
                    "A1,2026-11-30,Lunch,12:00,12:30",
                    "A1,2026-11-30,Email,12:30,16:30",
                    "A1,2026-12-01,Phone,08:00,10:00",
                    "A2,2026-11-30,Phone,09:00,12:00",
                    "A2,2026-11-30,Vacation,12:00,17:00",
                ],
                &[
                    "A1 08:00-16:30 +120/15 +240/30",
                    "A1 08:00-10:00",
                    "A2 09:00-12:00",
                ],
                &[],
            ),
            // In any order.
            (
                &[
                    "A1,2026-11-30,Phone,10:15,12:00",
                    "A2,2026-11-30,Phone,10:15,12:00",
                    "A1,2026-11-30,Break,10:00,10:15",
                    "A1,2026-11-30,Phone,08:00,10:00",
                ],
                &["A1 08:00-12:00 +120/15", "A2 10:15-12:00"],
                &[],
            ),
            // Breaks and meetings inside the row of the whole shift.
            (
                &[
                    "A1,2026-11-30,Shift,08:00,16:30",
                    "A1,2026-11-30,Break,10:00,10:15",
                    "A1,2026-11-30,Lunch,12:00,12:30",
                    "A1,2026-11-30,Meeting,14:00,15:00",
                ],
                &["A1 08:00-16:30 +120/15 +240/30"],
                &[],
            ),
            // A break before, after and beside all work, and one that leaves its shift.
            (
                &[
                    "A1,2026-11-30,Break,07:45,08:00",
                    "A1,2026-11-30,Phone,08:00,10:00",
                    "A1,2026-11-30,Break,10:00,10:15",
                    "A1,2026-11-30,Lunch,18:00,18:30",
                    "A2,2026-11-30,Phone,08:00,10:00",
                    "A2,2026-11-30,Break,09:50,10:10",
                ],
                &["A1 08:00-10:00", "A2 08:00-10:00"],
                &[
                    (2, BreakAlone),
                    (4, BreakAlone),
                    (5, BreakAlone),
                    (7, BreakAlone),
                ],
            ),
            // A little time that no row names.
            (
                &[
                    "A1,2026-11-30,Phone,08:00,12:00",
                    "A1,2026-11-30,Phone,12:30,16:00",
                    "A1,2026-11-30,Phone,19:00,21:00",
                ],
                &["A1 08:00-12:00", "A1 12:30-16:00", "A1 19:00-21:00"],
                &[(3, ShiftInPieces)],
            ),
            // The same again, and what cannot be.
            (
                &[
                    "A1,2026-11-30,Phone,08:00,12:00",
                    "A1,2026-11-30,Phone,08:00,12:00",
                    "A1,2026-11-30,Break,09:00,09:30",
                    "A1,2026-11-30,Break,09:15,09:45",
                    "A1,2026-11-30,Phone,11:00,13:00",
                    "A2,2026-11-30,Phone,06:00,14:00",
                    "A2,2026-11-30,Lunch,14:00,14:30",
                    "A2,2026-11-30,Phone,14:30,23:00",
                ],
                &["A1 08:00-12:00 +60/30"],
                &[
                    (3, DuplicateRow),
                    (5, BreaksOverlap),
                    (6, Overlap),
                    (7, TooLong),
                    (8, TooLong),
                    (9, TooLong),
                ],
            ),
        ],
    );
}

#[test]
fn work_with_other_skills_is_a_shift_of_its_own() {
    use ProblemCode::{BreakAlone, ShiftInPieces};
    let header = "Agent,Date,Activity,Start,End,Skill";
    check_days(
        header,
        &[
            (
                &[
                    "A1,2026-11-30,Phone,08:00,10:00,S",
                    "A1,2026-11-30,Phone,10:00,12:00,T",
                    "A1,2026-11-30,Break,12:00,12:15,",
                    "A1,2026-11-30,Phone,12:15,14:00,S",
                ],
                &["A1 08:00-10:00", "A1 10:00-12:00", "A1 12:15-14:00"],
                &[(3, ShiftInPieces), (4, BreakAlone), (5, ShiftInPieces)],
            ),
            // A row a skill.
            (
                &[
                    "A1,2026-11-30,Phone,08:00,10:00,S",
                    "A1,2026-11-30,Phone,08:00,10:00,T",
                    "A1,2026-11-30,Break,10:00,10:15,",
                    "A1,2026-11-30,Phone,10:15,14:00,T",
                    "A1,2026-11-30,Phone,10:15,14:00,S",
                ],
                &["A1 08:00-14:00 +120/15"],
                &[],
            ),
        ],
    );
}

#[test]
fn breaks_are_told_by_cells_where_no_header_tells() {
    for header in ["Type", "Code", "Schedule item", "", "Skill", "Queue"] {
        let text = format!(
            "Agent,Date,{header},Start,End\nA1,2026-11-30,Phone,08:00,10:00\nA1,2026-11-30,Break 1,10:00,10:15\nA1,2026-11-30,Phone,10:15,12:00\nA2,2026-11-30,Phone,08:00,12:00\n"
        );
        let reading = read(&text);

        assert_eq!(reading.problems, [], "{header}");
        assert_eq!(
            words(&reading),
            ["A1 08:00-12:00 +120/15", "A2 08:00-12:00"],
            "{header}"
        );
        let told = reading.understood.notes.iter();
        let told = told.filter(|note| note.contains("breaks or days off"));
        assert_eq!(told.count(), 1, "{header}");
    }
}

#[test]
fn kinds_of_shifts_that_touch_stay_apart() {
    let rows: &[&str] = &[
        "A1,2026-11-30,Early,06:00,14:00",
        "A1,2026-11-30,Late,14:00,20:00",
    ];
    for header in [
        "Agent,Date,Shift type,Start,End",
        "Agent,Date,Activity,Start,End",
    ] {
        check_days(
            header,
            &[(
                rows,
                &["A1 06:00-14:00", "A1 14:00-20:00"],
                &[(3, ProblemCode::ShiftInPieces)],
            )],
        );
    }
    let activities: &[&str] = &[
        "A1,2026-11-30,Phone,06:00,14:00",
        "A1,2026-11-30,Email,14:00,20:00",
    ];
    check_days(
        "Agent,Date,Activity,Start,End",
        &[(activities, &["A1 06:00-20:00"], &[])],
    );
}

#[test]
fn rows_after_midnight_may_name_the_day_of_their_shift() {
    let night = |second: &str| {
        read(&format!(
            "Agent,Date,Activity,Start,End\nA1,2026-11-30,Phone,22:00,00:00\nA1,{second},Lunch,00:00,00:30\nA1,{second},Phone,00:30,06:00\nA1,2026-12-01,Phone,22:00,23:00\n"
        ))
    };
    for (second, notes) in [("2026-11-30", 1), ("2026-12-01", 0)] {
        let reading = night(second);

        assert_eq!(reading.problems, [], "{second}");
        assert_eq!(
            words(&reading),
            ["A1 22:00-06:00 +120/30", "A1 22:00-23:00"],
            "{second}"
        );
        let day = |read: ReadShift| read.shift.time.start.format("%d").to_string();
        let days: Vec<String> = reading.shifts.iter().map(day).collect();
        assert_eq!(days, ["30", "01"], "{second}");
        let told = reading.understood.notes.iter();
        let told = told.filter(|note| note.contains("after midnight"));
        assert_eq!(told.count(), notes, "{second}");
    }
    check_days(
        "Agent,Date,Activity,Start,End",
        &[
            (
                &[
                    "A1,2026-11-30,Shift,22:00,06:00",
                    "A1,2026-11-30,Lunch,02:00,02:30",
                ],
                &["A1 22:00-06:00 +240/30"],
                &[],
            ),
            // Between midnight and the next row no row says what is done.
            (
                &[
                    "A1,2026-11-30,Phone,22:00,00:00",
                    "A1,2026-11-30,Phone,00:15,06:00",
                ],
                &["A1 22:00-00:00"],
                &[(3, ProblemCode::ShiftInPieces)],
            ),
        ],
    );
}

#[test]
fn the_first_row_of_a_shift_decides_whether_it_is_in_the_chosen_days() {
    let text = "Agent,Activity,Start,End\nA1,Phone,2026-11-30 22:00,2026-12-01 01:00\nA1,Lunch,2026-12-01 01:00,2026-12-01 01:30\nA1,Phone,2026-12-01 01:30,2026-12-01 06:00\nA1,Phone,2026-12-01 22:00,2026-12-02 01:00\nA1,Lunch,2026-12-02 01:00,2026-12-02 01:30\nA1,Phone,2026-12-02 01:30,2026-12-02 06:00\n";
    let day = "2026-11-30".parse().unwrap();
    let choices = Choices {
        period: Some((day, day)),
        ..Choices::new(Tz::UTC)
    };

    let reading = reading(text, &choices);

    assert_eq!(words(&reading), ["A1 22:00-06:00 +180/30"]);
    let lines: Vec<usize> = reading.problems.iter().map(|each| each.line).collect();
    assert_eq!(lines, [5, 6, 7]);
    let shift = reading.shifts.get(0).unwrap();
    assert_eq!((shift.line, shift.also_lines), (2, vec![3, 4]));
}
