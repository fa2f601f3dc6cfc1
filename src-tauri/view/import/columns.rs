//! How a file's columns were understood, and the words for it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldName {
    /// The agent's id.
    Agent,
    /// The agent's name, which is not sent.
    AgentName,
    /// The day.
    Date,
    /// Start, with its date or without.
    Start,
    /// Time of the start.
    StartTime,
    /// End, with its date or without.
    End,
    /// Time of the end.
    EndTime,
    /// How long the shift is.
    Duration,
    /// One skill or several.
    Skills,
    /// How well the agent handles the skills.
    Proficiency,
    /// Draft or published.
    Status,
    /// Clock times or minutes.
    Breaks,
    /// Text that is not sent.
    Notes,
    /// Agents needed in an interval.
    RequiredAgents,
}

/// How sure it is what a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Confidence {
    /// Its header says so.
    Sure,
    /// Its header is much like one that says so.
    Likely,
    /// Its cells look like it.
    Guess,
    /// The planner said so.
    Chosen,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// The planner's word for it.
    pub header: String,
    /// What is read from it; none where it is not used.
    pub field: Option<FieldName>,
    /// The day whose shifts it holds, in a grid.
    pub day: Option<String>,
    /// Whether its header is an agent, whose days it holds.
    pub is_agent: bool,
    /// How sure that is.
    pub confidence: Confidence,
    /// At most three of its cells.
    pub samples: Vec<String>,
}

/// What was remembered of files with these columns.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum RememberedView {
    /// The same headers were mapped before, and are mapped the same now.
    Applied,
    /// A file of this name had other columns.
    #[serde(rename_all = "camelCase")]
    Changed {
        /// What is different, in sentences.
        differences: Vec<String>,
    },
}
