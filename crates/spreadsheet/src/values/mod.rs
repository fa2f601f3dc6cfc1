//! What the text of one cell means.

pub(crate) mod activities;
pub(crate) mod breaks;
pub(crate) mod calendar;
pub(crate) mod clock;
pub(crate) mod dated_windows;
pub(crate) mod dates;
pub(crate) mod dotted;
pub(crate) mod formula;
pub(crate) mod fractions;
pub(crate) mod ids;
pub(crate) mod length;
pub(crate) mod letters;
pub(crate) mod moment;
pub(crate) mod numbered;
pub(crate) mod offsets;
pub(crate) mod order;
pub(crate) mod rare;
pub(crate) mod skills;
pub(crate) mod status;
pub(crate) mod times;
pub(crate) mod tokens;
pub(crate) mod windows;
pub(crate) mod zones;
