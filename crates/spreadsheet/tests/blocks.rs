//! Several blocks below each other in a grid: each has its own days.

#![cfg(test)]

mod reading;

use reading::reading;
use spreadsheet::{Choices, FileKind, Layout, Reading};

fn choices() -> Choices {
    Choices {
        near: "2026-11-27".parse().ok(),
        ..Choices::default()
    }
}

/// "agent 11-30 06:00 @column" of each shift.
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let start = read.shift.time.start.format("%m-%d %H:%M");
        let column = read.column.unwrap_or_default();
        format!("{} {start} @{column}", read.shift.agent)
    };
    reading.shifts.iter().map(word).collect()
}

fn said(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}

fn left_out(reading: &Reading) -> Vec<(usize, &str)> {
    let rows = reading.left_out.iter();
    rows.map(|row| (row.line, row.reason.as_str())).collect()
}

const HEAD: &str = "The title or header of another week.";

#[test]
fn each_block_has_the_days_of_its_own_header() {
    for (first, second, day) in [
        (
            "Week commencing 30/11/2026\nAgent,Skill,Mon,Tue,Wed",
            "Week commencing 07/12/2026\nAgent,Skill,Mon,Tue,Wed",
            "12-08",
        ),
        (
            "Week 49 2026\nAgent,Skill,Mon,Tue,Wed",
            "Week 51 2026\nAgent,Skill,Mon,Tue,Wed",
            "12-15",
        ),
        (
            "KW 49\nAgent,Skill,Mo,Di,Mi",
            "KW 50\nAgent,Skill,Mo,Di,Mi",
            "12-08",
        ),
        (
            "\nAgent,Skill,2026-11-30,2026-12-01,2026-12-02",
            "\nAgent,Skill,2026-12-07,2026-12-08,2026-12-09",
            "12-08",
        ),
        (
            "\nAgent,Skill,30.11.,01.12.,02.12.",
            "\nAgent,Skill,07.12.,08.12.,09.12.",
            "12-08",
        ),
        (
            "\nAgent,Skill,Mon 30,Tue 1,Wed 2",
            "\nAgent,Skill,Mon 7,Tue 8,Wed 9",
            "12-08",
        ),
        // An earlier week below a later one.
        (
            "\nAgent,Skill,2026-11-30,2026-12-01,2026-12-02",
            "\nAgent,Skill,2026-11-23,2026-11-24,2026-11-25",
            "11-24",
        ),
    ] {
        let text =
            format!("{first}\nA1,S,06:00-14:00,OFF,OFF\n{second}\nA1,S,OFF,14:00-22:00,OFF\n");

        let reading = reading(&text, &choices());

        assert_eq!(reading.problems, [], "{text}");
        let expected = ["A1 11-30 06:00 @2".to_owned(), format!("A1 {day} 14:00 @3")];
        assert_eq!(words(&reading), expected, "{text}");
        let heads: Vec<_> = left_out(&reading)
            .into_iter()
            .filter(|(_, reason)| *reason == HEAD)
            .collect();
        assert_eq!(heads.last().map(|(line, _)| *line), Some(5), "{text}");
    }
}

#[test]
fn a_title_alone_moves_weekdays() {
    let text = "Week 49 2026\nAgent,Skill,Mon,Tue,Wed\nA1,S,6-14,,\nWeek 50 2026\nA1,S,,14-22,\nWeek 51 2026\nA1,S,,,6-14\n";

    let reading = reading(text, &choices());

    assert_eq!(reading.problems, []);
    assert_eq!(
        words(&reading),
        [
            "A1 11-30 06:00 @2",
            "A1 12-08 14:00 @3",
            "A1 12-16 06:00 @4"
        ]
    );
}

#[test]
fn the_same_header_over_the_same_agents_is_the_week_after() {
    let text = "Week 49 2026\nAgent,Skill,Mon,Tue,Wed\nA1,S,6-14,,\nA2,S,6-14,,\nTotal,,2,,\nAgent,Skill,Mon,Tue,Wed\nA2,S,,14-22,\nA1,S,,,OFF\nTotal,,,1,\n";

    let reading = reading(text, &choices());

    assert_eq!(
        words(&reading),
        [
            "A1 11-30 06:00 @2",
            "A2 11-30 06:00 @2",
            "A2 12-08 14:00 @3"
        ]
    );
    assert_eq!(
        said(&reading),
        [
            "Line 6: The same header stands here again over the same agents. The rows below were read as the days after, 7 December 2026 to 9 December 2026. If other days are meant, write dates into this header."
        ]
    );
    // The planner can say which days they are.
    let dates = ["2026-12-21", "2026-12-22", "2026-12-23"];
    let mended = Choices {
        edits: (2..)
            .zip(dates)
            .map(|(column, date)| ((6, column), date.to_owned()))
            .collect(),
        ..choices()
    };
    let mended = self::reading(text, &mended);
    assert_eq!(mended.problems, []);
    assert_eq!(words(&mended)[2], "A2 12-22 14:00 @3");
}

#[test]
fn the_first_day_that_was_chosen_moves_all_blocks() {
    let text = "Agent,Skill,Mon,Tue,Wed\nA1,S,6-14,,\nAgent,Skill,Mon,Tue,Wed\nA1,S,,14-22,\n";
    let chosen = Choices {
        first_day: "2027-01-04".parse().ok(),
        ..choices()
    };

    assert_eq!(
        words(&reading(text, &chosen)),
        ["A1 01-04 06:00 @2", "A1 01-12 14:00 @3"]
    );
}

#[test]
fn the_same_header_over_other_agents_is_the_same_week() {
    for header in ["Agent,Skill,Mon,Tue,Wed", "Agent,Skill,Mon 30,Tue 1,Wed 2"] {
        let text = format!("Week 49 2026\n{header}\nA1,S,6-14,,\nTeam B\n{header}\nA2,S,6-14,,\n");

        let reading = reading(&text, &choices());

        assert_eq!(reading.problems, [], "{text}");
        assert_eq!(words(&reading), ["A1 11-30 06:00 @2", "A2 11-30 06:00 @2"]);
        assert!(
            left_out(&reading).contains(&(5, "The header again.")),
            "{:?}",
            reading.left_out
        );
    }
}

#[test]
fn a_block_of_which_it_is_open_when_it_is_is_stopped() {
    let text = "Week 49 2026\nAgent,Skill,Mon,Tue,Wed\nA1,S,6-14,,\nA2,S,6-14,,\nAgent,Skill,Mon,Tue,Wed\nA1,S,6-14,,\nA3,S,6-14,,\nA4,S,6-14,,\n";

    let reading = reading(text, &choices());

    assert_eq!(words(&reading), ["A1 11-30 06:00 @2", "A2 11-30 06:00 @2"]);
    assert_eq!(
        said(&reading)[0],
        "Line 6: Line 5 begins another block, and it is open of which days it is. Write dates into its header, or put each week in a file or sheet of its own."
    );
    assert_eq!(reading.stopped_rows(), 3);
}

#[test]
fn months_may_stand_below_each_other() {
    let numbers = |days: u32| {
        (1..=days)
            .map(|day| day.to_string())
            .collect::<Vec<_>>()
            .join(",")
    };
    let row = |on: usize| {
        let cells = (1..=28).map(|day| if day == on { "6-14" } else { "" });
        cells.collect::<Vec<_>>().join(",")
    };
    let text = format!(
        "November 2026\nAgent,{}\nA1,{},,\nDecember 2026\nAgent,{}\nA1,{},,,\n",
        numbers(30),
        row(2),
        numbers(31),
        row(3)
    );

    let reading = reading(&text, &choices());

    assert_eq!(words(&reading), ["A1 11-02 06:00 @2", "A1 12-03 06:00 @3"]);
}

#[test]
fn a_weekday_that_contradicts_its_date_is_told() {
    for (header, expected) in [
        (
            "Mon 30 Nov,Mon 1 Dec,Wed 2 Dec",
            "Line 1: \"Mon 1 Dec\" names another weekday: 1 December 2026 is a Tuesday. Correct the date or the weekday in the header.",
        ),
        (
            "Mon 30.11.2026,Tue 01.12.2026,Thu 02.12.2026",
            "Line 1: \"Thu 02.12.2026\" names another weekday: 2 December 2026 is a Wednesday. Correct the date or the weekday in the header.",
        ),
    ] {
        let reading = reading(
            &format!("Agent,Skill,{header}\nA1,S,6-14,6-14,6-14\n"),
            &choices(),
        );

        assert_eq!(said(&reading), [expected]);
        assert_eq!(
            words(&reading),
            [
                "A1 11-30 06:00 @2",
                "A1 12-01 06:00 @3",
                "A1 12-02 06:00 @4"
            ]
        );
    }
    // In a block below, too; French March is no Tuesday.
    let below = reading(
        "Agent,Skill,2027-03-01,2027-03-02,2027-03-03\nA1,S,6-14,,\nAgent,Skill,lun 8 mars 2027,mer 9 mars 2027,mer 10 mars 2027\nA1,S,6-14,,\n",
        &choices(),
    );
    assert_eq!(
        said(&below),
        [
            "Line 3: \"mer 9 mars 2027\" names another weekday: 9 March 2027 is a Tuesday. Correct the date or the weekday in the header."
        ]
    );
}

#[test]
fn requirements_may_have_several_weeks_too() {
    let text = "Skill,Time,2026-11-30,2026-12-01,2026-12-02\nS,06:00,1,2,3\nS,06:30,4,5,6\nSkill,Time,2026-12-07,2026-12-08,2026-12-09\nS,06:00,7,8,9\nS,06:30,7,8,9\n";
    let choices = Choices {
        kind: Some(FileKind::Requirements),
        layout: Some(Layout::Grid),
        ..choices()
    };

    let reading = reading(text, &choices);

    assert_eq!(reading.problems, []);
    let days: std::collections::BTreeSet<String> = reading
        .requirements
        .iter()
        .map(|read| {
            let one = &read.requirement;
            format!("{} {}", one.skill, one.time.start.format("%m-%d"))
        })
        .collect();
    assert_eq!(
        days.into_iter().collect::<Vec<_>>(),
        [
            "S 11-30", "S 12-01", "S 12-02", "S 12-07", "S 12-08", "S 12-09"
        ]
    );
}
