//! Rows with two shifts of their agent, each with a start and an end of its own.

#![cfg(test)]

use chrono_tz::Europe::London;
use spreadsheet::{Choices, Field, Reading, understand};
use workbook::{Opening, open_bytes};

fn reading(csv: &str) -> Reading {
    let book = open_bytes("roster.csv", csv.into(), &Opening::default()).expect(csv);
    understand(&book, &Choices::new(London)).expect(csv)
}

/// "agent 30 08:00-12:00" of each shift.
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let time = read.shift.time;
        let (start, end) = (time.start.format("%d %H:%M"), time.end.format("%H:%M"));
        format!("{} {start}-{end}", read.shift.agent)
    };
    reading.shifts.iter().map(word).collect()
}

fn said(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn both_shifts_of_a_row_are_read() {
    for header in [
        "Agent ID,Date,Start,End,Start,End,Skill",
        "Agent ID,Date,Start 1,End 1,Start 2,End 2,Skill",
        "Agent ID,Date,Shift 1 Start,Shift 1 End,Shift 2 Start,Shift 2 End,Skill",
        "Mitarbeiter-Nr.,Datum,von,bis,von,bis,Skill",
        "Agent ID,Date,Start time,End time,Start time 2,End time 2,Skill",
    ] {
        let rows = "A1,2026-11-30,08:00,12:00,16:00,20:00,S\nA2,2026-11-30,06:00,14:00,,,S\nA3,2026-11-30,,,16:00,20:00,S\nA4,2026-11-30,18:00,20:00,22:00,02:00,S\nA5,2026-11-30,22:00,02:00,03:00,07:00,S\nA6,2026-11-30,20:00,00:00,00:00,04:00,S\n";

        let reading = reading(&format!("{header}\n{rows}"));

        assert_eq!(reading.problems, [], "{header}");
        assert_eq!(
            words(&reading),
            [
                "A1 30 08:00-12:00",
                "A1 30 16:00-20:00",
                "A2 30 06:00-14:00",
                "A3 30 16:00-20:00",
                "A4 30 18:00-20:00",
                "A4 30 22:00-02:00",
                "A5 30 22:00-02:00",
                "A5 01 03:00-07:00",
                "A6 30 20:00-00:00",
                "A6 01 00:00-04:00",
            ],
            "{header}"
        );
        let columns = &reading.columns;
        assert_eq!(columns[2].field, columns[4].field, "{header}");
        assert!(matches!(
            columns[5].field,
            Some(Field::End | Field::EndTime)
        ));
    }
}

#[test]
fn moments_come_in_pairs_too() {
    let csv = "Agent,Start 1,End 1,Start 2,End 2,Skill\nA1,30/11/2026 08:00,30/11/2026 12:00,30/11/2026 16:00,30/11/2026 20:00,S\n";

    let reading = reading(csv);

    assert_eq!(reading.problems, []);
    assert_eq!(words(&reading), ["A1 30 08:00-12:00", "A1 30 16:00-20:00"]);
}

#[test]
fn a_row_with_two_shifts_is_read_whole_or_not_at_all() {
    let header = "Agent,Date,Start 1,End 1,Start 2,End 2,Skill,Breaks";
    for (row, expected) in [
        (
            "A1,2026-11-30,08:00,12:00,16:00,,S,",
            "Line 2: This row has no end.",
        ),
        (
            "A1,2026-11-30,08:00,12:00,10:00,20:00,S,",
            "Line 2: The second shift of this row begins before the first one ends. Correct the times, or give each shift a row of its own.",
        ),
        // After midnight, or the morning before?
        (
            "A1,2026-11-30,18:00,22:00,01:00,04:00,S,",
            "Line 2: The second shift of this row begins before the first one ends. Correct the times, or give each shift a row of its own.",
        ),
        (
            "A1,2026-11-30,08:00,12:00,16:00,20:00,S,30",
            "Line 2: This row has several shifts, and it is open in which its breaks lie. Give each shift a row of its own, or empty the cell.",
        ),
        (
            ",2026-11-30,08:00,12:00,16:00,20:00,S,-",
            "Line 2: This row has no agent.",
        ),
    ] {
        let reading = reading(&format!(
            "{header}\n{row}\nA9,2026-11-30,08:00,12:00,13:00,17:00,S,-\n"
        ));

        assert_eq!(said(&reading), [expected], "{row}");
        assert_eq!(
            words(&reading),
            ["A9 30 08:00-12:00", "A9 30 13:00-17:00"],
            "{row}"
        );
    }
}

#[test]
fn a_second_pair_that_says_the_same_is_no_second_shift() {
    let csv = "Agent,Date,Start,End,Start,End,Skill\nA1,2026-11-30,08:00,12:00,08:00,12:00,S\nA2,2026-11-30,08:00,12:00,13:00,17:00,S\n";

    let reading = reading(csv);

    assert_eq!(reading.problems, []);
    assert_eq!(
        words(&reading),
        [
            "A1 30 08:00-12:00",
            "A2 30 08:00-12:00",
            "A2 30 13:00-17:00"
        ]
    );
}
