//! Tables with one day a column, and what stands in their cells.

pub(crate) mod codes;
pub(crate) mod intervals;
pub(crate) mod legend;
pub(crate) mod row_dates;
pub(crate) mod skill_titles;
