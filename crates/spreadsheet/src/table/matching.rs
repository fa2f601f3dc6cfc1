//! Which column is which: by header, by cells, and as the planner says.

use crate::mended::MendedRows;
use crate::table::columns::Columns;
use crate::table::days::Dated;
use crate::table::header::{Header, names_side_of_day};
use crate::table::header_words::{self, Meant};
use crate::table::profile::Profile;
use crate::{Choices, Confidence, Field, FileKind, Layout};
use headers::fits;

mod asides;
mod guesses;
mod headers;
mod pairs;
mod settled;
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
}
