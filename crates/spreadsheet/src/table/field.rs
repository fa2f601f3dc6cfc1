use std::fmt;

use serde::{Deserialize, Serialize};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// The agent's id.
    Agent,
    /// The day, where date and times stand apart.
    Date,
    /// Date and time of the start, or one of the two; of an interval, too.
    Start,
    /// Time of the start, where its date stands elsewhere.
    StartTime,
    /// Date and time of the end, or one of the two.
    End,
    /// Time of the end, where its date stands elsewhere.
    EndTime,
    /// One skill or several.
    Skills,
    /// How well the agent handles the skills.
    Proficiency,
    /// Draft or published.
    Status,
    /// Clock times, or minutes.
    Breaks,
    /// Agents needed in an interval.
    RequiredAgents,
}

/// All, in the order of their numbers.
pub(crate) const FIELDS: [Field; 11] = [
    Field::Agent,
    Field::Date,
    Field::Start,
    Field::StartTime,
    Field::End,
    Field::EndTime,
    Field::Skills,
    Field::Proficiency,
    Field::Status,
    Field::Breaks,
    Field::RequiredAgents,
];

impl Field {
    /// As a planner says it: "the agent".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Agent => "the agent",
            Self::Date => "the date",
            Self::Start => "the start",
            Self::StartTime => "the start time",
            Self::End => "the end",
            Self::EndTime => "the end time",
            Self::Skills => "the skills",
            Self::Proficiency => "the proficiency",
            Self::Status => "the status",
            Self::Breaks => "the breaks",
            Self::RequiredAgents => "the required agents",
        }
    }

    /// Headers in small letters and without anything but letters and digits;
    /// those named first are preferred.
    pub(crate) fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Agent => &[
                "agentid",
                "agentno",
                "agentnumber",
                "employeeid",
                "employeeno",
                "employeenumber",
                "staffid",
                "personnelnumber",
                "mitarbeiternr",
                "mitarbeiternummer",
                "mitarbeiterid",
                "personalnr",
                "personalnummer",
                "agent",
                "employee",
                "mitarbeiter",
            ],
            Self::Date => &["date", "day", "shiftdate", "workdate", "datum", "tag"],
            Self::Start => &[
                "start",
                "startdatetime",
                "shiftstart",
                "startdate",
                "begin",
                "intervalstart",
                "interval",
                "from",
                "beginn",
                "anfang",
                "von",
            ],
            Self::StartTime => &["starttime", "begintime", "startzeit", "anfangszeit"],
            Self::End => &[
                "end",
                "enddatetime",
                "shiftend",
                "enddate",
                "finish",
                "to",
                "until",
                "ende",
                "bis",
            ],
            Self::EndTime => &["endtime", "finishtime", "endzeit"],
            Self::Skills => &[
                "skills",
                "skillids",
                "skill",
                "skillid",
                "fähigkeiten",
                "fähigkeit",
                "qualifikationen",
                "qualifikation",
            ],
            Self::Proficiency => &["proficiency", "proficiencylevel", "skilllevel", "niveau"],
            Self::Status => &["status", "shiftstatus"],
            Self::Breaks => &[
                "breaks",
                "break",
                "breaktimes",
                "breakmin",
                "breakminutes",
                "breaksmin",
                "pausen",
                "pause",
                "pausemin",
                "pausenmin",
            ],
            Self::RequiredAgents => &[
                "requiredagents",
                "agentsrequired",
                "required",
                "requiredstaff",
                "requirement",
                "bedarf",
            ],
        }
    }
}

/// The header that the documentation names.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Agent => "Agent ID",
            Self::Date => "Date",
            Self::Start => "Start",
            Self::StartTime => "Start time",
            Self::End => "End",
            Self::EndTime => "End time",
            Self::Skills => "Skills",
            Self::Proficiency => "Proficiency",
            Self::Status => "Status",
            Self::Breaks => "Breaks",
            Self::RequiredAgents => "Required agents",
        })
    }
}
