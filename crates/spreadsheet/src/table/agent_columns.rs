//! Rosters that stand on their side: one agent a column, one day a row.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;

use crate::grid::codes::is_day_off;
use crate::mended::{MendedRow, MendedRows};
use crate::problem::Problem;
use crate::table::days::{self, Dated, Head, NamedDay};
use crate::table::header::{Header, is_value};
use crate::table::header_words::{self, is_other, is_whole_shift};
use crate::table::hint::Hint;
use crate::table::left_out::is_total;
use crate::values::dates::Dating;
use crate::values::windows;
use crate::{Choices, Field};

/// What a roster of this layout has in the place of columns of days.
#[derive(Clone, Debug)]
pub(crate) struct AgentColumns {
    /// The column that names the day of each row.
    pub(crate) dates: usize,
    /// The columns whose headers are agents.
    pub(crate) people: Vec<usize>,
}

/// The days of the rows below the header.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowDays {
    /// Index of a row and its date; `None` where nothing says which.
    pub(crate) days: Vec<(usize, Option<NaiveDate>)>,
    /// What contradicts itself in them.
    pub(crate) problems: Vec<Problem>,
}

/// Only so many rows are looked at to tell the layout.
const SEARCHED: usize = 100;

/// The header of such a roster, if the rows are one: names over days' cells, right
/// of a column of days. `line` is the one that the planner chose for the header.
pub(crate) fn find(rows: MendedRows<'_>, line: Option<usize>) -> Option<Header> {
    const COLUMNS: usize = 4;
    let first = 0..rows.len().min(SEARCHED);
    let columns = (0..COLUMNS).map(|column| (column, dated(rows, first.clone(), column)));
    let columns: Vec<_> = columns.filter(|(_, days)| days.len() >= 2).collect();
    let says_date = |(_, days): &&(usize, Vec<(usize, Head)>)| {
        let weekdays = days
            .iter()
            .filter(|(_, head)| matches!(head, Head::Weekday(_)));
        weekdays.count() < days.len()
    };
    // The weekday may stand before its date.
    let best = columns.iter().find(says_date).or(columns.first())?;
    let &(column, ref days) = best;
    let (first, _) = *days.first()?;
    let chosen = line.and_then(|line| rows.from(0).position(|row| row.line() == line));
    let index = match chosen {
        Some(index) => index,
        None => first.checked_sub(1)?,
    };
    at(rows, index, column)
}

/// The rows that name their day, and what they say of it.
fn dated(rows: MendedRows<'_>, among: Range<usize>, column: usize) -> Vec<(usize, Head)> {
    let heads = among.filter_map(|index| Some((index, day(rows, index, column)?)));
    let mut heads: Vec<(usize, Head)> = heads.collect();
    let is_bare = |head: &Head| matches!(head, Head::OfMonth(_, 0));
    if heads.iter().all(|(_, head)| is_bare(head)) {
        // Numbers alone are days only where they count on from 1.
        let follows = heads
            .iter()
            .zip(1..)
            .all(|((_, head), day)| *head == Head::OfMonth(day, 0));
        if heads.len() < 5 || !follows {
            heads.clear();
        }
    } else {
        heads.retain(|(_, head)| !is_bare(head));
    }
    heads
}

fn day(rows: MendedRows<'_>, index: usize, column: usize) -> Option<Head> {
    let head = Head::of(rows.get(index)?.cell(column)?)?;
    // Any number may be that of a day.
    let cell = rows.get(index)?.cell(column)?.trim();
    let is_serial = cell.len() > 2 && cell.bytes().all(|byte| byte.is_ascii_digit());
    // "6-14" are hours.
    let is_window = matches!(head, Head::Date(_)) && windows::read(cell).is_some();
    (!is_window && (!is_serial || cell.len() == 8)).then_some(head)
}

/// The header at a row, if it names agents over cells of days.
fn at(rows: MendedRows<'_>, index: usize, dates: usize) -> Option<Header> {
    let row = rows.get(index)?;
    let mut people = Vec::new();
    for (column, cell) in row
        .cells()
        .enumerate()
        .filter(|(column, _)| *column != dates)
    {
        let name = cell.trim();
        if is_whole_shift(name) || says_who_or_when(name) {
            return None;
        }
        let is_number = name.len() >= 3 && name.bytes().all(|byte| byte.is_ascii_digit());
        let is_name = !name.is_empty()
            && !is_other(name)
            && !is_total(name)
            && header_words::known(name).is_none()
            && (is_number || (Head::of(name).is_none() && !is_value(name)));
        if column > dates && is_name {
            people.push(column);
        }
    }
    let distinct = people
        .iter()
        .map(|&column| row.cell(column).unwrap_or_default().trim());
    let distinct: BTreeSet<&str> = distinct.collect();
    let first = index + 1..rows.len().min(index + SEARCHED);
    let is_roster = people.len() >= 2
        && distinct.len() == people.len()
        && holds_days_cells(rows, &dated(rows, first, dates), &people);
    is_roster.then(|| Header {
        rows: Some((index, index)),
        first_row: index + 1,
        texts: row.cells().map(|cell| cell.trim().to_owned()).collect(),
        agent_columns: Some(AgentColumns { dates, people }),
        ..Header::default()
    })
}

/// Whether a header is that of a list, or of another grid.
fn says_who_or_when(header: &str) -> bool {
    let meant = header_words::known(header);
    meant.is_some_and(|meant| {
        matches!(
            meant.field,
            Field::Agent
                | Field::AgentName
                | Field::Start
                | Field::StartTime
                | Field::End
                | Field::EndTime
                | Field::Duration
                | Field::RequiredAgents
        )
    })
}

/// Whether most of the cells are times, days off or short codes, and some are one
/// of the first two.
fn holds_days_cells(rows: MendedRows<'_>, days: &[(usize, Head)], people: &[usize]) -> bool {
    const LONGEST_CODE: usize = 3;
    let (mut filled, mut sure, mut codes) = (0_usize, 0_usize, 0_usize);
    for row in days.iter().filter_map(|(index, _)| rows.get(*index)) {
        for cell in people.iter().filter_map(|&column| row.cell(column)) {
            let cell = cell.trim();
            filled += usize::from(!cell.is_empty());
            if windows::read(cell).is_some() || is_day_off(cell) {
                sure += 1;
            } else if cell.chars().count() <= LONGEST_CODE && cell.chars().any(char::is_alphabetic)
            {
                codes += 1;
            }
        }
    }
    days.len() >= 2 && sure > 0 && (sure + codes) * 3 >= filled * 2
}

impl RowDays {
    /// The days of the rows below the header, each as it is written, or as its
    /// weekday or day of the month follows the one before; and how that was told.
    pub(crate) fn of(
        rows: MendedRows<'_>,
        header: &Header,
        hint: &Hint,
        dating: Dating,
        choices: &Choices,
    ) -> (Self, Dated) {
        let Some(AgentColumns { dates, .. }) = header.agent_columns.as_ref() else {
            return (Self::default(), Dated::default());
        };
        let dates = *dates;
        let named: Vec<NamedDay> = dated(rows, header.first_row..rows.len(), dates)
            .into_iter()
            .map(|(index, head)| NamedDay {
                column: index,
                text: text(rows.get(index), dates),
                head,
            })
            .collect();
        let dated = days::dated(&named, hint, dating, choices);
        let mut problems = days::contradictions(&named, &dated.days, 0);
        for problem in &mut problems {
            let row = problem.column.and_then(|index| rows.get(index));
            problem.line = row.map_or(0, |row| row.line());
            problem.column = Some(dates);
        }
        let days = dated.days.clone();
        (Self { days, problems }, dated)
    }

    /// The date of a row; the inner `None` where its day is named, but open.
    #[expect(
        clippy::option_option,
        reason = "no day is not the same as an open one"
    )]
    pub(crate) fn of_row(&self, index: usize) -> Option<Option<NaiveDate>> {
        let at = self
            .days
            .binary_search_by_key(&index, |(row, _)| *row)
            .ok()?;
        self.days.get(at).map(|(_, date)| *date)
    }
}

fn text(row: Option<MendedRow<'_>>, column: usize) -> String {
    let cell = row.and_then(|row| row.cell(column)).unwrap_or_default();
    cell.trim().to_owned()
}
