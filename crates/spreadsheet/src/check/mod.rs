//! Rows to checked shifts and requirements.

pub(crate) mod requirement_rows;
pub(crate) mod roster;
pub(crate) mod row;
pub(crate) mod shift_rows;
pub(crate) mod shift_time;
