//! The bytes of a spreadsheet file, whatever its format, to rows of raw text.
//!
//! A [`Book`] is what stands in a file before anything is understood of it:
//! which sheets there are, and the text of each cell of the chosen one.
//!
//! Knows nothing of shifts. Files are hostile: they are read in a process of
//! their own, with limits.

mod book;
mod rows;

pub use book::{Aside, Book, Format, Opening, SheetName};
pub use rows::{Row, Rows};
