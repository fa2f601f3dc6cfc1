use std::collections::BTreeMap;

use super::columns::{Columns, WHOLE};
use super::model::Model;
use super::program::Bounds;

/// Something that is so on its first side, and is not on its second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Choice {
    /// At most so many agents work where this supply tells of.
    Supply { number: usize, most: u32 },
    /// An agent works at a place, which is one of this stage.
    Place {
        agent: usize,
        stage: usize,
        place: u32,
    },
}

/// How much less a supply settles than a place.
const OF_SUPPLY: f64 = 0.5;

impl Choice {
    /// All that `point` leaves open, and how much.
    pub(super) fn all(
        model: &Model,
        columns: &Columns,
        bounds: &Bounds,
        point: &[f64],
    ) -> Vec<(f64, Self)> {
        let supplies = model.supplies.iter().enumerate();
        let supplies = supplies.filter_map(|(number, supply)| {
            let agents = supply.agents(point);
            let open = (agents - agents.round()).abs();
            let most = agents.floor() as u32;
            (open > WHOLE).then_some((OF_SUPPLY * open, Self::Supply { number, most }))
        });
        let mut all: Vec<(f64, Self)> = supplies.collect();
        for agent in 0..columns.agents.len() {
            Self::add_places(agent, columns, bounds, point, &mut all);
        }
        all
    }

    /// Adds where the columns that `point` takes of an agent disagree: of the places where the same
    /// of them work, the one that parts all columns the most evenly.
    fn add_places(
        agent: usize,
        columns: &Columns,
        bounds: &Bounds,
        point: &[f64],
        all: &mut Vec<(f64, Self)>,
    ) {
        let mut workers: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
        let own = columns.agents[agent].columns.clone();
        for at in own.filter(|&at| point[at] > WHOLE) {
            let column = &columns.all[at];
            for &place in &column.places {
                workers.entry((column.stage, place)).or_default().push(at);
            }
        }
        let mut by_workers: BTreeMap<Vec<usize>, (usize, f64, Self)> = BTreeMap::new();
        for ((stage, place), workers) in workers {
            let share: f64 = workers.iter().map(|&at| point[at]).sum();
            let open = share.min(1.0 - share);
            if open <= WHOLE {
                continue;
            }
            let choice = Self::Place {
                agent,
                stage,
                place,
            };
            let fewer = choice.fewer(columns, bounds);
            let found = by_workers.entry(workers).or_insert((fewer, open, choice));
            if fewer > found.0 {
                *found = (fewer, open, choice);
            }
        }
        all.extend(by_workers.into_values().map(|found| (found.1, found.2)));
    }

    /// How many columns are on the side that has fewer of them.
    fn fewer(self, columns: &Columns, bounds: &Bounds) -> usize {
        let Self::Place {
            agent,
            stage,
            place,
        } = self
        else {
            return 0;
        };
        let open = columns.agents[agent].columns.clone();
        let open = open.filter(|&at| bounds[at].1 > 0.0 && columns.all[at].stage == stage);
        let mut counts = [0, 0];
        open.for_each(|at| counts[usize::from(columns.all[at].is_worked_at(place))] += 1);
        counts[0].min(counts[1])
    }

    /// Takes what is not on `side`, 0 or 1, out of `bounds`.
    pub(super) fn keep(self, side: usize, model: &Model, columns: &Columns, bounds: &mut Bounds) {
        match self {
            Self::Supply { number, most } => {
                let (supply, most) = (&model.supplies[number], f64::from(most));
                if side == 0 {
                    supply.lower(bounds, most);
                } else {
                    supply.raise(bounds, most + 1.0);
                }
            }
            Self::Place {
                agent,
                stage,
                place,
            } => {
                for at in columns.agents[agent].columns.clone() {
                    let column = &columns.all[at];
                    if column.stage == stage && column.is_worked_at(place) != (side == 0) {
                        bounds[at].1 = 0.0;
                    }
                }
            }
        }
    }
}
