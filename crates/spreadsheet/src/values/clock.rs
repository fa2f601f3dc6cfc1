//! Local time to UTC, and back for messages.

use std::fmt;

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use staffing::DateRange;

use crate::problem::{Fault, ProblemCode};
use crate::wording::{date_words, moment_words};
use crate::{DoubledTime, SkippedTime};

/// What a local time is local to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    Zone(Tz, ClockChanges),
    /// The time says its offset itself.
    Fixed(FixedOffset),
}

/// How to read times that a clock change skips or doubles, where the planner said so.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClockChanges {
    pub(crate) skipped: Option<SkippedTime>,
    pub(crate) doubled: Option<DoubledTime>,
}

/// The instants that a local time can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    One(DateTime<Utc>),
    Skipped {
        later: DateTime<Utc>,
        earlier: DateTime<Utc>,
    },
    Doubled {
        first: DateTime<Utc>,
        second: DateTime<Utc>,
    },
}

/// A shift's time, and what its file's clock shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) time: DateRange,
    pub(crate) clock: Clock,
    pub(crate) start: NaiveDateTime,
    pub(crate) end: NaiveDateTime,
}

impl Clock {
    /// The one instant that a local time means. A time that a clock change
    /// skips or doubles means none, unless the planner chose: both readings are
    /// told instead.
    pub(crate) fn instant(self, local: NaiveDateTime) -> Result<DateTime<Utc>, Fault> {
        let Self::Zone(zone, changes) = self else {
            return Ok(match self.meaning(local) {
                Meaning::One(instant) => instant,
                Meaning::Skipped { later, .. } => later,
                Meaning::Doubled { first, .. } => first,
            });
        };
        match self.meaning(local) {
            Meaning::One(instant) => Ok(instant),
            Meaning::Skipped { later, earlier } => match changes.skipped {
                Some(SkippedTime::Later) => Ok(later),
                Some(SkippedTime::Earlier) => Ok(earlier),
                None => Err(Fault {
                    local: Some(local),
                    ..skipped(local, zone, later, earlier)
                }),
            },
            Meaning::Doubled { first, second } => match changes.doubled {
                Some(DoubledTime::First) => Ok(first),
                Some(DoubledTime::Second) => Ok(second),
                None => Err(Fault {
                    local: Some(local),
                    ..doubled(local, zone, first, second)
                }),
            },
        }
    }

    /// The instants that a local time can mean, whatever the planner chose.
    pub(crate) fn meaning(self, local: NaiveDateTime) -> Meaning {
        let zone = match self {
            Self::Fixed(offset) => return Meaning::One((local - offset).and_utc()),
            Self::Zone(zone, _) => zone,
        };
        match zone.from_local_datetime(&local) {
            LocalResult::Single(instant) => Meaning::One(instant.to_utc()),
            LocalResult::Ambiguous(first, second) => Meaning::Doubled {
                first: first.to_utc(),
                second: second.to_utc(),
            },
            LocalResult::None => {
                // What it would be if the clocks had not changed yet, or had before.
                let offset = |hours: i64| {
                    let near = local + TimeDelta::hours(hours);
                    let near = zone.from_local_datetime(&near).earliest();
                    near.map(|near| near.offset().fix())
                };
                let before = (1..=48).find_map(|hours| offset(-hours));
                let after = (1..=48).find_map(offset);
                let instant = |offset: Option<FixedOffset>| {
                    let seconds = offset.map_or(0, |offset| offset.local_minus_utc());
                    (local - TimeDelta::seconds(seconds.into())).and_utc()
                };
                Meaning::Skipped {
                    later: instant(before),
                    earlier: instant(after),
                }
            }
        }
    }

    /// Whether it always shows what the other does.
    pub(crate) fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Zone(one, _), Self::Zone(two, _)) => one == two,
            (Self::Fixed(one), Self::Fixed(two)) => one == two,
            _ => false,
        }
    }

    /// What this clock shows at an instant.
    pub(crate) fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Fixed(offset) => instant.with_timezone(&offset).naive_local(),
            Self::Zone(zone, _) => instant.with_timezone(&zone).naive_local(),
        }
    }
}

/// The zone's name, or "UTC+01:00".
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(zone, _) => write!(f, "{zone}"),
            Self::Fixed(offset) if offset.local_minus_utc() == 0 => f.write_str("UTC"),
            Self::Fixed(offset) => write!(f, "UTC{offset}"),
        }
    }
}

fn doubled(local: NaiveDateTime, zone: Tz, first: DateTime<Utc>, second: DateTime<Utc>) -> Fault {
    let written = |instant: DateTime<Utc>| instant.with_timezone(&zone).format("%Y-%m-%d %H:%M%:z");
    Fault::new(
        ProblemCode::ClockChange,
        format!(
            "{} comes twice in {zone}, because the clocks go back then.",
            moment_words(local)
        ),
    )
    .suggest(format!(
        "Write {} for the first, {} for the second.",
        written(first),
        written(second)
    ))
}

fn skipped(local: NaiveDateTime, zone: Tz, later: DateTime<Utc>, earlier: DateTime<Utc>) -> Fault {
    let reading = |instant: DateTime<Utc>| {
        let shown = instant.with_timezone(&zone).naive_local();
        if shown.date() == local.date() {
            shown.format("%H:%M").to_string()
        } else {
            format!("{} {}", date_words(shown.date()), shown.format("%H:%M"))
        }
    };
    Fault::new(
        ProblemCode::ClockChange,
        format!(
            "{} does not exist in {zone}, because the clocks go forward then.",
            moment_words(local)
        ),
    )
    .suggest(format!(
        "Did you mean {} or {}?",
        reading(earlier),
        reading(later)
    ))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::{America::New_York, Europe::Berlin, Pacific::Apia};

    use super::*;

    fn local(day: (i32, u32, u32), hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(day.0, day.1, day.2)
            .unwrap()
            .and_hms_opt(hour, minute, 0)
            .unwrap()
    }

    #[test]
    fn usual_times_become_utc() {
        let instant = |clock: Clock, local| {
            clock
                .instant(local)
                .map(|instant| instant.to_rfc3339())
                .unwrap()
        };

        assert_eq!(
            instant(
                Clock::Zone(Berlin, ClockChanges::default()),
                local((2026, 11, 30), 6, 0)
            ),
            "2026-11-30T05:00:00+00:00"
        );
        assert_eq!(
            instant(
                Clock::Zone(Berlin, ClockChanges::default()),
                local((2026, 7, 1), 6, 0)
            ),
            "2026-07-01T04:00:00+00:00"
        );
        let offset = FixedOffset::west_opt(5 * 3600).unwrap();
        assert_eq!(
            instant(Clock::Fixed(offset), local((2026, 11, 30), 22, 0)),
            "2026-12-01T03:00:00+00:00"
        );
    }

    #[test]
    fn a_choice_tells_what_clock_changes_leave_open() {
        let clock = |skipped, doubled| Clock::Zone(Berlin, ClockChanges { skipped, doubled });
        let (gap, fold) = (local((2027, 3, 28), 2, 30), local((2026, 10, 25), 2, 30));
        for (clock, local, instant) in [
            (
                clock(Some(SkippedTime::Later), None),
                gap,
                "2027-03-28T01:30:00+00:00",
            ),
            (
                clock(Some(SkippedTime::Earlier), None),
                gap,
                "2027-03-28T00:30:00+00:00",
            ),
            (
                clock(None, Some(DoubledTime::First)),
                fold,
                "2026-10-25T00:30:00+00:00",
            ),
            (
                clock(None, Some(DoubledTime::Second)),
                fold,
                "2026-10-25T01:30:00+00:00",
            ),
        ] {
            assert_eq!(clock.instant(local).unwrap().to_rfc3339(), instant);
        }
    }

    #[test]
    fn clock_changes_are_told_with_both_readings() {
        for (zone, local, said) in [
            (
                Berlin,
                local((2027, 3, 28), 2, 30),
                "02:30 on 28 March 2027 does not exist in Europe/Berlin, because the clocks go forward then. Did you mean 01:30 or 03:30?",
            ),
            (
                Berlin,
                local((2026, 10, 25), 2, 30),
                "02:30 on 25 October 2026 comes twice in Europe/Berlin, because the clocks go back then. Write 2026-10-25 02:30+02:00 for the first, 2026-10-25 02:30+01:00 for the second.",
            ),
            (
                New_York,
                local((2026, 3, 8), 2, 0),
                "02:00 on 8 March 2026 does not exist in America/New_York, because the clocks go forward then. Did you mean 01:00 or 03:00?",
            ),
            (
                Apia,
                local((2011, 12, 30), 12, 0),
                "12:00 on 30 December 2011 does not exist in Pacific/Apia, because the clocks go forward then. Did you mean 29 December 2011 12:00 or 31 December 2011 12:00?",
            ),
        ] {
            let fault = Clock::Zone(zone, ClockChanges::default())
                .instant(local)
                .unwrap_err();

            assert_eq!(fault.code, ProblemCode::ClockChange);
            assert_eq!(
                format!("{} {}", fault.message, fault.suggestion.unwrap()),
                said
            );
        }
    }
}
