//! Problems to test with.
use chrono::DateTime;
use optimizer::{Agent, Costs, Goal, Priority, Rules, Shift, Skill, StaffingProblem};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Nobody and nothing, hour by hour.
pub fn empty(skills: usize, days: usize) -> StaffingProblem {
    StaffingProblem {
        interval_minutes: 60,
        start: DateTime::from_timestamp(1_796_000_400, 0).unwrap(),
        intervals: 24 * days,
        skills: (0..skills)
            .map(|number| skill(number, Some(Priority::Medium)))
            .collect(),
        required: vec![vec![0.0; 24 * days]; skills],
        agents: Vec::new(),
        rules: Rules::default(),
        goals: vec![Goal::MaximizeSkillCoverage, Goal::MinimizeOvertime],
        costs: Costs::default(),
    }
}

pub fn skill(number: usize, priority: Option<Priority>) -> Skill {
    Skill {
        id: format!("SKILL-{number}"),
        priority,
        allow_overtime: true,
        max_overtime_hours_per_agent: Some(4.0),
    }
}

pub fn agent(number: usize, skills: &[usize]) -> Agent {
    Agent {
        id: format!("AGENT-{number}"),
        skills: skills.to_vec(),
        contracted_hours: 40.0,
        preferred: true,
        availability: Vec::new(),
        shifts: Vec::new(),
    }
}

pub fn shift(from: i64, to: i64, breaks: &[(i64, i64)]) -> Shift {
    Shift {
        from,
        to,
        published: true,
        breaks: breaks.to_vec(),
    }
}

/// A contact centre in quarters of an hour: two peaks a day, agents of one to
/// four skills, five shifts of eight and a half hours a week, and `load` of
/// the requirement met in sum.
pub fn centre(agents: usize, skills: usize, days: usize, load: f64, seed: u64) -> StaffingProblem {
    let random = &mut SmallRng::seed_from_u64(seed);
    let mut problem = empty(skills, days);
    problem.interval_minutes = 15;
    problem.intervals = 96 * days;
    for (number, skill) in problem.skills.iter_mut().enumerate() {
        skill.priority = [
            Some(Priority::High),
            Some(Priority::Medium),
            Some(Priority::Medium),
            None,
        ][number % 4];
    }
    let curve = |quarter: usize| {
        let hour = (quarter % 96) as f64 / 4.0;
        let peak = |at: f64, width: f64| (-((hour - at) / width).powi(2)).exp();
        let weekend = if quarter / 96 % 7 >= 5 { 0.55 } else { 1.0 };
        weekend * (0.06 + peak(10.5, 2.5) + 0.85 * peak(15.5, 3.0))
    };
    let all: f64 = (0..problem.intervals).map(curve).sum();
    let worked = agents as f64 * 32.0 * 5.0 * days as f64 / 7.0;
    let share: Vec<f64> = (0..skills).map(|_| random.random_range(0.5..1.5)).collect();
    let shares: f64 = share.iter().sum();
    for (row, share) in problem.required.iter_mut().zip(&share) {
        let scale = worked / load * share / shares / all;
        *row = (0..problem.intervals)
            .map(|t| curve(t) * scale * random.random_range(0.8..1.2))
            .collect();
    }
    for number in 0..agents {
        let mut own = vec![number % skills];
        for _ in 0..random.random_range(0..4) {
            own.push(random.random_range(0..skills));
        }
        own.sort_unstable();
        own.dedup();
        let mut staff = agent(number, &own);
        let part_time = random.random_bool(0.2);
        staff.contracted_hours = if part_time { 24.0 } else { 40.0 };
        let length = if part_time { 20 } else { 34 };
        let start = 28 + 2 * random.random_range(0_i64..14);
        let off = random.random_range(0_i64..7);
        for day in 0..days as i64 {
            if (day + off) % 7 < 5 {
                let from = day * 96 + start;
                let pause = from + length / 2 - 1 + random.random_range(-2_i64..3);
                staff
                    .shifts
                    .push(shift(from, from + length, &[(pause, pause + 2)]));
            }
        }
        problem.agents.push(staff);
    }
    problem
}
