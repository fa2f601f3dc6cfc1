//! What columns are whose headers do not say it.

use super::{Candidate, Matching};
use crate::table::header_words::is_whole_shift;
use crate::table::profile::Profile;
use crate::{Confidence, Field, FileKind, Layout};

impl Matching {
    /// Guesses what no header says.
    pub(super) fn by_cells(&mut self) {
        if self.layout == Layout::List {
            match self.kind {
                FileKind::Shifts => self.guess_times(),
                FileKind::Requirements => self.guess_interval(),
            }
        }
        self.guess(Field::Skills, |profile| profile.mostly(profile.skills));
        self.guess(Field::Status, |profile| profile.mostly(profile.statuses));
        self.guess(Field::Proficiency, |profile| profile.mostly(profile.levels));
    }

    fn guess(&mut self, field: Field, looks: impl Fn(&Profile) -> bool) {
        if self.has(field) || !self.reads(field) {
            return;
        }
        let found = self
            .unnamed()
            .find(|(_, column)| looks(&column.profile))
            .map(|(index, _)| index);
        if let Some(index) = found {
            self.settle(index, field, Confidence::Guess);
        }
    }

    fn guess_times(&mut self) {
        let starts = self.has(Field::Start) || self.has(Field::StartTime);
        let ends = self.has(Field::End) || self.has(Field::EndTime) || self.has(Field::Duration);
        if !starts && !ends {
            let all = |holds: &dyn Fn(&Profile) -> bool| -> Vec<usize> {
                self.unnamed()
                    .filter(|(_, column)| holds(&column.profile))
                    .map(|(index, _)| index)
                    .collect()
            };
            let windows = all(&|profile| profile.has_windows());
            let moments = all(&|profile| profile.has_moments());
            let times = all(&|profile| profile.has_times());
            let whole = self.unnamed().find(|(_, column)| {
                is_whole_shift(&column.header)
                    && column.profile.filled > 0
                    && !column.profile.has_times()
            });
            let whole = whole.map(|(index, _)| index);
            match (windows.as_slice(), moments.as_slice(), times.as_slice()) {
                ([window, ..], _, _) => self.settle(*window, Field::Start, Confidence::Guess),
                (_, [start, end, ..], _) | (_, [], [start, end, ..]) | (_, [start], [end, ..]) => {
                    self.settle(*start, Field::Start, Confidence::Guess);
                    self.settle(*end, Field::End, Confidence::Guess);
                }
                // Codes such as E and L under "Shift".
                _ => {
                    if let Some(whole) = whole {
                        self.settle(whole, Field::Start, Confidence::Guess);
                    }
                }
            }
        } else if starts != ends {
            let holds = |profile: &Profile| profile.has_moments() || profile.has_times();
            let start = self.place(Field::Start).or(self.place(Field::StartTime));
            let is_window = start
                .and_then(|start| self.all.get(start))
                .is_some_and(|column| column.profile.has_windows());
            let found = self
                .unnamed()
                .find(|(_, column)| holds(&column.profile))
                .map(|(index, _)| index);
            match found {
                Some(index) if starts && !is_window => {
                    self.settle(index, Field::End, Confidence::Guess);
                }
                Some(index) if ends => self.settle(index, Field::Start, Confidence::Guess),
                _ if starts && !is_window && self.may_guess_length() => {
                    self.guess(Field::Duration, |profile| profile.mostly(profile.lengths));
                }
                _ => {}
            }
        }
        self.guess_date();
    }

    /// Numbers under words that nobody knows are lengths only where a header names the
    /// agents, and in one column: below "VOICE" and "CHAT" they are agents required.
    fn may_guess_length(&self) -> bool {
        let named = |column: &Candidate| !column.header.is_empty();
        let is_length = |column: &Candidate| {
            let profile = &column.profile;
            profile.mostly(profile.lengths)
        };
        let lengths = self.unnamed().filter(|(_, column)| is_length(column));
        let has_agents = self.has(Field::Agent) || self.has(Field::AgentName);
        (has_agents && lengths.count() == 1) || !self.all.iter().any(named)
    }

    fn guess_date(&mut self) {
        let dated = [Field::Start, Field::StartTime]
            .into_iter()
            .filter_map(|field| self.place(field))
            .any(|place| {
                self.all.get(place).is_some_and(|column| {
                    column.profile.has_moments() || column.profile.has_dates()
                })
            });
        if !dated {
            self.guess(Field::Date, Profile::has_dates);
        }
    }

    fn guess_interval(&mut self) {
        if !self.has(Field::Start) && !self.has(Field::StartTime) {
            self.guess(Field::Start, |profile| {
                profile.has_moments() || profile.has_times() || profile.has_windows()
            });
        }
        self.guess_date();
        self.guess(Field::RequiredAgents, |profile| {
            profile.mostly(profile.numbers)
        });
    }

    /// Settles who works: an id where there is one, else the name.
    pub(super) fn agents(&mut self) {
        if self.kind != FileKind::Shifts || self.layout == Layout::AgentColumns {
            return;
        }
        let looks = |place: Option<usize>, holds: &dyn Fn(&Profile) -> bool| {
            place
                .and_then(|place| self.all.get(place))
                .is_some_and(|column| holds(&column.profile))
        };
        // "Agent" over names beside a column of ids without a header.
        let agent = self.place(Field::Agent);
        let chosen = agent
            .and_then(|agent| self.all.get(agent))
            .is_some_and(|column| matches!(column.field, Some((_, Confidence::Chosen))));
        if !chosen && agent.is_some() && looks(agent, &|profile| profile.mostly(profile.names)) {
            let limit = self.in_grid.iter().min().copied().unwrap_or(usize::MAX);
            let id = self
                .open()
                .find(|(index, column)| {
                    let plain = column.header.trim().is_empty()
                        || column
                            .meant
                            .is_some_and(|meant| meant.field == Field::Agent);
                    *index < limit
                        && plain
                        && (column.profile.has_ids()
                            || column.profile.mostly(column.profile.numbers))
                })
                .map(|(index, _)| index);
            if let (Some(id), Some(agent)) = (id, agent) {
                self.settle(agent, Field::AgentName, Confidence::Likely);
                self.settle(id, Field::Agent, Confidence::Guess);
            }
        }
        if self.has(Field::Agent) {
            return;
        }
        let limit = self.in_grid.iter().min().copied().unwrap_or(usize::MAX);
        let unnamed =
            |column: &Candidate| column.meant.is_none() && !is_whole_shift(&column.header);
        // Several columns of small numbers are how many agents work, by skill.
        let counts = |column: &Candidate| {
            let profile = &column.profile;
            !column.header.is_empty() && profile.mostly(profile.counts)
        };
        let several = self.unnamed().filter(|(_, column)| counts(column)).count() >= 2;
        let may_be_counts = self.layout == Layout::List && several;
        let id = self
            .open()
            .find(|(index, column)| {
                *index < limit
                    && !(may_be_counts && counts(column))
                    && unnamed(column)
                    && column.profile.has_ids()
                    && !column.profile.mostly(column.profile.skills)
                    && !column.profile.mostly(column.profile.minutes)
            })
            .map(|(index, _)| index);
        if let Some(id) = id {
            self.settle(id, Field::Agent, Confidence::Guess);
        } else if let Some(name) = self.place(Field::AgentName) {
            let confidence = self
                .all
                .get(name)
                .and_then(|column| column.field)
                .map_or(Confidence::Guess, |(_, confidence)| confidence);
            self.settle(name, Field::Agent, confidence.min(Confidence::Likely));
        } else {
            // Where days stand below each other, every column has hours of work. Beside
            // days in the header hours are a legend's, below the agents.
            let in_grid = !self.in_grid.is_empty();
            let has_hours = |profile: &Profile| !in_grid && profile.windows + profile.times > 0;
            let bare = |column: &Candidate| {
                let profile = &column.profile;
                column.header.is_empty() && profile.distinct > 1 && !has_hours(profile)
            };
            let first = self
                .open()
                .find(|(index, column)| *index < limit && unnamed(column) && bare(column));
            if let Some(first) = first.map(|(index, _)| index) {
                self.settle(first, Field::Agent, Confidence::Guess);
            }
        }
    }
}
