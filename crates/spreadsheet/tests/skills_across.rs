//! Requirements with the skills across: each column is a skill.

#![cfg(test)]

mod reading;

use chrono_tz::Europe::London;
use proptest::prelude::*;
use reading::reading;
use spreadsheet::{Choices, Confidence, Field, FileKind, Question, Reading};

fn told(text: &str) -> Reading {
    reading(text, &Choices::new(London))
}

/// Skill, start, minutes and agents of each requirement.
fn required(reading: &Reading) -> Vec<String> {
    let read = reading.requirements.iter().map(|read| {
        let one = &read.requirement;
        let (skill, start) = (&one.skill, one.time.start.format("%d %H:%M"));
        let minutes = (one.time.end - one.time.start).num_minutes();
        format!("{skill} {start} {minutes} {}", one.agents)
    });
    read.collect()
}

fn left_out(reading: &Reading) -> Vec<(usize, &str)> {
    let rows = reading.left_out.iter();
    rows.map(|row| (row.line, row.reason.as_str())).collect()
}

#[test]
fn each_column_is_a_skill() {
    let voice_and_chat = [
        "VOICE 30 08:00 15 3",
        "CHAT 30 08:00 15 2",
        "VOICE 30 08:15 15 4",
        "CHAT 30 08:15 15 2.5",
    ];
    for text in [
        "Date,Time,VOICE,CHAT\n2026-11-30,08:00,3,2\n2026-11-30,08:15,4,2.5\n",
        "Interval,VOICE,CHAT\n2026-11-30 08:00,3,2\n2026-11-30 08:15,4,2.5\n",
        "Interval start;VOICE;CHAT\n30.11.2026 08:00;3;2\n30.11.2026 08:15;4;2,5\n",
        "Date,Start,End,VOICE,CHAT\n2026-11-30,08:00,08:15,3,2\n2026-11-30,08:15,08:30,4,2.5\n",
        "Date,Time,VOICE required,CHAT required\n2026-11-30,08:00,3,2\n2026-11-30,08:15,4,2.5\n",
        "Date,Time,Required agents (VOICE),Required agents (CHAT)\n2026-11-30,08:00,3,2\n2026-11-30,08:15,4,2.5\n",
        "30.11.2026;;\nZeit;VOICE;CHAT\n08:00;3;2\n08:15;4;2,5\n",
        "Required agents,,\nInterval,VOICE,CHAT\n2026-11-30 08:00,3,2\n2026-11-30 08:15,4,2.5\n",
    ] {
        let reading = told(text);

        assert_eq!(reading.kind, FileKind::Requirements, "{text}");
        assert_eq!(reading.missing, [], "{text}");
        assert_eq!(reading.problems, [], "{text}");
        assert_eq!(reading.questions, [], "{text}");
        assert_eq!(required(&reading), voice_and_chat, "{text}");
        let note =
            "Each of 2 columns is a skill, with the agents required of it: \"VOICE\", \"CHAT\".";
        assert!(
            reading.understood.notes.contains(&note.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn skills_have_any_name() {
    for (skills, read) in [
        (["Service FR", "Service EN"], ["Service FR", "Service EN"]),
        (["EMAIL", "Phone"], ["EMAIL", "Phone"]),
        (["Tier 1", "Tier 2"], ["Tier 1", "Tier 2"]),
        (["Skill 1", "Skill 2"], ["Skill 1", "Skill 2"]),
        (["L1 Voice", "L2 Voice"], ["L1 Voice", "L2 Voice"]),
        (["1001", "1002"], ["1001", "1002"]),
        (["FTE Sales", "FTE Care"], ["Sales", "Care"]),
    ] {
        let [a, b] = skills;
        let reading = told(&format!(
            "Interval,{a},{b}\n2026-11-30 08:00,3,2\n2026-11-30 08:30,4,0\n"
        ));

        let all: Vec<String> = [("08:00", 3, 2), ("08:30", 4, 0)]
            .iter()
            .flat_map(|(time, one, other)| {
                let [a, b] = read;
                [
                    format!("{a} 30 {time} 30 {one}"),
                    format!("{b} 30 {time} 30 {other}"),
                ]
            })
            .collect();
        assert_eq!(required(&reading), all, "{skills:?}");
    }
}

#[test]
fn sums_and_other_numbers_are_left_out_and_told() {
    let reading = told(
        "Date,Time,VOICE,CHAT,Total,Calls,Comment\n\
         2026-11-30,08:00,3,2,5,40,\n\
         2026-11-30,08:30,4,3,7,44,busy\n\
         2026-11-30,Total,7,5,12,84,\n\
         2026-12-01,08:00,1,1,2,10,\n\
         Sum,,8,6,14,94,\n",
    );

    assert_eq!(reading.problems, []);
    assert_eq!(reading.requirements.len(), 6);
    assert_eq!(
        left_out(&reading),
        [(4, "A total: \"Total\"."), (6, "A total: \"Sum\".")]
    );
    for note in [
        "The column \"Total\" is a sum of the others, and is not read.",
        "The column \"Calls\" is not read: its header says nothing of agents required.",
    ] {
        assert!(
            reading.understood.notes.contains(&note.to_owned()),
            "{note}"
        );
    }
    let reading = told(
        "Interval,VOICE,CHAT,Floor\n2026-11-30 08:00,3,2,5\n2026-11-30 08:30,4,1,5\n2026-11-30 09:00,2,1.5,3.5\n",
    );
    assert_eq!(
        reading.requirements.len(),
        6,
        "a column may be a sum by its numbers"
    );
    let reading = told("Interval,VOICE,CHAT,Staff total\n2026-11-30 08:00,3,2,5\n");
    assert_eq!(reading.requirements.len(), 2);
}

#[test]
fn numbers_in_a_row_are_no_days() {
    for numbers in [
        ["2.5", "3.5", "4.5", "5.5", "6.5"],
        ["3", "4", "5", "6", "7"],
        ["1.1", "10.2", "0.5", "3.1", "2.2"],
    ] {
        let numbers = numbers.join(",");
        let text = format!(
            "Interval,Sales,Care,Fax,Chat,Email\n2026-11-30 08:00,1,1,1,1,1\n2026-11-30 08:15,{numbers}\n2026-11-30 00:00,{numbers}\n",
        );

        let reading = told(&text);

        assert_eq!(reading.understood.header_line, 1, "{text}");
        assert_eq!(reading.problems, [], "{text}");
        assert_eq!(reading.requirements.len(), 15, "{text}");
    }
}

#[test]
fn a_blank_cell_requires_nothing_and_changes_no_interval() {
    let reading = told(
        "Date,Time,VOICE,CHAT,NIGHT\n\
         2026-11-30,08:00,3,2,\n\
         2026-11-30,08:15,4,,\n\
         2026-11-30,08:30,,,\n\
         2026-11-30,09:00,4,2,1\n",
    );

    assert_eq!(reading.problems, []);
    let all = [
        "VOICE 30 08:00 15 3",
        "CHAT 30 08:00 15 2",
        "VOICE 30 08:15 15 4",
        "VOICE 30 09:00 15 4",
        "CHAT 30 09:00 15 2",
        "NIGHT 30 09:00 15 1",
    ];
    assert_eq!(required(&reading), all);
    assert_eq!(left_out(&reading), [(4, "No number of any skill.")]);
}

#[test]
fn what_is_wrong_with_one_cell_does_not_stop_the_others() {
    let choices = Choices {
        known_skills: Some(vec!["VOICE".into(), "CHAT".into()]),
        ..Choices::new(London)
    };
    let reading = reading(
        "Date,Time,VOICE,CHAT,FAX\n\
         2026-11-30,08:00,3,x,1\n\
         2026-11-30,08:15,-1,2,\n\
         2026-11-30,8 o'clock,4,2,\n\
         2026-11-30,08:15,,3,\n",
        &choices,
    );

    assert_eq!(
        required(&reading),
        ["VOICE 30 08:00 15 3", "CHAT 30 08:15 15 2"]
    );
    let problems: Vec<(Option<usize>, String)> = reading
        .problems
        .iter()
        .map(|problem| (problem.column, problem.to_string()))
        .collect();
    let expected = [
        (
            Some(3),
            "Line 2: \"x\" is no number of agents. Write 0 or more, such as 3 or 2.5.",
        ),
        (Some(4), "Line 2: The skill \"FAX\" is not known."),
        (
            Some(2),
            "Line 3: -1 agents cannot be required. Write 0 or more, such as 3 or 2.5.",
        ),
        (
            Some(1),
            "Line 4: \"8 o'clock\" cannot be read as a date or time. Write it like 2026-11-30 06:00.",
        ),
        (
            Some(3),
            "Line 5: The same skill and interval stand on line 3 already, with another number of agents, 2. Delete one of the two.",
        ),
    ];
    assert_eq!(
        problems,
        expected.map(|(column, said)| (column, said.to_owned()))
    );
    assert!(reading.problems.iter().all(|problem| problem.fix.is_none()));
    assert!(matches!(
        reading.questions.as_slice(),
        [Question::Skills { .. }]
    ));
}

#[test]
fn the_planner_says_which_columns_are_skills() {
    let text = "Date,Time,VOICE,CHAT\n2026-11-30,08:00,3,2\n2026-11-30,08:15,4,2\n";
    let without_chat = Choices {
        columns: [(3, None)].into(),
        ..Choices::new(London)
    };
    let alone = reading(text, &without_chat);
    assert_eq!(
        required(&alone),
        ["VOICE 30 08:00 15 3", "VOICE 30 08:15 15 4"]
    );

    let calls = "Date,Time,Sales calls,Care calls\n2026-11-30,08:00,3,2\n2026-11-30,08:15,4,2\n";
    let chosen = Choices {
        kind: Some(FileKind::Requirements),
        columns: [
            (2, Some(Field::RequiredAgents)),
            (3, Some(Field::RequiredAgents)),
        ]
        .into(),
        ..Choices::new(London)
    };
    let reading = reading(calls, &chosen);
    assert_eq!(
        required(&reading)[..2],
        ["Sales calls 30 08:00 15 3", "Care calls 30 08:00 15 2"]
    );
    assert_eq!(reading.columns[2].confidence, Confidence::Chosen);
}

#[test]
fn shifts_and_other_tables_are_no_requirements() {
    for (text, missing) in [
        (
            "Agent,Date,Start,End,VOICE,CHAT\nA1,2026-11-30,08:00,16:00,3,2\n",
            vec![],
        ),
        // Nobody knows whose shifts these are, or whether they are shifts.
        (
            "Date,Start,End,VOICE,CHAT\n2026-11-30,06:00,14:00,3,2\n2026-11-30,14:00,22:00,4,3\n",
            vec![Field::Agent],
        ),
        (
            "Agent,Date,Start,VOICE,CHAT\nA1,2026-11-30,08:00,3,2\nA2,2026-11-30,08:15,4,2\n",
            vec![Field::End],
        ),
        (
            "30/11/2026,,\nTime,VOICE Mon,VOICE Tue\n08:00,3,2\n08:15,4,2\n",
            vec![Field::End],
        ),
        (
            "Date,Time,Calls,AHT\n2026-11-30,08:00,30,240\n2026-11-30,08:15,40,230\n",
            vec![Field::End],
        ),
        (
            "Date,Start,Badge,Extension\n2026-11-30,08:00,0017,4711\n2026-11-30,08:15,0018,4712\n",
            vec![Field::End],
        ),
    ] {
        let reading = told(text);

        assert_eq!(reading.kind, FileKind::Shifts, "{text}");
        assert!(
            missing.iter().all(|field| reading.missing.contains(field)),
            "{text}: {:?}",
            reading.missing
        );
        assert_eq!(reading.missing.is_empty(), missing.is_empty(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each cell that is not blank is a requirement or a problem, and each row without one is left out.
    #[test]
    fn no_number_is_lost(
        rows in proptest::collection::vec((0_u32..20, proptest::collection::vec(0_usize..6, 3)), 2..30),
    ) {
        let cells = ["", "0", "3", "2.5", "x", "-1"];
        let line = |(at, numbers): &(u32, Vec<usize>)| {
            let numbers: Vec<&str> = numbers.iter().map(|&number| cells[number]).collect();
            format!("2026-11-30,{:02}:{:02},{}\n", 6 + at / 4, at % 4 * 15, numbers.join(","))
        };
        // The first rows tell what the columns are.
        let sure: String = (0..60).map(|at| format!("2026-12-01,{:02}:{:02},1,1,1\n", at / 4, at % 4 * 15)).collect();
        let text = format!("Date,Time,Sales,Care,Fax\n{sure}{}", rows.iter().map(line).collect::<String>());

        let reading = told(&text);

        prop_assert_eq!(reading.kind, FileKind::Requirements);
        for (index, (_, numbers)) in rows.iter().enumerate() {
            let line = 62 + index;
            let filled = numbers.iter().filter(|number| **number > 0).count();
            let read = reading.requirements.iter();
            let read: usize = read.map(|read| usize::from(read.line == line) + read.also_lines.iter().filter(|also| **also == line).count()).sum();
            let wrong = reading.problems.iter().filter(|problem| problem.line == line && problem.severity == spreadsheet::Severity::Error).count();
            prop_assert_eq!(read + wrong, filled, "line {} of {}", line, text);
            prop_assert_eq!(left_out(&reading).iter().filter(|row| row.0 == line).count(), usize::from(filled == 0));
        }
    }
}
