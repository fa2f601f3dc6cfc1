//! Problems made up from a seed.

use optimizer::{Recipe, sample};

fn recipe() -> Recipe {
    Recipe {
        agents: 80,
        skills: 6,
        days: 7,
        interval_minutes: 15,
        load: 0.8,
        seed: 3,
    }
}

#[test]
fn the_same_recipe_makes_the_same_problem() {
    let problem = sample(&recipe()).expect("a problem");
    assert_eq!(problem, sample(&recipe()).expect("a problem"));
    let other = Recipe {
        seed: 4,
        ..recipe()
    };
    assert_ne!(problem, sample(&other).expect("a problem"));
}

#[test]
fn the_load_is_what_was_asked_for() {
    for load in [0.7, 0.85, 1.1] {
        let problem = sample(&Recipe { load, ..recipe() }).expect("a problem");
        let required: f64 = problem.required.iter().flatten().sum();
        let shifts = problem.agents.iter().flat_map(|agent| &agent.shifts);
        let worked: i64 = shifts
            .map(|shift| {
                let paused: i64 = shift.breaks.iter().map(|pause| pause.1 - pause.0).sum();
                shift.to - shift.from - paused
            })
            .sum();
        let found = worked as f64 / required;
        assert!(
            (found - load).abs() < 0.03,
            "asked for {load}, found {found}"
        );
    }
}

#[test]
fn a_day_has_two_peaks_and_a_long_evening() {
    let problem = sample(&Recipe {
        agents: 2000,
        ..recipe()
    })
    .expect("a problem");
    let at = |hour: usize| -> f64 {
        let mondays = |row: &Vec<f64>| row[hour * 4..hour * 4 + 4].iter().sum::<f64>();
        problem.required.iter().map(mondays).sum()
    };
    assert!(at(10) > at(13) && at(15) > at(13), "a dip at lunch");
    assert!(at(20) > 0.15 * at(10), "an evening tail");
    assert!(at(3) < 0.2 * at(10), "a quiet night");
}

#[test]
fn a_recipe_out_of_range_is_refused_in_words() {
    let refused = sample(&Recipe {
        days: 63,
        ..recipe()
    });
    let said = refused.expect_err("too long").to_string();
    assert_eq!(said, "The number of days cannot be 63. Choose 1 to 62.");
}
