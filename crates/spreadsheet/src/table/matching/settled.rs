//! The columns once all of them are settled.

use super::Matching;
use crate::table::columns::{Columns, Day, letters};
use crate::table::days::Dated;
use crate::table::header::Header;
use crate::table::header_words::is_whole_shift;
use crate::{Column, Confidence, Field, FileKind, Layout};

impl Matching {
    /// The columns of the table, with what each of them was settled to be.
    pub(super) fn finish(self, header: &Header, dated: &Dated) -> Columns {
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
