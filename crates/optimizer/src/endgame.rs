//! The end of small problems: a best plan, and the proof of it.
//!
//! At the prices of a good bound an agent has few plans that can be part of anything
//! better than the best answer known: those that earn hardly less than their best
//! one. Where they can all be written down, or the choices that they are made of, choosing among
//! them is an integer program:
//! its linear relaxation is cut until its optimum is nearly whole, and what stays
//! open is branched on. Once most plans are out, a smaller program is made of the others. Nothing is
//! believed of the program but its prices, which give a valid bound whatever they are.

mod choice;
mod columns;
mod cuts;
mod finder;
mod model;
mod opening;
mod program;
mod simplex;
mod stage;
#[cfg(test)]
mod tests;
mod tree;
mod trial;

use crate::plan::Patience;
use crate::quantum::Quantum;
use crate::staff::Staff;
use crate::staff::roster::Piece;
use columns::Columns;
use cuts::Harvest;
use finder::Finder;
use model::Model;
pub(crate) use opening::{Extent, Opening};
use program::Bounds;
use simplex::Step;
use stage::Stage;
use tree::Node;
use trial::Trial;

/// Closest look at what agents can earn.
const THOROUGH: Patience = Patience(300_000);
/// Choices to look at while the plans of all agents are written down, before giving up, and
/// while those of one agent are, in between nobody asks whether to go on.
const EFFORT: usize = 3_000_000;
const EFFORT_EACH: usize = 500_000;
/// Most plans of all agents together.
const MOST: usize = 50_000;
/// How many nodes are looked at where only the best plans are written down.
const NODES_OF_PART: usize = 3;
/// Most rows of the program: its inverse has the square of them.
const MOST_ROWS: usize = 1200;

pub(crate) struct Endgame<'a> {
    staff: &'a Staff,
    stage: Stage,
    /// Goes on in place of `stage` if that proves less.
    larger: Option<Stage>,
    /// What is being looked at, and how.
    node: Option<(Node, Work)>,
    finder: Finder<'a>,
    is_over: bool,
    /// Nodes that may still be looked at; nothing is proven where some plans are left out.
    nodes_left: Option<usize>,
    quantum: Quantum,
}

enum Work {
    /// Its program is solved, in at most so many steps.
    Solve(usize),
    /// Before anything is branched on, cuts are looked for.
    Cut(Harvest),
    /// What to branch on is tried.
    Try(Trial),
}

impl<'a> Endgame<'a> {
    /// No plan is better than `bound`; none is given where `columns` are not all that count.
    fn new(
        staff: &'a Staff,
        columns: Columns,
        model: (Model, Bounds),
        bound: Option<f64>,
        quantum: Quantum,
    ) -> Self {
        let nodes_left = bound.is_none().then_some(NODES_OF_PART);
        let stage = Stage::new(columns, model, bound.unwrap_or(0.0), nodes_left.is_some());
        Self {
            staff,
            stage,
            larger: None,
            node: None,
            finder: Finder::new(staff),
            is_over: false,
            nodes_left,
            quantum,
        }
    }

    /// Goes on as long as `goes_on` says so; `best` is the objective of the best
    /// answer known.
    pub(crate) fn run(&mut self, best: f64, goes_on: &mut dyn FnMut() -> bool) {
        let mut best = self.finder.best(best);
        while !self.is_over {
            let enough = self.quantum.enough(best);
            if self.node.is_none() {
                self.is_over = self.begin_next(enough).is_none();
            }
            let goes_on = match self.node.take() {
                Some((node, Work::Solve(left))) => self.solve(node, left, &mut best, goes_on),
                Some((node, Work::Cut(harvest))) => self.cut(node, harvest, goes_on),
                Some((node, Work::Try(trial))) => self.try_out(node, trial, &mut best, goes_on),
                None => return,
            };
            if !goes_on {
                return;
            }
        }
    }

    /// Whether plans are left out.
    pub(crate) fn is_part(&self) -> bool {
        self.nodes_left.is_some()
    }

    /// Whether nothing is left to do: all is proven, or too much is open.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// No plan is better than this, or than the best answer known.
    pub(crate) fn bound(&self) -> f64 {
        if self.is_part() {
            return 0.0;
        }
        self.stage.tree.bound()
    }

    /// The best answer found here, once.
    pub(crate) fn take_found(&mut self) -> Option<Vec<Vec<Piece>>> {
        self.finder.take()
    }

    /// Begins the next node to look at; none if all bounds are `enough`.
    fn begin_next(&mut self, enough: f64) -> Option<()> {
        if let Some(left) = &mut self.nodes_left {
            *left = left.checked_sub(1)?;
        }
        if !self.stage.is_at_root() {
            self.make_smaller(self.stage.tree.bound(), enough);
        }
        let node = self.stage.tree.next(enough)?;
        self.begin(node);
        Some(())
    }

    /// Goes on with a smaller program if it is time for it, and hands out the larger one; no choice
    /// costs less than `bound`.
    fn make_smaller(&mut self, bound: f64, enough: f64) -> Option<&mut Stage> {
        if self.larger.is_some() || self.is_part() {
            return None;
        }
        let smaller = self.stage.smaller(self.staff, bound, enough)?;
        let larger = std::mem::replace(&mut self.stage, smaller);
        Some(self.larger.insert(larger))
    }

    fn begin(&mut self, node: Node) {
        let program = &self.stage.model.program;
        self.stage.simplex.go_to(&node.basis, program, &node.bounds);
        self.node = Some((node, Work::Solve(steps(program.rows()))));
    }

    /// Tells whether it came to an end.
    fn solve(
        &mut self,
        node: Node,
        mut left: usize,
        best: &mut f64,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Some(step) = self.stage.walk(&node.bounds, &mut left, goes_on) else {
            self.node = Some((node, Work::Solve(left)));
            return false;
        };
        self.solved(node, step, best);
        true
    }

    /// Cuts or branches on, now that the program of `node` has been solved; an answer better
    /// than `best` on the way is kept.
    fn solved(&mut self, mut node: Node, step: Step, best: &mut f64) {
        let (bound, prices) = self.stage.proves(&node.bounds, step);
        node.bound = node.bound.max(bound);
        self.stage.tree.look_at(node.bound);
        let point = self.stage.simplex.point(&node.bounds);
        let enough = self.try_point(node.bound, &point, best);
        if node.bound >= enough {
            self.stage.tree.look_at(f64::INFINITY);
            return;
        }
        self.stage.take_out(&mut node, bound, &prices, enough);
        node.basis = self.stage.simplex.basis();
        if !self.stage.is_at_root() {
            self.branch(node, &point);
            return;
        }
        self.stage.take_down(bound, node.bound, enough);
        if Stage::is_worth_it(bound, node.bound, enough) {
            self.larger = None;
        }
        if let Some(larger) = self.make_smaller(node.bound, enough) {
            larger.tree.put_back(node);
        } else if self.stage.is_at_root() && self.stage.model.program.rows() < MOST_ROWS {
            let Stage { model, simplex, .. } = &mut self.stage;
            simplex.shed(&mut model.program, &mut node.bounds, model.rows);
            node.basis = simplex.basis();
            let harvest = Harvest::new(simplex, simplex.point(&node.bounds));
            self.node = Some((node, Work::Cut(harvest)));
        } else {
            self.stop_cutting(node, &point);
        }
    }

    /// Looks for answers near `point` if anything better than `bound` would be one; what is enough
    /// after that.
    fn try_point(&mut self, bound: f64, point: &[f64], best: &mut f64) -> f64 {
        let enough = self.quantum.enough(*best);
        if bound < enough {
            self.finder.try_out(&self.stage.columns, point, enough);
            *best = self.finder.best(*best);
        }
        self.quantum.enough(*best)
    }

    /// Branches on, or goes back to the larger program where this one is no better.
    fn stop_cutting(&mut self, node: Node, point: &[f64]) {
        self.stage.poor_rounds_left = 0;
        match self.larger.take() {
            Some(larger) => self.stage = larger,
            None => self.branch(node, point),
        }
    }

    /// Tells whether it came to an end.
    fn cut(
        &mut self,
        mut node: Node,
        mut harvest: Harvest,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Stage { model, simplex, .. } = &mut self.stage;
        let program = &mut model.program;
        while !harvest.is_over() {
            if !goes_on() {
                self.node = Some((node, Work::Cut(harvest)));
                return false;
            }
            harvest.look(program, &node.bounds, simplex);
        }
        if harvest.bring_in(program, &mut node.bounds) {
            simplex.extend(program, &node.bounds);
            self.node = Some((node, Work::Solve(steps(program.rows()))));
        } else {
            self.stop_cutting(node, harvest.point());
        }
        true
    }
}

/// Most steps at a node, in case the program goes round and round.
fn steps(rows: usize) -> usize {
    1000 + 50 * rows
}
