use std::fmt;

use serde::{Deserialize, Serialize};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// The agent's id.
    Agent,
    /// The agent's name, which is shown but identifies nobody.
    AgentName,
    /// The day, where date and times stand apart.
    Date,
    /// Date and time of the start, or one of the two, or a whole window
    /// (`06:00-14:00`); of an interval, too.
    Start,
    /// Time of the start, where its date stands elsewhere.
    StartTime,
    /// Date and time of the end, or one of the two.
    End,
    /// Time of the end, where its date stands elsewhere.
    EndTime,
    /// Time from start to end, where there is no end.
    Duration,
    /// One skill or several.
    Skills,
    /// How well the agent handles the skills.
    Proficiency,
    /// Draft or published.
    Status,
    /// Clock times, or minutes.
    Breaks,
    /// What people wrote for each other; nothing is read from it.
    Notes,
    /// Agents needed in an interval; of several columns, each of the skill that its
    /// header names.
    RequiredAgents,
}

/// All, in the order of their numbers.
pub(crate) const FIELDS: [Field; 14] = [
    Field::Agent,
    Field::AgentName,
    Field::Date,
    Field::Start,
    Field::StartTime,
    Field::End,
    Field::EndTime,
    Field::Duration,
    Field::Skills,
    Field::Proficiency,
    Field::Status,
    Field::Breaks,
    Field::Notes,
    Field::RequiredAgents,
];

impl Field {
    /// As a planner says it: "the agent".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Agent => "the agent",
            Self::AgentName => "the agent's name",
            Self::Date => "the date",
            Self::Start => "the start",
            Self::StartTime => "the start time",
            Self::End => "the end",
            Self::EndTime => "the end time",
            Self::Duration => "the duration",
            Self::Skills => "the skills",
            Self::Proficiency => "the proficiency",
            Self::Status => "the status",
            Self::Breaks => "the breaks",
            Self::Notes => "the notes",
            Self::RequiredAgents => "the required agents",
        }
    }

    /// Whether several columns can hold it together: "Skill 1", "Skill 2".
    pub(crate) fn is_shared(self) -> bool {
        matches!(
            self,
            Self::AgentName | Self::Skills | Self::Proficiency | Self::Breaks | Self::Notes
        )
    }
}

/// The header that the documentation names.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Agent => "Agent ID",
            Self::AgentName => "Agent name",
            Self::Date => "Date",
            Self::Start => "Start",
            Self::StartTime => "Start time",
            Self::End => "End",
            Self::EndTime => "End time",
            Self::Duration => "Duration",
            Self::Skills => "Skills",
            Self::Proficiency => "Proficiency",
            Self::Status => "Status",
            Self::Breaks => "Breaks",
            Self::Notes => "Notes",
            Self::RequiredAgents => "Required agents",
        })
    }
}
