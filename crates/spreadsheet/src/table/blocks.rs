//! Further blocks below the first one of a grid: other weeks, or the same days again.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};

use crate::mended::MendedRows;
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::table::columns::{Columns, Day};
use crate::table::days::{self, Dated, Head, NamedDay};
use crate::table::header::Header;
use crate::table::hint::Hint;
use crate::table::left_out::is_total;
use crate::values::dates::Dating;
use crate::values::letters::key;
use crate::wording::date_words;
use crate::{Choices, Field, FileKind};
use heads::{Group, groups};

mod heads;

/// All further blocks of a grid, from top to bottom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    all: Vec<Block>,
    /// What is to be told of how their days were read.
    pub(crate) problems: Vec<Problem>,
}

/// Rows that have days of their own.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Index of its first row: a title or header.
    first: usize,
    /// The line of that row.
    pub(crate) line: usize,
    /// Indexes of the rows that are titles and headers.
    heads: Vec<usize>,
    /// `None` where it is open which days they are: then no row may be read.
    pub(crate) days: Option<Vec<Day>>,
    /// Whether its days are those of the block before.
    is_again: bool,
}

impl Blocks {
    /// The block of a row; none of those of the first.
    pub(crate) fn of_row(&self, index: usize) -> Option<&Block> {
        let next = self.all.partition_point(|block| block.first <= index);
        self.all.get(next.checked_sub(1)?)
    }

    /// Whether a row is the title or header of a block.
    pub(crate) fn is_head(&self, index: usize) -> bool {
        let block = self.of_row(index);
        block.is_some_and(|block| block.heads.contains(&index))
    }

    /// Whether a row is in a block whose days are those of the block before.
    pub(crate) fn is_again(&self, index: usize) -> bool {
        self.of_row(index).is_some_and(|block| block.is_again)
    }

    /// Why a row is none of the table, where it is the title or header of a block.
    pub(crate) fn head(&self, index: usize) -> Option<String> {
        let block = self.of_row(index)?;
        let reason = match block.is_again {
            true => "The header again.",
            false => "The title or header of another week.",
        };
        block.heads.contains(&index).then(|| reason.to_owned())
    }

    /// All columns that are a day in any block.
    pub(crate) fn columns(&self) -> BTreeSet<usize> {
        let days = self.all.iter().filter_map(|block| block.days.as_ref());
        days.flatten().map(|day| day.column).collect()
    }
}

impl Block {
    /// What is said of a row whose days are open.
    pub(crate) fn unread(&self) -> Fault {
        let message = format!(
            "Line {} begins another block, and it is open of which days it is.",
            self.line
        );
        Fault::new(ProblemCode::UnclearDays, message)
            .suggest("Write dates into its header, or put each week in a file or sheet of its own.")
    }
}

/// Finds the blocks below the first, whose days are those of the header.
pub(crate) fn find(
    rows: MendedRows<'_>,
    header: &Header,
    columns: &Columns,
    dating: Dating,
    choices: &Choices,
) -> Blocks {
    let dates = || columns.days.iter().filter_map(|day| day.date);
    let (Some(from), Some(to)) = (dates().min(), dates().max()) else {
        return Blocks::default();
    };
    let groups = groups(rows, header, dating, (from, to));
    let ends = groups.iter().skip(1).map(|group| group.first);
    let ends: Vec<usize> = ends.chain([rows.len()]).collect();
    let mut reader = Reader {
        rows,
        agent: columns
            .place(Field::Agent)
            .filter(|_| columns.kind == FileKind::Shifts),
        is_roster: columns.kind == FileKind::Shifts,
        dating,
        choices: Choices {
            date_order: choices.date_order,
            ..Choices::new(choices.zone)
        },
        named: header.days.clone(),
        days: Some(columns.days.clone()),
        agents: BTreeSet::new(),
        found: Blocks::default(),
    };
    let first_end = groups.first().map_or(rows.len(), |group| group.first);
    reader.agents = reader.agents_of(header.first_row..first_end);
    for (group, end) in groups.into_iter().zip(ends) {
        reader.add(group, end);
    }
    reader.found
}

/// What a block's days are.
enum Meant {
    /// Those of the block before.
    Again,
    Dated(Vec<Day>),
    /// The same header over the same agents: the week after.
    After(Vec<Day>),
    Open,
}

struct Reader<'a> {
    rows: MendedRows<'a>,
    agent: Option<usize>,
    is_roster: bool,
    dating: Dating,
    /// None that are meant for the first block.
    choices: Choices,
    /// Of the block before.
    named: Vec<NamedDay>,
    /// Of the block before that had some.
    days: Option<Vec<Day>>,
    /// Who works in the days of the block before.
    agents: BTreeSet<&'a str>,
    found: Blocks,
}

impl<'a> Reader<'a> {
    fn add(&mut self, group: Group, end: usize) {
        let line = self.rows.get(group.first).map_or(0, |row| row.line());
        let agents = self.agents_of(group.below..end);
        let meant = self.meant(&group, &agents);
        let is_again = matches!(meant, Meant::Again);
        let days = match meant {
            Meant::Again => {
                self.agents.extend(agents);
                self.found.all.push(Block {
                    first: group.first,
                    line,
                    heads: group.heads,
                    days: self.days.clone(),
                    is_again,
                });
                return;
            }
            Meant::Dated(days) => Some(days),
            Meant::After(days) => {
                let warning = after_words(&days);
                let warning = warning.map(|fault| fault.at(line, None, Severity::Warning));
                self.found.problems.extend(warning);
                Some(days)
            }
            Meant::Open => None,
        };
        self.agents = agents;
        if let Some(header) = &group.header {
            let dates: Vec<_> = days
                .iter()
                .flatten()
                .map(|day| (day.column, day.date))
                .collect();
            let line = header.rows.and_then(|(_, last)| self.rows.get(last));
            let line = line.map_or(0, |row| row.line());
            let told = days::contradictions(&header.days, &dates, line);
            self.found.problems.extend(told);
            self.named.clone_from(&header.days);
        }
        if days.is_some() {
            self.days.clone_from(&days);
        }
        self.found.all.push(Block {
            first: group.first,
            line,
            heads: group.heads,
            days,
            is_again,
        });
    }

    fn meant(&self, group: &Group, agents: &BTreeSet<&str>) -> Meant {
        let before: Vec<NaiveDate> = self
            .days
            .iter()
            .flatten()
            .filter_map(|day| day.date)
            .collect();
        let (Some(&from), Some(&to)) = (before.iter().min(), before.iter().max()) else {
            return Meant::Open;
        };
        let week_after = from + TimeDelta::days(7);
        let titles = group.titles.iter().map(String::as_str);
        let near = |near| Dating {
            near: Some(near),
            ..self.dating
        };
        let hint = Hint::of(titles, near(week_after));
        let says_when = hint.day.is_some() || hint.week.is_some() || hint.month.is_some();
        let Some(header) = &group.header else {
            // A title alone cannot move days that say their date.
            let says_date = |named: &NamedDay| matches!(named.head, Head::Date(_));
            if self.named.iter().any(says_date) {
                return Meant::Open;
            }
            let ends = self.days.iter().flatten().map(|day| day.end_column);
            let dated = self.dated(&self.named, &hint, week_after);
            return settled(dated, ends.collect(), &before);
        };
        let ends = header.ends.clone();
        let heads: Vec<Head> = header.days.iter().map(|named| named.head).collect();
        let names_dates = heads.iter().all(|head| matches!(head, Head::Date(_)));
        let names_weekdays = heads.iter().all(|head| matches!(head, Head::Weekday(_)));
        if !says_when && !names_dates && (names_weekdays || self.has_same_texts(header)) {
            let next = match names_weekdays {
                true => week_after,
                false => to + TimeDelta::days(1),
            };
            return match self.is_another_week(agents) {
                Some(true) => {
                    let hint = Hint {
                        day: Some(next),
                        ..Hint::default()
                    };
                    match settled(self.dated(&header.days, &hint, next), ends, &before) {
                        Meant::Dated(days) => Meant::After(days),
                        other => other,
                    }
                }
                Some(false) => {
                    let hint = Hint {
                        day: Some(from),
                        ..Hint::default()
                    };
                    settled(self.dated(&header.days, &hint, from), ends, &before)
                }
                None => Meant::Open,
            };
        }
        let near = match names_dates {
            true => week_after,
            false => to + TimeDelta::days(1),
        };
        settled(self.dated(&header.days, &hint, near), ends, &before)
    }

    fn dated(&self, named: &[NamedDay], hint: &Hint, near: NaiveDate) -> Dated {
        let choices = Choices {
            near: Some(near),
            ..self.choices.clone()
        };
        let dating = Dating {
            near: Some(near),
            ..self.dating
        };
        days::dated(named, hint, dating, &choices)
    }

    fn has_same_texts(&self, header: &Header) -> bool {
        let texts = |named: &[NamedDay]| -> Vec<String> {
            named.iter().map(|named| key(&named.text)).collect()
        };
        texts(&self.named) == texts(&header.days)
    }

    /// Whether the same header stands over the agents of the block before; `None`
    /// where it stands over some of them only. Requirements have a block a skill.
    fn is_another_week(&self, agents: &BTreeSet<&str>) -> Option<bool> {
        if !self.is_roster {
            return Some(false);
        }
        self.agent?;
        let common = agents.intersection(&self.agents).count();
        match common {
            0 => Some(false),
            common if common * 2 >= agents.len() => Some(true),
            _ => None,
        }
    }

    fn agents_of(&self, rows: std::ops::Range<usize>) -> BTreeSet<&'a str> {
        let Some(place) = self.agent else {
            return BTreeSet::new();
        };
        let cells = rows.filter_map(|index| self.rows.get(index)?.cell(place));
        let agents = cells.map(str::trim);
        agents
            .filter(|agent| !agent.is_empty() && !is_total(agent))
            .collect()
    }
}

/// Days whose dates are known, or the ones of the block before.
fn settled(dated: Dated, ends: Vec<Option<usize>>, before: &[NaiveDate]) -> Meant {
    let mut days = Vec::new();
    let ends = ends.into_iter().chain(std::iter::repeat(None));
    for ((column, date), end_column) in dated.days.into_iter().zip(ends) {
        if date.is_none() {
            return Meant::Open;
        }
        days.push(Day {
            date,
            column,
            end_column,
        });
    }
    let dates: Vec<NaiveDate> = days.iter().filter_map(|day| day.date).collect();
    match dates == before {
        true => Meant::Again,
        false => Meant::Dated(days),
    }
}

fn after_words(days: &[Day]) -> Option<Fault> {
    let dates = || days.iter().filter_map(|day| day.date);
    let message = format!(
        "The same header stands here again over the same agents. The rows below were read as the days after, {} to {}.",
        date_words(dates().min()?),
        date_words(dates().max()?)
    );
    let fault = Fault::new(ProblemCode::UnclearDays, message);
    Some(fault.suggest("If other days are meant, write dates into this header."))
}
