//! How prices climb: along smoothed gradients, each price at a pace of its own,
//! with falling temperature. Plain subgradients stall.

/// Running means that smooth the climb.
#[derive(Clone, Copy, Debug, Default)]
struct Slope {
    mean: f64,
    square: f64,
}

pub(crate) struct Climb {
    slopes: Vec<Slope>,
    steps: f64,
    /// Part of the budget that was used up before the first step.
    began: Option<f64>,
    pace: f64,
    /// What is left of the first pace and warmth.
    left: f64,
}

/// By how many powers of e steps have shrunk at the end of the budget.
const DECAY: f64 = 6.0;
/// The first pace, as a part of the ceiling: this by the number of steps there will be, within
/// these limits. Few steps have to go far; many need not jump about.
const PACE: f64 = 20.0;
const FIRST: (f64, f64) = (0.08, 0.25);
/// Steps there will be, as long as nothing is known about it.
const USUAL: f64 = 300.0;
/// The first warmth.
const WARM: f64 = 0.01;
const MEAN: f64 = 0.8;
const SQUARE: f64 = 0.95;
/// Far from met, more says nothing more. But agents who are alike go together, now here, now there:
/// cut off much lower, the mean would vanish where supply does not meet demand.
const STEEPEST: f64 = 100.0;

impl Climb {
    pub(crate) fn new(prices: usize) -> Self {
        Self {
            slopes: vec![Slope::default(); prices],
            steps: 0.0,
            began: None,
            pace: FIRST.0,
            left: 1.0,
        }
    }

    /// `fraction` of the budget is used up. Whatever the budget, it ends with steps that
    /// are small: that takes less of it than steps that shrink by their number.
    pub(crate) fn cool(&mut self, fraction: f64) {
        self.left = (-DECAY * fraction).exp();
        let since = fraction - *self.began.get_or_insert(fraction);
        // As many as they will be if they take as long as until now.
        let steps = if since > 0.0 {
            self.steps / since
        } else {
            USUAL
        };
        self.pace = (PACE / steps).clamp(FIRST.0, FIRST.1) * self.left;
    }

    /// How nearly equal prices have to be to be served alike.
    pub(crate) fn warmth(&self) -> f64 {
        WARM * self.left
    }

    pub(crate) fn climb(&mut self, prices: &mut [f64], ceiling: &[f64], missing: &[f64]) {
        let mean_part = 1.0 - MEAN.powf(self.steps + 1.0);
        let square_part = 1.0 - SQUARE.powf(self.steps + 1.0);
        let slopes = self.slopes.iter_mut().zip(missing);
        for ((price, most), (slope, missing)) in prices.iter_mut().zip(ceiling).zip(slopes) {
            if *most <= 0.0 {
                *price = 0.0;
                continue;
            }
            let steep = missing.clamp(-STEEPEST, STEEPEST);
            slope.mean = MEAN * slope.mean + (1.0 - MEAN) * steep;
            slope.square = SQUARE * slope.square + (1.0 - SQUARE) * steep * steep;
            let scale = (slope.square / square_part).sqrt() + 0.3;
            let step = self.pace * most * (slope.mean / mean_part) / scale;
            *price = (*price + step).clamp(0.0, *most);
        }
        self.steps += 1.0;
    }
}
