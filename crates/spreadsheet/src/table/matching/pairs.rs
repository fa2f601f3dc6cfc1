//! Second and further shifts of a row: "Start 2" and "End 2".

use super::Matching;
use crate::table::header_words;
use crate::values::letters::key;
use crate::{Confidence, Field, FileKind, Layout};

impl Matching {
    /// Settles columns that have the headers of the first start and end again, but
    /// for a number, and hold times.
    pub(super) fn further_pairs(&mut self) {
        let is_list = self.layout == Layout::List && self.kind == FileKind::Shifts;
        let start = self.place(Field::StartTime).or(self.place(Field::Start));
        let end = self.place(Field::EndTime).or(self.place(Field::End));
        let (Some(start), Some(end), true) = (start, end, is_list) else {
            return;
        };
        // A second agent beside the first has the second times.
        let agent = self.place(Field::Agent);
        if agent.is_some_and(|agent| !self.like(agent).is_empty()) {
            return;
        }
        let times = |columns: Vec<usize>| -> Vec<usize> {
            let holds = |column: &usize| {
                let profile = self.all.get(*column).map(|column| &column.profile);
                profile.is_some_and(|profile| profile.has_times() || profile.has_moments())
            };
            columns.into_iter().filter(holds).collect()
        };
        let (starts, ends) = (times(self.like(start)), times(self.like(end)));
        let in_turn: Vec<usize> = starts
            .iter()
            .zip(&ends)
            .flat_map(|(a, b)| [*a, *b])
            .collect();
        let follow = [start, end].iter().chain(&in_turn).is_sorted();
        if starts.len() != ends.len() || !follow {
            return;
        }
        for (like, columns) in [(start, starts), (end, ends)] {
            let field = self.all.get(like).and_then(|column| column.field);
            let Some((field, _)) = field else { continue };
            for column in columns {
                self.settle(column, field, Confidence::Likely);
            }
        }
    }

    /// Open columns right of one, with its header but for a number.
    fn like(&self, read: usize) -> Vec<usize> {
        let header = self.all.get(read).map(|column| uncounted(&column.header));
        let Some(header) = header.filter(|header| !header.is_empty()) else {
            return Vec::new();
        };
        let open = self.open();
        open.filter(|(column, candidate)| *column > read && uncounted(&candidate.header) == header)
            .map(|(column, _)| column)
            .collect()
    }
}

/// "start" of "Start 2", "shiftstart" of "Shift 2 start".
fn uncounted(header: &str) -> String {
    let key = key(&header_words::without_brackets(header));
    key.chars().filter(|letter| !letter.is_numeric()).collect()
}
