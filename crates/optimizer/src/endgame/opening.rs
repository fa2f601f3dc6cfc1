use super::columns::Columns;
use super::model::Model;
use super::{EFFORT, EFFORT_EACH, Endgame, MOST_ROWS, THOROUGH};
use crate::bound::Market;
use crate::plan::{Crowd, Planner, TooMany, Values};
use crate::quantum::Quantum;
use crate::staff::Staff;

/// Plans of an agent that are written down one by one, rather than by what they are made of; tests
/// with small problems take both ways.
const MANY: usize = if cfg!(test) { 1 } else { 5_000 };
/// The same where there is no other way.
const MOST_EACH: usize = 30_000;
/// Where there are more plans of all agents than this, the best are looked at first.
const LARGE: usize = if cfg!(test) { 40 } else { 3_000 };
/// How many these are, and how many of an agent, and how many rows they may need.
const BEST: usize = 4_000;
const BEST_EACH: usize = 2_000;
const ROWS_OF_BEST: usize = 900;
/// Fewer plans for each agent leave too little choice.
const FEWEST: usize = 10;
/// Plans that differ by less are as good as equal.
const NARROWEST: f64 = 1e-4;

/// How much is written down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extent {
    /// All that is open, unless that is a lot.
    AllOfFew,
    /// The best plans only: that proves nothing, but finds better answers.
    Best,
    All,
}

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
    /// The same for the agent who is next.
    trying: f64,
    extent: Extent,
    quantum: Quantum,
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

    /// Begins below an answer with the objective `best`, from the prices of a good bound.
    pub(crate) fn new(
        staff: &'a Staff,
        prices: &[f64],
        best: f64,
        quantum: Quantum,
        extent: Extent,
    ) -> Self {
        let mut planner = Planner::new(THOROUGH);
        let values = Values::of(prices);
        let agents = 0..staff.rosters.len();
        let earned: Vec<f64> = agents
            .map(|agent| planner.best(staff, agent, values, None, Crowd::Relax).0)
            .collect();
        let bound = Market::new(staff).value(prices, 1.0) - earned.iter().sum::<f64>();
        // Leaves room for rounding.
        let open = (quantum.enough(best) - bound).max(0.0) + 1e-6 * (1.0 + best.abs());
        Self {
            staff,
            planner,
            prices: prices.to_vec(),
            earned,
            bound,
            open,
            trying: open,
            extent,
            quantum,
            columns: Columns::default(),
            effort: EFFORT,
        }
    }

    /// What is worth a try where too much was open, if anything.
    pub(crate) fn instead(self) -> Option<Self> {
        let extent = match self.extent {
            Extent::AllOfFew => Extent::Best,
            Extent::Best => Extent::All,
            Extent::All => return None,
        };
        Some(Self {
            trying: self.open,
            extent,
            columns: Columns::default(),
            effort: EFFORT,
            ..self
        })
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
        let mut columns = std::mem::take(&mut self.columns);
        if self.extent == Extent::AllOfFew && columns.all.len() > LARGE {
            return Err(TooMany);
        }
        let mut model = Model::of(self.staff, &columns);
        let is_part = self.extent == Extent::Best;
        let most_rows = if is_part { ROWS_OF_BEST } else { MOST_ROWS };
        while model.0.program.rows() > most_rows {
            // Where something is left out already, more can be.
            let fewer = columns.all.len() / 2;
            if !is_part || fewer < FEWEST * columns.agents.len() {
                return Err(TooMany);
            }
            columns.keep_best(fewer);
            model = Model::of(self.staff, &columns);
        }
        let bound = (!is_part).then_some(self.bound);
        let endgame = Endgame::new(self.staff, columns, model, bound, self.quantum);
        Ok(Some(endgame))
    }

    fn add_next(&mut self) -> Result<(), TooMany> {
        let agent = self.columns.agents.len();
        let is_part = self.extent == Extent::Best;
        let added = if is_part {
            self.add_plans(agent, BEST_EACH)
        } else {
            self.add_plans(agent, MANY)
                .or_else(|_| self.add_network(agent))
                .or_else(|_| self.add_plans(agent, MOST_EACH))
        };
        match added {
            Ok(()) => self.trying = self.open,
            Err(TooMany) if is_part && self.trying > NARROWEST => self.trying *= 0.5,
            Err(TooMany) => return Err(TooMany),
        }
        if is_part {
            self.columns.keep_best(BEST);
        }
        Ok(())
    }

    /// Writes down each plan, at most so many.
    fn add_plans(&mut self, agent: usize, most: usize) -> Result<(), TooMany> {
        let least = self.earned[agent] - self.trying;
        let values = Values::of(&self.prices);
        let (planner, left) = (&mut self.planner, &mut self.effort);
        let earned = (self.earned[agent], self.bound);
        self.columns
            .add_agent(self.staff, agent, earned, most, |each| {
                let effort = EFFORT_EACH.min(*left);
                let unused = planner.every(self.staff, agent, values, least, effort, each)?;
                *left -= effort - unused;
                Ok(())
            })
    }

    /// Writes down the choices that plans are made of.
    fn add_network(&mut self, agent: usize) -> Result<(), TooMany> {
        let earned = self.earned[agent];
        let values = Values::of(&self.prices);
        let least = earned - self.trying;
        let network = self
            .planner
            .network(self.staff, agent, values, least, EFFORT_EACH)?;
        self.columns
            .add_network(self.staff, values, (earned, self.bound), &network)
    }
}
