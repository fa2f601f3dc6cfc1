//! Staffing and requirement over time, and what they sum up to.

use std::iter::Sum;
use std::ops::{AddAssign, Range};

use crate::split::{Pool, SkillSet, scheduled_in};

/// A point in time, in minutes since a moment that the caller chooses.
pub type Minute = i64;

/// Who is at work when, with which skills, and how many are needed.
///
/// Agents of the same skills are counted together, so that the cost depends on
/// the moments at which something changes, not on the number of agents.
#[derive(Clone, Debug)]
pub struct Levels {
    pool: Pool,
    /// How many skill sets of the pool are in use.
    sets: usize,
    changes: Vec<Change>,
}

/// A set of skills that [`Levels`] knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownSet(usize);

/// A stretch of time in which staffing and requirement stay the same.
#[derive(Clone, Debug)]
pub struct Slice<'a> {
    /// From when to when.
    pub time: Range<Minute>,
    /// Agents needed, skill by skill.
    pub required: &'a [f64],
    /// Agents there, skill by skill, each serving one skill: the split that covers most.
    pub scheduled: &'a [u32],
}

/// Hours of one skill.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hours {
    /// Needed.
    pub required: f64,
    /// There.
    pub available: f64,
    /// Needed and met, slice by slice.
    pub covered: f64,
}

/// The hours of a block of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// From when to when.
    pub time: Range<Minute>,
    /// Skill by skill.
    pub hours: Vec<Hours>,
}

#[derive(Clone, Copy, Debug)]
struct Change {
    at: Minute,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// Comes before [`What::Needed`] of the same minute.
    NoLongerNeeded {
        skill: usize,
    },
    Needed {
        skill: usize,
        agents: f64,
    },
    Comes {
        set: usize,
    },
    Leaves {
        set: usize,
    },
}

impl Levels {
    /// Nobody at work and nobody needed, for so many skills.
    #[must_use]
    pub fn new(skills: usize) -> Self {
        Self {
            pool: Pool::new(vec![1.0; skills]),
            sets: 0,
            changes: Vec::new(),
        }
    }

    /// Makes a set of skills known; positions of skills, in any order.
    pub fn skill_set(&mut self, skills: &[usize]) -> KnownSet {
        let set = self.pool.number_of(&SkillSet::from(skills.iter().copied()));
        self.sets = self.sets.max(set + 1);
        KnownSet(set)
    }

    /// One agent with these skills works for a while, breaks left out.
    pub fn at_work(&mut self, set: KnownSet, time: Range<Minute>) {
        if time.is_empty() {
            return;
        }
        let KnownSet(set) = set;
        self.change(time.start, What::Comes { set });
        self.change(time.end, What::Leaves { set });
    }

    /// So many agents are needed for a while. Windows of one skill do not overlap.
    pub fn require(&mut self, skill: usize, time: Range<Minute>, agents: f64) {
        if time.is_empty() || skill >= self.pool.skills() {
            return;
        }
        self.change(time.start, What::Needed { skill, agents });
        self.change(time.end, What::NoLongerNeeded { skill });
    }

    /// The hours of a range.
    #[must_use]
    pub fn hours(self, range: Range<Minute>) -> Vec<Hours> {
        let length = range.end - range.start;
        let blocks = self.hours_by_block(range, length);
        blocks
            .into_iter()
            .next()
            .map_or_else(Vec::new, |block| block.hours)
    }

    /// The hours of a range in blocks of `length` minutes, at least 1; the last
    /// one is shorter where the range is no multiple of it.
    #[must_use]
    pub fn hours_by_block(self, range: Range<Minute>, length: Minute) -> Vec<Block> {
        let length = length.max(1);
        let skills = self.pool.skills();
        let mut blocks: Vec<Block> = Vec::new();
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start.saturating_add(length));
            blocks.push(Block {
                time: start..end,
                hours: vec![Hours::default(); skills],
            });
            start = end;
        }
        let mut at = 0;
        self.for_each_slice(range, |slice| {
            let mut from = slice.time.start;
            while let Some(block) = blocks.get_mut(at) {
                let to = slice.time.end.min(block.time.end);
                add(&mut block.hours, &slice, to - from);
                if block.time.end > slice.time.end {
                    break;
                }
                at += 1;
                if to == slice.time.end {
                    break;
                }
                from = to;
            }
        });
        for hours in blocks.iter_mut().flat_map(|block| &mut block.hours) {
            *hours = hours.of_minutes();
        }
        blocks
    }

    /// Visits the slices of a range in order; together they fill it.
    pub fn for_each_slice(mut self, range: Range<Minute>, mut visit: impl FnMut(Slice<'_>)) {
        self.changes
            .sort_unstable_by_key(|change| (change.at, change.what.rank()));
        let mut required = vec![0.0; self.pool.skills()];
        let mut at_work = vec![0_u32; self.sets];
        let mut changes = self.changes.iter().peekable();
        let mut from = range.start;
        while from < range.end {
            while let Some(change) = changes.next_if(|change| change.at <= from) {
                change.what.apply(&mut required, &mut at_work);
            }
            let next = changes.peek().map_or(range.end, |change| change.at);
            let to = next.min(range.end);
            let agents = at_work.iter().copied().enumerate();
            let agents: Vec<(usize, u32)> = agents.filter(|&(_, agents)| agents > 0).collect();
            visit(Slice {
                time: from..to,
                required: &required,
                scheduled: &scheduled_in(&self.pool, &required, &agents),
            });
            from = to;
        }
    }

    fn change(&mut self, at: Minute, what: What) {
        self.changes.push(Change { at, what });
    }
}

impl What {
    fn rank(self) -> u8 {
        match self {
            Self::NoLongerNeeded { .. } => 0,
            Self::Comes { .. } => 1,
            Self::Leaves { .. } => 2,
            Self::Needed { .. } => 3,
        }
    }

    fn apply(self, required: &mut [f64], at_work: &mut [u32]) {
        match self {
            Self::NoLongerNeeded { skill } => required[skill] = 0.0,
            Self::Needed { skill, agents } => required[skill] = agents,
            Self::Comes { set } => at_work[set] += 1,
            Self::Leaves { set } => at_work[set] -= 1,
        }
    }
}

impl Hours {
    fn of_minutes(self) -> Self {
        Self {
            required: self.required / 60.0,
            available: self.available / 60.0,
            covered: self.covered / 60.0,
        }
    }
}

impl AddAssign for Hours {
    fn add_assign(&mut self, other: Self) {
        self.required += other.required;
        self.available += other.available;
        self.covered += other.covered;
    }
}

impl Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(hours: I) -> Self {
        hours.fold(Self::default(), |mut sum, more| {
            sum += more;
            sum
        })
    }
}

/// Minutes until the very end: whole agents then sum up exactly.
fn add(minutes: &mut [Hours], slice: &Slice<'_>, length: Minute) {
    let length = length as f64;
    let skills = slice.required.iter().zip(slice.scheduled);
    for (sum, (&required, &scheduled)) in minutes.iter_mut().zip(skills) {
        let scheduled = f64::from(scheduled);
        *sum += Hours {
            required: required * length,
            available: scheduled * length,
            covered: required.min(scheduled) * length,
        };
    }
}

#[cfg(test)]
mod tests;
