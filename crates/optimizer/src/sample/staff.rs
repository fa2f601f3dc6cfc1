//! Who works when.

use rand::RngExt;
use rand::rngs::SmallRng;

use super::Recipe;
use super::demand::Contacts;
use crate::{Agent, Shift};

/// Kinds of contract: hours a week, shifts a week, length of a shift and its
/// break in half hours, how common.
const CONTRACTS: [Contract; 6] = [
    Contract::of(40.0, 5, 17, 1, 0.58),
    Contract::of(32.0, 4, 17, 1, 0.10),
    Contract::of(30.0, 4, 13, 1, 0.10),
    Contract::of(25.0, 5, 10, 0, 0.10),
    Contract::of(20.0, 3, 12, 0, 0.10),
    Contract::of(16.0, 0, 8, 0, 0.02),
];
/// First and last start of a shift, in half hours of the day.
const STARTS: std::ops::Range<usize> = 12..33;

#[derive(Clone, Copy)]
struct Contract {
    hours: f64,
    shifts: usize,
    length: usize,
    pause: usize,
    share: f64,
}

impl Contract {
    const fn of(hours: f64, shifts: usize, length: usize, pause: usize, share: f64) -> Self {
        Self {
            hours,
            shifts,
            length,
            pause,
            share,
        }
    }
}

pub(super) fn agents(recipe: &Recipe, contacts: &[Contacts], random: &mut SmallRng) -> Vec<Agent> {
    let mut wanted = Wanted::of(recipe, contacts);
    let sizes: Vec<f64> = contacts
        .iter()
        .map(|skill| skill.curve.iter().sum())
        .collect();
    (0..recipe.agents)
        .map(|number| {
            let skills = skills(&sizes, random);
            let contract = contract(random);
            let shifts = wanted.shifts(recipe, &skills, contract, random);
            Agent {
                id: format!("AGENT-{:05}", number + 1),
                skills,
                contracted_hours: contract.hours,
                preferred: random.random_bool(0.7),
                availability: availability(recipe, &shifts, random),
                shifts,
            }
        })
        .collect()
}

fn contract(random: &mut SmallRng) -> Contract {
    let mut drawn = random.random_range(0.0..1.0);
    for contract in CONTRACTS {
        if drawn < contract.share {
            return contract;
        }
        drawn -= contract.share;
    }
    CONTRACTS[0]
}

/// A first skill by the size of its demand, and up to three more, most of them
/// near it.
fn skills(sizes: &[f64], random: &mut SmallRng) -> Vec<usize> {
    let all: f64 = sizes.iter().sum();
    let mut drawn = random.random_range(0.0..1.0) * all;
    let first = sizes
        .iter()
        .position(|size| {
            drawn -= size;
            drawn < 0.0
        })
        .unwrap_or(0);
    let mut skills = vec![first];
    for chance in [0.65, 0.5, 0.4] {
        if !random.random_bool(chance) {
            break;
        }
        let near = random.random_range(1..=4);
        skills.push(if random.random_bool(0.75) {
            (first + near) % sizes.len()
        } else {
            random.random_range(0..sizes.len())
        });
    }
    skills.sort_unstable();
    skills.dedup();
    skills
}

/// What is still wanted, per skill and half hour of the range; shifts eat it up.
struct Wanted {
    rows: Vec<Vec<f64>>,
}

impl Wanted {
    fn of(recipe: &Recipe, contacts: &[Contacts]) -> Self {
        let half_hours = recipe.days * 48;
        let per_half_hour = 30.0 / f64::from(recipe.interval_minutes);
        let mut rows: Vec<Vec<f64>> = contacts
            .iter()
            .map(|skill| {
                let at = |half: usize| {
                    #[expect(
                        clippy::cast_precision_loss,
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a position in the range"
                    )]
                    let at = (half as f64 * per_half_hour) as usize;
                    skill.curve[at.min(skill.curve.len() - 1)]
                };
                (0..half_hours).map(at).collect()
            })
            .collect();
        let all: f64 = rows.iter().flatten().sum();
        #[expect(clippy::cast_precision_loss, reason = "a number of agents")]
        let worked = recipe.agents as f64 * recipe.days as f64 / 7.0 * 66.0;
        for wanted in rows.iter_mut().flatten() {
            *wanted *= worked / all.max(1e-9);
        }
        Self { rows }
    }

    /// Shifts week by week, at the time of day that is wanted most, with some
    /// chance.
    fn shifts(
        &mut self,
        recipe: &Recipe,
        skills: &[usize],
        contract: Contract,
        random: &mut SmallRng,
    ) -> Vec<Shift> {
        let mut shifts = Vec::new();
        for week in 0..recipe.days.div_ceil(7) {
            let days = self.work_days(week, skills, contract, random);
            let days = days.into_iter().filter(|&day| day < recipe.days);
            let days: Vec<usize> = days.collect();
            let Some(start) = self.best_start(&days, skills, contract, random) else {
                continue;
            };
            for day in days {
                let from = day * 48 + start;
                self.take(skills, from, from + contract.length);
                shifts.push(shift(recipe, from, contract, random));
            }
        }
        shifts
    }

    /// The days of a week with the most demand, with some chance, so that all
    /// days get their share.
    fn work_days(
        &self,
        week: usize,
        skills: &[usize],
        contract: Contract,
        random: &mut SmallRng,
    ) -> Vec<usize> {
        let mut days: Vec<(f64, usize)> = (week * 7..week * 7 + 7)
            .map(|day| {
                let wanted = self.sum(skills, day * 48 + 12, day * 48 + 44);
                (
                    wanted * random.random_range(0.6..1.4) + random.random_range(0.0..2.0),
                    day,
                )
            })
            .collect();
        days.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut days: Vec<usize> = days.iter().take(contract.shifts).map(|day| day.1).collect();
        days.sort_unstable();
        days
    }

    fn best_start(
        &self,
        days: &[usize],
        skills: &[usize],
        contract: Contract,
        random: &mut SmallRng,
    ) -> Option<usize> {
        let worth = |start: usize| -> f64 {
            let of_day = |day: &usize| {
                let from = day * 48 + start;
                self.sum(skills, from, from + contract.length)
            };
            days.iter().map(of_day).sum()
        };
        let mut starts: Vec<(f64, usize)> = STARTS
            .map(|start| (worth(start) * random.random_range(0.85..1.15), start))
            .collect();
        starts.sort_by(|a, b| b.0.total_cmp(&a.0));
        starts
            .first()
            .filter(|_| !days.is_empty())
            .map(|best| best.1)
    }

    fn sum(&self, skills: &[usize], from: usize, to: usize) -> f64 {
        let span = |&skill: &usize| {
            let row = &self.rows[skill];
            row[from.min(row.len())..to.min(row.len())]
                .iter()
                .sum::<f64>()
        };
        skills.iter().map(span).sum()
    }

    /// An agent serves each of their skills a part of the time.
    fn take(&mut self, skills: &[usize], from: usize, to: usize) {
        for &skill in skills {
            let row = &mut self.rows[skill];
            let (from, to) = (from.min(row.len()), to.min(row.len()));
            #[expect(clippy::cast_precision_loss, reason = "a handful of skills")]
            let share = 1.0 / skills.len() as f64;
            row[from..to].iter_mut().for_each(|wanted| *wanted -= share);
        }
    }
}

/// `from` in half hours. One shift in eight starts a quarter later.
fn shift(recipe: &Recipe, from: usize, contract: Contract, random: &mut SmallRng) -> Shift {
    let minutes = i64::from(recipe.interval_minutes);
    let in_intervals = |half_hours: usize| i64::try_from(half_hours).unwrap_or(0) * 30 / minutes;
    let late = i64::from(minutes == 15 && random.random_bool(0.125));
    let begin = in_intervals(from) + late;
    let length = in_intervals(contract.length).max(1);
    let pause = (in_intervals(contract.pause)).max(i64::from(contract.pause > 0));
    let middle = begin + (length - pause) / 2;
    let slack = length / 8;
    let at = middle + random.random_range(-slack..=slack);
    Shift {
        from: begin,
        to: begin + length,
        published: random.random_bool(0.8),
        breaks: if pause > 0 {
            vec![(at, at + pause)]
        } else {
            Vec::new()
        },
    }
}

/// One agent in four can only come in the daytime or only in the evening.
fn availability(recipe: &Recipe, shifts: &[Shift], random: &mut SmallRng) -> Vec<(i64, i64)> {
    if random.random_bool(0.75) {
        return Vec::new();
    }
    let hour = 60 / i64::from(recipe.interval_minutes);
    let (from, to) = if random.random_bool(0.5) {
        (7, 18)
    } else {
        (12, 23)
    };
    let days = 0..i64::try_from(recipe.days).unwrap_or(0);
    let mut windows: Vec<(i64, i64)> = days
        .map(|day| ((day * 24 + from) * hour, (day * 24 + to) * hour))
        .collect();
    // Whoever works at a time could have stayed a little longer.
    windows.extend(
        shifts
            .iter()
            .map(|shift| (shift.from - hour, shift.to + hour)),
    );
    windows.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.0 <= last.1 => last.1 = last.1.max(window.1),
            _ => merged.push(window),
        }
    }
    merged
}
