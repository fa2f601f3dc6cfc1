//! What the text of one cell means.

pub(crate) mod breaks;
pub(crate) mod clock;
pub(crate) mod dates;
pub(crate) mod formula;
pub(crate) mod moment;
pub(crate) mod skills;
pub(crate) mod status;
