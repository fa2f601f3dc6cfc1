//! Days that are named in part: by their weekday, or by their day of the month.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use super::{Head, NamedDay};
use crate::table::hint::{Hint, on_or_after};
use crate::values::calendar::{self, Weekdays};

/// Weekdays from the first day on or after `base`, each after the one before it.
pub(super) fn by_weekday(
    heads: &[NamedDay],
    base: Option<NaiveDate>,
) -> Vec<(usize, Option<NaiveDate>)> {
    let Some(base) = base else {
        return heads.iter().map(|named| (named.column, None)).collect();
    };
    let masks: Vec<Weekdays> = heads.iter().map(|named| named.head.weekdays()).collect();
    let run = |first: NaiveDate| {
        let mut dates = vec![first];
        let mut last = first;
        for &mask in masks.iter().skip(1) {
            last = on_or_after(last.checked_add_days(Days::new(1)).unwrap_or(last), mask);
            dates.push(last);
        }
        dates
    };
    // "Do" begins no week: of the days that a word can mean, the ones that lie
    // closest together are meant.
    let first = masks.first().copied().unwrap_or_default();
    let starts = (0..7)
        .filter_map(|days| base.checked_add_days(Days::new(days)))
        .filter(|date| calendar::agrees(first, date.weekday()));
    let best = starts
        .map(run)
        .min_by_key(|dates| match (dates.first(), dates.last()) {
            (Some(first), Some(last)) => *last - *first,
            _ => TimeDelta::MAX,
        });
    let dates = best.unwrap_or_default();
    let dates = dates.into_iter().map(Some).chain(std::iter::repeat(None));
    heads.iter().map(|named| named.column).zip(dates).collect()
}

/// Days of the month, in the month that is said, or the one nearest in which
/// the weekdays agree.
pub(super) fn by_day_of_month(
    heads: &[NamedDay],
    base: Option<NaiveDate>,
    hint: &Hint,
) -> Vec<(usize, Option<NaiveDate>)> {
    let undated = || heads.iter().map(|named| (named.column, None)).collect();
    let (Some(base), Some(&Head::OfMonth(first, _))) =
        (base, heads.first().map(|named| &named.head))
    else {
        return undated();
    };
    let month_of = |offset: i32| {
        let months = base.year() * 12 + i32::try_from(base.month0()).unwrap_or(0) + offset;
        let month = u32::try_from(months.rem_euclid(12)).unwrap_or(0) + 1;
        NaiveDate::from_ymd_opt(months.div_euclid(12), month, first)
    };
    let run = |start: NaiveDate| -> Option<Vec<NaiveDate>> {
        let mut dates = Vec::new();
        let mut last = start;
        for (index, named) in heads.iter().enumerate() {
            if index > 0 {
                last = last.checked_add_days(Days::new(1))?;
                if let Head::OfMonth(day, _) = named.head {
                    // Days that are left out, such as weekends.
                    last = (0..31)
                        .filter_map(|days| last.checked_add_days(Days::new(days)))
                        .find(|date| date.day() == day)?;
                }
            }
            if !calendar::agrees(named.head.weekdays(), last.weekday()) {
                return None;
            }
            dates.push(last);
        }
        Some(dates)
    };
    let said = hint.month.is_some() && hint.day.is_none() && hint.week.is_none();
    let months: Vec<i32> = if said {
        vec![0]
    } else {
        vec![0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]
    };
    let mut starts: Vec<NaiveDate> = months.into_iter().filter_map(month_of).collect();
    starts.sort_by_key(|start| (*start - base).abs());
    let Some(dates) = starts.into_iter().find_map(run) else {
        return undated();
    };
    heads
        .iter()
        .map(|named| named.column)
        .zip(dates.into_iter().map(Some))
        .collect()
}

pub(super) fn sunday_before(monday: NaiveDate, heads: &[NamedDay]) -> NaiveDate {
    const SUNDAY: Weekdays = 1 << 6;
    let begins_on_sunday = heads
        .first()
        .is_some_and(|named| named.head.weekdays() == SUNDAY);
    if begins_on_sunday {
        monday - TimeDelta::days(1)
    } else {
        monday
    }
}
