use super::{Pool, SkillSet, Split};

/// Agents scheduled per skill, each agent counted once, under the split that
/// covers most required agents in total. `groups` are skills, by position in
/// `required` and in any order, with how many agents have just these.
///
/// Among the splits that do, shortfall is shared out: an agent leaves a skill
/// for one that is covered to a smaller part, as long as no cover is lost.
/// Agents whom nobody requires count for the one of their skills with the
/// lowest scheduled ÷ required; ties go to the first skill, and skills without
/// requirement come last. Agents without any of the skills count nowhere.
#[must_use]
pub fn scheduled<S: AsRef<[usize]>>(required: &[f64], groups: &[(S, u32)]) -> Vec<u32> {
    let mut pool = Pool::new(vec![1.0; required.len()]);
    let agents: Vec<(usize, u32)> = groups
        .iter()
        .map(|(set, count)| (pool.number_of(&of(set)), *count))
        .collect();
    scheduled_in(&pool, required, &agents)
}

/// As [`scheduled`], for agents given as (number of their skill set in `pool`,
/// how many), where many splits are wanted of the same skill sets. The pool's
/// weights should be all the same.
#[must_use]
pub fn scheduled_in(pool: &Pool, required: &[f64], agents: &[(usize, u32)]) -> Vec<u32> {
    let mut split = Split::new(pool, required, agents);
    share_shortfall(&mut split, pool);
    let mut scheduled: Vec<u32> = split.on.clone();
    for &(set, count) in &split.idle {
        place_surplus(
            &mut scheduled,
            &split.required,
            pool.sets[set as usize].skills(),
            count,
        );
    }
    scheduled
}

fn of<S: AsRef<[usize]>>(skills: &S) -> SkillSet {
    skills.as_ref().iter().copied().into()
}

/// Evens out the covered part of skills that share agents. Only places worth a
/// whole agent change hands, so what is covered in total stays; each move
/// lowers Σ on² ÷ required, so this ends.
fn share_shortfall(split: &mut Split, pool: &Pool) {
    /// More would make no visible difference.
    const ROUNDS: usize = 50;
    let short = |split: &Split, skill: usize| split.next_cover(skill) >= 1.0;
    if !(0..pool.skills()).any(|skill| short(split, skill)) {
        return;
    }
    for _ in 0..ROUNDS {
        let mut moved = false;
        for from in 0..pool.skills() {
            for (set, _) in split.holders[from].clone() {
                let set = set as usize;
                for &to in pool.sets[set].skills() {
                    if to != from && short(split, to) {
                        moved |= even_out(split, pool, set, from, to);
                    }
                }
            }
        }
        if !moved {
            return;
        }
    }
}

fn even_out(split: &mut Split, pool: &Pool, set: usize, from: usize, to: usize) -> bool {
    let held = split.holders[from].iter();
    let Some(&(_, held)) = held.clone().find(|held| held.0 as usize == set) else {
        return false;
    };
    // A place worth a fraction is kept: giving it up for a whole one cannot
    // be possible in a best split, and whole for whole is all we trade.
    let last_is_whole = split.last_cover(from) >= 1.0;
    let (on_from, on_to) = (f64::from(split.on[from]), f64::from(split.on[to]));
    let (required_from, required_to) = (split.required[from], split.required[to]);
    let better = (2.0 * on_from - 1.0) * required_to > (2.0 * on_to + 1.0) * required_from;
    if !last_is_whole || !better {
        return false;
    }
    let level = (on_from * required_to - on_to * required_from) / (required_from + required_to);
    let room = (required_to - on_to).floor();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least 1, and at most the agents held"
    )]
    let count = level.min(room).floor().clamp(1.0, f64::from(held)) as u32;
    split.take(pool, set, from, count);
    split.put(pool, set, to, count);
    true
}

fn place_surplus(scheduled: &mut [u32], required: &[f64], skills: &[usize], count: u32) {
    let (wanted, unwanted): (Vec<usize>, Vec<usize>) =
        skills.iter().partition(|&&skill| required[skill] > 0.0);
    if wanted.is_empty() {
        if let Some(&first) = unwanted.first() {
            scheduled[first] += count;
        }
        return;
    }
    let ratio = |scheduled: &[u32], skill: usize| f64::from(scheduled[skill]) / required[skill];
    for _ in 0..count {
        let mut lowest = wanted[0];
        for &skill in &wanted[1..] {
            if ratio(scheduled, skill) < ratio(scheduled, lowest) {
                lowest = skill;
            }
        }
        scheduled[lowest] += 1;
    }
}
