//! Dates and times of day: what the numbers mean, or why they mean nothing.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::table::columns::Columns;
use crate::values::moment::{Half, Moment, RawDate, RawTime};
use crate::problem::{Fault, Problem, ProblemCode, Severity};
use crate::wording::{date_words, day_words, quoted};
use crate::{Field, ReadOptions, Rows};

/// Which comes first where the year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DateOrder {
    /// 30/11/2026.
    DayFirst,
    /// 11/30/2026.
    MonthFirst,
}

/// The order of a file's dates.
#[derive(Debug)]
pub(crate) struct OrderFound {
    /// What to read dates by.
    pub(crate) order: DateOrder,
    /// Whether any date has its year last, so that the order matters.
    pub(crate) matters: bool,
    /// Asks, where the dates leave it open.
    pub(crate) doubt: Option<Problem>,
}

/// Tells the order from all dates of the file, never from one.
///
/// Dates that fit both orders only are read day first. That is said, except of
/// dates with dots, which are day first wherever they are in use.
pub(crate) fn find_order(rows: &Rows, columns: &Columns, options: &ReadOptions) -> OrderFound {
    let (mut day_first, mut month_first, mut matters) = (0_usize, 0_usize, false);
    let mut open = None;
    let dated = [
        Field::Start,
        Field::StartTime,
        Field::Date,
        Field::End,
        Field::EndTime,
    ];
    for place in dated.into_iter().filter_map(|field| columns.place(field)) {
        for row in rows.iter() {
            let cell = row.cell(place).unwrap_or_default();
            let moment = Moment::parse(cell);
            let Some(RawDate::YearLast {
                first,
                second,
                year,
                separator,
            }) = moment.and_then(|moment| moment.date)
            else {
                continue;
            };
            matters = true;
            match (first, second) {
                (13..=31, 1..=12) => day_first += 1,
                (1..=12, 13..=31) => month_first += 1,
                _ if separator == b'.' || first == second || first > 12 || second > 12 => {}
                _ if open.is_none() => {
                    open = Some((row.line(), place, cell, (first, second, year)));
                }
                _ => {}
            }
        }
    }
    let told = if month_first > day_first {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    };
    let undecided = options.date_order.is_none() && day_first == month_first;
    OrderFound {
        order: options.date_order.unwrap_or(told),
        matters,
        doubt: open.filter(|_| undecided).map(|(line, place, cell, (first, second, year))| {
            let (day, month) = (day_words(first, second), day_words(second, first));
            Fault::new(
                ProblemCode::DateOrderUnclear,
                format!(
                    "{} could be {day} or {month} {year}, and no other date of the file tells which. All dates were read day first: {day}.",
                    quoted(cell)
                ),
            )
            .suggest("If the month comes first, write the dates like 2026-11-30.")
            .at(line, Some(place), Severity::Warning)
        }),
    }
}

impl RawDate {
    /// The date, or the sentence that says why there is none.
    pub(crate) fn resolve(self, order: DateOrder) -> Result<NaiveDate, Fault> {
        let (year, month, day) = match (self, order) {
            (Self::YearFirst { year, month, day }, _)
            | (
                Self::YearLast {
                    year,
                    first: day,
                    second: month,
                    ..
                },
                DateOrder::DayFirst,
            )
            | (
                Self::YearLast {
                    year,
                    first: month,
                    second: day,
                    ..
                },
                DateOrder::MonthFirst,
            ) => (year, month, day),
        };
        let fault = |message| Fault::new(ProblemCode::UnreadableTime, message);
        let plausible = i32::try_from(year)
            .ok()
            .filter(|year| (1970..2200).contains(year));
        let Some(whole_year) = plausible else {
            return Err(fault(format!("The year {year:04} cannot be right.")));
        };
        if let Some(date) = NaiveDate::from_ymd_opt(whole_year, month, day) {
            return Ok(date);
        }
        if !(1..=12).contains(&month) {
            let swapped = NaiveDate::from_ymd_opt(whole_year, day, month);
            let fault = fault(format!("There is no month {month}."));
            return Err(match swapped {
                Some(date) => fault.suggest(format!("Did you mean {}?", date_words(date))),
                None => fault,
            });
        }
        let mut words = day_words(day, month);
        if (month, day) == (2, 29) {
            words = format!("{words} {year}");
        }
        let fault = fault(format!("{words} does not exist."));
        Err(match after_month_end(whole_year, month, day) {
            Some(date) => fault.suggest(format!(
                "Did you mean {}?",
                day_words(date.day(), date.month())
            )),
            None => fault,
        })
    }
}

impl RawTime {
    /// The time on a date; `24:00` is the midnight that ends it.
    pub(crate) fn on(self, date: NaiveDate) -> Result<NaiveDateTime, Fault> {
        let hour = match (self.half, self.hour) {
            (Some(Half::Am), 12) => Some(0),
            (None, hour) | (Some(Half::Am), hour @ 1..=11) | (Some(Half::Pm), hour @ 12) => {
                Some(hour)
            }
            (Some(Half::Pm), hour @ 1..=11) => Some(hour + 12),
            (Some(_), _) => None,
        };
        if (hour, self.minute, self.second, self.half) == (Some(24), 0, 0, None) {
            return Ok(date
                .checked_add_days(Days::new(1))
                .unwrap_or(date)
                .and_time(NaiveTime::MIN));
        }
        let time = hour.and_then(|hour| NaiveTime::from_hms_opt(hour, self.minute, self.second));
        time.map(|time| date.and_time(time)).ok_or_else(|| {
            let half = match self.half {
                Some(Half::Am) => " am",
                Some(Half::Pm) => " pm",
                None => "",
            };
            Fault::new(
                ProblemCode::UnreadableTime,
                format!("{}:{:02}{half} is no time of day.", self.hour, self.minute),
            )
        })
    }
}

/// What "31 November" most likely means: the day as many days after the
/// month's last as the number is too high.
fn after_month_end(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let date = first.checked_add_days(Days::new(u64::from(day.checked_sub(1)?)))?;
    (day <= 31).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, order: DateOrder) -> String {
        let moment = Moment::parse(text).expect(text);
        let date = moment.date.unwrap_or(RawDate::YearFirst {
            year: 2026,
            month: 1,
            day: 1,
        });
        let at_midnight = |date: NaiveDate| Ok(date.and_time(NaiveTime::MIN));
        let resolved = date.resolve(order).and_then(|date| {
            moment
                .time
                .map_or_else(|| at_midnight(date), |time| time.on(date))
        });
        match resolved {
            Ok(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
            Err(fault) => [fault.message, fault.suggestion.unwrap_or_default()]
                .join(" ")
                .trim()
                .to_owned(),
        }
    }

    #[test]
    fn dates_and_times_mean_what_people_mean() {
        use DateOrder::{DayFirst, MonthFirst};
        for (text, order, meaning) in [
            ("2026-11-30 06:00", MonthFirst, "2026-11-30 06:00:00"),
            ("03/12/2026", DayFirst, "2026-12-03 00:00:00"),
            ("03/12/2026", MonthFirst, "2026-03-12 00:00:00"),
            ("2028-02-29", DayFirst, "2028-02-29 00:00:00"),
            ("2026-11-30 24:00", DayFirst, "2026-12-01 00:00:00"),
            ("2026-11-30 12:30 am", DayFirst, "2026-11-30 00:30:00"),
            ("2026-11-30 12:30 pm", DayFirst, "2026-11-30 12:30:00"),
            ("2026-11-30 1:30 pm", DayFirst, "2026-11-30 13:30:00"),
            (
                "2026-11-31",
                DayFirst,
                "31 November does not exist. Did you mean 1 December?",
            ),
            (
                "2027-02-29",
                DayFirst,
                "29 February 2027 does not exist. Did you mean 1 March?",
            ),
            (
                "2027-02-30",
                DayFirst,
                "30 February does not exist. Did you mean 2 March?",
            ),
            ("2026-11-45", DayFirst, "45 November does not exist."),
            ("2026-11-00", DayFirst, "0 November does not exist."),
            ("13/30/2026", DayFirst, "There is no month 30."),
            (
                "11/30/2026",
                DayFirst,
                "There is no month 30. Did you mean 30 November 2026?",
            ),
            ("0026-11-30", DayFirst, "The year 0026 cannot be right."),
            ("2026-11-30 25:00", DayFirst, "25:00 is no time of day."),
            ("2026-11-30 24:01", DayFirst, "24:01 is no time of day."),
            ("2026-11-30 06:60", DayFirst, "6:60 is no time of day."),
            (
                "2026-11-30 13:00 pm",
                DayFirst,
                "13:00 pm is no time of day.",
            ),
            ("0:30 am", DayFirst, "0:30 am is no time of day."),
        ] {
            assert_eq!(said(text, order), meaning, "{text}");
        }
    }
}
