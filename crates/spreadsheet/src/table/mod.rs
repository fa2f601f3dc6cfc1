//! Where the table is, how it is laid out, and what its columns mean.

pub(crate) mod agent_columns;
pub(crate) mod blocks;
pub(crate) mod break_columns;
pub(crate) mod columns;
pub(crate) mod days;
pub(crate) mod field;
pub(crate) mod find;
pub(crate) mod header;
pub(crate) mod header_words;
pub(crate) mod headings;
pub(crate) mod hint;
mod kind;
pub(crate) mod left_out;
pub(crate) mod matching;
pub(crate) mod named_once;
mod other_sheets;
pub(crate) mod profile;
pub(crate) mod remembered;
pub(crate) mod skill_columns;
pub(crate) mod synonyms;
pub(crate) mod week;
