use proptest::prelude::*;

use super::{Pool, SkillSet, Split, Worth, scheduled};

/// Best (weighted, covered) by trying every assignment.
fn brute_force(weights: &[f64], required: &[f64], agents: &[Vec<usize>]) -> (f64, f64) {
    fn best(
        weights: &[f64],
        required: &[f64],
        agents: &[Vec<usize>],
        on: &mut [u32],
    ) -> (f64, f64) {
        let Some((agent, rest)) = agents.split_first() else {
            let mut total = (0.0, 0.0);
            for skill in 0..required.len() {
                let served = required[skill].min(f64::from(on[skill]));
                total.0 += weights[skill] * served;
                total.1 += served;
            }
            return total;
        };
        let mut found = best(weights, required, rest, on);
        for &skill in agent {
            on[skill] += 1;
            let total = best(weights, required, rest, on);
            on[skill] -= 1;
            if total.0 > found.0 + 1e-7 || (total.0 > found.0 - 1e-7 && total.1 > found.1) {
                found = total;
            }
        }
        found
    }
    best(weights, required, agents, &mut vec![0; required.len()])
}

fn groups(agents: &[Vec<usize>]) -> Vec<(SkillSet, u32)> {
    agents
        .iter()
        .map(|skills| (skills.iter().copied().into(), 1))
        .collect()
}

fn split_of(pool: &mut Pool, required: &[f64], agents: &[Vec<usize>]) -> Split {
    let agents: Vec<(usize, u32)> = groups(agents)
        .iter()
        .map(|(set, count)| (pool.number_of(set), *count))
        .collect();
    Split::new(pool, required, &agents)
}

fn check(found: Worth, expected: (f64, f64), what: &str) {
    assert!(
        (found.weighted - expected.0).abs() < 1e-6 && (found.covered - expected.1).abs() < 1e-6,
        "{what}: found {found:?}, expected {expected:?}"
    );
}

fn requirement() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(1.0),
        Just(2.0),
        (0_u32..16).prop_map(|quarters| f64::from(quarters) / 4.0)
    ]
}

fn small() -> impl Strategy<Value = (Vec<f64>, Vec<f64>, Vec<Vec<usize>>)> {
    (1_usize..=4).prop_flat_map(|skills| {
        (
            prop::collection::vec(prop_oneof![Just(1.5), Just(1.0), Just(0.25)], skills),
            prop::collection::vec(requirement(), skills),
            prop::collection::vec(prop::collection::vec(0..skills, 0..=skills), 0..=5),
        )
    })
}

proptest! {
    #[test]
    fn a_split_covers_as_much_as_any_assignment((weights, required, agents) in small()) {
        let mut pool = Pool::new(weights.clone());
        let split = split_of(&mut pool, &required, &agents);
        let agents: Vec<Vec<usize>> = agents.iter().map(|a| SkillSet::from(a.iter().copied()).skills().to_vec()).collect();
        check(split.total(&pool), brute_force(&weights, &required, &agents), "total");
    }

    #[test]
    fn keeping_up_equals_starting_over(
        (weights, required, agents) in small(),
        steps in prop::collection::vec((any::<bool>(), 0_usize..4), 0..24),
    ) {
        let mut pool = Pool::new(weights.clone());
        let mut split = split_of(&mut pool, &required, &agents);
        let mut fixed: Vec<Vec<usize>> = Vec::new();
        for (add, skill) in steps {
            let skill = skill % weights.len();
            let before = split.total(&pool);
            let mut gains = vec![f64::NAN; weights.len()];
            split.gains(&pool, &mut gains);
            prop_assert!((gains[skill] - split.gain(&pool, skill).weighted).abs() < 1e-9);
            if add {
                let (told, brought) = (split.gain(&pool, skill), split.add_fixed(&pool, skill));
                fixed.push(vec![skill]);
                prop_assert_eq!(told, brought);
                check(split.total(&pool), (before.weighted + brought.weighted, before.covered + brought.covered), "gain");
            } else if let Some(at) = fixed.iter().position(|only| only[0] == skill) {
                let (told, cost) = (split.loss(&pool, skill), split.remove_fixed(&pool, skill));
                fixed.swap_remove(at);
                prop_assert_eq!(told, cost);
                check(split.total(&pool), (before.weighted - cost.weighted, before.covered - cost.covered), "loss");
            } else {
                prop_assert_eq!(split.remove_fixed(&pool, skill), Worth::default());
            }
            let everyone: Vec<Vec<usize>> = agents.iter().chain(&fixed).cloned().collect();
            let afresh = split_of(&mut pool, &required, &everyone).total(&pool);
            check(split.total(&pool), (afresh.weighted, afresh.covered), "afresh");
            let on: u32 = (0..weights.len()).map(|skill| split.agents_on(skill)).sum();
            prop_assert!(on as usize <= everyone.len());
        }
    }

    #[test]
    fn removing_what_was_added_restores(
        (weights, required, agents) in small(),
        added in prop::collection::vec(0_usize..4, 0..8),
    ) {
        let mut pool = Pool::new(weights.clone());
        let mut split = split_of(&mut pool, &required, &agents);
        let before = split.total(&pool);
        for skill in &added {
            split.add_fixed(&pool, skill % weights.len());
        }
        for skill in added.iter().rev() {
            split.remove_fixed(&pool, skill % weights.len());
        }
        check(split.total(&pool), (before.weighted, before.covered), "restored");
    }

    #[test]
    fn scheduled_counts_each_agent_once_and_covers_most((_, required, agents) in small()) {
        let found = scheduled(&required, &groups(&agents));
        let with_skills = agents.iter().filter(|agent| !agent.is_empty()).count();
        prop_assert_eq!(found.iter().sum::<u32>() as usize, with_skills);
        let covered: f64 = required.iter().zip(&found).map(|(r, &k)| r.min(f64::from(k))).sum();
        let most = brute_force(&vec![1.0; required.len()], &required, &agents).1;
        prop_assert!((covered - most).abs() < 1e-6, "covers {}, possible {}", covered, most);
        let mut turned = groups(&agents);
        turned.reverse();
        prop_assert_eq!(found, scheduled(&required, &turned), "order of groups makes no difference");
    }

    #[test]
    fn many_skills_in_large_sets(
        required in prop::collection::vec(requirement(), 200),
        agents in prop::collection::vec((prop::collection::vec(0_usize..200, 1..=60), 0_u32..40), 0..20),
    ) {
        let groups: Vec<(SkillSet, u32)> = agents.iter().map(|(s, n)| (s.iter().copied().into(), *n)).collect();
        let found = scheduled(&required, &groups);
        prop_assert_eq!(found.iter().sum::<u32>(), groups.iter().map(|group| group.1).sum::<u32>());
    }
}

#[test]
fn scheduled_by_example() {
    type Example = (&'static str, &'static [f64], Vec<(SkillSet, u32)>, Vec<u32>);
    let set = |skills: &[usize]| SkillSet::from(skills.iter().copied());
    let table: [Example; 8] = [
        ("nobody", &[2.0, 1.0], vec![], vec![0, 0]),
        ("no skills at all", &[], vec![(set(&[]), 3)], vec![]),
        (
            "a skill that nobody has",
            &[2.0, 1.0],
            vec![(set(&[1]), 1)],
            vec![0, 1],
        ),
        (
            "the specialist makes room",
            &[1.0, 1.0],
            vec![(set(&[0, 1]), 1), (set(&[0]), 1)],
            vec![1, 1],
        ),
        (
            "shortfall is shared out",
            &[10.0, 20.0],
            vec![(set(&[0, 1]), 15)],
            vec![5, 10],
        ),
        (
            "surplus goes where it is thinnest",
            &[2.0, 4.0],
            vec![(set(&[0, 1]), 9)],
            vec![3, 6],
        ),
        (
            "no requirement comes last",
            &[0.0, 1.0],
            vec![(set(&[0, 1]), 3)],
            vec![0, 3],
        ),
        (
            "huge requirement",
            &[1e9, 0.5],
            vec![(set(&[0, 1]), 5000)],
            vec![5000, 0],
        ),
    ];
    for (what, required, groups, expected) in table {
        assert_eq!(scheduled(required, &groups), expected, "{what}");
    }
}
