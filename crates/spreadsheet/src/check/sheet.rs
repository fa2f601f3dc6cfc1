use chrono::NaiveDate;

use crate::check::Clocks;
use crate::check::beside::Splitting;
use crate::grid::codes::Codes;
use crate::mended::MendedRow;
use crate::table::blocks::Blocks;
use crate::table::columns::Columns;
use crate::table::headings::Headings;
use crate::table::left_out::LeftOutRules;
use crate::table::week::Week;
use crate::values::clock::Clock;
use crate::values::dates::Dating;
use crate::values::dotted::Dotted;
use crate::values::numbered::Numbered;
use crate::values::skills::SkillBook;
use crate::{Choices, LeftOut};

/// What holds for every row of a file.
#[derive(Clone, Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) columns: &'a Columns,
    /// Which rows below the header are none of the table.
    pub(crate) rules: &'a LeftOutRules,
    /// What codes in a day's cell mean.
    pub(crate) codes: &'a Codes,
    /// Rows that name the skill of those below them.
    pub(crate) headings: Headings,
    /// Further blocks below the first one of a grid.
    pub(crate) blocks: &'a Blocks,
    /// The day of the whole table, where a title says it.
    pub(crate) title_day: Option<NaiveDate>,
    pub(crate) choices: &'a Choices,
    /// The days of rows that name weekdays.
    pub(crate) week: &'a Week,
    /// What times are local to.
    pub(crate) clocks: Clocks,
    /// What a dot in a time of day means.
    pub(crate) dotted: Dotted,
    /// What a whole number means as a time of day.
    pub(crate) numbered: Numbered,
    /// Whether a shift's length is written as a part of a day.
    pub(crate) lengths_are_days: bool,
    /// What is known of dates that do not say everything themselves.
    pub(crate) dating: Dating,
    pub(crate) skills: SkillBook<'a>,
    pub(crate) splitting: Splitting,
    /// Whether any cell may have a letter that was replaced.
    pub(crate) has_replaced_letters: bool,
    /// In a workbook cells stay in their columns and rows end with their last
    /// cell; in text a row with fewer or more cells than the header is a sign of
    /// a fault.
    pub(crate) is_workbook: bool,
}

impl Sheet<'_> {
    /// The planner's.
    pub(crate) fn clock(&self) -> Clock {
        self.clocks.chosen()
    }

    /// A row below the header that the planner skips, or that is none of the table.
    pub(crate) fn left_out(&self, index: usize, row: MendedRow<'_>) -> Option<LeftOut> {
        let line = row.line();
        if self.choices.skipped.contains(&line) {
            return Some(LeftOut::skipped(line));
        }
        let reason = self.rules.reason(index, row)?;
        Some(LeftOut { line, reason })
    }
}
