//! Headers that name days.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use crate::table::hint::{Hint, on_or_after};
use crate::values::calendar::{self, Weekdays};
use crate::values::dates::Dating;
use crate::values::letters::folded;
use crate::values::moment::{Moment, RawDate, Role};
use crate::values::order::Evidence;
use crate::values::tokens::{Cursor, Token};
use crate::{Choices, DateOrder, Question};

pub(crate) use weekdays::contradictions;

mod weekdays;

/// What a header says of its column's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// "30.11.2026", "Mon 30 Nov".
    Date(RawDate),
    /// "Monday"; all weekdays that it can mean.
    Weekday(Weekdays),
    /// "30", "Mon 30".
    OfMonth(u32, Weekdays),
}

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

impl Head {
    /// What a header cell says of a day, if it does.
    pub(crate) fn of(text: &str) -> Option<Self> {
        const LONGEST: usize = 60;
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        let moment = Moment::parse_as(text, Role::Date, false);
        if let Some(Moment {
            date: Some(date),
            time,
            ..
        }) = moment
        {
            let at_midnight = time.is_none_or(|time| time.minutes() == Some(0));
            return at_midnight.then_some(Self::Date(date));
        }
        let folded = folded(text).replace("-feira", "");
        let tokens = Token::of(&folded)?;
        let mut cursor = Cursor::new(&tokens);
        let (mut weekdays, mut day) = (0, None);
        while !cursor.at_end() {
            cursor.marks(&[' ', '.', ',', '(', ')', '/', '-', '[', ']']);
            if let Some((number, digits)) = cursor.number() {
                if day.is_some() || digits > 2 || !(1..=31).contains(&number) {
                    return None;
                }
                day = Some(number);
                cursor.word_is(&["st", "nd", "rd", "th"]);
                // "30日(月)", but a Sunday is "日" alone.
                cursor.word_is(&["日"]);
            } else if let Some(word) = cursor.word() {
                let read = calendar::weekdays(word);
                if read == 0 || weekdays != 0 {
                    return None;
                }
                weekdays = read;
            } else if !cursor.at_end() {
                return None;
            }
        }
        match (day, weekdays) {
            (Some(day), _) => Some(Self::OfMonth(day, weekdays)),
            (None, 0) => None,
            (None, _) => Some(Self::Weekday(weekdays)),
        }
    }

    /// What two rows of headers say of one day together.
    pub(crate) fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Date(date), Self::Weekday(weekdays))
            | (Self::Weekday(weekdays), Self::Date(date)) => {
                Self::Date(on_weekdays(date, weekdays))
            }
            (Self::OfMonth(day, _), Self::Weekday(weekdays))
            | (Self::Weekday(weekdays), Self::OfMonth(day, _)) => Self::OfMonth(day, weekdays),
            (date @ Self::Date(_), _) | (_, date @ Self::Date(_)) => date,
            (first, _) => first,
        }
    }

    fn weekdays(self) -> Weekdays {
        match self {
            Self::Weekday(weekdays)
            | Self::OfMonth(_, weekdays)
            | Self::Date(RawDate::NoYear { weekdays, .. } | RawDate::Named { weekdays, .. }) => {
                weekdays
            }
            Self::Date(_) => 0,
        }
    }
}

/// The date as if these weekdays stood beside it, where it leaves its year open.
pub(crate) fn on_weekdays(date: RawDate, on: Weekdays) -> RawDate {
    match date {
        RawDate::NoYear {
            first,
            second,
            separator,
            sure,
            ..
        } => RawDate::NoYear {
            first,
            second,
            separator,
            sure,
            weekdays: on,
        },
        RawDate::Named {
            day, month, year, ..
        } => RawDate::Named {
            day,
            month,
            year,
            weekdays: on,
        },
        other => other,
    }
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

/// Dates that name day and month at least.
fn in_full(
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

/// Weekdays from the first day on or after `base`, each after the one before it.
fn by_weekday(heads: &[NamedDay], base: Option<NaiveDate>) -> Vec<(usize, Option<NaiveDate>)> {
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

fn sunday_before(monday: NaiveDate, heads: &[NamedDay]) -> NaiveDate {
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

/// Days of the month, in the month that is said, or the one nearest in which
/// the weekdays agree.
fn by_day_of_month(
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

#[cfg(test)]
mod tests;
