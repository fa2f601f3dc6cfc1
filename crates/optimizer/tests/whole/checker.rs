//! The checker refuses each single broken rule and each wrong figure.

use std::collections::BTreeSet;

use crate::support::{agent, centre, empty, shift};
use optimizer::{
    Goal, Limits, Rule, Segment, SegmentKind, StaffingProblem, StaffingSolution, check, solve,
};

/// Quarters of an hour.
const HOUR: i64 = 4;
const DAY: i64 = 24 * HOUR;
const FIGURES: [Rule; 6] = [
    Rule::Objective,
    Rule::Bound,
    Rule::ShortHours,
    Rule::OvertimeHours,
    Rule::ExtraHours,
    Rule::CoverageImpact,
];

/// Four shifts of seven hours, an extension of two and an extra shift of seven.
fn sound() -> (StaffingProblem, Vec<Segment>) {
    let mut problem = empty(2, 8);
    problem.interval_minutes = 15;
    problem.intervals = 8 * 96;
    problem.required = vec![vec![3.0; 8 * 96]; 2];
    let mut staff = agent(1, &[0]);
    for day in 0..4 {
        let from = day * DAY + 8 * HOUR;
        staff.shifts.push(shift(
            from,
            from + 8 * HOUR,
            &[(from + 4 * HOUR, from + 5 * HOUR)],
        ));
    }
    problem.agents.push(staff);
    let extension = segment(SegmentKind::Extension, 16 * HOUR, 18 * HOUR, &[]);
    let from = 5 * DAY + 8 * HOUR;
    let pause = (from + 4 * HOUR, from + 5 * HOUR);
    let extra = segment(SegmentKind::ExtraShift, from, from + 8 * HOUR, &[pause]);
    (problem, vec![extension, extra])
}

fn segment(kind: SegmentKind, from: i64, to: i64, breaks: &[(i64, i64)]) -> Segment {
    Segment {
        agent: 0,
        skill: 0,
        from,
        to,
        breaks: breaks.to_vec(),
        kind,
        overtime: false,
        coverage_impact: 0.0,
    }
}

fn broken(problem: &StaffingProblem, segments: &[Segment]) -> BTreeSet<Rule> {
    let solution = StaffingSolution {
        segments: segments.to_vec(),
        ..StaffingSolution::default()
    };
    let rules = check(problem, &solution)
        .into_iter()
        .map(|breach| breach.rule);
    rules.filter(|rule| !FIGURES.contains(rule)).collect()
}

#[test]
fn a_sound_plan_passes() {
    let (problem, segments) = sound();
    assert_eq!(broken(&problem, &segments), BTreeSet::new());
}

#[test]
fn each_single_broken_rule_is_refused() {
    type Mutate = fn(&mut StaffingProblem, &mut Vec<Segment>);
    let mutants: [(Rule, &str, Mutate); 25] = [
        (Rule::Problem, "20-minute intervals", |p, _| {
            p.interval_minutes = 20;
        }),
        (Rule::Segment, "a skill the agent lacks", |_, s| {
            s[0].skill = 1;
        }),
        (Rule::Segment, "nobody", |_, s| s[0].agent = 7),
        (Rule::Segment, "beyond the range", |_, s| {
            s[1].to = 8 * DAY + 2;
        }),
        (Rule::Segment, "a break outside", |_, s| {
            s[1].breaks[0].1 = s[1].to + 1;
        }),
        (Rule::Grid, "an extension to 17:45", |_, s| s[0].to -= 1),
        (Rule::Grid, "an extra shift from 8:15", |_, s| {
            s[1].from += 1;
        }),
        (Rule::Joined, "an extension an hour after", |_, s| {
            s[0].from += HOUR;
        }),
        (
            Rule::Joined,
            "closing the gap between two shifts",
            |p, s| {
                p.agents[0].shifts[0].to = 12 * HOUR;
                p.agents[0].shifts[0].breaks.clear();
                p.agents[0].shifts.push(shift(13 * HOUR, 15 * HOUR, &[]));
                (s[0].from, s[0].to) = (12 * HOUR, 13 * HOUR);
                p.rules.min_break_minutes = 0;
            },
        ),
        (Rule::Overlap, "the same hours twice", |_, s| {
            s.push(s[0].clone());
        }),
        (Rule::Overlap, "an extra shift that touches", |p, s| {
            p.rules.min_rest_hours = 0.0;
            p.agents[0].shifts.push(shift(s[1].to, s[1].to + HOUR, &[]));
            p.agents[0].shifts[4].from = 6 * DAY;
            p.agents[0].shifts[4].to = 6 * DAY + HOUR;
            (s[1].from, s[1].to) = (6 * DAY - 2 * HOUR, 6 * DAY);
            s[1].breaks.clear();
        }),
        (Rule::ExtraShiftLength, "nine hours at least", |p, _| {
            p.rules.min_extra_shift_hours = 9.0;
        }),
        (Rule::ExtraShiftLength, "seven hours at most", |p, _| {
            p.rules.max_extra_shift_hours = 7.0;
        }),
        (Rule::ExtraShiftDay, "on a day with a shift", |_, s| {
            s[1] = segment(
                SegmentKind::ExtraShift,
                3 * DAY + 20 * HOUR,
                3 * DAY + 22 * HOUR,
                &[],
            );
        }),
        (Rule::BreakPlace, "a break in the first hour", |_, s| {
            s[1].breaks[0].0 = s[1].from + 3;
        }),
        (Rule::BreakPlace, "a break in an extension", |_, s| {
            s[0].breaks.push((66, 68));
        }),
        (Rule::LongestStretch, "nine and a half hours", |p, _| {
            p.rules.max_consecutive_hours = 9.5;
        }),
        (Rule::ShortestBreak, "no break in eight hours", |_, s| {
            s[1].breaks.clear();
        }),
        (Rule::ShortestBreak, "an hour and a quarter", |p, s| {
            p.rules.min_break_minutes = 75;
            s[1].breaks[0].1 += 1;
        }),
        (Rule::Rest, "fifteen hours between days", |p, _| {
            p.rules.min_rest_hours = 15.0;
        }),
        (Rule::DaysInSeven, "a fifth day of four", |p, _| {
            p.rules.max_days_in_seven = 4;
        }),
        (Rule::Availability, "at home after the first day", |p, _| {
            p.agents[0].availability = vec![(0, DAY)];
        }),
        (
            Rule::OvertimeForbidden,
            "overtime for a skill without",
            |p, s| {
                p.agents[0].contracted_hours = 30.0;
                p.skills[0].allow_overtime = false;
                p.skills[0].max_overtime_hours_per_agent = None;
                s[1].overtime = true;
            },
        ),
        (Rule::OvertimeLimit, "seven hours of four", |p, s| {
            p.agents[0].contracted_hours = 30.0;
            s[1].overtime = true;
        }),
        (Rule::OvertimeFlag, "overtime without its mark", |p, _| {
            p.agents[0].contracted_hours = 34.0;
        }),
    ];
    for (rule, what, mutate) in mutants {
        let (mut problem, mut segments) = sound();
        mutate(&mut problem, &mut segments);
        assert_eq!(
            broken(&problem, &segments),
            BTreeSet::from([rule]),
            "{what}"
        );
    }
}

#[test]
fn where_overtime_is_only_to_be_minimised_none_is_allowed() {
    let (mut problem, mut segments) = sound();
    problem.agents[0].contracted_hours = 34.0;
    problem.goals = vec![Goal::MinimizeOvertime];
    segments[1].overtime = true;
    assert_eq!(
        broken(&problem, &segments),
        BTreeSet::from([Rule::OvertimeForbidden])
    );
}

#[test]
fn what_the_shifts_break_by_themselves_is_not_held_against_a_plan() {
    let (mut problem, segments) = sound();
    problem.agents[0].contracted_hours = 60.0;
    let shifts = &mut problem.agents[0].shifts;
    // Fifteen hours without a break, and nine hours of rest after them.
    shifts[2].to = shifts[2].from + 15 * HOUR;
    shifts[2].breaks.clear();
    assert_eq!(broken(&problem, &segments), BTreeSet::new());
}

#[test]
fn each_wrong_figure_is_refused() {
    type Mutate = fn(&mut StaffingSolution);
    let problem = centre(30, 3, 7, 0.8, 3);
    let limits = Limits {
        iterations: Some(5),
        ..Limits::default()
    };
    let solution = solve(&problem, &limits, &mut |_| {}).expect("a plan");
    assert!(
        !solution.segments.is_empty(),
        "there is something to get wrong"
    );
    let mutants: [(Rule, Mutate); 9] = [
        (Rule::Objective, |s| s.objective += 0.01),
        (Rule::Objective, |s| s.objective = f64::NAN),
        (Rule::Bound, |s| s.bound = s.objective + 0.01),
        (Rule::Bound, |s| s.bound = f64::NAN),
        (Rule::ShortHours, |s| s.short_hours -= 0.01),
        (Rule::OvertimeHours, |s| s.overtime_hours += 0.01),
        (Rule::ExtraHours, |s| s.extra_hours += 0.01),
        (Rule::CoverageImpact, |s| {
            s.segments[0].coverage_impact -= 0.01;
        }),
        (Rule::OvertimeFlag, |s| s.segments[0].overtime ^= true),
    ];
    for (rule, mutate) in mutants {
        let mut wrong = solution.clone();
        mutate(&mut wrong);
        let rules: Vec<Rule> = check(&problem, &wrong)
            .iter()
            .map(|breach| breach.rule)
            .collect();
        assert_eq!(rules, vec![rule], "{rule:?}");
    }
}
