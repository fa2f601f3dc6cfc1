use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::table::break_columns::BreakColumns;
use crate::table::field::FIELDS;
use crate::table::header_words;
use crate::table::skill_columns::SkillColumns;
use crate::values::ids;
use crate::values::length::Unit;
use crate::values::moment::Role;
use crate::{Column, Field, Layout};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// Agents' shifts.
    Shifts,
    /// Agents required, by skill and interval.
    Requirements,
}

/// All columns, and where each field is.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub(crate) kind: FileKind,
    pub(crate) layout: Layout,
    pub(crate) all: Vec<Column>,
    /// Of a grid, the columns of its days, from left to right.
    pub(crate) days: Vec<Day>,
    /// Whether the cells of Start are whole windows or codes, as in a grid.
    pub(crate) start_holds_windows: bool,
    /// Whether there is no id of agents, so that names serve as ids.
    pub(crate) id_is_name: bool,
    /// Whether the agents' ids stand in brackets behind their names.
    pub(crate) ids_in_brackets: bool,
    /// How the columns of breaks belong together.
    pub(crate) breaks: BreakColumns,
    /// The column that says what is done in a row's time: "Phone", "Vacation".
    pub(crate) activity: Option<usize>,
    /// The column that says whether a row is cancelled.
    pub(crate) cancelled: Option<usize>,
    /// The starts and ends of further shifts of a row.
    pub(crate) further: Vec<Pair>,
    /// Columns with "AM" or "PM" of the time in the column before.
    pub(crate) halves: Vec<usize>,
    /// Of requirements with the skills across, which column is which skill.
    pub(crate) skills: SkillColumns,
    /// Columns that are not read, though their cells can say that a row means
    /// something else than what is read of it.
    pub(crate) unread: Vec<Unread>,
    first: [Option<usize>; FIELDS.len()],
    /// All columns of the fields that several can hold together.
    shared: Vec<(Field, Vec<usize>)>,
}

/// A column that is not read, beside those that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// The start or end of a second shift of the row, and the column of its first.
    Time { column: usize, read: usize },
    /// The agent of a second table to the right, and the column of the first one's.
    Agent { column: usize, read: usize },
    /// "AM" or "PM", and nobody knows of which time.
    HalfOfDay { column: usize },
    /// The zone of the row's times.
    Zone { column: usize },
}

/// The columns of a further shift's start and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A day of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// `None` where the header names a weekday and nothing says of which week.
    pub(crate) date: Option<NaiveDate>,
    /// Index of the column with the window, or with the start.
    pub(crate) column: usize,
    /// Index of the column with the end, where it has one of its own.
    pub(crate) end_column: Option<usize>,
}

impl Columns {
    /// Columns whose fields are known.
    pub(crate) fn new(kind: FileKind, layout: Layout, all: Vec<Column>) -> Self {
        let mut first = [None; FIELDS.len()];
        let mut shared: Vec<(Field, Vec<usize>)> = Vec::new();
        for (index, column) in all.iter().enumerate() {
            let Some(field) = column.field else {
                continue;
            };
            if let Some(place) = first.get_mut(field as usize) {
                place.get_or_insert(index);
            }
            match shared.iter_mut().find(|(known, _)| *known == field) {
                Some((_, places)) => places.push(index),
                None => shared.push((field, vec![index])),
            }
        }
        let mut columns = Self {
            kind,
            layout,
            all,
            days: Vec::new(),
            start_holds_windows: false,
            id_is_name: false,
            ids_in_brackets: false,
            breaks: BreakColumns::Whole,
            activity: None,
            cancelled: None,
            further: Vec::new(),
            halves: Vec::new(),
            skills: SkillColumns::default(),
            unread: Vec::new(),
            first,
            shared,
        };
        columns.breaks = BreakColumns::of(&columns.all, columns.places(Field::Breaks));
        columns.further = columns.further_pairs();
        columns
    }

    /// The columns as they are for a further shift of a row.
    pub(crate) fn of_pair(&self, pair: Pair) -> Self {
        let mut columns = self.clone();
        let sides = self.sides();
        for (field, column) in sides.into_iter().zip([pair.start, pair.end]) {
            if let Some(first) = columns.first.get_mut(field as usize) {
                *first = Some(column);
            }
            columns.shared.retain(|(known, _)| *known != field);
            columns.shared.push((field, vec![column]));
        }
        // A length is that of the first.
        if let Some(first) = columns.first.get_mut(Field::Duration as usize) {
            *first = None;
        }
        columns.further.clear();
        columns.unread.clear();
        columns
    }

    /// The fields of the times with which a row's shift starts and ends.
    pub(crate) fn sides(&self) -> [Field; 2] {
        let either = |apart: Field, whole: Field| match self.place(apart) {
            Some(_) => apart,
            None => whole,
        };
        [
            either(Field::StartTime, Field::Start),
            either(Field::EndTime, Field::End),
        ]
    }

    /// What no column holds without which nothing can be read.
    pub(crate) fn missing(&self) -> Vec<Field> {
        self.needed()
            .iter()
            .filter(|fields| fields.iter().all(|&field| self.place(field).is_none()))
            .filter_map(|fields| fields.first().copied())
            .collect()
    }

    /// The id of an agent, as a cell of its column has it.
    pub(crate) fn agent_id<'c>(&self, cell: &'c str) -> &'c str {
        match self.ids_in_brackets {
            true => ids::in_brackets(cell).map_or(cell, |(_, id)| id),
            false => cell,
        }
    }

    /// Where a field is; the first of its columns where it has several.
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        self.first.get(field as usize).copied().flatten()
    }

    /// All columns of a field, from left to right. Their cells belong together:
    /// "Skill 1" and "Skill 2".
    pub(crate) fn places(&self, field: Field) -> &[usize] {
        let found = self.shared.iter().find(|(known, _)| *known == field);
        found.map_or(&[], |(_, places)| places)
    }

    /// Whether rows cannot be read without this column.
    pub(crate) fn is_needed(&self, column: usize) -> bool {
        let mut fields = self.needed().iter().flat_map(|fields| fields.iter());
        fields.any(|&field| self.place(field) == Some(column))
            || self.place(Field::Skills) == Some(column)
    }

    /// What a number without a unit counts in a field's column.
    pub(crate) fn unit(&self, field: Field) -> Unit {
        let column = self.place(field).and_then(|place| self.all.get(place));
        column
            .map(|column| header_words::unit(&column.header))
            .unwrap_or_default()
    }

    /// What the columns say of a field's cells.
    pub(crate) fn role(&self, field: Field) -> Role {
        let has = |field| self.place(field).is_some();
        match field {
            Field::Date => Role::Date,
            Field::Start if has(Field::StartTime) => Role::Date,
            Field::Start if has(Field::Date) => Role::Time,
            Field::End if has(Field::EndTime) => Role::Date,
            // An end of no date is on the day of its start.
            Field::StartTime | Field::EndTime | Field::End => Role::Time,
            _ => Role::Any,
        }
    }

    /// Whether lengths are those of the work alone, without its breaks: "Paid hours".
    pub(crate) fn lengths_are_net(&self) -> bool {
        let length = self
            .place(Field::Duration)
            .and_then(|place| self.all.get(place));
        let is_net = length.is_some_and(|column| header_words::is_net(&column.header));
        // A paid break is among the paid hours.
        let breaks = self
            .place(Field::Breaks)
            .and_then(|place| self.all.get(place));
        is_net && breaks.is_some_and(|column| !header_words::is_net(&column.header))
    }

    /// The column with "AM" or "PM" of a field's times, if they stand in one of their own.
    pub(crate) fn half_of_day(&self, field: Field) -> Option<usize> {
        if self.halves.is_empty() {
            return None;
        }
        let beside = self.place(field)? + 1;
        self.halves.contains(&beside).then_some(beside)
    }

    /// Starts and ends in turn, but for the first two.
    fn further_pairs(&self) -> Vec<Pair> {
        let [starts, ends] = self.sides().map(|field| self.places(field));
        let in_turn = starts
            .iter()
            .zip(ends)
            .flat_map(|(start, end)| [start, end]);
        if starts.len() != ends.len() || !in_turn.is_sorted() {
            return Vec::new();
        }
        let pairs = starts.iter().zip(ends).skip(1);
        pairs.map(|(&start, &end)| Pair { start, end }).collect()
    }

    /// What must be there: of each group, one.
    fn needed(&self) -> &'static [&'static [Field]] {
        match (self.kind, self.layout) {
            (FileKind::Shifts, Layout::Grid) => &[&[Field::Agent]],
            (FileKind::Shifts, Layout::AgentColumns) => &[&[Field::Date]],
            (FileKind::Shifts, Layout::List) if self.start_holds_windows => {
                &[&[Field::Agent], &[Field::Start]]
            }
            (FileKind::Shifts, Layout::List) => &[
                &[Field::Agent],
                &[Field::Start, Field::StartTime],
                &[Field::End, Field::EndTime, Field::Duration],
            ],
            // Days, times and numbers are the grid itself.
            (FileKind::Requirements, Layout::Grid | Layout::AgentColumns) => &[],
            (FileKind::Requirements, Layout::List) => {
                &[&[Field::Start, Field::StartTime], &[Field::RequiredAgents]]
            }
        }
    }
}

/// The letters of a column as spreadsheet programs show them: 0 is "A", 26 is "AA".
pub(crate) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_where_its_number_says() {
        for (index, field) in FIELDS.into_iter().enumerate() {
            assert_eq!(field as usize, index, "{field} is out of place in FIELDS");
        }
    }

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }
}
