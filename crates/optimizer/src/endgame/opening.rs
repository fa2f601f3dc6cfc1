use super::columns::Columns;
use super::model::Model;
use super::{EFFORT, Endgame, MOST, MOST_ROWS, THOROUGH};
use crate::bound::Market;
use crate::plan::{Crowd, Planner, TooMany, Values};
use crate::staff::Staff;

/// Writes down what is open, agent by agent.
pub(crate) struct Opening<'a> {
    staff: &'a Staff,
    planner: Planner,
    prices: Vec<f64>,
    /// The most that each agent can earn at these.
    earned: Vec<f64>,
    bound: f64,
    /// By how much less than that a plan may earn.
    open: f64,
    columns: Columns,
    /// Choices that may still be looked at.
    effort: usize,
}

impl<'a> Opening<'a> {
    /// Whether it is worth a try at all.
    pub(crate) fn is_possible(staff: &Staff) -> bool {
        let places = staff.rosters.iter().map(|roster| roster.places.len());
        (1..=400).contains(&places.sum::<usize>())
    }

    /// Begins below an answer with the objective `best`, from the prices of a good
    /// bound.
    pub(crate) fn new(staff: &'a Staff, prices: &[f64], best: f64) -> Self {
        let mut planner = Planner::new(THOROUGH);
        let values = Values::of(prices);
        let agents = 0..staff.rosters.len();
        let earned: Vec<f64> = agents
            .map(|agent| planner.best(staff, agent, values, None, Crowd::Relax).0)
            .collect();
        let bound = Market::new(staff).value(prices, 1.0) - earned.iter().sum::<f64>();
        Self {
            staff,
            planner,
            prices: prices.to_vec(),
            earned,
            bound,
            // Leaves room for rounding.
            open: (best - bound).max(0.0) + 1e-6 * (1.0 + best.abs()),
            columns: Columns::default(),
            effort: EFFORT,
        }
    }

    /// Goes on as long as `goes_on` says so; hands the end game out once all is written down.
    ///
    /// # Errors
    /// [`TooMany`] where too much is open.
    pub(crate) fn go_on(
        &mut self,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Endgame<'a>>, TooMany> {
        while self.columns.agents.len() < self.staff.rosters.len() {
            if !goes_on() {
                return Ok(None);
            }
            self.add_next()?;
        }
        let columns = std::mem::take(&mut self.columns);
        let (model, bounds) = Model::of(self.staff, &columns);
        if model.program.rows() > MOST_ROWS {
            return Err(TooMany);
        }
        Ok(Some(Endgame::new(
            self.staff,
            columns,
            (model, bounds),
            self.bound,
        )))
    }

    fn add_next(&mut self) -> Result<(), TooMany> {
        let agent = self.columns.agents.len();
        let least = self.earned[agent] - self.open;
        let values = Values::of(&self.prices);
        let (planner, effort) = (&mut self.planner, &mut self.effort);
        self.columns.add_agent(self.staff, agent, |each| {
            *effort = planner.every(self.staff, agent, values, least, *effort, each)?;
            Ok(())
        })?;
        if self.columns.all.len() > MOST {
            return Err(TooMany);
        }
        Ok(())
    }
}
