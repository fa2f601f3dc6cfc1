//! Rows to requirements.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use staffing::{DateRange, Requirement, SkillId};

use crate::check::row::{RowCheck, Sheet};
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::check::shift_time;
use crate::wording::{length_words, quoted};
use crate::{Field, ReadRequirement, Rows};

/// Requirements, and what there is to say about all of them.
#[derive(Debug)]
pub(crate) struct RequirementsRead {
    pub(crate) requirements: Vec<ReadRequirement>,
    pub(crate) notes: Vec<String>,
}

/// Reads every row; what is wrong goes to `problems`.
///
/// A skill's intervals are as long as the shortest time between two of their
/// starts: 15, 30 or 60 minutes. A skill with one interval only has the length
/// that the others have.
pub(crate) fn read(
    sheet: &Sheet<'_>,
    rows: &Rows,
    problems: &mut Vec<Problem>,
) -> RequirementsRead {
    let mut slots = Slots::default();
    for row in rows.iter() {
        let mut check = RowCheck::new(sheet, row, problems);
        if let Some(slot) = slot(&mut check) {
            slots.add(&mut check, slot);
        }
    }
    let lengths = slots.lengths();
    let others = lengths
        .values()
        .copied()
        .filter(|&step| is_interval(step))
        .min();
    let mut read = RequirementsRead {
        requirements: Vec::new(),
        notes: Vec::new(),
    };
    let mut alone = false;
    for slot in slots.all {
        let known = lengths.get(&slot.skill).copied();
        alone |= known.is_none() && others.is_none();
        let step = known.or(others).unwrap_or(TimeDelta::minutes(15));
        if !is_interval(step) {
            let place = [Field::Start, Field::StartTime]
                .into_iter()
                .find_map(|field| sheet.columns.place(field));
            let fault = unknown_interval(&slot.skill, step);
            let lines = [slot.line].into_iter().chain(slot.also_lines);
            problems.extend(lines.map(|line| fault.clone().at(line, place, Severity::Error)));
            continue;
        }
        let time = DateRange {
            start: slot.start,
            end: slot.start + step,
        };
        let requirement = Requirement {
            skill: slot.skill,
            time,
            agents: slot.agents,
        };
        read.requirements.push(ReadRequirement {
            line: slot.line,
            also_lines: slot.also_lines,
            requirement,
        });
    }
    let mut steps: Vec<TimeDelta> = lengths
        .into_values()
        .filter(|&step| is_interval(step))
        .collect();
    steps.sort_unstable();
    steps.dedup();
    let words: Vec<String> = steps.into_iter().map(length_words).collect();
    if !words.is_empty() {
        read.notes
            .push(format!("Intervals are {} long.", words.join(" or ")));
    }
    if alone {
        read.notes.push(
            "The file does not tell how long its intervals are: they were read as 15 minutes."
                .to_owned(),
        );
    }
    read
}

/// One row's requirement, as long as its length is open.
#[derive(Debug)]
struct Slot {
    line: usize,
    also_lines: Vec<usize>,
    skill: SkillId,
    start: DateTime<Utc>,
    agents: f64,
}

#[derive(Debug, Default)]
struct Slots {
    all: Vec<Slot>,
    by_skill: HashMap<SkillId, BTreeMap<DateTime<Utc>, usize>>,
}

impl Slots {
    fn add(&mut self, check: &mut RowCheck<'_>, slot: Slot) {
        let starts = self.by_skill.entry(slot.skill.clone()).or_default();
        let standing = starts
            .get(&slot.start)
            .and_then(|&index| self.all.get_mut(index));
        let Some(standing) = standing else {
            starts.insert(slot.start, self.all.len());
            self.all.push(slot);
            return;
        };
        let line = standing.line;
        #[expect(
            clippy::float_cmp,
            reason = "the same number written twice is the same number"
        )]
        if standing.agents == slot.agents {
            standing.also_lines.push(slot.line);
            let message =
                format!("The same requirement stands on line {line} already. It is read once.");
            check.warn(
                Field::Skills,
                Fault::new(ProblemCode::DuplicateRow, message),
            );
        } else {
            let message = format!(
                "The same skill and interval stand on line {line} already, with another number of agents, {}.",
                standing.agents
            );
            let fault = Fault::new(ProblemCode::Contradiction, message);
            check.error(
                Field::RequiredAgents,
                fault.suggest("Delete one of the two rows."),
            );
        }
    }

    /// The shortest time between two starts, of each skill that has two.
    fn lengths(&self) -> HashMap<SkillId, TimeDelta> {
        let shortest = |starts: &BTreeMap<DateTime<Utc>, usize>| {
            let next = starts.keys().skip(1);
            starts
                .keys()
                .zip(next)
                .map(|(&start, &next)| next - start)
                .min()
        };
        let of_skill = |(skill, starts): (&SkillId, _)| Some((skill.clone(), shortest(starts)?));
        self.by_skill.iter().filter_map(of_skill).collect()
    }
}

fn slot(check: &mut RowCheck<'_>) -> Option<Slot> {
    let skill = check.id(Field::Skills);
    let skill = skill.and_then(|name| check.accept(Field::Skills, check.sheet.skills.find(name)));
    let start = shift_time::start(check);
    let start = start.and_then(|start| check.accept(start.field, start.clock.instant(start.local)));
    let agents = agents(check);
    if check.stopped {
        return None;
    }
    Some(Slot {
        line: check.line(),
        also_lines: Vec::new(),
        skill: skill?,
        start: start?,
        agents: agents?,
    })
}

/// A number of 0 or more, with a decimal point or comma.
fn agents(check: &mut RowCheck<'_>) -> Option<f64> {
    let cell = check.cell(Field::RequiredAgents);
    if cell.is_empty() {
        check.missing(Field::RequiredAgents);
        return None;
    }
    let plain = cell.len() <= 20
        && cell
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'-'));
    let number: Option<f64> = if plain {
        cell.replacen(',', ".", 1).parse().ok()
    } else {
        None
    };
    let fault = |message| {
        Fault::new(ProblemCode::UnreadableNumber, message)
            .suggest("Write 0 or more, such as 3 or 2.5.")
    };
    match number {
        Some(number) if number >= 0.0 => Some(number + 0.0),
        Some(number) => {
            check.error(
                Field::RequiredAgents,
                fault(format!("{number} agents cannot be required.")),
            );
            None
        }
        None => {
            check.error(
                Field::RequiredAgents,
                fault(format!("{} is no number of agents.", quoted(cell))),
            );
            None
        }
    }
}

fn is_interval(step: TimeDelta) -> bool {
    [15, 30, 60].map(TimeDelta::minutes).contains(&step)
}

fn unknown_interval(skill: &SkillId, step: TimeDelta) -> Fault {
    let message = format!(
        "The intervals of {skill} start {} apart. Only 15, 30 and 60 minutes can be read.",
        length_words(step)
    );
    Fault::new(ProblemCode::UnknownInterval, message)
        .suggest("Save the requirements by quarter, half or whole hours.")
}
