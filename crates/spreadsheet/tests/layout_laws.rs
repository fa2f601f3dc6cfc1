//! The same shifts, written in any layout, are understood the same.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::prelude::*;
use spreadsheet::{Choices, ProblemCode, Reading, understand};
use workbook::{Opening, open_bytes};

/// Minutes after midnight, and minutes long.
type Window = (i64, i64);
/// Of agent and day, a shift or two.
type Roster = BTreeMap<(usize, i64), (Window, Option<Window>)>;

const AGENTS: usize = 4;
const DAYS: i64 = 14;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// One row a shift.
    List,
    /// One row an agent and day, with two starts and ends.
    Pairs,
    /// One row an agent, all days in one block.
    Grid,
    /// One row an agent, two columns a day: its start and its end.
    Sides,
    /// The same, a block a week, each with dates.
    WeeksOfSides,
    /// A block a week, each with dates.
    Weeks,
    /// A block a week, each with a title over weekdays.
    Titled,
    /// A block a week, the second with the same weekdays and no title.
    Repeated,
    /// A block a team, with the same days.
    Teams,
    /// One row a day, one column an agent.
    AgentColumns,
}

const LAYOUTS: [Layout; 10] = [
    Layout::List,
    Layout::Pairs,
    Layout::Grid,
    Layout::Sides,
    Layout::WeeksOfSides,
    Layout::Weeks,
    Layout::Titled,
    Layout::Repeated,
    Layout::Teams,
    Layout::AgentColumns,
];

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
}

fn day(offset: i64) -> NaiveDate {
    monday() + TimeDelta::days(offset)
}

fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

fn windows((first, second): (Window, Option<Window>)) -> impl Iterator<Item = Window> {
    std::iter::once(first).chain(second)
}

/// "06:00-10:00 / 12:00-18:00" for each day of one agent.
fn cells(roster: &Roster, agent: usize, days: std::ops::Range<i64>) -> String {
    let cell = |day| {
        let both = roster.get(&(agent, day)).copied().into_iter();
        let texts = both
            .flat_map(windows)
            .map(|(start, length)| format!("{}-{}", clock(start), clock(start + length)));
        texts.collect::<Vec<_>>().join(" / ")
    };
    days.map(cell).collect::<Vec<_>>().join(",")
}

fn block(
    roster: &Roster,
    header: impl Fn(i64) -> String,
    agents: std::ops::Range<usize>,
    days: std::ops::Range<i64>,
) -> String {
    let heads: Vec<String> = days.clone().map(header).collect();
    let rows = agents.map(|agent| format!("A{agent},S,{}\n", cells(roster, agent, days.clone())));
    format!(
        "Agent,Skill,{}\n{}",
        heads.join(","),
        rows.collect::<String>()
    )
}

/// Two columns a day; second shifts of a day have a second row of their agent.
fn sides(roster: &Roster, days: std::ops::Range<i64>) -> String {
    let heads: Vec<String> = days
        .clone()
        .map(|at| format!("{} In,{} Out", day(at), day(at)))
        .collect();
    let row = |agent: usize, second: bool| -> String {
        let cells = days.clone().map(|day| {
            let both = roster.get(&(agent, day)).copied();
            let window = both.and_then(|(first, other)| if second { other } else { Some(first) });
            let (from, to) = window.map_or_else(Default::default, |(start, length)| {
                (clock(start), clock(start + length))
            });
            format!("{from},{to}")
        });
        let cells: Vec<String> = cells.collect();
        format!("A{agent},{}\n", cells.join(","))
    };
    let rows = (0..AGENTS).flat_map(|agent| [row(agent, false), row(agent, true)]);
    format!("Agent,{}\n{}", heads.join(","), rows.collect::<String>())
}

fn written(roster: &Roster, layout: Layout) -> String {
    let date = |offset: i64| day(offset).to_string();
    let weekday = |offset: i64| day(offset).format("%a").to_string();
    let all = 0..AGENTS;
    match layout {
        Layout::List => {
            let rows = roster.iter().flat_map(|(&(agent, day), both)| {
                windows(*both).map(move |(start, length)| {
                    let (from, to) = (clock(start), clock(start + length));
                    format!("A{agent},{},{from},{to},S\n", date(day))
                })
            });
            format!("Agent,Date,Start,End,Skill\n{}", rows.collect::<String>())
        }
        Layout::Pairs => {
            let rows = roster.iter().map(|(&(agent, day), &(first, second))| {
                let times = |(start, length)| format!("{},{}", clock(start), clock(start + length));
                let second = second.map_or(",".to_owned(), times);
                format!("A{agent},{},{},{second},S\n", date(day), times(first))
            });
            let header = "Agent,Date,Start 1,End 1,Start 2,End 2,Skill";
            format!("{header}\n{}", rows.collect::<String>())
        }
        Layout::Grid => block(roster, date, all, 0..DAYS),
        Layout::Sides => sides(roster, 0..DAYS),
        Layout::WeeksOfSides => format!("{}{}", sides(roster, 0..7), sides(roster, 7..DAYS)),
        Layout::Weeks => {
            let second = block(roster, date, all.clone(), 7..DAYS);
            format!("{}{second}", block(roster, date, all, 0..7))
        }
        Layout::Titled => {
            let week = |from: i64| {
                let days = from..from + 7;
                let title = day(from).iso_week().week();
                format!(
                    "Week {title} 2026\n{}",
                    block(roster, weekday, 0..AGENTS, days)
                )
            };
            format!("{}{}", week(0), week(7))
        }
        Layout::Repeated => {
            let second = block(roster, weekday, all.clone(), 7..DAYS);
            format!(
                "Week 49 2026\n{}{second}",
                block(roster, weekday, all, 0..7)
            )
        }
        Layout::Teams => {
            let second = block(roster, date, 2..AGENTS, 0..DAYS);
            format!("{}Team B\n{second}", block(roster, date, 0..2, 0..DAYS))
        }
        Layout::AgentColumns => {
            let agents: Vec<String> = all.clone().map(|agent| format!("A{agent}")).collect();
            let rows = (0..DAYS).map(|day| {
                let cells = all.clone().map(|agent| cells(roster, agent, day..day + 1));
                format!("{},{}\n", date(day), cells.collect::<Vec<_>>().join(","))
            });
            let header = agents.join(",");
            format!("Date,{header}\n{}", rows.collect::<String>())
        }
    }
}

prop_compose! {
    fn any_roster()(
        shifts in proptest::collection::btree_map(
            (0..AGENTS, 0..DAYS),
            (
                (360_i64..540, 60_i64..180),
                proptest::option::of((720_i64..1080, 60_i64..540)),
            ),
            1..30,
        ),
    ) -> Roster {
        shifts
    }
}

fn read(csv: &str) -> Reading {
    let book = open_bytes("roster.csv", csv.into(), &Opening::default()).expect(csv);
    let choices = Choices {
        near: "2026-11-27".parse().ok(),
        ..Choices::default()
    };
    understand(&book, &choices).expect(csv)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_shifts_in_any_layout_are_the_same(
        roster in any_roster(),
        layout in proptest::sample::select(LAYOUTS.to_vec()),
    ) {
        let csv = written(&roster, layout);

        let reading = read(&csv);

        let told: BTreeSet<ProblemCode> = reading.problems.iter().map(|problem| problem.code).collect();
        let expected = match layout {
            Layout::Repeated => BTreeSet::from([ProblemCode::UnclearDays]),
            _ => BTreeSet::new(),
        };
        prop_assert_eq!(told, expected, "{}\n{:?}", csv, reading.problems);
        let read: BTreeSet<(String, i64, i64)> = reading
            .shifts
            .iter()
            .map(|read| {
                let time = read.shift.time;
                (read.shift.agent.to_string(), time.start.timestamp() / 60, time.end.timestamp() / 60)
            })
            .collect();
        let midnight = |offset| day(offset).and_time(chrono::NaiveTime::MIN).and_utc().timestamp() / 60;
        let written: BTreeSet<(String, i64, i64)> = roster
            .iter()
            .flat_map(|(&(agent, day), both)| {
                windows(*both).map(move |(start, length)| {
                    let start = midnight(day) + start;
                    (format!("A{agent}"), start, start + length)
                })
            })
            .collect();
        prop_assert_eq!(read, written, "{}", csv);
    }
}
