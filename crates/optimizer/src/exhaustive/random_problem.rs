use std::ops::RangeInclusive;

use chrono::DateTime;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use crate::{Agent, Costs, Goal, Priority, Rules, Shift, Skill, StaffingProblem};

/// A problem small enough to try every plan: two or three days, sometimes
/// across the end of the week, one to three agents who are available for a few
/// hours.
pub(super) fn random_problem(seed: u64) -> StaffingProblem {
    let random = &mut SmallRng::seed_from_u64(seed);
    let interval_minutes = one_of(random, &[60, 60, 30, 15]);
    let hour = i64::from(60 / interval_minutes);
    let days = if interval_minutes == 60 {
        random.random_range(2..=3)
    } else {
        2
    };
    // Work is possible from this day on.
    let first = if interval_minutes == 60 {
        one_of(random, &[0, 0, 5])
    } else {
        0
    };
    let days = first + days;
    let skills = random.random_range(1..=2);
    let intervals = usize::try_from(24 * hour * days).unwrap();
    let long = random.random_bool(0.2);
    let mut problem = StaffingProblem {
        interval_minutes,
        start: DateTime::UNIX_EPOCH,
        intervals,
        skills: (0..skills)
            .map(|number| random_skill(random, number))
            .collect(),
        required: vec![vec![0.0; intervals]; skills],
        agents: Vec::new(),
        rules: Rules {
            max_consecutive_hours: if long {
                8.0
            } else {
                one_of(random, &[3.0, 5.0, 7.5])
            },
            min_break_minutes: one_of(random, &[0, 30, 60]),
            min_rest_hours: one_of(random, &[0.0, 11.0, 15.0, 18.0]),
            respect_published_shifts: true,
            min_extra_shift_hours: if long { 6.5 } else { 2.0 },
            max_extra_shift_hours: if long { 7.5 } else { 3.0 },
            max_days_in_seven: one_of(random, &[1, 2, 3, 6]),
        },
        goals: match random.random_range(0..5) {
            0 => vec![Goal::MinimizeOvertime],
            1 => vec![Goal::MinimizeOvertime, Goal::MaximizeSkillCoverage],
            2 => vec![Goal::MaximizeSkillCoverage],
            _ => vec![Goal::MaximizeSkillCoverage, Goal::MinimizeOvertime],
        },
        costs: Costs::default(),
    };
    for row in &mut problem.required {
        let mut level = 0.0;
        for (t, required) in (0..).zip(row.iter_mut()) {
            if random.random_bool(0.3) {
                level = one_of(random, &[0.0, 0.5, 0.75, 1.0, 1.25, 2.0, 2.0, 3.0, 3.5]);
            }
            let by_day = (6 * hour..20 * hour).contains(&(t % (24 * hour)));
            if by_day && t >= first * 24 * hour {
                *required = level;
            }
        }
    }
    for number in 0..random.random_range(1..=3) {
        let agent = random_agent(random, number, skills, hour, first - 1..=days, long);
        problem.agents.push(agent);
    }
    if random.random_bool(0.3) {
        // Overtime costs less than other hours.
        problem.costs = Costs {
            overtime: 0.02,
            overtime_first: 0.1,
            regular: one_of(random, &[0.3, 0.7]),
            ..Costs::default()
        };
    }
    problem
}

fn random_skill(random: &mut SmallRng, number: usize) -> Skill {
    Skill {
        id: number.to_string(),
        priority: one_of(
            random,
            &[
                Some(Priority::High),
                Some(Priority::Medium),
                Some(Priority::High),
                None,
            ],
        ),
        allow_overtime: random.random_bool(0.7),
        max_overtime_hours_per_agent: one_of(
            random,
            &[None, Some(0.0), Some(1.0), Some(2.5), Some(4.0)],
        ),
    }
}

fn random_agent(
    random: &mut SmallRng,
    number: usize,
    skills: usize,
    hour: i64,
    days: RangeInclusive<i64>,
    long: bool,
) -> Agent {
    let mut agent = Agent {
        id: number.to_string(),
        skills: (0..skills).filter(|_| random.random_bool(0.8)).collect(),
        contracted_hours: f64::from(random.random_range(4..=36)) / 2.0,
        preferred: random.random_bool(0.7),
        availability: Vec::new(),
        shifts: Vec::new(),
    };
    for day in days {
        let start = day * 24 * hour;
        let from = start + random.random_range(6 * hour..15 * hour);
        let length = if long {
            7 * hour
        } else {
            random.random_range(2 * hour..5 * hour)
        };
        if random.random_bool(0.5) {
            let shift = random_shift(random, from, from + length.min(6 * hour), hour);
            if random.random_bool(0.8) {
                let ahead = random.random_range(0..=2 * hour);
                let behind = random.random_range(0..=2 * hour);
                agent.availability.push((from - ahead, shift.to + behind));
            }
            agent.shifts.push(shift);
        } else {
            let spare = random.random_range(0..=hour);
            agent.availability.push((from, from + length + spare));
        }
    }
    if random.random_bool(0.1) {
        agent.availability = vec![(1, 2)];
    }
    // Empty would mean always.
    agent.availability.push((-1000, -999));
    agent
}

fn random_shift(random: &mut SmallRng, from: i64, to: i64, hour: i64) -> Shift {
    let at = random.random_range(from + 1..to);
    let has_break = random.random_bool(0.5) && at + hour.max(2) / 2 <= to;
    Shift {
        from,
        to,
        published: random.random_bool(0.5),
        breaks: has_break
            .then_some((at, at + hour.max(2) / 2))
            .into_iter()
            .collect(),
    }
}

fn one_of<T: Copy>(random: &mut SmallRng, values: &[T]) -> T {
    values[random.random_range(0..values.len())]
}
