//! The same requirements, written in any layout, are understood the same.

#![cfg(test)]

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use spreadsheet::{Choices, FileKind, understand};
use workbook::{Opening, open_bytes};

/// Of skill, day and interval, how many tenths of agents.
type Required = BTreeMap<(usize, i64, i64), u32>;

const SKILLS: usize = 2;
const DAYS: i64 = 3;
const INTERVALS: i64 = 5;

#[derive(Clone, Copy, Debug)]
enum Layout {
    /// One row an interval.
    List,
    /// Intervals by days, with a column of skills.
    Days,
    /// Intervals by days, with a title over the rows of each skill.
    Titled,
    /// Intervals by days, with a title and the header over the rows of each skill.
    Blocks,
    /// Days by intervals.
    Intervals,
    /// One row an interval, with a column for each skill.
    Skills,
}

const LAYOUTS: [Layout; 6] = [
    Layout::List,
    Layout::Days,
    Layout::Titled,
    Layout::Blocks,
    Layout::Intervals,
    Layout::Skills,
];

fn day(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap() + TimeDelta::days(offset)
}

fn clock(interval: i64, step: i64) -> String {
    let minutes = 8 * 60 + interval * step;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn number(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn written(required: &Required, layout: Layout, step: i64) -> String {
    let days: Vec<String> = (0..DAYS).map(|at| day(at).to_string()).collect();
    let header = format!("Time,{}\n", days.join(","));
    let of_interval = |skill: usize, interval: i64| {
        let numbers = (0..DAYS).map(|day| number(required[&(skill, day, interval)]));
        let numbers: Vec<String> = numbers.collect();
        format!("{},{}\n", clock(interval, step), numbers.join(","))
    };
    let rows_of = |skill: usize| -> String {
        (0..INTERVALS)
            .map(|interval| of_interval(skill, interval))
            .collect()
    };
    match layout {
        Layout::List => {
            let row = |(&(skill, at, interval), &tenths): (&(usize, i64, i64), &u32)| {
                let (day, time) = (day(at), clock(interval, step));
                format!("S{skill},{day},{time},{}\n", number(tenths))
            };
            let rows: String = required.iter().map(row).collect();
            format!("Skill,Date,Time,Required agents\n{rows}")
        }
        Layout::Days => {
            let rows =
                (0..SKILLS).flat_map(|skill| (0..INTERVALS).map(move |interval| (skill, interval)));
            let rows =
                rows.map(|(skill, interval)| format!("S{skill},{}", of_interval(skill, interval)));
            format!("Skill,{header}{}", rows.collect::<String>())
        }
        Layout::Titled => {
            let blocks = (0..SKILLS).map(|skill| format!("S{skill}\n{}", rows_of(skill)));
            format!("{header}{}", blocks.collect::<String>())
        }
        Layout::Blocks => {
            let blocks = (0..SKILLS).map(|skill| format!("S{skill}\n{header}{}", rows_of(skill)));
            blocks.collect()
        }
        Layout::Skills => {
            let rows = (0..DAYS).flat_map(|day| (0..INTERVALS).map(move |at| (day, at)));
            let rows = rows.map(|(at, interval)| {
                let numbers = (0..SKILLS).map(|skill| number(required[&(skill, at, interval)]));
                let numbers: Vec<String> = numbers.collect();
                let (day, time) = (day(at), clock(interval, step));
                format!("{day},{time},{}\n", numbers.join(","))
            });
            let skills: Vec<String> = (0..SKILLS).map(|skill| format!("S{skill}")).collect();
            format!(
                "Date,Time,{}\n{}",
                skills.join(","),
                rows.collect::<String>()
            )
        }
        Layout::Intervals => {
            let times: Vec<String> = (0..INTERVALS).map(|at| clock(at, step)).collect();
            let rows = (0..SKILLS).flat_map(|skill| (0..DAYS).map(move |day| (skill, day)));
            let rows = rows.map(|(skill, at)| {
                let numbers =
                    (0..INTERVALS).map(|interval| number(required[&(skill, at, interval)]));
                let numbers: Vec<String> = numbers.collect();
                format!("S{skill},{},{}\n", day(at), numbers.join(","))
            });
            format!(
                "Skill,Date,{}\n{}",
                times.join(","),
                rows.collect::<String>()
            )
        }
    }
}

prop_compose! {
    fn any_required()(
        numbers in proptest::collection::vec(0_u32..400, SKILLS * (DAYS * INTERVALS) as usize),
    ) -> Required {
        let places = (0..SKILLS).flat_map(|skill| {
            (0..DAYS).flat_map(move |day| (0..INTERVALS).map(move |interval| (skill, day, interval)))
        });
        places.zip(numbers).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_requirements_in_any_layout_are_the_same(
        required in any_required(),
        layout in proptest::sample::select(LAYOUTS.to_vec()),
        step in proptest::sample::select(vec![15_i64, 30, 60]),
    ) {
        let csv = written(&required, layout, step);
        let book = open_bytes("required.csv", csv.clone().into(), &Opening::default()).unwrap();

        let reading = understand(&book, &Choices::default()).unwrap();

        prop_assert_eq!(reading.kind, FileKind::Requirements, "{}", csv);
        prop_assert_eq!(&reading.problems, &[], "{}", csv);
        let mut read: Vec<(String, String, i64, String)> = reading
            .requirements
            .iter()
            .map(|read| {
                let one = &read.requirement;
                let length = (one.time.end - one.time.start).num_minutes();
                let tenths = (one.agents * 10.0).round() as u32;
                let start = one.time.start.format("%Y-%m-%d %H:%M").to_string();
                (one.skill.to_string(), start, length, number(tenths))
            })
            .collect();
        read.sort();
        let mut written: Vec<(String, String, i64, String)> = required
            .iter()
            .map(|(&(skill, at, interval), &tenths)| {
                let start = format!("{} {}", day(at), clock(interval, step));
                (format!("S{skill}"), start, step, number(tenths))
            })
            .collect();
        written.sort();
        prop_assert_eq!(read, written, "{}", csv);
    }
}
