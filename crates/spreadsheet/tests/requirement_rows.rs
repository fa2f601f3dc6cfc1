//! Requirements: how long intervals are, and what may be wrong with a row.

#![cfg(test)]

use chrono_tz::Europe::London;
use spreadsheet::{Choices, FileKind, ProblemCode, Reading, understand};
use workbook::{Opening, open_bytes};

fn reading(rows: &str) -> Reading {
    let csv = format!("Skill;Interval start;Required agents\n{rows}");
    let book = open_bytes("required.csv", csv.into(), &Opening::default()).expect(rows);
    let choices = Choices {
        kind: Some(FileKind::Requirements),
        ..Choices::new(London)
    };
    understand(&book, &choices).expect(rows)
}

#[test]
fn intervals_are_as_long_as_their_starts_are_apart() {
    let row = |skill: &str, hour: u32, minute: u32| {
        format!("{skill};2026-11-30 {hour:02}:{minute:02};1\n")
    };
    let one = row("S", 6, 0);
    for (name, rows, minutes) in [
        (
            "quarter hours",
            one.clone() + &row("S", 6, 15),
            vec![15, 15],
        ),
        ("half hours", one.clone() + &row("S", 6, 30), vec![30, 30]),
        ("hours", one.clone() + &row("S", 7, 0), vec![60, 60]),
        (
            "in any order, with holes",
            row("S", 9, 0) + &one + &row("S", 6, 30),
            vec![30, 30, 30],
        ),
        (
            "each skill its own",
            one.clone() + &row("S", 7, 0) + &row("T", 6, 0) + &row("T", 6, 30),
            vec![60, 60, 30, 30],
        ),
        (
            "one alone is like the others",
            one.clone() + &row("S", 7, 0) + &row("T", 6, 0),
            vec![60, 60, 60],
        ),
        ("one alone at all", one.clone(), vec![15]),
    ] {
        let reading = reading(&rows);

        assert_eq!(reading.problems, [], "{name}");
        let lengths: Vec<_> = reading
            .requirements
            .iter()
            .map(|read| (read.requirement.time.end - read.requirement.time.start).num_minutes())
            .collect();
        assert_eq!(lengths, minutes, "{name}");
    }
}

#[test]
fn numbers_have_a_point_or_a_comma() {
    for (cell, agents) in [
        ("0", 0.0),
        ("3", 3.0),
        ("0.83", 0.83),
        ("0,83", 0.83),
        ("-0", 0.0),
        (" 2 ", 2.0),
    ] {
        let reading = reading(&format!("S;2026-11-30 06:00;{cell}\n"));

        assert_eq!(reading.problems, [], "{cell}");
        let read = reading.requirements[0].requirement.agents;
        assert!(
            read == agents && read.is_sign_positive(),
            "{cell} is {read}"
        );
    }
}

#[test]
fn everything_that_can_be_wrong_is_told() {
    use ProblemCode as Code;
    let standing = "S;2026-11-30 06:00;1\n";
    for (rows, code, said) in [
        (
            "S;2026-11-30 06:00;-2\n",
            Code::UnreadableNumber,
            "Line 2: -2 agents cannot be required. Write 0 or more, such as 3 or 2.5.",
        ),
        (
            "S;2026-11-30 06:00;NaN\n",
            Code::UnreadableNumber,
            "Line 2: \"NaN\" is no number of agents. Write 0 or more, such as 3 or 2.5.",
        ),
        (
            "S;2026-11-30 06:00;inf\n",
            Code::UnreadableNumber,
            "Line 2: \"inf\" is no number of agents. Write 0 or more, such as 3 or 2.5.",
        ),
        (
            "S;2026-11-30 06:00;1.2.3\n",
            Code::UnreadableNumber,
            "Line 2: \"1.2.3\" is no number of agents. Write 0 or more, such as 3 or 2.5.",
        ),
        (
            "S;2026-11-30 06:00;\n",
            Code::MissingValue,
            "Line 2: This row has no required agents.",
        ),
        (
            ";2026-11-30 06:00;1\n",
            Code::MissingValue,
            "Line 2: This row has no skills.",
        ),
        (
            "S;2026-11-30;1\n",
            Code::MissingValue,
            "Line 2: \"2026-11-30\" has no time of day. Write it like 2026-11-30 06:00.",
        ),
        (
            "S;2026-03-29 01:15;1\n",
            Code::ClockChange,
            "Line 2: 01:15 on 29 March 2026 does not exist in Europe/London, because the clocks go forward then. Did you mean 00:15 or 02:15?",
        ),
        (
            &format!("{standing}{standing}"),
            Code::DuplicateRow,
            "Line 3: The same requirement stands on line 2 already. It is read once.",
        ),
        (
            &format!("{standing}S;2026-11-30 06:00;2\n"),
            Code::Contradiction,
            "Line 3: The same skill and interval stand on line 2 already, with another number of agents, 1. Delete one of the two.",
        ),
    ] {
        let reading = reading(rows);

        let [problem] = reading.problems.as_slice() else {
            panic!("one problem in {rows}: {:?}", reading.problems)
        };
        assert_eq!((problem.code, problem.to_string().as_str()), (code, said));
    }
}

#[test]
fn other_intervals_stop_every_row_of_their_skill() {
    let reading = reading(
        "S;2026-11-30 06:00;1\nS;2026-11-30 06:10;1\nS;2026-11-30 06:10;1\nT;2026-11-30 06:00;1\nT;2026-11-30 06:15;1\n",
    );

    let stopped = reading
        .problems
        .iter()
        .filter(|problem| problem.code == ProblemCode::UnknownInterval);
    let lines: Vec<_> = stopped.map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 3, 4], "also the row that repeats another");
    assert_eq!(
        reading.problems[0].to_string(),
        "Line 2: The intervals of S start 10 minutes apart. Only 15, 30 and 60 minutes can be read. Save the requirements by quarter, half or whole hours."
    );
    assert_eq!(reading.requirements.len(), 2, "the other skill is read");
}

#[test]
fn rows_of_a_grid_in_another_zone_are_stopped() {
    let csv = "Skill,Time,Time zone,2026-11-30,2026-12-01,2026-12-02\nS,06:00,Europe/London,1,2,3\nS,06:30,America/New_York,1,2,3\nS,07:00,,1,2,3\n";
    let book = open_bytes("required.csv", csv.into(), &Opening::default()).unwrap();

    let reading = understand(&book, &Choices::new(London)).unwrap();

    let lines: Vec<usize> = reading.requirements.iter().map(|read| read.line).collect();
    assert_eq!(lines, [2, 2, 2, 4, 4, 4]);
    let stopped: Vec<(usize, Option<usize>)> = reading
        .problems
        .iter()
        .map(|problem| (problem.line, problem.column))
        .collect();
    assert_eq!(stopped, [(3, Some(2))]);
}

#[test]
fn an_interval_may_name_its_end() {
    for intervals in [
        ["2026-11-30 06:00 - 06:30", "2026-11-30 06:30 - 07:00"],
        ["30/11/2026 06:00-06:30", "30/11/2026 06:30-07:00"],
    ] {
        let reading = reading(&format!("S;{};1\nS;{};2\n", intervals[0], intervals[1]));

        assert_eq!(reading.problems, [], "{intervals:?}");
        let times = reading.requirements.iter().map(|read| {
            let time = read.requirement.time;
            let minutes = (time.end - time.start).num_minutes();
            (time.start.format("%d %H:%M").to_string(), minutes)
        });
        let times: Vec<(String, i64)> = times.collect();
        let expected = ["30 06:00", "30 06:30"].map(|start| (start.to_owned(), 30));
        assert_eq!(times, expected, "{intervals:?}");
    }
    let reading = reading("S;2026-11-30 06:00 - 14:00;1\n");
    assert_eq!(reading.requirements, []);
    assert_eq!(reading.stopped_rows(), 1);
}
