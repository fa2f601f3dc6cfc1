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

mod breaks;
mod check;
mod clock;
mod columns;
mod dates;
mod delimited;
mod error;
mod export;
mod field;
mod formula;
mod moment;
mod options;
mod problem;
mod quotes;
mod reading;
mod records;
mod requirement_rows;
mod roster;
mod rows;
mod shift_rows;
mod shift_time;
mod skills;
mod source;
mod status;
mod text;
mod whole_file;
mod wording;

pub use columns::{Column, FileKind};
pub use dates::DateOrder;
pub use error::SpreadsheetError;
pub use export::write_recommendations;
pub use field::Field;
pub use options::ReadOptions;
pub use problem::{Problem, ProblemCode, Severity};
pub use reading::{ReadRequirement, ReadShift, Reading, Understood, read, read_bytes};
pub use rows::{Row, Rows};
