//! From the values of `workflow` and `spreadsheet` to the window's shapes and back.

mod rows;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use spreadsheet::{
    Code, Confidence as Known, DateOrder, DoubledTime, Field, FileKind as Kind, Layout,
    ProblemCode, Question, Severity as Worst, SkippedTime, UnknownName,
};
use staffing::{Proficiency, ShiftStatus, SkillId};
use workbook::{Format, Opening as BookOpening, SheetName};
use workflow::intake::{self, Change, Recall};

use super::changes::{
    DateOrderName, DoubledTimeName, ImportChange, LayoutName, ProficiencyName, SkippedTimeName,
    StatusName,
};
use super::columns::{Confidence, FieldName, RememberedView};
use super::questions::{
    CodeCount, CodeMeaning, CodeView, DateExample, NamedSkill, QuestionView, SkillName,
};
use super::rows::RowFilter;
use super::{FileKind, FileState, FileStateKind, FormatName, Opening, Severity, SheetView};
use crate::fault::ErrorView;
use crate::preferences::zone_named;
use crate::view::count;

/// Writes both directions of enums whose variants have the same names.
macro_rules! same_names {
    ($ours:ty, $theirs:ty, $($variant:ident),+) => {
        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                match value { $(<$theirs>::$variant => Self::$variant),+ }
            }
        }
        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                match value { $(<$ours>::$variant => Self::$variant),+ }
            }
        }
    };
}

same_names!(FileKind, Kind, Shifts, Requirements);
same_names!(Severity, Worst, Error, Warning);
same_names!(FormatName, Format, Csv, Xlsx, Xls, Ods);
same_names!(LayoutName, Layout, List, Grid, AgentColumns);
same_names!(DateOrderName, DateOrder, DayFirst, MonthFirst, YearFirst);
same_names!(SkippedTimeName, SkippedTime, Later, Earlier);
same_names!(DoubledTimeName, DoubledTime, First, Second);
same_names!(StatusName, ShiftStatus, Draft, Published);
same_names!(Confidence, Known, Sure, Likely, Guess, Chosen);
same_names!(
    ProficiencyName,
    Proficiency,
    Beginner,
    Intermediate,
    Advanced,
    Expert
);
same_names!(
    FieldName,
    Field,
    Agent,
    AgentName,
    Date,
    Start,
    StartTime,
    End,
    EndTime,
    Duration,
    Skills,
    Proficiency,
    Status,
    Breaks,
    Notes,
    RequiredAgents
);

impl ImportChange {
    /// The same as `workflow` takes it.
    pub(crate) fn plain(self) -> Result<Change, ErrorView> {
        Ok(match self {
            Self::Zone { zone } => Change::Zone(zone_named(&zone)?),
            Self::FileKind { value } => Change::Kind(value.into()),
            Self::Layout { value } => Change::Layout(value.into()),
            Self::HeaderLine { line } => Change::HeaderLine(line as usize),
            Self::Column { column, field } => Change::Column {
                column: column as usize,
                field: field.map(Into::into),
            },
            Self::DateOrder { value } => Change::DateOrder(value.into()),
            Self::SkippedTime { value } => Change::SkippedTime(value.into()),
            Self::DoubledTime { value } => Change::DoubledTime(value.into()),
            Self::Codes { codes } => Change::Codes(
                codes
                    .into_iter()
                    .map(|view| Ok((view.code, view.meaning.plain()?)))
                    .collect::<Result<_, ErrorView>>()?,
            ),
            Self::SkillName { name, skill } => Change::SkillName {
                name,
                skill: skill.into(),
            },
            Self::FirstDay { day } => Change::FirstDay(day_named(&day)?),
            Self::Defaults {
                skill,
                status,
                proficiency,
            } => Change::Defaults {
                skill: skill.map(Into::into),
                status: status.map(Into::into),
                proficiency: proficiency.map(Into::into),
            },
            Self::Period { period } => Change::Period(match period {
                Some(days) => Some((day_named(&days.first)?, day_named(&days.last)?)),
                None => None,
            }),
            Self::Edit {
                line,
                column,
                text,
                alike,
            } => Change::Edit {
                line: line as usize,
                column: column as usize,
                text,
                alike,
            },
            Self::Skip { lines, skip } => Change::Skip {
                lines: lines.into_iter().map(|line| line as usize).collect(),
                skip,
            },
            Self::SkipAll { code } => Change::SkipAll(code_named(&code)?),
            Self::ForgetMapping => Change::ForgetMapping,
        })
    }
}

impl RowFilter {
    /// The same as `workflow` takes it.
    pub(crate) fn plain(self) -> Result<intake::RowFilter, ErrorView> {
        Ok(match self {
            Self::All => intake::RowFilter::All,
            Self::Problems => intake::RowFilter::Problems,
            Self::Code { code } => intake::RowFilter::Code(code_named(&code)?),
            Self::Edited => intake::RowFilter::Edited,
            Self::Skipped => intake::RowFilter::Skipped,
        })
    }
}

/// The kind of problem of that name.
pub(crate) fn code_named(name: &str) -> Result<ProblemCode, ErrorView> {
    named(name)
        .ok_or_else(|| ErrorView::fault(format!("There is no kind of problem called \"{name}\".")))
}

fn day_named(text: &str) -> Result<NaiveDate, ErrorView> {
    text.parse()
        .map_err(|_| ErrorView::fault(format!("\"{text}\" is not a day. Choose one.")))
}

fn name_of(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::from(name)).ok()
}

impl CodeMeaning {
    fn plain(self) -> Result<Code, ErrorView> {
        let time = |text: &str| {
            NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| {
                ErrorView::fault(format!(
                    "\"{text}\" is not a time of day. Write it like 06:00."
                ))
            })
        };
        Ok(match self {
            Self::DayOff => Code::DayOff,
            Self::Shift { start, end } => Code::Shift {
                start: time(&start)?,
                end: time(&end)?,
            },
        })
    }
}

impl From<Opening> for BookOpening {
    fn from(opening: Opening) -> Self {
        Self {
            encoding: opening.encoding,
            delimiter: opening.delimiter,
            sheet: opening.sheet,
        }
    }
}

impl From<&SheetName> for SheetView {
    fn from(sheet: &SheetName) -> Self {
        Self {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
        }
    }
}

impl From<(&String, &Code)> for CodeView {
    fn from((code, meaning): (&String, &Code)) -> Self {
        let time = |time: &NaiveTime| time.format("%H:%M").to_string();
        Self {
            code: code.clone(),
            meaning: match meaning {
                Code::DayOff => CodeMeaning::DayOff,
                Code::Shift { start, end } => CodeMeaning::Shift {
                    start: time(start),
                    end: time(end),
                },
            },
        }
    }
}

impl From<(&String, &SkillId)> for NamedSkill {
    fn from((name, skill): (&String, &SkillId)) -> Self {
        Self {
            name: name.clone(),
            skill: skill.to_string(),
        }
    }
}

impl From<&Recall> for RememberedView {
    fn from(recall: &Recall) -> Self {
        match recall {
            Recall::Applied => Self::Applied,
            Recall::Changed { differences } => Self::Changed {
                differences: differences.clone(),
            },
        }
    }
}

impl From<&Question> for QuestionView {
    fn from(question: &Question) -> Self {
        match question {
            Question::DateOrder { examples } => Self::DateOrder {
                examples: examples
                    .iter()
                    .map(|example| DateExample {
                        text: example.text.clone(),
                        day_first: example.day_first.clone(),
                        month_first: example.month_first.clone(),
                    })
                    .collect(),
            },
            Question::SkippedTime {
                rows,
                time,
                readings,
            } => Self::SkippedTime {
                rows: count(*rows),
                time: time.clone(),
                readings: readings.clone(),
            },
            Question::DoubledTime {
                rows,
                time,
                readings,
            } => Self::DoubledTime {
                rows: count(*rows),
                time: time.clone(),
                readings: readings.clone(),
            },
            Question::Codes { codes } => Self::Codes {
                codes: codes
                    .iter()
                    .map(|(code, cells)| CodeCount {
                        code: code.clone(),
                        count: count(*cells),
                    })
                    .collect(),
            },
            Question::Skills { names } => Self::Skills {
                names: names.iter().map(Into::into).collect(),
            },
            Question::DefaultSkill => Self::DefaultSkill,
            Question::FirstDay { read_as } => Self::FirstDay {
                read_as: read_as.clone(),
            },
        }
    }
}

impl From<&UnknownName> for SkillName {
    fn from(unknown: &UnknownName) -> Self {
        Self {
            name: unknown.name.clone(),
            rows: count(unknown.rows),
            near: unknown.near.clone(),
        }
    }
}

impl FileState {
    /// The state of a file of that name.
    pub(crate) fn of(state: &intake::FileState, name: &str) -> Self {
        Self {
            kind: match state {
                intake::FileState::None => FileStateKind::None,
                intake::FileState::Same => FileStateKind::Same,
                intake::FileState::Changed => FileStateKind::Changed,
                intake::FileState::Vanished => FileStateKind::Vanished,
                intake::FileState::Locked => FileStateKind::Locked,
            },
            message: state.words(name),
        }
    }
}
