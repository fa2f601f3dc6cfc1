//! Local time to UTC, and back for messages.

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::problem::{Fault, ProblemCode};
use crate::wording::{date_words, moment_words};

/// What a local time is local to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    Zone(Tz),
    /// The time says its offset itself.
    Fixed(FixedOffset),
}

impl Clock {
    /// The one instant that a local time means. A time that a clock change
    /// skips or doubles means none: both readings are told instead.
    pub(crate) fn instant(self, local: NaiveDateTime) -> Result<DateTime<Utc>, Fault> {
        match self {
            Self::Fixed(offset) => Ok((local - offset).and_utc()),
            Self::Zone(zone) => match zone.from_local_datetime(&local) {
                LocalResult::Single(instant) => Ok(instant.to_utc()),
                LocalResult::Ambiguous(first, second) => Err(doubled(local, zone, first, second)),
                LocalResult::None => Err(skipped(local, zone)),
            },
        }
    }

    /// What this clock shows at an instant.
    pub(crate) fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Fixed(offset) => instant.with_timezone(&offset).naive_local(),
            Self::Zone(zone) => instant.with_timezone(&zone).naive_local(),
        }
    }
}

fn doubled(local: NaiveDateTime, zone: Tz, first: DateTime<Tz>, second: DateTime<Tz>) -> Fault {
    Fault::new(
        ProblemCode::ClockChange,
        format!(
            "{} comes twice in {zone}, because the clocks go back then.",
            moment_words(local)
        ),
    )
    .suggest(format!(
        "Write {} for the first, {} for the second.",
        first.format("%Y-%m-%d %H:%M%:z"),
        second.format("%Y-%m-%d %H:%M%:z")
    ))
}

fn skipped(local: NaiveDateTime, zone: Tz) -> Fault {
    let fault = Fault::new(
        ProblemCode::ClockChange,
        format!(
            "{} does not exist in {zone}, because the clocks go forward then.",
            moment_words(local)
        ),
    );
    // The times it would be if the clocks had changed before, or had not changed yet.
    let before = (1..=48).find_map(|hours| {
        zone.from_local_datetime(&(local - TimeDelta::hours(hours)))
            .earliest()
    });
    let after = (1..=48).find_map(|hours| {
        zone.from_local_datetime(&(local + TimeDelta::hours(hours)))
            .earliest()
    });
    let (Some(before), Some(after)) = (before, after) else {
        return fault;
    };
    let reading = |offset: FixedOffset| {
        let shown = (local - offset)
            .and_utc()
            .with_timezone(&zone)
            .naive_local();
        if shown.date() == local.date() {
            shown.format("%H:%M").to_string()
        } else {
            format!("{} {}", date_words(shown.date()), shown.format("%H:%M"))
        }
    };
    let (earlier, later) = (
        reading(after.offset().fix()),
        reading(before.offset().fix()),
    );
    fault.suggest(format!("Did you mean {earlier} or {later}?"))
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
            instant(Clock::Zone(Berlin), local((2026, 11, 30), 6, 0)),
            "2026-11-30T05:00:00+00:00"
        );
        assert_eq!(
            instant(Clock::Zone(Berlin), local((2026, 7, 1), 6, 0)),
            "2026-07-01T04:00:00+00:00"
        );
        let offset = FixedOffset::west_opt(5 * 3600).unwrap();
        assert_eq!(
            instant(Clock::Fixed(offset), local((2026, 11, 30), 22, 0)),
            "2026-12-01T03:00:00+00:00"
        );
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
            let fault = Clock::Zone(zone).instant(local).unwrap_err();

            assert_eq!(fault.code, ProblemCode::ClockChange);
            assert_eq!(
                format!("{} {}", fault.message, fault.suggestion.unwrap()),
                said
            );
        }
    }
}
