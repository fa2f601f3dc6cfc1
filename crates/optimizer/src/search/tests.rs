use proptest::prelude::*;

use super::pool::Pool;
use super::schedule::{Phase, Schedule};
use super::standing::Standing;
use super::{Search, State};
use crate::pace::Pace;
use crate::plan::{Noise, Values};
use crate::staff::Staff;
use crate::staff::roster::{Piece, PlanCost};
use crate::{Recipe, sample};

fn staff(seed: u64) -> Staff {
    let recipe = Recipe {
        agents: 12,
        skills: 4,
        days: 3,
        interval_minutes: 30,
        load: 0.85,
        seed,
    };
    let problem = sample(&recipe).expect("a problem");
    Staff::of(&problem, &[], &Pace::full()).expect("not stopped")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What an agent's own plan is worth can be told without taking it away.
    #[test]
    fn standing_work_is_worth_what_it_would_be_anew(seed in any::<u64>()) {
        let staff = staff(seed);
        let mut search = Search::new(&staff, seed);
        search.first_plan(&mut || true);
        let mut state = State::new(&staff);
        for (agent, plan) in search.best_plans().iter().enumerate() {
            state.assign(agent, plan);
        }
        let intervals = staff.intervals();
        let mut standing = Standing::default();
        for agent in 0..staff.rosters.len() {
            standing.look(&mut state, agent, intervals, 1.0);
            let plan = state.plan(agent).to_vec();
            let values = Values::of(state.gains());
            let here = |piece: &Piece| values.of_piece(piece, intervals) + standing.more(piece);
            let told: f64 = plan.iter().map(here).sum();
            let before = state.flow().weighted();
            state.withdraw(agent);
            let lost = before - state.flow().weighted();
            state.assign(agent, &plan);
            prop_assert!((told - lost).abs() < 1e-6, "told {told}, lost {lost}");
        }
    }
}

#[test]
fn without_noise_the_best_known_plan_is_drawn() {
    let piece = |from| Piece {
        skill: 0,
        from,
        to: from + 4,
        pause: None,
        kind: crate::SegmentKind::Extension,
        day: 0,
    };
    let cost = |cost| PlanCost {
        cost,
        ..PlanCost::default()
    };
    let mut pool = Pool::default();
    let mut still = Noise::new(1);
    assert_eq!(pool.draw(|_| 1.0, &mut still).0, &[]);
    for from in 0..100 {
        pool.learn(&[piece(from)], cost(0.5));
    }
    // Late ones are known, the first ones forgotten.
    let worth = |piece: &Piece| {
        if piece.from <= 90 {
            piece.from as f64
        } else {
            0.0
        }
    };
    assert_eq!(pool.draw(worth, &mut still).0, &[piece(90)]);
    let early = |piece: &Piece| if piece.from < 30 { 9.0 } else { 0.0 };
    assert_eq!(pool.draw(early, &mut still).0, &[]);
    // Nothing pays: no work is better.
    assert_eq!(pool.draw(|_| 0.4, &mut still).0, &[]);
}

#[test]
fn rounds_grow_to_their_full_length_and_leave_time_for_polish() {
    const PASSES: u32 = 1000;
    let mut schedule = Schedule::default();
    let mut begun = Vec::new();
    for pass in 1..PASSES {
        let phase = schedule.phase(f64::from(pass) / f64::from(PASSES), f64::from(pass));
        if let Phase::Begin { passes, from_best } = phase {
            // Until rounds have their full length, and for the polish.
            let is_polish = passes <= 0.0;
            assert_eq!(
                from_best,
                begun.len() < 5 || is_polish,
                "round {}",
                begun.len()
            );
            begun.push((pass, passes));
        }
    }
    let lengths: Vec<f64> = begun
        .windows(2)
        .map(|two| f64::from(two[1].0 - two[0].0))
        .collect();
    assert!(lengths.is_sorted_by(|a, b| *a <= b + 2.0), "{lengths:?}");
    assert!(lengths[0] < 12.0, "{lengths:?}");
    assert!(lengths.iter().all(|length| *length < 210.0), "{lengths:?}");
    assert!(lengths.len() >= 10, "{lengths:?}");
    for (length, (_, planned)) in lengths.iter().zip(&begun) {
        assert!((length - planned).abs() <= 2.0, "{length} of {planned}");
    }
    let polish_from = begun.last().map(|begun| begun.0);
    assert!(
        polish_from.is_some_and(|pass| (850..=853).contains(&pass)),
        "polish from {polish_from:?}"
    );
    assert!(matches!(schedule.phase(0.99, 990.0), Phase::Polish(_)));
}

#[test]
fn rounds_that_still_grow_leave_little_time_for_polish() {
    let mut schedule = Schedule::default();
    let polished = (1..100).find(|&pass| {
        let phase = schedule.phase(f64::from(pass) / 100.0, f64::from(pass));
        matches!(phase, Phase::Polish(_))
    });
    assert!(polished.is_some_and(|pass| pass >= 97), "{polished:?}");
}

#[test]
fn rounds_follow_each_other_within_a_spell() {
    let staff = staff(1);
    let mut search = Search::new(&staff, 1);
    let mut used = 0.0;
    let mut clock = || {
        used += 1e-4;
        (used < 0.9).then_some(used)
    };
    search.run(&mut clock);
    assert!(search.schedule.is_settled());
}
