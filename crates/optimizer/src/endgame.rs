//! The end of small problems: a best plan, and the proof of it.
//!
//! At the prices of a good bound an agent has few plans that can be part of anything
//! better than the best answer known: those that earn hardly less than their best
//! one. Where they can all be written down, branching on who works when, with a
//! bound at every node as in [`bound`](crate::bound), leaves nothing open.

mod columns;
mod quantum;
mod tree;

use crate::bound::Market;
use crate::plan::{Crowd, Patience, Planner, TooMany, Values};
use crate::search::State;
use crate::staff::Staff;
use crate::staff::roster::Piece;
use columns::Columns;
use quantum::quantum;
use tree::{Node, Tree};

/// Closest look at what agents can earn.
const THOROUGH: Patience = Patience(300_000);
/// Choices to look at while the plans of all agents are written down, before giving up.
const EFFORT: usize = 2_000_000;
/// Most plans of all agents together.
const MOST: usize = 30_000;
/// An answer has to be better by this part of it to count.
const BETTER: f64 = 1e-7;

pub(crate) struct Endgame<'a> {
    staff: &'a Staff,
    columns: Columns,
    tree: Tree,
    market: Market<'a>,
    state: State<'a>,
    /// No useful price is above these.
    ceiling: Vec<f64>,
    /// Objective and plans of the best answer found here, if any.
    found: Option<(f64, Vec<Vec<Piece>>)>,
    is_over: bool,
    /// Objectives differ by no less.
    quantum: f64,
}

impl<'a> Endgame<'a> {
    /// Whether it is worth a try at all.
    pub(crate) fn is_possible(staff: &Staff) -> bool {
        let places = staff.rosters.iter().map(|roster| roster.places.len());
        places.sum::<usize>() <= 400
    }

    /// Begins below an answer with the objective `best`, from the prices of a good
    /// bound.
    ///
    /// # Errors
    /// [`TooMany`] where too much is open.
    pub(crate) fn begin(staff: &'a Staff, prices: &[f64], best: f64) -> Result<Self, TooMany> {
        let mut market = Market::new(staff);
        let mut planner = Planner::new(THOROUGH);
        let mut bound = market.value(prices, 1.0);
        let values = Values::of(prices);
        let agents = 0..staff.rosters.len();
        let earned: Vec<f64> = agents
            .map(|agent| planner.best(staff, agent, values, None, Crowd::Relax).0)
            .collect();
        bound -= earned.iter().sum::<f64>();
        // Leaves room for rounding.
        let open = (best - bound).max(0.0) + 1e-6 * (1.0 + best.abs());
        let mut columns = Columns::default();
        let mut effort = EFFORT;
        for (agent, earned) in earned.into_iter().enumerate() {
            columns.add_agent(staff, agent, |each| {
                let least = earned - open;
                effort = planner.every(staff, agent, values, least, effort, each)?;
                Ok(())
            })?;
            if columns.len() > MOST {
                return Err(TooMany);
            }
        }
        let tree = Tree::new(Node::root(&columns, prices, bound));
        Ok(Self {
            state: State::new(staff),
            ceiling: staff.flow.gains().to_vec(),
            found: None,
            is_over: false,
            quantum: quantum(staff),
            staff,
            columns,
            tree,
            market,
        })
    }

    /// Branches on as long as `goes_on` says so; `best` is the objective of the best
    /// answer known.
    pub(crate) fn run(&mut self, best: f64, goes_on: &mut dyn FnMut() -> bool) {
        let mut best = self.found.as_ref().map_or(best, |found| found.0.min(best));
        let mut goes = true;
        while !self.is_over && goes {
            let enough = self.enough(best);
            let Some(node) = self.tree.next(enough) else {
                self.is_over = true;
                return;
            };
            let Some((node, fractions)) = self.tighten(&node, &mut best, &mut || goes &= goes_on())
            else {
                continue;
            };
            let children = self.columns.split(&node, &fractions);
            self.is_over |= !self.tree.add(children);
        }
    }

    /// Whether nothing is left to do: all is proven, or too much is open.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// No plan is better than this; `best` is the objective of the best answer known.
    pub(crate) fn bound(&self, best: f64) -> f64 {
        let best = self.found.as_ref().map_or(best, |found| found.0.min(best));
        let enough = self.enough(best);
        let reached = self.tree.bound();
        if reached >= enough {
            best - slack(best)
        } else {
            reached
        }
    }

    /// What a bound has to reach so that nothing better than `best` is left.
    fn enough(&self, best: f64) -> f64 {
        best - slack(best).max(self.quantum - slack(best))
    }

    /// The best answer found here, once.
    pub(crate) fn take_found(&mut self) -> Option<Vec<Vec<Piece>>> {
        self.found.take().map(|found| found.1)
    }
}

/// Less than this is rounding.
fn slack(best: f64) -> f64 {
    BETTER * best.abs().max(1e-3)
}
