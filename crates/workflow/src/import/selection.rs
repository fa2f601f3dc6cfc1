use std::collections::{BTreeSet, HashSet};

use chrono::TimeDelta;
use spreadsheet::{ReadShift, Shifts};
use staffing::{AgentId, DateRange};

/// The shifts of a file that are to be sent: all, or those of some lines.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    shifts: &'a Shifts,
    /// Indexes, in the order of the file; all where this is `None`.
    chosen: Option<Vec<usize>>,
}

impl<'a> Selection<'a> {
    /// Only shifts that stand on these lines, in full or in part: rows that
    /// failed and were mended can be sent alone.
    #[must_use]
    pub fn of_lines(shifts: &'a Shifts, lines: &BTreeSet<usize>) -> Self {
        let indexes = lines.iter().flat_map(|&line| shifts.indexes_of_line(line));
        let chosen: BTreeSet<usize> = indexes.collect();
        Self {
            shifts,
            chosen: Some(chosen.into_iter().collect()),
        }
    }

    /// Whether only some lines are to be sent.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.chosen.is_some()
    }

    /// How many shifts.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.chosen {
            Some(chosen) => chosen.len(),
            None => self.shifts.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The time within which the shifts start, as [`starts`].
    #[must_use]
    pub fn starts(&self) -> Option<DateRange> {
        match &self.chosen {
            None => starts(self.shifts),
            Some(_) => range_of(|| self.iter().map(|read| read.shift.time)),
        }
    }

    /// How many different agents.
    #[must_use]
    pub fn agent_count(&self) -> usize {
        match &self.chosen {
            None => self.shifts.agents().len(),
            Some(_) => {
                let agents: HashSet<AgentId> = self.iter().map(|read| read.shift.agent).collect();
                agents.len()
            }
        }
    }

    /// The shifts, in the order of the file, at most `most` at once.
    pub fn batches(&self, most: usize) -> impl Iterator<Item = Vec<ReadShift>> + '_ {
        let mut unsent = self.iter();
        std::iter::from_fn(move || {
            let batch: Vec<ReadShift> = unsent.by_ref().take(most).collect();
            (!batch.is_empty()).then_some(batch)
        })
    }

    /// The shifts, in the order of the file.
    fn iter(&self) -> impl Iterator<Item = ReadShift> + '_ {
        (0..self.len()).filter_map(|position| {
            let index = match &self.chosen {
                Some(chosen) => *chosen.get(position)?,
                None => position,
            };
            self.shifts.get(index)
        })
    }
}

/// All shifts.
impl<'a> From<&'a Shifts> for Selection<'a> {
    fn from(shifts: &'a Shifts) -> Self {
        Self {
            shifts,
            chosen: None,
        }
    }
}

/// The time within which `shifts` start: their days are the days to look at.
/// (A night shift's end would add a day on which nobody else works.)
#[must_use]
pub fn starts(shifts: &Shifts) -> Option<DateRange> {
    range_of(|| shifts.times())
}

fn range_of<T: Iterator<Item = DateRange>>(times: impl Fn() -> T) -> Option<DateRange> {
    let starts = || times().map(|time| time.start);
    DateRange::new(starts().min()?, starts().max()? + TimeDelta::seconds(1)).ok()
}
