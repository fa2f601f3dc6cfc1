//! Against optima that HiGHS proved: `benches/peers/optima.py` wrote `optima.txt`.

use std::time::Duration;

use optimizer::{Limits, Recipe, sample, solve};

#[test]
fn the_bound_is_never_above_the_optimum_and_the_plan_near_it() {
    let (mut problems, mut proven) = (0, 0);
    for line in include_str!("optima.txt").lines() {
        let (seed, optimum) = line.split_once(' ').expect("seed and optimum");
        let optimum: f64 = optimum.parse().expect("an objective");
        let recipe = Recipe {
            agents: 40,
            skills: 3,
            days: 1,
            interval_minutes: 60,
            load: 0.8,
            seed: seed.parse().expect("a seed"),
        };
        let problem = sample(&recipe).expect("a problem");
        let limits = Limits {
            time: Duration::from_secs(600),
            iterations: Some(1000),
            ..Limits::default()
        };
        let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
        // The others' optimum is proven to within two millionths.
        let least = optimum * (1.0 - 3e-6);
        assert!(
            solution.bound <= optimum + 1e-6,
            "seed {seed}: bound {} above the optimum {optimum}",
            solution.bound
        );
        assert!(
            (least..=optimum * 1.001).contains(&solution.objective),
            "seed {seed}: {} where the optimum is {optimum}",
            solution.objective
        );
        proven += usize::from(solution.gap_to_bound() <= limits.gap);
        problems += 1;
    }
    assert!(problems >= 20, "only {problems} optima");
    assert_eq!(proven, problems, "all of these can be proven");
}

/// Some agents have tens of thousands of plans that may be part of a better one, until that is found
/// among fewer of them. HiGHS proved these optima in 2 to 6 s.
#[test]
fn problems_of_which_much_is_open_are_solved_to_the_end() {
    for (days, seed, optimum) in [(4, 1, 32.025), (4, 2, 43.22), (3, 3, 36.43)] {
        let recipe = Recipe {
            agents: 25,
            skills: 2,
            days,
            interval_minutes: 60,
            load: 0.7,
            seed,
        };
        let problem = sample(&recipe).expect("a problem");
        let limits = Limits {
            time: Duration::from_secs(600),
            iterations: Some(3000),
            ..Limits::default()
        };
        let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
        assert!((solution.objective - optimum).abs() < 1e-6);
        assert!(solution.gap_to_bound() <= limits.gap);
    }
}
