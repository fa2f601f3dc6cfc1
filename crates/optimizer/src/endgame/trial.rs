//! What to branch on: some choices are tried, each side for a few steps, and the one that
//! settles the most is taken. Where nothing better than the best answer is left on a side, the other
//! is kept at once, and nothing has to be branched on.

use std::collections::HashMap;

use super::choice::Choice;
use super::program::Bounds;
use super::stage::Stage;
use super::tree::Node;
use super::{Endgame, Work};

/// Most choices that are tried, and how many in turn that settle less than the best one.
const MOST: usize = 40;
const UNLUCKY: usize = 8;
/// Most steps of each side.
const STEPS: usize = 100;
/// A side by which the bound rises less counts as if it rose by this.
const LITTLE: f64 = 1e-5;
/// A choice that was never tried is worth this much of what others were.
const UNTRIED: f64 = 2.0;

/// By how much choices raised the bound on either side when they were tried last.
pub(super) type Gains = HashMap<Choice, [f64; 2]>;

pub(super) struct Trial {
    /// What may be tried later, the most promising last.
    later: Vec<Choice>,
    choice: Choice,
    /// What its sides that were tried brought.
    gains: Vec<f64>,
    /// The side that is being tried, once it was begun.
    bounds: Option<Bounds>,
    steps_left: usize,
    best: Choice,
    best_gains: [f64; 2],
    unlucky: usize,
}

impl Trial {
    /// Of choices that are more or less open; none if there are none.
    fn new(open: Vec<(f64, Choice)>, known: &Gains) -> Option<Self> {
        let scores = open.iter().filter_map(|(_, choice)| known.get(choice));
        let scores: Vec<f64> = scores.map(score).collect();
        let usual = if scores.is_empty() {
            1.0
        } else {
            scores.iter().sum::<f64>() / scores.len() as f64
        };
        let promise = |(open, choice): (f64, Choice)| {
            let untried = UNTRIED * usual * open;
            (known.get(&choice).map_or(untried, score), choice)
        };
        let mut later: Vec<(f64, Choice)> = open.into_iter().map(promise).collect();
        later.sort_by(|a, b| b.0.total_cmp(&a.0));
        later.truncate(MOST);
        let mut later: Vec<Choice> = later.into_iter().rev().map(|open| open.1).collect();
        let first = later.pop()?;
        Some(Self {
            later,
            choice: first,
            gains: Vec::new(),
            bounds: None,
            steps_left: STEPS,
            best: first,
            best_gains: [0.0; 2],
            unlucky: 0,
        })
    }

    /// The side that is tried.
    fn side(&self) -> usize {
        self.gains.len()
    }

    /// Takes down what a side brought, and goes on to the next one; tells whether there is one.
    fn take_down(&mut self, gain: f64, known: &mut Gains) -> bool {
        self.steps_left = STEPS;
        self.gains.push(gain.max(0.0));
        let &[first, second] = &self.gains[..] else {
            return true;
        };
        self.gains.clear();
        let gains = [first, second];
        known.insert(self.choice, gains);
        if score(&gains) > score(&self.best_gains) {
            (self.best, self.best_gains) = (self.choice, gains);
            self.unlucky = 0;
        } else {
            self.unlucky += 1;
        }
        let next = self.later.pop().filter(|_| self.unlucky < UNLUCKY);
        self.choice = next.unwrap_or(self.choice);
        next.is_some()
    }
}

impl Endgame<'_> {
    /// Looks for what to branch on in `node`, of which `point` leaves something open but for rounding.
    pub(super) fn branch(&mut self, mut node: Node, point: &[f64]) {
        let is_part = self.is_part();
        let Stage {
            model,
            columns,
            simplex,
            gains,
            ..
        } = &mut self.stage;
        let open = Choice::all(model, columns, &node.bounds, point);
        match Trial::new(open, gains) {
            // What matters there is what is met soon.
            Some(trial) if is_part => self.split(&node, &trial),
            Some(trial) => {
                // Once here, rather than on each side.
                simplex.freshen(STEPS, &model.program, &node.bounds);
                node.basis = simplex.basis();
                self.node = Some((node, Work::Try(trial)));
            }
            None => self.stage.tree.give_up(),
        }
    }

    /// Tells whether it came to an end; an answer better than `best` on the way is kept.
    pub(super) fn try_out(
        &mut self,
        mut node: Node,
        mut trial: Trial,
        best: &mut f64,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        loop {
            let bounds = trial.bounds.take().unwrap_or_else(|| {
                let bounds = self.side(&node, trial.choice, trial.side());
                let Stage { model, simplex, .. } = &mut self.stage;
                simplex.go_to(&node.basis, &model.program, &bounds);
                bounds
            });
            let Some(step) = self.stage.walk(&bounds, &mut trial.steps_left, goes_on) else {
                trial.bounds = Some(bounds);
                self.node = Some((node, Work::Try(trial)));
                return false;
            };
            let (bound, _) = self.stage.proves(&bounds, step);
            let point = self.stage.simplex.point(&bounds);
            if bound >= self.try_point(bound, &point, best) {
                node.bounds = self.side(&node, trial.choice, 1 - trial.side());
                self.begin(node);
                return true;
            }
            if !trial.take_down(bound - node.bound, &mut self.stage.gains) {
                break;
            }
        }
        self.split(&node, &trial);
        true
    }

    /// By the best choice so far.
    fn split(&mut self, node: &Node, trial: &Trial) {
        let half = |side: usize| Node {
            bound: node.bound + trial.best_gains[side],
            bounds: self.side(node, trial.best, side),
            basis: node.basis.clone(),
        };
        let halves = [half(0), half(1)];
        self.is_over = !self.stage.tree.add(halves);
    }

    /// What is left of `node` on a side of `choice`.
    fn side(&self, node: &Node, choice: Choice, side: usize) -> Bounds {
        let mut bounds = node.bounds.clone();
        let Stage { model, columns, .. } = &self.stage;
        choice.keep(side, model, columns, &mut bounds);
        bounds
    }
}

fn score(gains: &[f64; 2]) -> f64 {
    gains.map(|gain| gain.max(LITTLE)).iter().product()
}
