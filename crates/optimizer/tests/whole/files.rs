//! Problem and solution files.

use optimizer::{Goal, Priority, Segment, SegmentKind, StaffingProblem, StaffingSolution};
use serde_json::{from_str, json, to_value};

#[test]
fn a_problem_file_comes_back_as_it_was() {
    let file = json!({
        "intervalMinutes": 15, "start": "2026-11-30T00:00:00Z", "intervals": 3,
        "skills": [{"id": "EN", "priority": "HIGH", "allowOvertime": true, "maxOvertimeHoursPerAgent": 4.0},
                   {"id": "FR", "priority": null, "allowOvertime": false, "maxOvertimeHoursPerAgent": null}],
        "required": [[0.0, 1.5, 2.0], [1.0, 1.0, 1.0]],
        "agents": [{"id": "A", "skills": [0, 1], "contractedHours": 37.5, "preferred": false,
                    "availability": [[0, 3]],
                    "shifts": [{"from": -2, "to": 2, "published": true, "breaks": [[0, 1]]}]}],
        "rules": {"maxConsecutiveHours": 9.0, "minBreakMinutes": 45, "minRestHours": 12.0,
                  "respectPublishedShifts": false, "minExtraShiftHours": 3.0, "maxExtraShiftHours": 6.0,
                  "maxDaysInSeven": 5},
        "goals": ["MINIMIZE_OVERTIME"],
        "costs": {"high": 1.5, "medium": 1.0, "untargeted": 0.25, "overtime": 0.3, "overtimeFirst": 0.6,
                  "regular": 0.05, "segment": 0.02, "outsidePool": 0.1}
    });
    let problem: StaffingProblem = from_str(&file.to_string()).expect("readable");
    assert_eq!(to_value(&problem).expect("writable"), file);
}

#[test]
fn what_is_missing_has_a_default_and_what_is_unknown_is_ignored() {
    let file = r#"{"intervalMinutes": 30, "start": "2026-11-30T01:00:00+01:00", "intervals": 1,
        "skills": [{"id": "EN"}], "required": [[1]], "madeBy": "somebody",
        "agents": [{"id": "A", "skills": [0], "availability": null,
                    "shifts": [{"from": 0, "to": 1, "breaks": null, "colour": "red"}]},
                   {"id": "B", "skills": [0], "shifts": null}],
        "rules": {"maxConsecutiveHours": 8}}"#;
    let problem: StaffingProblem = from_str(file).expect("readable");
    assert_eq!(problem.start.to_rfc3339(), "2026-11-30T00:00:00+00:00");
    assert_eq!(problem.skills[0].priority, None::<Priority>);
    assert!(!problem.skills[0].allow_overtime);
    assert!((problem.rules.max_consecutive_hours - 8.0).abs() < 1e-9);
    assert!((problem.rules.min_rest_hours - 11.0).abs() < 1e-9);
    assert_eq!(problem.rules.max_days_in_seven, 6);
    assert_eq!(
        problem.goals,
        [Goal::MaximizeSkillCoverage, Goal::MinimizeOvertime]
    );
    let agent = &problem.agents[0];
    assert!(agent.preferred && agent.availability.is_empty());
    assert!((agent.contracted_hours - 40.0).abs() < 1e-9);
    assert!(!agent.shifts[0].published && agent.shifts[0].breaks.is_empty());
    assert!(problem.agents[1].shifts.is_empty());
}

#[test]
fn a_solution_file_has_the_agreed_names() {
    let solution = StaffingSolution {
        objective: 12.5,
        bound: 12.0,
        short_hours: 3.0,
        overtime_hours: 1.5,
        extra_hours: 2.5,
        segments: vec![Segment {
            agent: 17,
            skill: 2,
            from: 64,
            to: 70,
            breaks: vec![],
            kind: SegmentKind::ExtraShift,
            overtime: true,
            coverage_impact: 1.5,
        }],
    };
    let file = to_value(&solution).expect("writable");
    let expected = json!({"objective": 12.5, "bound": 12.0, "shortHours": 3.0, "overtimeHours": 1.5, "extraHours": 2.5,
        "segments": [{"agent": 17, "skill": 2, "from": 64, "to": 70, "breaks": [], "kind": "EXTRA_SHIFT",
                      "overtime": true, "coverageImpact": 1.5}]});
    assert_eq!(file, expected);
    let back: StaffingSolution = from_str(&file.to_string()).expect("readable");
    assert_eq!(back, solution);
    assert!((back.gap_to_bound() - 0.04).abs() < 1e-12);
}
