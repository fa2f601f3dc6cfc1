use std::ops::Range;

use chrono::{DateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use staffing::{AgentId, Break, DateRange, Shift, ShiftSkill, ShiftStatus, SkillId};

use crate::names::{Lists, Names};

/// The checked shifts of a file, in its order; of one agent no two overlap.
///
/// Kept in 32 bytes a shift: agents, sets of skills and sets of breaks are
/// held once however often they occur.
#[derive(Clone, Debug, Default)]
pub struct Shifts {
    packs: Packs,
    /// Index of a shift and a further line of it, in that order.
    also: Vec<(u32, u32)>,
    /// The same the other way round, for looking lines up.
    also_by_line: Vec<(u32, u32)>,
}

/// A shift and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadShift {
    /// The line on which it stands first.
    pub line: usize,
    /// Further lines of it: rows with the same agent and times, which repeat it or add
    /// skills, and rows of its activities and breaks.
    pub also_lines: Vec<usize>,
    /// The index of its cell's column, in a grid.
    pub column: Option<usize>,
    /// The shift, in UTC.
    pub shift: Shift,
}

/// Shifts whose agents and sets are numbers, and what the numbers stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packs {
    pub(crate) agents: Names,
    pub(crate) skill_sets: Lists<ShiftSkill>,
    pub(crate) break_sets: Lists<Break>,
    pub(crate) all: Vec<Packed>,
    /// Breaks with a row of their own, of which the agent, times and line count.
    pub(crate) pauses: Vec<Packed>,
}

/// A shift whose agent and sets are numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packed {
    /// Seconds since 1970.
    pub(crate) start: i64,
    pub(crate) agent: u32,
    pub(crate) skills: u32,
    pub(crate) breaks: u32,
    pub(crate) line: u32,
    /// Seconds; 16 hours fit.
    pub(crate) length: u16,
    /// `NO_COLUMN` where it has a row of its own.
    pub(crate) column: u16,
    pub(crate) status: ShiftStatus,
}

pub(crate) const NO_COLUMN: u16 = u16::MAX;

impl Packed {
    /// Seconds since 1970.
    pub(crate) fn end(&self) -> i64 {
        self.start + i64::from(self.length)
    }

    pub(crate) fn time(&self) -> DateRange {
        let start = DateTime::from_timestamp_secs(self.start).unwrap_or_default();
        DateRange {
            start,
            end: start + TimeDelta::seconds(self.length.into()),
        }
    }
}

impl Packs {
    /// Adds what stands further down in the file.
    pub(crate) fn append(&mut self, later: Self) {
        if self.all.is_empty() && self.agents.len() == 0 {
            *self = later;
            return;
        }
        let agents: Vec<u32> = later
            .agents
            .iter()
            .map(|name| self.agents.number(name))
            .collect();
        let skills = later.skill_sets.iter();
        let skills: Vec<u32> = skills.map(|set| self.skill_sets.number(set)).collect();
        let breaks = later.break_sets.iter();
        let breaks: Vec<u32> = breaks.map(|set| self.break_sets.number(set)).collect();
        let now =
            |numbers: &[u32], then: u32| numbers.get(then as usize).copied().unwrap_or_default();
        let renumbered = |packed: Packed| Packed {
            agent: now(&agents, packed.agent),
            skills: now(&skills, packed.skills),
            breaks: now(&breaks, packed.breaks),
            ..packed
        };
        self.all.extend(later.all.into_iter().map(renumbered));
        self.pauses.extend(later.pauses.into_iter().map(renumbered));
    }
}

impl Shifts {
    /// Shifts in the order of the file, and the index and line of those that
    /// further rows repeat or add to.
    pub(crate) fn new(packs: Packs, mut also: Vec<(u32, u32)>) -> Self {
        also.sort_unstable();
        let mut also_by_line: Vec<_> = also.iter().map(|&(index, line)| (line, index)).collect();
        also_by_line.sort_unstable();
        Self {
            packs,
            also,
            also_by_line,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packs.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packs.all.is_empty()
    }

    /// The shift at `index`, counted from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<ReadShift> {
        let packed = self.packs.all.get(index)?;
        let also = self.also.get(self.also_of(index)).unwrap_or_default();
        Some(ReadShift {
            line: packed.line as usize,
            also_lines: also.iter().map(|&(_, line)| line as usize).collect(),
            column: (packed.column != NO_COLUMN).then_some(packed.column.into()),
            shift: Shift {
                agent: self.packs.agents.get(packed.agent).into(),
                time: packed.time(),
                skills: self.packs.skill_sets.get(packed.skills).to_vec(),
                breaks: self.packs.break_sets.get(packed.breaks).to_vec(),
                status: packed.status,
            },
        })
    }

    /// All shifts, in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ReadShift> + '_ {
        (0..self.len()).map(|index| {
            // Every index below the length has a shift.
            self.get(index).unwrap_or_else(nobodys)
        })
    }

    /// The shifts that stand on a line, in full or in part: one in a list, and
    /// up to one a day in a grid.
    pub fn of_line(&self, line: usize) -> impl Iterator<Item = ReadShift> + '_ {
        self.indexes_of_line(line)
            .filter_map(|index| self.get(index))
    }

    /// Indexes of the shifts that stand on a line, in full or in part.
    pub fn indexes_of_line(&self, line: usize) -> impl Iterator<Item = usize> + '_ {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let own = range_of(&self.packs.all, |packed| packed.line.cmp(&line));
        let also = range_of(&self.also_by_line, |&(of, _)| of.cmp(&line));
        let also = self.also_by_line.get(also).unwrap_or_default();
        own.chain(also.iter().map(|&(_, index)| index as usize))
    }

    /// The agents who have a shift, each once, in the order in which the file
    /// first names them.
    pub fn agents(&self) -> impl ExactSizeIterator<Item = AgentId> + '_ {
        let names = &self.packs.agents;
        let mut used = vec![false; names.len()];
        for packed in &self.packs.all {
            mark(&mut used, packed.agent);
        }
        let used = names.iter().zip(used).filter(|&(_, used)| used);
        let agents: Vec<AgentId> = used.map(|(name, _)| name.into()).collect();
        agents.into_iter()
    }

    /// The skills that are served, each once, by name.
    #[must_use]
    pub fn skills(&self) -> Vec<SkillId> {
        let sets = &self.packs.skill_sets;
        let mut used = vec![false; sets.iter().len()];
        for packed in &self.packs.all {
            mark(&mut used, packed.skills);
        }
        let used = sets.iter().zip(used).filter(|&(_, used)| used);
        let mut skills: Vec<SkillId> = used
            .flat_map(|(set, _)| set.iter().map(|skill| skill.skill.clone()))
            .collect();
        skills.sort_unstable();
        skills.dedup();
        skills
    }

    /// How many are published.
    #[must_use]
    pub fn published(&self) -> usize {
        let published = |packed: &&Packed| packed.status == ShiftStatus::Published;
        self.packs.all.iter().filter(published).count()
    }

    /// When each shift is, in the order of the file, without making the shifts.
    pub fn times(&self) -> impl ExactSizeIterator<Item = DateRange> + '_ {
        self.packs.all.iter().map(Packed::time)
    }

    /// How many rows repeat a shift, add to one or are a part of one.
    #[must_use]
    pub fn further_rows(&self) -> usize {
        self.also.len()
    }

    fn also_of(&self, index: usize) -> Range<usize> {
        range_of(&self.also, |&(of, _)| (of as usize).cmp(&index))
    }
}

fn mark(used: &mut [bool], number: u32) {
    if let Some(used) = used.get_mut(number as usize) {
        *used = true;
    }
}

/// Where in a sorted slice the equal ones stand.
fn range_of<T>(all: &[T], compared: impl Fn(&T) -> std::cmp::Ordering) -> Range<usize> {
    let from = all.partition_point(|each| compared(each).is_lt());
    let to = all.partition_point(|each| compared(each).is_le());
    from..to
}

fn nobodys() -> ReadShift {
    let start = DateTime::UNIX_EPOCH;
    ReadShift {
        line: 0,
        also_lines: Vec::new(),
        column: None,
        shift: Shift {
            agent: "".into(),
            time: DateRange { start, end: start },
            skills: Vec::new(),
            breaks: Vec::new(),
            status: ShiftStatus::Draft,
        },
    }
}
