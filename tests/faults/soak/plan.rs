//! What a soak imports and what must be there in the end: a function of its seed.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use staffing::{DateRange, Requirement};

use crate::held::HeldShift;

/// The spreadsheet's name.
pub const FILE: &str = "soak.csv";

/// How much there is to do.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub seed: u64,
    pub imports: usize,
    pub runs: usize,
    pub kills: usize,
}

/// Rows of most imports, and of every fiftieth, which takes two batches.
const FEW: usize = 10;
const MANY: usize = 600;
const EVERY: usize = 50;

/// Each has one shift a day.
const AGENTS: usize = 400;

pub const SKILLS: [&str; 4] = ["BILLING", "TECH", "SALES", "CHAT"];

impl Plan {
    /// One row a shift; the first row is line 2.
    pub fn spreadsheet(self) -> String {
        let mut text = "Agent,Start,End,Skills,Breaks,Status\n".to_owned();
        for shift in self.shifts() {
            let at = |minute: i64| DateTime::from_timestamp_secs(minute * 60).unwrap();
            let (start, end) = (at(shift.start), at(shift.finish));
            let pause = start + TimeDelta::hours(3);
            let _ = writeln!(
                text,
                "{},{},{},{},{}-{},{}",
                shift.agent,
                start.format("%Y-%m-%d %H:%M"),
                end.format("%Y-%m-%d %H:%M"),
                shift.skills.replace(',', "|"),
                pause.format("%H:%M"),
                (pause + TimeDelta::minutes(30)).format("%H:%M"),
                if shift.published {
                    "Published"
                } else {
                    "Draft"
                },
            );
        }
        text
    }

    /// The same as the workspace holds it, in the order of the rows.
    pub fn shifts(self) -> Vec<HeldShift> {
        let mut random = SmallRng::seed_from_u64(self.seed);
        let day_one = day_one().timestamp() / 60;
        let count = (0..self.imports).map(rows).sum();
        let shift = |row: usize| {
            let day = (row / AGENTS) as i64;
            let start = day_one + day * 1440 + random.random_range(20..40) * 15;
            let mut skills: Vec<&str> = SKILLS.to_vec();
            while skills.len() > 2 {
                skills.remove(random.random_range(0..skills.len()));
            }
            skills.truncate(random.random_range(1..=2));
            skills.sort_unstable();
            HeldShift {
                agent: format!("AGENT-{:04}", row % AGENTS),
                start,
                finish: start + random.random_range(20..36) * 15,
                published: random.random_bool(0.7),
                breaks: "[[180,210]]".to_owned(),
                skills: skills.join(","),
            }
        };
        (0..count).map(shift).collect()
    }

    /// The lines that an import sends: rows of its own, and two that were sent before.
    pub fn lines(self, import: usize) -> BTreeSet<usize> {
        let first: usize = (0..import).map(rows).sum();
        let mut lines: BTreeSet<usize> = (first..first + rows(import)).map(|row| row + 2).collect();
        if first > 0 {
            let mut random = SmallRng::seed_from_u64(self.seed ^ import as u64);
            lines.extend((0..2).map(|_| random.random_range(0..first) + 2));
        }
        lines
    }
}

/// What is needed on the first day: more than there will be.
pub fn requirements() -> Vec<Requirement> {
    let all_day = SKILLS.map(|skill| Requirement {
        skill: skill.into(),
        time: first_day(),
        agents: 5.0,
    });
    all_day.to_vec()
}

pub fn first_day() -> DateRange {
    DateRange {
        start: day_one(),
        end: day_one() + TimeDelta::days(1),
    }
}

fn day_one() -> DateTime<Utc> {
    "2024-05-01T00:00:00Z".parse().unwrap()
}

fn rows(import: usize) -> usize {
    if import % EVERY == EVERY - 1 {
        MANY
    } else {
        FEW
    }
}
