use std::collections::BTreeSet;

use super::timeline::{Stretch, Work, overtime, stretches, weeks};
use super::{Rule, RuleBreach};
use crate::{Agent, Goal, Segment, SegmentKind, StaffingProblem, StaffingSolution};

/// Segments that no rule can be asked about.
pub(crate) fn malformed(problem: &StaffingProblem, solution: &StaffingSolution) -> Vec<RuleBreach> {
    let end = i64::try_from(problem.intervals).unwrap_or(i64::MAX);
    let mut breaches = Vec::new();
    for (position, segment) in solution.segments.iter().enumerate() {
        let agent = problem.agents.get(segment.agent);
        let inside = 0 <= segment.from && segment.from < segment.to && segment.to <= end;
        let breaks_inside = segment
            .breaks
            .iter()
            .all(|b| segment.from <= b.0 && b.0 < b.1 && b.1 <= segment.to);
        let why = match agent {
            None => "its agent does not exist",
            Some(agent) if !agent.skills.contains(&segment.skill) => "the agent lacks the skill",
            Some(_) if !inside => "it does not lie in the range",
            Some(_) if !breaks_inside => "a break lies outside of it",
            Some(_) => continue,
        };
        breaches.push(RuleBreach {
            rule: Rule::Segment,
            agent: agent.map(|_| segment.agent),
            segment: Some(position),
            message: format!("Segment {position}: {why}."),
        });
    }
    breaches
}

/// What the segments of one agent break; figures aside.
pub(crate) fn agent_breaches(
    problem: &StaffingProblem,
    agent: usize,
    segments: &[(usize, &Segment)],
) -> Vec<RuleBreach> {
    let judge = Judge {
        problem,
        position: agent,
        agent: &problem.agents[agent],
        minutes: i64::from(problem.interval_minutes),
    };
    let stretches = stretches(problem, judge.agent, segments);
    let mut found = Vec::new();
    for &(position, segment) in segments {
        judge.segment(position, segment, &mut found);
    }
    judge.overlaps(&stretches, &mut found);
    judge.lengths(&stretches, &mut found);
    judge.rest(&stretches, &mut found);
    judge.days(segments, &mut found);
    judge.overtime(&stretches, &mut found);
    found
}

struct Judge<'a> {
    problem: &'a StaffingProblem,
    position: usize,
    agent: &'a Agent,
    minutes: i64,
}

impl Judge<'_> {
    fn breach(&self, rule: Rule, segment: Option<usize>, what: &str) -> RuleBreach {
        RuleBreach {
            rule,
            agent: Some(self.position),
            segment,
            message: format!("Agent {}: {what}.", self.agent.id),
        }
    }

    fn hours(&self, intervals: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "spans are short")]
        let minutes = (intervals * self.minutes) as f64;
        minutes / 60.0
    }

    fn segment(&self, position: usize, segment: &Segment, found: &mut Vec<RuleBreach>) {
        let rules = &self.problem.rules;
        let mut add = |rule, what: &str| found.push(self.breach(rule, Some(position), what));
        let off_grid = |t: i64| (t * self.minutes).rem_euclid(self.minutes.max(30)) != 0;
        let after = self
            .agent
            .shifts
            .iter()
            .any(|shift| shift.to == segment.from);
        let before = self
            .agent
            .shifts
            .iter()
            .any(|shift| shift.from == segment.to);
        match segment.kind {
            SegmentKind::Extension => {
                if after == before {
                    add(Rule::Joined, "an extension does not join exactly one shift");
                }
                if (!after && off_grid(segment.from)) || (!before && off_grid(segment.to)) {
                    add(Rule::Grid, "an extension is off the grid");
                }
                if !segment.breaks.is_empty() {
                    add(Rule::BreakPlace, "an extension has a break");
                }
            }
            SegmentKind::ExtraShift => {
                let length = self.hours(segment.to - segment.from);
                if off_grid(segment.from) || off_grid(segment.to) {
                    add(Rule::Grid, "an extra shift is off the grid");
                }
                if length < rules.min_extra_shift_hours - 1e-6
                    || length > rules.max_extra_shift_hours + 1e-6
                {
                    add(
                        Rule::ExtraShiftLength,
                        "an extra shift is too short or too long",
                    );
                }
                let misplaced = |pause: &(i64, i64)| {
                    self.hours(pause.0 - segment.from) < 1.0
                        || self.hours(segment.to - pause.1) < 1.0
                };
                if segment.breaks.iter().any(misplaced) {
                    add(Rule::BreakPlace, "a break lies in the first or last hour");
                }
            }
        }
        let windows = &self.agent.availability;
        let available = |t: i64| windows.iter().any(|w| w.0 <= t && t < w.1);
        if !windows.is_empty() && !(segment.from..segment.to).all(available) {
            add(
                Rule::Availability,
                "recommended work lies outside availability",
            );
        }
    }

    fn overlaps(&self, stretches: &[Stretch], found: &mut Vec<RuleBreach>) {
        for stretch in stretches {
            let mut blocks = 0;
            let mut shift_end = None;
            for (at, work) in stretch.works.iter().enumerate() {
                let before = &stretch.works[..at];
                let overlaps = before.iter().any(|other| work.from < other.to);
                if overlaps {
                    let segment = work.segment.map(|segment| segment.0);
                    found.push(self.breach(Rule::Overlap, segment, "work overlaps"));
                }
                if work.segment.is_none() {
                    if shift_end != Some(work.from) {
                        blocks += 1;
                    }
                    shift_end = Some(work.to);
                }
            }
            let mut segments = stretch.works.iter().filter_map(|work| work.segment);
            let extra = segments.find(|segment| segment.1.kind == SegmentKind::ExtraShift);
            if let Some((position, _)) = extra.filter(|_| stretch.works.len() > 1) {
                let what = "an extra shift touches other work";
                found.push(self.breach(Rule::Overlap, Some(position), what));
            }
            if blocks > 1 {
                let what = "extensions close the gap between two shifts";
                found.push(self.breach(Rule::Joined, stretch.first_segment(), what));
            }
        }
    }

    fn lengths(&self, stretches: &[Stretch], found: &mut Vec<RuleBreach>) {
        let rules = &self.problem.rules;
        for stretch in stretches {
            let Some(position) = stretch.first_segment() else {
                continue;
            };
            let span = self.hours(stretch.to() - stretch.from());
            if span > rules.max_consecutive_hours + 1e-6 {
                let what = format!("{span} hours in one stretch");
                found.push(self.breach(Rule::LongestStretch, Some(position), &what));
            }
            let pause = stretch.longest_break() * self.minutes;
            if span > 6.0 && pause < i64::from(rules.min_break_minutes) {
                let what = format!("{span} hours without a long enough break");
                found.push(self.breach(Rule::ShortestBreak, Some(position), &what));
            }
        }
    }

    fn rest(&self, stretches: &[Stretch], found: &mut Vec<RuleBreach>) {
        for pair in stretches.windows(2) {
            let (earlier, later) = (&pair[0], &pair[1]);
            let rest = self.hours(later.from() - earlier.to());
            let planned = earlier.ends_with_segment() || later.starts_with_segment();
            if planned
                && earlier.last_day() != later.first_day()
                && rest < self.problem.rules.min_rest_hours - 1e-6
            {
                let segment = later.first_segment().or(earlier.first_segment());
                found.push(self.breach(Rule::Rest, segment, &format!("only {rest} hours of rest")));
            }
        }
    }

    fn days(&self, segments: &[(usize, &Segment)], found: &mut Vec<RuleBreach>) {
        let per_day = 24 * 60 / self.minutes;
        let day = |from: i64| from.div_euclid(per_day);
        let shift_days: BTreeSet<i64> = self
            .agent
            .shifts
            .iter()
            .map(|shift| day(shift.from))
            .collect();
        let mut days = shift_days.clone();
        for (position, segment) in segments {
            if segment.kind == SegmentKind::ExtraShift && !days.insert(day(segment.from)) {
                let what = "an extra shift on a day that has work already";
                found.push(self.breach(Rule::ExtraShiftDay, Some(*position), what));
            }
        }
        let most = self.problem.rules.max_days_in_seven as usize;
        for &extra in days.difference(&shift_days) {
            let worked = |first: i64| days.range(first..first + 7).count();
            if (extra - 6..=extra).any(|first| worked(first) > most) {
                let what = format!("more than {most} days of work in seven");
                found.push(self.breach(Rule::DaysInSeven, None, &what));
            }
        }
    }

    fn overtime(&self, stretches: &[Stretch], found: &mut Vec<RuleBreach>) {
        let goals = &self.problem.goals;
        let forbidden = |work: &Work| {
            let skill = work
                .segment
                .map(|segment| &self.problem.skills[segment.1.skill]);
            goals.as_slice() == [Goal::MinimizeOvertime]
                || skill.is_some_and(|skill| !skill.allow_overtime)
        };
        let mut limit = f64::INFINITY;
        let mut total = 0.0;
        for (_, week) in weeks(stretches) {
            let mut hours = 0.0;
            let stands = week.iter().filter(|work| work.segment.is_none());
            let base: f64 = stands.map(|work| self.hours(work.worked())).sum();
            let mut planned: Vec<&Work> =
                week.into_iter().filter(|w| w.segment.is_some()).collect();
            planned.sort_by_key(|work| (!forbidden(work), work.from));
            for work in planned {
                let Some((position, segment)) = work.segment else {
                    continue;
                };
                hours += self.hours(work.worked());
                let overtime = overtime(base, hours, self.agent.contracted_hours) > 1e-9;
                if overtime && forbidden(work) {
                    let what = "overtime where none is allowed";
                    found.push(self.breach(Rule::OvertimeForbidden, Some(position), what));
                }
                if overtime != segment.overtime {
                    let what = "the overtime mark of a segment is wrong";
                    found.push(self.breach(Rule::OvertimeFlag, Some(position), what));
                }
                let skill = &self.problem.skills[segment.skill];
                limit = limit.min(skill.max_overtime_hours_per_agent.unwrap_or(f64::INFINITY));
            }
            total += overtime(base, hours, self.agent.contracted_hours);
        }
        if total > limit + 1e-6 {
            let what = format!("{total} hours of overtime, {limit} allowed");
            found.push(self.breach(Rule::OvertimeLimit, None, &what));
        }
    }
}
