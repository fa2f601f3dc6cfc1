//! Where the table of a file is.

#![cfg(test)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use spreadsheet::{Choices, FileKind, Layout, Reading, Severity, understand};
use workbook::{Book, Opening, open_bytes};

fn read(text: &str, choices: &Choices) -> (Book, Reading) {
    let book = open_bytes("roster.csv", text.into(), &Opening::default()).expect(text);
    let reading = understand(&book, choices).expect(text);
    (book, reading)
}

/// The header is on that line, these lines are left out, and so many shifts are read.
fn check(text: &str, header_line: usize, left_out: &[usize], shifts: usize) {
    let (_, reading) = read(text, &Choices::default());

    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, [""; 0], "{text}");
    assert_eq!(reading.understood.header_line, header_line, "{text}");
    let lines: Vec<usize> = reading.left_out.iter().map(|row| row.line).collect();
    assert_eq!(lines, left_out, "{text}: {:?}", reading.left_out);
    assert_eq!(reading.shifts.len(), shifts, "{text}");
}

const HEADER: &str = "Agent ID,Start,End,Skills";
const ROW: &str = "A1,2026-11-30 06:00,2026-11-30 14:00,S";
const OTHER: &str = "A2,2026-11-30 06:00,2026-11-30 14:00,S";

#[test]
fn the_header_is_found_under_whatever_stands_above() {
    for (above, header_line, left_out) in [
        ("", 1, vec![]),
        ("Roster week 49\n", 2, vec![1]),
        (
            "Roster week 49,,,\n\nPlease check start and end of your shift!\n\n",
            5,
            vec![1, 3],
        ),
        (
            "Site,North\nWeek,49\nPrepared by,Ann,on,2026-11-20\n",
            4,
            vec![1, 2, 3],
        ),
        (",,,\n,,Roster,\n", 3, vec![2]),
        (
            "Agents: 12\nShifts: 300\nStart of week: 2026-11-30\n",
            4,
            vec![1, 2, 3],
        ),
    ] {
        check(
            &format!("{above}{HEADER}\n{ROW}\n{OTHER}\n"),
            header_line,
            &left_out,
            2,
        );
    }
}

#[test]
fn the_planner_may_say_where_the_header_is() {
    let text = format!("Agent ID,Start,End,Skills\nid,from,to,what\n{ROW}\n");
    let choices = Choices {
        header_line: Some(1),
        ..Choices::default()
    };

    let (_, reading) = read(&text, &choices);

    assert_eq!(reading.understood.header_line, 1);
    assert!(
        reading.problems.iter().all(|problem| problem.line == 2) && !reading.problems.is_empty(),
        "line 2 is a row then"
    );
}

#[test]
fn what_stands_among_and_below_the_rows_is_left_out() {
    check(
        &format!(
            "{HEADER}\nTeam North,,,\n{ROW}\nTeam South:,,,\n{OTHER}\n\nTotal,2,,\nPrinted 2026-11-20 by Ann\n"
        ),
        1,
        &[2, 4, 7, 8],
        2,
    );
    check(
        &format!("{HEADER}\n{ROW}\n{HEADER}\n{OTHER}\n,,,\n,,16,\n"),
        1,
        &[3, 6],
        2,
    );
}

#[test]
fn what_may_be_a_shift_is_never_left_out() {
    for row in [
        ",2026-11-30 06:00,2026-11-30 14:00,S",
        "A2,,,",
        "A2",
        "A2,2026-11-30 06:00",
        "Total,2026-11-30 06:00,2026-11-30 14:00,S",
        "A2,tomorrow,,S",
        "A2,2026-11-30 14:00,2026-11-30 06:00,S",
        ",,2026-11-30 14:00,",
    ] {
        let (_, reading) = read(&format!("{HEADER}\n{ROW}\n{row}\n"), &Choices::default());

        let shifts = reading.shifts.iter().filter(|read| read.line == 3).count();
        let errors = reading
            .problems
            .iter()
            .filter(|problem| problem.line == 3 && problem.severity == Severity::Error)
            .count();
        assert!(shifts + errors > 0, "{row}: {:?}", reading.left_out);
        assert_eq!(reading.left_out, [], "{row}");
    }
}

#[test]
fn kind_and_layout_are_told_and_can_be_chosen() {
    use FileKind::{Requirements, Shifts};
    use Layout::{Grid, List};
    for (text, kind, layout) in [
        (format!("{HEADER}\n{ROW}\n"), Shifts, List),
        (
            "Skill,Start,Required agents\nS,2026-11-30 06:00,2.5\n".to_owned(),
            Requirements,
            List,
        ),
        (
            "Skill;Datum;Uhrzeit;Bedarf\nS;30.11.2026;06:00;2,5\n".to_owned(),
            Requirements,
            List,
        ),
        (
            "Agent,2026-11-30,2026-12-01,2026-12-02\nA1,6-14,OFF,6-14\n".to_owned(),
            Shifts,
            Grid,
        ),
        (
            "Time,2026-11-30,2026-12-01,2026-12-02\n06:00,1,2,3\n06:15,1,2,3\n".to_owned(),
            Requirements,
            Grid,
        ),
        (
            "Skill,Date,06:00,06:15,06:30,06:45\nS,2026-11-30,1,2,3,4\n".to_owned(),
            Requirements,
            Grid,
        ),
    ] {
        let (_, reading) = read(&text, &Choices::default());

        assert_eq!(
            (reading.kind, reading.understood.layout),
            (kind, layout),
            "{text}"
        );
    }
    let text = "Agent,2026-11-30,2026-12-01,2026-12-02\nA1,6-14,OFF,6-14\n";
    let choices = Choices {
        layout: Some(List),
        ..Choices::default()
    };
    let (_, reading) = read(text, &choices);
    assert_eq!((reading.kind, reading.understood.layout), (Shifts, List));
}

/// The line of every row is the header, or that of one shift, error or left-out row.
fn check_no_row_lost(book: &Book, reading: &Reading) {
    let mut counts: BTreeMap<usize, usize> = book.rows.iter().map(|row| (row.line(), 0)).collect();
    counts.remove(&reading.understood.header_line);
    let mut lines: Vec<usize> = Vec::new();
    lines.extend(reading.left_out.iter().map(|row| row.line));
    let mut read: Vec<usize> = reading
        .shifts
        .iter()
        .flat_map(|read| [read.line].into_iter().chain(read.also_lines))
        .collect();
    read.extend(reading.requirements.iter().flat_map(|read| {
        [read.line]
            .into_iter()
            .chain(read.also_lines.iter().copied())
    }));
    let errors = reading
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    read.extend(errors.map(|problem| problem.line));
    read.sort_unstable();
    read.dedup();
    lines.extend(read);
    for line in lines {
        *counts.entry(line).or_default() += 1;
    }
    assert!(
        counts.values().all(|&count| count == 1),
        "{counts:?} of {reading:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_row_of_any_table_is_lost(
        rows in proptest::collection::vec(
            proptest::sample::select(vec![
                "Roster week 49", "Agent,2026-11-30,2026-12-01,2026-12-02", "Agent ID,Start,End,Skills", "A1,6-14,OFF,E",
                "A2,,14-22,", "Total,1,2,3", "E = 06:00-14:00", "E,06:00,14:00", "Legend", ",,,", "A1,2026-11-30 06:00,2026-11-30 14:00,S",
                "Skill,Time,2026-11-30,2026-12-01,2026-12-02", "S,06:00,1,2,3", "S,06:30,1,x,3", ",07:00,1,,3", "Page 1 of 2", "Mon,Tue,Wed,Thu",
                "Skill,Date,06:00,06:15,06:30,06:45", "S,2026-11-30,1,2,3,4", "S,Mon,1,2,3,4", "1,2,3", "A3,x,y,z", "\"\"",
            ]), 1..14,
        ),
    ) {
        let text = rows.join("\n");
        let book = open_bytes("roster.csv", text.clone().into(), &Opening::default());
        if let Ok(book) = book
            && let Ok(reading) = understand(&book, &Choices { near: "2026-11-22".parse().ok(), default_skill: Some("S".into()), ..Choices::default() })
            && reading.missing.is_empty()
        {
            check_no_row_lost(&book, &reading);
        }
    }
}

#[test]
fn lines_in_quotation_marks_are_rows() {
    let plain = "Agent,Start,End\nA1,2026-11-30 06:00,2026-11-30 14:00\n";
    let wrapped: String = plain
        .lines()
        .map(|line| format!("\"{line}\"\r\n"))
        .collect();
    let read = |csv: &str| {
        let book = open_bytes("roster.csv", csv.into(), &Opening::default()).unwrap();
        let reading = understand(&book, &Choices::default()).unwrap();
        (reading.shifts.iter().collect::<Vec<_>>(), book.hash)
    };

    let ((shifts, hash), (expected, other)) = (read(&wrapped), read(plain));

    assert_eq!(shifts.len(), 1);
    assert_eq!(shifts, expected);
    // That of the file as it is.
    assert_ne!(hash, other);
}
