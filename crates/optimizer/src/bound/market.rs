use crate::staff::Staff;
use crate::staff::roster::Piece;

/// Demand and supply at given prices, whatever agents do with the time that is
/// not planned yet.
pub(crate) struct Market<'a> {
    staff: &'a Staff,
    /// Demand less supply at the present prices.
    missing: Vec<f64>,
}

impl<'a> Market<'a> {
    pub(crate) fn new(staff: &'a Staff) -> Self {
        Self {
            staff,
            missing: vec![0.0; staff.skills() * staff.intervals()],
        }
    }

    /// What the required places cost at least, less what the agents on shift and
    /// locked work can earn at most. Those of them who can earn as much on other
    /// skills, to within `warmth`, are counted there too.
    pub(crate) fn value(&mut self, prices: &[f64], warmth: f64) -> f64 {
        self.value_of_places(prices) - self.earned_on_shift(prices, warmth)
    }

    /// Adds what `plan` brings.
    pub(crate) fn supply(&mut self, plan: &[Piece]) {
        let intervals = self.staff.intervals();
        for piece in plan {
            for t in piece.intervals() {
                self.missing[piece.skill * intervals + t] -= 1.0;
            }
        }
    }

    /// Demand less supply: by skill, then by interval.
    pub(crate) fn missing(&self) -> &[f64] {
        &self.missing
    }

    /// What the required places cost at least; counts what is bought.
    fn value_of_places(&mut self, prices: &[f64]) -> f64 {
        let horizon = &self.staff.horizon;
        let mut value = 0.0;
        let intervals = self.staff.intervals();
        for (skill, row) in self.staff.required.iter().enumerate() {
            let worth = horizon.weights[skill] * horizon.hours;
            let first = skill * intervals;
            let prices = &prices[first..first + intervals];
            let missing = &mut self.missing[first..first + intervals];
            for ((missing, required), price) in missing.iter_mut().zip(row).zip(prices) {
                let whole = required.floor();
                let fraction = worth * (required - whole);
                value += whole * price + fraction.min(*price);
                *missing = whole + if *price < fraction { 1.0 } else { 0.0 };
            }
        }
        value
    }

    /// The most that the agents on shift can earn; takes from `missing` what
    /// they serve, shared out softly among skills of nearly the same price.
    fn earned_on_shift(&mut self, prices: &[f64], warmth: f64) -> f64 {
        let intervals = self.staff.intervals();
        let mut earned = self.earned_by_locked(prices);
        let warmth = warmth * self.staff.horizon.hours;
        for (t, groups) in self.staff.on_shift.counts.iter().enumerate() {
            for &(set, count) in groups {
                let skills = &self.staff.on_shift.sets[set as usize];
                let count = f64::from(count);
                if let [skill] = skills[..] {
                    earned += prices[skill * intervals + t] * count;
                    self.missing[skill * intervals + t] -= count;
                    continue;
                }
                let price = |skill: usize| prices[skill * intervals + t];
                let most = skills.iter().map(|&s| price(s)).fold(0.0, f64::max);
                earned += most * count;
                // Nearly the exponential, and much cheaper.
                let share = |skill: usize| {
                    let behind = (most - price(skill)) / warmth;
                    (1.0 - behind / 8.0).max(0.0).powi(8)
                };
                let all: f64 = skills.iter().map(|&s| share(s)).sum();
                for &skill in skills {
                    let served = count * share(skill) / all;
                    self.missing[skill * intervals + t] -= served;
                }
            }
        }
        earned
    }

    fn earned_by_locked(&mut self, prices: &[f64]) -> f64 {
        let intervals = self.staff.intervals();
        let mut earned = 0.0;
        for piece in self.staff.rosters.iter().flat_map(|roster| &roster.locked) {
            for t in piece.intervals() {
                earned += prices[piece.skill * intervals + t];
                self.missing[piece.skill * intervals + t] -= 1.0;
            }
        }
        earned
    }
}
