/// What to do next, as parts of the budget go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Phase {
    /// A round begins.
    Begin,
    /// Draw plans at this temperature, in hours of objective, leaning this much
    /// on prices.
    Heat { temperature: f64, lean: f64 },
    /// Best plans only, until nothing changes.
    Cool,
    /// Small groups, kept by chance at this temperature.
    Polish(f64),
}

/// Temperature at the start of a round, in hours of objective.
const HOT: f64 = 0.003;
/// How much plans lean on prices at the start of a round.
const LEAN: f64 = 0.98;
/// How late in a round plans stop to lean: they follow the prices nearly to
/// its end, since what all agents together can do is known to these alone.
const LATE: f64 = 0.05;
/// Passes of the first round.
const FIRST: f64 = 8.0;
/// Part of the budget for rounds; the rest is polish.
const ROUNDS: f64 = 0.97;
/// Part of a round without heat.
const COLD: f64 = 0.08;
/// Temperature at the start of the polish.
const WARM: f64 = 0.015;

#[derive(Clone, Debug, Default)]
pub(super) struct Schedule {
    round: Option<Round>,
    length: f64,
    polish_from: Option<f64>,
}

/// Parts of the budget.
#[derive(Clone, Copy, Debug)]
struct Round {
    from: f64,
    to: f64,
}

impl Schedule {
    /// `passes` have been made in `fraction` of the budget.
    pub(super) fn phase(&mut self, fraction: f64, passes: f64) -> Phase {
        if let Some(from) = self.polish_from {
            let left = (1.0 - fraction) / (1.0 - from).max(1e-9);
            return Phase::Polish(WARM * left.clamp(0.0, 1.0).powi(2));
        }
        match self.round {
            Some(round) if fraction < round.to => {
                let heat = round.to - COLD * (round.to - round.from);
                if fraction >= heat {
                    return Phase::Cool;
                }
                let left = (heat - fraction) / (heat - round.from).max(1e-9);
                let left = left.clamp(0.0, 1.0);
                Phase::Heat {
                    temperature: HOT * left.sqrt(),
                    lean: LEAN * left.powf(LATE),
                }
            }
            _ if fraction >= ROUNDS => {
                self.polish_from = Some(fraction);
                Phase::Begin
            }
            _ => {
                let per_pass = fraction / passes.max(1.0);
                self.length = (2.0 * self.length).max(FIRST * per_pass).max(1e-6);
                let is_last = fraction + 2.5 * self.length > ROUNDS;
                let to = if is_last {
                    ROUNDS.max(fraction + 1e-6)
                } else {
                    fraction + self.length
                };
                self.round = Some(Round { from: fraction, to });
                Phase::Begin
            }
        }
    }

    /// Nothing changes any more.
    pub(super) fn froze(&mut self, fraction: f64) {
        if let Some(round) = &mut self.round {
            round.to = round.to.min(fraction);
        }
    }
}
