//! A program, and what is left open of it. Once many columns are out, a smaller one is made of the
//! others: it needs fewer rows, and its steps take a part of the time.

use super::choice::Choice;
use super::columns::Columns;
use super::model::Model;
use super::program::Bounds;
use super::simplex::{Simplex, Step};
use super::tree::{Node, Tree};
use super::trial::Gains;
use crate::staff::Staff;

/// How often cuts may bring little before something is branched on: with all plans, with the best,
/// and in a smaller program, whose cuts have to bring first what those of the larger one did.
const POOR_ROUNDS: u32 = 3;
const POOR_ROUNDS_OF_PART: u32 = 1;
const POOR_ROUNDS_OF_SMALLER: u32 = 4;
/// What is little, as a part of what is left to prove, and what is as long as less is proven than
/// by the larger program.
const LITTLE: f64 = 0.02;
const LITTLE_OF_SMALLER: f64 = 0.005;
/// A smaller program is worth it if no more than this part of the columns is left: while cuts still
/// bring something, and when something has been branched on.
const FEW_OF: usize = 4;
const HALF_OF: usize = 2;
/// It is kept if it proves as much, but for this part of what is left to prove.
const SHORT: f64 = 0.2;
/// Room for rounding, in hours.
const ROUNDING: f64 = 1e-6;

pub(super) struct Stage {
    pub(super) columns: Columns,
    pub(super) model: Model,
    pub(super) simplex: Simplex,
    pub(super) tree: Tree,
    pub(super) gains: Gains,
    /// Nothing is branched on as long as there are some.
    pub(super) poor_rounds_left: u32,
    /// The bound before the last cuts.
    uncut: f64,
    /// The variables that were not at a bound where nothing was branched on.
    root: Vec<usize>,
    /// How many columns were open when a smaller program was made last.
    open: usize,
}

impl Stage {
    /// No choice among `columns` costs less than `bound`; `is_part` where others are left out.
    pub(super) fn new(columns: Columns, model: (Model, Bounds), bound: f64, is_part: bool) -> Self {
        let poor_rounds = if is_part {
            POOR_ROUNDS_OF_PART
        } else {
            POOR_ROUNDS
        };
        Self::beginning(columns, model, bound, &[], poor_rounds)
    }

    fn beginning(
        columns: Columns,
        (model, bounds): (Model, Bounds),
        bound: f64,
        variables: &[u32],
        poor_rounds: u32,
    ) -> Self {
        let asleep = columns.less_likely();
        let simplex = Simplex::new(&model.program, &bounds, &asleep, variables);
        let root = Node {
            bound,
            bounds,
            basis: simplex.basis(),
        };
        Self {
            open: columns.all.len(),
            columns,
            model,
            simplex,
            tree: Tree::new(root),
            gains: Gains::default(),
            poor_rounds_left: poor_rounds,
            uncut: f64::NEG_INFINITY,
            root: Vec::new(),
        }
    }

    /// Whether nothing was branched on.
    pub(super) fn is_at_root(&self) -> bool {
        self.poor_rounds_left > 0
    }

    /// Solves the program within `bounds`, in at most so many steps that are `left`; nothing if it
    /// was stopped.
    pub(super) fn walk(
        &mut self,
        bounds: &Bounds,
        left: &mut usize,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Option<Step> {
        let mut step = Step::Moved;
        while step == Step::Moved && *left > 0 {
            if !goes_on() {
                return None;
            }
            step = self.simplex.step(&self.model.program, bounds);
            *left -= 1;
        }
        Some(step)
    }

    /// What is proven within `bounds` where the program stands after `step`, and by which prices.
    pub(super) fn proves(&self, bounds: &Bounds, step: Step) -> (f64, Vec<f64>) {
        let (bound, prices) = self.simplex.proves(&self.model.program, bounds, step);
        (self.model.constant + bound, prices)
    }

    /// Takes out of `node` what is no part of anything better than `enough`, by the prices that
    /// prove `bound`.
    pub(super) fn take_out(&mut self, node: &mut Node, bound: f64, prices: &[f64], enough: f64) {
        let is_at_root = self.is_at_root();
        for (at, column) in self.columns.all.iter_mut().enumerate() {
            let least = bound + self.model.program.reduced(at, prices);
            if least > enough {
                node.bounds[at].1 = node.bounds[at].0;
            }
            if is_at_root {
                column.least = column.least.max(least);
            }
        }
        if is_at_root {
            let rows = 0..self.simplex.rows();
            self.root = rows.map(|row| self.simplex.basic(row)).collect();
        }
    }

    /// Takes down that cuts have proven `bound`, where `known` was proven by whatever program.
    pub(super) fn take_down(&mut self, bound: f64, known: f64, enough: f64) {
        let little = if bound < known {
            LITTLE_OF_SMALLER
        } else {
            LITTLE
        };
        if bound - self.uncut < little * (enough - bound) {
            self.poor_rounds_left -= 1;
        }
        self.uncut = bound;
    }

    /// Whether a program that proves `bound` is worth keeping where `known` was proven.
    pub(super) fn is_worth_it(bound: f64, known: f64, enough: f64) -> bool {
        bound >= known - SHORT * (enough - known)
    }

    /// The same with the columns alone that can be part of anything better than `enough`, if these
    /// have become few; no choice costs less than `bound`.
    pub(super) fn smaller(&mut self, staff: &Staff, bound: f64, enough: f64) -> Option<Self> {
        let is_open = |at: usize| self.columns.all[at].least <= enough + ROUNDING;
        let open = (0..self.columns.all.len())
            .filter(|&at| is_open(at))
            .count();
        let times = if self.is_at_root() { FEW_OF } else { HALF_OF };
        if open * times > self.open {
            return None;
        }
        let kept = self.columns.on_open_ways(is_open)?;
        self.open = open;
        let columns = self.columns.only(&kept);
        let (model, bounds) = Model::of(staff, &columns);
        let variables = self.model.same_in(&model, &kept, &self.root);
        let poor_rounds = POOR_ROUNDS_OF_SMALLER;
        let mut smaller = Self::beginning(columns, (model, bounds), bound, &variables, poor_rounds);
        // Supplies have other numbers there.
        let gains = self.gains.iter().map(|(choice, gains)| (*choice, *gains));
        let of_places = gains.filter(|(choice, _)| matches!(choice, Choice::Place { .. }));
        smaller.gains = of_places.collect();
        Some(smaller)
    }
}
