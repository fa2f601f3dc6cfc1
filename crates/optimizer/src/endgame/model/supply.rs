//! How many agents work where, and what that brings by itself.

use std::collections::{BTreeMap, HashMap};

use super::{Draft, Meaning};
use crate::endgame::columns::Columns;
use crate::flow::Flow;
use crate::staff::Staff;

/// Differences of worth below this are rounding.
const TINY: f64 = 1e-9;

/// Who works where, whatever is chosen, and who else may.
pub(super) struct Crowds {
    /// Agents who are at a place in any case, by skill, then by interval; without locked work.
    pub(super) least: Vec<u32>,
    /// With these agents at work.
    pub(super) flow: Flow,
    pub(super) all: Vec<Crowd>,
    /// Per interval, skills whose crowds depend on each other in what they cover, and these crowds.
    pub(super) joined: BTreeMap<usize, Vec<(usize, usize)>>,
}

/// Places that the same columns are worked at.
pub(super) struct Crowd {
    workers: Vec<u32>,
    /// Agents who work there in any case, and those who may beside them.
    least: u32,
    more: u32,
    places: Vec<u32>,
    /// What each of those brings, one after the other, where that does not depend on other places.
    gains: Vec<f64>,
    is_joined: bool,
}

/// The variables that tell how many of a crowd are there.
pub(in crate::endgame) struct Supply {
    least: f64,
    /// Variables in the order in which they fill up, and how many each takes.
    steps: Vec<(usize, f64)>,
}

impl Crowds {
    pub(super) fn of(staff: &Staff, columns: &Columns) -> Self {
        let mut least = vec![0; staff.skills() * staff.intervals()];
        let mut workers: Vec<Vec<u32>> = vec![Vec::new(); least.len()];
        for ways in &columns.agents {
            for column in ways.columns.clone() {
                for &place in &columns.all[column].places {
                    if ways.are_one() {
                        least[place as usize] += 1;
                    } else {
                        workers[place as usize].push(column as u32);
                    }
                }
            }
        }
        let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
        let mut all: Vec<Crowd> = Vec::new();
        for (place, workers) in workers.into_iter().enumerate() {
            if workers.is_empty() {
                continue;
            }
            let crowd = *known.entry(workers).or_insert_with_key(|workers| {
                all.push(Crowd::of(columns, workers));
                all.len() - 1
            });
            least[place] += all[crowd].least;
            if all[crowd].more > 0 {
                all[crowd].places.push(place as u32);
            }
        }
        all.retain(|crowd| !crowd.places.is_empty());
        let mut crowds = Self {
            flow: with(staff, &least),
            least,
            all,
            joined: BTreeMap::new(),
        };
        crowds.value(staff.intervals());
        crowds
    }

    /// Works out what each brings, or with whom it is joined.
    fn value(&mut self, intervals: usize) {
        let mut by_interval: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, crowd) in self.all.iter().enumerate() {
            for &place in &crowd.places {
                let (skill, t) = (place as usize / intervals, place as usize % intervals);
                by_interval.entry(t).or_default().push((skill, number));
            }
        }
        for (t, here) in by_interval {
            let gains = self.free_gains(t, &here);
            for ((skill, number), gains) in here.into_iter().zip(gains) {
                let crowd = &mut self.all[number];
                if let Some(gains) = gains {
                    let sums = crowd.gains.iter_mut().zip(gains);
                    sums.for_each(|(sum, gain)| *sum += gain);
                } else {
                    crowd.is_joined = true;
                    self.joined.entry(t).or_default().push((skill, number));
                }
            }
        }
    }

    /// What each agent of the crowds `here` brings at `t`; none where that depends on the others.
    fn free_gains(&mut self, t: usize, here: &[(usize, usize)]) -> Vec<Option<Vec<f64>>> {
        let crowds: Vec<(usize, u32)> = here
            .iter()
            .map(|&(skill, number)| (skill, self.all[number].more))
            .collect();
        let alone = crowds.iter().map(|&(skill, more)| {
            let gains = self.add(t, skill, more);
            self.remove(t, skill, more);
            gains
        });
        let alone: Vec<Vec<f64>> = alone.collect();
        for &(skill, more) in &crowds {
            self.add(t, skill, more);
        }
        // What is covered grows the slower, the more there is of anything: who brings as much
        // beside all others as beside none of them depends on nobody.
        let free = crowds.iter().zip(alone).map(|(&(skill, more), gains)| {
            let lost = self.remove(t, skill, more);
            self.add(t, skill, more);
            let is_free = (gains.iter().sum::<f64>() - lost).abs() < TINY;
            is_free.then_some(gains)
        });
        let free = free.collect();
        for &(skill, more) in &crowds {
            self.remove(t, skill, more);
        }
        free
    }

    fn add(&mut self, t: usize, skill: usize, agents: u32) -> Vec<f64> {
        (0..agents).map(|_| self.flow.add(t, skill)).collect()
    }

    fn remove(&mut self, t: usize, skill: usize, agents: u32) -> f64 {
        (0..agents).map(|_| self.flow.remove(t, skill)).sum()
    }
}

fn with(staff: &Staff, least: &[u32]) -> Flow {
    let mut flow = staff.flow.clone();
    for (place, &agents) in least.iter().enumerate() {
        let (skill, t) = (place / staff.intervals(), place % staff.intervals());
        for _ in 0..agents {
            flow.add(t, skill);
        }
    }
    flow
}

impl Crowd {
    fn of(columns: &Columns, workers: &[u32]) -> Self {
        let mut left = workers;
        let (mut least, mut more) = (0, 0);
        for ways in &columns.agents {
            let own = left.partition_point(|&column| (column as usize) < ways.columns.end);
            left = &left[own..];
            if ways.nodes == 1 && own == ways.columns.len() {
                least += 1;
            } else if own > 0 {
                more += 1;
            }
        }
        Self {
            workers: workers.to_vec(),
            least,
            more,
            places: Vec::new(),
            gains: vec![0.0; more as usize],
            is_joined: false,
        }
    }

    /// What any of them brings, where that is the same for the first and the last.
    fn same_gain(&self) -> Option<f64> {
        let (first, last) = (*self.gains.first()?, *self.gains.last()?);
        (!self.is_joined && first - last < TINY).then_some(first)
    }
}

impl Supply {
    pub(in crate::endgame) fn agents(&self, point: &[f64]) -> f64 {
        let steps = self.steps.iter();
        self.least + steps.map(|&(variable, _)| point[variable]).sum::<f64>()
    }

    /// Lets at most `most` agents work there.
    pub(in crate::endgame) fn lower(&self, bounds: &mut [(f64, f64)], most: f64) {
        for (variable, filled) in self.filled(most) {
            bounds[variable].1 = bounds[variable].1.min(filled);
        }
    }

    /// Lets at least `least` agents work there.
    pub(in crate::endgame) fn raise(&self, bounds: &mut [(f64, f64)], least: f64) {
        for (variable, filled) in self.filled(least) {
            bounds[variable].0 = bounds[variable].0.max(filled);
        }
    }

    /// The steps that so many agents fill.
    fn filled(&self, agents: f64) -> impl Iterator<Item = (usize, f64)> {
        let mut left = agents - self.least;
        self.steps.iter().map(move |&(variable, size)| {
            let filled = left.clamp(0.0, size);
            left -= filled;
            (variable, filled)
        })
    }

    pub(super) fn variables(&self) -> impl Iterator<Item = usize> {
        self.steps.iter().map(|step| step.0)
    }
}

/// A row for each crowd that needs one; others add what they bring to the costs of their columns.
pub(super) fn add_all(draft: &mut Draft, crowds: &Crowds) -> Vec<Option<Supply>> {
    crowds.all.iter().map(|crowd| add(draft, crowd)).collect()
}

fn add(draft: &mut Draft, crowd: &Crowd) -> Option<Supply> {
    if let Some(gain) = crowd.same_gain() {
        for &column in &crowd.workers {
            draft.costs[column as usize] -= gain;
        }
        draft.constant += gain * f64::from(crowd.least);
        return None;
    }
    let least = f64::from(crowd.least);
    let row = draft.row(least, 0.0);
    for &column in &crowd.workers {
        draft.columns[column as usize].push((row, 1.0));
    }
    let mut steps: Vec<(usize, f64)> = Vec::new();
    for alike in crowd.gains.chunk_by(|a, b| a - b < TINY) {
        let size = alike.len() as f64;
        let meaning = Meaning::AtWork {
            place: crowd.places[0],
            step: steps.len(),
        };
        let variable = draft.telling(meaning, -alike[0], size);
        draft.columns[variable].push((row, -1.0));
        steps.push((variable, size));
    }
    Some(Supply { least, steps })
}
