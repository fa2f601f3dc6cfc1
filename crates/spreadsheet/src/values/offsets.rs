//! Windows that may be times with an offset from UTC: "2026-11-30 22:00-05:00".

use crate::values::dated_windows;
use crate::values::moment::ends_as_window;
use crate::wording::quoted;

/// Whether a file's windows behind dates may all be offsets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    /// The first cell that may be one.
    first: Option<String>,
    /// Whether a cell is hours and nothing else.
    are_hours: bool,
}

impl Evidence {
    /// Takes note of a cell that holds a window.
    pub(crate) fn observe(&mut self, cell: &str) {
        if self.are_hours || dated_windows::split(cell).is_none() {
            return;
        }
        match may_be_offset(cell) {
            true if self.first.is_none() => self.first = Some(cell.trim().to_owned()),
            true => {}
            false => self.are_hours = true,
        }
    }

    /// Adds what was seen in a later part of the file.
    pub(crate) fn merge(&mut self, other: Self) {
        self.first = self.first.take().or(other.first);
        self.are_hours |= other.are_hours;
    }

    /// A sentence about how they were read, where all may be offsets.
    pub(crate) fn note(self) -> Option<String> {
        let cell = self.first.filter(|_| !self.are_hours)?;
        let (_, end) = cell.rsplit_once('-')?;
        Some(format!(
            "{} was read as hours that end at {end}, and so were all cells like it. If {end} is how far the time is behind UTC, add a column for the end.",
            quoted(&cell)
        ))
    }
}

/// Whether the end of a window is like an offset that a zone has: at most 12 hours.
fn may_be_offset(cell: &str) -> bool {
    let end = cell.trim().rsplit_once('-').map(|(_, end)| end);
    let end = end.and_then(|end| end.split_once(':'));
    let is_like = end.is_some_and(|(hours, minutes)| {
        let hours: Option<u32> = hours.parse().ok();
        hours.is_some_and(|hours| hours <= 12) && ["00", "30"].contains(&minutes)
    });
    is_like && ends_as_window(cell)
}
