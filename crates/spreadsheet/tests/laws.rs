//! What holds for every file.

#![cfg(test)]

mod no_row_lost;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use no_row_lost::check_no_row_lost;
use proptest::prelude::*;
use spreadsheet::{
    Choices, DoubledTime, FileKind, Layout, Reading, Severity, SkippedTime, understand,
};
use staffing::{Break, DateRange, Shift, ShiftSkill, ShiftStatus, SkillId};
use workbook::{Book, Opening, open_bytes};

/// What stands in a CSV, and what is understood of it.
fn read(csv: &[u8]) -> Option<(Book, Reading)> {
    read_as(csv, &Choices::new(chrono_tz::Europe::London))
}

fn read_as(csv: &[u8], choices: &Choices) -> Option<(Book, Reading)> {
    let book = open_bytes("roster.csv", csv.to_vec(), &Opening::default()).ok()?;
    let reading = understand(&book, choices).ok()?;
    Some((book, reading))
}

/// A form in which a planner's file may have a shift.
#[derive(Clone, Copy, Debug)]
enum Form {
    Full(&'static str),
    Apart(&'static str),
    Offset,
    /// A start, and how long the shift is.
    Long(&'static str),
    /// One row for each skill.
    PerSkill,
}

const FORMS: [Form; 12] = [
    Form::Long("%Y-%m-%d %H:%M"),
    Form::Long("%d.%m.%Y %H:%M"),
    Form::PerSkill,
    Form::Full("%Y-%m-%d %H:%M"),
    Form::Full("%Y-%m-%dT%H:%M:%S"),
    Form::Full("%d.%m.%Y %H:%M"),
    Form::Full("%Y/%m/%d %H:%M"),
    Form::Full("%Y-%m-%d %I:%M %p"),
    Form::Apart("%Y-%m-%d"),
    Form::Apart("%d.%m.%Y"),
    Form::Offset,
    Form::Full("%-d.%-m.%Y %-H:%M"),
];

fn written(shift: &Shift, form: Form, delimiter: char, zone: Tz) -> String {
    let (start, end) = (
        shift.time.start.with_timezone(&zone),
        shift.time.end.with_timezone(&zone),
    );
    let header = match form {
        Form::Apart(_) => "Agent,Date,Start,End,Skills,Breaks,Status",
        Form::Long(_) => "Agent,Start,Duration,Skills,Breaks,Status",
        Form::Full(_) | Form::Offset | Form::PerSkill => "Agent,Start,End,Skills,Breaks,Status",
    };
    let times = match form {
        Form::Full(format) => format!("{},{}", start.format(format), end.format(format)),
        Form::Apart(format) => format!(
            "{},{},{}",
            start.format(format),
            start.format("%H:%M"),
            end.format("%H:%M")
        ),
        Form::Offset => format!("{},{}", start.to_rfc3339(), end.to_rfc3339()),
        Form::Long(format) => {
            let minutes = (end - start).num_minutes();
            let length = format!("{}:{:02}", minutes / 60, minutes % 60);
            format!("{},{length}", start.format(format))
        }
        Form::PerSkill => {
            let format = "%Y-%m-%d %H:%M";
            format!("{},{}", start.format(format), end.format(format))
        }
    };
    let breaks = shift.breaks.iter().map(|pause| {
        let window = pause.window(shift.time.start);
        format!(
            "{}-{}",
            window.start.with_timezone(&zone).format("%H:%M"),
            window.end.with_timezone(&zone).format("%H:%M")
        )
    });
    let skills: Vec<_> = shift
        .skills
        .iter()
        .map(|skill| skill.skill.as_str())
        .collect();
    let breaks = breaks.collect::<Vec<_>>().join("/");
    let row = |skills: &str| {
        format!(
            "{},{times},{skills},{breaks},{:?}\r\n",
            shift.agent, shift.status
        )
    };
    let rows: String = match form {
        Form::PerSkill => skills.iter().map(|skill| row(skill)).collect(),
        _ => row(&skills.join("/")),
    };
    format!("{header}\r\n{rows}").replace(',', &delimiter.to_string())
}

/// Rows of which many are wrong in some way.
fn faulty_rows() -> impl Strategy<Value = String> {
    let row = (
        proptest::sample::select(vec!["A1", "A2", "", "=A3"]),
        proptest::sample::select(vec![
            "2026-11-30 06:00",
            "2026-11-30 10:00",
            "30.11.2026 06:00",
            "2026-11-31 06:00",
            "2026-10-25 01:30",
            "2026-03-29 01:30",
            "",
            "x",
        ]),
        proptest::sample::select(vec![
            "2026-11-30 14:00",
            "2026-11-30 10:00",
            "2026-11-29 10:00",
            "2026-12-30 14:00",
            "14:00",
            "",
        ]),
        proptest::sample::select(vec!["S", "T", "SKILL", "SKILLL", "S;T", "", "@S"]),
        proptest::sample::select(vec![
            "",
            ",",
            ",30",
            ",10:00-10:30",
            ",,,,x",
            ",lunch,Draft",
            ",,Published",
            ",,Publishd",
        ]),
    );
    let rows = proptest::collection::vec(row, 1..40).prop_map(|rows| {
        let rows = rows.into_iter().map(|(agent, start, end, skills, rest)| {
            format!("{agent},{start},{end},{skills}{rest}\n")
        });
        rows.collect::<String>()
    });
    // A file without any is refused as a whole.
    let filled = rows.prop_filter("one row is filled", |rows| {
        !rows.trim_matches([',', '\n']).is_empty()
    });
    filled.prop_map(|rows| format!("Agent,Start,End,Skills,Breaks,Status\n{rows}"))
}

prop_compose! {
    /// What a planner may have chosen, edited and skipped.
    fn any_choices()(
        edits in proptest::collection::btree_map(
            (2_usize..42, 0_usize..7),
            proptest::sample::select(vec!["", "A1", "2026-11-30 06:00", "2026-11-30 14:00", "SKILL", "Draft", "x"])
                .prop_map(str::to_owned),
            0..8,
        ),
        skipped in proptest::collection::btree_set(2_usize..42, 0..5),
        answered: bool,
        known: bool,
        period: bool,
    ) -> Choices {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        Choices {
            edits,
            skipped,
            skipped_time: answered.then_some(SkippedTime::Later),
            doubled_time: answered.then_some(DoubledTime::First),
            known_skills: known.then(|| ["S", "T", "SKILL"].map(SkillId::from).to_vec()),
            period: period.then(|| (day("2026-11-01"), day("2026-11-30"))),
            ..Choices::new(chrono_tz::Europe::London)
        }
    }
}

prop_compose! {
    /// A shift in London at any time of two years, in whole minutes and away
    /// from the hour that the clocks double.
    fn any_shift()(
        start in 0_i64..2 * 365 * 24 * 60,
        length in 60_i64..16 * 60,
        pause in proptest::option::of((0.0..1.0, 1_i64..60)),
        agent in "[A-Za-z0-9_]{1,12}",
        skills in proptest::collection::btree_set("[A-Z]{1,6}", 1..4),
        published: bool,
    ) -> Shift {
        let base: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
        let time = DateRange { start: base + TimeDelta::minutes(start), end: base + TimeDelta::minutes(start + length) };
        let breaks = pause.map(|(place, minutes): (f64, i64)| {
            let offset = (place * (length - minutes.min(length)) as f64) as u32;
            Break { offset_seconds: offset * 60, duration_seconds: minutes.min(length) as u32 * 60 }
        });
        let skill = |skill: String| ShiftSkill { skill: skill.into(), proficiency: None };
        Shift {
            agent: agent.into(),
            time,
            skills: skills.into_iter().map(skill).collect(),
            breaks: breaks.into_iter().collect(),
            status: if published { ShiftStatus::Published } else { ShiftStatus::Draft },
        }
    }
}

/// Whether a clock change of London lies within a day of the shift: then a
/// local time may be one that cannot be told, which other tests are about.
fn is_near_clock_change(shift: &Shift) -> bool {
    let offset = |instant: DateTime<Utc>| {
        instant
            .with_timezone(&chrono_tz::Europe::London)
            .format("%z")
            .to_string()
    };
    offset(shift.time.start - TimeDelta::days(1)) != offset(shift.time.end + TimeDelta::days(1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_shift_written_in_any_form_reads_back_as_it_was(
        shift in any_shift(),
        form in proptest::sample::select(FORMS.to_vec()),
        delimiter in proptest::sample::select(vec![',', ';', '\t', '|']),
    ) {
        prop_assume!(!is_near_clock_change(&shift));
        let csv = written(&shift, form, delimiter, chrono_tz::Europe::London);

        let (_, reading) = read(csv.as_bytes()).unwrap();

        prop_assert_eq!(&reading.problems, &[], "{}", csv);
        prop_assert_eq!(&reading.shifts.get(0).unwrap().shift, &shift, "{}", csv);
    }

    #[test]
    fn no_row_of_shifts_is_lost(csv in faulty_rows(), choices in any_choices()) {
        let (book, reading) = read_as(csv.as_bytes(), &choices).unwrap();

        check_no_row_lost(&book, &reading);
        for read in reading.shifts.iter() {
            prop_assert_eq!(read.shift.check(), Ok(()));
        }
    }

    #[test]
    fn the_same_file_and_choices_read_the_same(csv in faulty_rows(), choices in any_choices()) {
        let (_, first) = read_as(csv.as_bytes(), &choices).unwrap();
        let (_, second) = read_as(csv.as_bytes(), &choices).unwrap();

        prop_assert_eq!(first.shifts.iter().collect::<Vec<_>>(), second.shifts.iter().collect::<Vec<_>>());
        prop_assert_eq!(first.problems, second.problems);
        prop_assert_eq!(first.questions, second.questions);
    }

    #[test]
    fn no_cell_of_a_grid_is_lost(rows in proptest::collection::vec(
        (
            proptest::sample::select(vec!["A1", "A2", "", "=A3"]),
            proptest::sample::select(vec!["S", "S;T", "", "@S"]),
            proptest::collection::vec(
                proptest::sample::select(vec!["", "06:00-14:00", "22-6", "OFF", "-", "?", "9-5", "01:30-09:00"]),
                3,
            ),
        ), 1..20,
    )) {
        let rows: String = rows.iter().map(|(agent, skill, cells)| format!("{agent},{skill},{}\n", cells.join(","))).collect();
        let csv = format!("Agent ID,Skill,2026-03-28,2026-03-29,2026-03-30\n{rows}");
        let choices = Choices { layout: Some(Layout::Grid), kind: Some(FileKind::Shifts), ..Choices::new(chrono_tz::Europe::London) };

        let (book, reading) = read_as(csv.as_bytes(), &choices).unwrap();

        for row in book.rows.iter().skip(reading.first_row) {
            let line = row.line();
            let left_out = reading.left_out.iter().any(|row| row.line == line);
            let errors: Vec<Option<usize>> = reading.problems.iter()
                .filter(|problem| problem.line == line && problem.severity == Severity::Error)
                .map(|problem| problem.column)
                .collect();
            let stopped = errors.iter().any(|column| column.is_none_or(|column| column < 2));
            let mut read = false;
            for column in 2..5 {
                let cell = row.cell(column).unwrap_or_default();
                let is_shift = reading.shifts.of_line(line).any(|read| read.column == Some(column));
                let is_wrong = errors.contains(&Some(column));
                let says_nothing = matches!(cell, "" | "OFF" | "-");
                read |= is_shift || is_wrong;
                prop_assert!(
                    usize::from(is_shift) + usize::from(is_wrong) == 1 || says_nothing || stopped || left_out,
                    "line {} column {}: {:?} {:?}", line, column, cell, reading.problems
                );
            }
            prop_assert!(read || stopped || left_out, "line {} is lost: {:?}", line, reading.problems);
        }
    }

    #[test]
    fn no_row_of_requirements_is_lost(rows in proptest::collection::vec(
        (
            proptest::sample::select(vec!["S", "T", ""]),
            (0_u32..3, proptest::sample::select(vec![0, 15, 30, 40])),
            proptest::sample::select(vec!["1", "2", "-1", "", "x"]),
        ), 1..40,
    )) {
        let rows: Vec<_> = rows.into_iter().map(|(skill, (hour, minute), agents)| format!("{skill},2026-11-30 {hour:02}:{minute:02},{agents}")).collect();
        let csv = format!("Skill,Start,Required agents\n{}\n", rows.join("\n"));

        let choices = Choices {
            kind: Some(FileKind::Requirements),
            ..Choices::new(chrono_tz::Europe::London)
        };

        let (book, reading) = read_as(csv.as_bytes(), &choices).unwrap();

        check_no_row_lost(&book, &reading);
    }

    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_cells_are_too_much(cells in "[-0-9:;,./|T\\r\\n\"'= äZ+apm]{0,400}") {
        for header in ["Agent,Start,End,Skills,Breaks,Status,Date,Proficiency\n", "Skill,Start,Required agents\n"] {
            let csv = format!("{header}{cells}\n");
            if let Some((book, reading)) = read(csv.as_bytes()) {
                check_no_row_lost(&book, &reading);
            }
        }
    }
}

proptest! {
    // Reads the file again for each mend.
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_offered_as_a_mend_mends(csv in faulty_rows(), choices in any_choices()) {
        let (_, reading) = read_as(csv.as_bytes(), &choices).unwrap();
        let mends = reading.problems.iter().filter_map(|problem| {
            Some((problem, problem.column?, problem.fix.clone()?))
        });

        for (problem, column, fix) in mends {
            let mut mended = choices.clone();
            mended.edits.insert((problem.line, column), fix);
            let (_, after) = read_as(csv.as_bytes(), &mended).unwrap();

            let stays = after.problems.contains(problem);
            prop_assert!(!stays, "{} is not mended by {:?}", problem, problem.fix);
        }
    }
}
