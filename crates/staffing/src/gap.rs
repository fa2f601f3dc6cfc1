use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::coverage::CoverageRecord;
use crate::{DateRange, SkillId};

/// How urgent a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Priority {
    /// At or above 70 %.
    Medium,
    /// Below 70 %.
    High,
}

/// A coverage ratio below which there is a gap: 0.85 unless set.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Threshold(f64);

/// A record whose coverage ratio is below the threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// The skill that is understaffed.
    pub skill: SkillId,
    /// The time that the record speaks of.
    pub time: DateRange,
    /// Available ÷ required hours, not rounded.
    pub ratio: f64,
    /// Required − available hours, not rounded.
    pub deficit_hours: f64,
    /// How urgent.
    pub priority: Priority,
}

/// What makes coverage records unusable.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum GapFault {
    /// Hours that are negative, NaN or infinite: a fault of the server's contract.
    #[error(
        "The server answered {hours} {kind} hours for {skill}. Hours must be 0 or more. Ask the administrator of the WFM service to look at this skill."
    )]
    ImpossibleHours {
        /// Which skill or queue.
        skill: String,
        /// "required", "available" or "covered".
        kind: &'static str,
        /// As answered.
        hours: f64,
    },
    /// A threshold outside 0 to 1, or NaN.
    #[error("The threshold must be between 0 % and 100 %.")]
    ImpossibleThreshold,
}

/// Finds the gaps among `records`, in their order.
///
/// Records that require nothing are skipped, and so are records that name no
/// skill (they speak of a queue). The ratio is judged unrounded, and a ratio
/// that equals the threshold is no gap. Rules: the API contract, "Gaps".
///
/// # Errors
/// When a record's hours are negative, NaN or infinite.
pub fn find_gaps(records: &[CoverageRecord], threshold: Threshold) -> Result<Vec<Gap>, GapFault> {
    let mut gaps = Vec::new();
    for record in records {
        record.check()?;
        let (Some(skill), Some(ratio)) = (&record.skill, record.ratio()) else {
            continue;
        };
        if ratio < threshold.0 {
            gaps.push(Gap {
                skill: skill.clone(),
                time: record.time,
                ratio,
                deficit_hours: record.deficit_hours(),
                priority: Priority::of_ratio(ratio),
            });
        }
    }
    Ok(gaps)
}

/// Hours as they are shown and sent: 2 decimals.
#[must_use]
pub fn rounded_hours(hours: f64) -> f64 {
    rounded(hours, 100.0)
}

/// A coverage ratio as it is shown and sent: 3 decimals.
#[must_use]
pub fn rounded_ratio(ratio: f64) -> f64 {
    rounded(ratio, 1000.0)
}

impl Priority {
    /// HIGH below 0.70, else MEDIUM; judged on the unrounded ratio.
    #[must_use]
    pub fn of_ratio(ratio: f64) -> Self {
        if ratio < 0.70 {
            Self::High
        } else {
            Self::Medium
        }
    }
}

impl Threshold {
    /// The threshold as a share, 0 to 1.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(0.85)
    }
}

impl TryFrom<f64> for Threshold {
    type Error = GapFault;

    fn try_from(share: f64) -> Result<Self, GapFault> {
        if (0.0..=1.0).contains(&share) {
            Ok(Self(share))
        } else {
            Err(GapFault::ImpossibleThreshold)
        }
    }
}

impl From<Threshold> for f64 {
    fn from(threshold: Threshold) -> Self {
        threshold.0
    }
}

/// `+ 0.0` turns a rounded −0 into 0, which is how people write it.
fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps + 0.0
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;

    fn record(required: f64, available: f64) -> CoverageRecord {
        let instant = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        CoverageRecord {
            skill: Some("SKILL-EN-BILLING".into()),
            queue: None,
            required_hours: required,
            available_hours: available,
            covered_hours: None,
            time: DateRange::new(
                instant("2026-11-30T00:00:00Z"),
                instant("2026-12-07T00:00:00Z"),
            )
            .unwrap(),
        }
    }

    /// What is found at the default threshold: (priority, rounded ratio, rounded deficit).
    fn check(required: f64, available: f64, expected: Option<(Priority, f64, f64)>) {
        let gaps = find_gaps(&[record(required, available)], Threshold::default()).unwrap();

        let found = gaps.first().map(|gap| {
            (
                gap.priority,
                rounded_ratio(gap.ratio),
                rounded_hours(gap.deficit_hours),
            )
        });
        assert_eq!(
            found, expected,
            "required {required}, available {available}"
        );
    }

    #[test]
    fn every_gap_rule() {
        use Priority::{High, Medium};
        check(100.0, 85.0, None); // exactly at the threshold
        check(100.0, 84.999, Some((Medium, 0.85, 15.0))); // judged before rounding
        check(100.0, 70.0, Some((Medium, 0.7, 30.0))); // exactly at 0.70
        check(100.0, 69.999, Some((High, 0.7, 30.0)));
        check(120.0, 98.5, Some((Medium, 0.821, 21.5))); // the contract's own example
        check(3.0, 1.0, Some((High, 0.333, 2.0)));
        check(100.0, 0.0, Some((High, 0.0, 100.0)));
        check(100.0, 120.0, None); // overstaffed
        check(0.0, 0.0, None); // nothing required
        check(0.0, 8.0, None);
    }

    #[test]
    fn a_record_of_a_queue_is_no_gap() {
        let mut queue = record(10.0, 1.0);
        queue.skill = None;
        queue.queue = Some("QUEUE-1".to_owned());

        assert_eq!(find_gaps(&[queue], Threshold::default()), Ok(Vec::new()));
    }

    #[test]
    fn impossible_hours_are_named() {
        for hours in [-0.01, f64::NAN, f64::INFINITY] {
            for faulty in [record(hours, 1.0), record(1.0, hours)] {
                let fault = find_gaps(&[faulty], Threshold::default()).unwrap_err();
                assert!(fault.to_string().contains("SKILL-EN-BILLING"), "{fault}");
            }
        }
    }

    #[test]
    fn a_threshold_is_a_share() {
        for impossible in [-0.1, 1.01, f64::NAN] {
            assert_eq!(
                Threshold::try_from(impossible),
                Err(GapFault::ImpossibleThreshold)
            );
        }
        assert_eq!(Threshold::try_from(1.0).unwrap().get(), 1.0);
    }

    #[test]
    fn rounding_is_half_away_from_zero_without_minus_zero() {
        assert_eq!(rounded_hours(21.125), 21.13);
        assert_eq!(rounded_hours(-3.005_1), -3.01);
        assert_eq!(rounded_ratio(0.0625), 0.063);
        assert!(rounded_hours(-0.001).is_sign_positive());
    }

    proptest! {
        #[test]
        fn a_higher_threshold_never_hides_a_gap(required in 0.1..1e4, available in 0.0..1e4, low in 0.0..1.0, more in 0.0..1.0) {
            let records = [record(required, available)];
            let (low, more): (f64, f64) = (low, more);
            let high = (low + more).min(1.0);

            let at_low = find_gaps(&records, Threshold::try_from(low).unwrap()).unwrap();
            let at_high = find_gaps(&records, Threshold::try_from(high).unwrap()).unwrap();

            prop_assert!(at_low.len() <= at_high.len());
        }
    }
}
