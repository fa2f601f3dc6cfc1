use crate::staff::Staff;
use crate::staff::horizon::Horizon;
use crate::staff::unit::greatest_common;

/// Parts of an hour that are told apart.
const UNITS: f64 = 1e6;
/// Smaller steps help nothing.
const LEAST: i64 = 100;

/// What the objectives of any two plans differ by is a multiple of this; 0 where no such
/// number is known.
pub(super) fn quantum(staff: &Staff) -> f64 {
    let horizon = &staff.horizon;
    let mut common = Common::default();
    for (row, weight) in staff.required.iter().zip(&horizon.weights) {
        let worth = weight * horizon.hours;
        common.add(worth);
        for required in row.iter().filter(|required| **required > 0.0) {
            common.add(worth * required.fract());
        }
    }
    common.add(horizon.costs.segment);
    let surcharge = horizon.overtime_surcharge();
    common.add(surcharge * horizon.hours);
    for roster in &staff.rosters {
        common.add(roster.hourly * horizon.hours);
        for place in &roster.places {
            for week in [place.weeks.0, place.weeks.1] {
                common.add(surcharge * left(roster.week(week).left, horizon));
            }
        }
    }
    common.value()
}

/// What is left of the week's hours beyond whole intervals.
fn left(hours: f64, horizon: &Horizon) -> f64 {
    hours - (hours / horizon.hours).floor() * horizon.hours
}

/// The greatest common measure of some numbers, in parts of an hour.
struct Common(Option<i64>);

impl Default for Common {
    fn default() -> Self {
        Self(Some(0))
    }
}

impl Common {
    fn add(&mut self, number: f64) {
        let units = number * UNITS;
        let is_whole = (units - units.round()).abs() < 1e-4 && units.abs() < 1e12;
        let with = |common| greatest_common(common, units.round() as i64);
        self.0 = self.0.filter(|_| is_whole).map(with);
    }

    fn value(&self) -> f64 {
        match self.0 {
            Some(units) if units >= LEAST => units as f64 / UNITS,
            _ => 0.0,
        }
    }
}
