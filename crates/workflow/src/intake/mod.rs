//! An open file: what stands in it, what its planner decided, what is understood.
//!
//! Everything that is understood is a pure function of the [book](workbook::Book)
//! and the [choices](Choices), so that a [`Change`] changes choices, the file is
//! understood anew, and undoing goes back to the choices before.

mod ahead;
mod change;
mod file;
mod history;
mod index;
mod memory;
mod problem_rows;
mod problems;
mod read_as;
mod refused;
mod reread;
mod rows;

use std::sync::Arc;

use spreadsheet::{Choices, Question, Reading, understand};
use workbook::Book;

pub use ahead::ReadAhead;
pub use change::Change;
pub use file::{FileState, ReadFile};
pub use memory::{Mapping, Memory, Recall};
pub use problems::{KindOfProblem, PlacedProblem, Problems};
pub use refused::Refusal;
pub use rows::{Cell, Row, RowFilter, RowState, Rows, Wrong};

use crate::WorkError;
use history::{Delta, History};
use index::Index;
use refused::Refused;

/// An open file. Clones share what is large, so that a change can be made to a
/// copy on another thread while the window still shows what was before.
#[derive(Clone, Debug)]
pub struct Intake {
    file: ReadFile,
    choices: Arc<Choices>,
    reading: Arc<Reading>,
    index: Arc<Index>,
    history: History,
    refused: Arc<Refused>,
    recall: Option<Recall>,
    /// Whether the planner set it aside.
    forgotten: bool,
}

impl Intake {
    /// Understands a file with what is chosen beforehand (its zone, the known
    /// skills, today as [`Choices::near`]) and what is remembered.
    ///
    /// # Errors
    /// When the file has no row, or none below its header. Where nothing can be
    /// read because columns are missing, that is no error: the planner may say
    /// which column it is.
    pub fn open(file: ReadFile, choices: Choices, memory: &Memory) -> Result<Self, WorkError> {
        let reading = understand(&file.book, &choices)?;
        let recalled = memory.recall(&file.book, &reading, &choices);
        let (choices, reading) = match recalled.choices {
            // What is remembered of another file may not fit this one at all.
            Some(remembered) => match understand(&file.book, &remembered) {
                Ok(reading) => (remembered, reading),
                Err(_) => (choices, reading),
            },
            None => (choices, reading),
        };
        Ok(Self {
            index: Arc::new(Index::new(&reading)),
            choices: Arc::new(choices),
            reading: Arc::new(reading),
            history: History::default(),
            refused: Arc::default(),
            recall: recalled.state,
            forgotten: false,
            file,
        })
    }

    /// The same file, read again (because it changed, or in another encoding or
    /// sheet). What was decided stays where it still can; edits and skipped rows
    /// belong to the old lines and are dropped, which is said in sentences.
    ///
    /// # Errors
    /// As [`Intake::open`].
    pub fn reread(&self, file: ReadFile) -> Result<(Self, Vec<String>), WorkError> {
        let (choices, dropped) = self.choices_for(&file.book)?;
        let mut again = Self::open(file, choices, &Memory::default())?;
        again.recall = self.recall().cloned();
        Ok((again, dropped))
    }

    /// Decides something, which can be undone. A change that changes nothing
    /// leaves no trace.
    ///
    /// # Errors
    /// When the file cannot be read at all like that; everything is then as before.
    pub fn change(&mut self, change: Change) -> Result<(), WorkError> {
        let (words, delta) = change.plan(self);
        if delta.is_empty() {
            return Ok(());
        }
        let inverse = self.apply(&delta)?;
        self.history.done(words, inverse);
        Ok(())
    }

    /// Takes the last change back.
    ///
    /// # Errors
    /// As [`Intake::change`].
    pub fn undo(&mut self) -> Result<(), WorkError> {
        if let Some(step) = self.history.last_done() {
            let inverse = self.apply(&step.delta)?;
            self.history.undone(inverse);
        }
        Ok(())
    }

    /// Makes the change again that was taken back last.
    ///
    /// # Errors
    /// As [`Intake::change`].
    pub fn redo(&mut self) -> Result<(), WorkError> {
        if let Some(step) = self.history.last_undone() {
            let inverse = self.apply(&step.delta)?;
            self.history.redone(inverse);
        }
        Ok(())
    }

    /// What [`undo`](Self::undo) would take back: "Edit line 14".
    #[must_use]
    pub fn undo_words(&self) -> Option<String> {
        self.history.last_done().map(|step| step.words.clone())
    }

    /// What [`redo`](Self::redo) would make again.
    #[must_use]
    pub fn redo_words(&self) -> Option<String> {
        self.history.last_undone().map(|step| step.words.clone())
    }

    /// Judges skills by those that there are, as far as that is known, and by
    /// whether there may be `others` (see [`Choices::other_skills`]); no change
    /// of the planner's, so it cannot be undone.
    ///
    /// # Errors
    /// As [`Intake::change`].
    pub fn know_skills(
        &mut self,
        known: Option<Vec<staffing::SkillId>>,
        others: bool,
    ) -> Result<(), WorkError> {
        if self.choices.known_skills != known || self.choices.other_skills != others {
            let mut choices = Choices::clone(&self.choices);
            choices.known_skills = known;
            choices.other_skills = others;
            self.understand(choices)?;
        }
        Ok(())
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &ReadFile {
        &self.file
    }

    /// What stands in it.
    #[must_use]
    pub fn book(&self) -> &Arc<Book> {
        &self.file.book
    }

    /// What was decided.
    #[must_use]
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// What was understood.
    #[must_use]
    pub fn reading(&self) -> &Arc<Reading> {
        &self.reading
    }

    /// Whether what was remembered of such files was taken up, and still is.
    #[must_use]
    pub fn recall(&self) -> Option<&Recall> {
        let recalled = self.recall.as_ref();
        recalled.filter(|_| !self.forgotten)
    }

    /// What must be decided or mended before its shifts can be sent.
    #[must_use]
    pub fn obstacle(&self) -> Option<String> {
        let reading = &self.reading;
        if !reading.missing.is_empty() {
            let fields: Vec<&str> = reading.missing.iter().map(|field| field.words()).collect();
            return Some(format!(
                "No column holds {}. Say which column does.",
                fields.join(" or ")
            ));
        }
        // Read the other way, every row of the file would be wrong.
        let open = reading.questions.iter().find_map(|question| match question {
            Question::DateOrder { .. } => Some(
                "The dates of this file do not tell whether the day or the month comes first. Say which.",
            ),
            Question::FirstDay { .. } => {
                Some("The days of this file are not certain. Say which day is the first.")
            }
            Question::DefaultSkill => Some(
                "The file does not say for which skill the shifts are. Choose one for all of them.",
            ),
            Question::SkippedTime { .. }
            | Question::DoubledTime { .. }
            | Question::Codes { .. }
            | Question::Skills { .. } => None,
        });
        if let Some(open) = open {
            return Some(open.to_owned());
        }
        let nothing = reading.shifts.is_empty() && reading.requirements.is_empty();
        nothing
            .then(|| "No row can be imported yet. Mend or skip the rows with problems.".to_owned())
    }

    /// What a cell says now: as it was edited, else as in the file.
    #[must_use]
    pub fn cell_text(&self, line: usize, column: usize) -> Option<&str> {
        let edited = self.choices.edits.get(&(line, column));
        edited.map(String::as_str).or_else(|| {
            let row = self.file.book.rows.get(self.row_at(line)?)?;
            row.cell(column)
        })
    }

    /// Where the row of a line is among the book's rows.
    fn row_at(&self, line: usize) -> Option<usize> {
        index::row_at(&self.file.book.rows, line)
    }

    /// Changes the choices and understands the file anew. Answers the way back.
    fn apply(&mut self, delta: &Delta) -> Result<Delta, WorkError> {
        let mut choices = Choices::clone(&self.choices);
        let mut forgotten = self.forgotten;
        let inverse = delta.apply(&mut choices, &mut forgotten);
        self.understand(choices)?;
        self.forgotten = forgotten;
        Ok(inverse)
    }

    fn understand(&mut self, choices: Choices) -> Result<(), WorkError> {
        let reading = understand(&self.file.book, &choices)?;
        self.index = Arc::new(Index::new(&reading));
        self.reading = Arc::new(reading);
        self.choices = Arc::new(choices);
        Ok(())
    }
}
