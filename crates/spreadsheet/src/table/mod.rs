//! Where the table is, how it is laid out, and what its columns mean.

pub(crate) mod columns;
pub(crate) mod field;
