//! Columns that are not read, but must not be passed over in silence.

use super::{Candidate, Matching};
use crate::table::columns::Unread;
use crate::table::header_words;
use crate::{Field, FileKind, Layout};

impl Matching {
    /// Second pairs of times, second columns of agents, and halves of the day.
    /// The planner can say of each that it is not to be used.
    pub(super) fn unread(&self) -> Vec<Unread> {
        if self.kind != FileKind::Shifts || self.layout != Layout::List {
            return Vec::new();
        }
        let halves = self
            .open()
            .filter(|(_, column)| column.profile.mostly(column.profile.halves_of_day))
            .map(|(column, _)| Unread::HalfOfDay { column });
        let start = self.place(Field::Start).or(self.place(Field::StartTime));
        let end = self.place(Field::End).or(self.place(Field::EndTime));
        let further = |read: Option<usize>, fields: [Field; 2]| -> Vec<Unread> {
            let Some(read) = read else {
                return Vec::new();
            };
            let is_side = |column: &Candidate| {
                let said = header_words::near(uncounted(&column.header));
                said.is_some_and(|meant| fields.contains(&meant.field))
                    && (column.profile.has_times() || column.profile.has_moments())
            };
            self.open()
                .filter(|(index, column)| *index > read && is_side(column))
                .map(|(column, _)| Unread::Time { column, read })
                .collect()
        };
        let starts = further(start, [Field::Start, Field::StartTime]);
        let ends = further(end, [Field::End, Field::EndTime]);
        // One alone is a remark on the shift, such as its last change.
        let pairs = match starts.is_empty() || ends.is_empty() {
            true => Vec::new(),
            false => [starts, ends].concat(),
        };
        let agent = self.place(Field::Agent);
        let agents = agent.into_iter().flat_map(|read| {
            let header = self.all.get(read).map_or("", |column| &column.header);
            self.open()
                .filter(move |(_, column)| !header.is_empty() && column.header == header)
                .map(move |(column, _)| Unread::Agent { column, read })
        });
        halves.chain(pairs).chain(agents).collect()
    }
}

/// "Start" of "Start 2".
fn uncounted(header: &str) -> &str {
    header.trim_end_matches(|letter: char| letter.is_ascii_digit() || " #_.-".contains(letter))
}
