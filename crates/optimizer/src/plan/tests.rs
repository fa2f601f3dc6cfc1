use std::collections::BTreeMap;

use super::{Crowd, Patience, Planner, Values};
use crate::bound::Bound;
use crate::pace::Pace;
use crate::search::Search;
use crate::staff::Staff;
use crate::staff::roster::Piece;
use crate::{Recipe, sample};

/// The longest plans are those of agents without shifts, who could work on any day; rest is in
/// the way of nearly each two days.
#[test]
fn plans_of_four_weeks_are_as_good_as_can_be() {
    for seed in 1..=3 {
        let recipe = Recipe {
            agents: 100,
            skills: 6,
            days: 28,
            interval_minutes: 15,
            load: 0.85,
            seed,
        };
        let problem = sample(&recipe).expect("a problem");
        assert!(problem.agents.iter().any(|agent| agent.shifts.is_empty()));
        let staff = Staff::of(&problem, &[], &Pace::full()).expect("not stopped");
        let prices = prices(&staff);
        let values = Values::of(&prices);
        let mut planner = Planner::new(Patience(100_000));
        for agent in 0..staff.rosters.len() {
            let (most, _) = planner.best(&staff, agent, values, None, Crowd::Relax);
            let (worth, plan) = planner.best(&staff, agent, values, None, Crowd::Drop);
            assert!((most - worth).abs() < 1e-6, "agent {agent} of seed {seed}");
            let cost = staff.rosters[agent].cost(&staff.horizon, plan).cost;
            let pieces = plan.iter();
            let earned: f64 = pieces
                .map(|piece| values.of_piece(piece, staff.intervals()))
                .sum();
            assert!((earned - cost - worth).abs() < 1e-6);
        }
    }
}

/// Nothing is left out but what is worth too little.
#[test]
fn every_plan_worth_enough_is_handed_out() {
    let recipe = Recipe {
        agents: 20,
        skills: 3,
        days: 3,
        interval_minutes: 60,
        load: 0.8,
        seed: 1,
    };
    let problem = sample(&recipe).expect("a problem");
    let staff = Staff::of(&problem, &[], &Pace::full()).expect("not stopped");
    let prices = prices(&staff);
    let values = Values::of(&prices);
    let mut planner = Planner::new(Patience(100_000));
    let (mut all, mut left_out) = (0, 0);
    for agent in 0..staff.rosters.len() {
        let (most, _) = planner.best(&staff, agent, values, None, Crowd::Relax);
        let [many, few] = [0.5, 0.1].map(|open| {
            let mut plans = BTreeMap::new();
            let mut keep = |worth: f64, plan: &[Piece]| {
                plans.insert(format!("{plan:?}"), worth);
                Ok(())
            };
            let effort = 10_000_000;
            planner
                .every(&staff, agent, values, most - open, effort, &mut keep)
                .expect("few enough");
            plans
        });
        let worth_enough = many.iter().filter(|plan| *plan.1 >= most - 0.1);
        assert!(worth_enough.eq(few.iter()), "agent {agent}");
        all += few.len();
        left_out += many.len() - few.len();
    }
    assert!(all > 1_000, "only {all} plans");
    assert!(left_out > 1_000, "only {left_out} were left out");
}

/// What intervals are worth to all, nearly.
fn prices(staff: &Staff) -> Vec<f64> {
    let mut search = Search::new(staff, 1);
    search.first_plan(&mut || true);
    let (gains, losses) = search.spans();
    let mut bound = Bound::new(staff, &gains, &losses);
    for step in 0..24 {
        bound.step(f64::from(step) / 24.0, &mut || true);
    }
    bound.best_prices().to_vec()
}
