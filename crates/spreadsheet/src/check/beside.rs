//! Work on parts of a file, side by side.

use std::ops::Range;
use std::thread;

/// Into how many parts rows are split.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Splitting {
    /// No more parts than this.
    pub(crate) most: usize,
    /// Fewer rows are not worth a thread of their own.
    pub(crate) few: usize,
}

impl Default for Splitting {
    fn default() -> Self {
        Self {
            most: thread::available_parallelism().map_or(1, usize::from),
            few: 8_000,
        }
    }
}

impl Splitting {
    /// Does the work on parts of a range, each on a thread of its own, and gives
    /// back what comes of them in their order. That must not depend on where
    /// the parts end.
    pub(crate) fn each<T: Send>(
        self,
        rows: Range<usize>,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Vec<T> {
        let parts = (rows.len() / self.few.max(1)).clamp(1, self.most.max(1));
        let size = rows.len().div_ceil(parts);
        let part = |index: usize| {
            let start = rows.start + index * size;
            start.min(rows.end)..(start + size).min(rows.end)
        };
        let work = &work;
        thread::scope(|scope| {
            let others: Vec<_> = (1..parts)
                .map(|index| (index, scope.spawn(move || work(part(index)))))
                .collect();
            let mut done = vec![work(part(0))];
            for (index, other) in others {
                // A part that panicked panics here again, as it would without threads.
                done.push(other.join().unwrap_or_else(|_| work(part(index))));
            }
            done
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_whole_and_in_order() {
        for (rows, most) in [(0..0, 4), (3..4, 4), (5..100_000, 3), (0..16_000, 64)] {
            let parts = Splitting { most, few: 8_000 }.each(rows.clone(), |part| part);

            let all: Vec<usize> = parts.into_iter().flatten().collect();
            assert_eq!(all, rows.collect::<Vec<_>>());
        }
    }
}
