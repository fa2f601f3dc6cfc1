//! Rest between two neighbouring places.

use super::super::menu::{self, Entry};

/// Where rest is watched, ends at the place before are told apart by how many of the starts
/// here they are too late for.
#[derive(Debug, Default)]
pub(super) struct Rest {
    needed: i64,
    /// Each once, in order of time.
    starts: Vec<i64>,
    /// By how many starts are forbidden: whether an end forbids so many.
    occurs: Vec<bool>,
}

impl Rest {
    /// `needed` intervals between what `earlier` and `later` offer.
    pub(super) fn between(earlier: &[Entry], later: &[Entry], needed: i64) -> Self {
        let mut rest = Self {
            needed,
            starts: menu::starts(later),
            occurs: vec![true],
        };
        for entry in earlier {
            let forbidden = rest.forbidden(entry.end);
            if rest.occurs.len() <= forbidden {
                rest.occurs.resize(forbidden + 1, false);
            }
            rest.occurs[forbidden] = true;
        }
        rest
    }

    /// How many starts are too early after `end`.
    pub(super) fn forbidden(&self, end: i64) -> usize {
        let is_too_early = |start: &i64| end.saturating_add(self.needed) > *start;
        self.starts.partition_point(is_too_early)
    }

    /// Whether work may begin at `start` where so many starts are forbidden.
    pub(super) fn allows(&self, forbidden: usize, start: i64) -> bool {
        forbidden == 0 || start >= self.starts.get(forbidden).copied().unwrap_or(i64::MAX)
    }

    /// Numbers of forbidden starts, one more than the greatest.
    pub(super) fn numbers(&self) -> usize {
        self.occurs.len().max(1)
    }

    /// Whether an end forbids so many.
    pub(super) fn occurs(&self, forbidden: usize) -> bool {
        self.occurs.get(forbidden).copied().unwrap_or(true)
    }
}
