//! What could be added at one place, and what it would bring.

use super::horizon::Horizon;
use super::roster::{Block, Item, Piece, Roster};
use crate::SegmentKind;

/// Values of all skills and intervals, summed up from the start: the value of
/// a span is a difference.
#[derive(Clone, Debug)]
pub(crate) struct Sums(Vec<Vec<f64>>);

/// One thing to do at one [`Item`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// An extra shift, an extension, or one on both sides.
    pub(crate) pieces: [Option<Piece>; 2],
    /// Hours of value.
    pub(crate) value: f64,
    /// Intervals worked.
    pub(crate) worked: i64,
    /// Intervals worked on skills that forbid overtime.
    pub(crate) no_overtime: i64,
}

/// One piece with its value.
#[derive(Clone, Copy, Debug)]
struct Valued {
    piece: Piece,
    value: f64,
}

impl Sums {
    /// Of `values`, one row per skill and one number per interval, each for an
    /// agent who works that interval.
    pub(crate) fn of(values: &[Vec<f64>], hours: f64) -> Self {
        let mut sums = Self(vec![Vec::new(); values.len()]);
        for (skill, row) in values.iter().enumerate() {
            sums.renew(skill, row, hours);
        }
        sums
    }

    pub(crate) fn renew(&mut self, skill: usize, values: &[f64], hours: f64) {
        let sums = &mut self.0[skill];
        let mut sum = 0.0;
        sums.clear();
        sums.push(0.0);
        sums.extend(values.iter().map(|value| {
            sum += value * hours;
            sum
        }));
    }

    #[expect(
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        reason = "pieces lie in the range"
    )]
    pub(crate) fn span(&self, skill: usize, from: i64, to: i64) -> f64 {
        let sums = &self.0[skill];
        sums[to as usize] - sums[from as usize]
    }

    fn piece(&self, piece: &Piece) -> f64 {
        let whole = self.span(piece.skill, piece.from, piece.to);
        whole
            - piece
                .pause
                .map_or(0.0, |(from, to)| self.span(piece.skill, from, to))
    }
}

/// Calls `visit` with every choice at `item` that breaks no rule by itself and
/// may be worth having, for the skills of the agent that `allowed` takes.
///
/// Of several skills for the same hours only the most valuable is offered,
/// and beside it the most valuable that allows overtime.
pub(crate) fn choices(
    horizon: &Horizon,
    roster: &Roster,
    item: &Item,
    sums: &Sums,
    allowed: &dyn Fn(usize) -> bool,
    visit: &mut dyn FnMut(Choice),
) {
    let skills: Vec<usize> = roster
        .skills
        .iter()
        .copied()
        .filter(|&s| allowed(s))
        .collect();
    let offer = Offer {
        horizon,
        roster,
        sums,
        skills: &skills,
    };
    match item {
        Item::Block(block) => offer.extensions(block, visit),
        Item::Free { day, between } => offer.extra_shifts(*day, *between, visit),
    }
}

struct Offer<'a> {
    horizon: &'a Horizon,
    roster: &'a Roster,
    sums: &'a Sums,
    skills: &'a [usize],
}

impl Offer<'_> {
    fn extensions(&self, block: &Block, visit: &mut dyn FnMut(Choice)) {
        let room = self.horizon.longest_stretch - (block.to - block.from);
        if room <= 0 || self.skills.is_empty() {
            return;
        }
        let before = self.before(block, room);
        let after = self.after(block, room);
        let fits = |before: i64, after: i64| {
            let span = block.to - block.from + before + after;
            let broken = span <= self.horizon.unbroken || block.longest_pause >= self.horizon.pause;
            span <= self.horizon.longest_stretch && broken
        };
        for early in &before {
            if fits(early.piece.worked(), 0) {
                visit(self.choice(early, None));
            }
            for late in &after {
                if fits(early.piece.worked(), late.piece.worked()) {
                    visit(self.choice(early, Some(late)));
                }
            }
        }
        for late in &after {
            if fits(0, late.piece.worked()) {
                visit(self.choice(late, None));
            }
        }
    }

    fn before(&self, block: &Block, room: i64) -> Vec<Valued> {
        let mut found = Vec::new();
        if block.from > self.horizon.intervals {
            return found;
        }
        let grid = self.horizon.grid;
        let mut from = (block.from - 1).div_euclid(grid) * grid;
        while from >= 0 && block.from - from <= room && self.roster.is_available(from, block.from) {
            self.push_best(
                &mut found,
                from,
                block.from,
                SegmentKind::Extension,
                block.first_day,
            );
            from -= grid;
        }
        found
    }

    fn after(&self, block: &Block, room: i64) -> Vec<Valued> {
        let mut found = Vec::new();
        if block.to < 0 {
            return found;
        }
        let grid = self.horizon.grid;
        let mut to = (block.to.div_euclid(grid) + 1) * grid;
        while to <= self.horizon.intervals
            && to - block.to <= room
            && self.roster.is_available(block.to, to)
        {
            self.push_best(
                &mut found,
                block.to,
                to,
                SegmentKind::Extension,
                block.last_day,
            );
            to += grid;
        }
        found
    }

    fn extra_shifts(&self, day: i64, between: (i64, i64), visit: &mut dyn FnMut(Choice)) {
        let horizon = self.horizon;
        let start = day * horizon.day;
        let earliest = (between.0 + horizon.rest).max(start);
        let latest_end = (between.1 - horizon.rest).min(horizon.intervals);
        // Where nothing is to be gained all day, looking closer gains nothing.
        let seen = (
            start,
            (start + horizon.day + horizon.longest_extra).min(horizon.intervals),
        );
        let useful = |&skill: &usize| self.sums.span(skill, seen.0, seen.1) > horizon.costs.segment;
        if !self.skills.iter().any(useful) {
            return;
        }
        let mut found = Vec::new();
        let mut from = (earliest + horizon.grid - 1).div_euclid(horizon.grid) * horizon.grid;
        while from < (start + horizon.day).min(latest_end) {
            let mut length = horizon.shortest_extra;
            while length <= horizon.longest_extra && from + length <= latest_end {
                if self.roster.is_available(from, from + length) {
                    found.clear();
                    self.push_best(
                        &mut found,
                        from,
                        from + length,
                        SegmentKind::ExtraShift,
                        day,
                    );
                    for valued in &found {
                        visit(self.choice(valued, None));
                    }
                }
                length += horizon.grid;
            }
            from += horizon.grid;
        }
    }

    fn push_best(&self, found: &mut Vec<Valued>, from: i64, to: i64, kind: SegmentKind, day: i64) {
        let mut best: Option<Valued> = None;
        let mut best_overtime: Option<Valued> = None;
        for &skill in self.skills {
            let Some(valued) = self.valued(skill, from, to, kind, day) else {
                return;
            };
            if best.is_none_or(|best| valued.value > best.value) {
                best = Some(valued);
            }
            if !self.horizon.no_overtime[skill]
                && best_overtime.is_none_or(|best| valued.value > best.value)
            {
                best_overtime = Some(valued);
            }
        }
        found.extend(best);
        found.extend(
            best_overtime
                .filter(|other| best.is_none_or(|best| best.piece.skill != other.piece.skill)),
        );
    }

    /// None where a break is asked for and has no place.
    fn valued(
        &self,
        skill: usize,
        from: i64,
        to: i64,
        kind: SegmentKind,
        day: i64,
    ) -> Option<Valued> {
        let mut piece = Piece {
            skill,
            from,
            to,
            pause: None,
            kind,
            day,
        };
        let horizon = self.horizon;
        if kind == SegmentKind::ExtraShift && to - from > horizon.unbroken && horizon.pause > 0 {
            let places = from + horizon.hour..=to - horizon.hour - horizon.pause;
            let cost = |at: i64| self.sums.span(skill, at, at + horizon.pause);
            let cheapest = places.min_by(|&a, &b| cost(a).total_cmp(&cost(b)))?;
            piece.pause = Some((cheapest, cheapest + horizon.pause));
        }
        let value = self.sums.piece(&piece);
        Some(Valued { piece, value })
    }

    fn choice(&self, first: &Valued, second: Option<&Valued>) -> Choice {
        let mut choice = Choice {
            pieces: [Some(first.piece), second.map(|valued| valued.piece)],
            value: 0.0,
            worked: 0,
            no_overtime: 0,
        };
        for valued in [Some(first), second].into_iter().flatten() {
            choice.value += valued.value;
            choice.worked += valued.piece.worked();
            if self.horizon.no_overtime[valued.piece.skill] {
                choice.no_overtime += valued.piece.worked();
            }
        }
        choice
    }
}
