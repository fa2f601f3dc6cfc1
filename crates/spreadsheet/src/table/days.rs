//! Headers that name days.

use chrono::NaiveDate;

use crate::table::hint::Hint;
use crate::values::dates::Dating;
use crate::{Choices, DateOrder, Question};
use in_full::in_full;
use in_part::{by_day_of_month, by_weekday, sunday_before};

pub(crate) use head::{Head, on_weekdays};
pub(crate) use weekdays::contradictions;

mod head;
mod in_full;
mod in_part;
mod weekdays;

/// A header cell's text, with its column.
#[derive(Clone, Debug)]
pub(crate) struct NamedDay {
    pub(crate) column: usize,
    pub(crate) text: String,
    pub(crate) head: Head,
}

/// The days of a row of headers.
#[derive(Debug, Default)]
pub(crate) struct Dated {
    /// Column and date; `None` where nothing says which.
    pub(crate) days: Vec<(usize, Option<NaiveDate>)>,
    /// How dates were read whose order is open.
    pub(crate) order: Option<DateOrder>,
    pub(crate) questions: Vec<Question>,
}

/// The dates of a row of headers.
pub(crate) fn dated(heads: &[NamedDay], hint: &Hint, dating: Dating, choices: &Choices) -> Dated {
    let hinted = choices.first_day.or_else(|| hint.near(choices.near));
    let from_hint = choices.first_day.is_some()
        || hint.day.is_some()
        || hint.week.is_some()
        || hint.month.is_some();
    let base = hinted.or(choices.near);
    let all_dates = heads
        .iter()
        .all(|named| matches!(named.head, Head::Date(_)));
    if all_dates {
        return in_full(heads, base, hinted.is_some(), dating, choices);
    }
    let days = if heads
        .iter()
        .all(|named| matches!(named.head, Head::Weekday(_)))
    {
        let base = if choices.first_day.is_none() && hint.week.is_some() && hint.day.is_none() {
            // A week of Sunday to Saturday begins the day before the ISO week.
            base.map(|monday| sunday_before(monday, heads))
        } else {
            base
        };
        by_weekday(heads, base)
    } else {
        by_day_of_month(heads, base, hint)
    };
    let first = days.first().and_then(|(_, date)| *date);
    let asks = !from_hint && !days.is_empty();
    Dated {
        days,
        order: None,
        questions: asks
            .then(|| Question::FirstDay {
                read_as: first.map(|date| date.to_string()),
            })
            .into_iter()
            .collect(),
    }
}

#[cfg(test)]
mod tests;
