/// What to do next, as parts of the budget go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Phase {
    /// A round of about so many passes begins, from the best plan or from where the last
    /// one ended.
    Begin { passes: f64, from_best: bool },
    /// Draw plans at this temperature, in hours of objective, leaning this much
    /// on prices.
    Heat { temperature: f64, lean: f64 },
    /// Best plans only, until nothing changes.
    Cool,
    /// Small groups, kept by chance at this temperature.
    Polish(f64),
}

/// Temperature at the start of a round, in hours of objective.
const HOT: f64 = 0.0015;
/// How much plans lean on prices at the start of a round.
const LEAN: f64 = 0.98;
/// How late in a round plans stop to lean: they follow the prices nearly to
/// its end, since what all agents together can do is known to these alone.
const LATE: f64 = 0.05;
/// Passes of the first round, and of the longest: slower cooling finds no better plans,
/// but a new beginning does, now and then.
const PASSES: (f64, f64) = (8.0, 80.0);
/// Part of the budget for rounds, before they have their full length and once they have it; the
/// rest is polish, which then finds more than a few rounds more.
const ROUNDS: (f64, f64) = (0.97, 0.85);
/// Part of a round without heat.
const COLD: f64 = 0.08;
/// Temperature at the start of the polish.
const WARM: f64 = 0.015;

#[derive(Clone, Debug, Default)]
pub(super) struct Schedule {
    round: Option<Round>,
    /// Passes of the present round, as planned.
    length: f64,
    /// Passes that had been made when it began.
    before: f64,
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
            _ if fraction >= self.part_for_rounds() => {
                self.polish_from = Some(fraction);
                Phase::Begin {
                    passes: 0.0,
                    from_best: true,
                }
            }
            _ => self.begin(fraction, passes),
        }
    }

    /// Begins with rounds as long as here.
    pub(super) fn again(&self) -> Self {
        Self {
            length: self.length,
            ..Self::default()
        }
    }

    /// Whether rounds do not get longer any more.
    pub(super) fn is_settled(&self) -> bool {
        self.length >= PASSES.1
    }

    fn part_for_rounds(&self) -> f64 {
        if self.is_settled() {
            ROUNDS.1
        } else {
            ROUNDS.0
        }
    }

    fn begin(&mut self, fraction: f64, passes: f64) -> Phase {
        // The part of the budget that a pass takes, as they went of late.
        let since = self.round.map_or(0.0, |round| round.from);
        let per_pass = (fraction - since) / (passes - self.before).max(1.0);
        let per_pass = per_pass.max(1e-9);
        self.before = passes;
        let end = self.part_for_rounds();
        // From the best plan again and again it would be the same that is found.
        let from_best = !self.is_settled();
        self.length = (2.0 * self.length).clamp(PASSES.0, PASSES.1);
        let part = self.length * per_pass;
        let is_last = fraction + 2.5 * part > end;
        let part = if is_last { end - fraction } else { part };
        self.round = Some(Round {
            from: fraction,
            to: fraction + part.max(1e-6),
        });
        Phase::Begin {
            passes: part / per_pass,
            from_best,
        }
    }

    /// Nothing changes any more.
    pub(super) fn froze(&mut self, fraction: f64) {
        if let Some(round) = &mut self.round {
            round.to = round.to.min(fraction);
        }
    }
}
