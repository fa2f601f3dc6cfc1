//! Rosters with one day a row and one agent a column.

#![cfg(test)]

use chrono_tz::Tz;
use proptest::prelude::*;
use spreadsheet::{Choices, FileKind, Layout, Question, Reading, Severity, understand};
use workbook::{Opening, open_bytes};

fn reading(text: &str) -> Reading {
    let book = open_bytes("roster.csv", text.into(), &Opening::default()).expect(text);
    let choices = Choices {
        near: "2026-11-22".parse().ok(),
        ..Choices::new(Tz::UTC)
    };
    understand(&book, &choices).expect(text)
}

/// "agent 11-30 06:00-14:00 @column" of each shift.
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let time = read.shift.time;
        let (start, end) = (time.start.format("%m-%d %H:%M"), time.end.format("%H:%M"));
        let column = read.column.unwrap_or_default();
        format!("{} {start}-{end} @{column}", read.shift.agent)
    };
    reading.shifts.iter().map(word).collect()
}

fn said(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn each_column_is_an_agent() {
    let expected = ["A1 11-30 06:00-14:00 @1", "A2 12-01 22:00-06:00 @2"];
    for (text, read_days) in [
        (
            "Date,A1,A2\n2026-11-30,6-14,OFF\n2026-12-01,OFF,22-6\n",
            false,
        ),
        (",A1,A2\n2026-11-30,6-14,OFF\n2026-12-01,OFF,22-6\n", false),
        ("Agent,A1,A2\n30/11/2026,6-14,\n1/12/2026,,22-6\n", false),
        (
            "Rota,,\nDay,A1,A2\nMon 30 Nov,6am-2pm,off\nTue 1 Dec,off,22:00-06:00\n",
            false,
        ),
        (
            "Week 49 2026,,\nDay,A1,A2\nMonday,6-14,OFF\nTuesday,OFF,22-6\n",
            false,
        ),
        (
            "Dienstplan KW 49;;\nTag;A1;A2\nMo;F;frei\nDi;frei;N\n\nF = 06:00-14:00\nN = 22:00-06:00\n",
            false,
        ),
        ("Day,A1,A2\nMonday,6-14,OFF\nTuesday,OFF,22-6\n", true),
    ] {
        let reading = reading(text);

        assert_eq!(reading.kind, FileKind::Shifts, "{text}");
        assert_eq!(reading.understood.layout, Layout::AgentColumns, "{text}");
        let asks = |question: &Question| matches!(question, Question::FirstDay { .. });
        assert_eq!(reading.questions.iter().any(asks), read_days, "{text}");
        assert_eq!(said(&reading), [""; 0], "{text}");
        if !read_days {
            assert_eq!(words(&reading), expected, "{text}");
        }
        let agents: Vec<&str> = reading
            .columns
            .iter()
            .filter(|column| column.is_agent)
            .map(|column| column.header.as_str())
            .collect();
        assert_eq!(agents, ["A1", "A2"], "{text}");
    }
}

#[test]
fn days_of_a_month_stand_below_each_other() {
    let rows: String = (1..=31).map(|day| format!("{day},6-14,OFF\n")).collect();

    let reading = reading(&format!("December 2026,,\nDay,Anna,Ben\n{rows}"));

    assert_eq!(reading.problems, []);
    assert_eq!(reading.shifts.len(), 31);
    let last = reading.shifts.get(30).unwrap();
    assert_eq!(last.shift.time.start.to_string(), "2026-12-31 06:00:00 UTC");
}

#[test]
fn what_follows_tells_the_order_of_dates() {
    let reading = reading("Date,A1,A2\n12/1/2026,6-14,\n12/2/2026,,6-14\n12/3/2026,6-14,6-14\n");

    let days: Vec<String> = words(&reading);
    assert_eq!(
        days,
        [
            "A1 12-01 06:00-14:00 @1",
            "A2 12-02 06:00-14:00 @2",
            "A1 12-03 06:00-14:00 @1",
            "A2 12-03 06:00-14:00 @2",
        ]
    );
    let asks = |question: &Question| matches!(question, Question::DateOrder { .. });
    assert!(!reading.questions.iter().any(asks));
}

#[test]
fn what_is_wrong_in_one_cell_stops_that_cell() {
    let reading = reading(
        "Date,A1,A2,Total\n2026-11-30,6-14,?x?,1\n2026-11-31,6-14,,1\n,6-14,6-14,2\nTotal,2,1,3\n2026-12-02,OFF,AL,0\n2026-12-03,,,\n",
    );

    assert_eq!(words(&reading), ["A1 11-30 06:00-14:00 @1"]);
    let lines: Vec<(usize, Option<usize>)> = reading
        .problems
        .iter()
        .map(|problem| (problem.line, problem.column))
        .collect();
    assert_eq!(lines, [(2, Some(2)), (3, Some(0)), (4, Some(0))]);
    let left_out: Vec<(usize, &str)> = reading
        .left_out
        .iter()
        .map(|row| (row.line, row.reason.as_str()))
        .collect();
    assert_eq!(
        left_out,
        [
            (5, "A total: \"Total\"."),
            (6, "Days off only."),
            (7, "No shift of any agent."),
        ]
    );
}

#[test]
fn further_agents_below_are_not_taken_for_those_above() {
    let days = "2026-11-30,6-14,OFF\n2026-12-01,OFF,22-6\n";

    let reading = reading(&format!("Date,A1,A2\n{days}Date,A3,A4\n{days}"));

    assert_eq!(
        words(&reading),
        ["A1 11-30 06:00-14:00 @1", "A2 12-01 22:00-06:00 @2"]
    );
    let stopped: Vec<usize> = reading
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(stopped, [4, 5, 6]);
    assert_eq!(
        reading.problems[1].message,
        "Line 4 begins another block, of other agents."
    );
}

#[test]
fn lists_and_other_tables_are_none() {
    for text in [
        "Date,Shift,Agent\n2026-11-30,06:00-14:00,A1\n2026-12-01,22:00-06:00,A2\n",
        "Date,Early,Late\n2026-11-30,Smith,Jones\n2026-12-01,Jones,Brown\n",
        "Date,Hours\n2026-11-30,06:00-14:00\n2026-12-01,22:00-06:00\n",
        "Date,A1,A1\n2026-11-30,6-14,OFF\n2026-12-01,OFF,22-6\n",
        "Skill,Date,06:00,06:15,06:30,06:45\nS,2026-11-30,1,2,3,4\nS,2026-12-01,5,6,,8\n",
        "Agent,2026-11-30,2026-12-01\nA1,6-14,OFF\nA2,OFF,22-6\n",
    ] {
        let layout = reading(text).understood.layout;

        assert_ne!(layout, Layout::AgentColumns, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each cell that is not blank is a shift, an error, or a day off.
    #[test]
    fn no_cell_is_lost(rows in proptest::collection::vec(
        (
            proptest::sample::select(vec!["2026-11-30", "2026-12-01", "", "Total", "?", "Date"]),
            proptest::collection::vec(
                proptest::sample::select(vec!["", "06:00-14:00", "22-6", "OFF", "-", "?", "9-5", "Smith Jane Ann"]),
                3,
            ),
        ), 1..20,
    )) {
        let rows: String = rows.iter().map(|(day, cells)| format!("{day},{}\n", cells.join(","))).collect();
        let csv = format!("Date,A1,A2,A3\n2026-11-28,6-14,6-14,6-14\n2026-11-29,6-14,6-14,6-14\n{rows}");
        let book = open_bytes("roster.csv", csv.clone().into(), &Opening::default()).unwrap();

        let reading = understand(&book, &Choices::new(Tz::UTC)).unwrap();

        prop_assume!(reading.understood.layout == Layout::AgentColumns);
        for row in book.rows.iter().skip(reading.first_row) {
            let line = row.line();
            let left_out = reading.left_out.iter().any(|row| row.line == line);
            let errors: Vec<Option<usize>> = reading.problems.iter()
                .filter(|problem| problem.line == line && problem.severity == Severity::Error)
                .map(|problem| problem.column)
                .collect();
            let stopped = errors.iter().any(|column| column.is_none_or(|column| column == 0));
            let mut read = false;
            for column in 1..4 {
                let cell = row.cell(column).unwrap_or_default();
                let is_shift = reading.shifts.of_line(line).any(|read| read.column == Some(column));
                let is_wrong = errors.contains(&Some(column));
                let says_nothing = matches!(cell, "" | "OFF" | "-");
                read |= is_shift || is_wrong;
                prop_assert!(
                    usize::from(is_shift) + usize::from(is_wrong) == 1
                        || says_nothing || stopped || left_out
                        || reading.shifts.iter().any(|read| read.also_lines.contains(&line)),
                    "line {} column {}: {:?} {:?}\n{}", line, column, cell, reading.problems, csv
                );
            }
            prop_assert!(
                read || stopped || left_out || reading.shifts.iter().any(|read| read.also_lines.contains(&line)),
                "line {} is lost: {:?}\n{}", line, reading.problems, csv
            );
        }
    }
}
