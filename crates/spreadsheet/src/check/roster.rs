//! The shifts read so far, by agent, so that rows that meet are seen.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use staffing::{AgentId, Shift, ShiftSkill};

use crate::ReadShift;

/// Shifts of which no two of an agent overlap.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    pub(crate) shifts: Vec<ReadShift>,
    by_agent: HashMap<AgentId, BTreeMap<DateTime<Utc>, usize>>,
}

/// What became of a row's shift.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Added {
    New,
    /// The row of that line says the same already.
    Repeated(usize),
    /// Its skills were added to the shift of that line.
    United(usize),
    /// The row of that line has the same agent and times, but other breaks,
    /// status or proficiency.
    Contradicts(usize, &'static str),
    /// The agent's shift at this index is at the same time.
    Overlaps(usize),
}

impl Roster {
    /// Adds the shift of a row, unless it meets another one of its agent.
    ///
    /// Shifts of the same agent and times are one shift (the natural key of the
    /// WFM API), and its skills are united.
    pub(crate) fn add(&mut self, line: usize, shift: Shift) -> Added {
        let standing = self.by_agent.entry(shift.agent.clone()).or_default();
        let before = standing
            .range(..shift.time.end)
            .next_back()
            .map(|(_, &index)| index);
        let met = before.and_then(|index| Some((index, self.shifts.get_mut(index)?)));
        match met {
            Some((index, other)) if other.shift.time.overlaps(&shift.time) => {
                if other.shift.time == shift.time {
                    unite(other, line, shift)
                } else {
                    Added::Overlaps(index)
                }
            }
            _ => {
                standing.insert(shift.time.start, self.shifts.len());
                self.shifts.push(ReadShift {
                    line,
                    also_lines: Vec::new(),
                    shift,
                });
                Added::New
            }
        }
    }
}

fn unite(standing: &mut ReadShift, line: usize, incoming: Shift) -> Added {
    let (first, shift) = (standing.line, &mut standing.shift);
    if incoming.status != shift.status {
        return Added::Contradicts(first, "status");
    }
    // Breaks left out on one of several rows are not a word against them.
    let silent = incoming.breaks.is_empty() || shift.breaks.is_empty();
    if incoming.breaks != shift.breaks && !silent {
        return Added::Contradicts(first, "breaks");
    }
    let mut skills = shift.skills.clone();
    for skill in incoming.skills {
        if !join(&mut skills, skill) {
            return Added::Contradicts(first, "proficiency");
        }
    }
    if shift.breaks.is_empty() {
        shift.breaks = incoming.breaks;
    }
    standing.also_lines.push(line);
    let grown = skills.len() > shift.skills.len();
    shift.skills = skills;
    if grown {
        Added::United(first)
    } else {
        Added::Repeated(first)
    }
}

/// Adds a skill, or what is new about one; fails where its proficiency differs.
fn join(skills: &mut Vec<ShiftSkill>, incoming: ShiftSkill) -> bool {
    let Some(known) = skills
        .iter_mut()
        .find(|known| known.skill == incoming.skill)
    else {
        skills.push(incoming);
        return true;
    };
    match (known.proficiency, incoming.proficiency) {
        (Some(standing), Some(new)) => standing == new,
        (standing, new) => {
            known.proficiency = standing.or(new);
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use staffing::{Break, DateRange, Proficiency, ShiftStatus};

    use super::*;

    fn shift(from: i64, to: i64, skills: &[&str]) -> Shift {
        let at = |hour| DateTime::UNIX_EPOCH + TimeDelta::hours(hour);
        let skill = |skill: &&str| ShiftSkill {
            skill: (*skill).into(),
            proficiency: None,
        };
        Shift {
            agent: "A1".into(),
            time: DateRange::new(at(from), at(to)).unwrap(),
            skills: skills.iter().map(skill).collect(),
            breaks: Vec::new(),
            status: ShiftStatus::Draft,
        }
    }

    #[test]
    fn shifts_that_meet_are_seen() {
        let standing = [(2, shift(6, 14, &["X"])), (3, shift(22, 30, &["X"]))];
        let with_break = Shift {
            breaks: vec![Break {
                offset_seconds: 60,
                duration_seconds: 60,
            }],
            ..shift(6, 14, &["X"])
        };
        let other_agent = Shift {
            agent: "A2".into(),
            ..shift(6, 14, &["X"])
        };
        let published = Shift {
            status: ShiftStatus::Published,
            ..shift(6, 14, &["X"])
        };
        for (added, expected) in [
            (shift(14, 22, &["X"]), Added::New),
            (shift(4, 6, &["X"]), Added::New),
            (other_agent, Added::New),
            (shift(6, 14, &["X"]), Added::Repeated(2)),
            (with_break, Added::Repeated(2)),
            (shift(6, 14, &["Y"]), Added::United(2)),
            (published, Added::Contradicts(2, "status")),
            (shift(13, 15, &["X"]), Added::Overlaps(0)),
            (shift(7, 8, &["X"]), Added::Overlaps(0)),
            (shift(5, 7, &["X"]), Added::Overlaps(0)),
            (shift(0, 40, &["X"]), Added::Overlaps(1)),
            (shift(20, 23, &["X"]), Added::Overlaps(1)),
            (shift(29, 33, &["X"]), Added::Overlaps(1)),
        ] {
            let mut roster = Roster::default();
            for (line, shift) in standing.clone() {
                assert_eq!(roster.add(line, shift), Added::New);
            }
            let words = format!("{added:?}");

            assert_eq!(roster.add(9, added), expected, "{words}");
        }
    }

    #[test]
    fn united_shifts_hold_what_all_rows_say() {
        let rated = |skill: &str, proficiency| ShiftSkill {
            skill: skill.into(),
            proficiency,
        };
        let mut roster = Roster::default();
        roster.add(2, shift(6, 14, &["X"]));
        roster.add(
            3,
            Shift {
                skills: vec![rated("X", Some(Proficiency::Expert)), rated("Y", None)],
                ..shift(6, 14, &[])
            },
        );

        let contradicting = Shift {
            skills: vec![rated("X", Some(Proficiency::Beginner)), rated("Z", None)],
            ..shift(6, 14, &[])
        };
        assert_eq!(
            roster.add(4, contradicting),
            Added::Contradicts(2, "proficiency")
        );

        let [read] = roster.shifts.as_slice() else {
            panic!("one shift")
        };
        assert_eq!(
            read.shift.skills,
            [rated("X", Some(Proficiency::Expert)), rated("Y", None)]
        );
        assert_eq!(
            read.also_lines,
            [3],
            "the row that contradicts added nothing"
        );
    }
}
