//! The days of a list whose rows name weekdays, under a title that says the week.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::Field;
use crate::mended::MendedRows;
use crate::table::columns::Columns;
use crate::table::days::Head;
use crate::table::hint::{Hint, on_or_after};
use crate::values::calendar::Weekdays;
use crate::values::letters::folded;
use crate::wording::date_words;

/// The date of each word for a weekday in the column of dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Week {
    days: BTreeMap<String, NaiveDate>,
    first: Option<NaiveDate>,
}

impl Week {
    /// `near` tells the year of a week that is named by its number alone.
    pub(crate) fn find(
        rows: MendedRows<'_>,
        first_row: usize,
        columns: &Columns,
        hint: &Hint,
        near: Option<NaiveDate>,
    ) -> Self {
        let week = hint.day.or_else(|| hint.week.and(hint.near(near)));
        let one_week = week.filter(|first| {
            let end = first.checked_add_days(Days::new(7));
            hint.last_day.is_none_or(|last| Some(last) < end)
        });
        let (Some(first), Some(place)) = (one_week, columns.place(Field::Date)) else {
            return Self::default();
        };
        let mut words: BTreeMap<String, Weekdays> = BTreeMap::new();
        for row in rows.from(first_row) {
            let cell = row.cell(place).unwrap_or_default().trim();
            if let Some((word, days)) = weekday(cell) {
                words.entry(word).or_insert(days);
            }
        }
        let all: BTreeSet<&str> = words.keys().map(String::as_str).collect();
        let claimed = words.values().filter(|days| days.count_ones() == 1);
        let claimed = claimed.fold(0, |all, days| all | days);
        let only = |word: &str, days: Weekdays| match days.count_ones() {
            1 => Some(days),
            _ => Some(in_language(word, &all).unwrap_or(days & !claimed))
                .filter(|days| days.count_ones() == 1),
        };
        let dates = words.iter().filter_map(|(word, &days)| {
            Some((word.clone(), on_or_after(first, only(word, days)?)))
        });
        let days: BTreeMap<String, NaiveDate> = dates.collect();
        let first = (!days.is_empty()).then_some(first);
        Self { days, first }
    }

    /// The date that a cell means which names nothing but a weekday.
    pub(crate) fn date(&self, cell: &str) -> Option<NaiveDate> {
        if self.days.is_empty() {
            return None;
        }
        self.days.get(&weekday(cell)?.0).copied()
    }

    /// A sentence about it, where rows name weekdays.
    pub(crate) fn note(&self) -> Option<String> {
        let first = self.first?;
        Some(format!(
            "Rows name weekdays: they are read as days of the week from {}, as a title says.",
            date_words(first)
        ))
    }
}

fn weekday(cell: &str) -> Option<(String, Weekdays)> {
    const LONGEST: usize = 30;
    if cell.len() > LONGEST || cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match Head::of(cell)? {
        Head::Weekday(days) => Some((folded(cell.trim_end_matches('.')), days)),
        Head::Date(_) | Head::OfMonth(..) => None,
    }
}

/// A word that is one day in German or Dutch and another one elsewhere, beside words of
/// these languages.
fn in_language(word: &str, all: &BTreeSet<&str>) -> Option<Weekdays> {
    let has = |words: &[&str]| words.iter().any(|word| all.contains(word));
    match word {
        "do" if has(&["mo", "di", "fr", "so", "wo", "vr", "za", "zo"]) => Some(1 << 3),
        "ma" if has(&["di", "wo", "vr", "za", "zo"]) => Some(1),
        _ => None,
    }
}
