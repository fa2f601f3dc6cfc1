use super::{Crowd, Patience, Planner, Values};
use crate::bound::Bound;
use crate::pace::Pace;
use crate::search::Search;
use crate::staff::Staff;
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
