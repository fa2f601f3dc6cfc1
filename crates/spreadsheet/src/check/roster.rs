//! Which shifts of an agent meet.

use std::collections::BTreeMap;

use chrono::DateTime;
use staffing::ShiftSkill;

use crate::check::sheet::Sheet;
use crate::names::Lists;
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::shifts::{NO_COLUMN, Packed, Packs, Shifts};
use crate::wording::window_words;
use crate::{Field, Layout};

/// Keeps those shifts of which no two of an agent overlap, and tells how many
/// rows added skills to a shift. `parts` are further lines of shifts that were joined
/// from several rows.
///
/// Shifts of the same agent and times are one shift (the natural key of the WFM
/// API), and its skills are united. Of others that meet, the one that the file
/// has first stands.
pub(crate) fn call(
    sheet: &Sheet<'_>,
    packs: Packs,
    parts: Vec<(usize, u32)>,
    problems: &mut Vec<Problem>,
) -> (Shifts, usize) {
    let meeting = meeting_agents(&packs);
    let mut roster = Roster {
        standing: vec![BTreeMap::new(); packs.agents.len()],
        dropped: vec![false; packs.all.len()],
        packs,
        also: Vec::new(),
        parts: BTreeMap::new(),
    };
    for (index, line) in parts {
        roster.parts.entry(index).or_default().push(line);
    }
    if !meeting.contains(&true) {
        return (roster.shifts(), 0);
    }
    let mut united = 0;
    for index in 0..roster.packs.all.len() {
        let Some(&packed) = roster.packs.all.get(index) else {
            break;
        };
        if !meeting.get(packed.agent as usize).copied().unwrap_or(false) {
            continue;
        }
        let added = roster.add(index, packed);
        united += usize::from(matches!(added, Added::United));
        let parts = roster.take_parts(index, &added);
        if let Some((fault, severity)) = roster.said(sheet, &packed, &added) {
            let field = match added {
                Added::Overlaps(_) => start_field(sheet),
                _ => Field::Agent,
            };
            let column = match packed.column {
                NO_COLUMN => sheet.columns.place(field),
                column => Some(column.into()),
            };
            let lines = std::iter::once(packed.line).chain(parts);
            problems.extend(lines.map(|line| fault.clone().at(line as usize, column, severity)));
        }
    }
    (roster.shifts(), united)
}

/// What became of a row's shift.
#[derive(Debug, PartialEq, Eq)]
enum Added {
    New,
    /// The shift at this index says the same already.
    Repeated(usize),
    /// Its skills were added to a standing shift.
    United,
    /// The shift at this index has the same agent and times, but other breaks,
    /// status or proficiency.
    Contradicts(usize, &'static str),
    /// The agent's shift at this index is at the same time.
    Overlaps(usize),
}

struct Roster {
    packs: Packs,
    /// Of each agent, by start.
    standing: Vec<BTreeMap<i64, usize>>,
    dropped: Vec<bool>,
    /// Index of a shift, and a further line of it.
    also: Vec<(usize, u32)>,
    /// Lines of each shift's activities and breaks.
    parts: BTreeMap<usize, Vec<u32>>,
}

impl Roster {
    /// Adds a shift, unless it meets another one of its agent.
    fn add(&mut self, index: usize, packed: Packed) -> Added {
        let Some(standing) = self.standing.get_mut(packed.agent as usize) else {
            return Added::New;
        };
        let before = standing.range(..packed.end()).next_back();
        let met = before.and_then(|(_, &met)| Some((met, *self.packs.all.get(met)?)));
        let added = match met {
            Some((met, other)) if other.end() > packed.start => {
                if (other.start, other.length) == (packed.start, packed.length) {
                    self.unite(met, other, packed)
                } else {
                    Added::Overlaps(met)
                }
            }
            _ => {
                standing.insert(packed.start, index);
                return Added::New;
            }
        };
        if let Some(dropped) = self.dropped.get_mut(index) {
            *dropped = true;
        }
        added
    }

    /// Further lines of a shift that was not added: of one that says the same they are
    /// the standing one's.
    fn take_parts(&mut self, index: usize, added: &Added) -> Vec<u32> {
        if *added == Added::New {
            return Vec::new();
        }
        let parts = self.parts.remove(&index).unwrap_or_default();
        if let (Added::United | Added::Repeated(_), Some(&(standing, _))) =
            (added, self.also.last())
        {
            self.also.extend(parts.iter().map(|&line| (standing, line)));
        }
        parts
    }

    fn unite(&mut self, index: usize, standing: Packed, incoming: Packed) -> Added {
        if incoming.status != standing.status {
            return Added::Contradicts(index, "status");
        }
        let breaks = &self.packs.break_sets;
        let (own, new) = (breaks.get(standing.breaks), breaks.get(incoming.breaks));
        // Breaks left out on one of several rows are not a word against them.
        if own != new && !own.is_empty() && !new.is_empty() {
            return Added::Contradicts(index, "breaks");
        }
        let breaks = if own.is_empty() {
            incoming.breaks
        } else {
            standing.breaks
        };
        let sets = &mut self.packs.skill_sets;
        let Some(skills) = joined(sets, standing.skills, incoming.skills) else {
            return Added::Contradicts(index, "proficiency");
        };
        let grown = sets.get(skills).len() > sets.get(standing.skills).len();
        if let Some(packed) = self.packs.all.get_mut(index) {
            packed.skills = skills;
            packed.breaks = breaks;
        }
        self.also.push((index, incoming.line));
        if grown {
            Added::United
        } else {
            Added::Repeated(index)
        }
    }

    /// What is said of a shift that was not added.
    fn said(&self, sheet: &Sheet<'_>, packed: &Packed, added: &Added) -> Option<(Fault, Severity)> {
        let other = |index: usize| self.packs.all.get(index).copied();
        let fault = match *added {
            Added::New | Added::United => return None,
            Added::Repeated(index) => {
                return Some((repeated(other(index)?.line), Severity::Warning));
            }
            Added::Contradicts(index, what) => {
                let line = other(index)?.line;
                let what = match what {
                    "breaks" => "set of breaks",
                    other => other,
                };
                let message = format!("The same shift stands on line {line}, with another {what}.");
                Fault::new(ProblemCode::Contradiction, message)
                    .suggest("Delete one of the two rows, or make them alike.")
            }
            Added::Overlaps(index) => {
                let other = other(index)?;
                let clock = sheet.clock();
                let local = |seconds| {
                    clock.local(DateTime::from_timestamp_secs(seconds).unwrap_or_default())
                };
                let when = window_words(local(other.start), local(other.end()));
                let agent = self.packs.agents.get(packed.agent);
                let message = format!(
                    "This shift overlaps line {}: {agent} works {when} there.",
                    other.line
                );
                let suggestion = match sheet.columns.layout {
                    Layout::List => "Correct the times, or delete one of the two rows.",
                    Layout::Grid | Layout::AgentColumns => {
                        "Correct the times, or empty one of the two cells."
                    }
                };
                Fault::new(ProblemCode::Overlap, message).suggest(suggestion)
            }
        };
        Some((fault, Severity::Error))
    }

    /// Those that stand.
    fn shifts(mut self) -> Shifts {
        let now = kept(&self.dropped);
        let mut dropped = self.dropped.into_iter();
        self.packs.all.retain(|_| dropped.next() == Some(false));
        let parts = self.parts.into_iter();
        let parts =
            parts.flat_map(|(index, lines)| lines.into_iter().map(move |line| (index, line)));
        let also = self.also.into_iter().chain(parts);
        let also = also.filter_map(|(index, line)| Some((*now.get(index)?, line)));
        Shifts::new(self.packs, also.collect())
    }
}

/// The index that each shift has when others are gone.
pub(crate) fn kept(dropped: &[bool]) -> Vec<u32> {
    let mut now = Vec::with_capacity(dropped.len());
    let mut count = 0_u32;
    for &dropped in dropped {
        now.push(count);
        count += u32::from(!dropped);
    }
    now
}

/// What is said of a row that repeats another one.
pub(crate) fn repeated(line: u32) -> Fault {
    let message = format!("The same shift stands on line {line} already. It is read once.");
    Fault::new(ProblemCode::DuplicateRow, message)
}

/// Of each agent, whether two of its shifts share time.
fn meeting_agents(packs: &Packs) -> Vec<bool> {
    // In most files each agent's shifts come in the order of time, and then
    // one look at each is enough.
    let mut ends = vec![i64::MIN; packs.agents.len()];
    let mut unsure = vec![false; packs.agents.len()];
    for packed in &packs.all {
        let agent = packed.agent as usize;
        if let (Some(end), Some(unsure)) = (ends.get_mut(agent), unsure.get_mut(agent)) {
            *unsure |= packed.start < *end;
            *end = (*end).max(packed.end());
        }
    }
    let is_unsure = |packed: &&Packed| unsure.get(packed.agent as usize) == Some(&true);
    let mut times: Vec<(u32, i64, i64)> = packs
        .all
        .iter()
        .filter(is_unsure)
        .map(|packed| (packed.agent, packed.start, packed.end()))
        .collect();
    times.sort_unstable();
    let mut meeting = vec![false; packs.agents.len()];
    // As long as none met, the one before ends last.
    for (before, after) in times.iter().zip(times.iter().skip(1)) {
        if before.0 == after.0
            && after.1 < before.2
            && let Some(meeting) = meeting.get_mut(after.0 as usize)
        {
            *meeting = true;
        }
    }
    meeting
}

/// Both sets in one; `None` where a skill's proficiencies differ.
pub(crate) fn joined(sets: &mut Lists<ShiftSkill>, standing: u32, incoming: u32) -> Option<u32> {
    if standing == incoming {
        return Some(standing);
    }
    let mut skills = sets.get(standing).to_vec();
    for skill in sets.get(incoming) {
        let known = skills.iter_mut().find(|known| known.skill == skill.skill);
        match known {
            None => skills.push(skill.clone()),
            Some(known) => match (known.proficiency, skill.proficiency) {
                (Some(own), Some(new)) if own != new => return None,
                (own, new) => known.proficiency = own.or(new),
            },
        }
    }
    Some(sets.number(&skills))
}

/// Where the start of a shift stands.
pub(crate) fn start_field(sheet: &Sheet<'_>) -> Field {
    match sheet.columns.place(Field::Start) {
        Some(_) => Field::Start,
        None => Field::StartTime,
    }
}

#[cfg(test)]
mod tests;
