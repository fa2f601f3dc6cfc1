//! Requirements whose intervals have numbers instead of times.

#![cfg(test)]

mod reading;

use chrono_tz::Europe::London;
use reading::reading;
use spreadsheet::{Choices, FileKind, Reading};

/// A list, a list with skills across, and a grid with these numbers as intervals.
fn files(numbers: &[u32]) -> [String; 3] {
    let rows = |row: &dyn Fn(u32) -> String| numbers.iter().map(|&number| row(number)).collect();
    let list: String = rows(&|number| format!("A,2026-11-30,{number},{}\n", number % 7));
    let across: String = rows(&|number| format!("2026-11-30,{number},{},1\n", number % 7));
    let grid: String = rows(&|number| format!("A,{number},{},1,2\n", number % 7));
    [
        format!("Skill,Date,Interval,Required agents\n{list}"),
        format!("Date,Interval,A,B\n{across}").replace(",A,B", ",Sales,Care"),
        format!("Skill,Interval,2026-11-30,2026-12-01,2026-12-02\n{grid}"),
    ]
}

fn told(text: &str) -> Reading {
    let reading = reading(text, &Choices::new(London));
    assert_eq!(reading.kind, FileKind::Requirements, "{text}");
    reading
}

/// Start and minutes of the requirement of a line.
fn on_line(reading: &Reading, line: usize) -> String {
    let read = reading.requirements.iter().find(|read| read.line == line);
    let time = read.expect("a requirement").requirement.time;
    format!(
        "{} {}",
        time.start.format("%d %H:%M"),
        (time.end - time.start).num_minutes()
    )
}

#[test]
fn numbers_of_a_whole_day_are_its_intervals() {
    for (numbers, eighth, last, note) in [
        (
            0..=95,
            "30 01:45 15",
            "30 23:45 15",
            "Intervals are numbered from 0 on, 15 minutes each: 32 is 08:00.",
        ),
        (
            1..=96,
            "30 01:45 15",
            "30 23:45 15",
            "Intervals are numbered from 1 on, 15 minutes each: 33 is 08:00.",
        ),
        (
            0..=47,
            "30 03:30 30",
            "30 23:30 30",
            "Intervals are numbered from 0 on, 30 minutes each: 16 is 08:00.",
        ),
        (
            1..=48,
            "30 03:30 30",
            "30 23:30 30",
            "Intervals are numbered from 1 on, 30 minutes each: 17 is 08:00.",
        ),
        (
            0..=23,
            "30 07:00 60",
            "30 23:00 60",
            "Times that are whole numbers are hours: 8 is 08:00.",
        ),
    ] {
        let numbers: Vec<u32> = numbers.collect();
        for text in files(&numbers) {
            let reading = told(&text);

            assert_eq!(reading.problems, [], "{text}");
            assert_eq!(on_line(&reading, 9), eighth, "{text}");
            assert_eq!(on_line(&reading, numbers.len() + 1), last, "{text}");
            let notes = &reading.understood.notes;
            assert_eq!(
                notes.iter().filter(|said| *said == note).count(),
                1,
                "{notes:?}"
            );
        }
    }
}

#[test]
fn what_may_be_hours_or_intervals_is_not_read() {
    for numbers in [1..=24, 0..=24, 32..=71, 16..=40] {
        let numbers: Vec<u32> = numbers.collect();
        for text in files(&numbers) {
            let reading = told(&text);

            assert_eq!(reading.requirements.len(), 0, "{text}");
            assert_eq!(reading.stopped_rows(), numbers.len(), "{text}");
            let first = &reading.problems[0].message;
            assert!(first.starts_with("It is open which time"), "{first}");
        }
    }
}

#[test]
fn hours_of_shifts_are_not_read_beside_numbers_that_are_none() {
    let text = "Agent,Date,Start,End\nA1,2026-11-30,20,36\nA2,2026-11-30,32,64\n";

    let reading = reading(text, &Choices::new(London));

    assert!(reading.shifts.is_empty());
    assert_eq!(reading.stopped_rows(), 2);
}
