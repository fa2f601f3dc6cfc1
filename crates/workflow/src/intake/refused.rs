//! What a server said of shifts of the file, at the cells that they came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use cxone::wire::ShiftPart;
use spreadsheet::{Field, Severity};

use super::Intake;
use crate::import::{Failure, FailureKind};

/// What a server said of a cell, or of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// A conflict can be replaced, so it is a warning; anything else is an error.
    pub severity: Severity,
    /// The cell's column; none where it is about the whole row.
    pub column: Option<usize>,
    /// Why, in the server's words.
    pub message: String,
    /// What stood there when it was sent: of what was changed since, nobody knows.
    said: Vec<String>,
}

/// By line.
pub(super) type Refused = BTreeMap<usize, Vec<Refusal>>;

impl Intake {
    /// Notes what a server said of the file's shifts, in place of what another
    /// said before.
    pub fn note_refusals<'f>(&mut self, failures: impl IntoIterator<Item = &'f Failure>) {
        let mut refused = Refused::new();
        for failure in failures {
            let lines = std::iter::once(failure.line).chain(failure.also_lines.iter().copied());
            for line in lines.filter(|&line| line > 0) {
                let column = self.column_of(failure, line);
                let refusal = Refusal {
                    severity: match failure.why {
                        FailureKind::Conflict => Severity::Warning,
                        FailureKind::Refused => Severity::Error,
                    },
                    column,
                    message: failure.words(self.choices.zone),
                    said: self.said(line, column),
                };
                refused.entry(line).or_default().push(refusal);
            }
        }
        self.refused = Arc::new(refused);
    }

    /// What the server said of a line, of what still stands there.
    pub(super) fn refusals(&self, line: usize) -> Vec<&Refusal> {
        let refusals = self.refused.get(&line).into_iter().flatten();
        refusals
            .filter(|refusal| refusal.said == self.said(line, refusal.column))
            .collect()
    }

    /// The column of a line from which the part of the shift came that the server
    /// refuses; none where that is not certain.
    fn column_of(&self, failure: &Failure, line: usize) -> Option<usize> {
        let fields: &[Field] = match failure.part {
            Some(ShiftPart::Agent) => &[Field::Agent, Field::AgentName],
            // In a grid the cell of the day is the shift.
            None | Some(ShiftPart::Start | ShiftPart::End) if failure.column.is_some() => &[],
            None => return None,
            Some(ShiftPart::Start) => &[Field::StartTime, Field::Start],
            Some(ShiftPart::End) => &[
                Field::EndTime,
                Field::End,
                Field::Duration,
                // A whole window: 06:00-14:00.
                Field::Start,
            ],
            Some(ShiftPart::Skill(_)) => &[Field::Skills],
            Some(ShiftPart::Proficiency(_)) => &[Field::Proficiency, Field::Skills],
            Some(ShiftPart::Status) => &[Field::Status],
            Some(ShiftPart::Breaks) => &[Field::Breaks],
        };
        let held = fields.iter().map(|&field| self.columns_of(field));
        let Some(columns) = held.into_iter().find(|columns| !columns.is_empty()) else {
            return failure.column;
        };
        match columns.as_slice() {
            [only] => Some(*only),
            several => {
                let skill = failure.skill.as_ref()?.as_str();
                let names = |column: &&usize| {
                    let text = self.cell_text(line, **column).unwrap_or_default();
                    text.to_ascii_lowercase()
                        .contains(&skill.to_ascii_lowercase())
                };
                several.iter().find(names).copied()
            }
        }
    }

    fn columns_of(&self, field: Field) -> Vec<usize> {
        let columns = self.reading.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.field == Some(field))
            .map(|(index, _)| index)
            .collect()
    }

    /// The text of a cell, or of all cells of a row.
    fn said(&self, line: usize, column: Option<usize>) -> Vec<String> {
        let columns = match column {
            Some(column) => column..column + 1,
            None => 0..self.reading.columns.len(),
        };
        columns
            .map(|column| self.cell_text(line, column).unwrap_or_default().to_owned())
            .collect()
    }
}
