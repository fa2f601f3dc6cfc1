//! Rows as pieces of a time line.

use crate::shifts::{Packed, Packs};

/// A row of work or of a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Piece {
    /// The number of its agent.
    pub(super) agent: u32,
    /// Seconds since 1970.
    pub(super) start: i64,
    /// Seconds since 1970.
    pub(super) end: i64,
    pub(super) line: u32,
    /// The index of its shift; `None` of a break.
    pub(super) work: Option<usize>,
}

/// All rows of work and of breaks.
pub(super) fn pieces(packs: &Packs) -> Vec<Piece> {
    let piece = |packed: &Packed, work| Piece {
        agent: packed.agent,
        start: packed.start,
        end: packed.end(),
        line: packed.line,
        work,
    };
    let work = packs.all.iter().enumerate();
    let work = work.map(|(index, packed)| piece(packed, Some(index)));
    let pauses = packs.pauses.iter().map(|packed| piece(packed, None));
    work.chain(pauses).collect()
}
