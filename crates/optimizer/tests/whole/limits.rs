//! Stopping: by time, by rounds, by somebody.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use optimizer::{Limits, ProblemError, Progress, check, solve};

use crate::support::centre;

/// Far more than is ever needed, far less than the limit that is not to be met.
const SOON: Duration = Duration::from_secs(5);

#[test]
fn the_time_limit_is_kept_and_progress_told() {
    let problem = centre(300, 10, 7, 0.85, 1);
    let limits = Limits {
        time: Duration::from_millis(1500),
        ..Limits::default()
    };
    let mut told: Vec<Progress> = Vec::new();
    let started = Instant::now();
    let solution = solve(&problem, &limits, &mut |progress| told.push(*progress)).expect("a plan");
    assert!(
        started.elapsed() < limits.time + SOON,
        "took {:?}",
        started.elapsed()
    );
    assert!(
        told.len() >= 6,
        "at least four times a second: {}",
        told.len()
    );
    for pair in told.windows(2) {
        assert!(
            pair[1].objective <= pair[0].objective + 1e-6,
            "never worse: {pair:?}"
        );
        assert!(
            pair[1].bound >= pair[0].bound - 1e-6,
            "never weaker: {pair:?}"
        );
        assert!(pair[1].fraction >= pair[0].fraction, "never back: {pair:?}");
    }
    let last = told.last().expect("told");
    assert!((last.objective - solution.objective).abs() < 1e-4);
    assert!((last.overtime_hours - solution.overtime_hours).abs() < 1e-4);
    let required: f64 = problem.required.iter().flatten().sum::<f64>() / 4.0;
    assert!((required - solution.short_hours - last.covered_hours).abs() < 1e-4);
    assert!((0.0..=1.0).contains(&last.gap) && (0.0..=1.0).contains(&last.fraction));
}

#[test]
fn cancelled_at_once_there_is_no_answer() {
    let problem = centre(60, 5, 7, 0.85, 2);
    let limits = Limits::default();
    limits.cancel.store(true, Ordering::Relaxed);
    let answer = solve(&problem, &limits, &mut |_| {});
    assert_eq!(answer, Err(ProblemError::Stopped));
}

#[test]
fn cancelling_returns_soon_with_a_plan_that_keeps_the_rules() {
    let problem = centre(300, 10, 7, 0.85, 2);
    let limits = Limits {
        time: Duration::from_secs(600),
        ..Limits::default()
    };
    let mut cancelled = None;
    let solution = solve(&problem, &limits, &mut |progress| {
        if progress.has_answer {
            limits.cancel.store(true, Ordering::Relaxed);
            cancelled.get_or_insert_with(Instant::now);
        }
    })
    .expect("a plan");
    let took = cancelled.expect("cancelled").elapsed();
    assert!(took < SOON, "took {took:?}");
    assert_eq!(check(&problem, &solution), vec![]);
    assert!(!solution.segments.is_empty());
}

#[test]
fn the_same_seed_threads_and_rounds_give_the_same_answer() {
    let problem = centre(60, 5, 7, 0.8, 4);
    let answer = |threads, rounds| {
        let limits = Limits {
            time: Duration::from_secs(600),
            iterations: Some(rounds),
            seed: 5,
            threads,
            ..Limits::default()
        };
        solve(&problem, &limits, &mut |_| {}).expect("a plan")
    };
    // The last one goes on after the bound has come to rest.
    for (threads, rounds) in [(1, 20), (2, 20), (4, 20), (2, 450)] {
        assert_eq!(
            answer(threads, rounds),
            answer(threads, rounds),
            "{threads} threads, {rounds} rounds"
        );
    }
}

#[test]
fn the_first_plan_is_near_the_bound_already() {
    let problem = centre(120, 6, 7, 0.85, 7);
    let limits = |iterations| Limits {
        time: Duration::from_secs(600),
        iterations: Some(iterations),
        ..Limits::default()
    };
    let first = solve(&problem, &limits(0), &mut |_| {}).expect("a plan");
    let later = solve(&problem, &limits(300), &mut |_| {}).expect("a plan");
    assert!(later.gap_to_bound() < 0.03, "gap {}", later.gap_to_bound());
    let behind = first.objective / later.objective - 1.0;
    assert!((0.0..0.02).contains(&behind), "first plan {behind} behind");
}

#[test]
fn the_bound_comes_near_where_everyone_is_needed() {
    let mut problem = centre(200, 4, 3, 0.3, 7);
    for staff in &mut problem.agents {
        staff.shifts.clear();
    }
    let limits = Limits {
        time: Duration::from_secs(600),
        iterations: Some(60),
        ..Limits::default()
    };
    let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
    let gap = solution.gap_to_bound();
    assert!(gap < 0.01, "gap {gap}");
}

#[test]
fn a_proven_gap_ends_the_search() {
    let problem = centre(40, 4, 7, 0.85, 7);
    let limits = Limits {
        time: Duration::from_secs(600),
        gap: 0.1,
        ..Limits::default()
    };
    let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
    assert!(solution.gap_to_bound() <= 0.1);
}
