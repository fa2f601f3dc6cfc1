use std::collections::HashMap;

use super::columns::Columns;
use super::program::{Bounds, Program};
use crate::staff::Staff;

/// The choice among columns as a program: its variables are how much of each column is
/// taken, how many agents work at each place, who on shift serves what, and which places
/// are filled. Once the first are whole, the rest is by itself.
pub(super) struct Model {
    pub(super) program: Program,
    pub(super) bounds: Bounds,
    /// Places where some column is worked, and the variable of how many work there.
    pub(super) supply: Vec<usize>,
    /// What is added to the program's objective.
    pub(super) constant: f64,
}

/// A program in the making.
#[derive(Default)]
struct Draft {
    right: Vec<f64>,
    columns: Vec<Vec<(u32, f64)>>,
    costs: Vec<f64>,
    bounds: Bounds,
    /// Per row, the most that may be missing to its right side.
    slack: Vec<f64>,
}

impl Draft {
    fn variable(&mut self, cost: f64, most: f64) -> usize {
        self.columns.push(Vec::new());
        self.costs.push(cost);
        self.bounds.push((0.0, most));
        self.columns.len() - 1
    }

    fn row(&mut self, right: f64, slack: f64) -> u32 {
        self.right.push(right);
        self.slack.push(slack);
        self.right.len() as u32 - 1
    }

    fn finish(mut self) -> (Program, Bounds) {
        for (row, slack) in (0..).zip(std::mem::take(&mut self.slack)) {
            let variable = self.variable(0.0, slack);
            self.columns[variable].push((row, 1.0));
        }
        let program = Program {
            right: self.right,
            columns: self.columns,
            costs: self.costs,
        };
        (program, self.bounds)
    }
}

impl Model {
    pub(super) fn of(staff: &Staff, columns: &Columns) -> Self {
        let mut draft = Draft::default();
        for column in &columns.all {
            draft.variable(column.cost, 1.0);
        }
        for range in &columns.agents {
            let row = draft.row(1.0, 0.0);
            for variable in range.clone() {
                draft.columns[variable].push((row, 1.0));
            }
        }
        let supply = add_supply(&mut draft, columns);
        let constant = staff.all_short + add_coverage(&mut draft, staff, &supply);
        let (program, bounds) = draft.finish();
        let mut supply: Vec<usize> = supply.into_values().collect();
        supply.sort_unstable();
        supply.dedup();
        Self {
            program,
            bounds,
            supply,
            constant,
        }
    }
}

/// Per place where a column is worked, the variable of how many work there.
fn add_supply(draft: &mut Draft, columns: &Columns) -> HashMap<u32, usize> {
    // Places that all columns work alike are one.
    let mut workers: HashMap<u32, Vec<u32>> = HashMap::new();
    for (variable, column) in (0..).zip(&columns.all) {
        for &place in &column.places {
            workers.entry(place).or_default().push(variable);
        }
    }
    let mut places: Vec<(u32, Vec<u32>)> = workers.into_iter().collect();
    places.sort_unstable();
    let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
    let agents = columns.agents.len() as f64;
    let mut supply = HashMap::new();
    for (place, workers) in places {
        let variable = *known.entry(workers).or_insert_with_key(|workers| {
            let row = draft.row(0.0, 0.0);
            for &column in workers {
                draft.columns[column as usize].push((row, 1.0));
            }
            let variable = draft.variable(0.0, agents);
            draft.columns[variable].push((row, -1.0));
            variable
        });
        supply.insert(place, variable);
    }
    supply
}

/// Who on shift serves what, and what is covered, in all intervals where a column is
/// worked. What is covered in the others anyway is handed back, as a cost.
fn add_coverage(draft: &mut Draft, staff: &Staff, supply: &HashMap<u32, usize>) -> f64 {
    let intervals = staff.intervals();
    let mut is_open = vec![false; intervals];
    for &place in supply.keys() {
        is_open[place as usize % intervals] = true;
    }
    let mut constant = 0.0;
    for (t, is_open) in is_open.into_iter().enumerate() {
        if !is_open {
            constant -= staff.flow.weighted_at(t);
            continue;
        }
        let mut fixed = vec![0.0; staff.skills()];
        let mut parts: Vec<(usize, usize)> = Vec::new();
        for &(set, count) in &staff.on_shift.counts[t] {
            let skills = &staff.on_shift.sets[set as usize];
            let count = f64::from(count);
            if let [skill] = skills[..] {
                fixed[skill] += count;
                continue;
            }
            let row = draft.row(count, 0.0);
            for &skill in skills {
                let part = draft.variable(0.0, count);
                draft.columns[part].push((row, 1.0));
                parts.push((skill, part));
            }
        }
        for piece in staff.rosters.iter().flat_map(|roster| &roster.locked) {
            if piece.intervals().any(|worked| worked == t) {
                fixed[piece.skill] += 1.0;
            }
        }
        for (skill, fixed) in fixed.into_iter().enumerate() {
            let required = staff.required[skill][t];
            let worth = staff.horizon.weights[skill] * staff.horizon.hours;
            if required <= 0.0 || worth <= 0.0 {
                continue;
            }
            let served = parts
                .iter()
                .filter(|part| part.0 == skill)
                .map(|part| part.1);
            let extra = supply.get(&((skill * intervals + t) as u32)).copied();
            let served: Vec<usize> = served.chain(extra).collect();
            if served.is_empty() {
                constant -= worth * fixed.min(required);
                continue;
            }
            let most: f64 = served
                .iter()
                .map(|&variable| draft.bounds[variable].1)
                .sum();
            let row = draft.row(fixed, fixed + most);
            for variable in served {
                draft.columns[variable].push((row, -1.0));
            }
            // More than all of them is never there.
            let whole = required.floor().min(fixed + most);
            for (most, worth) in [(whole, worth), (1.0, worth * (required - whole))] {
                if most > 0.0 && worth > 0.0 {
                    let filled = draft.variable(-worth, most);
                    draft.columns[filled].push((row, 1.0));
                }
            }
        }
    }
    constant
}
