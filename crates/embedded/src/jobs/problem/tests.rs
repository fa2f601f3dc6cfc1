use chrono_tz::Tz;
use cxone::wire::{ComplianceRules, DateRange, Instant};

use super::*;
use crate::store::{RequiredWindow, ScheduledShift, ScheduledSkill};

/// Monday, 30 November 2026, 00:00 UTC.
const MONDAY: Minute = 29_933_280;

fn rule(skill: &str, priority: staffing::Priority) -> GapRule {
    GapRule {
        target_skill_id: skill.to_owned(),
        deficit_hours: 1.0,
        priority,
        allow_overtime: true,
        max_overtime_hours_per_agent: 4.0,
        preferred_agent_pool: AgentPool::Available,
    }
}

fn request(from: Minute, to: Minute, rules: Vec<GapRule>) -> OptimizationRequest {
    OptimizationRequest {
        date_range: DateRange {
            start: Instant(instant_of(from)),
            end: Instant(instant_of(to)),
        },
        optimization_goals: vec![Goal::MinimizeOvertime, Goal::MinimizeOvertime],
        gap_resolution_rules: rules,
        compliance_rules: ComplianceRules::default(),
    }
}

fn agent(shifts: Vec<ScheduledShift>) -> SchedulingAgent {
    SchedulingAgent {
        name: "AGENT-1".to_owned(),
        skills: vec![0],
        contracted_hours: 40.0,
        willing: true,
        availability: None,
        shifts,
    }
}

fn shift(from: Minute, to: Minute, breaks: &[(Minute, Minute)]) -> ScheduledShift {
    ScheduledShift {
        start: MONDAY + from,
        finish: MONDAY + to,
        published: true,
        breaks: breaks
            .iter()
            .map(|(from, to)| (MONDAY + from, MONDAY + to))
            .collect(),
    }
}

fn schedule(agent: SchedulingAgent) -> Schedule {
    let skill = |name: &str| ScheduledSkill {
        name: name.to_owned(),
        queue: name.to_owned(),
    };
    Schedule {
        skills: vec![skill("A"), skill("B")],
        agents: vec![agent],
        required: vec![RequiredWindow {
            skill: 0,
            start: MONDAY + 10,
            finish: MONDAY + 50,
            agents: 3.0,
        }],
        zone: Some(Tz::Europe__Berlin),
    }
}

/// The problem of one day.
fn day_of(agent: SchedulingAgent) -> StaffingProblem {
    let request = request(
        MONDAY,
        MONDAY + DAY,
        vec![rule("A", staffing::Priority::High)],
    );
    let (range, _) = range(&request);
    build(&schedule(agent), range, &request)
}

#[test]
fn the_range_is_rounded_outward_to_quarter_hours_but_never_too_long() {
    let check = |from: Minute, to: Minute, start: Minute, intervals: i64| {
        let ((found, end), _) = range(&request(MONDAY + from, MONDAY + to, Vec::new()));
        assert_eq!(
            (found - MONDAY, (end - found) / INTERVAL),
            (start, intervals)
        );
    };
    check(0, 1440, 0, 96);
    check(7, 8, 0, 1);
    check(14, 16, 0, 2);
    check(7, 7 + 62 * DAY, 0, 62 * 96);
}

#[test]
fn intervals_are_as_fine_as_shifts_and_breaks_ask_for() {
    /// From, to, breaks.
    type Span = (i64, i64, Vec<(i64, i64)>);
    let check = |known: &[ScheduledShift], minutes: u32, expected: &[Span]| {
        let mut known = known.to_vec();
        known.sort_by_key(|shift| shift.start);
        let problem = day_of(agent(known));
        let shifts = problem.agents[0].shifts.iter();
        let spans: Vec<_> = shifts
            .map(|it| (it.from, it.to, it.breaks.clone()))
            .collect();
        assert_eq!(
            (problem.interval_minutes, spans.as_slice()),
            (minutes, expected)
        );
    };
    check(
        &[shift(360, 840, &[(600, 630)])],
        15,
        &[(24, 56, vec![(40, 42)])],
    );
    check(
        &[shift(365, 850, &[(600, 620)])],
        5,
        &[(73, 170, vec![(120, 124)])],
    );
    // The second break runs into the first; the shifts touch.
    check(
        &[
            shift(360, 851, &[(400, 410), (404, 430)]),
            shift(851, 1199, &[]),
        ],
        1,
        &[(360, 851, vec![(400, 430)]), (851, 1199, Vec::new())],
    );
}

#[test]
fn the_requirement_of_an_interval_is_its_mean() {
    let problem = day_of(agent(Vec::new()));

    assert_eq!(problem.required[0][..5], [1.0, 3.0, 3.0, 1.0, 0.0]);
    assert_eq!(problem.required[1], vec![0.0; 96]);
}

#[test]
fn availability_follows_the_wall_clock() {
    let mut part_time = agent(Vec::new());
    part_time.availability = Some(vec![(8 * 60, 12 * 60), (DAY + 8 * 60, DAY + 12 * 60)]);

    let problem = day_of(part_time.clone());

    // Berlin is an hour ahead of UTC: Monday 08:00 to 12:00 there is 07:00 to 11:00.
    let windows = &problem.agents[0].availability;
    assert!(
        windows.contains(&(28, 44)) && windows.contains(&(124, 140)),
        "{windows:?}"
    );
    assert!(
        day_of(agent(Vec::new())).agents[0].availability.is_empty(),
        "always"
    );

    part_time.availability = Some(Vec::new());
    let never = day_of(part_time);
    let windows = &never.agents[0].availability;
    assert!(
        !windows.is_empty() && windows.iter().all(|window| window.1 <= 0),
        "{windows:?}"
    );
}

#[test]
fn who_is_in_the_preferred_pool() {
    let week = |hours: i64| {
        let days = 0..7;
        days.map(|day| shift(day * DAY, day * DAY + hours * 60, &[]))
            .collect::<Vec<_>>()
    };
    let check = |known: SchedulingAgent, pool: AgentPool, preferred: bool| {
        let mut rule = rule("A", staffing::Priority::High);
        rule.preferred_agent_pool = pool;
        // Tuesday of the week after: nobody works then.
        let request = request(MONDAY + 8 * DAY, MONDAY + 9 * DAY, vec![rule]);
        let (range, _) = range(&request);
        assert_eq!(
            build(&schedule(known), range, &request).agents[0].preferred,
            preferred
        );
    };
    let unwilling = || SchedulingAgent {
        willing: false,
        ..agent(Vec::new())
    };
    let without_hours = || SchedulingAgent {
        contracted_hours: 0.0,
        ..agent(Vec::new())
    };

    check(agent(Vec::new()), AgentPool::Available, true);
    check(agent(week(8)), AgentPool::Available, true); // those hours belong to another week
    check(unwilling(), AgentPool::Available, false);
    check(without_hours(), AgentPool::Available, false);
    check(unwilling(), AgentPool::All, true);
}

#[test]
fn several_rules_for_a_skill_are_joined_strictly() {
    let mut strict = rule("A", staffing::Priority::Medium);
    strict.allow_overtime = false;
    strict.max_overtime_hours_per_agent = 2.0;
    let request = request(
        MONDAY,
        MONDAY + DAY,
        vec![rule("A", staffing::Priority::High), strict],
    );
    let (range, _) = range(&request);

    let problem = build(&schedule(agent(Vec::new())), range, &request);

    let skill = &problem.skills[0];
    assert_eq!(skill.priority, Some(Priority::High));
    assert_eq!(
        (skill.allow_overtime, skill.max_overtime_hours_per_agent),
        (false, Some(2.0))
    );
    let untargeted = &problem.skills[1];
    assert_eq!(
        (untargeted.priority, untargeted.allow_overtime),
        (None, false)
    );
    assert_eq!(problem.goals, [optimizer::Goal::MinimizeOvertime]);
}
