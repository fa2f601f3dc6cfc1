use std::collections::BTreeMap;

use super::{Crowd, Network, Patience, Planner, Values};
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
        let prices = prices(&staff, 24);
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

/// Nothing is left out but what is worth too little, plan by plan and by what plans are made of.
#[test]
fn every_plan_worth_enough_is_handed_out() {
    plans_and_ways_agree((20, 3), 3, 0.8);
}

/// Where everyone is needed, it is the overtime that is allowed that leaves plans out.
#[test]
fn every_plan_that_rules_allow_is_handed_out() {
    plans_and_ways_agree((12, 3), 5, 0.5);
}

fn plans_and_ways_agree((agents, skills): (usize, usize), days: usize, load: f64) {
    let recipe = Recipe {
        agents,
        skills,
        days,
        interval_minutes: 60,
        load,
        seed: 1,
    };
    let problem = sample(&recipe).expect("a problem");
    let staff = Staff::of(&problem, &[], &Pace::full()).expect("not stopped");
    let prices = prices(&staff, 24);
    let values = Values::of(&prices);
    let mut planner = Planner::new(Patience(100_000));
    let (mut compared, mut all, mut arcs) = (0, 0, 0);
    for agent in 0..staff.rosters.len() {
        let (most, _) = planner.best(&staff, agent, values, None, Crowd::Relax);
        let mut plans = |open: f64| {
            let mut plans = BTreeMap::new();
            let mut keep = |worth: f64, plan: &[Piece]| {
                plans.insert(format!("{plan:?}"), worth);
                Ok(())
            };
            let least = most - open;
            let every = planner.every(&staff, agent, values, least, EFFORT, &mut keep);
            every.map(|_| plans)
        };
        let (Ok(many), Ok(few)) = (plans(0.5), plans(0.1)) else {
            continue;
        };
        compared += 1;
        let worth_enough = many.iter().filter(|plan| *plan.1 >= most - 0.1);
        assert!(worth_enough.eq(few.iter()), "agent {agent}");
        let network = planner
            .network(&staff, agent, values, most - 0.1, EFFORT)
            .expect("few enough");
        let mut ways = BTreeMap::new();
        walk(&network, 0, &mut Vec::new(), 0.0, &mut ways);
        for (plan, worth) in &few {
            let way = ways.get(plan).expect("a way for each plan");
            assert!((way - worth).abs() < 1e-9, "agent {agent}: {plan}");
        }
        // What is there beside is worth less, but possible too.
        ways.retain(|_, worth| *worth >= most - 0.5);
        assert!(ways.keys().all(|plan| many.contains_key(plan)));
        all += few.len();
        arcs += network.arcs.len();
    }
    assert!(2 * compared > agents, "only {compared} of {agents}");
    assert!(all > arcs, "{all} plans of {arcs} choices");
}

/// Choices that may be looked at.
const EFFORT: usize = 300_000;

/// All ways on from `node`, as plans with what they are worth.
fn walk(
    network: &Network,
    node: usize,
    so_far: &mut Vec<Piece>,
    worth: f64,
    ways: &mut BTreeMap<String, f64>,
) {
    if node == network.nodes {
        ways.insert(format!("{so_far:?}"), worth);
        return;
    }
    for arc in network.arcs.iter().filter(|arc| arc.from == node) {
        let before = so_far.len();
        so_far.extend(arc.pieces.into_iter().flatten());
        walk(network, arc.to, so_far, worth + arc.worth, ways);
        so_far.truncate(before);
    }
}

/// What intervals are worth to all, nearly: the more steps, the nearer.
pub(crate) fn prices(staff: &Staff, steps: u32) -> Vec<f64> {
    let mut search = Search::new(staff, 1);
    search.first_plan(&mut || true);
    let (gains, losses) = search.spans();
    let mut bound = Bound::new(staff, &gains, &losses);
    for step in 0..steps {
        bound.step(f64::from(step) / f64::from(steps), &mut || true);
    }
    bound.best_prices().to_vec()
}
