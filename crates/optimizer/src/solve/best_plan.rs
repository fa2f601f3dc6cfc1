//! The best plan for one agent, all others staying as they are: a dynamic
//! program from item to item over labels. A label that is no better than
//! another in anything is dropped; so are, for speed, labels beyond a number
//! for each amount of work, so the best plan may rarely be missed. Every plan
//! found keeps all rules.

use super::horizon::Horizon;
use super::label::{Label, best_labels};
use super::options::{Choice, Sums, choices};
use super::roster::{Item, Piece, Roster};

const CHOICES_PER_LENGTH: usize = 3;
const CHOICES: usize = 48;
const NOTHING_BEFORE: i64 = i64::MIN / 2;
/// The label to begin with.
const ROOT: usize = 0;

/// The plan with the greatest value minus cost.
///
/// `shake` turns the profit of a choice into the one to go by.
pub(crate) fn best_plan(
    horizon: &Horizon,
    roster: &Roster,
    sums: &Sums,
    shake: &mut dyn FnMut(f64) -> f64,
) -> Vec<Piece> {
    let mut limits: Vec<f64> = roster
        .skills
        .iter()
        .map(|&s| horizon.overtime_limit[s])
        .collect();
    limits.sort_by(|a, b| b.total_cmp(a));
    limits.dedup();
    let mut best: (f64, Vec<Piece>) = (0.0, Vec::new());
    for limit in limits {
        let found = best_within(horizon, roster, sums, limit, shake);
        if found.0 > best.0 {
            best = found;
        }
    }
    best.1
}

/// The best plan for skills that allow at least `limit` hours of overtime,
/// with at most that much.
fn best_within(
    horizon: &Horizon,
    roster: &Roster,
    sums: &Sums,
    limit: f64,
    shake: &mut dyn FnMut(f64) -> f64,
) -> (f64, Vec<Piece>) {
    let allowed = |skill: usize| horizon.overtime_limit[skill] >= limit;
    let mut all_choices: Vec<Choice> = Vec::new();
    let mut spans = Vec::new();
    for item in &roster.items {
        let first = all_choices.len();
        all_choices.extend(worthwhile(horizon, roster, item, sums, &allowed, shake));
        spans.push(first..all_choices.len());
    }
    if all_choices.is_empty() {
        return (0.0, Vec::new());
    }
    let mut labels = vec![Label {
        value: 0.0,
        end: NOTHING_BEFORE,
        end_day: NOTHING_BEFORE,
        end_moved: false,
        week: NOTHING_BEFORE,
        worked: 0,
        no_overtime: 0,
        overtime: 0.0,
        all_worked: 0,
        extra_days: 0,
        parent: ROOT,
        choice: None,
    }];
    let mut stage = ROOT..ROOT + 1;
    let steps = Steps {
        horizon,
        roster,
        limit,
    };
    for (item, span) in roster.items.iter().zip(spans) {
        let mut next = Vec::new();
        for parent in stage {
            next.extend(steps.step(&labels[parent], parent, item, None));
            for (position, choice) in all_choices[span.clone()].iter().enumerate() {
                let choice = (span.start + position, choice);
                next.extend(steps.step(&labels[parent], parent, item, Some(choice)));
            }
        }
        let first = labels.len();
        labels.extend(best_labels(next));
        stage = first..labels.len();
    }
    let by_value = |&a: &usize, &b: &usize| labels[a].value.total_cmp(&labels[b].value);
    let best = stage.max_by(by_value).unwrap_or(ROOT);
    let mut pieces = Vec::new();
    let mut at = best;
    while at != ROOT {
        let chosen = labels[at].choice.map(|choice| all_choices[choice].pieces);
        pieces.extend(chosen.into_iter().flatten().flatten());
        at = labels[at].parent;
    }
    pieces.sort_by_key(|piece| piece.from);
    (labels[best].value, pieces)
}

/// The choices that pay even without overtime, best first, with their profit
/// as value; at most a few of each length.
fn worthwhile(
    horizon: &Horizon,
    roster: &Roster,
    item: &Item,
    sums: &Sums,
    allowed: &dyn Fn(usize) -> bool,
    shake: &mut dyn FnMut(f64) -> f64,
) -> Vec<Choice> {
    let hourly = horizon.costs.regular + roster.pool_cost;
    let rebate = (horizon.costs.regular - horizon.overtime_cost).max(0.0);
    let mut found = Vec::new();
    choices(horizon, roster, item, sums, allowed, &mut |mut choice| {
        let segments = if choice.pieces[1].is_some() { 2.0 } else { 1.0 };
        let hours = horizon.in_hours(choice.worked);
        choice.value -= segments * horizon.costs.segment + hours * hourly;
        if choice.value + hours * rebate > 1e-9 {
            choice.value = shake(choice.value);
            found.push(choice);
        }
    });
    found.sort_by(|a, b| b.value.total_cmp(&a.value));
    let mut kept: Vec<Choice> = Vec::new();
    for choice in found {
        let same = |other: &&Choice| {
            other.worked == choice.worked && (other.no_overtime > 0) == (choice.no_overtime > 0)
        };
        if kept.iter().filter(same).count() < CHOICES_PER_LENGTH {
            kept.push(choice);
        }
        if kept.len() == CHOICES {
            break;
        }
    }
    kept
}

struct Steps<'a> {
    horizon: &'a Horizon,
    roster: &'a Roster,
    limit: f64,
}

impl Steps<'_> {
    /// `label` after `item`, unless a rule is broken.
    fn step(
        &self,
        label: &Label,
        parent: usize,
        item: &Item,
        choice: Option<(usize, &Choice)>,
    ) -> Option<Label> {
        let mut next = *label;
        next.parent = parent;
        next.choice = choice.map(|choice| choice.0);
        let pieces = choice.map_or([None, None], |choice| choice.1.pieces);
        match item {
            Item::Free { day, .. } => {
                if let Some(piece) = pieces[0] {
                    self.rested(label, piece.from, *day, true)?;
                    self.free_enough(label, *day)?;
                    next.extra_days |= 1 << day;
                    (next.end, next.end_day, next.end_moved) = (piece.to, *day, true);
                }
            }
            Item::Block(block) => {
                let pieces = || pieces.iter().flatten();
                let from = pieces().map(|piece| piece.from).fold(block.from, i64::min);
                let to = pieces().map(|piece| piece.to).fold(block.to, i64::max);
                self.rested(label, from, block.first_day, from < block.from)?;
                (next.end, next.end_day, next.end_moved) = (to, block.last_day, to > block.to);
            }
        }
        if let Some((_, choice)) = choice {
            self.pay(&mut next, choice)?;
        }
        Some(next)
    }

    fn rested(&self, label: &Label, start: i64, day: i64, start_moved: bool) -> Option<()> {
        if !start_moved && !label.end_moved {
            return Some(());
        }
        let needed = if label.end_day == day {
            1
        } else {
            self.horizon.rest
        };
        (start - label.end >= needed).then_some(())
    }

    fn free_enough(&self, label: &Label, day: i64) -> Option<()> {
        // Bit 6 is the day itself, bit 0 six days before.
        let before = label.extra_days.checked_shr(shift(day - 6)).unwrap_or(0);
        let ahead = label.extra_days.checked_shl(shift(6 - day)).unwrap_or(0);
        let mut days = if day >= 6 { before } else { ahead } & 0x1fff | 1 << 6;
        for &worked in &self.roster.work_days {
            if (-6..=6).contains(&(worked - day)) {
                days |= 1 << shift(worked - day + 6);
            }
        }
        let busiest = (0..7)
            .map(|first| (days >> first & 0x7f).count_ones())
            .max();
        (busiest.unwrap_or(0) as usize <= self.horizon.days_in_seven).then_some(())
    }

    /// Hours, overtime and value; every piece of a choice belongs to the week
    /// of the first.
    fn pay(&self, label: &mut Label, choice: &Choice) -> Option<()> {
        let mut pieces = choice.pieces.iter().flatten();
        let week = Horizon::week_of_day(pieces.next()?.day);
        if pieces.any(|piece| Horizon::week_of_day(piece.day) != week) {
            return None;
        }
        if label.week != week {
            label.week = week;
            label.worked = 0;
            label.no_overtime = 0;
        }
        let left = self.roster.left(week);
        let overtime = |worked: i64| (self.horizon.in_hours(worked) - left).max(0.0);
        let before = overtime(label.worked);
        label.worked += choice.worked;
        label.no_overtime += choice.no_overtime;
        label.all_worked += choice.worked;
        let added = overtime(label.worked) - before;
        label.overtime += added;
        label.value +=
            choice.value - added * (self.horizon.overtime_cost - self.horizon.costs.regular);
        (overtime(label.no_overtime) <= 1e-9 && label.overtime <= self.limit + 1e-9).then_some(())
    }
}

/// A negative distance shifts everything out.
fn shift(days: i64) -> u32 {
    u32::try_from(days).unwrap_or(u32::MAX)
}
