use super::calendar::Calendar;
use super::horizon::Horizon;
use super::places::{Place, places};
use super::unit;
use crate::{Agent, Segment, SegmentKind};

/// What stands for an agent, ready for planning.
#[derive(Clone, Debug)]
pub(crate) struct Roster {
    /// Each once, ascending.
    pub(crate) skills: Vec<usize>,
    /// Where work can be added, in order of time.
    pub(crate) places: Vec<Place>,
    /// Which extra shifts they allow beside each other.
    pub(crate) calendar: Calendar,
    /// Recommended work that stays in.
    pub(crate) locked: Vec<Piece>,
    /// What all lengths of work are multiples of, in intervals.
    pub(crate) unit: i64,
    /// What an extra hour costs that is not overtime.
    pub(crate) hourly: f64,
    /// The weeks known, in order; others are as [`Roster::week`] says.
    weeks: Vec<Week>,
    contracted: f64,
    /// Overtime and limit that locked work brings along, in hours.
    pub(crate) locked_overtime: f64,
    pub(crate) locked_limit: f64,
}

/// What a week has room for, in hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Week {
    pub(crate) number: i64,
    /// Contracted hours that shifts and locked work leave.
    pub(crate) left: f64,
    /// The same for skills that forbid overtime: they come first, before
    /// locked work that may be overtime.
    pub(crate) left_without_overtime: f64,
}

/// Shifts that touch each other, or one, with the locked work that joins them;
/// or a locked extra shift.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) first_day: i64,
    pub(super) last_day: i64,
    pub(super) longest_pause: i64,
    /// Whether work may join before and after.
    pub(super) open: (bool, bool),
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
    pub(crate) fn intervals(&self) -> impl Iterator<Item = usize> + use<> {
        let pause = self.pause.unwrap_or((self.to, self.to));
        let worked = (self.from..pause.0).chain(pause.1..self.to);
        worked.filter_map(|t| usize::try_from(t).ok())
    }
}

/// What a plan of one agent costs, and the hours of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PlanCost {
    pub(crate) cost: f64,
    pub(crate) hours: f64,
    pub(crate) overtime: f64,
}

impl Roster {
    pub(crate) fn of(agent: &Agent, locked: &[&Segment], horizon: &Horizon) -> Self {
        let mut skills = agent.skills.clone();
        skills.sort_unstable();
        skills.dedup();
        let locked: Vec<Piece> = locked.iter().map(|s| piece(agent, s, horizon)).collect();
        let pool_cost = if agent.preferred {
            0.0
        } else {
            horizon.costs.outside_pool
        };
        let mut work_days: Vec<i64> = agent
            .shifts
            .iter()
            .map(|shift| horizon.day_of(shift.from))
            .chain(locked.iter().map(|piece| piece.day))
            .collect();
        work_days.sort_unstable();
        work_days.dedup();
        let (weeks, locked_overtime) = weeks(agent, &locked, horizon);
        let limits = locked
            .iter()
            .map(|piece| horizon.overtime_limit[piece.skill]);
        let mut roster = Self {
            skills,
            places: Vec::new(),
            calendar: Calendar::default(),
            unit: 1,
            hourly: horizon.costs.regular + pool_cost,
            weeks,
            contracted: agent.contracted_hours,
            locked_overtime,
            locked_limit: limits.fold(f64::INFINITY, f64::min),
            locked,
        };
        let blocks = blocks(agent, &roster.locked, horizon);
        let available = merged(&agent.availability);
        roster.places = places(&roster, &blocks, &work_days, &available, horizon);
        roster.unit = unit::of(&roster.places, horizon);
        roster.calendar = Calendar::of(&roster.places, &work_days, horizon);
        roster
    }

    pub(crate) fn week(&self, number: i64) -> Week {
        let known = self.weeks.iter().find(|week| week.number == number);
        known.copied().unwrap_or(Week {
            number,
            left: self.contracted,
            left_without_overtime: self.contracted,
        })
    }

    /// What the plan `pieces` costs on top of locked work.
    pub(crate) fn cost(&self, horizon: &Horizon, pieces: &[Piece]) -> PlanCost {
        let mut total = PlanCost::default();
        for (at, piece) in pieces.iter().enumerate() {
            total.cost += horizon.costs.segment;
            let week = Horizon::week_of_day(piece.day);
            let same = |other: &&Piece| Horizon::week_of_day(other.day) == week;
            if pieces[..at].iter().any(|other| same(&other)) {
                continue;
            }
            let worked: i64 = pieces[at..].iter().filter(same).map(Piece::worked).sum();
            let hours = horizon.in_hours(worked);
            total.hours += hours;
            total.overtime += (hours - self.week(week).left).max(0.0);
        }
        total.cost += total.hours * self.hourly + total.overtime * horizon.overtime_surcharge();
        total
    }
}

/// The segment as a piece of its agent's work.
pub(crate) fn piece(agent: &Agent, segment: &Segment, horizon: &Horizon) -> Piece {
    let joins = |shift: &&crate::Shift| shift.to == segment.from || shift.from == segment.to;
    let joined = agent.shifts.iter().find(joins);
    let start = match (segment.kind, joined) {
        (SegmentKind::Extension, Some(shift)) => shift.from,
        _ => segment.from,
    };
    Piece {
        skill: segment.skill,
        from: segment.from,
        to: segment.to,
        pause: segment.breaks.first().copied(),
        kind: segment.kind,
        day: horizon.day_of(start),
    }
}

fn blocks(agent: &Agent, locked: &[Piece], horizon: &Horizon) -> Vec<Block> {
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
                open: (true, true),
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
    for piece in locked {
        add_locked(&mut blocks, piece);
    }
    blocks.sort_by_key(|block| block.from);
    blocks
}

fn add_locked(blocks: &mut Vec<Block>, piece: &Piece) {
    if piece.kind == SegmentKind::ExtraShift {
        blocks.push(Block {
            from: piece.from,
            to: piece.to,
            first_day: piece.day,
            last_day: piece.day,
            longest_pause: piece.pause.map_or(0, |pause| pause.1 - pause.0),
            open: (false, false),
        });
        return;
    }
    for block in blocks {
        if block.to == piece.from {
            (block.to, block.open.1) = (piece.to, false);
            return;
        }
        if block.from == piece.to {
            (block.from, block.open.0) = (piece.from, false);
            return;
        }
    }
}

/// Room in the weeks with work, and the overtime of locked work.
fn weeks(agent: &Agent, locked: &[Piece], horizon: &Horizon) -> (Vec<Week>, f64) {
    struct Worked {
        number: i64,
        shifts: f64,
        locked: f64,
        locked_without_overtime: f64,
    }
    let mut worked: Vec<Worked> = Vec::new();
    let mut of = |day: i64, shifts: f64, locked: f64, without: f64| {
        let number = Horizon::week_of_day(day);
        let at = worked.iter().position(|week| week.number == number);
        let at = at.unwrap_or_else(|| {
            worked.push(Worked {
                number,
                shifts: 0.0,
                locked: 0.0,
                locked_without_overtime: 0.0,
            });
            worked.len() - 1
        });
        worked[at].shifts += shifts;
        worked[at].locked += locked;
        worked[at].locked_without_overtime += without;
    };
    for shift in &agent.shifts {
        let pauses = merged(&shift.breaks);
        let paused: i64 = pauses.iter().map(|pause| pause.1 - pause.0).sum();
        let hours = horizon.in_hours(shift.to - shift.from - paused);
        of(horizon.day_of(shift.from), hours, 0.0, 0.0);
    }
    for piece in locked {
        let hours = horizon.in_hours(piece.worked());
        let first = if horizon.no_overtime[piece.skill] {
            hours
        } else {
            0.0
        };
        of(piece.day, 0.0, hours, first);
    }
    worked.sort_by_key(|week| week.number);
    let mut overtime = 0.0;
    let weeks = worked.into_iter().map(|week| {
        let left = (agent.contracted_hours - week.shifts).max(0.0);
        overtime += (week.locked - left).max(0.0);
        Week {
            number: week.number,
            left: (left - week.locked).max(0.0),
            left_without_overtime: (left - week.locked_without_overtime).max(0.0),
        }
    });
    (weeks.collect(), overtime)
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
