//! Input at the edge: a sensible answer or a clear error, never a panic or NaN.

use std::time::Duration;

use crate::support::{agent, centre, empty, shift};
use optimizer::{Limits, ProblemError, StaffingProblem, StaffingSolution, check, explain, solve};

fn answer(problem: &StaffingProblem) -> Result<StaffingSolution, ProblemError> {
    let limits = Limits {
        time: Duration::from_secs(60),
        iterations: Some(10),
        ..Limits::default()
    };
    solve(problem, &limits, &mut |progress| {
        for figure in [
            progress.fraction,
            progress.objective,
            progress.bound,
            progress.gap,
        ] {
            assert!(figure.is_finite(), "{progress:?}");
        }
    })
}

#[test]
fn a_sensible_answer() {
    type Make = fn() -> StaffingProblem;
    // Name, problem, whether there is anything to recommend.
    let table: [(&str, Make, bool); 10] = [
        ("no skills, no agents", || empty(0, 1), false),
        (
            "no agents",
            || StaffingProblem {
                agents: vec![],
                ..centre(5, 2, 7, 0.8, 1)
            },
            false,
        ),
        (
            "no skills of theirs",
            || {
                let mut problem = centre(5, 2, 7, 0.8, 1);
                problem
                    .agents
                    .iter_mut()
                    .for_each(|agent| agent.skills.clear());
                problem
            },
            false,
        ),
        (
            "no requirement",
            || {
                let mut problem = centre(5, 2, 7, 0.8, 1);
                problem.required.iter_mut().for_each(|row| row.fill(0.0));
                problem
            },
            false,
        ),
        (
            "a skill that nobody has",
            || {
                let mut problem = centre(5, 3, 7, 0.8, 1);
                problem
                    .agents
                    .iter_mut()
                    .for_each(|agent| agent.skills.retain(|&skill| skill != 2));
                problem
            },
            true,
        ),
        (
            "shifts beyond the range",
            || {
                let mut problem = empty(1, 1);
                problem.required[0].fill(1.0);
                let mut staff = agent(1, &[0]);
                staff.shifts = vec![
                    shift(-30, -20, &[]),
                    shift(-6, 2, &[(-3, -2)]),
                    shift(20, 29, &[]),
                    shift(500, 508, &[]),
                ];
                problem.agents.push(staff);
                problem
            },
            true,
        ),
        ("200 skills", || centre(60, 200, 2, 0.8, 1), true),
        (
            "an agent with 60 skills",
            || {
                let mut problem = centre(20, 80, 2, 0.8, 1);
                problem.agents[3].skills = (10..70).chain(10..20).collect();
                problem
            },
            true,
        ),
        (
            "a requirement of a thousand million",
            || {
                let mut problem = centre(8, 2, 2, 0.8, 1);
                problem.required[0].fill(1e9);
                problem
            },
            true,
        ),
        (
            "no room in the rules",
            || {
                let mut problem = centre(5, 2, 7, 0.8, 1);
                problem.rules.max_consecutive_hours = 0.0;
                problem.rules.max_days_in_seven = 0;
                problem.rules.min_break_minutes = 1440;
                problem
            },
            false,
        ),
    ];
    for (what, make, expected) in table {
        let problem = make();
        let solution = answer(&problem).expect(what);
        assert_eq!(!solution.segments.is_empty(), expected, "{what}");
        assert_eq!(check(&problem, &solution), vec![], "{what}");
        assert!(solution.gap_to_bound().is_finite(), "{what}");
        let explanation = explain(&problem, &solution);
        assert!(
            explanation.projected_coverage_improvement.is_finite(),
            "{what}"
        );
        let planned = explanation.scores.len();
        assert_eq!(
            planned + explanation.excluded.len(),
            problem.agents.len(),
            "{what}"
        );
        if expected {
            assert!(explanation.projected_coverage_improvement > 0.0, "{what}");
        } else {
            assert!(
                solution.gap_to_bound() < 1e-6,
                "{what}: nothing to do is proven"
            );
        }
    }
}

#[test]
fn a_clear_error() {
    type Break = fn(&mut StaffingProblem);
    let table: [(Break, &str); 15] = [
        (
            |p| p.interval_minutes = 20,
            "Intervals of 20 minutes are not supported. Use 15, 30 or 60, or 5 or 1 where shifts ask for it.",
        ),
        (
            |p| p.intervals = 0,
            "The range has 0.0 days. Choose 1 interval to 62 days.",
        ),
        (
            |p| p.intervals = 96 * 63,
            "The range has 63.0 days. Choose 1 interval to 62 days.",
        ),
        (
            |p| p.required.truncate(1),
            "Required agents of skill SKILL-1: found 0 numbers, expected 672.",
        ),
        (
            |p| p.required.push(vec![1.0]),
            "Required agents of skill 2: found 1 numbers, expected 0.",
        ),
        (
            |p| p.skills[1].id = p.skills[0].id.clone(),
            "There are two skills SKILL-0. Remove one, or give it a name of its own.",
        ),
        (
            |p| p.agents[4].id = p.agents[1].id.clone(),
            "There are two agents AGENT-1. Remove one, or give it a name of its own.",
        ),
        (
            |p| p.required[0].truncate(9),
            "Required agents of skill SKILL-0: found 9 numbers, expected 672.",
        ),
        (
            |p| p.required[1][5] = f64::NAN,
            "A requirement of skill SKILL-1 is NaN. It must be between 0 and 1000000000.",
        ),
        (
            |p| p.required[1][5] = -1.0,
            "A requirement of skill SKILL-1 is -1. It must be between 0 and 1000000000.",
        ),
        (
            |p| p.agents[0].skills.push(2),
            "Agent AGENT-0 has skill number 2, but there are only 2 skills.",
        ),
        (
            |p| p.agents[0].contracted_hours = f64::INFINITY,
            "The contracted hours of agent AGENT-0 is inf. It must be between 0 and 1000000000.",
        ),
        (
            |p| p.agents[0].shifts[0].to = 0,
            "Agent AGENT-0: a shift from interval 240 to 0 is not possible.",
        ),
        (
            |p| p.agents[0].availability.push((5, 5)),
            "Agent AGENT-0: availability from interval 5 to 5 is not possible.",
        ),
        (
            |p| {
                let twice = p.agents[0].shifts[0].clone();
                p.agents[0].shifts.push(twice);
            },
            "Agent AGENT-0 has two shifts that overlap, at interval 240. Remove one.",
        ),
    ];
    for (spoil, message) in table {
        let mut problem = centre(5, 2, 7, 0.8, 1);
        spoil(&mut problem);
        let error = answer(&problem).expect_err(message);
        assert_eq!(error.to_string(), message);
        assert_eq!(
            explain(&problem, &StaffingSolution::default()),
            optimizer::Explanation::default()
        );
        assert_eq!(
            check(&problem, &StaffingSolution::default()).len(),
            1,
            "{message}"
        );
    }
}
