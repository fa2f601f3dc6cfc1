//! What lengths of work are counted in.

use super::horizon::Horizon;
use super::places::{Place, PlaceKind};

/// What all lengths of work at `places` are multiples of.
pub(super) fn of(places: &[Place], horizon: &Horizon) -> i64 {
    let lengths = places.iter().flat_map(|place| match &place.kind {
        PlaceKind::Joined {
            from,
            to,
            starts,
            ends,
            ..
        } => {
            let before = starts.iter().map(|start| from - start);
            before.chain(ends.iter().map(|end| end - to)).collect()
        }
        PlaceKind::Free { .. } => vec![horizon.grid, horizon.shortest_extra, horizon.pause],
    });
    lengths.fold(0, greatest_common).max(1)
}

/// Never below 0.
pub(crate) fn greatest_common(a: i64, b: i64) -> i64 {
    if b == 0 {
        a.abs()
    } else {
        greatest_common(b, a % b)
    }
}
