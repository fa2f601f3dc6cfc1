use super::columns::{Column, Columns};
use crate::search::State;
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// Makes plans of mixtures.
pub(super) struct Finder<'a> {
    staff: &'a Staff,
    state: State<'a>,
    /// Objective and plans of the best answer found here, if any.
    found: Option<(f64, Vec<Vec<Piece>>)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(staff: &'a Staff) -> Self {
        Self {
            staff,
            state: State::new(staff),
            found: None,
        }
    }

    /// The better of `best` and the objective of what was found.
    pub(super) fn best(&self, best: f64) -> f64 {
        self.found.as_ref().map_or(best, |found| found.0.min(best))
    }

    /// The best answer found here, once.
    pub(super) fn take(&mut self) -> Option<Vec<Vec<Piece>>> {
        self.found.take().map(|found| found.1)
    }

    /// From the columns that `point` takes the most of on, every agent in turn takes the
    /// best of theirs beside the others', until nothing changes. Kept if its objective is
    /// below `enough`.
    pub(super) fn try_out(&mut self, columns: &Columns, point: &[f64], enough: f64) {
        for (agent, range) in columns.agents.iter().enumerate() {
            let most = range.clone().max_by(|&a, &b| point[a].total_cmp(&point[b]));
            self.give(agent, most.map(|column| &columns.all[column]));
        }
        let mut score = f64::INFINITY;
        while self.state.score() < score - 1e-9 {
            score = self.state.score();
            for (agent, range) in columns.agents.iter().enumerate() {
                if range.len() > 1 {
                    self.state.withdraw(agent);
                    let own = columns.all[range.clone()].iter();
                    let cheapest = own.min_by(|a, b| self.cost(a).total_cmp(&self.cost(b)));
                    self.give(agent, cheapest);
                }
            }
        }
        let objective = self.staff.all_short + self.state.score();
        if objective < enough {
            let agents = 0..columns.agents.len();
            let plans = agents.map(|agent| self.state.plan(agent).to_vec());
            self.found = Some((objective, plans.collect()));
        }
    }

    /// What a column costs more than it brings now.
    fn cost(&self, column: &Column) -> f64 {
        let places = column.places.iter();
        let gains = places.map(|&place| self.state.gains()[place as usize]);
        column.cost - gains.sum::<f64>()
    }

    fn give(&mut self, agent: usize, column: Option<&Column>) {
        let pieces = column.map_or(&[][..], |column| &column.pieces);
        if self.state.plan(agent) != pieces {
            self.state.withdraw(agent);
            self.state.assign(agent, pieces);
        }
    }
}
