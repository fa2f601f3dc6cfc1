use crate::staff::roster::Piece;

/// What an agent brings, by skill, then by interval, in hours of objective.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values<'a> {
    now: &'a [f64],
    /// Prices to lean on, and how much: 0 not at all, 1 on them alone.
    prices: Option<(&'a [f64], f64)>,
}

impl<'a> Values<'a> {
    /// Just these.
    pub(crate) fn of(now: &'a [f64]) -> Self {
        Self { now, prices: None }
    }

    /// These, drawn towards `prices` by `share`: they know what others could
    /// do instead.
    pub(crate) fn leaning(now: &'a [f64], prices: &'a [f64], share: f64) -> Self {
        let prices = (share > 0.0 && prices.len() == now.len()).then_some((prices, share));
        Self { now, prices }
    }

    /// Sums from `first` to each position before `last`.
    pub(super) fn sums(&self, first: usize, last: usize, mut each: impl FnMut(f64)) {
        let mut sum = 0.0;
        let now = &self.now[first..last];
        match self.prices {
            None => now.iter().for_each(|value| {
                sum += value;
                each(sum);
            }),
            Some((prices, share)) => {
                let pairs = now.iter().zip(&prices[first..last]);
                pairs.for_each(|(value, price)| {
                    sum += value + share * (price - value);
                    each(sum);
                });
            }
        }
    }

    /// What `piece` brings, of values that have so many intervals in a row.
    pub(crate) fn of_piece(&self, piece: &Piece, intervals: usize) -> f64 {
        let row = piece.skill * intervals;
        let sum = |(from, to): (i64, i64)| self.sum(row + from as usize, row + to as usize);
        sum((piece.from, piece.to)) - piece.pause.map_or(0.0, sum)
    }

    /// The sum from `first` to before `last`.
    pub(super) fn sum(&self, first: usize, last: usize) -> f64 {
        let mut sum = 0.0;
        self.sums(first, last, |so_far| sum = so_far);
        sum
    }
}
