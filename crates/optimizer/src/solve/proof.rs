//! What is proven: by prices, and in small problems by going to the end.

use crate::bound::Bound;
use crate::endgame::{Endgame, Extent, Opening};
use crate::plan::TooMany;
use crate::quantum::Quantum;
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// Part of the budget for the prices that an end game begins with: from prices that
/// are far off it proves nothing, so short budgets give them more.
const BEFORE: (f64, f64) = (0.004, 0.5);
/// Steps after which such prices are good enough.
const STEPS: f64 = 600.0;
/// The same where there will be no end game: part of the budget, and steps. What is left of it
/// helps a search more.
const LEARNING: (f64, f64) = (0.5, 1.0);
const MANY_STEPS: f64 = 800.0;
/// Where too much was open for an end game, it is tried again once less than this part of it is:
/// fewer plans have to be written down then.
const AGAIN: f64 = 0.7;

pub(super) struct Proof<'a> {
    staff: &'a Staff,
    bound: Bound<'a>,
    opening: Option<Opening<'a>>,
    endgame: Option<Endgame<'a>>,
    /// How much may be open for an end game to be tried: nothing where it is too large.
    limit: f64,
    /// The best bound of end games that were given up.
    kept: f64,
    quantum: Quantum,
}

impl<'a> Proof<'a> {
    pub(super) fn new(staff: &'a Staff, bound: Bound<'a>) -> Self {
        Self {
            limit: if Opening::is_possible(staff) {
                f64::INFINITY
            } else {
                0.0
            },
            quantum: Quantum::of(staff),
            staff,
            bound,
            opening: None,
            endgame: None,
            kept: 0.0,
        }
    }

    /// No plan is better; `best` is the objective of the best one known.
    pub(super) fn bound(&self, best: f64) -> f64 {
        let ended = self.endgame.as_ref().map_or(0.0, Endgame::bound);
        let bound = self.bound.best().max(ended).max(self.kept);
        self.quantum.raise(bound, best)
    }

    pub(super) fn prices(&self) -> &[f64] {
        self.bound.best_prices()
    }

    /// Works on the proof as long as `goes_on` says so; `fraction` of the budget is used
    /// up before.
    pub(super) fn work(&mut self, fraction: f64, best: f64, goes_on: &mut dyn FnMut() -> bool) {
        if let Some(endgame) = &mut self.endgame {
            endgame.run(best, goes_on);
        } else if let Some(opening) = &mut self.opening {
            match opening.go_on(goes_on) {
                Ok(None) => {}
                Ok(endgame) => (self.opening, self.endgame) = (None, endgame),
                Err(TooMany) => self.opening = self.opening.take().and_then(Opening::instead),
            }
        } else {
            // What comes then begins with prices that have come to rest.
            let part = self.before(fraction);
            while goes_on() {
                self.bound.step((fraction / part).min(1.0), goes_on);
            }
        }
    }

    /// Whether nothing more is to be had here.
    pub(super) fn is_settled(&self, fraction: f64) -> bool {
        let is_at_end = self.opening.is_some() || self.endgame.is_some() || self.is_untried();
        !is_at_end && fraction >= self.before(fraction)
    }

    /// A better answer that was found on the way.
    pub(super) fn take_found(&mut self) -> Option<Vec<Vec<Piece>>> {
        self.endgame.as_mut().and_then(Endgame::take_found)
    }

    /// Begins an end game where it is time for it.
    pub(super) fn look_for_an_end(&mut self, fraction: f64, best: f64) {
        if let Some(ended) = self.endgame.take_if(|endgame| endgame.is_over()) {
            self.kept = self.kept.max(ended.bound());
            if ended.is_part() {
                self.open(best, Extent::All);
            }
        }
        let open = best - self.bound.best();
        let is_time = !self.is_untried() || fraction >= self.before(fraction);
        if self.opening.is_none() && self.endgame.is_none() && open < self.limit && is_time {
            self.limit = AGAIN * open;
            self.open(best, Extent::AllOfFew);
        }
    }

    fn open(&mut self, best: f64, extent: Extent) {
        let (prices, quantum) = (self.prices(), self.quantum);
        let opening = Opening::new(self.staff, prices, best, quantum, extent);
        self.opening = Some(opening);
    }

    fn is_untried(&self) -> bool {
        self.limit == f64::INFINITY
    }

    /// Part of the budget for prices, as it looks after `fraction`.
    fn before(&self, fraction: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "steps are few")]
        let taken = self.bound.steps() as f64;
        let (steps, part) = if self.is_untried() {
            (STEPS, BEFORE)
        } else {
            (MANY_STEPS, LEARNING)
        };
        (fraction * steps / taken.max(1.0)).clamp(part.0, part.1)
    }
}
