//! What the planner decides of a file.

use serde::Deserialize;
use specta::Type;

use super::columns::FieldName;
use super::questions::CodeView;
use super::{FileKind, FirstToLast};

/// One decision, which can be undone.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ImportChange {
    /// Times are local to this zone.
    Zone {
        /// Its name.
        zone: String,
    },
    /// The file holds this.
    FileKind {
        /// Shifts or requirements.
        value: FileKind,
    },
    /// The table is laid out like this.
    Layout {
        /// List or grid.
        value: LayoutName,
    },
    /// The header is there.
    HeaderLine {
        /// The line in the file.
        line: u32,
    },
    /// A column holds this, or is not used.
    Column {
        /// From 0.
        column: u32,
        /// None ignores it.
        field: Option<FieldName>,
    },
    /// Day and month come in this order.
    DateOrder {
        /// Which first.
        value: DateOrderName,
    },
    /// Times that a clock change skips mean this.
    SkippedTime {
        /// Which of both.
        value: SkippedTimeName,
    },
    /// Times that a clock change doubles mean this.
    DoubledTime {
        /// Which of both.
        value: DoubledTimeName,
    },
    /// Codes of a grid mean this.
    Codes {
        /// All that are decided now; others stay as they are.
        codes: Vec<CodeView>,
    },
    /// A name means this skill.
    SkillName {
        /// As the file has it.
        name: String,
        /// The skill's id; the name itself, where it is right as it is.
        skill: String,
    },
    /// The first day of a grid that names weekdays only.
    FirstDay {
        /// `YYYY-MM-DD`.
        day: String,
    },
    /// What holds for shifts for which the file names none.
    Defaults {
        /// The skill's id.
        skill: Option<String>,
        /// Draft or published.
        status: Option<StatusName>,
        /// How well.
        proficiency: Option<ProficiencyName>,
    },
    /// Only shifts that start on these days are taken.
    Period {
        /// None takes all.
        period: Option<FirstToLast>,
    },
    /// A cell says something else than the file.
    Edit {
        /// The line in the file.
        line: u32,
        /// From 0.
        column: u32,
        /// What it says.
        text: String,
        /// All cells of the column with the same text say it, too.
        alike: bool,
    },
    /// Rows are left out, or taken again.
    Skip {
        /// The lines in the file.
        lines: Vec<u32>,
        /// Whether they are left out.
        skip: bool,
    },
    /// All rows with a problem of one kind are left out.
    SkipAll {
        /// The kind.
        code: String,
    },
    /// Columns are read as if nothing were remembered.
    ForgetMapping,
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LayoutName {
    /// One shift a row.
    List,
    /// One agent a row, one day a column.
    Grid,
    /// One day a row, one agent a column.
    AgentColumns,
}

/// Which comes first in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DateOrderName {
    /// 30/11/2026.
    DayFirst,
    /// 11/30/2026.
    MonthFirst,
    /// 26/11/30.
    YearFirst,
}

/// A reading of a time that a clock change skips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SkippedTimeName {
    /// An hour later.
    Later,
    /// An hour earlier.
    Earlier,
}

/// A reading of a time that a clock change doubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DoubledTimeName {
    /// Before the clock is put back.
    First,
    /// After it.
    Second,
}

/// Whether agents see a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, Deserialize, Type)]
#[serde(rename_all = "UPPERCASE")]
pub enum StatusName {
    /// They do not.
    Draft,
    /// They do.
    Published,
}

/// How well an agent handles a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, Deserialize, Type)]
#[serde(rename_all = "UPPERCASE")]
pub enum ProficiencyName {
    /// Learning.
    Beginner,
    /// The usual contacts.
    Intermediate,
    /// Nearly all contacts.
    Advanced,
    /// All contacts.
    Expert,
}
