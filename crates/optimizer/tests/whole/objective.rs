//! Plans whose objective can be worked out by hand.

use std::time::Duration;

use crate::support::{agent, empty, shift};
use optimizer::{Costs, Goal, Limits, Priority, StaffingProblem, StaffingSolution, check, solve};

fn answer(problem: &StaffingProblem) -> StaffingSolution {
    let limits = Limits {
        time: Duration::from_secs(60),
        iterations: Some(30),
        ..Limits::default()
    };
    let solution = solve(problem, &limits, &mut |_| {}).expect("a plan");
    assert_eq!(check(problem, &solution), vec![]);
    solution
}

/// One agent at work from 8 to 16; one is required from 16 to 18.
fn two_short_hours() -> StaffingProblem {
    let mut problem = empty(1, 1);
    problem.skills[0].priority = Some(Priority::High);
    problem.required[0][16..18].fill(1.0);
    let mut staff = agent(1, &[0]);
    staff.shifts.push(shift(8, 16, &[(12, 13)]));
    problem.agents.push(staff);
    problem
}

#[test]
fn costs_add_up_as_the_rules_say() {
    type Change = fn(&mut StaffingProblem);
    let table: [(&str, Change, f64, f64); 11] = [
        ("contracted hours", |_| {}, 2.0 * 0.05 + 0.02, 2.0),
        (
            "overtime",
            |p| p.agents[0].contracted_hours = 7.0,
            2.0 * 0.25 + 0.02,
            2.0,
        ),
        (
            "half of it overtime",
            |p| p.agents[0].contracted_hours = 8.0,
            0.25 + 0.05 + 0.02,
            2.0,
        ),
        (
            "already beyond the contract",
            |p| p.agents[0].contracted_hours = 3.0,
            2.0 * 0.25 + 0.02,
            2.0,
        ),
        (
            "overtime is to be minimised first",
            |p| {
                p.agents[0].contracted_hours = 7.0;
                p.goals.reverse();
            },
            2.0 * 0.6 + 0.02,
            2.0,
        ),
        (
            "overtime is only to be minimised",
            |p| {
                p.agents[0].contracted_hours = 8.0;
                p.goals = vec![Goal::MinimizeOvertime];
            },
            1.5 + 0.05 + 0.02,
            1.0,
        ),
        (
            "the limit allows one hour",
            |p| {
                p.agents[0].contracted_hours = 7.0;
                p.skills[0].max_overtime_hours_per_agent = Some(1.0);
            },
            1.5 + 0.25 + 0.02,
            1.0,
        ),
        (
            "not in the preferred pool",
            |p| p.agents[0].preferred = false,
            2.0 * 0.15 + 0.02,
            2.0,
        ),
        (
            "no target",
            |p| p.skills[0].priority = None,
            2.0 * 0.05 + 0.02,
            2.0,
        ),
        (
            "no target is not worth overtime",
            |p| {
                p.skills[0].priority = None;
                p.agents[0].contracted_hours = 7.0;
            },
            2.0 * 0.25,
            0.0,
        ),
        (
            "nothing costs anything",
            |p| {
                p.costs = Costs {
                    overtime: 0.0,
                    regular: 0.0,
                    segment: 0.0,
                    ..Costs::default()
                };
            },
            0.0,
            2.0,
        ),
    ];
    for (what, change, objective, hours) in table {
        let mut problem = two_short_hours();
        change(&mut problem);
        let solution = answer(&problem);
        assert!(
            (solution.objective - objective).abs() < 1e-9,
            "{what}: {solution:?}"
        );
        assert!(
            (solution.extra_hours - hours).abs() < 1e-9,
            "{what}: {solution:?}"
        );
        assert!(
            (solution.short_hours - (2.0 - hours)).abs() < 1e-9,
            "{what}: {solution:?}"
        );
        let impact: f64 = solution.segments.iter().map(|s| s.coverage_impact).sum();
        assert!((impact - hours).abs() < 1e-9, "{what}: {solution:?}");
    }
}

#[test]
fn a_colleague_who_moves_over_counts_for_the_impact() {
    // The newcomer only has skill 0, the shortfall is in skill 1: the colleague
    // with both leaves skill 0 to them.
    let mut problem = empty(2, 1);
    problem.required[0][8..12].fill(1.0);
    problem.required[1][8..12].fill(0.5);
    let mut colleague = agent(1, &[0, 1]);
    colleague.shifts.push(shift(8, 12, &[]));
    problem.agents = vec![colleague, agent(2, &[0])];
    let solution = answer(&problem);
    assert_eq!(solution.segments.len(), 1);
    assert!((solution.segments[0].coverage_impact - 4.0 * 0.5).abs() < 1e-9);
    assert!(solution.short_hours.abs() < 1e-9);
}

#[test]
fn the_break_of_an_extra_shift_lies_where_least_is_lost() {
    let mut problem = empty(1, 1);
    problem.required[0][8..16].fill(2.0);
    problem.required[0][13] = 0.1;
    problem.agents = vec![agent(1, &[0])];
    let solution = answer(&problem);
    assert_eq!(solution.segments[0].breaks, vec![(13, 14)], "{solution:?}");
}

#[test]
fn work_after_midnight_counts_for_the_week_it_starts_in() {
    // Eight hours from Sunday 20:00 use up the contract of the first week, not
    // of the second.
    let mut problem = empty(1, 14);
    let mut staff = agent(1, &[0]);
    staff.contracted_hours = 8.0;
    staff.shifts.push(shift(6 * 24 + 20, 7 * 24 + 4, &[]));
    problem.agents.push(staff);
    problem.required[0][9 * 24 + 8..9 * 24 + 12].fill(1.0);
    let solution = answer(&problem);
    assert!((solution.extra_hours - 4.0).abs() < 1e-9);
    assert!(solution.overtime_hours.abs() < 1e-9, "{solution:?}");
}
