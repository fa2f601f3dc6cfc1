//! A shift is the same, however its activities and breaks are cut into rows.

#![cfg(test)]

mod no_row_lost;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use no_row_lost::check_no_row_lost;
use proptest::prelude::*;
use spreadsheet::{Choices, Reading, understand};
use staffing::{Break, DateRange};
use workbook::{Book, Opening, open_bytes};

/// How a shift goes on after some minutes of work.
#[derive(Clone, Copy, Debug)]
enum Then {
    /// With a break between two rows of work, of so many minutes.
    Pause(i64),
    /// With a break inside a row of work.
    PauseInside(i64),
    /// With another activity.
    Other,
}

/// Minutes from midnight of its day, and what it consists of.
#[derive(Clone, Debug)]
struct Day {
    start: i64,
    parts: Vec<(i64, Then)>,
    last: i64,
}

/// Which date a row names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dates {
    /// Each time has its date, and the rows stand in any order.
    Full,
    /// A column has the date on which the row begins.
    OfRow,
    /// A column has the date on which the shift begins, also after midnight.
    OfShift,
}

/// One row of a shift.
#[derive(Clone, Copy, Debug)]
struct Part {
    activity: &'static str,
    start: i64,
    end: i64,
}

const ACTIVITIES: [&str; 3] = ["Phone", "Email", "Meeting"];
const PAUSES: [&str; 3] = ["Break", "Lunch", "Pause"];

impl Day {
    /// Its rows by start, in minutes from midnight of its day.
    fn rows(&self) -> Vec<Part> {
        let part = |activity, start, end| Part {
            activity,
            start,
            end,
        };
        let mut rows = Vec::new();
        let (mut from, mut at) = (self.start, self.start);
        for (index, &(work, then)) in self.parts.iter().enumerate() {
            at += work;
            let activity = ACTIVITIES[index % ACTIVITIES.len()];
            let pause = PAUSES[index % PAUSES.len()];
            match then {
                Then::Pause(minutes) => {
                    rows.push(part(activity, from, at));
                    rows.push(part(pause, at, at + minutes));
                    at += minutes;
                    from = at;
                }
                Then::PauseInside(minutes) => {
                    rows.push(part(pause, at, at + minutes));
                    at += minutes;
                }
                Then::Other => {
                    rows.push(part(activity, from, at));
                    from = at;
                }
            }
        }
        rows.push(part("Phone", from, at + self.last));
        rows.sort_by_key(|row| (row.start, std::cmp::Reverse(row.end)));
        rows
    }

    fn end(&self) -> i64 {
        let parts = self.parts.iter().map(|&(work, then)| work + then.minutes());
        self.start + parts.sum::<i64>() + self.last
    }

    fn breaks(&self) -> Vec<Break> {
        let mut at = 0;
        let mut breaks = Vec::new();
        for &(work, then) in &self.parts {
            at += work;
            if then.minutes() > 0 {
                breaks.push(Break {
                    offset_seconds: (at * 60) as u32,
                    duration_seconds: (then.minutes() * 60) as u32,
                });
            }
            at += then.minutes();
        }
        breaks
    }
}

impl Then {
    fn minutes(self) -> i64 {
        match self {
            Self::Pause(minutes) | Self::PauseInside(minutes) => minutes,
            Self::Other => 0,
        }
    }
}

/// Midnight of a day on which a shift of these tests begins: they are two days apart.
fn midnight(day: usize) -> DateTime<Utc> {
    let first: DateTime<Utc> = "2026-11-30T00:00:00Z".parse().unwrap();
    first + TimeDelta::days(2 * day as i64)
}

/// The rows of agents with the shifts of each, in the order of the file.
fn rows(agents: &[Vec<Day>], dates: Dates) -> Vec<String> {
    let mut rows = Vec::new();
    for (agent, days) in agents.iter().enumerate() {
        for (number, day) in days.iter().enumerate() {
            let midnight = midnight(number);
            for part in day.rows() {
                let start = midnight + TimeDelta::minutes(part.start);
                let end = midnight + TimeDelta::minutes(part.end);
                let date = match dates {
                    Dates::OfShift => midnight + TimeDelta::minutes(day.start),
                    Dates::Full | Dates::OfRow => start,
                };
                let (date, activity) = (date.format("%Y-%m-%d"), part.activity);
                rows.push(match dates {
                    Dates::Full => {
                        let (start, end) = (start.format("%F %R"), end.format("%F %R"));
                        format!("A{agent},{activity},{start},{end}")
                    }
                    Dates::OfRow | Dates::OfShift => {
                        let (start, end) = (start.format("%R"), end.format("%R"));
                        format!("A{agent},{date},{activity},{start},{end}")
                    }
                });
            }
        }
    }
    rows
}

fn written(rows: &[String], dates: Dates) -> String {
    let header = match dates {
        Dates::Full => "Agent,Activity,Start,End",
        Dates::OfRow | Dates::OfShift => "Agent,Date,Activity,Start,End",
    };
    format!("{header}\n{}\n", rows.join("\n"))
}

fn read(csv: &str) -> (Book, Reading) {
    let book = open_bytes("roster.csv", csv.into(), &Opening::default()).expect(csv);
    let reading = understand(&book, &Choices::default()).expect(csv);
    (book, reading)
}

prop_compose! {
    /// Up to 15 hours, at least one row of which is a break.
    fn any_day()(
        start in 0_i64..24 * 60,
        parts in proptest::collection::vec(
            (
                15_i64..120,
                prop_oneof![
                    (5_i64..30).prop_map(Then::Pause),
                    (5_i64..30).prop_map(Then::PauseInside),
                    Just(Then::Other),
                ],
            ),
            1..6,
        ),
        last in 15_i64..120,
    ) -> Day {
        Day { start, parts, last }
    }
}

fn any_agents() -> impl Strategy<Value = Vec<Vec<Day>>> {
    proptest::collection::vec(proptest::collection::vec(any_day(), 1..3), 1..4)
}

/// Rows of a file, and the shifts that they were made of.
fn any_file() -> impl Strategy<Value = (Vec<Vec<Day>>, Dates, Vec<String>)> {
    let dates = proptest::sample::select(vec![Dates::Full, Dates::OfRow, Dates::OfShift]);
    (any_agents(), dates).prop_flat_map(|(agents, dates)| {
        let rows = rows(&agents, dates);
        let ordered = match dates {
            Dates::Full => Just(rows).prop_shuffle().boxed(),
            Dates::OfRow | Dates::OfShift => Just(rows).boxed(),
        };
        (Just(agents), Just(dates), ordered)
    })
}

/// Rows of two agents on two days of which many do not fit together.
fn any_rows() -> impl Strategy<Value = String> {
    let row = (
        proptest::sample::select(vec!["A1", "A1", "A2", ""]),
        proptest::sample::select(vec!["2026-11-30", "2026-12-01", "x"]),
        proptest::sample::select(vec![
            "Phone", "Email", "Break", "Lunch", "Vacation", "", "?",
        ]),
        proptest::sample::select(vec!["22:00", "06:00", "08:00", "10:00", "10:15", "01:00"]),
        proptest::sample::select(vec!["06:00", "08:00", "10:00", "10:15", "12:00", "00:00"]),
        proptest::sample::select(vec!["S", "S", "T", ""]),
        proptest::sample::select(vec!["", "", "Draft", "Published"]),
    );
    let rows = proptest::collection::vec(row, 1..30).prop_map(|rows| {
        let rows = rows
            .into_iter()
            .map(|(agent, date, activity, start, end, skill, status)| {
                format!("{agent},{date},{activity},{start},{end},{skill},{status}\n")
            });
        rows.collect::<String>()
    });
    let header = proptest::sample::select(vec!["Activity", "Shift type", "Code"]);
    (header, rows).prop_map(|(activity, rows)| {
        format!("Agent,Date,{activity},Start,End,Skill,Status\n{rows}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_shift_cut_into_rows_is_the_same_shift((agents, dates, rows) in any_file()) {
        let csv = written(&rows, dates);

        let (book, reading) = read(&csv);

        prop_assert_eq!(&reading.problems, &[], "{}", csv);
        check_no_row_lost(&book, &reading);
        let shifts = reading.shifts.iter();
        let shifts = shifts.map(|read| (read.shift.agent.to_string(), read.shift.time.start, read.shift.time.end, read.shift.breaks));
        let read: BTreeSet<_> = shifts.map(|(agent, start, end, breaks)| (agent, start, end, of(&breaks))).collect();
        let mut expected = BTreeSet::new();
        for (agent, days) in agents.iter().enumerate() {
            for (number, day) in days.iter().enumerate() {
                let at = |minutes| midnight(number) + TimeDelta::minutes(minutes);
                expected.insert((format!("A{agent}"), at(day.start), at(day.end()), of(&day.breaks())));
            }
        }
        prop_assert_eq!(reading.shifts.len(), expected.len(), "{}", csv);
        prop_assert_eq!(read, expected, "{}", csv);
    }

    #[test]
    fn no_row_of_activities_is_lost(csv in any_rows()) {
        let (book, reading) = read(&csv);

        check_no_row_lost(&book, &reading);
        let mut times: Vec<(String, DateRange)> = Vec::new();
        for read in reading.shifts.iter() {
            prop_assert_eq!(read.shift.check(), Ok(()), "{}", csv);
            times.push((read.shift.agent.to_string(), read.shift.time));
        }
        times.sort_by_key(|(agent, time)| (agent.clone(), time.start));
        for pair in times.windows(2) {
            let [(one, before), (other, after)] = pair else { continue };
            prop_assert!(one != other || before.end <= after.start, "{} {:?}", csv, pair);
        }
    }
}

/// Offset and length of each, in seconds.
fn of(breaks: &[Break]) -> Vec<(u32, u32)> {
    let each = breaks.iter();
    each.map(|pause| (pause.offset_seconds, pause.duration_seconds))
        .collect()
}
