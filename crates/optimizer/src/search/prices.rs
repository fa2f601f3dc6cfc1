use super::State;

/// What the search thinks an interval of each skill is worth. It begins with the
/// prices of the bound, which know what all agents together could do, but not
/// that plans are whole: in a whole plan some intervals are always short at these
/// prices, and some always served twice. So the more often a price is outside of
/// what one agent more would bring there and one fewer would cost, the more it
/// moves.
#[derive(Default)]
pub(super) struct Prices {
    of_bound: Vec<f64>,
    own: Vec<f64>,
    /// How much of the way a price moves at a time.
    pace: f64,
}

/// How far prices move in a round: that many times the way, but no more of it at a time.
const WAY: (f64, f64) = (1.8, 0.05);
/// By which factor, at most, a round may go farther or less far: where all go as far, they
/// end alike.
const SPREAD: f64 = 1.6;

impl Prices {
    /// Those of the bound, for the next beginning.
    pub(super) fn learn(&mut self, prices: &[f64]) {
        self.of_bound.clear();
        self.of_bound.extend_from_slice(prices);
        if self.own.is_empty() {
            self.begin(0.0, 0.5);
        }
    }

    /// Begins a round of so many passes with the prices of the bound; `chance`, from 0 to 1,
    /// is how far they will go.
    pub(super) fn begin(&mut self, passes: f64, chance: f64) {
        let way = WAY.0 * SPREAD.powf(2.0 * chance - 1.0);
        self.pace = (way / passes.max(1.0)).min(WAY.1);
        self.own.clear();
        self.own.extend_from_slice(&self.of_bound);
    }

    /// Moves towards what an agent more or fewer means now.
    pub(super) fn follow(&mut self, state: &mut State) {
        let (gains, losses) = state.spans();
        let span = gains.iter().zip(losses);
        for (price, (gain, loss)) in self.own.iter_mut().zip(span) {
            *price += self.pace * (price.clamp(*gain, loss.max(*gain)) - *price);
        }
    }

    pub(super) fn now(&self) -> &[f64] {
        &self.own
    }
}
