//! The sample contact centre: made from a seed, the same each time.
//!
//! `AGENT-1061` to `AGENT-1120` always have published shifts for last week, this
//! week and the next four; `AGENT-1001` to `AGENT-1060` work what a spreadsheet
//! brings: the sample roster, or the samples that ship with the product.

mod demand;
mod dice;
mod people;
mod roster;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use rusqlite::Transaction;

use self::people::Person;
use crate::EmbeddedError;
use crate::store::{self, CheckedShift, Directory, DirectorySkill, Store};
use crate::time::{first_local_minute, utc_minute, wall_clock, week_start};

/// Weeks with published shifts, counted from the present one.
const WEEKS: std::ops::RangeInclusive<i64> = -1..=4;

/// The skills, where their contacts wait, and the agent-hours that a week needs.
///
/// The hours are weighed against what the 120 agents can work, so that with a
/// roster for everyone one skill is far understaffed, others somewhat, and one
/// only at the wrong times.
const SKILLS: [(&str, &str, f64); 6] = [
    ("SKILL-DE-BILLING", "QUEUE-DE", 360.0),
    ("SKILL-EN-BILLING", "QUEUE-EN", 620.0),
    ("SKILL-EN-RESERVATIONS", "QUEUE-EN", 1130.0),
    ("SKILL-EN-TECH-SUPPORT", "QUEUE-EN", 1580.0),
    ("SKILL-ES-SUPPORT", "QUEUE-ES", 585.0),
    ("SKILL-FR-SALES", "QUEUE-FR", 620.0),
];

/// The sample contact centre of a seed, somewhere.
#[derive(Clone, Debug)]
pub struct Sample {
    seed: u64,
    zone: Tz,
    people: Vec<Person>,
}

impl Sample {
    pub fn new(seed: u64, zone: Tz) -> Self {
        Self {
            seed,
            zone,
            people: people::everyone(seed),
        }
    }

    /// Opens the centre in a store: makes it in a new one, finds it in an old one,
    /// and brings the published shifts up to `today`.
    ///
    /// Once made, a centre keeps its seed and its zone, whatever is asked for later.
    pub fn open(
        store: &Store,
        seed: u64,
        zone: Tz,
        today: impl Fn(Tz) -> NaiveDate,
    ) -> Result<Self, EmbeddedError> {
        store.write(|transaction| {
            let sample = match (
                store::setting(transaction, "seed")?,
                store::setting(transaction, "zone")?,
            ) {
                (Some(seed), Some(zone)) => Self::new(
                    seed.parse().map_err(store::damaged)?,
                    zone.parse().map_err(store::damaged)?,
                ),
                _ => {
                    let sample = Self::new(seed, zone);
                    sample.make(transaction)?;
                    sample
                }
            };
            sample.top_up(transaction, today(sample.zone))?;
            Ok(sample)
        })
    }

    /// Where the centre is.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// A roster of `AGENT-1001` to `AGENT-1060` for the week of a day, as planners
    /// write it: local times, `; ` between skills, breaks as clock times.
    pub fn roster_csv(&self, day: NaiveDate) -> Result<String, EmbeddedError> {
        let monday = week_start(first_local_minute(day));
        let rostered = self.people.iter().filter(|person| !person.is_published());
        roster::csv(rostered, monday, self.zone)
    }

    fn make(&self, transaction: &Transaction<'_>) -> Result<(), EmbeddedError> {
        let skills = SKILLS.map(|(name, queue, hours)| DirectorySkill {
            name: name.to_owned(),
            queue: queue.to_owned(),
            weekly_requirement: demand::week(self.seed, name, hours),
        });
        let agents: Vec<_> = self.people.iter().map(Person::in_directory).collect();
        store::write_directory(transaction, &skills, &agents)?;
        store::set_directory(transaction, Directory::Closed)?;
        store::set_setting(transaction, "seed", &self.seed.to_string())?;
        store::set_setting(transaction, "zone", self.zone.name())?;
        Ok(())
    }

    /// Publishes the shifts of weeks that have not been published yet. A week is
    /// published once: what planners change in it afterwards stays changed.
    fn top_up(&self, transaction: &Transaction<'_>, today: NaiveDate) -> Result<(), EmbeddedError> {
        let this_week = week_start(first_local_minute(today));
        for week in WEEKS {
            let monday = this_week + week * crate::time::WEEK;
            let name = format!("published {}", wall_clock(monday).format("%Y-%m-%d"));
            if store::setting(transaction, &name)?.is_some() {
                continue;
            }
            let published = self.people.iter().filter(|person| person.is_published());
            let shifts: Vec<CheckedShift> = published
                .flat_map(|person| self.shifts(person, monday))
                .collect();
            store::import(transaction, &shifts, false)?;
            store::set_setting(transaction, &name, "yes")?;
        }
        Ok(())
    }

    fn shifts(&self, person: &Person, monday: i64) -> Vec<CheckedShift> {
        let turns = roster::week_of(person, monday, self.zone).into_iter();
        let shifts = turns.map(|turn| {
            let start = utc_minute(self.zone, turn.start);
            let minutes = |local| utc_minute(self.zone, local) - start;
            CheckedShift {
                index: 0,
                agent: person.name.clone(),
                start,
                finish: utc_minute(self.zone, turn.finish),
                skills: person.skills_with_proficiency(),
                breaks: turn
                    .pause
                    .map(|(from, to)| (minutes(from), minutes(to)))
                    .into_iter()
                    .collect(),
                published: true,
            }
        });
        shifts.collect()
    }
}

/// The Monday after a day.
pub fn monday_after(day: NaiveDate) -> NaiveDate {
    let monday = wall_clock(week_start(first_local_minute(day))).date();
    monday.checked_add_days(Days::new(7)).unwrap_or(monday)
}
