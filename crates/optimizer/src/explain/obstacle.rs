use crate::check::{Rule, agent_breaches};
use crate::{Segment, SegmentKind, StaffingProblem};

/// Why an agent does not work at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Obstacle {
    /// They do, or are on a break then.
    Working,
    /// They could; it would cost more than it brings.
    NotWorthIt,
    /// Recommended work of that day leaves no room.
    OtherWork,
    /// A rule.
    Rule(Rule),
    /// Nobody knows: the run was cancelled.
    Cancelled,
}

const CANCELLED: &str = "The run was cancelled before it was known why.";

/// Tries out work for agents beside what the plan has for them.
pub(super) struct Judge<'a> {
    problem: &'a StaffingProblem,
    plans: &'a [Vec<(usize, &'a Segment)>],
    goes_on: &'a (dyn Fn() -> bool + Sync),
    day: i64,
    grid: i64,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        problem: &'a StaffingProblem,
        plans: &'a [Vec<(usize, &'a Segment)>],
        goes_on: &'a (dyn Fn() -> bool + Sync),
    ) -> Self {
        Self {
            problem,
            plans,
            goes_on,
            day: i64::from(24 * 60 / problem.interval_minutes),
            grid: i64::from((30 / problem.interval_minutes).max(1)),
        }
    }

    pub(super) fn has_work(&self, agent: usize) -> bool {
        !self.plans[agent].is_empty()
    }

    /// What keeps `agent` from serving `skill` in interval `t`: the rule in the
    /// way of the least work that would reach it.
    pub(super) fn obstacle(&self, agent: usize, skill: usize, t: i64) -> Obstacle {
        if !(self.goes_on)() {
            return Obstacle::Cancelled;
        }
        let shifts = &self.problem.agents[agent].shifts;
        let plan = &self.plans[agent];
        let on_shift = shifts.iter().any(|shift| shift.from <= t && t < shift.to);
        if on_shift || plan.iter().any(|(_, s)| s.from <= t && t < s.to) {
            return Obstacle::Working;
        }
        let near = |segment: &Segment| segment.from.div_euclid(self.day) == t.div_euclid(self.day);
        if plan.iter().any(|(_, segment)| near(segment)) {
            return Obstacle::OtherWork;
        }
        let mut obstacle = None;
        for candidate in self.candidates(agent, skill, t) {
            let mut segments = plan.clone();
            segments.push((usize::MAX, &candidate));
            let breaches = agent_breaches(self.problem, agent, &segments);
            // Marks are set when a plan is made, not tried out.
            let mut rules = breaches
                .iter()
                .map(|breach| breach.rule)
                .filter(|&rule| rule != Rule::OvertimeFlag);
            match rules.next() {
                None => return Obstacle::NotWorthIt,
                Some(rule) => obstacle = obstacle.or(Some(Obstacle::Rule(rule))),
            }
        }
        obstacle.unwrap_or(Obstacle::Rule(Rule::Grid))
    }

    /// Segments that hold `t` and little else; those that join a shift first.
    fn candidates(&self, agent: usize, skill: usize, t: i64) -> Vec<Segment> {
        let end = i64::try_from(self.problem.intervals).unwrap_or(i64::MAX);
        let shifts = &self.problem.agents[agent].shifts;
        let down = |t: i64| t.div_euclid(self.grid) * self.grid;
        let mut found = Vec::new();
        let mut add = |from: i64, to: i64, kind: SegmentKind| {
            if 0 <= from && from <= t && t < to && to <= end {
                found.push(self.segment(agent, skill, from, to, kind));
            }
        };
        let reach = self.day / 2;
        let earlier = shifts
            .iter()
            .filter(|shift| shift.to <= t && t - shift.to < reach);
        if let Some(shift) = earlier.max_by_key(|shift| shift.to) {
            add(shift.to, down(t) + self.grid, SegmentKind::Extension);
        }
        let later = shifts
            .iter()
            .filter(|shift| shift.from > t && shift.from - t < reach);
        if let Some(shift) = later.min_by_key(|shift| shift.from) {
            add(down(t), shift.from, SegmentKind::Extension);
        }
        let today = t.div_euclid(self.day);
        if !shifts
            .iter()
            .any(|shift| shift.from.div_euclid(self.day) == today)
        {
            let rules = &self.problem.rules;
            let shortest =
                rules.min_extra_shift_hours * 60.0 / f64::from(self.problem.interval_minutes);
            #[expect(clippy::cast_possible_truncation, reason = "validated to be small")]
            let length = down(shortest.ceil() as i64 + self.grid - 1).max(self.grid);
            // Where the range ends soon after midnight, none fits; `add` sees that.
            let latest = (end - length).max(today * self.day);
            for from in [down(t), down(t) + self.grid - length] {
                let from = from.clamp(today * self.day, latest);
                add(from, from + length, SegmentKind::ExtraShift);
            }
        }
        found
    }

    fn segment(
        &self,
        agent: usize,
        skill: usize,
        from: i64,
        to: i64,
        kind: SegmentKind,
    ) -> Segment {
        let hour = i64::from(60 / self.problem.interval_minutes);
        let minutes = self.problem.interval_minutes;
        let pause = i64::from(self.problem.rules.min_break_minutes.div_ceil(minutes));
        let needs = kind == SegmentKind::ExtraShift && to - from > 6 * hour && pause > 0;
        Segment {
            agent,
            skill,
            from,
            to,
            breaks: needs
                .then_some((from + hour, from + hour + pause))
                .into_iter()
                .collect(),
            kind,
            overtime: false,
            coverage_impact: 0.0,
        }
    }
}

impl Obstacle {
    /// For those with a skill that stays short.
    pub(super) fn of_many(self, problem: &StaffingProblem) -> String {
        match self {
            Self::Working => "Everyone with this skill works then already.".into(),
            Self::NotWorthIt => "Extra work then would cost more than it brings.".into(),
            Self::OtherWork => {
                "Agents with this skill have other recommended work that day.".into()
            }
            Self::Cancelled => CANCELLED.into(),
            Self::Rule(rule) => format!("Agents with this skill {}.", clause(rule, problem, true)),
        }
    }

    /// For someone who got nothing.
    pub(super) fn of_one(self, problem: &StaffingProblem) -> String {
        match self {
            Self::Working => "Works already when their skills are short.".into(),
            Self::NotWorthIt | Self::OtherWork => {
                "Extra work of this agent would cost more than it brings.".into()
            }
            Self::Cancelled => CANCELLED.into(),
            Self::Rule(rule) => capitalised(&format!("{}.", clause(rule, problem, false))),
        }
    }
}

fn clause(rule: Rule, problem: &StaffingProblem, many: bool) -> String {
    let rules = &problem.rules;
    let (have, are) = if many { ("have", "are") } else { ("has", "is") };
    match rule {
        Rule::LongestStretch => {
            format!(
                "would work more than {} hours in one stretch",
                rules.max_consecutive_hours
            )
        }
        Rule::ShortestBreak => format!(
            "would work more than 6 hours without a break of {} minutes",
            rules.min_break_minutes
        ),
        Rule::Rest => format!("would rest less than {} hours", rules.min_rest_hours),
        Rule::DaysInSeven => {
            format!(
                "would work on more than {} days in seven",
                rules.max_days_in_seven
            )
        }
        Rule::Availability => format!("{are} not available then"),
        Rule::OvertimeForbidden => {
            format!("{have} no contracted hours left, and overtime is not allowed")
        }
        Rule::OvertimeLimit => "would work more overtime than is allowed".into(),
        _ => format!("{have} no allowed start and end that reach this time"),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
