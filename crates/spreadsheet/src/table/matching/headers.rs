//! What columns are whose headers say it.

use super::Matching;
use crate::table::header_words::Meant;
use crate::table::profile::Profile;
use crate::{Confidence, Field, FileKind};

/// Whether cells can be what their header says. Blank and broken ones can, and
/// so can ids and names of any look where the header is surely theirs.
pub(super) fn fits(meant: Meant, profile: &Profile, kind: FileKind) -> bool {
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

impl Matching {
    /// Settles what headers say, the clearest first.
    pub(super) fn by_header(&mut self) {
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
}
