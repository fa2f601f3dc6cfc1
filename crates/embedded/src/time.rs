//! Minutes, and the local week of a zone.
//!
//! The store counts whole minutes since 1970-01-01T00:00Z; a local minute
//! counts those that a clock on the wall in the zone would show since then.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Minutes since 1970-01-01T00:00, UTC unless said otherwise.
pub type Minute = i64;

/// Minutes of a day.
pub const DAY: Minute = 24 * 60;

/// Minutes of a week.
pub const WEEK: Minute = 7 * DAY;

/// The minute that an instant lies in: seconds and fractions are cut off.
pub fn minute_of(instant: DateTime<Utc>) -> Minute {
    instant.timestamp().div_euclid(60)
}

/// The first instant of a minute. Minutes that no calendar reaches become its nearest end.
pub fn instant_of(minute: Minute) -> DateTime<Utc> {
    let furthest = if minute < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    };
    let seconds = minute.saturating_mul(60);
    DateTime::from_timestamp(seconds, 0).unwrap_or(furthest)
}

/// The first minute after a range that ends at `end`: 23:59:59 means the whole minute.
pub fn end_minute_of(end: DateTime<Utc>) -> Minute {
    let last_second = end.timestamp().rem_euclid(60) == 59;
    minute_of(end) + Minute::from(last_second)
}

/// Midnight of a day, in local minutes.
pub fn first_local_minute(day: NaiveDate) -> Minute {
    day.and_time(chrono::NaiveTime::MIN)
        .and_utc()
        .timestamp()
        .div_euclid(60)
}

/// What the wall clock in `zone` shows at `minute`.
pub fn local_minute(zone: Tz, minute: Minute) -> Minute {
    let utc = instant_of(minute).naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc).fix().local_minus_utc();
    minute + Minute::from(offset).div_euclid(60)
}

/// When the wall clock in `zone` shows `local`: the first time where it shows
/// it twice, and the moment of the jump where it skips it.
pub fn utc_minute(zone: Tz, local: Minute) -> Minute {
    let wall = wall_clock(local);
    if let Some(instant) = zone.from_local_datetime(&wall).earliest() {
        return minute_of(instant.to_utc());
    }
    // Skipped: what was the offset before the jump?
    let before = wall - TimeDelta::hours(3);
    let offset = zone
        .from_local_datetime(&before)
        .earliest()
        .map_or(0, |instant| instant.offset().fix().local_minus_utc());
    local - Minute::from(offset).div_euclid(60)
}

/// Whether the wall clock in `zone` shows `local` exactly once.
pub fn is_shown_once(zone: Tz, local: Minute) -> bool {
    zone.from_local_datetime(&wall_clock(local))
        .single()
        .is_some()
}

/// A local minute as date and time.
pub fn wall_clock(local: Minute) -> NaiveDateTime {
    instant_of(local).naive_utc()
}

/// Minutes since the last Monday 00:00 of a local minute.
pub fn minute_of_week(local: Minute) -> Minute {
    // 1970-01-01 was a Thursday.
    (local + 3 * DAY).rem_euclid(WEEK)
}

/// The Monday of the week that a local minute lies in, as its first minute.
pub fn week_start(local: Minute) -> Minute {
    local - minute_of_week(local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(text: &str) -> Minute {
        minute_of(DateTime::parse_from_rfc3339(text).unwrap().to_utc())
    }

    fn local(text: &str) -> Minute {
        minute(&format!("{text}:00Z"))
    }

    #[test]
    fn seconds_are_cut_off_and_a_last_second_means_the_whole_minute() {
        let end = |text: &str| end_minute_of(DateTime::parse_from_rfc3339(text).unwrap().to_utc());

        assert_eq!(
            minute("2026-11-30T06:00:59.9Z"),
            minute("2026-11-30T06:00:00Z")
        );
        assert_eq!(
            minute("1969-12-31T23:59:30Z"),
            -1,
            "before 1970 too it is cut, not rounded"
        );
        assert_eq!(end("2026-11-30T23:59:59Z"), minute("2026-12-01T00:00:00Z"));
        assert_eq!(end("2026-11-30T23:59:58Z"), minute("2026-11-30T23:59:00Z"));
    }

    #[test]
    fn the_wall_clock_of_a_zone_and_back() {
        let zone = Tz::Europe__Berlin;
        let check = |wall: &str, utc: &str, once: bool| {
            assert_eq!(utc_minute(zone, local(wall)), minute(utc), "{wall}");
            assert_eq!(is_shown_once(zone, local(wall)), once, "{wall}");
        };

        check("2026-11-30T06:00", "2026-11-30T05:00:00Z", true);
        check("2026-03-29T02:30", "2026-03-29T01:30:00Z", false); // skipped
        check("2026-10-25T02:30", "2026-10-25T00:30:00Z", false); // twice
        assert_eq!(
            local_minute(zone, minute("2026-07-01T10:00:00Z")),
            local("2026-07-01T12:00")
        );
    }

    #[test]
    fn weeks_start_on_monday() {
        let monday = local("2026-11-30T00:00");
        assert_eq!(minute_of_week(monday), 0);
        assert_eq!(week_start(local("2026-12-06T23:59")), monday);
        assert_eq!(week_start(monday), monday);
        assert_eq!(
            minute_of_week(local("1969-12-28T23:59")),
            WEEK - 1,
            "before 1970 too"
        );
    }
}
