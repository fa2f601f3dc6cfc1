//! All plans of an agent that are worth enough as ways through a network: where they are too many
//! to be written down one by one, the choices that they are made of are not.

use std::collections::HashMap;

use super::every::TooMany;
use super::label::{FULL, Label, NEVER};
use super::{Planner, Terms, Values, menu};
use crate::staff::Staff;
use crate::staff::roster::Piece;

/// The ways from node 0, place by place, to beyond the last node.
#[derive(Debug, Default)]
pub(crate) struct Network {
    pub(crate) nodes: usize,
    /// By place, and so by the nodes that they come from.
    pub(crate) arcs: Vec<Arc>,
}

/// A choice at a place, which may be to do nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Position of the place.
    pub(crate) place: usize,
    /// What it earns after its cost.
    pub(crate) worth: f64,
    /// What the best way over it earns.
    pub(crate) most: f64,
    pub(crate) pieces: [Option<Piece>; 2],
}

/// More nodes than this are too many.
const MOST_NODES: usize = 400;

/// A network in the making, under one limit of overtime.
struct Draft<'a> {
    terms: Terms<'a>,
    /// Per place, the starts that it offers, ascending.
    starts: Vec<Vec<i64>>,
    /// After each place, the most intervals that can still be worked in the same week, and at all.
    left: Vec<(i64, i64)>,
    /// Before each place, and after the last one.
    stages: Vec<Vec<Label>>,
    arcs: Vec<Arc>,
}

impl Planner {
    /// The ways of `agent` that are worth at least `least` at `values`, after their cost, and some
    /// that are worth less. `effort` is how many choices may be looked at.
    ///
    /// # Errors
    /// [`TooMany`] where that is not enough, where there are too many nodes, or where overtime
    /// costs less than other hours.
    pub(crate) fn network(
        &mut self,
        staff: &Staff,
        agent: usize,
        values: Values,
        least: f64,
        mut effort: usize,
    ) -> Result<Network, TooMany> {
        if staff.horizon.overtime_surcharge() < 0.0 {
            return Err(TooMany);
        }
        let roster = &staff.rosters[agent];
        let mut drafts = Vec::new();
        for limit in super::limits(staff, roster) {
            let terms = super::terms(staff, roster, limit);
            self.kitchen.choose_skills(staff, roster, terms.least_limit);
            if self.most_without_rules(terms, values, least)? < least {
                continue;
            }
            let mut draft = self.draft(terms);
            for position in 0..self.menus.len() {
                self.go_on(&mut draft, position, least, &mut effort)?;
            }
            drafts.push(draft);
        }
        joined(&drafts, least)
    }

    fn draft<'a>(&self, terms: Terms<'a>) -> Draft<'a> {
        let places = &terms.roster.places;
        let offered = |position: usize| &self.entries[self.menus[position].clone()];
        let starts = (0..places.len()).map(|position| menu::starts(offered(position)));
        let mut left = vec![(0, 0); places.len()];
        for position in (1..places.len()).rev() {
            let (place, before) = (&places[position], &places[position - 1]);
            let longest = |week: usize| offered(position).iter().map(|e| e.worked[week]).max();
            let [first, second] = [0, 1].map(|week| longest(week).unwrap_or(0));
            let (in_week, at_all) = left[position];
            let in_first = if place.weeks.0 == place.weeks.1 {
                first + in_week
            } else {
                first
            };
            let in_week = if before.weeks.1 == place.weeks.0 {
                in_first
            } else {
                0
            };
            left[position - 1] = (in_week, at_all + first + second);
        }
        Draft {
            starts: starts.collect(),
            left,
            stages: vec![vec![Label::root(terms.roster.locked_overtime)]],
            arcs: Vec::new(),
            terms,
        }
    }

    /// All choices at the place at `position`, from wherever a plan can stand.
    fn go_on(
        &self,
        draft: &mut Draft,
        position: usize,
        least: f64,
        effort: &mut usize,
    ) -> Result<(), TooMany> {
        let terms = draft.terms;
        let places = &terms.roster.places;
        let place = &places[position];
        let mut before = draft.stages.pop().unwrap_or_default();
        if position == 0 || place.weeks.0 != places[position - 1].weeks.1 {
            terms.begin_week(&mut before, place.weeks.0);
        }
        let mut known = HashMap::new();
        let mut after: Vec<Label> = Vec::new();
        for (from, label) in before.iter().enumerate() {
            let mut add = |mut next: Label, pieces| {
                let worth = next.value - label.value;
                draft.forget(&mut next, position);
                let to = *known.entry(key(&next)).or_insert_with(|| {
                    after.push(next);
                    after.len() - 1
                });
                after[to].value = after[to].value.max(next.value);
                draft.arcs.push(Arc {
                    from,
                    to,
                    place: position,
                    worth,
                    most: 0.0,
                    pieces,
                });
            };
            let mut idle = *label;
            idle.idle(terms, position);
            if place.is_joined() {
                (idle.end, idle.end_place) = (NEVER, 0);
            }
            if idle.value + self.still_or_none(&idle, position) >= least {
                add(idle, [None; 2]);
            }
            let mut left = self.menus[position].clone();
            while let Some((entry, mut next)) =
                self.next_choice(terms, label, least, &mut left, effort)?
            {
                if !super::Watch::allows(terms, label, place, entry) {
                    continue;
                }
                (next.end, next.end_place) = if entry.end == i64::MIN {
                    (NEVER, 0)
                } else {
                    (entry.end, position)
                };
                add(next, entry.pieces);
            }
            if after.len() > MOST_NODES {
                return Err(TooMany);
            }
        }
        draft.stages.extend([before, after]);
        Ok(())
    }
}

impl Draft<'_> {
    /// Forgets what does not matter after the place at `position`, so that plans that can go on
    /// alike stand at the same node.
    fn forget(&self, label: &mut Label, position: usize) {
        let places = &self.terms.roster.places;
        let horizon = &self.terms.staff.horizon;
        let Some(next) = places.get(position + 1) else {
            *label = Label {
                value: label.value,
                ..Label::root(0.0)
            };
            return;
        };
        let (in_week, at_all) = self.left[position];
        let week = self.terms.roster.week(next.weeks.0);
        let is_new_week = next.weeks.0 != places[position].weeks.1;
        if is_new_week
            || (label.used != FULL && horizon.in_hours(label.used + in_week) <= week.left)
        {
            label.used = 0;
        }
        if is_new_week || horizon.in_hours(label.without + in_week) <= week.left_without_overtime {
            label.without = 0;
        }
        if label.overtime + horizon.in_hours(at_all) <= self.terms.limit {
            label.overtime = self.terms.roster.locked_overtime;
        }
        if label.end != NEVER {
            // The earliest end that forbids as many starts.
            let origin = &places[label.end_place];
            let mut earliest = NEVER;
            for (later, starts) in places.iter().zip(&self.starts).skip(position + 1) {
                let needed = origin.rest_before(later, horizon);
                let forbidden = starts.partition_point(|start| start - label.end < needed);
                if let Some(last) = forbidden.checked_sub(1) {
                    earliest = earliest.max(starts[last] - needed + 1);
                }
                if later.is_joined() {
                    break;
                }
            }
            label.end = earliest;
            if earliest == NEVER {
                label.end_place = 0;
            }
        }
    }
}

fn key(label: &Label) -> (i64, i64, i64, i64, usize, u8) {
    let overtime = (label.overtime * 1e4).round() as i64;
    (
        overtime,
        label.used,
        label.without,
        label.end,
        label.end_place,
        label.pattern,
    )
}

/// One network of all drafts, with the choices only that are part of something worth at least
/// `least`.
fn joined(drafts: &[Draft], least: f64) -> Result<Network, TooMany> {
    let mut network = Network {
        nodes: 1,
        arcs: Vec::new(),
    };
    let places = drafts.first().map_or(0, |draft| draft.starts.len());
    let stills: Vec<_> = drafts.iter().map(still).collect();
    // The numbers of the nodes before a place; nobody comes to those without one.
    let mut numbers: Vec<Vec<Option<usize>>> = vec![vec![Some(0)]; drafts.len()];
    for place in 0..places {
        for ((draft, still), numbers) in drafts.iter().zip(&stills).zip(&mut numbers) {
            let mut next = vec![None; draft.stages[place + 1].len()];
            for arc in draft.arcs.iter().filter(|arc| arc.place == place) {
                let Some(from) = numbers[arc.from] else {
                    continue;
                };
                let before = draft.stages[place][arc.from].value;
                let most = before + arc.worth + still[place + 1][arc.to];
                if most < least {
                    continue;
                }
                let to = *next[arc.to].get_or_insert(network.nodes);
                if to == network.nodes && place + 1 < places {
                    network.nodes += 1;
                }
                network.arcs.push(Arc {
                    from,
                    to,
                    most,
                    ..*arc
                });
            }
            *numbers = next;
        }
    }
    if network.nodes > MOST_NODES || network.arcs.is_empty() {
        return Err(TooMany);
    }
    Ok(network)
}

/// The most that can still be earned from each node.
fn still(draft: &Draft) -> Vec<Vec<f64>> {
    let mut still: Vec<Vec<f64>> = draft
        .stages
        .iter()
        .map(|stage| vec![f64::NEG_INFINITY; stage.len()])
        .collect();
    if let Some(last) = still.last_mut() {
        last.fill(0.0);
    }
    for arc in draft.arcs.iter().rev() {
        let most = arc.worth + still[arc.place + 1][arc.to];
        let now = &mut still[arc.place][arc.from];
        *now = now.max(most);
    }
    still
}
