//! The solver against every plan there is, on small random problems with
//! every rule at work.

mod every_plan;
mod random_problem;

use std::time::Duration;

use every_plan::optimum;
use random_problem::random_problem;

use crate::{Limits, check, solve};

/// Problems with more plans than this take too long.
const MOST_PLANS: usize = 300_000;

#[test]
fn the_plan_is_the_best_and_the_bound_never_above_it() {
    let (mut problems, mut with_work, mut best, mut worst) = (0, 0, 0, 0.0_f64);
    for seed in 0..400 {
        let problem = random_problem(seed);
        let Some(optimum) = optimum(&problem, MOST_PLANS) else {
            continue;
        };
        let limits = Limits {
            time: Duration::from_secs(30),
            iterations: Some(40),
            seed,
            gap: 0.0,
            ..Limits::default()
        };
        let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
        problems += 1;
        with_work += usize::from(!solution.segments.is_empty());
        let behind = solution.objective - optimum;
        assert!(
            behind > -1e-6,
            "seed {seed}: better than every plan: {solution:?}, {optimum}"
        );
        assert!(
            solution.bound <= optimum + 1e-6,
            "seed {seed}: bound {} above the optimum {optimum}",
            solution.bound
        );
        assert_eq!(check(&problem, &solution), vec![], "seed {seed}");
        best += usize::from(behind < 1e-6);
        worst = worst.max(behind / optimum.max(1e-9));
    }
    println!(
        "{problems} problems, {with_work} with work, {best} at the optimum, worst {worst:.5} behind"
    );
    assert!(problems >= 300, "only {problems} were small enough");
    assert!(
        with_work * 2 >= problems,
        "only {with_work} of {problems} got any work"
    );
    assert!(
        best * 100 >= problems * 97,
        "{best} of {problems} at the optimum"
    );
    assert!(worst <= 0.05, "one is {worst} behind");
}
