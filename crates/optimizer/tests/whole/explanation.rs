//! What is said about a plan.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::support::{agent, centre, empty, shift};
use optimizer::{
    Limits, Priority, Segment, SegmentKind, StaffingProblem, StaffingSolution, Start, explain,
    solve_explained,
};

fn planned(segments: &[(usize, SegmentKind, i64, i64)]) -> StaffingSolution {
    let segment = |&(agent, kind, from, to): &(usize, SegmentKind, i64, i64)| Segment {
        agent,
        skill: 0,
        from,
        to,
        breaks: vec![],
        kind,
        overtime: false,
        coverage_impact: 0.0,
    };
    StaffingSolution {
        segments: segments.iter().map(segment).collect(),
        ..StaffingSolution::default()
    }
}

/// Shifts from 8 to 16 on the given days.
fn by_day(days: &[i64]) -> StaffingProblem {
    let mut problem = empty(1, 7);
    let mut staff = agent(1, &[0]);
    staff.shifts = days
        .iter()
        .map(|day| {
            shift(
                day * 24 + 8,
                day * 24 + 16,
                &[(12 + day * 24, 13 + day * 24)],
            )
        })
        .collect();
    problem.agents.push(staff);
    problem
}

#[test]
fn each_strain_costs_two_hundredths() {
    use SegmentKind::{Extension, ExtraShift};
    let extra = |day: i64, from: i64| (0, ExtraShift, day * 24 + from, day * 24 + from + 4);
    let week = || by_day(&[0, 1, 2, 3, 4]);
    let tired = || {
        let mut problem = week();
        problem.agents[0].contracted_hours = 35.0;
        problem
    };
    let table = [
        ("an easy extension", week(), (0, Extension, 16, 18), 1.0),
        ("a sixth day in a row", week(), extra(5, 9), 0.98),
        (
            "a seventh day after a free one",
            by_day(&[0, 1, 2, 3, 4]),
            extra(6, 9),
            1.0,
        ),
        (
            "a start four hours from the usual",
            by_day(&[0]),
            extra(2, 12),
            1.0,
        ),
        (
            "a start five hours from the usual",
            by_day(&[0]),
            extra(2, 13),
            0.98,
        ),
        ("no usual start", by_day(&[]), extra(2, 20), 1.0),
        (
            "eleven hours of rest",
            by_day(&[0, 1]),
            (0, Extension, 16, 21),
            0.98,
        ),
        (
            "three of four hours of overtime",
            tired(),
            (0, Extension, 16, 19),
            1.0,
        ),
        (
            "four of four hours of overtime",
            tired(),
            (0, Extension, 16, 20),
            0.98,
        ),
        ("late and with little rest", by_day(&[0]), extra(1, 2), 0.96),
    ];
    for (what, problem, segment, expected) in table {
        let scores = explain(&problem, &planned(&[segment])).scores;
        assert_eq!(scores.len(), 1, "{what}");
        assert!(
            (scores[0].compliance_score - expected).abs() < 1e-9,
            "{what}: {scores:?}"
        );
    }
}

#[test]
fn unmet_ranges_name_what_stands_in_the_way() {
    type Change = fn(&mut StaffingProblem);
    let table: [(&str, Change); 8] = [
        ("No agent has this skill.", |p| p.agents.clear()),
        ("Everyone with this skill works then already.", |p| {
            p.agents[0].shifts[0].to = 22;
        }),
        ("Agents with this skill are not available then.", |p| {
            p.agents[0].availability = vec![(0, 18)];
        }),
        (
            "Agents with this skill would work more than 10 hours in one stretch.",
            |_| {},
        ),
        (
            "Agents with this skill would work more than 6 hours without a break of 30 minutes.",
            |p| {
                p.agents[0].shifts[0].breaks.clear();
                p.rules.max_consecutive_hours = 14.0;
            },
        ),
        (
            "Agents with this skill would rest less than 11 hours.",
            |p| {
                p.agents[0].shifts.push(shift(24 + 6, 24 + 14, &[]));
                p.rules.max_consecutive_hours = 14.0;
            },
        ),
        (
            "Agents with this skill have no contracted hours left, and overtime is not allowed.",
            |p| {
                p.agents[0].contracted_hours = 8.0;
                p.skills[0].allow_overtime = false;
                p.rules.max_consecutive_hours = 14.0;
            },
        ),
        ("Extra work then would cost more than it brings.", |p| {
            p.rules.max_consecutive_hours = 14.0;
        }),
    ];
    for (reason, change) in table {
        let mut problem = by_day(&[0]);
        problem.required[0][20..22].fill(2.5);
        change(&mut problem);
        let unmet = explain(&problem, &StaffingSolution::default()).unmet;
        assert_eq!(unmet.len(), 1, "{reason}: {unmet:?}");
        assert_eq!(unmet[0].reason, reason);
        assert_eq!(
            (unmet[0].skill, unmet[0].from, unmet[0].to),
            (0, 20, 22),
            "{reason}"
        );
        let working = f64::from(u8::from(reason.starts_with("Everyone")));
        assert!(
            (unmet[0].agents_short - (2.5 - working)).abs() < 1e-9,
            "{reason}"
        );
        assert!(
            (unmet[0].hours_short - 2.0 * (2.5 - working)).abs() < 1e-9,
            "{reason}"
        );
    }
}

#[test]
fn agents_left_out_learn_why() {
    let mut problem = empty(3, 1);
    problem.skills[2].priority = None;
    problem.required[0][8..12].fill(1.0);
    problem.agents = vec![
        agent(0, &[0]),
        agent(1, &[0]),
        agent(2, &[1]),
        agent(3, &[2]),
    ];
    let solution = planned(&[(0, SegmentKind::ExtraShift, 8, 12)]);
    let explanation = explain(&problem, &solution);
    let reasons: Vec<(usize, &str)> = explanation
        .excluded
        .iter()
        .map(|left| (left.agent, left.reason.as_str()))
        .collect();
    let expected = [
        (1, "Others fill the gaps in their skills at less cost."),
        (2, "Their skills are never short."),
        (3, "Has none of the skills with a gap."),
    ];
    assert_eq!(reasons, expected);
    assert!(explanation.unmet.is_empty());
    assert!((explanation.projected_coverage_improvement - 1.0).abs() < 1e-9);
}

#[test]
fn someone_left_out_beside_a_gap_hears_of_the_rule() {
    let mut problem = by_day(&[0]);
    problem.required[0][20..22].fill(2.5);
    let excluded = explain(&problem, &StaffingSolution::default()).excluded;
    assert_eq!(
        excluded[0].reason,
        "Would work more than 10 hours in one stretch."
    );
}

#[test]
fn what_comes_with_an_answer_is_what_is_said_of_it_afterwards() {
    let problem = centre(30, 4, 7, 0.6, 1);
    let limits = Limits {
        iterations: Some(5),
        ..Limits::default()
    };
    let found = solve_explained(&problem, &Start::default(), &limits, &mut |_| {});
    let (solution, told) = found.expect("a plan");
    let afterwards = explain(&problem, &solution);
    assert!(
        !told.unmet.is_empty() && !told.scores.is_empty(),
        "{told:?}"
    );
    assert_eq!(told.scores, afterwards.scores);
    assert_eq!(told.excluded, afterwards.excluded);
    assert_eq!(told.unmet.len(), afterwards.unmet.len());
    for (a, b) in told.unmet.iter().zip(&afterwards.unmet) {
        assert_eq!((a.skill, a.from, a.to), (b.skill, b.from, b.to));
        assert_eq!(a.reason, b.reason);
        assert!((a.agents_short - b.agents_short).abs() < 1e-6);
        assert!((a.hours_short - b.hours_short).abs() < 1e-6);
    }
    let growth = told.projected_coverage_improvement;
    assert!(growth > 0.0 && (growth - afterwards.projected_coverage_improvement).abs() < 1e-9);
}

#[test]
fn a_cancelled_run_says_where_it_is_short_and_that_the_reasons_are_open() {
    let mut problem = centre(30, 4, 7, 0.6, 1);
    let skills = problem.skills.iter_mut();
    skills.for_each(|skill| skill.priority = Some(Priority::High));
    // Nobody has skill 3 any more, which is known without a search.
    for agent in &mut problem.agents {
        agent.skills.retain(|&skill| skill != 3);
    }
    let limits = Limits {
        time: Duration::from_secs(3600),
        gap: 0.0,
        ..Limits::default()
    };
    let cancel = limits.cancel.clone();
    let found = solve_explained(&problem, &Start::default(), &limits, &mut |progress| {
        if progress.has_answer {
            cancel.store(true, Ordering::Relaxed);
        }
    });
    let (solution, told) = found.expect("a plan");
    let hours: f64 = told.unmet.iter().map(|range| range.hours_short).sum();
    assert!((hours - solution.short_hours).abs() < 1e-6);
    let reasons: BTreeSet<(bool, &str)> = told
        .unmet
        .iter()
        .map(|range| (range.skill == 3, range.reason.as_str()))
        .collect();
    let expected = [
        (false, "The run was cancelled before it was known why."),
        (true, "No agent has this skill."),
    ];
    assert_eq!(reasons, expected.into());
    assert_eq!(
        told.scores.len() + told.excluded.len(),
        problem.agents.len()
    );
}
