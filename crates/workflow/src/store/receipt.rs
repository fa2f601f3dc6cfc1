use chrono::NaiveDate;
use chrono_tz::Tz;
use cxone::ToldApart;
use serde::{Deserialize, Serialize};
use staffing::DateRange;
use workbook::Book;

use crate::import::{ImportReport, Selection};
use crate::wording::local_days;

/// What else is known of an import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Who was signed in to the computer.
    pub by: String,
    /// Of the file's bytes, as [`Book::hash`].
    pub hash: String,
    /// The first local day on which a shift that was sent starts.
    pub first_day: NaiveDate,
    /// The last one.
    pub last_day: NaiveDate,
    /// Of how many agents shifts were sent.
    pub agents: usize,
    /// Whether stored shifts were replaced, instead of keeping what stands.
    pub replaced: bool,
    /// Whether only some rows of the file were sent: those that failed before.
    pub only_some_rows: bool,
    /// Calls that were answered.
    pub batches: usize,
    /// How long it took.
    pub seconds: f64,
    /// How many of the shifts that the server took are published.
    pub published: usize,
    /// Shifts that failed because of stored ones at the same time.
    pub conflicts: usize,
    /// What became of the shifts that the server took, where it told.
    pub told_apart: Option<Counts>,
    /// Shifts of a batch whose answer never came: written or not.
    pub unsure: usize,
    /// Shifts that were not sent.
    pub not_sent: usize,
}

/// What became of the shifts that a server took; as [`ToldApart`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Did not stand before.
    pub new: usize,
    /// Stood, and something was added or replaced.
    pub updated: usize,
    /// Stood, and stayed as they were.
    pub unchanged: usize,
    /// Of these two: kept other breaks, another status or another proficiency.
    pub kept: usize,
    /// Stored shifts of other windows that gave way.
    pub replaced: usize,
}

/// What was sent, for its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SentFile {
    /// Without its folder.
    pub name: String,
    /// As [`Book::hash`].
    pub hash: String,
    /// Who was signed in to the computer.
    pub by: String,
    /// The time within which the shifts start that were sent.
    pub starts: DateRange,
    /// The planner's zone.
    pub zone: Tz,
    /// Of how many agents.
    pub agents: usize,
    /// Whether stored shifts might be replaced.
    pub replaced: bool,
    /// Whether only some rows of the file were sent.
    pub only_some_rows: bool,
}

impl SentFile {
    /// What is sent of a file: `shifts` of `book`, whose days are those of the
    /// planner's `zone`; stored shifts that overlap are `replaced`, or else stay.
    /// None where there is no shift.
    #[must_use]
    pub fn of(
        book: &Book,
        shifts: &Selection<'_>,
        zone: Tz,
        replaced: bool,
        by: String,
    ) -> Option<Self> {
        Some(Self {
            name: book.file_name.clone(),
            hash: book.hash.clone(),
            by,
            starts: shifts.starts()?,
            zone,
            agents: shifts.agent_count(),
            replaced,
            only_some_rows: shifts.is_part(),
        })
    }
}

impl Receipt {
    pub(super) fn of(sent: &SentFile, report: &ImportReport) -> Self {
        let (first_day, last_day) = local_days(sent.starts, sent.zone);
        Self {
            by: sent.by.clone(),
            hash: sent.hash.clone(),
            first_day,
            last_day,
            agents: sent.agents,
            replaced: sent.replaced,
            only_some_rows: sent.only_some_rows,
            batches: report.batches,
            seconds: report.elapsed.as_secs_f64(),
            published: report.published,
            conflicts: report.conflicts,
            told_apart: report.told_apart.map(Counts::from),
            unsure: report.unsure,
            not_sent: report.not_sent,
        }
    }
}

impl From<ToldApart> for Counts {
    fn from(told: ToldApart) -> Self {
        Self {
            new: told.new,
            updated: told.updated,
            unchanged: told.unchanged,
            kept: told.kept,
            replaced: told.replaced,
        }
    }
}
