//! The end of small problems: a best plan, and the proof of it.
//!
//! At the prices of a good bound an agent has few plans that can be part of anything
//! better than the best answer known: those that earn hardly less than their best
//! one. Where they can all be written down, or the choices that they are made of, choosing among
//! them is an integer program:
//! its linear relaxation is cut until its optimum is nearly whole, and what stays
//! open is branched on. Nothing is believed of the program but its prices, which give a valid
//! bound whatever they are.

mod choice;
mod columns;
mod cuts;
mod finder;
mod model;
mod opening;
mod program;
mod simplex;
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
use simplex::{Simplex, Step};
use tree::{Node, Tree};
use trial::{Gains, Trial};

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
/// How often cuts may bring little before something is branched on, with all plans or with the best.
const POOR_ROUNDS: u32 = 2;
const POOR_ROUNDS_OF_PART: u32 = 1;
/// What is little, as a part of what is left to prove.
const LITTLE: f64 = 0.05;

pub(crate) struct Endgame<'a> {
    columns: Columns,
    model: Model,
    simplex: Simplex,
    tree: Tree,
    /// What is being looked at, and how.
    node: Option<(Node, Work)>,
    finder: Finder<'a>,
    poor_rounds_left: u32,
    /// The bound before the last cuts.
    uncut: f64,
    is_over: bool,
    /// Nodes that may still be looked at; nothing is proven where some plans are left out.
    nodes_left: Option<usize>,
    quantum: Quantum,
    gains: Gains,
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
        (model, bounds): (Model, Bounds),
        bound: Option<f64>,
        quantum: Quantum,
    ) -> Self {
        let simplex = Simplex::new(&model.program, &bounds, &columns.less_likely());
        let root = Node {
            bound: bound.unwrap_or(0.0),
            bounds,
            basis: simplex.basis(),
        };
        Self {
            columns,
            model,
            simplex,
            tree: Tree::new(root),
            node: None,
            finder: Finder::new(staff),
            poor_rounds_left: if bound.is_some() {
                POOR_ROUNDS
            } else {
                POOR_ROUNDS_OF_PART
            },
            uncut: f64::NEG_INFINITY,
            is_over: false,
            nodes_left: bound.is_none().then_some(NODES_OF_PART),
            quantum,
            gains: Gains::default(),
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
                Some((node, Work::Try(trial))) => self.try_out(node, trial, enough, goes_on),
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
        self.tree.bound()
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
        let node = self.tree.next(enough)?;
        self.begin(node);
        Some(())
    }

    fn begin(&mut self, node: Node) {
        let program = &self.model.program;
        self.simplex.go_to(&node.basis, program, &node.bounds);
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
        let Some(step) = self.walk(&node.bounds, &mut left, goes_on) else {
            self.node = Some((node, Work::Solve(left)));
            return false;
        };
        self.solved(node, step, best);
        true
    }

    /// Solves the program within `bounds`, in at most so many steps that are `left`; nothing if it
    /// was stopped.
    fn walk(
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
    fn proves(&self, bounds: &Bounds, step: Step) -> (f64, Vec<f64>) {
        let (bound, prices) = self.simplex.proves(&self.model.program, bounds, step);
        (self.model.constant + bound, prices)
    }

    /// Cuts or branches on, now that the program of `node` has been solved; an answer better
    /// than `best` on the way is kept.
    fn solved(&mut self, mut node: Node, step: Step, best: &mut f64) {
        let (bound, prices) = self.proves(&node.bounds, step);
        node.bound = node.bound.max(bound);
        self.tree.look_at(node.bound);
        let point = self.simplex.point(&node.bounds);
        let enough = self.quantum.enough(*best);
        if node.bound < enough {
            self.finder.try_out(&self.columns, &point, enough);
            *best = self.finder.best(*best);
        }
        let enough = self.quantum.enough(*best);
        let room = enough - node.bound;
        if room <= 0.0 {
            self.tree.look_at(f64::INFINITY);
            return;
        }
        let program = &self.model.program;
        for column in 0..self.columns.all.len() {
            if bound + program.reduced(column, &prices) > enough {
                node.bounds[column].1 = node.bounds[column].0;
            }
        }
        node.basis = self.simplex.basis();
        if node.bound - self.uncut < LITTLE * room {
            self.poor_rounds_left = self.poor_rounds_left.saturating_sub(1);
        }
        self.uncut = node.bound;
        if self.poor_rounds_left > 0 && program.rows() < MOST_ROWS {
            let Model { program, rows, .. } = &mut self.model;
            self.simplex.shed(program, &mut node.bounds, *rows);
            node.basis = self.simplex.basis();
            let point = self.simplex.point(&node.bounds);
            let harvest = Harvest::new(&self.simplex, point);
            self.node = Some((node, Work::Cut(harvest)));
        } else {
            self.poor_rounds_left = 0;
            self.branch(node, &point);
        }
    }

    /// Tells whether it came to an end.
    fn cut(
        &mut self,
        mut node: Node,
        mut harvest: Harvest,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        let program = &mut self.model.program;
        while !harvest.is_over() {
            if !goes_on() {
                self.node = Some((node, Work::Cut(harvest)));
                return false;
            }
            harvest.look(program, &node.bounds, &self.simplex);
        }
        if harvest.bring_in(program, &mut node.bounds) {
            self.simplex.extend(program, &node.bounds);
            self.node = Some((node, Work::Solve(steps(program.rows()))));
        } else {
            self.poor_rounds_left = 0;
            self.branch(node, harvest.point());
        }
        true
    }
}

/// Most steps at a node, in case the program goes round and round.
fn steps(rows: usize) -> usize {
    1000 + 50 * rows
}
