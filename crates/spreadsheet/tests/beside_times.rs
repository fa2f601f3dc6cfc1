//! What a row says beside its times: breaks, days off, and shifts of nobody.

#![cfg(test)]

mod reading;
mod shift_words;

use chrono_tz::Tz;
use reading::reading;
use shift_words::{stopped, words};
use spreadsheet::{Choices, ProblemCode, Reading};

fn read(text: &str) -> Reading {
    reading(text, &Choices::new(Tz::UTC))
}

#[test]
fn agents_that_are_nobody_have_no_shift() {
    let rows = "2026-11-30 06:00,2026-11-30 14:00";
    for agent in [
        "Open",
        "UNASSIGNED",
        "Vacant",
        "TBC",
        "offen",
        "n/a",
        "#N/A",
        "#REF!",
        "#BEZUG!",
    ] {
        let reading = read(&format!("Agent,Start,End\nA1,{rows}\n{agent},{rows}\n"));

        assert_eq!(words(&reading), ["A1 06:00-14:00"], "{agent}");
        assert_eq!(
            stopped(&reading),
            [(3, ProblemCode::MissingValue)],
            "{agent}"
        );
    }
}

#[test]
fn skills_that_are_errors_of_a_program_are_none() {
    let reading = read(
        "Agent,Start,End,Skill\nA1,2026-11-30 06:00,2026-11-30 14:00,#N/A\nA2,2026-11-30 06:00,2026-11-30 14:00,S\n",
    );

    assert_eq!(words(&reading), ["A2 06:00-14:00"]);
    assert_eq!(stopped(&reading), [(2, ProblemCode::MissingValue)]);
}

#[test]
fn ids_are_taken_from_brackets_where_all_have_them() {
    let rows = |names: [&str; 3]| {
        let row = |name: &str| format!("\"{name}\",2026-11-30 06:00,2026-11-30 14:00\n");
        let rows: String = names.map(row).concat();
        format!("Employee,Start,End\n{rows}")
    };
    for (names, expected) in [
        (
            ["Meier, Anna (0042)", "Berg, Tom (E7)", "Lund, Eva (0043)"],
            vec!["Meier, Anna (0042)", "Berg, Tom (E7)", "Lund, Eva (0043)"],
        ),
        (
            ["Meier, Anna (0042)", "Berg, Tom (0044)", "Lund, Eva (0043)"],
            vec!["0042", "0044", "0043"],
        ),
        (
            ["Meier, Anna [E-42]", "Berg, Tom [E-44]", "Lund, Eva [E-43]"],
            vec!["E-42", "E-44", "E-43"],
        ),
        // Of one team.
        (
            ["Meier (T100)", "Berg (T100)", "Lund (T200)"],
            vec!["Meier (T100)", "Berg (T100)", "Lund (T200)"],
        ),
        (
            ["Meier (80%)", "Berg (38h)", "Lund (100%)"],
            vec!["Meier (80%)", "Berg (38h)", "Lund (100%)"],
        ),
    ] {
        let reading = read(&rows(names));

        let agents: Vec<String> = reading
            .shifts
            .iter()
            .map(|read| read.shift.agent.to_string())
            .collect();
        assert_eq!(agents, expected);
        let told = reading.understood.notes.iter();
        let told = told.filter(|note| note.contains("brackets")).count();
        assert_eq!(told, usize::from(agents[0] != names[0]), "{names:?}");
    }
    let row = |name: &str| format!("\"{name}\",2026-11-30 06:00,2026-11-30 14:00\n");
    let names = [
        "A, B (101)",
        "C, D (102)",
        "E, F (103)",
        "G, H (104)",
        "I, J",
    ];

    let reading = read(&format!("Employee,Start,End\n{}", names.map(row).concat()));

    assert_eq!(reading.shifts.len(), 4);
    assert_eq!(stopped(&reading), [(6, ProblemCode::MissingValue)]);
}

#[test]
fn a_start_and_a_length_are_a_break() {
    let rows = "A1,2026-11-30,06:00,14:00,10:00,30\nA2,2026-11-30,22:00,06:00,02:00,0:45\nA3,2026-11-30,06:00,14:00,,30\nA4,2026-11-30,06:00,14:00,,\n";
    for header in [
        "Agent,Date,Start,End,Lunch Start,Lunch Duration",
        "Agent,Date,Start,End,Break from,Break (min)",
    ] {
        let reading = read(&format!("{header}\n{rows}"));

        assert_eq!(reading.problems, [], "{header}");
        assert_eq!(
            words(&reading),
            [
                "A1 06:00-14:00 +240/30",
                "A2 22:00-06:00 +240/45",
                "A3 06:00-14:00 +225/30",
                "A4 06:00-14:00"
            ],
            "{header}"
        );
    }
}

#[test]
fn half_a_break_is_no_length() {
    let reading = read(
        "Agent,Date,Start,End,Lunch Start\nA1,2026-11-30,22:00,06:00,02:00\nA2,2026-11-30,06:00,14:00,\n",
    );

    assert_eq!(words(&reading), ["A2 06:00-14:00"]);
    assert_eq!(stopped(&reading), [(2, ProblemCode::UnreadableBreak)]);
}

#[test]
fn days_off_where_no_header_tells_stop_their_row() {
    for header in ["Type", "Shift code", "Remark code", "Skill"] {
        let reading = read(&format!(
            "Agent,Date,Start,End,{header}\nA1,2026-11-30,06:00,14:00,Work\nA2,2026-11-30,06:00,14:00,Vacation\nA3,2026-11-30,06:00,14:00,Work\n"
        ));

        assert_eq!(
            words(&reading),
            ["A1 06:00-14:00", "A3 06:00-14:00"],
            "{header}"
        );
        assert_eq!(
            stopped(&reading),
            [(3, ProblemCode::Contradiction)],
            "{header}"
        );
    }
    let reading = read(
        "Agent,Date,Start,End,Notes\nA1,2026-11-30,06:00,14:00,Sick\nA2,2026-11-30,06:00,14:00,sick of rain\n",
    );
    assert_eq!(reading.shifts.len(), 2);
    assert_eq!(stopped(&reading), [(2, ProblemCode::Contradiction)]);
}

#[test]
fn cancelled_rows_are_left_out() {
    for (header, yes, no) in [
        ("Cancelled", "Yes", "No"),
        ("Deleted", "1", "0"),
        ("Storniert", "ja", ""),
        ("Annulé", "oui", "non"),
        ("キャンセル", "はい", ""),
    ] {
        let row = |agent: &str, said: &str| format!("{agent},2026-11-30,06:00,14:00,{said}\n");
        let rows = [row("A1", no), row("A2", yes), row("A3", "2026-11-20")];
        let reading = read(&format!("Agent,Date,Start,End,{header}\n{}", rows.concat()));

        assert_eq!(words(&reading), ["A1 06:00-14:00"], "{header}");
        let left_out = &reading.left_out[0];
        let reason = format!("\"{header}\" says \"{yes}\".");
        assert_eq!(
            (left_out.line, left_out.reason.as_str()),
            (3, reason.as_str())
        );
        assert_eq!(
            stopped(&reading),
            [(4, ProblemCode::Contradiction)],
            "{header}"
        );
    }
}

#[test]
fn lengths_without_breaks_end_later_by_them() {
    let rows = "A1,2026-11-30,06:00,7.5,30\nA2,2026-11-30,06:00,7.5,15\nA3,2026-11-30,06:00,7.5,10:00-10:30\nA4,2026-11-30,06:00,7.5,\n";
    for (header, expected) in [
        (
            "Net hours,Break",
            [
                "A1 06:00-14:00 +225/30",
                "A2 06:00-13:45 +225/15",
                "A3 06:00-14:00 +240/30",
                "A4 06:00-13:30",
            ],
        ),
        (
            "Hours,Break",
            [
                "A1 06:00-13:30 +210/30",
                "A2 06:00-13:30 +217/15",
                "A3 06:00-13:30 +240/30",
                "A4 06:00-13:30",
            ],
        ),
    ] {
        let reading = read(&format!("Agent,Date,Start,{header}\n{rows}"));

        assert_eq!(reading.problems, [], "{header}");
        assert_eq!(words(&reading), expected, "{header}");
    }
    let reading = read("Agent,Date,Start,Paid hours,Break hrs\nA1,2026-11-30,06:00,7.5,0.5\n");
    assert_eq!(words(&reading), ["A1 06:00-14:00 +225/30"]);
}
