//! Rows to checked shifts and requirements.

mod activity;
pub(crate) mod agent_columns;
mod asked;
mod beside;
mod cancelled;
mod clocks;
pub(crate) mod dates;
mod found;
mod grid_rows;
mod known;
pub(crate) mod letters;
mod mend;
pub(crate) mod requirement_grid;
pub(crate) mod requirement_rows;
mod roster;
mod row;
mod sheet;
mod shift_row;
mod shift_time;
pub(crate) mod shifts;
mod skills;
mod skills_across;
mod split_shifts;
mod unread;

pub(crate) use beside::Splitting;
pub(crate) use clocks::Clocks;
pub(crate) use sheet::Sheet;
