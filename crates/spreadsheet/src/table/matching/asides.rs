//! Columns that no field holds, but that say what a row is.

use super::{Candidate, Matching};
use crate::mended::MendedRows;
use crate::table::header_words;
use crate::table::left_out::is_total;
use crate::values::ids;
use crate::{Field, FileKind, Layout};

impl Matching {
    /// The column that says what is done in a row's time: by its header, or because
    /// some of its cells are breaks or days off. It may be the one of the skills.
    pub(super) fn activity(&self) -> Option<usize> {
        if self.layout != Layout::List || self.kind != FileKind::Shifts {
            return None;
        }
        let named = |(_, column): &(usize, &Candidate)| header_words::is_activity(&column.header);
        let tells = |column: &Candidate| column.profile.has_no_work_among_others();
        let found = self.open().find(named);
        let found = found.or_else(|| self.open().find(|(_, column)| tells(column)));
        let skills = || {
            let skills = self.place(Field::Skills)?;
            self.all.get(skills).filter(|column| tells(column))?;
            Some(skills)
        };
        found.map(|(index, _)| index).or_else(skills)
    }

    /// The column that says whether a row is cancelled.
    pub(super) fn cancelled(&self) -> Option<usize> {
        let is_list = self.layout == Layout::List && self.kind == FileKind::Shifts;
        let mut open = self.open().filter(|_| is_list);
        let found = open.find(|(_, column)| header_words::is_cancelled(&column.header));
        found.map(|(index, _)| index)
    }

    /// Whether the column of agents has their names, each with an id in brackets.
    pub(super) fn ids_in_brackets(&self, rows: MendedRows<'_>, sample: &[usize]) -> bool {
        let cells = |place: usize| {
            let cells = sample
                .iter()
                .filter_map(|&index| rows.get(index)?.cell(place));
            cells.collect::<Vec<&str>>()
        };
        let names: Vec<&str> = match (self.layout, self.place(Field::Agent)) {
            (Layout::AgentColumns, _) => {
                let headers = self.in_grid.iter().filter_map(|&index| self.all.get(index));
                headers.map(|column| column.header.as_str()).collect()
            }
            (_, Some(place)) => cells(place),
            (_, None) => Vec::new(),
        };
        // Codes of a legend, and other single words, are no names with an id.
        let is_name = |name: &&&str| name.trim().contains([' ', '(', '[']) && !is_total(name);
        let names = || names.iter().filter(is_name);
        let mut known: Vec<(&str, &str)> =
            names().filter_map(|name| ids::in_brackets(name)).collect();
        let most = known.len() * 5 >= names().count() * 4 && !known.is_empty();
        // One name may not have two ids, nor one id two names: that is a team, or hours.
        known.sort_unstable();
        known.dedup();
        let mut of_names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let mut of_ids: Vec<&str> = known.iter().map(|(_, id)| *id).collect();
        of_names.dedup();
        of_ids.sort_unstable();
        of_ids.dedup();
        most && of_names.len() == known.len() && of_ids.len() == known.len()
    }
}
