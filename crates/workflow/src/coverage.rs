//! Coverage of some days, and the gaps in it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use cxone::Client;
use cxone::wire::GroupBy;
use staffing::coverage::CoverageRecord;
use staffing::{DateRange, Gap, Threshold, find_gaps, rounded_hours};

use crate::WorkError;

/// Longest range that servers answer.
const MOST_DAYS: i64 = 62;

/// Whole local days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalDays {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Whose days.
    pub zone: Tz,
}

/// What the server says of some days.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Which days.
    pub days: LocalDays,
    /// One or more records a skill, as the server gave them.
    pub records: Vec<CoverageRecord>,
}

impl LocalDays {
    /// The seven days after today.
    #[must_use]
    pub fn next_seven(now: DateTime<Utc>, zone: Tz) -> Self {
        let today = now.with_timezone(&zone).date_naive();
        Self {
            first: today + Days::new(1),
            last: today + Days::new(7),
            zone,
        }
    }

    /// The days that `range` touches.
    #[must_use]
    pub fn touching(range: DateRange, zone: Tz) -> Self {
        let last_instant = range.end - TimeDelta::seconds(1);
        Self {
            first: range.start.with_timezone(&zone).date_naive(),
            last: last_instant.with_timezone(&zone).date_naive(),
            zone,
        }
    }

    /// From the first midnight to the one after the last day.
    ///
    /// # Errors
    /// When the days are reversed or more than servers answer (62).
    pub fn range(&self) -> Result<DateRange, WorkError> {
        let days = (self.last - self.first).num_days() + 1;
        if days < 1 {
            return Err(WorkError::DaysReversed);
        }
        if days > MOST_DAYS {
            return Err(WorkError::TooManyDays { days });
        }
        let after = self.last.succ_opt().ok_or(WorkError::ImpossibleDay)?;
        let start = start_of_day(self.first, self.zone)?;
        let range = DateRange::new(start, start_of_day(after, self.zone)?)
            .map_err(|_| WorkError::DaysReversed)?;
        if range.end - range.start > TimeDelta::days(MOST_DAYS) {
            return Err(WorkError::LongerByClockChange);
        }
        Ok(range)
    }
}

impl Coverage {
    /// Asks the server for the coverage of `days`, summed up by skill.
    ///
    /// # Errors
    /// When the days cannot be asked for, the call fails, or hours are impossible.
    pub async fn fetch(client: &Client, days: LocalDays) -> Result<Self, WorkError> {
        let records = client.coverage(days.range()?, GroupBy::Skill, None).await?;
        for record in &records {
            record.check()?;
        }
        Ok(Self { days, records })
    }

    /// The gaps below `threshold`, a record each.
    ///
    /// # Errors
    /// When a record's hours are impossible.
    pub fn gaps(&self, threshold: Threshold) -> Result<Vec<Gap>, WorkError> {
        Ok(find_gaps(&self.records, threshold)?)
    }
}

/// One gap a skill: where a server answers several records for a skill, their
/// deficits are added up and the most urgent priority counts. Keeps the order.
#[must_use]
pub fn gaps_by_skill(gaps: &[Gap]) -> Vec<Gap> {
    let mut united: Vec<Gap> = Vec::new();
    for gap in gaps {
        match united.iter_mut().find(|other| other.skill == gap.skill) {
            Some(other) => {
                // Both ratios are available ÷ required; the sum's is their mean weighted by required hours.
                let (ours, theirs) = (required(other), required(gap));
                other.ratio = (other.ratio * ours + gap.ratio * theirs) / (ours + theirs);
                other.deficit_hours += gap.deficit_hours;
                other.priority = other.priority.max(gap.priority);
                other.time.start = other.time.start.min(gap.time.start);
                other.time.end = other.time.end.max(gap.time.end);
            }
            None => united.push(gap.clone()),
        }
    }
    united
}

/// Whether a record is met in sum, yet understaffed at times: a hidden gap.
/// Unknown, so false, where the server does not tell the covered hours.
#[must_use]
pub fn is_hidden_gap(record: &CoverageRecord, threshold: Threshold) -> bool {
    let (Some(ratio), Some(covered)) = (record.ratio(), record.covered_hours) else {
        return false;
    };
    ratio >= threshold.get() && rounded_hours(record.required_hours - covered) > 0.0
}

/// Hours required of a gap's record: its deficit is `required × (1 − ratio)`,
/// and a gap's ratio is below the threshold, which is at most 1.
fn required(gap: &Gap) -> f64 {
    gap.deficit_hours / (1.0 - gap.ratio)
}

/// The first instant of a local day; where a clock change skips midnight, the
/// first that exists.
fn start_of_day(day: NaiveDate, zone: Tz) -> Result<DateTime<Utc>, WorkError> {
    let midnight = day.and_time(NaiveTime::MIN);
    (0..=8)
        .filter_map(|quarters| {
            let later = midnight + TimeDelta::minutes(15 * quarters);
            zone.from_local_datetime(&later).earliest()
        })
        .next()
        .map(|instant| instant.to_utc())
        .ok_or(WorkError::ImpossibleDay)
}

#[cfg(test)]
mod tests {
    use staffing::Priority;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn days(first: &str, last: &str, zone: Tz) -> LocalDays {
        LocalDays {
            first: day(first),
            last: day(last),
            zone,
        }
    }

    #[test]
    fn local_days_become_instants() {
        let cases = [
            (
                "2026-11-30",
                "2026-12-06",
                Tz::UTC,
                "2026-11-30T00:00:00Z",
                "2026-12-07T00:00:00Z",
            ),
            (
                "2026-11-30",
                "2026-11-30",
                Tz::Asia__Tokyo,
                "2026-11-29T15:00:00Z",
                "2026-11-30T15:00:00Z",
            ),
            // A day of 25 hours.
            (
                "2026-10-25",
                "2026-10-25",
                Tz::Europe__London,
                "2026-10-24T23:00:00Z",
                "2026-10-26T00:00:00Z",
            ),
            // Clocks go from 23:59:59 to 01:00:00: the day begins at one.
            (
                "2026-09-06",
                "2026-09-06",
                Tz::America__Santiago,
                "2026-09-06T04:00:00Z",
                "2026-09-07T03:00:00Z",
            ),
        ];
        for (first, last, zone, start, end) in cases {
            let range = days(first, last, zone).range().unwrap();
            assert_eq!(
                (range.start, range.end),
                (instant(start), instant(end)),
                "{first} {zone}"
            );
        }
    }

    #[test]
    fn days_that_cannot_be_asked_for_are_refused() {
        let reversed = days("2026-12-02", "2026-12-01", Tz::UTC).range();
        assert!(matches!(reversed, Err(WorkError::DaysReversed)));
        let long = days("2026-01-01", "2026-03-04", Tz::UTC).range();
        assert!(matches!(long, Err(WorkError::TooManyDays { days: 63 })));
        assert!(days("2026-01-01", "2026-03-03", Tz::UTC).range().is_ok());
        // 62 days with the hour that clocks go back: more than servers answer.
        let autumn = days("2026-09-01", "2026-11-01", Tz::Europe__London).range();
        assert!(matches!(autumn, Err(WorkError::LongerByClockChange)));
    }

    #[test]
    fn the_days_of_an_import_and_the_next_seven() {
        let night = DateRange::new(
            instant("2026-11-30T06:00:00Z"),
            instant("2026-12-07T00:00:00Z"),
        );

        let touched = LocalDays::touching(night.unwrap(), Tz::UTC);
        let next = LocalDays::next_seven(instant("2026-11-24T23:30:00Z"), Tz::Europe__Berlin);

        assert_eq!(
            touched,
            days("2026-11-30", "2026-12-06", Tz::UTC),
            "midnight ends the day before"
        );
        assert_eq!(next, days("2026-11-26", "2026-12-02", Tz::Europe__Berlin));
    }

    fn record(required: f64, available: f64, covered: Option<f64>) -> CoverageRecord {
        CoverageRecord {
            skill: Some("SKILL-EN-BILLING".into()),
            queue: None,
            required_hours: required,
            available_hours: available,
            covered_hours: covered,
            time: days("2026-11-30", "2026-11-30", Tz::UTC).range().unwrap(),
        }
    }

    #[test]
    fn gaps_of_a_skill_are_added_up() {
        let records = [record(100.0, 60.0, None), record(50.0, 40.0, None)];
        let gaps = find_gaps(&records, Threshold::default()).unwrap();

        let united = gaps_by_skill(&gaps);

        assert_eq!(united.len(), 1);
        assert_eq!(united[0].priority, Priority::High, "the most urgent counts");
        assert!((united[0].deficit_hours - 50.0).abs() < 1e-9);
        assert!((united[0].ratio - 100.0 / 150.0).abs() < 1e-9);
    }

    #[test]
    fn a_hidden_gap_is_met_in_sum_only() {
        let threshold = Threshold::default();
        let cases = [
            (record(100.0, 110.0, Some(80.0)), true),
            (record(100.0, 85.0, Some(80.0)), true),
            (record(100.0, 84.0, Some(80.0)), false), // an open gap
            (record(100.0, 110.0, Some(100.0)), false),
            (record(100.0, 110.0, Some(99.999)), false), // less than is shown
            (record(100.0, 110.0, None), false),         // not told
            (record(0.0, 110.0, Some(0.0)), false),
        ];
        for (record, hidden) in cases {
            assert_eq!(is_hidden_gap(&record, threshold), hidden, "{record:?}");
        }
    }
}
