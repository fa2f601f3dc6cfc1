use proptest::prelude::*;

use super::*;

/// Two skills: 3 agents needed on the first from 0 to 60, 1.5 on the second from 0 to 120.
fn needed() -> Levels {
    let mut levels = Levels::new(2);
    levels.require(0, 0..60, 3.0);
    levels.require(1, 0..120, 1.5);
    levels
}

fn check(levels: Levels, range: Range<Minute>, expected: [(f64, f64, f64); 2]) {
    let found = levels.hours(range);
    let found: Vec<_> = found
        .iter()
        .map(|hours| (hours.required, hours.available, hours.covered))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn hours_are_exact_to_the_minute() {
    check(needed(), 0..120, [(3.0, 0.0, 0.0), (3.0, 0.0, 0.0)]);

    let mut levels = needed();
    let first = levels.skill_set(&[0]);
    levels.at_work(first, 0..7);
    levels.at_work(first, 53..67); // leaves after nobody is needed any more
    check(
        levels,
        0..120,
        [(3.0, 21.0 / 60.0, 14.0 / 60.0), (3.0, 0.0, 0.0)],
    );
}

#[test]
fn surplus_at_one_time_covers_nothing_at_another() {
    let mut levels = needed();
    let second = levels.skill_set(&[1]);
    for _ in 0..3 {
        levels.at_work(second, 0..60);
    }
    check(levels, 0..120, [(3.0, 0.0, 0.0), (3.0, 3.0, 1.5)]);
}

#[test]
fn an_agent_of_two_skills_serves_one_at_a_time() {
    let mut levels = needed();
    let both = levels.skill_set(&[1, 0, 1]);
    levels.at_work(both, 0..120);
    // On the first while it is needed (both cover a whole agent; then only the second is).
    let hours = levels.hours(0..120);
    let sum: Hours = hours.iter().copied().sum();
    assert_eq!((sum.available, sum.covered), (2.0, 2.0));
}

#[test]
fn only_what_lies_in_the_range_counts() {
    let mut levels = needed();
    let first = levels.skill_set(&[0]);
    levels.at_work(first, -600..600);
    levels.require(0, 600..700, 9.0);
    check(levels, 30..90, [(1.5, 1.0, 0.5), (1.5, 0.0, 0.0)]);
}

#[test]
fn blocks_fill_the_range_and_the_last_may_be_shorter() {
    let mut levels = needed();
    let first = levels.skill_set(&[0]);
    levels.at_work(first, 10..40);

    let blocks = levels.hours_by_block(0..70, 30);

    let times: Vec<Range<Minute>> = blocks.iter().map(|block| block.time.clone()).collect();
    assert_eq!(times, [0..30, 30..60, 60..70]);
    let available: Vec<f64> = blocks
        .iter()
        .map(|block| block.hours[0].available)
        .collect();
    assert_eq!(available, [20.0 / 60.0, 10.0 / 60.0, 0.0]);
}

#[test]
fn agents_without_skills_and_empty_times_count_nowhere() {
    let mut levels = needed();
    let none = levels.skill_set(&[]);
    let unknown = levels.skill_set(&[7]);
    let first = levels.skill_set(&[0]);
    levels.at_work(none, 0..60);
    levels.at_work(unknown, 0..60);
    levels.at_work(first, 60..60);
    levels.require(0, 90..90, 5.0);
    levels.require(7, 0..60, 5.0);
    check(levels, 0..120, [(3.0, 0.0, 0.0), (3.0, 0.0, 0.0)]);
}

/// Who is at work: skills as bits, from, length.
type Work = (u8, Minute, Minute);

fn levels_of(work: &[Work], needs: &[[f64; 3]]) -> Levels {
    let mut levels = Levels::new(3);
    for (window, agents) in needs.iter().enumerate() {
        let from = window as Minute * 20;
        for (skill, &agents) in agents.iter().enumerate() {
            levels.require(skill, from..from + 20, agents);
        }
    }
    for &(skills, from, length) in work {
        let skills: Vec<usize> = (0..3).filter(|skill| skills >> skill & 1 == 1).collect();
        let set = levels.skill_set(&skills);
        levels.at_work(set, from..from + length);
    }
    levels
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_same_as_counting_minute_by_minute(
        work in prop::collection::vec((0_u8..8, 0_i64..80, 0_i64..60), 0..12),
        needs in prop::collection::vec(prop::array::uniform3((0_u8..12).prop_map(|quarters| f64::from(quarters) / 4.0)), 5),
        block in 1_i64..50,
    ) {
        let levels = levels_of(&work, &needs);

        let mut counted = [Hours::default(); 3];
        for minute in 0..100 {
            let there: Vec<(Vec<usize>, u32)> = work
                .iter()
                .filter(|(_, from, length)| (*from..from + length).contains(&minute))
                .map(|(skills, _, _)| ((0..3).filter(|skill| skills >> skill & 1 == 1).collect(), 1))
                .collect();
            let needed = needs[(minute / 20) as usize];
            let scheduled = crate::split::scheduled(&needed, &there);
            for skill in 0..3 {
                let agents = f64::from(scheduled[skill]);
                counted[skill] += Hours { required: needed[skill], available: agents, covered: agents.min(needed[skill]) };
            }
        }

        let whole = levels.clone().hours(0..100);
        let blocks = levels.hours_by_block(0..100, block);
        let by_block: Hours = blocks.iter().flat_map(|block| block.hours.iter().copied()).sum();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        for skill in 0..3 {
            prop_assert!(near(whole[skill].required * 60.0, counted[skill].required));
            prop_assert!(near(whole[skill].available * 60.0, counted[skill].available), "{whole:?} {counted:?}");
            prop_assert!(near(whole[skill].covered * 60.0, counted[skill].covered));
        }
        let sum: Hours = whole.iter().copied().sum();
        prop_assert!(near(by_block.covered, sum.covered) && near(by_block.available, sum.available));
    }
}
