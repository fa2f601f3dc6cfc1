use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use crate::endgame::choice::Choice;
use crate::endgame::columns::Columns;
use crate::endgame::model::Model;
use crate::endgame::program::Bounds;
use crate::endgame::{Extent, Opening};
use crate::pace::Pace;
use crate::plan::tests::prices;
use crate::plan::{Crowd, Patience, Planner, Values};
use crate::quantum::Quantum;
use crate::search::State;
use crate::staff::Staff;
use crate::staff::roster::{Piece, piece};
use crate::{Limits, Recipe, StaffingProblem, StaffingSolution, sample, solve};

/// Two ways of an agent, half of each: what is branched on tells them apart, and no way is lost.
#[test]
fn a_split_tells_ways_apart_and_loses_none() {
    let recipe = Recipe {
        agents: 12,
        skills: 2,
        days: 3,
        interval_minutes: 60,
        load: 0.6,
        seed: 3,
    };
    let problem = sample(&recipe).expect("a problem");
    let staff = Staff::of(&problem, &[], &Pace::full()).expect("not stopped");
    let values = Values::of(staff.flow.gains());
    let mut planner = Planner::new(Patience(100_000));
    let mut columns = Columns::default();
    for agent in 0..staff.rosters.len() {
        let (most, _) = planner.best(&staff, agent, values, None, Crowd::Relax);
        let network = planner.network(&staff, agent, values, most - 0.6, 1_000_000);
        let network = network.expect("few enough");
        columns
            .add_network(&staff, values, (most, 0.0), &network)
            .expect("few enough");
    }
    let (model, bounds) = Model::of(&staff, &columns);
    let mut random = SmallRng::seed_from_u64(1);
    let mut splits = 0;
    for agent in 0..columns.agents.len() {
        let ways = ways(&columns, agent);
        for _ in 0..20 {
            let [one, other] = [0, 1].map(|_| &ways[random.random_range(0..ways.len())]);
            let mut point = vec![0.0; bounds.len()];
            one.iter().chain(other).for_each(|&at| point[at] += 0.5);
            for (_, choice) in Choice::all(&model, &columns, &bounds, &point) {
                let sides = [0, 1].map(|side| {
                    let mut bounds = bounds.clone();
                    choice.keep(side, &model, &columns, &mut bounds);
                    bounds
                });
                splits += 1;
                let allows = |side: &Bounds, way: &[usize]| way.iter().all(|&at| side[at].1 > 0.0);
                for way in &ways {
                    assert!(sides.iter().any(|side| allows(side, way)));
                }
                for side in &sides {
                    assert!(!allows(side, one) || !allows(side, other));
                }
            }
        }
    }
    assert!(splits > 100, "only {splits} splits");
}

/// Down to the last node, beginning with branching alone and with cuts: the best answer is found, and
/// nothing that is said on the way is above it, also where smaller programs take over, or the larger one again.
#[test]
fn branching_loses_no_answer_and_proves_no_better_one() {
    let (mut tried, mut smaller, mut larger) = (0, 0, 0);
    for (seed, cuts) in (1..=12).flat_map(|seed| [(seed, false), (seed, true)]) {
        let recipe = Recipe {
            agents: 16,
            skills: 2,
            days: 2,
            interval_minutes: 60,
            load: 0.7,
            seed,
        };
        let problem = sample(&recipe).expect("a problem");
        let limits = Limits {
            iterations: Some(2_000),
            ..Limits::default()
        };
        let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
        let optimum = solution.objective;
        assert!(solution.gap_to_bound() <= limits.gap, "open after all");
        let staff = Staff::of(&problem, &[], &Pace::full()).expect("not stopped");
        let best_places = places(&problem, &staff, &solution);
        let quantum = Quantum::of(&staff);
        // From an answer that is worse.
        let worse = 1.04 * optimum + 0.05;
        let prices = prices(&staff, 300);
        let mut opening = Opening::new(&staff, &prices, worse, quantum, Extent::All);
        let Ok(Some(mut endgame)) = opening.go_on(&mut || true) else {
            panic!("too much is open")
        };
        if !cuts {
            endgame.stage.poor_rounds_left = 0;
        }
        let mut reached = worse;
        let mut columns = endgame.stage.columns.all.len();
        while !endgame.is_over() {
            let before = std::mem::replace(&mut columns, endgame.stage.columns.all.len());
            smaller += usize::from(columns < before);
            if endgame.larger.is_some()
                && seed % 2 == 0
                && let Some((node, _)) = endgame.node.take()
            {
                endgame.stop_cutting(node, &[]);
                larger += 1;
            }
            let mut left = 50;
            endgame.run(reached, &mut || {
                left -= 1;
                left > 0
            });
            if let Some(plans) = endgame.take_found() {
                reached = objective(&staff, &plans);
            }
            if reached > optimum + 1e-6 {
                assert_open(&endgame.stage.columns, optimum, &best_places);
            }
            let bound = endgame.bound().min(reached);
            assert!(bound <= optimum + 1e-6, "{bound} above {optimum}");
        }
        assert!((reached - optimum).abs() < 1e-6, "{reached}, not {optimum}");
        tried += endgame.stage.gains.len();
    }
    assert!(tried > 40, "only {tried} choices were tried");
    assert!(smaller > 5, "only {smaller} smaller programs");
    assert!(larger > 3, "went back only {larger} times");
}

/// Where each agent works in `solution`: by skill, then by interval.
fn places(problem: &StaffingProblem, staff: &Staff, solution: &StaffingSolution) -> Vec<Vec<u32>> {
    let mut places = vec![Vec::new(); staff.rosters.len()];
    for segment in &solution.segments {
        let piece = piece(&problem.agents[segment.agent], segment, &staff.horizon);
        let row = piece.skill * staff.intervals();
        places[segment.agent].extend(piece.intervals().map(|t| (row + t) as u32));
    }
    places
}

/// What is done in a solution that costs `cost` is not said to cost more.
fn assert_open(columns: &Columns, cost: f64, places: &[Vec<u32>]) {
    let is_open = |at: usize| columns.all[at].least <= cost + 1e-6;
    let open = columns.on_open_ways(is_open).expect("a way of everyone");
    for (ways, places) in columns.agents.iter().zip(places) {
        let own = open.iter().filter(|at| ways.columns.contains(at));
        let own: Vec<&u32> = own.flat_map(|&at| &columns.all[at].places).collect();
        assert!(places.iter().all(|place| own.contains(&place)));
    }
}

fn objective(staff: &Staff, plans: &[Vec<Piece>]) -> f64 {
    let mut state = State::new(staff);
    for (agent, plan) in plans.iter().enumerate() {
        state.assign(agent, plan);
    }
    staff.all_short + state.score()
}

/// All ways of an agent, at most some thousands.
fn ways(columns: &Columns, agent: usize) -> Vec<Vec<usize>> {
    let own = &columns.agents[agent];
    let mut open = vec![(0, Vec::new())];
    let mut ways = Vec::new();
    while let Some((node, way)) = open.pop() {
        if node == own.nodes {
            ways.push(way);
            continue;
        }
        let next = own
            .columns
            .clone()
            .filter(|&at| columns.all[at].from == node);
        open.extend(next.map(|at| {
            let longer = way.iter().copied().chain([at]).collect();
            (columns.all[at].to, longer)
        }));
    }
    assert!(ways.len() < 10_000, "{} ways", ways.len());
    ways
}
