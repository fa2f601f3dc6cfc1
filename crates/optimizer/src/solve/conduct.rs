//! Who runs when. Bound and search run side by side for short spells; between
//! them they tell each other their numbers, and the world how it goes. A spell
//! ends by the clock, or, where rounds are limited, after a fixed amount of
//! work, so that the outcome depends on nothing else.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::board::{Board, Draft};
use super::proof::Proof;
use crate::bound::Bound;
use crate::search::Search;
use crate::solution::gap_to_bound;
use crate::staff::Staff;
use crate::staff::roster::Piece;
use crate::{Limits, Progress, StaffingProblem, StaffingSolution};

/// Spells are short at first, while much changes.
const SPELLS: (Duration, Duration) = (Duration::from_millis(4), Duration::from_millis(60));
/// Agents valued for the bound, for each one visited by the search, in a spell
/// of fixed work.
const VALUED_PER_VISIT: u64 = 2;
/// Share of a spell for the bound where there is one thread for both.
const BOUND_SHARE: f64 = 0.4;

pub(super) struct Conductor<'a> {
    began: Instant,
    limits: &'a Limits,
    board: &'a Board<'a>,
    /// Objective of the plan that was handed over last.
    handed_over: f64,
    fraction: f64,
}

/// How long a spell lasts.
#[derive(Clone, Copy)]
struct Spell<'a> {
    limits: &'a Limits,
    began: Instant,
    end: Instant,
    work: Option<u64>,
}

impl Spell<'_> {
    /// Counts down and looks at the clock: the part of the budget that is used up, as long as
    /// the spell lasts. Where work is counted it is `fraction` throughout.
    fn clock(&self, fraction: f64) -> impl FnMut() -> Option<f64> + use<> {
        let mut left = self.work.unwrap_or(u64::MAX);
        let is_timed = self.work.is_none();
        let (began, end, budget) = (self.began, self.end, budget(self.limits));
        let cancel = self.limits.cancel.clone();
        move || {
            left = left.saturating_sub(1);
            let now = Instant::now();
            let used = now - began;
            let goes_on = left > 0
                && used < budget
                && (!is_timed || now < end)
                && !cancel.load(Ordering::Relaxed);
            let part = if is_timed { part(used, budget) } else { 0.0 };
            goes_on.then_some(part.max(fraction))
        }
    }

    fn counter(&self) -> impl FnMut() -> bool + use<> {
        let mut clock = self.clock(0.0);
        move || clock().is_some()
    }

    /// Until the deadline, without an end of its own.
    fn whole(self) -> impl FnMut() -> bool + use<> {
        let unlimited = Self {
            work: Some(u64::MAX),
            ..self
        };
        unlimited.counter()
    }
}

/// At most a year, which the clock can count.
fn budget(limits: &Limits) -> Duration {
    limits.time.min(Duration::from_secs(86_400 * 365))
}

fn part(used: Duration, budget: Duration) -> f64 {
    used.as_secs_f64() / budget.as_secs_f64().max(1e-9)
}

impl<'a> Conductor<'a> {
    pub(super) fn begin(limits: &'a Limits, board: &'a Board<'a>) -> Self {
        Self {
            began: board.began(),
            limits,
            board,
            handed_over: f64::INFINITY,
            fraction: 0.0,
        }
    }

    /// Searches until a limit is met; the best plans and the bound.
    pub(super) fn run(&mut self, staff: &Staff, earlier: Vec<Vec<Piece>>) -> Draft {
        self.post_idle(staff);
        let mut searches: Vec<Search> = (1..self.limits.threads.max(2) as u64)
            .map(|number| Search::new(staff, self.seed(number)))
            .collect();
        let Some((first, others)) = searches.split_first_mut() else {
            return Draft {
                plans: earlier,
                bound: 0.0,
            };
        };
        first.take(&earlier);
        let spell = self.spell(None);
        let mut counter = spell.whole();
        first.first_plan(&mut counter);
        for other in others.iter_mut() {
            other.take(first.best_plans());
        }
        let (gains, losses) = first.spans();
        let mut bound = Bound::new(staff, &gains, &losses);
        if searches.first().is_some_and(Search::has_nothing_to_do) {
            // Prices at which nobody earns anything prove it.
            bound.step(0.0, &mut self.spell(None).whole());
        }
        let mut proof = Proof::new(staff, bound);
        self.post(staff, &searches, &proof);
        while self.goes_on(&searches, &proof) {
            if proof.is_settled(self.fraction) && searches.len() < self.limits.threads {
                // The thread that worked on it is free.
                let seed = self.seed(searches.len() as u64 + 1);
                let late = searches
                    .first()
                    .map(|first| first.another(seed, self.fraction));
                searches.extend(late);
            }
            self.spell_of(staff, &mut searches, &mut proof);
            if let (Some(plans), Some(first)) = (proof.take_found(), searches.first_mut()) {
                first.take(&plans);
            }
            self.post(staff, &searches, &proof);
        }
        draft(&searches, &proof)
    }

    fn spell_of(&self, staff: &Staff, searches: &mut [Search], proof: &mut Proof) {
        let fraction = self.fraction;
        for search in searches.iter_mut() {
            search.lean_on(proof.prices());
        }
        let best = best_of(searches).map_or(0.0, Search::best);
        proof.look_for_an_end(fraction, best);
        let visits = (staff.rosters.len() as u64 / 2).clamp(64, 1500);
        let valued = visits * VALUED_PER_VISIT;
        let is_settled = proof.is_settled(fraction);
        if self.limits.threads <= 1 {
            let share = if is_settled { 0.0 } else { BOUND_SHARE };
            if !is_settled {
                let mut counter = self.spell(Some((valued, share))).counter();
                proof.work(fraction, best, &mut counter);
            }
            for search in searches {
                search.run(&mut self.spell(Some((visits, 1.0 - share))).clock(fraction));
            }
            return;
        }
        std::thread::scope(|scope| {
            for search in searches {
                let mut clock = self.spell(Some((visits, 1.0))).clock(fraction);
                scope.spawn(move || search.run(&mut clock));
            }
            if !is_settled {
                let mut counter = self.spell(Some((valued, 1.0))).counter();
                proof.work(fraction, best, &mut counter);
            }
        });
    }

    fn seed(&self, number: u64) -> u64 {
        self.limits.seed.wrapping_add((number - 1) * 7919)
    }

    fn spell(&self, part: Option<(u64, f64)>) -> Spell<'a> {
        let share = part.map_or(1.0, |part| part.1);
        let length = (self.began.elapsed() / 20).clamp(SPELLS.0, SPELLS.1);
        Spell {
            limits: self.limits,
            began: self.began,
            end: Instant::now() + length.mul_f64(share),
            work: self.limits.iterations.and(part.map(|part| part.0)),
        }
    }

    fn goes_on(&mut self, searches: &[Search], proof: &Proof) -> bool {
        let best = best_of(searches).map_or(0.0, Search::best);
        let proven = gap_to_bound(best, proof.bound(best)) <= self.limits.gap.max(0.0);
        match self.limits.iterations {
            Some(most) => {
                let done = searches.first().map_or(most, Search::passes);
                self.fraction = (done as f64 / most.max(1) as f64).min(1.0);
                if done >= most {
                    return false;
                }
            }
            None => {
                let part = part(self.began.elapsed(), budget(self.limits));
                self.fraction = self.fraction.max(part.min(1.0));
            }
        }
        !proven && self.began.elapsed() < self.limits.time && !self.limits.is_cancelled()
    }

    /// As it stands while nothing but locked work is planned.
    fn post_idle(&self, staff: &Staff) {
        let idle = Progress {
            objective: staff.all_short - staff.flow.weighted(),
            covered_hours: staff.flow.covered() * staff.horizon.hours,
            ..Progress::default()
        };
        self.tell(staff, idle);
    }

    /// Posts how it stands, and the plan where the clerk waits for one.
    fn post(&mut self, staff: &Staff, searches: &[Search], proof: &Proof) {
        let Some(best) = best_of(searches) else {
            return;
        };
        let objective = best.best();
        if objective < self.handed_over && self.board.wants_draft() {
            self.handed_over = objective;
            self.board.hand_over(draft(searches, proof));
        }
        let now = Progress {
            objective,
            bound: proof.bound(objective),
            covered_hours: best.covered() * staff.horizon.hours,
            overtime_hours: best.overtime(),
            ..Progress::default()
        };
        self.tell(staff, now);
    }

    /// Posts the figures of the answer.
    pub(super) fn finish(
        &self,
        problem: &StaffingProblem,
        staff: &Staff,
        solution: &StaffingSolution,
    ) {
        let required: f64 = problem.required.iter().flatten().sum::<f64>() * staff.horizon.hours;
        let last = Progress {
            objective: solution.objective,
            bound: solution.bound,
            covered_hours: required - solution.short_hours,
            overtime_hours: solution.overtime_hours,
            has_answer: true,
            ..Progress::default()
        };
        self.tell(staff, last);
    }

    /// Posts `found`, with what follows from it.
    fn tell(&self, staff: &Staff, found: Progress) {
        let idle = staff.flow.covered() * staff.horizon.hours;
        self.board.post(Progress {
            elapsed: self.began.elapsed(),
            fraction: self.fraction,
            filled_hours: (found.covered_hours - idle).max(0.0),
            bound: found.bound.min(found.objective),
            gap: gap_to_bound(found.objective, found.bound),
            ..found
        });
    }
}

fn draft(searches: &[Search], proof: &Proof) -> Draft {
    let best = best_of(searches);
    Draft {
        bound: proof.bound(best.map_or(0.0, Search::best)),
        plans: best.map_or_else(Vec::new, |best| best.best_plans().to_vec()),
    }
}

fn best_of<'a, 'b>(searches: &'b [Search<'a>]) -> Option<&'b Search<'a>> {
    searches.iter().min_by(|a, b| a.best().total_cmp(&b.best()))
}
