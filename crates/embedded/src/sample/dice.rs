//! Chance that is the same on every machine and in every version.

/// Draws numbers from a seed (SplitMix64). A random-number library promises fair
/// draws, but not the same ones after its next release; the sample must stay as it is.
pub struct Dice(u64);

impl Dice {
    /// Draws of their own for each seed and subject.
    pub fn new(seed: u64, subject: &str) -> Self {
        let start = subject
            .bytes()
            .fold(seed, |state, byte| Self(state ^ u64::from(byte)).draw());
        Self(start)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of some, each as likely as its weight says.
    pub fn pick<'a, T>(&mut self, choices: &'a [(T, f64)]) -> Option<&'a T> {
        let whole: f64 = choices.iter().map(|(_, weight)| weight).sum();
        let mut left = self.share() * whole;
        for (choice, weight) in choices {
            left -= weight;
            if left < 0.0 {
                return Some(choice);
            }
        }
        choices.last().map(|(choice, _)| choice)
    }
}
