mod coverage;
mod supply;

use std::collections::HashMap;

use super::columns::Columns;
use super::program::{Bounds, Program};
use crate::staff::Staff;
use supply::Crowds;
pub(super) use supply::Supply;

/// The choice among columns as a program: its variables are how much of each column is
/// taken, how many agents work at each place, and, where skills share those on shift, who
/// serves what and which places are filled. Once the first are whole, the rest is by itself.
pub(super) struct Model {
    pub(super) program: Program,
    /// How many work where that has a row.
    pub(super) supplies: Vec<Supply>,
    /// What is added to the program's objective.
    pub(super) constant: f64,
    /// Rows of the choice itself: those that are added are cuts.
    pub(super) rows: usize,
    /// Of the variables that come after the columns.
    meanings: Vec<Meaning>,
}

/// What a variable tells, in the program of any columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Meaning {
    /// How many agents work at a place and at others like it, by the steps in which that counts.
    AtWork { place: u32, step: usize },
    /// How many of those on shift who have a set of skills serve at a place.
    Serving { place: u32, set: u32 },
    /// How much is filled at a place: of whole agents, or of the part that is required beyond.
    Filled { place: u32, is_part: bool },
}

/// A program in the making.
#[derive(Default)]
struct Draft {
    right: Vec<f64>,
    columns: Vec<Vec<(u32, f32)>>,
    costs: Vec<f64>,
    bounds: Bounds,
    meanings: Vec<Meaning>,
    /// Per row, the most that may be missing to its right side.
    slack: Vec<f64>,
    /// What is added to the objective.
    constant: f64,
}

impl Draft {
    fn variable(&mut self, cost: f64, most: f64) -> usize {
        self.columns.push(Vec::new());
        self.costs.push(cost);
        self.bounds.push((0.0, most));
        self.columns.len() - 1
    }

    fn telling(&mut self, meaning: Meaning, cost: f64, most: f64) -> usize {
        self.meanings.push(meaning);
        self.variable(cost, most)
    }

    fn row(&mut self, right: f64, slack: f64) -> u32 {
        self.right.push(right);
        self.slack.push(slack);
        self.right.len() as u32 - 1
    }

    fn finish(mut self) -> (Program, Bounds) {
        for (row, slack) in (0..).zip(std::mem::take(&mut self.slack)) {
            let variable = self.variable(0.0, slack);
            self.columns[variable].push((row, 1.0));
        }
        let program = Program {
            right: self.right,
            columns: self.columns,
            costs: self.costs,
        };
        (program, self.bounds)
    }
}

impl Model {
    /// With what its variables keep within.
    pub(super) fn of(staff: &Staff, columns: &Columns) -> (Self, Bounds) {
        let mut draft = Draft::default();
        for ways in &columns.agents {
            // Who has one plan has no choice.
            let nodes = if ways.are_one() { 0 } else { ways.nodes };
            let begun = |node| if node == 0 { 1.0 } else { 0.0 };
            let rows: Vec<u32> = (0..nodes).map(|node| draft.row(begun(node), 0.0)).collect();
            for column in &columns.all[ways.columns.clone()] {
                let variable = draft.variable(column.cost, 1.0);
                if rows.is_empty() {
                    draft.bounds[variable].0 = 1.0;
                }
                let ends = [(column.from, 1.0), (column.to, -1.0)];
                let rows = ends
                    .into_iter()
                    .filter_map(|end| Some((*rows.get(end.0)?, end.1)));
                draft.columns[variable].extend(rows);
            }
        }
        let crowds = Crowds::of(staff, columns);
        let supplies = supply::add_all(&mut draft, &crowds);
        let covered = coverage::add_all(&mut draft, staff, &crowds, &supplies);
        let constant = staff.all_short - covered + draft.constant;
        let meanings = std::mem::take(&mut draft.meanings);
        let (program, bounds) = draft.finish();
        let model = Self {
            rows: program.rows(),
            program,
            supplies: supplies.into_iter().flatten().collect(),
            constant,
            meanings,
        };
        (model, bounds)
    }

    /// What tells in `other`, the program of those of these columns that are `kept`, what these
    /// `variables` tell here.
    pub(super) fn same_in(&self, other: &Self, kept: &[usize], variables: &[usize]) -> Vec<u32> {
        let others = other.meanings.iter().zip(kept.len()..);
        let known: HashMap<&Meaning, usize> = others.collect();
        let columns = self.program.own(0) - self.meanings.len();
        let same = variables.iter().filter_map(|&variable| {
            if variable < columns {
                return kept.binary_search(&variable).ok();
            }
            let meaning = self.meanings.get(variable - columns)?;
            known.get(meaning).copied()
        });
        same.map(|variable| variable as u32).collect()
    }
}
