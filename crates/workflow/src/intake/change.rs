use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;
use spreadsheet::{
    Choices, Code, DateOrder, DoubledTime, Field, FileKind, Layout, ProblemCode, SkippedTime,
};
use staffing::{Proficiency, ShiftStatus, SkillId};

use super::Intake;
use super::history::Delta;
use crate::wording::{counted, days, short_day};

/// Something that a planner decides of an open file.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Times are local to this zone.
    Zone(Tz),
    /// The file holds this.
    Kind(FileKind),
    /// The table is laid out like this.
    Layout(Layout),
    /// The header is on this line. Columns that were chosen under another header are told anew.
    HeaderLine(usize),
    /// A column holds this, or is not used.
    Column {
        /// From 0.
        column: usize,
        /// `None` ignores it.
        field: Option<Field>,
    },
    /// Day, month and year come in this order.
    DateOrder(DateOrder),
    /// Times that a clock change skips mean this.
    SkippedTime(SkippedTime),
    /// Times that a clock change doubles mean this.
    DoubledTime(DoubledTime),
    /// Codes of a grid mean this; other codes stay as they are.
    Codes(Vec<(String, Code)>),
    /// A name in the file means this skill.
    SkillName {
        /// As the file has it.
        name: String,
        /// The skill; the name itself where it is right as it is.
        skill: SkillId,
    },
    /// The first day of a grid that names weekdays only.
    FirstDay(NaiveDate),
    /// What holds where the file says nothing.
    Defaults {
        /// The skill.
        skill: Option<SkillId>,
        /// Draft or published.
        status: Option<ShiftStatus>,
        /// How well.
        proficiency: Option<Proficiency>,
    },
    /// Only shifts that start from the first to the last of these local days are
    /// taken; `None` takes all.
    Period(Option<(NaiveDate, NaiveDate)>),
    /// A cell says something else than the file.
    Edit {
        /// The line in the file.
        line: usize,
        /// From 0.
        column: usize,
        /// What it says; the file's own text takes the edit back.
        text: String,
        /// All cells like it say so too: those of the column (in a grid, of all
        /// days) with the same text and the same problem, or the same text
        /// where it has none.
        alike: bool,
    },
    /// Rows are left out, or taken again.
    Skip {
        /// The lines in the file.
        lines: Vec<usize>,
        /// Whether they are left out.
        skip: bool,
    },
    /// All rows are left out that are stopped by this kind of problem; of a kind
    /// that stops none, all rows that have it.
    SkipAll(ProblemCode),
    /// Columns are told as if nothing were chosen or remembered.
    ForgetMapping,
}

impl Change {
    /// What it is called when it can be undone, and what it does to the choices.
    pub(super) fn plan(self, intake: &Intake) -> (String, Delta) {
        let words = self.words(intake);
        match self {
            Self::Edit {
                line,
                column,
                text,
                alike,
            } => edit(intake, line, column, &text, alike),
            Self::Skip { lines, skip } => skipping(intake, lines, skip),
            Self::SkipAll(code) => skipping(intake, intake.index.rows_to_skip(code), true),
            small => {
                let forgets = small == Self::ForgetMapping && intake.recall().is_some();
                let delta = Delta {
                    forgets: forgets.then_some(true),
                    ..Delta::of_rest(&intake.choices, |choices| small.decide(choices))
                };
                (words, delta)
            }
        }
    }

    /// Changes the choices that are not of single cells or rows.
    fn decide(self, choices: &mut Choices) {
        match self {
            Self::Zone(zone) => choices.zone = zone,
            Self::Kind(kind) => choices.kind = Some(kind),
            Self::Layout(layout) => choices.layout = Some(layout),
            Self::HeaderLine(line) => {
                choices.header_line = Some(line);
                choices.columns.clear();
            }
            Self::Column { column, field } => {
                let once = field.filter(|field| !may_repeat(*field));
                if once.is_some() {
                    choices.columns.retain(|_, chosen| *chosen != once);
                }
                choices.columns.insert(column, field);
            }
            Self::DateOrder(order) => choices.date_order = Some(order),
            Self::SkippedTime(reading) => choices.skipped_time = Some(reading),
            Self::DoubledTime(reading) => choices.doubled_time = Some(reading),
            Self::Codes(codes) => {
                let codes = codes.into_iter();
                let codes = codes.map(|(code, meaning)| (code.trim().to_uppercase(), meaning));
                choices.codes.extend(codes);
            }
            Self::SkillName { name, skill } => {
                choices.skill_names.insert(name, skill);
            }
            Self::FirstDay(day) => choices.first_day = Some(day),
            Self::Defaults {
                skill,
                status,
                proficiency,
            } => {
                choices.default_skill = skill;
                choices.default_status = status;
                choices.default_proficiency = proficiency;
            }
            Self::Period(period) => choices.period = period,
            Self::ForgetMapping => {
                choices.columns.clear();
                choices.kind = None;
                choices.layout = None;
                choices.header_line = None;
                choices.date_order = None;
            }
            Self::Edit { .. } | Self::Skip { .. } | Self::SkipAll(_) => {}
        }
    }

    fn words(&self, intake: &Intake) -> String {
        match self {
            Self::Zone(zone) => format!("Times in {}", zone.name()),
            Self::Kind(FileKind::Shifts) => "Read as shifts".to_owned(),
            Self::Kind(FileKind::Requirements) => "Read as requirements".to_owned(),
            Self::Layout(Layout::List) => "Read as a list".to_owned(),
            Self::Layout(Layout::Grid) => "Read as a grid".to_owned(),
            Self::Layout(Layout::AgentColumns) => "Read with one agent a column".to_owned(),
            Self::HeaderLine(line) => format!("Header on line {line}"),
            Self::Column { column, field } => {
                let columns = &intake.reading.columns;
                let name = match columns.get(*column).map(|column| column.header.trim()) {
                    None | Some("") => format!("{}", column + 1),
                    Some(header) => header.to_owned(),
                };
                match field {
                    Some(field) => format!("Column {name} is {field}"),
                    None => format!("Column {name} is not used"),
                }
            }
            Self::DateOrder(DateOrder::DayFirst) => "Dates day first".to_owned(),
            Self::DateOrder(DateOrder::MonthFirst) => "Dates month first".to_owned(),
            Self::DateOrder(DateOrder::YearFirst) => "Dates year first".to_owned(),
            Self::SkippedTime(SkippedTime::Later) => "Skipped times an hour later".to_owned(),
            Self::SkippedTime(SkippedTime::Earlier) => "Skipped times an hour earlier".to_owned(),
            Self::DoubledTime(DoubledTime::First) => {
                "Doubled times before the clock change".to_owned()
            }
            Self::DoubledTime(DoubledTime::Second) => {
                "Doubled times after the clock change".to_owned()
            }
            Self::Codes(codes) => match codes.as_slice() {
                [(code, _)] => format!("What {code} means"),
                codes => format!("What {} mean", counted(codes.len(), "code", "codes")),
            },
            Self::SkillName { name, skill } => format!("{name} is {skill}"),
            Self::FirstDay(day) => format!("First day {}", short_day(*day)),
            Self::Defaults { .. } => "What holds where the file says nothing".to_owned(),
            Self::Period(Some((first, last))) => format!("Only {}", days(*first, *last)),
            Self::Period(None) => "All days".to_owned(),
            Self::ForgetMapping => "Tell columns anew".to_owned(),
            // Named by what they come to.
            Self::Edit { .. } | Self::Skip { .. } | Self::SkipAll(_) => String::new(),
        }
    }
}

/// Names in two columns and notes in several are no contradiction.
fn may_repeat(field: Field) -> bool {
    matches!(field, Field::AgentName | Field::Notes)
}

fn edit(intake: &Intake, line: usize, column: usize, text: &str, alike: bool) -> (String, Delta) {
    let places = match alike {
        true => intake.alike(line, column),
        false => vec![(line, column)],
    };
    let edits: Vec<_> = places
        .into_iter()
        .filter(|_| intake.row_at(line).is_some())
        .filter_map(|place| {
            let own = intake.own_text(place);
            let wanted = (own != Some(text)).then(|| text.to_owned());
            let changes = intake.choices.edits.get(&place) != wanted.as_ref();
            changes.then_some((place, wanted))
        })
        .collect();
    let words = match edits.as_slice() {
        [((line, _), Some(_))] => format!("Edit line {line}"),
        [((line, _), None)] => format!("Line {line} as in the file"),
        edits => format!("Edit {}", counted(edits.len(), "cell", "cells alike")),
    };
    let delta = Delta {
        edits,
        ..Delta::default()
    };
    (words, delta)
}

fn skipping(intake: &Intake, lines: Vec<usize>, skip: bool) -> (String, Delta) {
    let lines: BTreeSet<usize> = lines.into_iter().collect();
    let skipped: Vec<(usize, bool)> = lines
        .into_iter()
        .filter(|line| intake.choices.skipped.contains(line) != skip)
        .filter(|line| intake.row_at(*line).is_some())
        .map(|line| (line, skip))
        .collect();
    let verb = match skip {
        true => "Skip",
        false => "Take",
    };
    let words = match skipped.as_slice() {
        [(line, _)] => format!("{verb} line {line}"),
        lines => format!("{verb} {}", counted(lines.len(), "row", "rows")),
    };
    let delta = Delta {
        skipped,
        ..Delta::default()
    };
    (words, delta)
}
