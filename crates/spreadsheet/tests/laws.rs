//! What holds for every file.

#![cfg(test)]

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use spreadsheet::{FileKind, ReadOptions, Reading, Severity, read_bytes};
use staffing::{Break, DateRange, Shift, ShiftSkill, ShiftStatus};

/// The line of every row is that of one shift or requirement, or of an error; never of both.
fn check_no_row_lost(reading: &Reading) {
    let mut counts: BTreeMap<usize, usize> =
        reading.rows.iter().map(|row| (row.line(), 0)).collect();
    assert_eq!(
        counts.len(),
        reading.rows.len(),
        "every row has a line of its own"
    );
    let shifts = reading.shifts.iter().flat_map(|read| {
        [read.line]
            .into_iter()
            .chain(read.also_lines.iter().copied())
    });
    let requirements = reading.requirements.iter().flat_map(|read| {
        [read.line]
            .into_iter()
            .chain(read.also_lines.iter().copied())
    });
    let mut stopped: Vec<usize> = reading
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.line)
        .collect();
    stopped.dedup();
    for line in shifts.chain(requirements).chain(stopped) {
        *counts.get_mut(&line).expect("a line of a row") += 1;
    }
    assert!(
        counts.values().all(|&count| count == 1),
        "{counts:?} of {:?}",
        reading.problems
    );
}

/// A form in which a planner's file may have a shift.
#[derive(Clone, Copy, Debug)]
enum Form {
    Full(&'static str),
    Apart(&'static str),
    Offset,
}

const FORMS: [Form; 9] = [
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
        Form::Full(_) | Form::Offset => "Agent,Start,End,Skills,Breaks,Status",
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
    let row = format!(
        "{},{times},{},{},{:?}",
        shift.agent,
        skills.join("/"),
        breaks.collect::<Vec<_>>().join("/"),
        shift.status
    );
    format!("{header}\r\n{row}\r\n").replace(',', &delimiter.to_string())
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
    #[test]
    fn a_shift_written_in_any_form_reads_back_as_it_was(
        shift in any_shift(),
        form in proptest::sample::select(FORMS.to_vec()),
        delimiter in proptest::sample::select(vec![',', ';', '\t', '|']),
    ) {
        prop_assume!(!is_near_clock_change(&shift));
        let csv = written(&shift, form, delimiter, chrono_tz::Europe::London);

        let reading = read_bytes("roster.csv", csv.as_bytes(), &ReadOptions::new(chrono_tz::Europe::London)).unwrap();

        prop_assert_eq!(&reading.problems, &[], "{}", csv);
        prop_assert_eq!(&reading.shifts[0].shift, &shift, "{}", csv);
    }

    #[test]
    fn no_row_of_shifts_is_lost(rows in proptest::collection::vec(
        (
            proptest::sample::select(vec!["A1", "A2", "", "=A3"]),
            proptest::sample::select(vec!["2026-11-30 06:00", "2026-11-30 10:00", "30.11.2026 06:00", "2026-11-31 06:00", "2026-10-25 01:30", "", "x"]),
            proptest::sample::select(vec!["2026-11-30 14:00", "2026-11-30 10:00", "2026-12-30 14:00", "14:00", ""]),
            proptest::sample::select(vec!["S", "T", "S;T", "", "@S"]),
            proptest::sample::select(vec!["", ",", ",30", ",10:00-10:30", ",,,,x", ",lunch,Draft", ",,Published", ",,Maybe"]),
        ), 1..40,
    )) {
        let rows: Vec<_> = rows.into_iter().map(|(agent, start, end, skills, rest)| format!("{agent},{start},{end},{skills}{rest}")).collect();
        let csv = format!("Agent,Start,End,Skills,Breaks,Status\n{}\n", rows.join("\n"));

        if let Ok(reading) = read_bytes("roster.csv", csv.as_bytes(), &ReadOptions::new(chrono_tz::Europe::London)) {
            check_no_row_lost(&reading);
            for read in &reading.shifts {
                prop_assert_eq!(read.shift.check(), Ok(()));
            }
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

        let reading = read_bytes("required.csv", csv.as_bytes(), &ReadOptions::new(chrono_tz::Europe::London)).unwrap();

        prop_assert_eq!(reading.kind, FileKind::Requirements);
        check_no_row_lost(&reading);
    }

    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read_bytes("noise.csv", &bytes, &ReadOptions::new(chrono_tz::Europe::London));
    }

    #[test]
    fn no_cells_are_too_much(cells in "[-0-9:;,./|T\\r\\n\"'= äZ+apm]{0,400}") {
        for header in ["Agent,Start,End,Skills,Breaks,Status,Date,Proficiency\n", "Skill,Start,Required agents\n"] {
            let csv = format!("{header}{cells}\n");
            if let Ok(reading) = read_bytes("noise.csv", csv.as_bytes(), &ReadOptions::new(chrono_tz::Europe::London)) {
                check_no_row_lost(&reading);
            }
        }
    }
}
