//! What a table holds, and how it is laid out.

use crate::choices::Choices;
use crate::mended::MendedRows;
use crate::table::header::{self, Header};
use crate::table::header_words::{self, Meant};
use crate::table::matching;
use crate::table::profile::{Profile, is_number};
use crate::table::skill_columns::{Seen, SkillColumns, skill_of_required};
use crate::{Field, FileKind, Layout};

/// What the table holds, and how it is laid out.
pub(crate) fn shape(
    rows: MendedRows<'_>,
    header: &Header,
    choices: &Choices,
) -> (FileKind, Layout) {
    let sample = matching::sample(rows, header.first_row);
    let told = if header.agent_columns.is_some() {
        (FileKind::Shifts, Layout::AgentColumns)
    } else if !header.times.is_empty() {
        (FileKind::Requirements, Layout::Grid)
    } else if header.days.is_empty() {
        (list_kind(rows, header, &sample, choices), Layout::List)
    } else {
        let intervals =
            leading_times(rows, header, &sample) || leading_numbers(rows, header, &sample);
        let numbers = share(rows, header, &sample, is_number);
        let is_staffing = intervals && numbers > 0.5;
        (
            if is_staffing {
                FileKind::Requirements
            } else {
                FileKind::Shifts
            },
            Layout::Grid,
        )
    };
    // Agents or days cannot be chosen for columns whose headers name none.
    let can_be = |layout: &Layout| *layout == Layout::List || *layout == told.1;
    let layout = choices.layout.filter(can_be).unwrap_or(told.1);
    let kind = match choices.kind {
        Some(kind) => kind,
        None if layout == told.1 => told.0,
        None => list_kind(rows, header, &sample, choices),
    };
    match (kind, layout) {
        (FileKind::Requirements, Layout::AgentColumns) => (kind, Layout::List),
        both => both,
    }
}

fn list_kind(
    rows: MendedRows<'_>,
    header: &Header,
    sample: &[usize],
    choices: &Choices,
) -> FileKind {
    let meant: Vec<(usize, Meant)> = header
        .texts
        .iter()
        .enumerate()
        .filter_map(|(column, text)| Some((column, header_words::near(text)?)))
        .collect();
    let has = |fields: &[Field]| meant.iter().any(|(_, meant)| fields.contains(&meant.field));
    let required = meant
        .iter()
        .find(|(_, meant)| meant.field == Field::RequiredAgents);
    let says_skill = |column: usize| {
        let header = header.texts.get(column);
        header.is_some_and(|header| skill_of_required(header).is_some())
    };
    let may_be_across = required.is_none_or(|(column, _)| says_skill(*column));
    if may_be_across && has_skills_across(rows, header, sample, choices) {
        return FileKind::Requirements;
    }
    let Some((column, _)) = required else {
        return FileKind::Shifts;
    };
    let profile = Profile::of(rows, sample, *column, None);
    let numbers = profile.filled == 0 || profile.mostly(profile.numbers);
    let names_agents = meant
        .iter()
        .any(|(index, meant)| meant.field == Field::Agent && index != column);
    let is_roster = names_agents && has(&[Field::End, Field::EndTime, Field::Duration]);
    let clear = has(&[Field::Start, Field::StartTime]) || !has(&[Field::Agent, Field::End]);
    if numbers && clear && !is_roster {
        FileKind::Requirements
    } else {
        FileKind::Shifts
    }
}

/// Whether the columns are skills, each with the agents required of it.
fn has_skills_across(
    rows: MendedRows<'_>,
    header: &Header,
    sample: &[usize],
    choices: &Choices,
) -> bool {
    let profiles = (0..header.texts.len()).map(|column| Profile::of(rows, sample, column, None));
    let profiles: Vec<Profile> = profiles.collect();
    let seen = header.texts.iter().zip(&profiles);
    let seen: Vec<Seen<'_>> = seen
        .map(|(header, profile)| Seen { header, profile })
        .collect();
    SkillColumns::find(rows, sample, &seen, choices).is_some()
}

/// Whether a column left of the days has times of day, one a row.
fn leading_times(rows: MendedRows<'_>, header: &Header, sample: &[usize]) -> bool {
    let first_day = header
        .days
        .iter()
        .map(|named| named.column)
        .min()
        .unwrap_or_default();
    (0..first_day).any(|column| {
        let cells = sample
            .iter()
            .filter_map(|&index| rows.get(index)?.cell(column))
            .map(str::trim);
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let times = filled
            .iter()
            .filter(|cell| header::interval(cell).is_some())
            .count();
        times >= 2 && times * 2 > filled.len()
    })
}

/// Whether a column that is named after intervals numbers them, left of the days.
fn leading_numbers(rows: MendedRows<'_>, header: &Header, sample: &[usize]) -> bool {
    let first_day = header.days.iter().map(|named| named.column).min();
    (0..first_day.unwrap_or_default()).any(|column| {
        let meant = header
            .texts
            .get(column)
            .and_then(|text| header_words::known(text));
        let starts =
            meant.is_some_and(|meant| matches!(meant.field, Field::Start | Field::StartTime));
        let profile = || Profile::of(rows, sample, column, None);
        starts && {
            let profile = profile();
            profile.mostly(profile.numbers)
        }
    })
}

/// Which part of the days' cells is like that.
fn share(
    rows: MendedRows<'_>,
    header: &Header,
    sample: &[usize],
    is: impl Fn(&str) -> bool,
) -> f64 {
    let (mut filled, mut like) = (0_u32, 0_u32);
    for row in sample.iter().filter_map(|&index| rows.get(index)) {
        for named in &header.days {
            let cell = row.cell(named.column).unwrap_or_default().trim();
            if !cell.is_empty() {
                filled += 1;
                like += u32::from(is(cell));
            }
        }
    }
    f64::from(like) / f64::from(filled.max(1))
}
