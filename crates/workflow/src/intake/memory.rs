use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use spreadsheet::{
    Choices, Code, Confidence, DateOrder, Field, FileKind, Layout, Reading, differences,
    fingerprint,
};
use staffing::{Proficiency, ShiftStatus, SkillId};
use workbook::Book;

use super::Intake;
use super::problem_rows::REASON;

/// Mappings that are remembered; those not used for longest are forgotten.
const MOST_MAPPINGS: usize = 200;

/// What is remembered of files that were imported, to be kept by whoever keeps
/// preferences.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Memory {
    /// How files were understood, the last used last.
    pub mappings: Vec<Mapping>,
    /// Which skill a name means, whatever file it is in.
    pub skill_names: BTreeMap<String, SkillId>,
    /// What a code of a grid means, whatever file it is in.
    pub codes: BTreeMap<String, Code>,
}

/// How files with the same headers are understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    /// The same for the same headers, however they are written and whatever days a grid is of.
    pub fingerprint: String,
    /// The file's name without numbers, which are mostly weeks and days.
    pub file_name: String,
    /// The headers, empty for those of days.
    pub headers: Vec<String>,
    /// What the files hold.
    pub kind: FileKind,
    /// How their table is laid out.
    pub layout: Layout,
    /// What columns hold, by their header; `None` where they are not used
    /// because the planner said so.
    pub columns: Vec<(String, Option<Field>)>,
    /// The order of day and month, where the planner was asked.
    pub date_order: Option<DateOrder>,
    /// The skill of shifts for which the file names none.
    pub default_skill: Option<SkillId>,
    /// The same of the status.
    pub default_status: Option<ShiftStatus>,
    /// The same of the proficiency.
    pub default_proficiency: Option<Proficiency>,
}

/// Whether something was remembered of such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recall {
    /// A file with the same headers was mapped before, and this one is mapped the same.
    Applied,
    /// A file of that name had other columns; those that are the same are mapped the same.
    Changed {
        /// What is different, in sentences.
        differences: Vec<String>,
    },
}

/// What a memory says of a file.
pub(super) struct Recalled {
    /// Choices that differ from those of before.
    pub(super) choices: Option<Choices>,
    pub(super) state: Option<Recall>,
}

impl Memory {
    /// Remembers how a file was understood, what its skill names and codes mean.
    /// To be called once its planner is content with it, at the latest when it
    /// is imported.
    pub fn remember(&mut self, intake: &Intake) {
        let mapping = Mapping::of(intake);
        self.mappings
            .retain(|known| known.fingerprint != mapping.fingerprint);
        self.mappings.push(mapping);
        let many = self.mappings.len().saturating_sub(MOST_MAPPINGS);
        self.mappings.drain(..many);
        self.learn_names(intake);
    }

    /// Remembers what skill names and codes mean, which holds for all files.
    pub fn learn_names(&mut self, intake: &Intake) {
        let choices = intake.choices();
        self.skill_names.extend(choices.skill_names.clone());
        self.codes.extend(choices.codes.clone());
    }

    /// Forgets how files with these headers are understood.
    pub fn forget(&mut self, intake: &Intake) {
        let headers = headers(intake.reading());
        let fingerprint = fingerprint_of(&headers);
        self.mappings
            .retain(|known| known.fingerprint != fingerprint);
    }

    /// What is remembered of a file that was read with `choices`.
    pub(super) fn recall(&self, book: &Book, reading: &Reading, choices: &Choices) -> Recalled {
        let mut after = choices.clone();
        for (name, skill) in &self.skill_names {
            let known = after.skill_names.entry(name.clone());
            known.or_insert_with(|| skill.clone());
        }
        for (code, meaning) in &self.codes {
            after.codes.entry(code.clone()).or_insert(*meaning);
        }
        let headers = headers(reading);
        let fingerprint = fingerprint_of(&headers);
        let same = |known: &&Mapping| known.fingerprint == fingerprint;
        let name = plain_name(&book.file_name);
        let state = match self.mappings.iter().rev().find(same) {
            Some(mapping) => {
                mapping.choose(reading, &mut after);
                Some(Recall::Applied)
            }
            None => {
                let mut newest = self.mappings.iter().rev();
                newest.find(|known| known.file_name == name).map(|mapping| {
                    mapping.choose(reading, &mut after);
                    Recall::Changed {
                        differences: differences(&mapping.headers, &headers),
                    }
                })
            }
        };
        Recalled {
            choices: (after != *choices).then_some(after),
            state,
        }
    }
}

impl Mapping {
    fn of(intake: &Intake) -> Self {
        let (reading, choices) = (intake.reading(), intake.choices());
        let headers = headers(reading);
        let columns = reading.columns.iter().enumerate();
        let columns = columns.filter_map(|(index, column)| {
            let chosen = choices.columns.get(&index).copied();
            let field = chosen.or(column.field.map(Some))?;
            Some((column.header.clone(), field))
        });
        Self {
            fingerprint: fingerprint_of(&headers),
            file_name: plain_name(&intake.book().file_name),
            headers,
            kind: reading.kind,
            layout: reading.understood.layout,
            columns: columns.collect(),
            date_order: choices.date_order,
            default_skill: choices.default_skill.clone(),
            default_status: choices.default_status,
            default_proficiency: choices.default_proficiency,
        }
    }

    /// Chooses what was chosen, where nothing is chosen yet and the reading is
    /// not already the same, and sure of it.
    fn choose(&self, reading: &Reading, choices: &mut Choices) {
        if reading.kind != self.kind {
            choices.kind.get_or_insert(self.kind);
        }
        if reading.understood.layout != self.layout {
            choices.layout.get_or_insert(self.layout);
        }
        choices.date_order = choices.date_order.or(self.date_order);
        let skill = choices.default_skill.take();
        choices.default_skill = skill.or_else(|| self.default_skill.clone());
        choices.default_status = choices.default_status.or(self.default_status);
        choices.default_proficiency = choices.default_proficiency.or(self.default_proficiency);
        let mut left: Vec<&(String, Option<Field>)> = self.columns.iter().collect();
        for (index, column) in reading.columns.iter().enumerate() {
            let known = left.iter().position(|(header, _)| *header == column.header);
            // Of headers that occur twice, each is taken once, in their order.
            let Some(known) = known else { continue };
            let (_, field) = left.remove(known);
            let sure = column.confidence >= Confidence::Sure;
            if column.field != *field || !sure {
                choices.columns.entry(index).or_insert(*field);
            }
        }
    }
}

/// Letters only, in small ones: "shifts-week-49.csv" and "Shifts week 50.csv" are of one kind.
fn plain_name(file_name: &str) -> String {
    let letters = file_name.chars().filter(|each| each.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

/// The headers of a reading, with nothing for those of days, which are others
/// each week, and without that of the reasons in a file of rows with problems,
/// so that it is understood as the file that they come from.
fn headers(reading: &Reading) -> Vec<String> {
    let columns = reading.columns.iter();
    let columns = columns.filter(|column| column.header != REASON);
    let headers = columns.map(|column| match column.day {
        Some(_) => String::new(),
        None => column.header.trim().to_owned(),
    });
    headers.collect()
}

/// However many days a grid is of.
fn fingerprint_of(headers: &[String]) -> String {
    let named: Vec<&String> = headers.iter().filter(|each| !each.is_empty()).collect();
    fingerprint(&named)
}
