//! Columns that are not read, but must not be passed over in silence.

use super::{Candidate, Matching};
use crate::table::columns::Unread;
use crate::table::header_words;
use crate::values::zones;
use crate::{Confidence, Field, FileKind, Layout};

impl Matching {
    /// Second pairs of times, second columns of agents, halves of the day, and zones.
    /// The planner can say of each that it is not to be used.
    pub(super) fn unread(&self) -> Vec<Unread> {
        let zones = self
            .open()
            .filter(|(_, column)| names_zones(column))
            .map(|(column, _)| Unread::Zone { column });
        if self.kind != FileKind::Shifts {
            return zones.collect();
        }
        let agents = self.second_agents();
        if self.layout != Layout::List {
            return zones.chain(agents).collect();
        }
        let halves = self.halves_of_day();
        let halves = halves.filter(|&column| !self.is_beside_time(column));
        let halves = halves.map(|column| Unread::HalfOfDay { column });
        let start = self.place(Field::Start).or(self.place(Field::StartTime));
        let end = self.place(Field::End).or(self.place(Field::EndTime));
        let further = |read: Option<usize>, fields: [Field; 2]| -> Vec<Unread> {
            let Some(read) = read else {
                return Vec::new();
            };
            let is_side = |column: &Candidate| {
                let said = header_words::near(uncounted(&column.header));
                said.is_some_and(|meant| fields.contains(&meant.field))
                    && column.profile.times + column.profile.moments > 0
            };
            self.open()
                .filter(|(_, column)| is_side(column))
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
        let untold = self.untold_times();
        let all = halves.chain(zones).chain(pairs).chain(agents);
        all.chain(untold).collect()
    }

    /// Further times where only cells tell which of them is a start: a second shift or day.
    fn untold_times(&self) -> Vec<Unread> {
        let guessed = |field: Field| {
            let place = self.place(field)?;
            let column = self.all.get(place)?;
            matches!(column.field, Some((_, Confidence::Guess))).then_some(place)
        };
        let (Some(read), Some(_)) = (guessed(Field::Start), guessed(Field::End)) else {
            return Vec::new();
        };
        let times = self.open().filter(|(_, column)| {
            let profile = &column.profile;
            profile.has_times() || profile.has_moments()
        });
        let times: Vec<Unread> = times
            .map(|(column, _)| Unread::Time { column, read })
            .collect();
        // One alone is a remark on the shift, such as its last change.
        match times.len() {
            1 => Vec::new(),
            _ => times,
        }
    }

    /// Agents of a second table beside the first: their shifts are not those of the
    /// agent on the left. Without a header they stand between days.
    fn second_agents(&self) -> Vec<Unread> {
        let Some(read) = self.place(Field::Agent) else {
            return Vec::new();
        };
        let header = self.all.get(read).map_or("", |column| &column.header);
        let is_among_days = |index: usize| {
            let before = self.in_grid.iter().any(|day| *day < index);
            before && self.in_grid.iter().any(|day| *day > index)
        };
        let is_agent = |index: usize, column: &Candidate| match column.header.as_str() {
            "" => {
                let profile = &column.profile;
                let named = profile.mostly(profile.codes) || profile.mostly(profile.names);
                named && is_among_days(index)
            }
            // Right beside the first it is another word for the same agent.
            other => other == header && index > read + 1,
        };
        self.open()
            .filter(|(index, column)| is_agent(*index, column))
            .map(|(column, _)| Unread::Agent { column, read })
            .collect()
    }

    /// Columns with "AM" or "PM" of the time in the column before.
    pub(super) fn halves(&self) -> Vec<usize> {
        let halves = self.halves_of_day();
        halves
            .filter(|&column| self.kind == FileKind::Shifts && self.is_beside_time(column))
            .collect()
    }

    fn halves_of_day(&self) -> impl Iterator<Item = usize> {
        let all = self.open();
        let halves = all.filter(|(_, column)| column.profile.mostly(column.profile.halves_of_day));
        halves.map(|(column, _)| column)
    }

    fn is_beside_time(&self, column: usize) -> bool {
        let before = column
            .checked_sub(1)
            .and_then(|before| self.all.get(before));
        let field = before.and_then(|before| before.field);
        field.is_some_and(|(field, _)| {
            matches!(
                field,
                Field::Start | Field::StartTime | Field::End | Field::EndTime
            )
        })
    }
}

/// Whether a column says of what zone each row's times are.
fn names_zones(column: &Candidate) -> bool {
    let profile = &column.profile;
    zones::is_zone_header(&column.header)
        || profile.mostly(profile.zones)
        || (zones::may_be_zone_header(&column.header)
            && (profile.zones > 0 || profile.mostly(profile.zones_or_short)))
}

/// "Start" of "Start 2".
fn uncounted(header: &str) -> &str {
    header.trim_end_matches(|letter: char| letter.is_ascii_digit() || " #_.-".contains(letter))
}
