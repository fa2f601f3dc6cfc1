//! An agent's work on a time line, in intervals.

use std::collections::BTreeMap;

use crate::{Agent, Segment, SegmentKind, StaffingProblem};

/// A shift or a segment.
#[derive(Clone, Debug)]
pub(crate) struct Work<'a> {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) breaks: &'a [(i64, i64)],
    /// Position in the solution, and the segment.
    pub(crate) segment: Option<(usize, &'a Segment)>,
    /// The day it counts for.
    pub(crate) day: i64,
}

/// Work without a gap in it.
#[derive(Clone, Debug)]
pub(crate) struct Stretch<'a> {
    pub(crate) works: Vec<Work<'a>>,
}

impl Work<'_> {
    /// Intervals outside breaks.
    pub(crate) fn worked(&self) -> i64 {
        let on_break = |t: &i64| self.breaks.iter().any(|b| b.0 <= *t && *t < b.1);
        let intervals = (self.from..self.to).filter(|t| !on_break(t));
        i64::try_from(intervals.count()).unwrap_or(i64::MAX)
    }
}

impl Stretch<'_> {
    pub(crate) fn from(&self) -> i64 {
        self.works.iter().map(|work| work.from).min().unwrap_or(0)
    }

    pub(crate) fn to(&self) -> i64 {
        self.works.iter().map(|work| work.to).max().unwrap_or(0)
    }

    pub(crate) fn first_day(&self) -> i64 {
        self.works.iter().map(|work| work.day).min().unwrap_or(0)
    }

    pub(crate) fn last_day(&self) -> i64 {
        self.works.iter().map(|work| work.day).max().unwrap_or(0)
    }

    pub(crate) fn first_segment(&self) -> Option<usize> {
        self.works.iter().find_map(|work| Some(work.segment?.0))
    }

    /// Whether the plan moved the start.
    pub(crate) fn starts_with_segment(&self) -> bool {
        let mut first = self.works.iter().filter(|work| work.from == self.from());
        first.any(|work| work.segment.is_some())
    }

    /// Whether the plan moved the end.
    pub(crate) fn ends_with_segment(&self) -> bool {
        let mut last = self.works.iter().filter(|work| work.to == self.to());
        last.any(|work| work.segment.is_some())
    }

    /// The longest run of intervals inside that are on a break.
    pub(crate) fn longest_break(&self) -> i64 {
        let breaks = || self.works.iter().flat_map(|work| work.breaks);
        let (mut longest, mut run) = (0, 0);
        for t in self.from()..self.to() {
            let on_break = breaks().any(|b| b.0 <= t && t < b.1);
            run = if on_break { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        longest
    }
}

/// Shifts and segments of an agent, joined where they touch, in order of time.
/// An extension counts for the day of the shift it touches.
pub(crate) fn stretches<'a>(
    problem: &StaffingProblem,
    agent: &'a Agent,
    segments: &[(usize, &'a Segment)],
) -> Vec<Stretch<'a>> {
    let per_day = i64::from(24 * 60 / problem.interval_minutes);
    let mut works: Vec<Work> = Vec::new();
    for shift in &agent.shifts {
        works.push(Work {
            from: shift.from,
            to: shift.to,
            breaks: &shift.breaks,
            segment: None,
            day: shift.from.div_euclid(per_day),
        });
    }
    for &(position, segment) in segments {
        let joins = |shift: &&crate::Shift| shift.to == segment.from || shift.from == segment.to;
        let joined = agent.shifts.iter().find(joins);
        let start = match (segment.kind, joined) {
            (SegmentKind::Extension, Some(shift)) => shift.from,
            _ => segment.from,
        };
        works.push(Work {
            from: segment.from,
            to: segment.to,
            breaks: &segment.breaks,
            segment: Some((position, segment)),
            day: start.div_euclid(per_day),
        });
    }
    works.sort_by_key(|work| (work.from, work.to));
    let mut stretches: Vec<Stretch> = Vec::new();
    for work in works {
        match stretches.last_mut() {
            Some(stretch) if work.from <= stretch.to() => stretch.works.push(work),
            _ => stretches.push(Stretch { works: vec![work] }),
        }
    }
    stretches
}

/// Overtime that `extra` hours add to `base` hours of a week.
pub(crate) fn overtime(base: f64, extra: f64, contracted: f64) -> f64 {
    (base + extra - contracted).max(0.0) - (base - contracted).max(0.0)
}

/// Work by the week that it counts for.
pub(crate) fn weeks<'a, 'b>(stretches: &'b [Stretch<'a>]) -> BTreeMap<i64, Vec<&'b Work<'a>>> {
    let mut weeks: BTreeMap<i64, Vec<&Work>> = BTreeMap::new();
    for work in stretches.iter().flat_map(|stretch| &stretch.works) {
        weeks.entry(work.day.div_euclid(7)).or_default().push(work);
    }
    weeks
}
