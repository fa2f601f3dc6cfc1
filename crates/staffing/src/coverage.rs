//! How the staffing that is there compares with the staffing that is needed.

mod levels;

use serde::{Deserialize, Serialize};

pub use levels::{Block, Hours, KnownSet, Levels, Minute, Slice};

use crate::gap::GapFault;

use crate::{DateRange, SkillId};

/// Required and available hours of a skill or a queue over a range of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoverageRecord {
    /// The skill, unless the record speaks of a queue.
    pub skill: Option<SkillId>,
    /// The queue, if the record speaks of one.
    pub queue: Option<String>,
    /// Staff needed, summed.
    pub required_hours: f64,
    /// Staff there, summed, breaks left out.
    pub available_hours: f64,
    /// Required hours actually met, interval by interval; not every server tells.
    pub covered_hours: Option<f64>,
    /// The time that the record speaks of, of any length.
    pub time: DateRange,
}

impl CoverageRecord {
    /// Available ÷ required hours; none where nothing is required.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        (self.required_hours > 0.0).then(|| self.available_hours / self.required_hours)
    }

    /// Required − available hours; negative where there is more than is needed.
    #[must_use]
    pub fn deficit_hours(&self) -> f64 {
        self.required_hours - self.available_hours
    }

    /// Whether the hours can be hours at all.
    ///
    /// # Errors
    /// Names the first that is negative, NaN or infinite.
    pub fn check(&self) -> Result<(), GapFault> {
        let covered = self.covered_hours.unwrap_or(0.0);
        let named = [
            ("required", self.required_hours),
            ("available", self.available_hours),
            ("covered", covered),
        ];
        for (kind, hours) in named {
            if !hours.is_finite() || hours < 0.0 {
                let skill = self.skill.as_ref().map(ToString::to_string);
                return Err(GapFault::ImpossibleHours {
                    skill: skill.or_else(|| self.queue.clone()).unwrap_or_default(),
                    kind,
                    hours,
                });
            }
        }
        Ok(())
    }
}
