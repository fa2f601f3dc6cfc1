//! The solver against every plan there is, on small random problems with
//! every rule at work.

mod every_plan;
mod random_problem;

use std::time::Duration;

use every_plan::optimum;
use random_problem::random_problem;

use crate::{Candidate, Limits, candidates, check, solve};

/// Problems with more plans than this take too long.
const MOST_PLANS: usize = 300_000;

#[test]
fn the_plan_is_the_best_and_the_bound_never_above_it() {
    let (mut problems, mut with_work, mut proven) = (0, 0, 0);
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
        proven += usize::from(solution.gap_to_bound() < 1e-6);
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
        assert!(
            behind < 1e-6,
            "seed {seed}: {behind} above the optimum {optimum}"
        );
        let known = candidates(&problem).expect("candidates");
        for segment in &solution.segments {
            let same = |candidate: &Candidate| {
                (
                    candidate.skill,
                    candidate.from,
                    candidate.to,
                    candidate.kind,
                ) == (segment.skill, segment.from, segment.to, segment.kind)
            };
            assert!(
                known[segment.agent].candidates.iter().any(same),
                "seed {seed}: pruning took away {segment:?} of a best plan"
            );
        }
    }
    println!("{problems} problems, {with_work} with work, {proven} proven");
    assert!(proven * 10 >= problems * 9, "only {proven} proven");
    assert!(problems >= 300, "only {problems} were small enough");
    assert!(
        with_work * 2 >= problems,
        "only {with_work} of {problems} got any work"
    );
}
