//! The days of rows, in a grid with one interval a column.

use chrono::NaiveDate;

use crate::Choices;
use crate::grid::intervals::{Intervals, kept};
use crate::mended::MendedRows;
use crate::problem::Severity;
use crate::table::days::{self, Head, NamedDay};
use crate::table::find::Found;
use crate::table::hint::Hint;
use crate::values::dates::Dating;
use crate::values::letters::folded;
use crate::values::moment::{Moment, Role};

/// The date of each kept row: as it is written, or of the weekdays that follow each other.
pub(crate) fn of_rows(
    rows: MendedRows<'_>,
    found: &Found,
    place: usize,
    dating: Dating,
    choices: &Choices,
    read: &mut Intervals<'_>,
) -> Vec<Option<NaiveDate>> {
    let indexes: Vec<usize> = kept(rows, found, choices).collect();
    let text = |index: usize| {
        rows.get(index)
            .and_then(|row| row.cell(place))
            .unwrap_or_default()
            .trim()
    };
    let head = |index: usize| Head::of(text(index));
    let weekdays = indexes
        .iter()
        .filter(|&&index| matches!(head(index), Some(Head::Weekday(_))))
        .count();
    let dates = indexes
        .iter()
        .filter(|&&index| matches!(head(index), Some(Head::Date(_))))
        .count();
    if weekdays > dates {
        // Each block of weekdays begins the same week again.
        let mut all = vec![None; indexes.len()];
        let hint = Hint::of(found.titles.iter().map(String::as_str), dating);
        let mut block: Vec<NamedDay> = Vec::new();
        let mut finish = |block: &mut Vec<NamedDay>, read: &mut Intervals<'_>| {
            let dated = days::dated(block, &hint, dating, choices);
            if read.questions.is_empty() {
                read.questions.extend(dated.questions);
            }
            for (at, date) in dated.days {
                if let Some(slot) = all.get_mut(at) {
                    *slot = date;
                }
            }
            block.clear();
        };
        for (at, &index) in indexes.iter().enumerate() {
            let Some(head @ Head::Weekday(_)) = head(index) else {
                continue;
            };
            if block.first().is_some_and(|first| first.head == head) {
                finish(&mut block, read);
            }
            block.push(NamedDay {
                column: at,
                text: folded(text(index)),
                head,
            });
        }
        if !block.is_empty() {
            finish(&mut block, read);
        }
        return all;
    }
    let mut last = None;
    let mut resolved = Vec::new();
    for &index in &indexes {
        let cell = text(index);
        let moment = Moment::parse_as(cell, Role::Date, false);
        let date = moment.and_then(|moment| moment.date_in(dating));
        let date = match date {
            Some(Ok(date)) => Some(date),
            Some(Err(fault)) => {
                if let Some(row) = rows.get(index) {
                    read.problems
                        .push(fault.at(row.line(), Some(place), Severity::Error));
                }
                None
            }
            // A date that stands once for the skills below it.
            None if cell.is_empty() => last,
            None => None,
        };
        last = date.or(last);
        resolved.push(date);
    }
    resolved
}
