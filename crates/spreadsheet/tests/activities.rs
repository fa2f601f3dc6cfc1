//! What a row says beside its times: breaks, days off, and shifts of nobody.

#![cfg(test)]

use chrono_tz::Tz;
use spreadsheet::{Choices, ProblemCode, Reading, understand};
use workbook::{Opening, open_bytes};

fn reading(text: &str) -> Reading {
    let book = open_bytes("roster.csv", text.into(), &Opening::default()).expect(text);
    understand(&book, &Choices::new(Tz::UTC)).expect(text)
}

/// "agent 06:00-14:00 +breaks" of each shift.
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let (agent, time) = (read.shift.agent, read.shift.time);
        let breaks = read.shift.breaks.iter().map(|pause| {
            let (offset, length) = (pause.offset_seconds / 60, pause.duration_seconds / 60);
            format!(" +{offset}/{length}")
        });
        let breaks: String = breaks.collect();
        let (start, end) = (time.start.format("%H:%M"), time.end.format("%H:%M"));
        format!("{agent} {start}-{end}{breaks}")
    };
    reading.shifts.iter().map(word).collect()
}

fn stopped(reading: &Reading) -> Vec<(usize, ProblemCode)> {
    let problems = reading.problems.iter();
    problems
        .map(|problem| (problem.line, problem.code))
        .collect()
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
        let reading = reading(&format!(
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
        let reading = reading(&format!("Agent,Start,End\nA1,{rows}\n{agent},{rows}\n"));

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
    let reading = reading(
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
        let reading = reading(&rows(names));

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

    let reading = reading(&format!("Employee,Start,End\n{}", names.map(row).concat()));

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
        let reading = reading(&format!("{header}\n{rows}"));

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
    let reading = reading(
        "Agent,Date,Start,End,Lunch Start\nA1,2026-11-30,22:00,06:00,02:00\nA2,2026-11-30,06:00,14:00,\n",
    );

    assert_eq!(words(&reading), ["A2 06:00-14:00"]);
    assert_eq!(stopped(&reading), [(2, ProblemCode::UnreadableBreak)]);
}
