use proptest::prelude::*;
use staffing::split::{Pool, SkillSet, Split};

use super::{Flow, OnShift};
use crate::pace::Pace;

type Centre = (Vec<f64>, Vec<f64>, Vec<Vec<usize>>);

/// Weights, requirement and the skills of everyone on shift.
fn centre(skills: usize) -> impl Strategy<Value = Centre> {
    let requirement = prop_oneof![
        Just(0.0),
        Just(1.0),
        Just(2.0),
        (0_u32..20).prop_map(|quarters| f64::from(quarters) / 4.0)
    ];
    let weight = prop_oneof![Just(1.5), Just(1.0), Just(0.25)];
    (1..=skills).prop_flat_map(move |skills| {
        let alike = (
            prop::collection::vec(0..skills, 0..=skills.min(4)),
            1_usize..=4,
        );
        let agents = prop::collection::vec(alike, 0..=5).prop_map(|groups| {
            let each = groups.into_iter();
            each.flat_map(|(skills, count)| std::iter::repeat_n(skills, count))
                .collect()
        });
        (
            prop::collection::vec(weight.clone(), skills),
            prop::collection::vec(requirement.clone(), skills),
            agents,
        )
    })
}

fn flow(weights: &[f64], required: &[f64], agents: &[Vec<usize>]) -> Flow {
    let rows: Vec<Vec<f64>> = required.iter().map(|&value| vec![value]).collect();
    let set = |skills: &Vec<usize>| SkillSet::from(skills.iter().copied()).skills().to_vec();
    let groups: Vec<_> = agents.chunk_by(|a, b| a == b).collect();
    let counts = groups.iter().map(|group| group.len() as u32);
    let on_shift = OnShift {
        sets: groups.iter().map(|group| set(&group[0])).collect(),
        counts: vec![(0..).zip(counts).collect()],
    };
    Flow::new(&rows, weights.to_vec(), &on_shift, &Pace::full()).expect("not stopped")
}

/// Weighted cover, and what one more agent per skill brings, from scratch.
fn afresh(weights: &[f64], required: &[f64], agents: &[Vec<usize>]) -> (f64, Vec<f64>) {
    let mut pool = Pool::new(weights.to_vec());
    let groups: Vec<(usize, u32)> = agents
        .iter()
        .map(|skills| (pool.number_of(&SkillSet::from(skills.iter().copied())), 1))
        .collect();
    let split = Split::new(&pool, required, &groups);
    let mut gains = vec![0.0; weights.len()];
    split.gains(&pool, &mut gains);
    (split.total(&pool).weighted, gains)
}

fn check(flow: &Flow, weights: &[f64], required: &[f64], agents: &[Vec<usize>]) {
    let (weighted, gains) = afresh(weights, required, agents);
    assert!(
        (flow.weighted() - weighted).abs() < 1e-6,
        "kept up {}, from scratch {weighted}",
        flow.weighted()
    );
    for (skill, (kept, fresh)) in flow.gains().iter().zip(gains).enumerate() {
        assert!(
            (kept - fresh).abs() < 1e-6,
            "skill {skill}: gain kept up {kept}, from scratch {fresh}"
        );
    }
}

proptest! {
    #[test]
    fn keeping_up_equals_starting_over(
        (weights, required, agents) in centre(6),
        steps in prop::collection::vec((any::<bool>(), 0_usize..6), 0..40),
    ) {
        let mut flow = flow(&weights, &required, &agents);
        let mut everyone = agents;
        let on_shift = everyone.len();
        check(&flow, &weights, &required, &everyone);
        for (adds, skill) in steps {
            let skill = skill % weights.len();
            let before = flow.weighted();
            if adds {
                let brought = flow.add(0, skill);
                prop_assert!((flow.weighted() - before - brought).abs() < 1e-9);
                everyone.push(vec![skill]);
            } else if let Some(at) = everyone[on_shift..].iter().position(|only| only[0] == skill) {
                let foretold = flow.spans().1[skill];
                let cost = flow.remove(0, skill);
                prop_assert!((foretold - cost).abs() < 1e-9, "foretold {foretold}, was {cost}");
                prop_assert!((before - flow.weighted() - cost).abs() < 1e-9);
                everyone.remove(on_shift + at);
            }
            check(&flow, &weights, &required, &everyone);
        }
    }

    #[test]
    fn many_skills_keep_up_as_well(
        (weights, required, agents) in centre(150),
        added in prop::collection::vec(0_usize..150, 0..30),
    ) {
        let mut flow = flow(&weights, &required, &agents);
        let mut everyone = agents.clone();
        for skill in &added {
            flow.add(0, skill % weights.len());
            everyone.push(vec![skill % weights.len()]);
        }
        check(&flow, &weights, &required, &everyone);
        for skill in &added {
            let skill = skill % weights.len();
            let foretold = flow.spans().1[skill];
            let cost = flow.remove(0, skill);
            prop_assert!((foretold - cost).abs() < 1e-9, "foretold {foretold}, was {cost}");
        }
        check(&flow, &weights, &required, &agents);
    }
}
