//! Days that are named in full: by day and month at least.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{Dated, Head, NamedDay, on_weekdays};
use crate::values::calendar;
use crate::values::dates::Dating;
use crate::values::moment::RawDate;
use crate::values::order::Evidence;
use crate::{Choices, DateOrder, Question};

/// Dates that name day and month at least.
pub(super) fn in_full(
    heads: &[NamedDay],
    near: Option<NaiveDate>,
    from_hint: bool,
    dating: Dating,
    choices: &Choices,
) -> Dated {
    let mut evidence = Evidence::default();
    // One year for all: that in which most weekdays agree, of equals the nearest.
    let resolve = |order: DateOrder| -> Vec<(usize, Option<NaiveDate>)> {
        let in_year = |years: i32| -> Vec<(usize, Option<NaiveDate>)> {
            let near = near.and_then(|near| moved(near, years));
            let dating = Dating {
                order,
                near,
                ..dating
            };
            let date = |named: &NamedDay| match named.head {
                Head::Date(date) => on_weekdays(date, 0).resolve(dating).ok(),
                _ => None,
            };
            let dated = heads.iter().map(|named| (named.column, date(named)));
            dated.collect()
        };
        let agreeing = |days: &Vec<(usize, Option<NaiveDate>)>| {
            let pairs = heads.iter().zip(days);
            let agrees = pairs.filter(|(named, (_, date))| {
                let said = named.head.weekdays();
                said != 0 && date.is_some_and(|date| calendar::agrees(said, date.weekday()))
            });
            agrees.count()
        };
        // Of equals the last is taken.
        let years = [3, -3, 2, -2, 1, -1, 0].map(in_year);
        years.into_iter().max_by_key(agreeing).unwrap_or_default()
    };
    for named in heads {
        if let Head::Date(date) = named.head {
            evidence.observe_date(0, named.column, &named.text, date);
        }
    }
    let found = evidence.decide(choices);
    // Days that follow each other tell the order, whatever their numbers.
    let follow = |order: DateOrder| {
        let days = resolve(order);
        let next = days.iter().skip(1);
        let pairs = days.iter().zip(next);
        pairs
            .filter(|((_, a), (_, b))| matches!((a, b), (Some(a), Some(b)) if *b - *a == TimeDelta::days(1)))
            .count()
    };
    let orders = [
        DateOrder::DayFirst,
        DateOrder::MonthFirst,
        DateOrder::YearFirst,
    ];
    let best = orders
        .into_iter()
        .max_by_key(|&order| (follow(order), order == found.order));
    let told =
        best.filter(|&best| choices.date_order.is_none() && found.matters && follow(best) > 0);
    let order = told.unwrap_or(found.order);
    let days = resolve(order);
    let yearless = heads.iter().any(|named| {
        matches!(
            named.head,
            Head::Date(RawDate::NoYear { .. } | RawDate::Named { year: None, .. })
        )
    });
    let mut questions = Vec::new();
    if told.is_none() {
        questions.extend(found.question);
    }
    // A date with its weekday comes back after five years at the earliest.
    let agrees = |(named, (_, date)): (&NamedDay, &(usize, Option<NaiveDate>))| {
        let weekdays = named.head.weekdays();
        weekdays != 0 && date.is_some_and(|date| calendar::agrees(weekdays, date.weekday()))
    };
    let told_by_weekdays = heads.iter().zip(&days).all(agrees);
    if yearless && !from_hint && !told_by_weekdays {
        let first = days.first().and_then(|(_, date)| *date);
        questions.push(Question::FirstDay {
            read_as: first.map(|date| date.to_string()),
        });
    }
    Dated {
        days,
        order: found.matters.then_some(order),
        questions,
    }
}

fn moved(date: NaiveDate, years: i32) -> Option<NaiveDate> {
    let months = chrono::Months::new(years.unsigned_abs() * 12);
    match years < 0 {
        true => date.checked_sub_months(months),
        false => date.checked_add_months(months),
    }
}
