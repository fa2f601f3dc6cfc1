use serde::{Deserialize, Serialize};

/// Something that the file leaves open, asked once for all alike, with how the
/// reading answered it for now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Question {
    /// Dates that fit both orders of day and month.
    DateOrder {
        /// Up to two cells of the file.
        examples: Vec<DateExample>,
    },
    /// Local times that a clock change skips.
    SkippedTime {
        /// How many rows.
        rows: usize,
        /// The cell's time, in words.
        time: String,
        /// Both readings, in words: the later one first.
        readings: [String; 2],
    },
    /// Local times that a clock change doubles.
    DoubledTime {
        /// How many rows.
        rows: usize,
        /// The cell's time, in words.
        time: String,
        /// Both readings, in words: the first one first.
        readings: [String; 2],
    },
    /// Codes in a grid of which it is not known what they mean.
    Codes {
        /// Each with the number of its cells, most frequent first.
        codes: Vec<(String, usize)>,
    },
    /// Names of skills that are not among the known skills.
    Skills {
        /// Each with the number of its rows, most frequent first.
        names: Vec<UnknownName>,
    },
    /// No column says which skill, and no default is chosen.
    DefaultSkill,
    /// Columns that name weekdays or days without a year; read as near a given day.
    FirstDay {
        /// How the first column was read for now, if it was: `2026-11-30`.
        read_as: Option<String>,
    },
}

/// A cell that fits both orders of day and month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DateExample {
    /// As the file has it.
    pub text: String,
    /// Read with the day first, in words.
    pub day_first: String,
    /// Read with the month first, in words.
    pub month_first: String,
}

/// A name in the file that is no known skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnknownName {
    /// As the file has it.
    pub name: String,
    /// Rows with it.
    pub rows: usize,
    /// Known skills that look like it, best first; at most three.
    pub near: Vec<String>,
}
