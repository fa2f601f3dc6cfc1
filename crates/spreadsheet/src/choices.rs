use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use staffing::{Proficiency, ShiftStatus, SkillId};

use crate::{DateOrder, Field, FileKind};

/// What the planner decided of a file; the rest is told from the file itself.
///
/// A reading is a pure function of a book and its choices, so that undoing is
/// going back to earlier choices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The zone of times that carry no offset of their own.
    pub zone: Tz,
    /// What the file holds.
    pub kind: Option<FileKind>,
    /// How its table is laid out.
    pub layout: Option<Layout>,
    /// The line of the header.
    pub header_line: Option<usize>,
    /// What columns mean, by their index from 0; `None` ignores the column.
    pub columns: BTreeMap<usize, Option<Field>>,
    /// How dates are to be read that leave the order open.
    pub date_order: Option<DateOrder>,
    /// What a local time means that a clock change skips.
    pub skipped_time: Option<SkippedTime>,
    /// What a local time means that a clock change doubles.
    pub doubled_time: Option<DoubledTime>,
    /// The day near which dates without a year lie, and weeks without a date.
    /// "Today" of the caller does.
    pub near: Option<NaiveDate>,
    /// The first day of a grid whose columns name weekdays, or days without a year.
    pub first_day: Option<NaiveDate>,
    /// What codes in the cells of a grid mean, by their text in capitals.
    pub codes: BTreeMap<String, Code>,
    /// Which skill a name in the file means, by the name as the file has it.
    pub skill_names: BTreeMap<String, SkillId>,
    /// The skill of shifts for which the file names none.
    pub default_skill: Option<SkillId>,
    /// The status of shifts for which the file names none; a draft where this is `None`.
    pub default_status: Option<ShiftStatus>,
    /// The proficiency of skills for which the file names none.
    pub default_proficiency: Option<Proficiency>,
    /// The skills there are. A skill is judged unknown only where this is given.
    pub known_skills: Option<Vec<SkillId>>,
    /// Whether there may be skills that are not known: then only a name that is
    /// much like a known skill is judged to be unknown.
    pub other_skills: bool,
    /// The first and last local day on which shifts may start; others are errors.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// What cells say instead of what the file says, by line and column.
    pub edits: BTreeMap<(usize, usize), String>,
    /// Lines that are left out because the planner wants them to be.
    pub skipped: BTreeSet<usize>,
}

/// How the table of a file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Layout {
    /// One shift (or one skill and interval) a row.
    List,
    /// One agent a row and one day a column; of requirements, intervals by days.
    Grid,
    /// One day a row and one agent a column.
    AgentColumns,
}

/// What a local time means that a clock change skips (01:30 on the last
/// Sunday of March in London).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SkippedTime {
    /// Read with the offset before the change: an hour later on the new clock, 02:30.
    Later,
    /// Read with the offset after the change: an hour earlier on the old clock, 00:30.
    Earlier,
}

/// What a local time means that a clock change doubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DoubledTime {
    /// Before the clock was put back.
    First,
    /// After it.
    Second,
}

/// What a code in a cell of a grid means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Code {
    /// Nobody works.
    DayOff,
    /// A shift from `start` to `end`, overnight where that is not after it.
    Shift {
        /// Local time of day.
        start: NaiveTime,
        /// Local time of day.
        end: NaiveTime,
    },
}

impl Choices {
    /// Decides nothing but the zone.
    #[must_use]
    pub fn new(zone: Tz) -> Self {
        Self {
            zone,
            kind: None,
            layout: None,
            header_line: None,
            columns: BTreeMap::new(),
            date_order: None,
            skipped_time: None,
            doubled_time: None,
            near: None,
            first_day: None,
            codes: BTreeMap::new(),
            skill_names: BTreeMap::new(),
            default_skill: None,
            default_status: None,
            default_proficiency: None,
            known_skills: None,
            other_skills: false,
            period: None,
            edits: BTreeMap::new(),
            skipped: BTreeSet::new(),
        }
    }
}

/// Times in UTC.
impl Default for Choices {
    fn default() -> Self {
        Self::new(Tz::UTC)
    }
}
