//! What cannot be a problem at all.

use std::collections::HashSet;

use thiserror::Error;

use crate::{Agent, StaffingProblem};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ProblemError {
    /// `intervalMinutes` is none of 1, 5, 15, 30, 60.
    #[error(
        "Intervals of {0} minutes are not supported. Use 15, 30 or 60, or 5 or 1 where shifts ask for it."
    )]
    IntervalLength(u32),
    /// Less than one interval or more than 62 days.
    #[error("The range has {days:.1} days. Choose 1 interval to 62 days.")]
    RangeLength {
        /// Length of the range.
        days: f64,
    },
    /// `required` has not one row per skill and one number per interval.
    #[error("Required agents of skill {skill}: found {found} numbers, expected {expected}.")]
    RequiredShape {
        /// Id of the skill, or its position where there is none.
        skill: String,
        /// Numbers (or, for a missing row, 0).
        found: usize,
        /// Intervals (or, for a row too many, 0).
        expected: usize,
    },
    /// A number that is negative, not a number, infinite or too large.
    #[error("{what} is {value}. It must be between 0 and {most}.")]
    Number {
        /// What it is a number of.
        what: String,
        /// What was found.
        value: f64,
        /// Largest that is taken.
        most: f64,
    },
    /// An agent has a skill that the problem does not list.
    #[error("Agent {agent} has skill number {skill}, but there are only {skills} skills.")]
    UnknownSkill {
        /// Id of the agent.
        agent: String,
        /// Position that was named.
        skill: usize,
        /// How many skills there are.
        skills: usize,
    },
    /// Two skills, or two agents, with one id.
    #[error("There are two {what} {id}. Remove one, or give it a name of its own.")]
    Twice {
        /// What there are two of.
        what: &'static str,
        /// Their id.
        id: String,
    },
    /// A shift, break or window that ends before it starts or lies outside of
    /// what it belongs to or of any sensible time.
    #[error("Agent {agent}: {what} from interval {from} to {to} is not possible.")]
    Span {
        /// Id of the agent.
        agent: String,
        /// What kind of span.
        what: &'static str,
        /// Its first interval.
        from: i64,
        /// The interval after its last.
        to: i64,
    },
    /// Two shifts of one agent at the same time.
    #[error("Agent {agent} has two shifts that overlap, at interval {at}. Remove one.")]
    OverlappingShifts {
        /// Id of the agent.
        agent: String,
        /// Where the second begins.
        at: i64,
    },
    /// Cancelled before the first plan had been checked.
    #[error("Cancelled. There was no answer yet.")]
    Stopped,
    /// Segments that are to stay in every plan break a rule by themselves.
    #[error("The recommendations that are to stay cannot all stay: {0} Take one back.")]
    Locked(String),
    /// The plan that was found did not pass the independent check, so it is
    /// not handed out.
    #[error(
        "The plan that was found does not keep a rule, so it was thrown away: {0} This is a fault of the program. Please report it."
    )]
    FailedCheck(String),
}

/// Largest number of agents or hours that is taken.
const MOST: f64 = 1e9;
/// Spans further out than this are mistakes.
const FAR: i64 = 1_000_000;
const LONGEST_RANGE_MINUTES: usize = 62 * 24 * 60;

pub(crate) fn validate(problem: &StaffingProblem) -> Result<(), ProblemError> {
    if ![1, 5, 15, 30, 60].contains(&problem.interval_minutes) {
        return Err(ProblemError::IntervalLength(problem.interval_minutes));
    }
    let minutes = problem
        .intervals
        .saturating_mul(problem.interval_minutes as usize);
    if problem.intervals == 0 || minutes > LONGEST_RANGE_MINUTES {
        #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
        let days = minutes as f64 / (24.0 * 60.0);
        return Err(ProblemError::RangeLength { days });
    }
    once(
        "skills",
        problem.skills.iter().map(|skill| skill.id.as_str()),
    )?;
    once(
        "agents",
        problem.agents.iter().map(|agent| agent.id.as_str()),
    )?;
    required(problem)?;
    for skill in &problem.skills {
        if let Some(most) = skill.max_overtime_hours_per_agent {
            number(
                &format!("The overtime limit of skill {}", skill.id),
                most,
                MOST,
            )?;
        }
    }
    rules(problem)?;
    problem
        .agents
        .iter()
        .try_for_each(|agent| one_agent(problem, agent))
}

fn once<'a>(what: &'static str, ids: impl Iterator<Item = &'a str>) -> Result<(), ProblemError> {
    let mut known = HashSet::new();
    for id in ids {
        if !known.insert(id) {
            let id = id.to_owned();
            return Err(ProblemError::Twice { what, id });
        }
    }
    Ok(())
}

fn required(problem: &StaffingProblem) -> Result<(), ProblemError> {
    let skills = problem.skills.len();
    for position in 0..skills.max(problem.required.len()) {
        let row = problem.required.get(position);
        let skill = problem.skills.get(position);
        let name = || skill.map_or_else(|| position.to_string(), |skill| skill.id.clone());
        match (skill, row) {
            (Some(_), Some(row)) if row.len() == problem.intervals => {
                for &value in row {
                    if !(0.0..=MOST).contains(&value) {
                        number(&format!("A requirement of skill {}", name()), value, MOST)?;
                    }
                }
            }
            _ => {
                return Err(ProblemError::RequiredShape {
                    skill: name(),
                    found: row.map_or(0, Vec::len),
                    expected: skill.map_or(0, |_| problem.intervals),
                });
            }
        }
    }
    Ok(())
}

fn rules(problem: &StaffingProblem) -> Result<(), ProblemError> {
    let (rules, costs) = (&problem.rules, &problem.costs);
    let hours = [
        ("The longest stretch of work", rules.max_consecutive_hours),
        ("The rest between days", rules.min_rest_hours),
        ("The shortest extra shift", rules.min_extra_shift_hours),
        ("The longest extra shift", rules.max_extra_shift_hours),
    ];
    for (what, value) in hours {
        number(what, value, 1000.0)?;
    }
    number(
        "The shortest break",
        f64::from(rules.min_break_minutes),
        1440.0,
    )?;
    let costs = [
        costs.high,
        costs.medium,
        costs.untargeted,
        costs.overtime,
        costs.overtime_first,
        costs.regular,
        costs.segment,
        costs.outside_pool,
    ];
    for value in costs {
        number("A cost of the objective", value, 1000.0)?;
    }
    Ok(())
}

fn one_agent(problem: &StaffingProblem, agent: &Agent) -> Result<(), ProblemError> {
    let skills = problem.skills.len();
    if let Some(&skill) = agent.skills.iter().find(|&&skill| skill >= skills) {
        let agent = agent.id.clone();
        return Err(ProblemError::UnknownSkill {
            agent,
            skill,
            skills,
        });
    }
    number(
        &format!("The contracted hours of agent {}", agent.id),
        agent.contracted_hours,
        MOST,
    )?;
    let far = (-FAR, FAR);
    for &window in &agent.availability {
        span(agent, "availability", window, far)?;
    }
    let mut shifts: Vec<(i64, i64)> = Vec::new();
    for shift in &agent.shifts {
        span(agent, "a shift", (shift.from, shift.to), far)?;
        for &pause in &shift.breaks {
            span(agent, "a break", pause, (shift.from, shift.to))?;
        }
        shifts.push((shift.from, shift.to));
    }
    shifts.sort_unstable();
    match shifts.windows(2).find(|pair| pair[1].0 < pair[0].1) {
        Some(pair) => Err(ProblemError::OverlappingShifts {
            agent: agent.id.clone(),
            at: pair[1].0,
        }),
        None => Ok(()),
    }
}

fn number(what: &str, value: f64, most: f64) -> Result<(), ProblemError> {
    if (0.0..=most).contains(&value) {
        return Ok(());
    }
    Err(ProblemError::Number {
        what: what.to_owned(),
        value,
        most,
    })
}

fn span(
    agent: &Agent,
    what: &'static str,
    (from, to): (i64, i64),
    (earliest, latest): (i64, i64),
) -> Result<(), ProblemError> {
    if from < to && from >= earliest && to <= latest {
        return Ok(());
    }
    Err(ProblemError::Span {
        agent: agent.id.clone(),
        what,
        from,
        to,
    })
}
