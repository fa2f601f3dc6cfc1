//! Rows to requirements.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use staffing::{DateRange, Requirement, SkillId};

use crate::check::found::Found;
use crate::check::row::RowCheck;
use crate::check::sheet::Sheet;
use crate::check::{letters, shift_time, skills, skills_across, unread};
use crate::mended::MendedRows;
use crate::problem::{Fault, ProblemCode, Severity};
use crate::reading::Reading;
use crate::wording::{length_words, quoted};
use crate::{Field, ReadRequirement};

/// Reads every row below the header into the reading.
///
/// A skill's intervals are as long as the shortest time between two of their
/// starts: 15, 30 or 60 minutes. A skill with one interval only has the length
/// that the others have.
pub(crate) fn read(sheet: &Sheet<'_>, rows: MendedRows<'_>, reading: &mut Reading) {
    let mut found = Found::default();
    let mut slots = Slots {
        are_of_one_table: !sheet.columns.skills.skills.is_empty(),
        ..Slots::default()
    };
    for index in reading.first_row..rows.len() {
        let Some(row) = rows.get(index) else {
            break;
        };
        if let Some(left_out) = sheet.left_out(index, row) {
            found.left_out.push(left_out);
        } else {
            let mut check = RowCheck::new(sheet, row, &mut found);
            unread::stop(&mut check);
            letters::mark(&mut check);
            if !sheet.columns.skills.skills.is_empty() {
                skills_across::read(&mut check, &mut slots);
            } else if let Some(slot) = slot(&mut check) {
                slots.add(&mut check, slot);
            }
        }
    }
    finish(sheet, slots, found, reading);
}

/// Puts what was found into the reading, with the length of each interval.
pub(crate) fn finish(sheet: &Sheet<'_>, slots: Slots, found: Found, reading: &mut Reading) {
    reading.problems.extend(found.problems);
    reading.left_out.extend(found.left_out);
    reading.left_out.sort_by_key(|row| row.line);
    reading.questions.extend(found.asked.questions(sheet));
    let lengths = slots.lengths();
    let usual = lengths.values().copied().filter(|&step| is_interval(step));
    let usual = usual.min();
    let mut alone = false;
    for slot in slots.all {
        let known = lengths.get(&slot.skill).copied();
        alone |= known.is_none() && usual.is_none();
        let step = known.or(usual).unwrap_or(TimeDelta::minutes(15));
        if !is_interval(step) {
            let places = [Field::Start, Field::StartTime].into_iter();
            let place = slot
                .column
                .or_else(|| places.filter_map(|field| sheet.columns.place(field)).next());
            let fault = unknown_interval(&slot.skill, step);
            let lines = [slot.line].into_iter().chain(slot.also_lines);
            let problems = lines.map(|line| fault.clone().at(line, place, Severity::Error));
            reading.problems.extend(problems);
            continue;
        }
        let time = DateRange {
            start: slot.start,
            end: slot.start + step,
        };
        reading.requirements.push(ReadRequirement {
            line: slot.line,
            also_lines: slot.also_lines,
            column: slot.column,
            requirement: Requirement {
                skill: slot.skill,
                time,
                agents: slot.agents,
            },
        });
    }
    let mut steps: Vec<TimeDelta> = lengths
        .into_values()
        .filter(|&step| is_interval(step))
        .collect();
    steps.sort_unstable();
    steps.dedup();
    let words: Vec<String> = steps.into_iter().map(length_words).collect();
    let notes = &mut reading.understood.notes;
    if !words.is_empty() {
        notes.push(format!("Intervals are {} long.", words.join(" or ")));
    }
    if alone {
        notes.push(
            "The file does not tell how long its intervals are: they were read as 15 minutes."
                .to_owned(),
        );
    }
}

/// One row's requirement, as long as its length is open.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) line: usize,
    pub(crate) also_lines: Vec<usize>,
    /// Of a cell in a grid, or below a skill.
    pub(crate) column: Option<usize>,
    pub(crate) skill: SkillId,
    pub(crate) start: DateTime<Utc>,
    pub(crate) agents: f64,
}

/// All requirements, as long as the length of intervals is open.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    all: Vec<Slot>,
    by_skill: HashMap<SkillId, BTreeMap<DateTime<Utc>, usize>>,
    /// Whether the skills stand side by side, so that their intervals are the same.
    are_of_one_table: bool,
}

impl Slots {
    /// Adds a requirement, unless the same interval of the skill stands already.
    pub(crate) fn add(&mut self, check: &mut RowCheck<'_, '_>, slot: Slot) {
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
            let fault = Fault::new(ProblemCode::DuplicateRow, message);
            let place = slot.column.or(check.sheet.columns.place(Field::Skills));
            check.note(place, fault, Severity::Warning);
        } else {
            let message = format!(
                "The same skill and interval stand on line {line} already, with another number of agents, {}.",
                standing.agents
            );
            let fault = Fault::new(ProblemCode::Contradiction, message);
            let place = slot
                .column
                .or(check.sheet.columns.place(Field::RequiredAgents));
            let fault = fault.suggest("Delete one of the two.");
            check.note(place, fault, Severity::Error);
        }
    }

    /// The shortest time between two starts: of the table, or of each skill that has two.
    fn lengths(&self) -> HashMap<SkillId, TimeDelta> {
        let of_table = || shortest(&self.all.iter().map(|slot| slot.start).collect());
        let of_table = self.are_of_one_table.then(of_table).flatten();
        let of_skill = |(skill, starts): (&SkillId, &BTreeMap<DateTime<Utc>, usize>)| {
            let length = match self.are_of_one_table {
                true => of_table,
                false => shortest(&starts.keys().copied().collect()),
            };
            Some((skill.clone(), length?))
        };
        self.by_skill.iter().filter_map(of_skill).collect()
    }
}

fn shortest(starts: &BTreeSet<DateTime<Utc>>) -> Option<TimeDelta> {
    let next = starts.iter().skip(1);
    starts
        .iter()
        .zip(next)
        .map(|(&start, &next)| next - start)
        .min()
}

fn slot(check: &mut RowCheck<'_, '_>) -> Option<Slot> {
    let skill = skill(check);
    let start = start(check);
    let agents = agents(check);
    if check.stopped {
        return None;
    }
    Some(Slot {
        line: check.line(),
        also_lines: Vec::new(),
        column: None,
        skill: skill?,
        start: start?,
        agents: agents?,
    })
}

/// When the row's interval begins; `None` with the reason noted.
pub(crate) fn start(check: &mut RowCheck<'_, '_>) -> Option<DateTime<Utc>> {
    let start = shift_time::start(check)?;
    check.accept(start.field, start.clock.instant(start.local))
}

/// The skill of the row, else the one that was chosen for rows without.
fn skill(check: &mut RowCheck<'_, '_>) -> Option<SkillId> {
    let place = check.sheet.columns.place(Field::Skills);
    let cell = place.map(|place| check.raw(place)).unwrap_or_default();
    if cell.is_empty() {
        let default = check.sheet.choices.default_skill.clone();
        if default.is_none() {
            check.missing(Field::Skills);
        }
        return default;
    }
    let found = skills::skill(check, cell);
    check.accept(Field::Skills, found)
}

fn agents(check: &mut RowCheck<'_, '_>) -> Option<f64> {
    let cell = check.cell(Field::RequiredAgents);
    if cell.is_empty() {
        check.missing(Field::RequiredAgents);
        return None;
    }
    check.accept(Field::RequiredAgents, number(cell))
}

/// A number of 0 or more, with a decimal point or comma.
pub(crate) fn number(cell: &str) -> Result<f64, Fault> {
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
        Some(number) if number >= 0.0 => Ok(number + 0.0),
        Some(number) => Err(fault(format!("{number} agents cannot be required."))),
        None => Err(fault(format!("{} is no number of agents.", quoted(cell)))),
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
