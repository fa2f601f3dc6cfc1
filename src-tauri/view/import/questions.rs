//! What a file leaves open, and how the planner answers.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Something that is asked once for all alike.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum QuestionView {
    /// Which comes first, day or month.
    DateOrder {
        /// Cells of the file with both meanings.
        examples: Vec<DateExample>,
    },
    /// Times that a clock change skips.
    #[serde(rename_all = "camelCase")]
    SkippedTime {
        /// Rows with such a time.
        rows: u32,
        /// One of them.
        time: String,
        /// The later meaning, then the earlier one.
        readings: [String; 2],
    },
    /// Times that a clock change doubles.
    #[serde(rename_all = "camelCase")]
    DoubledTime {
        /// Rows with such a time.
        rows: u32,
        /// One of them.
        time: String,
        /// The first meaning, then the second one.
        readings: [String; 2],
    },
    /// Codes in a grid.
    Codes {
        /// Most frequent first.
        codes: Vec<CodeCount>,
    },
    /// Names that are no known skill.
    Skills {
        /// Most frequent first.
        names: Vec<SkillName>,
    },
    /// Nothing says which skill.
    DefaultSkill,
    /// Columns that name weekdays, or days without a year.
    #[serde(rename_all = "camelCase")]
    FirstDay {
        /// How the first was read for now.
        read_as: Option<String>,
    },
}

/// A cell that fits both orders of day and month.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DateExample {
    /// As the file has it.
    pub text: String,
    /// Read with the day first.
    pub day_first: String,
    /// Read with the month first.
    pub month_first: String,
}

/// A code and how often it stands there.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CodeCount {
    /// As the file has it.
    pub code: String,
    /// Cells with it.
    pub count: u32,
}

/// A name that is no known skill.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SkillName {
    /// As the file has it.
    pub name: String,
    /// Rows with it.
    pub rows: u32,
    /// Known skills that look like it, best first.
    pub near: Vec<String>,
}

/// What a code means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum CodeMeaning {
    /// Nobody works.
    DayOff,
    /// A shift, overnight where the end is not after the start.
    Shift {
        /// `HH:MM`.
        start: String,
        /// `HH:MM`.
        end: String,
    },
}

/// A code and what the planner said that it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CodeView {
    /// As the file has it.
    pub code: String,
    /// What it means.
    pub meaning: CodeMeaning,
}

/// A name in the file and the skill that the planner said it means.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NamedSkill {
    /// As the file has it.
    pub name: String,
    /// The skill's id.
    pub skill: String,
}
