//! Agents and dates that stand only on the first of their rows.

#![cfg(test)]

mod reading;

use chrono_tz::Europe::London;
use reading::reading;
use spreadsheet::{Choices, Reading};

fn read(text: &str) -> Reading {
    reading(text, &Choices::new(London))
}

/// "A1 30 06" of a shift of A1 that starts on the 30th at 6, in the order of the file.
fn shifts(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let start = read.shift.time.start.format("%d %H");
        format!("{} {start}", read.shift.agent)
    };
    reading.shifts.iter().map(word).collect()
}

/// Whether no cell was taken from above: so many rows have no agent, or no date.
fn check_refused(text: &str, lacking: usize) {
    let reading = read(text);
    let lacks = |problem: &&spreadsheet::Problem| problem.message.starts_with("This row has no ");
    let lack = reading.problems.iter().filter(lacks).count();

    assert_eq!(lack, lacking, "{text}: {:?}", reading.problems);
    assert!(reading.named_above.is_empty(), "{text}");
}

#[test]
fn an_agent_may_stand_on_the_first_row_only() {
    let text = "\
Agent;Name;Date;Start;End;Skills
A1;Anna;30/11/2026;06:00;14:00;S
;;01/12/2026;06:00;14:00;S
;;02/12/2026;07:00;15:00;S
A2;Bob;30/11/2026;08:00;16:00;S
A3;Cy;30/11/2026;09:00;17:00;S
;;02/12/2026;06:00;14:00;S
";
    let reading = read(text);

    assert_eq!(reading.problems, []);
    assert_eq!(
        shifts(&reading),
        [
            "A1 30 06", "A1 01 06", "A1 02 07", "A2 30 08", "A3 30 09", "A3 02 06"
        ]
    );
    let note = "The agent stands only on the first of its rows: 3 rows were read with the agent above them.";
    assert!(
        reading.understood.notes.iter().any(|said| said == note),
        "{:?}",
        reading.understood.notes
    );
    let above = reading.named_above.iter();
    let above: Vec<(usize, &str)> = above
        .map(|(&(line, _), name)| (line, name.as_str()))
        .collect();
    assert_eq!(above, [(3, "A1"), (4, "A1"), (7, "A3")]);
}

#[test]
fn a_name_alone_and_dates_in_the_start_do_as_well() {
    let text = "\
Agent Name,Start,End,Skills
Anna Meier,2026-11-30 06:00,2026-11-30 14:00,S
,2026-12-01 06:00,2026-12-01 14:00,S
,2026-12-02 06:00,2026-12-02 14:00,S
";
    assert_eq!(
        shifts(&read(text)),
        ["Anna Meier 30 06", "Anna Meier 01 06", "Anna Meier 02 06"]
    );
}

#[test]
fn a_date_may_stand_on_the_first_row_only() {
    let text = "\
Date;Agent;Start;End;Skills
30/11/2026;A1;06:00;14:00;S
;A2;07:00;15:00;S
;A3;08:00;16:00;S
01/12/2026;A1;06:00;14:00;S
;A3;09:00;17:00;S
";
    let reading = read(text);

    assert_eq!(reading.problems, []);
    assert_eq!(
        shifts(&reading),
        ["A1 30 06", "A2 30 07", "A3 30 08", "A1 01 06", "A3 01 09"]
    );
    let note =
        "The date stands only on the first of its rows: 3 rows were read with the date above them.";
    assert!(reading.understood.notes.iter().any(|said| said == note));
}

#[test]
fn who_skips_the_first_row_keeps_its_agent() {
    let text = "\
Agent;Date;Start;End;Skills
A1;30/11/2026;06:00;14:00;S
;01/12/2026;06:00;14:00;S
;02/12/2026;07:00;15:00;S
";
    let mut choices = Choices::new(London);
    choices.skipped.insert(2);

    assert_eq!(shifts(&reading(text, &choices)), ["A1 01 06", "A1 02 07"]);
}

#[test]
fn an_agent_that_was_corrected_is_that_of_the_rows_below() {
    let text = "\
Agent;Date;Start;End;Skills
A1;30/11/2026;06:00;14:00;S
;01/12/2026;06:00;14:00;S
;02/12/2026;07:00;15:00;S
";
    let mut choices = Choices::new(London);
    choices.edits.insert((2, 0), "A9".to_owned());
    choices.edits.insert((4, 0), "A8".to_owned());

    let shifts_of = shifts(&reading(text, &choices));
    // Of two that are named and one that is not, the pattern is none any more.
    assert_eq!(shifts_of, ["A9 30 06", "A8 02 07"]);
    choices.edits.remove(&(4, 0));
    let shifts_of = shifts(&reading(text, &choices));
    assert_eq!(shifts_of, ["A9 30 06", "A9 01 06", "A9 02 07"]);
}

#[test]
fn agents_that_were_forgotten_are_told() {
    let head = "Agent;Name;Date;Start;End;Skills\n";
    for (rows, lacking) in [
        // One among others that are all named.
        (
            "A1;;30/11/2026;06:00;14:00;S\nA2;;30/11/2026;06:00;14:00;S\n;;01/12/2026;06:00;14:00;S",
            1,
        ),
        // Who names an agent twice names it on every row.
        (
            "A1;;30/11/2026;06:00;14:00;S\nA1;;01/12/2026;06:00;14:00;S\n;;02/12/2026;06:00;14:00;S\n;;03/12/2026;06:00;14:00;S",
            2,
        ),
        // Rows before the first name.
        (
            ";;30/11/2026;06:00;14:00;S\nA1;;30/11/2026;06:00;14:00;S\n;;01/12/2026;06:00;14:00;S\n;;02/12/2026;06:00;14:00;S",
            3,
        ),
        // Open shifts of the same day.
        (
            "A1;;30/11/2026;06:00;14:00;S\n;;30/11/2026;14:00;22:00;S\n;;01/12/2026;06:00;14:00;S",
            2,
        ),
        // Open shifts among days that follow each other.
        (
            "A1;;30/11/2026;06:00;14:00;S\n;;01/12/2026;06:00;14:00;S\nA2;;02/12/2026;06:00;14:00;S\n;;03/12/2026;06:00;14:00;S",
            2,
        ),
        // Another name stands beside.
        (
            "A1;Anna;30/11/2026;06:00;14:00;S\n;Bob;01/12/2026;06:00;14:00;S\n;Cy;02/12/2026;06:00;14:00;S",
            2,
        ),
        // Beneath a blank line, a title and a total.
        (
            "A1;;30/11/2026;06:00;14:00;S\n;;01/12/2026;06:00;14:00;S\n;;02/12/2026;06:00;14:00;S\n\n;;03/12/2026;06:00;14:00;S",
            3,
        ),
        (
            "A1;;30/11/2026;06:00;14:00;S\n;;01/12/2026;06:00;14:00;S\n;;02/12/2026;06:00;14:00;S\nSecond floor:;;;;;\n;;03/12/2026;06:00;14:00;S",
            3,
        ),
        (
            "A1;;30/11/2026;06:00;14:00;S\n;;01/12/2026;06:00;14:00;S\n;;02/12/2026;06:00;14:00;S\nTotal;;;;24;\n;;03/12/2026;06:00;14:00;S",
            3,
        ),
    ] {
        check_refused(&format!("{head}{rows}\n"), lacking);
    }
}

#[test]
fn dates_that_were_forgotten_are_told() {
    let head = "Agent;Date;Start;End;Skills\n";
    for (rows, lacking) in [
        // The days of one agent.
        (
            "A1;30/11/2026;06:00;14:00;S\nA1;;06:00;14:00;S\nA1;;06:00;14:00;S",
            2,
        ),
        // The same day twice in full.
        (
            "A1;30/11/2026;06:00;14:00;S\nA2;30/11/2026;06:00;14:00;S\nA3;;06:00;14:00;S\nA4;;06:00;14:00;S",
            2,
        ),
        // A single one.
        ("A1;30/11/2026;06:00;14:00;S\nA2;;06:00;14:00;S", 1),
    ] {
        check_refused(&format!("{head}{rows}\n"), lacking);
    }
}

#[test]
fn one_split_shift_among_many_rows_changes_nothing() {
    let block = |agent: &str| {
        let rest = (22..=29).map(|day| format!(";;{day}/12/2026;06:00;10:00;S\n"));
        format!(
            "{agent};;21/12/2026;06:00;10:00;S\n{}",
            rest.collect::<String>()
        )
    };
    let head = "Agent;Name;Date;Start;End;Skills\n";
    let second = ";;29/12/2026;12:00;16:00;S\n";
    let reading = read(&format!("{head}{}{second}{}", block("A1"), block("A2")));

    assert_eq!(reading.problems, []);
    assert_eq!(reading.shifts.len(), 19);
}
