//! A file of a planner's to checked shifts or requirements, and recommendations
//! to a file.
//!
//! [`read`] takes what a planner has and says how it was understood
//! ([`Understood`], [`Column`]), what was read ([`Reading::shifts`],
//! [`Reading::requirements`]), and what is wrong ([`Problem`], in plain words,
//! with its line). The raw text of every row stays beside what was read of it.
//! Local times become UTC here, once, and nowhere else.
//!
//! [`write_recommendations`] writes a CSV whole or not at all.
//!
//! Never talks to a network, and never guesses in silence.

mod check;
mod choices;
mod delimited;
mod error;
mod export;
mod options;
mod problem;
mod question;
mod quotes;
mod reading;
mod records;
mod source;
mod table;
mod text;
mod values;
mod wording;

pub use choices::{Choices, Code, DoubledTime, Layout, SkippedTime};
pub use error::SpreadsheetError;
pub use export::write_recommendations;
pub use options::ReadOptions;
pub use problem::{Problem, ProblemCode, Severity};
pub use question::{Question, UnknownName};
pub use reading::{ReadRequirement, ReadShift, Reading, Understood, read, read_bytes};
pub use table::columns::{Column, FileKind};
pub use table::field::Field;
pub use values::dates::DateOrder;
pub use workbook::{Row, Rows};
