//! Beginning with an earlier plan, and with segments that stay in.

use std::time::Duration;

use crate::support::centre;
use optimizer::{Limits, ProblemError, Segment, StaffingSolution, Start, check, solve, solve_from};

fn limits(iterations: u64) -> Limits {
    Limits {
        time: Duration::from_secs(120),
        iterations: Some(iterations),
        ..Limits::default()
    }
}

/// The same work, whatever its figures.
fn holds(solution: &StaffingSolution, wanted: &Segment) -> bool {
    let same = |segment: &Segment| {
        (
            segment.agent,
            segment.skill,
            segment.from,
            segment.to,
            &segment.breaks,
        ) == (
            wanted.agent,
            wanted.skill,
            wanted.from,
            wanted.to,
            &wanted.breaks,
        )
    };
    solution.segments.iter().any(same)
}

#[test]
fn an_earlier_plan_is_never_made_worse() {
    let problem = centre(60, 5, 7, 0.8, 11);
    let earlier = solve(&problem, &limits(40), &mut |_| {}).expect("a plan");
    let start = Start {
        earlier: earlier.segments.clone(),
        ..Start::default()
    };
    let again = solve_from(&problem, &start, &limits(1), &mut |_| {}).expect("a plan");
    assert!(
        again.objective <= earlier.objective + 1e-6,
        "{} after {}",
        again.objective,
        earlier.objective
    );
}

#[test]
fn an_earlier_plan_that_no_longer_fits_is_used_as_far_as_it_does() {
    let problem = centre(60, 5, 7, 0.8, 11);
    let earlier = solve(&problem, &limits(20), &mut |_| {}).expect("a plan");
    let mut changed = problem.clone();
    for agent in changed.agents.iter_mut().take(30) {
        agent.availability = vec![(0, 96)];
        agent.skills.truncate(1);
    }
    let start = Start {
        earlier: earlier.segments,
        ..Start::default()
    };
    let solution = solve_from(&changed, &start, &limits(5), &mut |_| {}).expect("a plan");
    assert_eq!(check(&changed, &solution), vec![]);
}

#[test]
fn accepted_segments_stay_in_and_the_rules_hold_around_them() {
    let problem = centre(60, 5, 7, 0.8, 12);
    let free = solve(&problem, &limits(30), &mut |_| {}).expect("a plan");
    let locked: Vec<Segment> = free.segments.iter().step_by(3).cloned().collect();
    assert!(locked.len() > 10, "enough to stay in: {}", locked.len());
    let start = Start {
        locked: locked.clone(),
        ..Start::default()
    };
    let solution = solve_from(&problem, &start, &limits(30), &mut |_| {}).expect("a plan");
    assert_eq!(check(&problem, &solution), vec![]);
    for segment in &locked {
        assert!(holds(&solution, segment), "{segment:?} is gone");
    }
    assert!(
        solution.bound <= free.objective + 1e-6,
        "the free plan holds them, too: bound {}, its objective {}",
        solution.bound,
        free.objective
    );
}

#[test]
fn segments_that_cannot_all_stay_are_refused() {
    let problem = centre(60, 5, 7, 0.8, 12);
    let free = solve(&problem, &limits(5), &mut |_| {}).expect("a plan");
    let twice = vec![free.segments[0].clone(), free.segments[0].clone()];
    let start = Start {
        locked: twice,
        ..Start::default()
    };
    let refused = solve_from(&problem, &start, &limits(5), &mut |_| {});
    assert!(
        matches!(refused, Err(ProblemError::Locked(_))),
        "{refused:?}"
    );
}
