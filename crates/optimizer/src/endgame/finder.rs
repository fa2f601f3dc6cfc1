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
        for (agent, ways) in columns.agents.iter().enumerate() {
            let mut most = Vec::new();
            let mut node = 0;
            while node < ways.nodes {
                let next = ways
                    .columns
                    .clone()
                    .filter(|&at| columns.all[at].from == node);
                let Some(next) = next.max_by(|&a, &b| point[a].total_cmp(&point[b])) else {
                    break;
                };
                most.push(next);
                node = columns.all[next].to;
            }
            self.give(agent, columns, &most);
        }
        let mut score = f64::INFINITY;
        while self.state.score() < score - 1e-9 {
            score = self.state.score();
            for (agent, ways) in columns.agents.iter().enumerate() {
                if !ways.are_one() {
                    self.state.withdraw(agent);
                    let cheapest = columns.cheapest(agent, |column| self.cost(column));
                    self.give(agent, columns, &cheapest);
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

    fn give(&mut self, agent: usize, columns: &Columns, way: &[usize]) {
        let pieces = way.iter().flat_map(|&at| &columns.all[at].pieces);
        let pieces: Vec<Piece> = pieces.copied().collect();
        if self.state.plan(agent) != pieces {
            self.state.withdraw(agent);
            self.state.assign(agent, &pieces);
        }
    }
}
