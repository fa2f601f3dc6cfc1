//! Which column is which: by header, by cells, and as the planner says.

use crate::mended::MendedRows;
use crate::table::columns::{Columns, Day, letters};
use crate::table::days::Dated;
use crate::table::header::{Header, names_side_of_day};
use crate::table::header_words::{self, Meant, is_whole_shift};
use crate::table::profile::Profile;
use crate::{Choices, Column, Confidence, Field, FileKind, Layout};

mod asides;
mod guesses;
mod pairs;
mod skills;
mod unread;

/// All that is known of one column.
#[derive(Debug)]
struct Candidate {
    header: String,
    profile: Profile,
    meant: Option<Meant>,
    /// Whether its header is one that is known, whatever its cells are.
    is_named: bool,
    /// What it was settled to be.
    field: Option<(Field, Confidence)>,
    /// Neither field nor guess: the planner, or the grid, has it.
    taken: bool,
}

/// Tells the columns of a table whose header was found.
pub(crate) fn columns(
    rows: MendedRows<'_>,
    header: &Header,
    dated: &Dated,
    kind: FileKind,
    layout: Layout,
    choices: &Choices,
) -> Columns {
    let sample = sample(rows, header.first_row);
    let known_skills = choices.known_skills.as_deref();
    let in_grid: Vec<usize> = match layout {
        Layout::Grid => {
            let days = dated.days.iter().map(|(column, _)| *column);
            let ends = header.ends.iter().flatten().copied();
            days.chain(ends)
                .chain(header.times.iter().map(|(column, _)| *column))
                .collect()
        }
        Layout::AgentColumns => {
            let people = header.agent_columns.iter().flat_map(|found| &found.people);
            people.copied().collect()
        }
        Layout::List => Vec::new(),
    };
    let mut all: Vec<Candidate> = header
        .texts
        .iter()
        .enumerate()
        .map(|(column, text)| {
            let profile = Profile::of(rows, &sample, column, known_skills);
            let meant = header_words::near(text).filter(|meant| fits(*meant, &profile, kind));
            Candidate {
                header: text.clone(),
                profile,
                meant,
                is_named: header_words::known(text).is_some() || names_side_of_day(text),
                field: None,
                taken: in_grid.contains(&column),
            }
        })
        .collect();
    for (column, candidate) in all.iter_mut().enumerate() {
        match choices.columns.get(&column) {
            Some(Some(field)) => candidate.field = Some((*field, Confidence::Chosen)),
            Some(None) => candidate.taken = true,
            None => {}
        }
    }
    let mut table = Matching {
        all,
        kind,
        layout,
        in_grid,
    };
    if let Some(found) = header
        .agent_columns
        .as_ref()
        .filter(|_| layout == Layout::AgentColumns)
    {
        table.settle(found.dates, Field::Date, Confidence::Sure);
    }
    let skills = table.skills_across(rows, &sample, choices);
    table.by_header();
    table.by_cells();
    table.agents();
    table.further_pairs();
    let ids_in_brackets = table.ids_in_brackets(rows, &sample);
    let mut columns = table.finish(header, dated);
    columns.ids_in_brackets = ids_in_brackets;
    columns.skills = skills;
    columns.id_is_name &= !ids_in_brackets;
    columns
}

/// The rows that stand for all: the first ones, and some from further down.
pub(crate) fn sample(rows: MendedRows<'_>, first_row: usize) -> Vec<usize> {
    const FIRST: usize = 60;
    const FURTHER: usize = 60;
    let near = first_row..rows.len().min(first_row + FIRST);
    let rest = rows.len().saturating_sub(near.end);
    let step = (rest / FURTHER).max(1);
    near.clone()
        .chain((near.end..rows.len()).step_by(step).take(FURTHER))
        .collect()
}

/// Whether cells can be what their header says. Blank and broken ones can, and
/// so can ids and names of any look where the header is surely theirs.
fn fits(meant: Meant, profile: &Profile, kind: FileKind) -> bool {
    let temporal = profile.is_temporal();
    let dated = profile.has_dates() || profile.has_moments();
    match meant.field {
        Field::Agent | Field::AgentName | Field::Skills | Field::Status | Field::Proficiency => {
            meant.confidence == Confidence::Sure || !temporal
        }
        Field::Date => !profile.has_times() && !profile.has_windows(),
        Field::RequiredAgents => kind == FileKind::Requirements && !temporal,
        Field::Duration | Field::Breaks => !dated,
        Field::Start | Field::StartTime | Field::End | Field::EndTime => {
            // Of a header that is surely theirs, cells that are no times are faults to tell.
            meant.confidence == Confidence::Sure
                || !profile.mostly(profile.names + profile.codes + profile.statuses)
        }
        Field::Notes => true,
    }
}

struct Matching {
    all: Vec<Candidate>,
    kind: FileKind,
    layout: Layout,
    in_grid: Vec<usize>,
}

impl Matching {
    fn has(&self, field: Field) -> bool {
        self.place(field).is_some()
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.all
            .iter()
            .position(|column| column.field.is_some_and(|(known, _)| known == field))
    }

    /// Columns that are nothing yet, from left to right.
    fn open(&self) -> impl Iterator<Item = (usize, &Candidate)> {
        self.all
            .iter()
            .enumerate()
            .filter(|(_, column)| column.field.is_none() && !column.taken)
    }

    /// Columns that are nothing yet and whose headers say nothing.
    fn unnamed(&self) -> impl Iterator<Item = (usize, &Candidate)> {
        self.open().filter(|(_, column)| !column.is_named)
    }

    fn settle(&mut self, column: usize, field: Field, confidence: Confidence) {
        if let Some(candidate) = self.all.get_mut(column) {
            candidate.field = Some((field, confidence));
        }
    }

    /// Fields that a file of this kind and layout has.
    fn reads(&self, field: Field) -> bool {
        let temporal = matches!(
            field,
            Field::Date
                | Field::Start
                | Field::StartTime
                | Field::End
                | Field::EndTime
                | Field::Duration
        );
        match (self.kind, self.layout) {
            (FileKind::Shifts, Layout::List) => field != Field::RequiredAgents,
            (FileKind::Shifts, Layout::Grid) => !temporal && field != Field::RequiredAgents,
            (FileKind::Shifts, Layout::AgentColumns) => matches!(field, Field::Date | Field::Notes),
            (FileKind::Requirements, Layout::List) => matches!(
                field,
                Field::Skills
                    | Field::Date
                    | Field::Start
                    | Field::StartTime
                    | Field::RequiredAgents
                    | Field::Notes
            ),
            (FileKind::Requirements, Layout::Grid | Layout::AgentColumns) => matches!(
                field,
                Field::Skills | Field::Date | Field::Start | Field::StartTime | Field::Notes
            ),
        }
    }

    /// Settles what headers say, the clearest first.
    fn by_header(&mut self) {
        // Both columns of a side may be headed "Start": their cells tell them apart.
        self.side(Field::Start, Field::StartTime);
        self.side(Field::End, Field::EndTime);
        let mut ranked: Vec<(usize, Meant)> = self
            .open()
            .filter_map(|(index, column)| Some((index, column.meant?)))
            .collect();
        ranked.sort_by_key(|(index, meant)| {
            let blank = self
                .all
                .get(*index)
                .is_none_or(|column| column.profile.filled == 0);
            (
                std::cmp::Reverse(meant.confidence),
                blank,
                meant.rank,
                *index,
            )
        });
        for (index, meant) in ranked {
            let wanted =
                self.reads(meant.field) && (meant.field.is_shared() || !self.has(meant.field));
            // Among the days there are their breaks, right of them totals and legends.
            let first_day = self.in_grid.iter().min();
            let beside = first_day.is_some_and(|first| {
                index > *first
                    && !matches!(meant.field, Field::Notes | Field::Skills | Field::Status)
            });
            if wanted && !beside {
                self.settle(index, meant.field, meant.confidence);
            }
        }
    }

    /// Settles the columns of one side of a shift.
    fn side(&mut self, whole: Field, apart: Field) {
        if !self.reads(whole) {
            return;
        }
        let is_side = |field: Field| field == whole || field == apart;
        let mut columns: Vec<(usize, Meant)> = self
            .open()
            .filter_map(|(index, column)| {
                Some((index, column.meant.filter(|meant| is_side(meant.field))?))
            })
            .collect();
        columns.sort_by_key(|(index, meant)| {
            (std::cmp::Reverse(meant.confidence), meant.rank, *index)
        });
        let with = |holds: &dyn Fn(&Profile) -> bool| {
            columns
                .iter()
                .find(|(index, _)| {
                    self.all
                        .get(*index)
                        .is_some_and(|column| holds(&column.profile))
                })
                .copied()
        };
        let moments = with(&|profile| profile.has_moments());
        let dates = with(&|profile| profile.has_dates());
        let times = with(&|profile| profile.has_times());
        let (first, second) = match (moments, dates, times) {
            (Some(moment), _, _) => (Some(moment), None),
            (None, Some(date), Some(time)) => (Some(date), Some(time)),
            (None, Some(date), None) => {
                let other = columns.iter().find(|(index, _)| *index != date.0);
                (Some(date), other.copied())
            }
            (None, None, time) => (time.or(columns.first().copied()), None),
        };
        if let Some((index, meant)) = first
            && !self.has(whole)
        {
            let alone = second.is_none() && meant.field == apart;
            let field = if alone && !self.has(apart) {
                apart
            } else {
                whole
            };
            self.settle(index, field, meant.confidence);
        }
        if let Some((index, meant)) = second
            && !self.has(apart)
        {
            self.settle(index, apart, meant.confidence);
        }
        // The losers are no start or end at all.
        for (index, _) in columns {
            if let Some(column) = self.all.get_mut(index)
                && column.field.is_none()
            {
                column.meant = None;
            }
        }
    }

    fn finish(self, header: &Header, dated: &Dated) -> Columns {
        let day_of = |column: usize| {
            let ends = header.days.iter().zip(&header.ends);
            let of_end = ends
                .filter(|(_, end)| **end == Some(column))
                .map(|(named, _)| named.column)
                .next();
            let column = of_end.unwrap_or(column);
            dated
                .days
                .iter()
                .find(|(day, _)| *day == column)
                .and_then(|(_, date)| *date)
        };
        let start = self.place(Field::Start);
        let windows = start
            .and_then(|start| self.all.get(start))
            .is_some_and(|column| {
                column.profile.has_windows()
                    || (is_whole_shift(&column.header)
                        && !column.profile.has_moments()
                        && !column.profile.has_times()
                        && !column.profile.has_dates())
            });
        let ends = self.has(Field::End) || self.has(Field::EndTime) || self.has(Field::Duration);
        let id_is_name = self
            .place(Field::Agent)
            .and_then(|agent| self.all.get(agent))
            .is_some_and(|column| {
                let named = column
                    .meant
                    .is_some_and(|meant| meant.field == Field::AgentName);
                named
                    || (column.profile.mostly(column.profile.names)
                        && column.profile.codes + column.profile.numbers == 0)
            });
        let is_list = self.layout == Layout::List;
        let all: Vec<Column> = self
            .all
            .iter()
            .enumerate()
            .map(|(index, column)| Column {
                header: if header.rows.is_some() {
                    column.header.clone()
                } else {
                    format!("Column {}", letters(index))
                },
                field: column.field.map(|(field, _)| field),
                day: match self.layout {
                    Layout::Grid => day_of(index),
                    Layout::List | Layout::AgentColumns => None,
                },
                is_agent: self.layout == Layout::AgentColumns && self.in_grid.contains(&index),
                confidence: match column.field {
                    Some((_, confidence)) => confidence,
                    None if self.in_grid.contains(&index) => Confidence::Sure,
                    None => Confidence::Guess,
                },
            })
            .collect();
        let (unread, halves) = (self.unread(), self.halves());
        let (activity, cancelled) = (self.activity(), self.cancelled());
        let mut columns = Columns::new(self.kind, self.layout, all);
        columns.unread = unread;
        columns.halves = halves;
        columns.activity = activity;
        columns.cancelled = cancelled;
        columns.start_holds_windows = is_list && self.kind == FileKind::Shifts && windows && !ends;
        columns.id_is_name = id_is_name && self.kind == FileKind::Shifts;
        if self.layout == Layout::AgentColumns {
            let undated = |&column: &usize| Day {
                date: None,
                column,
                end_column: None,
            };
            columns.days = self.in_grid.iter().map(undated).collect();
        } else if !is_list {
            let end_of = |column: usize| {
                let ends = header.days.iter().zip(&header.ends);
                ends.filter(|(named, _)| named.column == column)
                    .find_map(|(_, end)| *end)
            };
            columns.days = dated
                .days
                .iter()
                .map(|&(column, date)| Day {
                    date,
                    column,
                    end_column: end_of(column),
                })
                .collect();
        }
        columns
    }
}
