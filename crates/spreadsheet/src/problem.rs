use std::fmt;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Something wrong at a line, in plain words.
///
/// Its `Display` is the whole sentence: "Line 14: 31 November does not exist.
/// Did you mean 1 December?"
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The line of the file on which the row begins, counted from 1.
    pub line: usize,
    /// Index of the column, where the problem lies in one cell.
    pub column: Option<usize>,
    /// What kind of problem.
    pub code: ProblemCode,
    /// Whether the row is stopped by it.
    pub severity: Severity,
    /// What is wrong: one or two sentences.
    pub message: String,
    /// What to do, or what may have been meant: a sentence.
    pub suggestion: Option<String>,
    /// The text that, put into the cell, mends it, where it is clear.
    pub fix: Option<String>,
}

/// What a [`Problem`] does to its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The row is read all the same.
    Warning,
    /// The row is stopped.
    Error,
}

/// The kinds of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProblemCode {
    /// A cell that is needed is empty.
    MissingValue,
    /// A date or time that is no date or time.
    UnreadableTime,
    /// A local time that a clock change skips or doubles.
    ClockChange,
    /// Dates that fit both orders of day and month.
    DateOrderUnclear,
    /// The end is at or before the start.
    EndNotAfterStart,
    /// Longer than 16 hours.
    TooLong,
    /// A break that is no break.
    UnreadableBreak,
    /// A break that leaves its shift.
    BreakOutsideShift,
    /// A row that is a break, not a shift with one.
    BreakAlone,
    /// A row that may be a part of the shift on another row.
    ShiftInPieces,
    /// Two breaks of a shift share time.
    BreaksOverlap,
    /// Not among the known skills.
    UnknownSkill,
    /// Neither published nor draft.
    UnknownStatus,
    /// None of the four levels.
    UnknownProficiency,
    /// The same again.
    DuplicateRow,
    /// The same shift or interval again, with something else said about it.
    Contradiction,
    /// Another shift of the agent at the same time.
    Overlap,
    /// Text that a spreadsheet program would take for a formula.
    FormulaLikeText,
    /// An id that a spreadsheet program wrote as a number: "1.00E+15", "1001.0".
    IdAsNumber,
    /// A letter that is none in the file's encoding and was replaced.
    UnreadableLetter,
    /// More or fewer cells than the header has.
    RaggedRow,
    /// A number of agents that is none.
    UnreadableNumber,
    /// Intervals that are not 15, 30 or 60 minutes apart.
    UnknownInterval,
    /// A shift that starts outside the chosen period.
    OutsidePeriod,
    /// A cell of a grid of which it is not known what it means.
    UnknownCode,
    /// A further block of a grid whose header leaves its days open.
    UnclearDays,
}

impl ProblemCode {
    /// What rows with it have in common, for a list of kinds.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::MissingValue => "Something is missing",
            Self::UnreadableTime => "Unreadable date or time",
            Self::ClockChange => "Time lies in a clock change",
            Self::DateOrderUnclear => "Day or month first?",
            Self::EndNotAfterStart => "Ends before it starts",
            Self::TooLong => "Longer than 16 hours",
            Self::UnreadableBreak => "Unreadable break",
            Self::BreakOutsideShift => "Break outside the shift",
            Self::BreakAlone => "A break, not a shift",
            Self::ShiftInPieces => "One shift or several?",
            Self::BreaksOverlap => "Breaks overlap",
            Self::UnknownSkill => "Unknown skill",
            Self::UnknownStatus => "Unknown status",
            Self::UnknownProficiency => "Unknown proficiency",
            Self::DuplicateRow => "The same row again",
            Self::Contradiction => "Contradicts another row",
            Self::Overlap => "Overlaps another shift of the agent",
            Self::FormulaLikeText => "Looks like a formula",
            Self::IdAsNumber => "A number instead of an id",
            Self::UnreadableLetter => "A letter could not be read",
            Self::RaggedRow => "Too many or too few cells",
            Self::UnreadableNumber => "Unreadable number of agents",
            Self::UnknownInterval => "Intervals of another length",
            Self::OutsidePeriod => "Outside the chosen days",
            Self::UnknownCode => "Unknown shift code",
            Self::UnclearDays => "Which days?",
        }
    }
}

/// A problem that does not know its place yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: ProblemCode,
    pub(crate) message: String,
    pub(crate) suggestion: Option<String>,
    pub(crate) fix: Option<String>,
    /// The local time that a clock change skips or doubles.
    pub(crate) local: Option<NaiveDateTime>,
}

impl Fault {
    pub(crate) fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            suggestion: None,
            fix: None,
            local: None,
        }
    }

    pub(crate) fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// The text that would mend the cell.
    pub(crate) fn mend(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    pub(crate) fn at(self, line: usize, column: Option<usize>, severity: Severity) -> Problem {
        Problem {
            line,
            column,
            code: self.code,
            severity,
            message: self.message,
            suggestion: self.suggestion,
            fix: self.fix,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: {}", self.line, self.message)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, " {suggestion}"),
            None => Ok(()),
        }
    }
}
