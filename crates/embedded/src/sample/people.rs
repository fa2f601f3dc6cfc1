//! The 120 agents of the sample.

use staffing::Proficiency;

use super::dice::Dice;
use crate::store::DirectoryAgent;
use crate::time::{DAY, Minute};

/// One agent, and how they work from week to week.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    /// The first is what they do most.
    pub skills: Vec<(&'static str, Proficiency)>,
    /// A week.
    pub contracted_hours: f64,
    pub willing: bool,
    /// When their shifts start, in minutes of the day; the second one in every other week.
    pub starts: [Minute; 2],
    /// Minutes from start to finish.
    pub length: Minute,
    /// Days of the week that they work, 0 for Monday; the same each week, so that no
    /// seven days in a row hold more of them than one week does.
    pub days: Vec<i64>,
    pub availability: Option<Vec<(Minute, Minute)>>,
}

/// First number of those who always have published shifts.
const FIRST_PUBLISHED: usize = 1061;

/// The skills of `AGENT-1001` to `AGENT-1060`, one letter each: the sample
/// spreadsheets that ship with the product know these agents with these skills.
const ROSTERED: [&str; 60] = [
    "B", "F", "F", "T", "F", "TF", "B", "FR", "BR", "T", "RD", "B", "D", "T", "R", "S", "RS", "DT",
    "TS", "DRS", "F", "R", "D", "R", "RDS", "B", "F", "D", "B", "DS", "D", "DBT", "F", "FTS", "R",
    "T", "T", "R", "T", "F", "S", "BR", "RB", "SB", "T", "B", "RTB", "B", "DR", "D", "S", "D", "B",
    "SBD", "TS", "DBF", "B", "B", "SFD", "TD",
];

/// What the published agents can do, each as likely as its weight says.
const PUBLISHED: [(&str, f64); 16] = [
    ("B", 8.0),
    ("R", 8.0),
    ("T", 5.0),
    ("D", 6.0),
    ("S", 6.0),
    ("F", 6.0),
    ("BR", 3.0),
    ("RT", 2.0),
    ("TB", 2.0),
    ("DB", 2.0),
    ("SR", 2.0),
    ("FR", 2.0),
    ("DBT", 1.0),
    ("SBR", 1.0),
    ("FRD", 1.0),
    ("RTS", 1.0),
];

/// When shifts start, in hours, each as likely as its weight says.
const STARTS: [(Minute, f64); 8] = [
    (6, 4.0),
    (7, 8.0),
    (8, 9.0),
    (9, 9.0),
    (10, 5.0),
    (12, 8.0),
    (14, 4.0),
    (22, 3.0),
];

/// Weekdays, 0 for Monday, by how likely they are a day off.
const DAYS_OFF: [(i64, f64); 7] = [
    (0, 1.0),
    (1, 1.0),
    (2, 1.0),
    (3, 1.0),
    (4, 1.0),
    (5, 3.0),
    (6, 4.0),
];

/// Contracted hours, days a week and minutes a shift.
const CONTRACTS: [((f64, usize, Minute), f64); 5] = [
    ((40.0, 5, 480), 14.0),
    ((32.0, 4, 480), 2.0),
    ((30.0, 4, 480), 2.0),
    ((24.0, 3, 480), 1.0),
    ((20.0, 5, 240), 1.0),
];

/// The agents of a seed, by name.
pub fn everyone(seed: u64) -> Vec<Person> {
    let rostered = (1001..FIRST_PUBLISHED).zip(ROSTERED);
    let rostered = rostered.map(|(number, letters)| person(seed, number, Some(letters)));
    let published = (FIRST_PUBLISHED..=1120).map(|number| person(seed, number, None));
    rostered.chain(published).collect()
}

impl Person {
    /// Whether the centre always has published shifts of theirs.
    pub fn is_published(&self) -> bool {
        self.name.as_str() >= "AGENT-1061"
    }

    pub fn in_directory(&self) -> DirectoryAgent {
        let skills = self.skills.iter();
        DirectoryAgent {
            name: self.name.clone(),
            skills: skills
                .map(|&(name, level)| (name.to_owned(), level))
                .collect(),
            contracted_hours: self.contracted_hours,
            willing: self.willing,
            availability: self.availability.clone(),
        }
    }

    pub fn skills_with_proficiency(&self) -> Vec<(String, Option<Proficiency>)> {
        let skills = self.skills.iter();
        skills
            .map(|&(name, level)| (name.to_owned(), Some(level)))
            .collect()
    }
}

fn person(seed: u64, number: usize, letters: Option<&str>) -> Person {
    let name = format!("AGENT-{number}");
    let mut dice = Dice::new(seed, &name);
    let letters = letters
        .or_else(|| dice.pick(&PUBLISHED).copied())
        .unwrap_or("B");
    let skills = letters.chars().enumerate();
    let skills = skills.map(|(rank, letter)| (skill(letter), proficiency(&mut dice, rank)));
    let skills = skills.collect();
    // Spreadsheets bring full weeks for the rostered ones.
    let full_time = (40.0, 5, 480);
    let (contracted_hours, days, length) = if number < FIRST_PUBLISHED {
        full_time
    } else {
        dice.pick(&CONTRACTS).copied().unwrap_or(full_time)
    };
    let mut start = || dice.pick(&STARTS).map_or(540, |hour| hour * 60);
    let usual = start();
    let other = start();
    let rotates = usual <= 600 && other <= 720 && dice.share() < 0.3;
    let starts = [usual, if rotates { other } else { usual }];
    Person {
        name,
        skills,
        contracted_hours,
        willing: dice.share() < 0.7,
        starts,
        length,
        days: working_days(&mut dice, days),
        availability: availability(&mut dice, starts, length),
    }
}

fn skill(letter: char) -> &'static str {
    match letter {
        'D' => "SKILL-DE-BILLING",
        'R' => "SKILL-EN-RESERVATIONS",
        'T' => "SKILL-EN-TECH-SUPPORT",
        'S' => "SKILL-ES-SUPPORT",
        'F' => "SKILL-FR-SALES",
        _ => "SKILL-EN-BILLING",
    }
}

/// People know best what they do most.
fn proficiency(dice: &mut Dice, rank: usize) -> Proficiency {
    let levels = [
        (Proficiency::Expert, if rank == 0 { 3.0 } else { 0.5 }),
        (Proficiency::Advanced, 4.0),
        (Proficiency::Intermediate, if rank == 0 { 2.0 } else { 4.0 }),
        (Proficiency::Beginner, 1.0),
    ];
    dice.pick(&levels)
        .copied()
        .unwrap_or(Proficiency::Intermediate)
}

fn working_days(dice: &mut Dice, count: usize) -> Vec<i64> {
    let mut left = DAYS_OFF.to_vec();
    while left.len() > count {
        let Some(&off) = dice.pick(&left) else {
            break;
        };
        left.retain(|&(day, _)| day != off);
    }
    left.into_iter().map(|(day, _)| day).collect()
}

/// Some would not come at any time: a window around their usual hours, for a few
/// of them never on Sundays.
fn availability(
    dice: &mut Dice,
    starts: [Minute; 2],
    length: Minute,
) -> Option<Vec<(Minute, Minute)>> {
    let [first, second] = starts;
    let finish = first.max(second) + length;
    if dice.share() >= 0.3 || finish > DAY {
        return None;
    }
    let from = (first.min(second) - 180).max(0);
    let to = (finish + 180).min(DAY);
    let days = if dice.share() < 0.5 { 6 } else { 7 };
    Some(
        (0..days)
            .map(|day| (day * DAY + from, day * DAY + to))
            .collect(),
    )
}
