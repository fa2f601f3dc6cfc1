//! The end of small problems: a best plan, and the proof of it.
//!
//! At the prices of a good bound an agent has few plans that can be part of anything
//! better than the best answer known: those that earn hardly less than their best
//! one. Where they can all be written down, choosing among them is an integer program:
//! its linear relaxation is cut until its optimum is nearly whole, and what stays
//! open is branched on. Nothing is believed of the program but its prices, which give a valid
//! bound whatever they are.

mod columns;
mod cuts;
mod finder;
mod model;
mod opening;
mod program;
mod quantum;
mod simplex;
#[cfg(test)]
mod tests;
mod tree;

use crate::plan::Patience;
use crate::staff::Staff;
use crate::staff::roster::Piece;
use columns::Columns;
use cuts::add_cuts;
use finder::Finder;
use model::Model;
pub(crate) use opening::Opening;
use quantum::quantum;
use simplex::{Simplex, Step};
use tree::{Node, Tree};

/// Closest look at what agents can earn.
const THOROUGH: Patience = Patience(300_000);
/// Choices to look at while the plans of all agents are written down, before giving up.
const EFFORT: usize = 2_000_000;
/// Most plans of all agents together.
const MOST: usize = 30_000;
/// Most rows of the program: a step takes longer than the square of them.
const MOST_ROWS: usize = 800;
/// How often cuts are added.
const ROUNDS: u32 = 12;
/// An answer has to be better by this part of it to count.
const BETTER: f64 = 1e-7;

pub(crate) struct Endgame<'a> {
    columns: Columns,
    model: Model,
    simplex: Simplex,
    tree: Tree,
    /// What is being looked at, and the steps that may still be taken there.
    node: Option<(Node, usize)>,
    finder: Finder<'a>,
    rounds_left: u32,
    is_over: bool,
    /// Objectives differ by no less.
    quantum: f64,
}

impl<'a> Endgame<'a> {
    fn new(staff: &'a Staff, columns: Columns, model: Model, bound: f64) -> Self {
        let simplex = Simplex::new(&model.program, &model.bounds);
        let root = Node {
            bound,
            bounds: model.bounds.clone(),
            basis: simplex.basis(),
        };
        Self {
            columns,
            model,
            simplex,
            tree: Tree::new(root),
            node: None,
            finder: Finder::new(staff),
            rounds_left: ROUNDS,
            is_over: false,
            quantum: quantum(staff),
        }
    }

    /// Goes on as long as `goes_on` says so; `best` is the objective of the best
    /// answer known.
    pub(crate) fn run(&mut self, best: f64, goes_on: &mut dyn FnMut() -> bool) {
        let mut best = self.finder.best(best);
        while !self.is_over {
            let enough = self.enough(best);
            let Some((node, mut left)) = self.node.take().or_else(|| self.begin_next(enough))
            else {
                self.is_over = true;
                return;
            };
            let mut step = Step::Moved;
            while step == Step::Moved && left > 0 {
                if !goes_on() {
                    self.node = Some((node, left));
                    return;
                }
                step = self.simplex.step(&self.model.program, &node.bounds);
                left -= 1;
            }
            self.solved(node, step, &mut best);
        }
    }

    /// Whether nothing is left to do: all is proven, or too much is open.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// No plan is better than this; `best` is the objective of the best answer known.
    pub(crate) fn bound(&self, best: f64) -> f64 {
        let best = self.finder.best(best);
        let reached = self.tree.bound();
        if reached >= self.enough(best) {
            best - slack(best)
        } else {
            reached
        }
    }

    /// The best answer found here, once.
    pub(crate) fn take_found(&mut self) -> Option<Vec<Vec<Piece>>> {
        self.finder.take()
    }

    /// The next node to look at, unless all bounds are `enough`.
    fn begin_next(&mut self, enough: f64) -> Option<(Node, usize)> {
        let node = self.tree.next(enough)?;
        let program = &self.model.program;
        self.simplex.go_to(&node.basis, program, &node.bounds);
        Some((node, steps(program.rows())))
    }

    /// Cuts or branches on, now that the program of `node` has been solved; an answer better
    /// than `best` on the way is kept.
    fn solved(&mut self, mut node: Node, step: Step, best: &mut f64) {
        let program = &self.model.program;
        let prices = self.simplex.prices(program, step);
        let bound = self.model.constant + program.bound(&prices, &node.bounds);
        node.bound = node.bound.max(bound);
        self.tree.look_at(node.bound);
        let point = self.simplex.point(&node.bounds);
        if node.bound < self.enough(*best) {
            let enough = self.enough(*best);
            self.finder.try_out(&self.columns, &point, enough);
            *best = self.finder.best(*best);
        }
        let room = self.enough(*best) - node.bound;
        if room <= 0.0 {
            self.tree.look_at(f64::INFINITY);
            return;
        }
        for column in 0..self.columns.all.len() {
            if program.reduced(column, &prices) > room {
                node.bounds[column].1 = node.bounds[column].0;
            }
        }
        node.basis = self.simplex.basis();
        let Some(node) = self.cut(node, &point) else {
            return;
        };
        match node.split(&self.model, &self.columns, &point) {
            Some(nodes) => self.is_over = !self.tree.add(nodes),
            None => self.tree.look_at(f64::INFINITY),
        }
    }

    /// Before anything is branched on, the program of `node` is cut, as long as that
    /// helps, and looked at again; otherwise the node is handed back.
    fn cut(&mut self, mut node: Node, point: &[f64]) -> Option<Node> {
        if self.rounds_left == 0 {
            return Some(node);
        }
        self.rounds_left -= 1;
        let Model {
            program, bounds, ..
        } = &mut self.model;
        let cuts = add_cuts(program, bounds, &self.simplex, point);
        if cuts == 0 {
            self.rounds_left = 0;
            return Some(node);
        }
        node.bounds.extend_from_slice(&bounds[node.bounds.len()..]);
        self.simplex.extend(program, &node.bounds);
        self.node = Some((node, steps(program.rows())));
        None
    }

    /// What a bound has to reach so that nothing better than `best` is left.
    fn enough(&self, best: f64) -> f64 {
        best - slack(best).max(self.quantum - slack(best))
    }
}

/// Less than this is rounding.
fn slack(best: f64) -> f64 {
    BETTER * best.abs().max(1e-3)
}

/// Most steps at a node, in case the program goes round and round.
fn steps(rows: usize) -> usize {
    1000 + 50 * rows
}
