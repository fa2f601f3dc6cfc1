use super::horizon::Horizon;
use crate::{Agent, SegmentKind};

/// What stands for an agent, ready for planning.
#[derive(Clone, Debug)]
pub(crate) struct Roster {
    /// Each once, ascending.
    pub(crate) skills: Vec<usize>,
    /// Where work can be added, in order of time.
    pub(crate) items: Vec<Item>,
    /// Days on which a shift starts, in order.
    pub(crate) work_days: Vec<i64>,
    /// Extra cost of each hour.
    pub(crate) pool_cost: f64,
    /// Merged and in order; empty means always.
    available: Vec<(i64, i64)>,
    /// (week, contracted hours that are left), in order.
    left: Vec<(i64, f64)>,
    contracted: f64,
}

/// A place for work.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Shifts that touch each other, or one.
    Block(Block),
    /// A day on which no shift starts.
    Free {
        /// Counted from the start of the range.
        day: i64,
        /// End of the work before it and start of the work after it.
        between: (i64, i64),
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) first_day: i64,
    pub(crate) last_day: i64,
    pub(crate) longest_pause: i64,
}

/// Recommended work in the making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) skill: usize,
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) pause: Option<(i64, i64)>,
    pub(crate) kind: SegmentKind,
    /// The day it belongs to.
    pub(crate) day: i64,
}

impl Piece {
    /// Intervals worked.
    pub(crate) fn worked(&self) -> i64 {
        self.to - self.from - self.pause.map_or(0, |(from, to)| to - from)
    }

    /// The intervals worked, as array positions.
    pub(crate) fn intervals(&self) -> impl Iterator<Item = usize> {
        let pause = self.pause.unwrap_or((self.to, self.to));
        let worked = (self.from..self.to).filter(move |&t| t < pause.0 || t >= pause.1);
        worked.filter_map(|t| usize::try_from(t).ok())
    }
}

/// What a plan of one agent costs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PlanCost {
    pub(crate) cost: f64,
    pub(crate) hours: f64,
    pub(crate) overtime: f64,
}

impl Roster {
    pub(crate) fn of(agent: &Agent, horizon: &Horizon) -> Self {
        let mut skills = agent.skills.clone();
        skills.sort_unstable();
        skills.dedup();
        let blocks = blocks(agent, horizon);
        let mut work_days: Vec<i64> = agent
            .shifts
            .iter()
            .map(|shift| horizon.day_of(shift.from))
            .collect();
        work_days.sort_unstable();
        work_days.dedup();
        Self {
            skills,
            items: items(&blocks, &work_days, horizon),
            work_days,
            pool_cost: if agent.preferred {
                0.0
            } else {
                horizon.costs.outside_pool
            },
            available: merged(&agent.availability),
            left: hours_left(agent, horizon),
            contracted: agent.contracted_hours,
        }
    }

    /// Contracted hours of a week that the shifts leave.
    pub(crate) fn left(&self, week: i64) -> f64 {
        let known = self.left.iter().find(|left| left.0 == week);
        known.map_or(self.contracted, |left| left.1)
    }

    pub(crate) fn is_available(&self, from: i64, to: i64) -> bool {
        let mut windows = self.available.iter();
        self.available.is_empty() || windows.any(|window| window.0 <= from && to <= window.1)
    }

    /// What the plan `pieces` costs.
    pub(crate) fn cost(&self, horizon: &Horizon, pieces: &[Piece]) -> PlanCost {
        let mut weeks: Vec<(i64, i64)> = Vec::new();
        for piece in pieces {
            let week = Horizon::week_of_day(piece.day);
            match weeks.iter_mut().find(|known| known.0 == week) {
                Some(known) => known.1 += piece.worked(),
                None => weeks.push((week, piece.worked())),
            }
        }
        let mut total = PlanCost::default();
        for (week, worked) in weeks {
            let hours = horizon.in_hours(worked);
            total.hours += hours;
            total.overtime += (hours - self.left(week)).max(0.0);
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of pieces")]
        let count = pieces.len() as f64;
        total.cost = count * horizon.costs.segment
            + total.hours * (horizon.costs.regular + self.pool_cost)
            + total.overtime * (horizon.overtime_cost - horizon.costs.regular);
        total
    }
}

fn blocks(agent: &Agent, horizon: &Horizon) -> Vec<Block> {
    let mut shifts: Vec<_> = agent.shifts.iter().collect();
    shifts.sort_by_key(|shift| shift.from);
    let mut blocks: Vec<Block> = Vec::new();
    let mut pauses: Vec<(i64, i64)> = Vec::new();
    for shift in shifts {
        let day = horizon.day_of(shift.from);
        let joins = blocks.last().is_some_and(|block| block.to == shift.from);
        if !joins {
            pauses.clear();
            blocks.push(Block {
                from: shift.from,
                to: shift.to,
                first_day: day,
                last_day: day,
                longest_pause: 0,
            });
        }
        pauses.extend(&shift.breaks);
        if let Some(block) = blocks.last_mut() {
            let lengths = merged(&pauses).into_iter().map(|pause| pause.1 - pause.0);
            block.to = shift.to;
            block.last_day = day;
            block.longest_pause = lengths.max().unwrap_or(0);
        }
    }
    blocks
}

fn items(blocks: &[Block], work_days: &[i64], horizon: &Horizon) -> Vec<Item> {
    let mut items: Vec<(i64, Item)> = Vec::new();
    // Work further away than this touches no rule of an interval in range.
    let reach = 2 * horizon.day + horizon.rest + horizon.longest_stretch;
    for block in blocks {
        if block.to > -reach && block.from < horizon.intervals + reach {
            items.push((block.from, Item::Block(block.clone())));
        }
    }
    for day in 0..=horizon.day_of(horizon.intervals - 1) {
        if work_days.binary_search(&day).is_err() {
            let start = day * horizon.day;
            let mut before = blocks.iter().filter(|block| block.from < start);
            let mut after = blocks.iter().filter(|block| block.from >= start);
            let between = (
                before.next_back().map_or(i64::MIN / 2, |block| block.to),
                after.next().map_or(i64::MAX / 2, |block| block.from),
            );
            items.push((start, Item::Free { day, between }));
        }
    }
    items.sort_by_key(|item| item.0);
    items.into_iter().map(|item| item.1).collect()
}

fn hours_left(agent: &Agent, horizon: &Horizon) -> Vec<(i64, f64)> {
    let mut weeks: Vec<(i64, f64)> = Vec::new();
    for shift in &agent.shifts {
        let week = Horizon::week_of_day(horizon.day_of(shift.from));
        let pauses = merged(&shift.breaks);
        let paused: i64 = pauses.iter().map(|pause| pause.1 - pause.0).sum();
        let hours = horizon.in_hours(shift.to - shift.from - paused);
        match weeks.iter_mut().find(|known| known.0 == week) {
            Some(known) => known.1 += hours,
            None => weeks.push((week, hours)),
        }
    }
    for week in &mut weeks {
        week.1 = (agent.contracted_hours - week.1).max(0.0);
    }
    weeks
}

/// Spans that touch or overlap, joined.
fn merged(spans: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => merged.push(span),
        }
    }
    merged
}
