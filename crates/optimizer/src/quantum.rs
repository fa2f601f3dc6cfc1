//! By how much objectives differ at least.

use crate::staff::Staff;
use crate::staff::horizon::Horizon;
use crate::staff::unit::greatest_common;

/// Parts of an hour that are told apart.
const UNITS: f64 = 1e6;
/// Smaller steps help nothing.
const LEAST: i64 = 100;

/// An answer has to be better by this part of it to count.
const BETTER: f64 = 1e-7;

/// What the objectives of any two plans differ by is a multiple of this; 0 where no such
/// number is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantum(f64);

impl Quantum {
    pub(crate) fn of(staff: &Staff) -> Self {
        Self(common(staff).value())
    }

    /// What a bound has to reach so that nothing better than `best` is left.
    pub(crate) fn enough(self, best: f64) -> f64 {
        best - slack(best).max(self.0 - slack(best))
    }

    /// No plan is better than this where none is better than `bound`, and there is one with
    /// the objective `best`.
    pub(crate) fn raise(self, bound: f64, best: f64) -> f64 {
        let proven = best - slack(best);
        if bound >= self.enough(best) {
            return proven;
        }
        if self.0 <= 0.0 {
            return bound;
        }
        let steps = ((best - bound + slack(best)) / self.0).floor();
        bound.max(proven - steps * self.0)
    }
}

/// Less than this is rounding.
fn slack(best: f64) -> f64 {
    BETTER * best.abs().max(1e-3)
}

/// All that an objective is made of.
fn common(staff: &Staff) -> Common {
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
    common
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

#[cfg(test)]
mod tests {
    use super::Quantum;

    #[test]
    fn a_bound_is_raised_to_what_a_plan_can_come_to() {
        let raised = [
            // Between two objectives that are possible.
            (0.5, 9.2, 9.5),
            (0.5, 8.9, 9.0),
            // At one of them.
            (0.5, 9.5, 9.5),
            (0.5, 9.499_999, 9.5),
            // Above all but the best.
            (0.5, 9.6, 10.0),
            (0.5, f64::INFINITY, 10.0),
            // Where objectives may differ by anything.
            (0.0, 9.2, 9.2),
            (0.0, f64::INFINITY, 10.0),
        ];
        for (quantum, bound, expected) in raised {
            let bound = Quantum(quantum).raise(bound, 10.0);
            let off = expected - bound;
            assert!((0.0..1e-5).contains(&off), "{bound} in place of {expected}");
        }
    }
}
