use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Draws in the table; more than any place has choices.
const DRAWS: usize = 1 << 13;

/// Chance for choices: Gumbel noise, so that the choice with the greatest sum
/// of value and noise is drawn as heat would draw it (the more valuable, the
/// likelier, by the exponential of value over temperature).
#[derive(Clone, Debug)]
pub(crate) struct Noise {
    table: Vec<f64>,
    scaled: Vec<f64>,
    random: SmallRng,
    temperature: f64,
}

impl Noise {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = SmallRng::seed_from_u64(seed);
        let mut draw = |_| {
            let even: f64 = random.random_range(1e-12..1.0);
            // Less the mean, so that doing something is not favoured.
            -(-even.ln()).ln() - 0.577_215_664_9
        };
        let table: Vec<f64> = (0..DRAWS).map(&mut draw).collect();
        Self {
            scaled: vec![0.0; DRAWS],
            table,
            random,
            temperature: 0.0,
        }
    }

    /// In hours of objective, to about 5 %.
    pub(crate) fn set_temperature(&mut self, temperature: f64) {
        if (self.temperature - temperature).abs() <= 0.05 * temperature {
            return;
        }
        self.temperature = temperature;
        for (scaled, drawn) in self.scaled.iter_mut().zip(&self.table) {
            *scaled = drawn * temperature;
        }
    }

    /// Where the draws stand.
    pub(super) fn mark(&self) -> SmallRng {
        self.random.clone()
    }

    /// Draws again what was drawn since `mark`.
    pub(super) fn return_to(&mut self, mark: &SmallRng) {
        self.random = mark.clone();
    }

    /// One draw.
    pub(crate) fn one(&mut self) -> f64 {
        self.scaled[self.random.random_range(0..DRAWS)]
    }

    /// `count` draws in a row.
    pub(super) fn many(&mut self, count: usize) -> &[f64] {
        let count = count.min(DRAWS);
        let first = self.random.random_range(0..=DRAWS - count);
        &self.scaled[first..first + count]
    }
}
