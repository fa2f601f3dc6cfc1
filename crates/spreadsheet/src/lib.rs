//! A file of a planner's to checked shifts or requirements, and recommendations
//! to a file.
//!
//! [`understand`] takes what stands in a file and what its planner chose, and
//! says how it was understood ([`Understood`], [`Column`]), what was read
//! ([`Reading::shifts`], [`Reading::requirements`]), what is wrong ([`Problem`],
//! in plain words, with its line) and what the file leaves open ([`Question`]).
//! Local times become UTC here, once, and nowhere else.
//!
//! [`write_recommendations`] and [`write_problem_rows`] write a CSV whole or not
//! at all.
//!
//! What stands in a file, cell by cell, is told by the crate `workbook`. Never
//! reads a file, never talks to a network, and never guesses in silence.

mod check;
mod choices;
mod error;
mod export;
mod grid;
mod mended;
mod names;
mod problem;
mod question;
mod reading;
mod shifts;
mod table;
mod understood;
mod values;
mod wording;

pub use choices::{Choices, Code, DoubledTime, Layout, SkippedTime};
pub use error::SpreadsheetError;
pub use export::{write_recommendations, write_rows};
pub use problem::{Problem, ProblemCode, Severity};
pub use question::{DateExample, Question, UnknownName};
pub use reading::{LeftOut, ReadRequirement, Reading, understand};
pub use shifts::{ReadShift, Shifts};
pub use table::columns::FileKind;
pub use table::field::Field;
pub use table::remembered::{differences, fingerprint};
pub use understood::{Column, Confidence, Understood};
pub use values::dates::DateOrder;
