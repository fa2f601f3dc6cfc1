//! The bytes of a spreadsheet file, whatever its format, to rows of raw text.
//!
//! A [`Book`] is what stands in a file before anything is understood of it:
//! which sheets there are, and the text of each cell of the chosen one.
//!
//! Knows nothing of shifts. Files are hostile: they are read in a process of
//! their own ([`apart`]), with limits.

pub mod apart;
mod book;
mod error;
mod open;
mod pace;
mod rows;
mod sheets;
mod source;
mod text;

pub use book::{Aside, Book, Format, Opening, SheetName};
pub use error::BookError;
pub use open::{open, open_bytes};
pub use rows::{Row, Rows};
pub use source::fingerprint_of_file;
pub use text::encoding::encodings;
