//! Everything that may be wrong with a row of shifts, and what is said of it.

#![cfg(test)]

mod reading;

use chrono_tz::Europe::London;
use reading::reading;
use spreadsheet::{Choices, ProblemCode, Severity};

/// The one problem of these rows is this.
fn check_problem(header: &str, rows: &str, code: ProblemCode, severity: Severity, said: &str) {
    let reading = reading(&format!("{header}\n{rows}\n"), &Choices::new(London));

    let [problem] = reading.problems.as_slice() else {
        panic!("one problem in {rows}: {:?}", reading.problems)
    };
    assert_eq!(
        (problem.code, problem.severity, problem.to_string().as_str()),
        (code, severity, said),
        "{rows}"
    );
}

const PLAIN: &str = "Agent ID,Start,End,Skills";
#[test]
fn everything_that_can_be_wrong_is_told() {
    use ProblemCode as Code;
    use Severity::{Error, Warning};
    let apart = "Agent,Date,Start,End,Skills";
    let rated = "Agent,Start,End,Skills,Proficiency";
    let with_breaks = "Agent,Start,End,Skills,Breaks,Status";
    for (header, rows, code, severity, said) in [
        (
            PLAIN,
            "A1,tomorrow,2026-11-30 14:00,S",
            Code::UnreadableTime,
            Error,
            "Line 2: \"tomorrow\" cannot be read as a date or time. Write it like 2026-11-30 06:00.",
        ),
        (
            PLAIN,
            "A1,2026-11-30 22:00,25:99,S",
            Code::UnreadableTime,
            Error,
            "Line 2: 25:99 is no time of day.",
        ),
        (
            PLAIN,
            "A1,,2026-11-30 14:00,S",
            Code::MissingValue,
            Error,
            "Line 2: This row has no start.",
        ),
        (
            PLAIN,
            "A1,2026-11-30,2026-11-30 14:00,S",
            Code::MissingValue,
            Error,
            "Line 2: \"2026-11-30\" has no time of day. Write it like 2026-11-30 06:00.",
        ),
        (
            PLAIN,
            "A1,06:00,14:00,S",
            Code::MissingValue,
            Error,
            "Line 2: \"06:00\" has no date. Write it like 2026-11-30 06:00, or add a column named \"Date\".",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-11-30 06:00,S",
            Code::EndNotAfterStart,
            Error,
            "Line 2: This shift ends when it starts, at 06:00 on 30 November 2026. Correct the start or the end.",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-11-20 14:00,S",
            Code::EndNotAfterStart,
            Error,
            "Line 2: This shift ends at 14:00 on 20 November 2026, before it starts at 06:00 on 30 November 2026. Did you mean 14:00 on 30 November 2026?",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-11-30 22:01,S",
            Code::TooLong,
            Error,
            "Line 2: This shift is 16 hours 1 minute long. Is the date right?",
        ),
        (
            PLAIN,
            "A1,2026-03-29 01:30,2026-03-29 09:00,S",
            Code::ClockChange,
            Error,
            "Line 2: 01:30 on 29 March 2026 does not exist in Europe/London, because the clocks go forward then. Did you mean 00:30 or 02:30?",
        ),
        (
            PLAIN,
            "A1,2026-10-24 22:00,2026-10-25 01:30,S",
            Code::ClockChange,
            Error,
            "Line 2: 01:30 on 25 October 2026 comes twice in Europe/London, because the clocks go back then. Write 2026-10-25 01:30+01:00 for the first, 2026-10-25 01:30+00:00 for the second.",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-11-30 14:00",
            Code::RaggedRow,
            Error,
            "Line 2: This row has 3 cells, the header has 4: Skills is missing. Put text that holds the separator in quotation marks, and give every row all cells.",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-11-30 14:00,S,T",
            Code::RaggedRow,
            Error,
            "Line 2: This row has 5 cells, the header has 4, so its cells may stand in the wrong columns. Put text that holds the separator in quotation marks, and give every row all cells.",
        ),
        (
            with_breaks,
            "A1,2026-11-30 06:00,2026-11-30 14:00,S",
            Code::RaggedRow,
            Warning,
            "Line 2: This row has 4 cells, the header has 6: Breaks, Status are missing.",
        ),
        (
            PLAIN,
            "A1,2026-11-30 06:00,2026-11-30 14:00,=S",
            Code::FormulaLikeText,
            Error,
            "Line 2: \"=S\" looks like a formula, not like an id. If it is an id, write ' before it.",
        ),
        (
            PLAIN,
            "-1001,2026-11-30 06:00,2026-11-30 14:00,S",
            Code::FormulaLikeText,
            Error,
            "Line 2: \"-1001\" looks like a formula, not like an id. If it is an id, write ' before it.",
        ),
        (
            rated,
            "A1,2026-11-30 06:00,2026-11-30 14:00,S,Guru",
            Code::UnknownProficiency,
            Warning,
            "Line 2: \"Guru\" is no proficiency. Write Beginner, Intermediate, Advanced or Expert; the shift is read without.",
        ),
        (
            with_breaks,
            "A1,2026-11-30 06:00,2026-11-30 14:00,S,lunch,Draft",
            Code::UnreadableBreak,
            Error,
            "Line 2: \"lunch\" is no break. Write it like 10:00-10:30, or as a number of minutes.",
        ),
        (
            with_breaks,
            "A1,2026-11-30 06:00,2026-11-30 14:00,S,,Draft\nA1,2026-11-30 06:00,2026-11-30 14:00,S,,Published",
            Code::Contradiction,
            Error,
            "Line 3: The same shift stands on line 2, with another status. Delete one of the two rows, or make them alike.",
        ),
        (
            with_breaks,
            "A1,2026-11-30 06:00,2026-11-30 14:00,S,30,Draft\nA1,2026-11-30 06:00,2026-11-30 14:00,S,15,Draft",
            Code::Contradiction,
            Error,
            "Line 3: The same shift stands on line 2, with another set of breaks. Delete one of the two rows, or make them alike.",
        ),
        (
            apart,
            "A1,,06:00,14:00,S",
            Code::MissingValue,
            Error,
            "Line 2: This row has no date.",
        ),
        (
            apart,
            "A1,2026-11-31,06:00,14:00,S",
            Code::UnreadableTime,
            Error,
            "Line 2: 31 November does not exist. Did you mean 1 December?",
        ),
        (
            apart,
            "A1,2026-11-30,06:00,06:00,S",
            Code::TooLong,
            Error,
            "Line 2: This shift is 24 hours long. Is the date right?",
        ),
        (
            apart,
            "A1,2026-11-30,06:00,37:00,S",
            Code::UnreadableTime,
            Error,
            "Line 2: 37:00 is no time of day.",
        ),
    ] {
        check_problem(header, rows, code, severity, said);
    }
}

#[test]
fn all_that_is_wrong_with_a_row_is_told_at_once() {
    let reading = reading(
        "Agent,Start,End,Skills,Status\n,2026-11-31 06:00,nine,,Maybe\n",
        &Choices::new(London),
    );

    let codes: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| (problem.code, problem.column))
        .collect();
    assert_eq!(
        codes,
        [
            (ProblemCode::MissingValue, Some(0)),
            (ProblemCode::UnreadableTime, Some(1)),
            (ProblemCode::UnreadableTime, Some(2)),
            (ProblemCode::MissingValue, Some(3)),
            (ProblemCode::UnknownStatus, Some(4)),
        ]
    );
    assert_eq!(reading.stopped_rows(), 1);
}

#[test]
fn a_row_of_which_a_part_is_not_read_is_stopped() {
    let pair = "Line 2: This row has a second start and end, which are not read. Give each shift a row of its own, or say that the second pair of columns is not used.";
    let agent = "Line 2: This row has a second agent, who is not read. Put the right table below the left one, or in a file of its own.";
    let half = "Line 2: AM or PM stands in a column that is not beside its time, and is not read. Write it beside its time, like 2:00 PM.";
    for (header, row, said) in [
        (
            "Agent ID,Date,Start,End,Planned start,Planned end,Skill",
            "A1,2026-11-30,08:00,12:00,16:00,20:00,S",
            pair,
        ),
        (
            "Agent ID,Date,Start,End,End,Start,Skill",
            "A1,2026-11-30,08:00,12:00,20:00,16:00,S",
            pair,
        ),
        (
            "Agent,Date,Skill,,Agent,Date,Skill,Start,End",
            "A1,2026-11-30,S,,A2,2026-12-01,T,08:00,12:00",
            agent,
        ),
        (
            "Agent,Date,Start,End,Skill,AM/PM",
            "A1,2026-11-30,2:00,10:00,S,PM",
            half,
        ),
    ] {
        check_problem(
            header,
            row,
            ProblemCode::Contradiction,
            Severity::Error,
            said,
        );
        let reading = reading(&format!("{header}\n{row}\n"), &Choices::new(London));
        assert_eq!(reading.shifts.len(), 0, "{header}");
    }
}

/// What the agents on the right work is never what those on the left work.
#[test]
fn two_grids_beside_each_other_are_stopped() {
    let rows = "A1,6-14,OFF,,B1,14-22,14-22\nA2,OFF,6-14,,B2,OFF,22-6\nA3,6-14,6-14,,,,\n";
    for agent in ["Agent", ""] {
        let header = format!("{agent},2026-11-30,2026-12-01,,{agent},2026-11-30,2026-12-01");

        let reading = reading(&format!("{header}\n{rows}"), &Choices::new(London));

        assert_eq!(reading.stopped_rows(), 2, "{header}");
        let agents = reading
            .shifts
            .iter()
            .map(|read| read.shift.agent.to_string());
        assert_eq!(agents.collect::<Vec<_>>(), ["A3", "A3"], "{header}");
    }
}

/// The second pair is the cleaner one here, and is read.
#[test]
fn a_first_start_and_end_that_are_not_read_stop_their_row() {
    let reading = reading(
        "Agent,Date,Start,End,Start,End,Skill\nA1,2026-11-30,08:00,12:00,16:00,20:00,S\nA2,2026-11-30,0.25,0.5833,,,S\n",
        &Choices::new(London),
    );

    assert_eq!(reading.stopped_rows(), 2);
    assert_eq!(reading.shifts.len(), 0);
}

#[test]
fn a_column_that_is_surely_known_stays_what_it_is() {
    let reading = reading(
        "Agent ID,Start,End,Skill\nA1,8x00,9x00,S\nA2,early,late,S\n",
        &Choices::new(London),
    );

    assert_eq!(reading.missing, []);
    let lines: Vec<usize> = reading
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [2, 2, 3, 3]);
}

#[test]
fn a_weekday_that_is_not_its_dates_is_told() {
    check_problem(
        "Agent,Date,Start,End,Skills",
        "A1,Tue 30/11/2026,06:00,14:00,S\nA2,Mon 30/11/2026,06:00,14:00,S",
        ProblemCode::Contradiction,
        Severity::Warning,
        "Line 2: \"Tue 30/11/2026\" names another weekday: 30 November 2026 is a Monday.",
    );
}
