//! Every form that a row of shifts may take.

#![cfg(test)]

mod reading;

use chrono::SecondsFormat::Secs;
use chrono_tz::Europe::London;
use reading::reading;
use spreadsheet::{Choices, DateOrder, Reading};

/// What stands for a shift in these tests: `start/end skills breaks`.
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let shift = &read.shift;
        let skills: Vec<_> = shift
            .skills
            .iter()
            .map(|skill| skill.skill.as_str())
            .collect();
        let breaks: Vec<_> = shift
            .breaks
            .iter()
            .map(|pause| {
                format!(
                    "{}+{}",
                    pause.offset_seconds / 60,
                    pause.duration_seconds / 60
                )
            })
            .collect();
        let utc = |time: chrono::DateTime<chrono::Utc>| time.to_rfc3339_opts(Secs, true);
        format!(
            "{}/{} {} {}",
            utc(shift.time.start),
            utc(shift.time.end),
            skills.join(" "),
            breaks.join(" ")
        )
        .trim()
        .to_owned()
    };
    reading.shifts.iter().map(word).collect()
}

/// The first shift of the file.
fn first(reading: &Reading) -> spreadsheet::ReadShift {
    reading.shifts.get(0).expect("a shift")
}

/// One row below `header` is this shift, without any problem.
fn check(header: &str, row: &str, expected: &str) {
    let reading = reading(&format!("{header}\n{row}\n"), &Choices::new(London));

    assert_eq!(reading.problems, [], "{row}");
    assert_eq!(words(&reading), [expected], "{row}");
}

const PLAIN: &str = "Agent ID,Start,End,Skills";
const DAY: &str = "2026-11-30T06:00:00Z/2026-11-30T14:00:00Z S";

#[test]
fn every_form_of_start_and_end_is_read() {
    let night = "2026-11-30T22:00:00Z/2026-12-01T06:00:00Z S";
    let apart = "Agent,Date,Start,End,Skill";
    let apart_named = "Employee ID,Start date,Start time,End date,End time,Skill";
    let times_named = "Agent,Date,Start time,End time,Skills";
    for (header, row, expected) in [
        (PLAIN, "A1,2026-11-30 06:00,2026-11-30 14:00,S", DAY),
        (PLAIN, "A1,2026-11-30T06:00:00,2026-11-30T14:00:00,S", DAY),
        (PLAIN, "A1,2026-11-30T06:00:00Z,2026-11-30T14:00:00Z,S", DAY),
        (
            PLAIN,
            "A1,2026-11-30T07:00:00+01:00,2026-11-30T09:00:00-05:00,S",
            DAY,
        ),
        (PLAIN, "A1,30.11.2026 06:00,30.11.2026 14:00,S", DAY),
        (PLAIN, "A1,30/11/2026 06:00,30/11/2026 14:00,S", DAY),
        (PLAIN, "A1,11/30/2026 6:00 AM,11/30/2026 2:00 PM,S", DAY),
        (PLAIN, "A1,2026-11-30 22:00,06:00,S", night),
        (
            PLAIN,
            "A1,2026-11-30 16:00,2026-11-30 24:00,S",
            "2026-11-30T16:00:00Z/2026-12-01T00:00:00Z S",
        ),
        (
            "Agent,Begin,Finish,Skill",
            "A1,2026-11-30 06:00,2026-11-30 14:00,S",
            DAY,
        ),
        (apart, "A1,2026-11-30,06:00,14:00,S", DAY),
        (apart, "A1,30.11.2026,6:00,14:00,S", DAY),
        (apart, "A1,2026-11-30,22:00,06:00,S", night),
        (
            apart,
            "A1,2026-11-30,16:00,24:00,S",
            "2026-11-30T16:00:00Z/2026-12-01T00:00:00Z S",
        ),
        (times_named, "A1,2026-11-30,06:00,14:00,S", DAY),
        (apart_named, "A1,2026-11-30,22:00,2026-12-01,06:00,S", night),
        // Local to London in summer, and across both clock changes.
        (
            PLAIN,
            "A1,2026-07-01 06:00,2026-07-01 14:00,S",
            "2026-07-01T05:00:00Z/2026-07-01T13:00:00Z S",
        ),
        (
            apart,
            "A1,2026-10-24,22:00,06:00,S",
            "2026-10-24T21:00:00Z/2026-10-25T06:00:00Z S",
        ),
        (
            apart,
            "A1,2026-03-28,22:00,06:00,S",
            "2026-03-28T22:00:00Z/2026-03-29T05:00:00Z S",
        ),
    ] {
        check(header, row, expected);
    }
}

#[test]
fn what_stands_in_columns_beside_a_time_goes_with_it() {
    let day = DAY;
    for (header, row, expected) in [
        (
            "Agent,Date,Start,AM/PM,End,AM/PM,Skill",
            "A1,2026-11-30,6:00,AM,2:00,PM,S",
            day.to_owned(),
        ),
        (
            "Agent,Date,Start,End,Break start,Break end,Skill",
            "A1,2026-11-30,06:00,14:00,10:00,10:30,S",
            format!("{day} 240+30"),
        ),
        (
            "Agent,Date,Start,End,Pause von,Pause bis,Skill",
            "A1,2026-11-30,22:00,06:00,02:00,02:30,S",
            "2026-11-30T22:00:00Z/2026-12-01T06:00:00Z S 240+30".to_owned(),
        ),
        (
            "Agent,Date,Start,End,Break 1 start,Break 1 end,Break 2 start,Break 2 end,Skill",
            "A1,2026-11-30,06:00,14:00,08:00,08:15,,,S",
            format!("{day} 120+15"),
        ),
        (
            "Agent,Date,Start,End,Skill",
            "A1,2026-11-30,18:00,翌2:00,S",
            "2026-11-30T18:00:00Z/2026-12-01T02:00:00Z S".to_owned(),
        ),
        (
            "Agent,Date,Start,End,Skill",
            "A1,2026-11-30,18:00,26:00,S",
            "2026-11-30T18:00:00Z/2026-12-01T02:00:00Z S".to_owned(),
        ),
        (
            "Agent,Start date,Start time,End date,End time,Skill",
            "A1,2026-11-30,18:00,2026-11-30,26:00,S",
            "2026-11-30T18:00:00Z/2026-12-01T02:00:00Z S".to_owned(),
        ),
        (
            "Agent,Date,Start,End,Skill",
            "A1,2026-11-30,6.5,14.75,S",
            "2026-11-30T06:30:00Z/2026-11-30T14:45:00Z S".to_owned(),
        ),
    ] {
        check(header, row, &expected);
    }
}

#[test]
fn a_zone_that_a_header_names_is_heeded_and_told() {
    let berlin = Choices::new(chrono_tz::Europe::Berlin);
    for (header, expected, note) in [
        (
            "Agent,Start (UTC),End (UTC),Skill",
            "06:00:00Z/2026-11-30T14",
            "\"Start (UTC)\" says its zone: times are read in UTC, not in Europe/Berlin.",
        ),
        (
            "Agent,Start UTC,End,Skill",
            "06:00:00Z/2026-11-30T14",
            "\"Start UTC\" says its zone: times are read in UTC, not in Europe/Berlin.",
        ),
        (
            "Agent,Start [America/New_York],End [America/New_York],Skill",
            "11:00:00Z/2026-11-30T19",
            "\"Start [America/New_York]\" says its zone: times are read in America/New_York, not in Europe/Berlin.",
        ),
        (
            "Agent,Start (GMT+3),End (GMT+3),Skill",
            "03:00:00Z/2026-11-30T11",
            "\"Start (GMT+3)\" says its zone: times are read in UTC+03:00, not in Europe/Berlin.",
        ),
        (
            "Agent,Start (MEZ),End (MEZ),Skill",
            "05:00:00Z/2026-11-30T13",
            "",
        ),
        (
            "Agent,Start (EST),End (EST),Skill",
            "05:00:00Z/2026-11-30T13",
            "\"Start (EST)\" names a zone that Europe/Berlin does not have: its times are read in Europe/Berlin all the same. Choose another zone if that is wrong.",
        ),
    ] {
        let reading = reading(
            &format!("{header}\nA1,2026-11-30 06:00,2026-11-30 14:00,S\n"),
            &berlin,
        );

        assert_eq!(reading.problems, [], "{header}");
        assert_eq!(
            words(&reading),
            [format!("2026-11-30T{expected}:00:00Z S")],
            "{header}"
        );
        let told = reading.understood.notes.iter().any(|told| told == note);
        assert!(told || note.is_empty(), "{:?}", reading.understood.notes);
    }
}

#[test]
fn a_row_of_another_zone_is_stopped() {
    let csv = "Agent,Time zone,Start,End,Skill\nA1,Europe/London,2026-11-30 06:00,2026-11-30 14:00,S\nA2,America/New_York,2026-11-30 06:00,2026-11-30 14:00,S\nA3,GMT,2026-11-30 06:00,2026-11-30 14:00,S\n";

    let reading = reading(csv, &Choices::new(London));

    assert_eq!(reading.shifts.len(), 2);
    let stopped: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(stopped, [3]);
}

#[test]
fn breaks_across_a_clock_change_are_where_the_clock_says() {
    let header = "Agent,Start,End,Skills,Breaks";

    check(
        header,
        "A1,2026-10-24 22:00,2026-10-25 06:00,S,03:00-03:30",
        "2026-10-24T21:00:00Z/2026-10-25T06:00:00Z S 360+30",
    );
    // Of a shift that says its offset, the breaks are local to that offset.
    check(
        header,
        "A1,2026-11-30T06:00+01:00,2026-11-30T14:00+01:00,S,10:00-10:30",
        "2026-11-30T05:00:00Z/2026-11-30T13:00:00Z S 240+30",
    );
}

#[test]
fn skills_come_in_every_separator_and_only_once() {
    for cell in ["S; T", "S|T", "S/T", "\"S, T\"", "S;T;S;", "\"S\nT\""] {
        check(
            PLAIN,
            &format!("A1,2026-11-30 06:00,2026-11-30 14:00,{cell}"),
            &format!("{DAY} T"),
        );
    }
}

#[test]
fn agent_ids_stay_text() {
    for (cell, agent) in [
        ("00123", "00123"),
        ("'=A1", "=A1"),
        ("\"=\"\"00123\"\"\"", "00123"),
        (" A 1 ", "A 1"),
        ("12345678901234567890", "12345678901234567890"),
    ] {
        let reading = reading(
            &format!("{PLAIN}\n{cell},2026-11-30 06:00,2026-11-30 14:00,S\n"),
            &Choices::new(London),
        );

        assert_eq!(reading.problems, [], "{cell}");
        assert_eq!(first(&reading).shift.agent.as_str(), agent, "{cell}");
    }
}

#[test]
fn rows_of_one_shift_are_united_and_that_is_said() {
    let csv = format!(
        "{PLAIN}\nA1,2026-11-30 06:00,2026-11-30 14:00,S\nA2,2026-11-30 06:00,2026-11-30 14:00,S\nA1,2026-11-30 06:00,2026-11-30 14:00,T\n"
    );

    let reading = reading(&csv, &Choices::new(London));

    assert_eq!(reading.problems, []);
    assert_eq!(words(&reading), [format!("{DAY} T"), DAY.to_owned()]);
    assert_eq!(first(&reading).also_lines, [4]);
    let note = "1 row repeats a shift with other skills: it was united with it.";
    assert!(
        reading.understood.notes.iter().any(|said| said == note),
        "{:?}",
        reading.understood.notes
    );
}

#[test]
fn the_order_of_dates_is_told_from_all_of_them() {
    use DateOrder::{DayFirst, MonthFirst};
    let london = Choices::new(London);
    let chosen = Choices {
        date_order: Some(MonthFirst),
        ..london.clone()
    };
    let doubt = "Line 2: \"03/12/2026 06:00\" could be 3 December or 12 March 2026, and no other date of the file tells which. All dates were read day first: 3 December. If the month comes first, write the dates like 2026-11-30.";
    for (dates, options, order, day, said) in [
        (
            ["03/12/2026", "13/12/2026"],
            &london,
            Some(DayFirst),
            "2026-12-03",
            None,
        ),
        (
            ["03/12/2026", "03/13/2026"],
            &london,
            Some(MonthFirst),
            "2026-03-12",
            None,
        ),
        (
            ["03/12/2026", "04/12/2026"],
            &london,
            Some(DayFirst),
            "2026-12-03",
            Some(doubt),
        ),
        (
            ["03/12/2026", "04/12/2026"],
            &chosen,
            Some(MonthFirst),
            "2026-03-12",
            None,
        ),
        (
            ["03.12.2026", "04.12.2026"],
            &london,
            Some(DayFirst),
            "2026-12-03",
            None,
        ),
        (
            ["2026-12-03", "2026-12-04"],
            &london,
            None,
            "2026-12-03",
            None,
        ),
    ] {
        let row = |date: &str| format!("A1,{date} 06:00,{date} 14:00,S\n");

        let reading = reading(
            &format!("{PLAIN}\n{}{}", row(dates[0]), row(dates[1])),
            options,
        );

        assert_eq!(reading.understood.date_order, order, "{dates:?}");
        assert_eq!(
            first(&reading).shift.time.start.date_naive().to_string(),
            day,
            "{dates:?}"
        );
        let problems: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            said.map(str::to_owned).into_iter().collect::<Vec<_>>(),
            "{dates:?}"
        );
        assert_eq!(reading.shifts.len(), 2, "doubt stops no row: {dates:?}");
    }
}

#[test]
fn a_reading_says_how_it_was_understood() {
    let csv = "sep=;\n\nAgent;Start;End;Skills;Colour\nA1;3/12/2026 06:00;13/12/2026 14:00;S;x\n";

    let reading = reading(csv, &Choices::new(London));

    assert_eq!(
        reading.understood.words().join(" · "),
        "CSV · semicolon · UTF-8 · header on line 3 · dates day first"
    );
    let unused: Vec<_> = reading
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| column.header.as_str())
        .collect();
    assert_eq!(unused, ["Colour"]);
}

#[test]
fn a_date_may_stand_before_the_hours_in_one_cell() {
    for (cells, expected) in [
        (
            ["30/11/2026 06:00 - 14:00", "13/12/2026 22:00 - 06:00"],
            ["2026-11-30T06:00:00Z", "2026-12-13T22:00:00Z"],
        ),
        // The month is first, as the second cell shows.
        (
            ["12/01/2026 06:00-14:00", "12/13/2026 06:00-14:00"],
            ["2026-12-01T06:00:00Z", "2026-12-13T06:00:00Z"],
        ),
        (
            ["2026-11-30 6am - 2pm", "Tue 1 Dec 2026 0600-1400"],
            ["2026-11-30T06:00:00Z", "2026-12-01T06:00:00Z"],
        ),
    ] {
        let [one, two] = cells;
        let reading = reading(
            &format!("Agent,Shift\nA1,{one}\nA2,{two}\nA3,30/11/2026 whatever\n"),
            &Choices::new(London),
        );

        let start =
            |read: spreadsheet::ReadShift| read.shift.time.start.to_rfc3339_opts(Secs, true);
        let starts: Vec<String> = reading.shifts.iter().map(start).collect();
        assert_eq!(starts, expected, "{one}");
        let stopped: Vec<usize> = reading.problems.iter().map(|each| each.line).collect();
        assert!(stopped.iter().all(|line| *line == 4), "{one}");
        assert_eq!(reading.stopped_rows(), 1, "{one}");
    }
}

#[test]
fn hours_that_may_be_an_offset_are_told() {
    for (cells, told) in [
        (["2026-11-30 22:00-05:00", "2026-12-01 22:00-05:00"], true),
        (["2026-11-30 22:00-05:00", "2026-12-01 21:00-05:30"], true),
        // An offset has no fourteen hours.
        (["2026-11-30 22:00-05:00", "2026-12-01 06:00-14:00"], false),
        (["2026-11-30 22:00-05:15", "2026-12-01 22:00-05:00"], false),
        (
            ["2026-11-30 22:00 - 05:00", "2026-12-01 22:00 - 05:00"],
            false,
        ),
    ] {
        let text = format!("Agent,Shift\nA1,{}\nA2,{}\n", cells[0], cells[1]);

        let reading = reading(&text, &Choices::default());

        assert_eq!(reading.shifts.len(), 2, "{text}");
        let notes = &reading.understood.notes;
        let said = notes.iter().any(|note| note.contains("behind UTC"));
        assert_eq!(said, told, "{notes:?}");
    }
}
