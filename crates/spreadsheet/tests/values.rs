//! Everything that may stand in a cell of a list.

#![cfg(test)]

mod reading;

use reading::reading;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use spreadsheet::{Choices, DateOrder, ProblemCode, Question, understand};
use workbook::{Opening, open_bytes};

fn choices() -> Choices {
    Choices {
        near: "2026-11-22".parse().ok(),
        ..Choices::default()
    }
}

/// The one shift of these cells is from 06:00 to 14:00 on 30 November 2026,
/// with the given breaks and skills.
fn check(header: &str, row: &str, expected: &str) {
    let reading = reading(&format!("{header}\n{row}\n"), &choices());

    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, [""; 0], "{row}");
    let shift = reading.shifts.get(0).expect(row).shift;
    let mut words = format!(
        "{} {}",
        shift.time.start.format("%Y-%m-%d %H:%M"),
        shift.time.end.format("%H:%M")
    );
    for skill in &shift.skills {
        let level = skill
            .proficiency
            .map(|level| format!(":{level:?}"))
            .unwrap_or_default();
        words += &format!(" {}{level}", skill.skill);
    }
    for pause in &shift.breaks {
        words += &format!(" +{}", pause.duration_seconds / 60);
    }
    assert_eq!(words, expected, "{row}");
}

const DAY: &str = "2026-11-30 06:00 14:00";

#[test]
fn dates_are_read_in_every_form() {
    for date in [
        "2026-11-30",
        "20261130",
        "2026/11/30",
        "30.11.2026",
        "30.11.26",
        "30/11/2026",
        "30-11-26",
        "30-Nov-26",
        "30 Nov 2026",
        "Mon, 30. November 2026",
        "Nov 30 2026",
        "30.11.",
        "Mo 30.11.",
        "30 novembre 2026",
        "30 de noviembre de 2026",
        "30 novembro 2026",
        "30 november 2026",
        "2026年11月30日",
        "11月30日(月)",
        "46356",
        "２０２６/１１/３０",
    ] {
        check(
            "Agent;Date;Start;End",
            &format!("A1;{date};06:00;14:00"),
            DAY,
        );
    }
}

#[test]
fn times_are_read_in_every_form() {
    for (start, end) in [
        ("06:00", "14:00"),
        ("6", "14"),
        ("0600", "1400"),
        ("6h", "14h"),
        ("6h00", "14h00"),
        ("6.00", "14.00"),
        ("6 am", "2 pm"),
        ("6:00 a.m.", "2:00 p.m."),
        ("6 Uhr", "14 Uhr"),
        ("午前6時", "午後2時"),
        ("06:00:00", "14:00:00"),
        ("0.2500", "0.58333333"),
        ("1899-12-30 06:00:00", "1899-12-30 14:00:00"),
    ] {
        check(
            "Agent;Date;Start;End",
            &format!("A1;2026-11-30;{start};{end}"),
            DAY,
        );
    }
}

#[test]
fn lengths_are_read_in_every_form() {
    for length in [
        "8:00",
        "8",
        "8.0",
        "8,0",
        "8h",
        "8h00",
        "8 h 00 min",
        "480 min",
        "PT8H",
        "8 Stunden",
        "8時間",
    ] {
        check(
            "Agent;Start;Duration",
            &format!("A1;2026-11-30 06:00;{length}"),
            DAY,
        );
    }
    check("Agent;Start;Duration (min)", "A1;2026-11-30 06:00;480", DAY);
    check("Agent;Start;Dauer (Std.)", "A1;2026-11-30 06:00;8", DAY);
}

#[test]
fn windows_are_read_in_every_form() {
    for window in [
        "06:00-14:00",
        "0600-1400",
        "6-14",
        "6am-2pm",
        "06:00–14:00",
        "06:00 to 14:00",
        "6h-14h",
        "6 Uhr bis 14 Uhr",
    ] {
        check("Agent;Date;Shift", &format!("A1;2026-11-30;{window}"), DAY);
    }
    check(
        "Agent;Date;Shift",
        "A1;2026-11-30;06:00-14:00 (30)",
        &format!("{DAY} +30"),
    );
}

#[test]
fn breaks_are_read_in_every_form() {
    for (breaks, expected) in [
        ("10:00-10:30", "+30"),
        ("10:00-10:15; 12:00-12:30", "+15 +30"),
        ("30", "+30"),
        ("15+30", "+15 +30"),
        ("2x15", "+15 +15"),
        ("0:30", "+30"),
        ("30 min", "+30"),
        ("1h", "+60"),
        ("10-10:30", "+30"),
    ] {
        check(
            "Agent;Start;End;Breaks",
            &format!("A1;2026-11-30 06:00;2026-11-30 14:00;\"{breaks}\""),
            &format!("{DAY} {expected}"),
        );
    }
    check(
        "Agent;Start;End;Break start;Break end",
        "A1;2026-11-30 06:00;2026-11-30 14:00;10:00;10:30",
        &format!("{DAY} +30"),
    );
}

#[test]
fn skills_may_say_their_proficiency() {
    for (skills, expected) in [
        ("A", "A"),
        ("A, B", "A B"),
        ("A/B|C", "A B C"),
        ("A:Expert; B", "A:Expert B"),
        ("A (Fortgeschritten)", "A:Advanced"),
    ] {
        check(
            "Agent;Start;End;Skills",
            &format!("A1;2026-11-30 06:00;2026-11-30 14:00;\"{skills}\""),
            &format!("{DAY} {expected}"),
        );
    }
}

#[test]
fn open_orders_of_dates_are_asked_once_with_two_examples() {
    let text = "Agent,Date,Start,End\nA1,03/12/2026,06:00,14:00\nA2,04/12/2026,06:00,14:00\nA3,04/12/2026,06:00,14:00\n";

    let asked = reading(text, &choices());

    let examples: Vec<usize> = asked
        .questions
        .iter()
        .filter_map(|question| match question {
            Question::DateOrder { examples, .. } => Some(examples.len()),
            _ => None,
        })
        .collect();
    assert_eq!(examples, [2]);
    let answered = Choices {
        date_order: Some(DateOrder::MonthFirst),
        ..choices()
    };
    let answered = reading(text, &answered);
    assert_eq!(
        answered
            .questions
            .iter()
            .filter(|question| matches!(question, Question::DateOrder { .. }))
            .count(),
        0
    );
    assert_eq!(
        answered.shifts.get(0).unwrap().shift.time.start.to_string(),
        "2026-03-12 06:00:00 UTC"
    );
}

#[test]
fn years_of_two_digits_may_come_first() {
    let text = "Agent,Date,Start,End\nA1,26-11-30,06:00,14:00\nA2,26-12-01,06:00,14:00\n";

    let reading = reading(text, &choices());

    assert_eq!(reading.problems, []);
    assert_eq!(reading.understood.date_order, Some(DateOrder::YearFirst));
    assert_eq!(
        reading.shifts.get(1).unwrap().shift.time.start.to_string(),
        "2026-12-01 06:00:00 UTC"
    );
}

#[test]
fn near_misses_offer_their_mend() {
    for (row, fix) in [
        (
            "A1,2026-11-31 06:00,2026-11-30 14:00,S,Published",
            "2026-12-01 06:00",
        ),
        (
            "A1,2026-11-30 06:00,2026-11-30 14:00,S,Publishd",
            "Published",
        ),
    ] {
        let reading = reading(
            &format!("Agent,Start,End,Skills,Status\n{row}\n"),
            &choices(),
        );

        let fixes: Vec<&str> = reading
            .problems
            .iter()
            .filter_map(|problem| problem.fix.as_deref())
            .collect();
        assert_eq!(fixes, [fix], "{row}: {:?}", reading.problems);
    }
}

/// What an American Excel makes of 01/12/2026 and 02/12/2026, between days after the 12th.
#[test]
fn dates_that_a_program_may_have_swapped_are_told() {
    for (true_dates, told) in [
        ([(1, 12), (2, 12)], true),
        // After the 12th: these dates are what they are.
        ([(12, 1), (12, 13)], false),
    ] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let format = Format::new().set_num_format("m/d/yyyy");
        for (column, header) in (0..).zip(["Agent", "Date", "Start", "End"]) {
            sheet.write(0, column, header).unwrap();
        }
        let mut row = 0;
        let mut write_row = |date: Result<(u8, u8), &str>| {
            row += 1;
            sheet.write(row, 0, format!("A{row}")).unwrap();
            match date {
                Ok((month, day)) => {
                    let date = ExcelDateTime::from_ymd(2026, month, day).unwrap();
                    sheet.write_with_format(row, 1, &date, &format).unwrap();
                }
                Err(text) => {
                    sheet.write(row, 1, text).unwrap();
                }
            }
            sheet.write(row, 2, "06:00").unwrap();
            sheet.write(row, 3, "14:00").unwrap();
        };
        write_row(Err("29/11/2026"));
        write_row(Err("30/11/2026"));
        true_dates.into_iter().for_each(|date| write_row(Ok(date)));
        let bytes = workbook.save_to_buffer().unwrap();
        let book = open_bytes("roster.xlsx", bytes, &Opening::default()).unwrap();

        let reading = understand(&book, &choices()).unwrap();

        assert_eq!(reading.shifts.len(), 4);
        let codes: Vec<_> = reading
            .problems
            .iter()
            .map(|problem| (problem.line, problem.code))
            .collect();
        let expected: &[(usize, ProblemCode)] = match told {
            true => &[(2, ProblemCode::DateOrderUnclear)],
            false => &[],
        };
        assert_eq!(codes, expected, "{:?}", reading.problems);
    }
}
