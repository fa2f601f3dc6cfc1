mod branching;

use proptest::prelude::*;

use super::cuts::Harvest;
use super::program::{Bounds, Program};
use super::simplex::{Simplex, Step};

/// A small program in whole numbers.
#[derive(Clone, Debug)]
struct Small {
    costs: Vec<i32>,
    highs: Vec<i32>,
    /// Coefficients, right side, and what may be missing to it.
    rows: Vec<(Vec<i32>, i32, i32)>,
}

fn small() -> impl Strategy<Value = Small> {
    small_up_to(3)
}

/// With coefficients up to `most`.
fn small_up_to(most: i32) -> impl Strategy<Value = Small> {
    (2_usize..=6, 1_usize..=4).prop_flat_map(move |(variables, rows)| {
        let slack = prop_oneof![Just(0), Just(most), Just(13 * most)];
        let values = prop::collection::vec(-most..=most, variables);
        let row = (values, 0..=2 * most + 1, slack);
        (
            prop::collection::vec(-6..=6, variables),
            prop::collection::vec(1..=3, variables),
            prop::collection::vec(row, rows),
        )
            .prop_map(|(costs, highs, rows)| Small { costs, highs, rows })
    })
}

impl Small {
    fn program(&self) -> (Program, Bounds) {
        let entries = |variable: usize| {
            let rows = (0..).zip(&self.rows);
            rows.map(move |(row, (values, ..))| (row, values[variable] as f32))
        };
        let mut program = Program {
            right: self.rows.iter().map(|row| f64::from(row.1)).collect(),
            columns: (0..self.costs.len())
                .map(|variable| entries(variable).filter(|entry| entry.1 != 0.0).collect())
                .collect(),
            costs: self.costs.iter().map(|&cost| f64::from(cost)).collect(),
        };
        let mut bounds: Bounds = self
            .highs
            .iter()
            .map(|&high| (0.0, f64::from(high)))
            .collect();
        for (row, (.., slack)) in (0..).zip(&self.rows) {
            program.columns.push(vec![(row, 1.0)]);
            program.costs.push(0.0);
            bounds.push((0.0, f64::from(*slack)));
        }
        (program, bounds)
    }

    /// All whole choices that keep the rows.
    fn choices(&self) -> Vec<Vec<f64>> {
        let mut all: Vec<Vec<i32>> = vec![Vec::new()];
        for &high in &self.highs {
            let longer = |choice: Vec<i32>| {
                (0..=high).map(move |value| choice.iter().copied().chain([value]).collect())
            };
            all = all.into_iter().flat_map(longer).collect();
        }
        let keeps = |choice: &Vec<i32>| {
            self.rows.iter().all(|(values, right, slack)| {
                let sum: i32 = values.iter().zip(choice).map(|(a, x)| a * x).sum();
                (0..=*slack).contains(&(right - sum))
            })
        };
        let kept = all.into_iter().filter(keeps);
        kept.map(|choice| choice.into_iter().map(f64::from).collect())
            .collect()
    }

    fn optimum(&self) -> f64 {
        let cost = |choice: &Vec<f64>| -> f64 {
            self.costs
                .iter()
                .zip(choice)
                .map(|(&cost, x)| f64::from(cost) * x)
                .sum()
        };
        self.choices()
            .iter()
            .map(cost)
            .fold(f64::INFINITY, f64::min)
    }
}

/// The bound at the end, and where it stands if anything keeps the bounds.
fn solved(simplex: &mut Simplex, program: &Program, bounds: &Bounds) -> (f64, Option<Vec<f64>>) {
    for _ in 0..1000 {
        let step = simplex.step(program, bounds);
        if step != Step::Moved {
            let (bound, _) = simplex.proves(program, bounds, step);
            return (bound, (step == Step::Best).then(|| simplex.point(bounds)));
        }
    }
    panic!("it goes round and round");
}

proptest! {
    #[test]
    fn the_end_of_a_program_is_its_optimum(small in small()) {
        let (program, bounds) = small.program();
        let mut simplex = Simplex::new(&program, &bounds, &[], &[]);
        let optimum = small.optimum();
        match solved(&mut simplex, &program, &bounds) {
            (bound, Some(point)) => {
                let value: f64 = program.costs.iter().zip(&point).map(|(c, x)| c * x).sum();
                prop_assert!((value - bound).abs() < 1e-6, "{value}, bound {bound}");
                prop_assert!(bound <= optimum + 1e-9, "{bound} above {optimum}");
            }
            (bound, None) => {
                prop_assert!(optimum.is_infinite(), "{optimum} was possible");
                let most: i32 = small.costs.iter().map(|cost| 3 * cost.abs()).sum();
                prop_assert!(bound > f64::from(most), "nothing is possible, but {bound}");
            }
        }
    }

    #[test]
    fn it_goes_on_after_a_branch_as_if_it_had_begun_there(small in small(), half in 0_usize..6) {
        let (program, mut bounds) = small.program();
        let mut simplex = Simplex::new(&program, &bounds, &[], &[]);
        solved(&mut simplex, &program, &bounds);
        let mut basis = simplex.basis();
        let at = half % small.costs.len();
        bounds[at].1 = 0.0;
        let afresh = solved(&mut Simplex::new(&program, &bounds, &[], &[]), &program, &bounds);
        for is_forgotten in [false, true] {
            if is_forgotten {
                basis.forget();
            }
            simplex.go_to(&basis, &program, &bounds);
            let (bound, point) = solved(&mut simplex, &program, &bounds);
            prop_assert_eq!(point.is_some(), afresh.1.is_some());
            prop_assert!(point.is_none() || (bound - afresh.0).abs() < 1e-6);
        }
    }

    #[test]
    fn it_ends_the_same_whatever_is_asleep_at_first(
        small in small(),
        asleep in prop::collection::vec(any::<bool>(), 6)
    ) {
        let (program, bounds) = small.program();
        let asleep = &asleep[..small.costs.len()];
        let [awake, slept] = [&[], asleep]
            .map(|asleep| solved(&mut Simplex::new(&program, &bounds, asleep, &[]), &program, &bounds));
        prop_assert_eq!(slept.1.is_some(), awake.1.is_some());
        prop_assert!(awake.1.is_none() || (slept.0 - awake.0).abs() < 1e-6);
    }

    #[test]
    fn cuts_take_no_whole_choice_away_nor_does_leaving_some_out(
        // Large coefficients soon have no small denominator in common.
        small in prop_oneof![small(), small_up_to(40)],
        asleep in prop::collection::vec(any::<bool>(), 6)
    ) {
        let (mut program, mut bounds) = small.program();
        let mut simplex = Simplex::new(&program, &bounds, &asleep[..small.costs.len()], &[]);
        let (choices, optimum) = (small.choices(), small.optimum());
        let mut reached = f64::NEG_INFINITY;
        for _ in 0..6 {
            let (bound, point) = solved(&mut simplex, &program, &bounds);
            prop_assert!(bound <= optimum + 1e-9, "{bound} above {optimum}");
            prop_assert!(bound >= reached - 1e-6, "{bound} after {reached}");
            reached = bound;
            if point.is_none() {
                break;
            }
            simplex.shed(&mut program, &mut bounds, small.rows.len());
            let (same, point) = solved(&mut simplex, &program, &bounds);
            prop_assert!((same - bound).abs() < 1e-6, "{same} without some, {bound} with them");
            let Some(point) = point else { break };
            let mut harvest = Harvest::new(&simplex, point);
            while !harvest.is_over() {
                harvest.look(&program, &bounds, &simplex);
            }
            if !harvest.bring_in(&mut program, &mut bounds) {
                break;
            }
            simplex.extend(&program, &bounds);
            for choice in &choices {
                prop_assert!(keeps(&program, &bounds, choice), "{choice:?} was cut off");
            }
        }
    }
}

/// Whether `choice` keeps all rows; each row's own variable makes up for what is missing.
fn keeps(program: &Program, bounds: &Bounds, choice: &[f64]) -> bool {
    let mut values = choice.to_vec();
    for row in 0..program.right.len() {
        let mut missing = program.right[row];
        for (entries, value) in program.columns.iter().zip(&values) {
            let own = entries.iter().filter(|entry| entry.0 as usize == row);
            missing -= own.map(|entry| f64::from(entry.1) * value).sum::<f64>();
        }
        values.push(missing);
    }
    let inside = values.iter().zip(bounds).skip(choice.len());
    inside
        .into_iter()
        .all(|(value, (low, high))| (low - 1e-9..=high + 1e-9).contains(value))
}
