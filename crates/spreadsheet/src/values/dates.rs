//! Dates and times of day: what the numbers mean, or why they mean nothing.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::problem::{Fault, ProblemCode};
use crate::values::calendar::{self, Weekdays};
use crate::values::moment::{Half, Moment, RawDate, RawTime};
use crate::wording::{date_words, day_words};

/// Which comes first where the year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DateOrder {
    /// 30/11/2026.
    DayFirst,
    /// 11/30/2026.
    MonthFirst,
    /// 26-11-30: of years with two digits only.
    YearFirst,
}

/// What is known of dates that do not say everything themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dating {
    pub(crate) order: DateOrder,
    /// The day near which years lie that are not written, or with two digits only.
    pub(crate) near: Option<NaiveDate>,
    /// Whether numbers of days count from 1904 instead of 1900.
    pub(crate) since_1904: bool,
}

impl From<DateOrder> for Dating {
    fn from(order: DateOrder) -> Self {
        Self {
            order,
            near: None,
            since_1904: false,
        }
    }
}

impl Dating {
    /// The year of two digits that lies nearest, or from 1970 to 2069.
    fn whole_year(&self, short: u32) -> u32 {
        let Some(near) = self.near else {
            return if short < 70 {
                2000 + short
            } else {
                1900 + short
            };
        };
        let near = u32::try_from(near.year()).unwrap_or(2000);
        let century = near / 100 * 100;
        [century.saturating_sub(100), century, century + 100]
            .map(|century| century + short)
            .into_iter()
            .min_by_key(|year| year.abs_diff(near))
            .unwrap_or(short)
    }

    /// Day and month in the year that lies nearest, on one of these weekdays if possible.
    fn nearest(&self, day: u32, month: u32, weekdays: Weekdays) -> Result<NaiveDate, Fault> {
        let Some(near) = self.near else {
            let message = format!("{} has no year.", day_words(day, month));
            return Err(Fault::new(ProblemCode::UnreadableTime, message)
                .suggest("Write the date with its year, like 2026-11-30."));
        };
        let dates: Vec<NaiveDate> = (-3..=3)
            .filter_map(|years| NaiveDate::from_ymd_opt(near.year() + years, month, day))
            .collect();
        let best = |fits: &dyn Fn(&&NaiveDate) -> bool| {
            let fitting = dates.iter().filter(fits);
            fitting.min_by_key(|date| (**date - near).abs()).copied()
        };
        let on_weekday = best(&|date| calendar::agrees(weekdays, date.weekday()));
        on_weekday.or_else(|| best(&|_| true)).ok_or_else(|| {
            let year = u32::try_from(near.year()).unwrap_or(0);
            self.parts(year, month, day).err().unwrap_or_else(|| {
                Fault::new(ProblemCode::UnreadableTime, "There is no such date.")
            })
        })
    }

    /// The date of three numbers, or the sentence that says why there is none.
    fn parts(&self, year: u32, month: u32, day: u32) -> Result<NaiveDate, Fault> {
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
                Some(date) => fault
                    .suggest(format!("Did you mean {}?", date_words(date)))
                    .mend(date.to_string()),
                None => fault,
            });
        }
        let mut words = day_words(day, month);
        if (month, day) == (2, 29) {
            words = format!("{words} {year}");
        }
        let fault = fault(format!("{words} does not exist."));
        Err(match after_month_end(whole_year, month, day) {
            Some(date) => fault
                .suggest(format!(
                    "Did you mean {}?",
                    day_words(date.day(), date.month())
                ))
                .mend(date.to_string()),
            None => fault,
        })
    }
}

impl RawDate {
    /// The date, or the sentence that says why there is none.
    pub(crate) fn resolve(self, dating: impl Into<Dating>) -> Result<NaiveDate, Fault> {
        let dating = dating.into();
        let (day, month) = match (self, dating.order) {
            (Self::YearFirst { year, month, day }, _) => return dating.parts(year, month, day),
            (
                Self::Named {
                    day,
                    month,
                    year,
                    weekdays,
                },
                _,
            ) => {
                return match year {
                    Some(year) if year < 100 => dating.parts(dating.whole_year(year), month, day),
                    Some(year) => dating.parts(year, month, day),
                    None => dating.nearest(day, month, weekdays),
                };
            }
            (Self::Serial(days), _) => return Ok(of_serial(days, dating.since_1904)),
            (
                Self::Short {
                    numbers: [year, month, day],
                    ..
                },
                DateOrder::YearFirst,
            ) => {
                return dating.parts(dating.whole_year(year), month, day);
            }
            (
                Self::YearLast { first, second, .. }
                | Self::NoYear { first, second, .. }
                | Self::Short {
                    numbers: [first, second, _],
                    ..
                },
                order,
            ) => match order {
                DateOrder::MonthFirst => (second, first),
                DateOrder::DayFirst | DateOrder::YearFirst => (first, second),
            },
        };
        match self {
            Self::YearLast { year, .. } => dating.parts(year, month, day),
            Self::Short {
                numbers: [_, _, year],
                ..
            } => dating.parts(dating.whole_year(year), month, day),
            Self::NoYear { weekdays, .. } => {
                if !(1..=12).contains(&month) {
                    let year = dating.near.map_or(2000, |near| near.year());
                    return dating.parts(u32::try_from(year).unwrap_or(2000), month, day);
                }
                dating.nearest(day, month, weekdays)
            }
            Self::YearFirst { .. } | Self::Named { .. } | Self::Serial(_) => Err(Fault::new(
                ProblemCode::UnreadableTime,
                "There is no such date.",
            )),
        }
    }
}

impl Moment {
    /// Its date, if it has one; where there is no such date, with a text that
    /// would mend the whole cell.
    pub(crate) fn date_in(&self, dating: Dating) -> Option<Result<NaiveDate, Fault>> {
        let resolved = self.date?.resolve(dating);
        Some(resolved.map_err(|mut fault| {
            if let (Some(fix), Some(time)) = (&mut fault.fix, self.time) {
                let on_a_day = time.on(NaiveDate::default()).map(|moment| moment.time());
                if let Ok(time) = on_a_day {
                    *fix = format!("{fix} {}", time.format("%H:%M"));
                }
            }
            fault
        }))
    }
}

/// The date of a spreadsheet program's number.
fn of_serial(days: u32, since_1904: bool) -> NaiveDate {
    // 1900 was no leap year, but the first of these programs took it for one:
    // from March 1900 on, day 1 is the last of 1899.
    let first = if since_1904 {
        (1904, 1, 1)
    } else {
        (1899, 12, 30)
    };
    let first = NaiveDate::from_ymd_opt(first.0, first.1, first.2).unwrap_or_default();
    first
        .checked_add_days(Days::new(days.into()))
        .unwrap_or(first)
}

impl RawTime {
    /// Of "26:00", two o'clock of the day after; none of what is a time of its own day.
    pub(crate) fn of_next_day(self) -> Option<Self> {
        const LATEST: u32 = 36;
        let is_clock = self.half.is_none() && self.minute < 60 && self.second < 60;
        let beyond = is_clock && (24..=LATEST).contains(&self.hour);
        let is_midnight = (self.hour, self.minute, self.second) == (24, 0, 0);
        (beyond && !is_midnight).then(|| Self {
            hour: self.hour - 24,
            ..self
        })
    }

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
