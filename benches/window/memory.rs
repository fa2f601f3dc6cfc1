//! The memory of the program with its web view, as Linux counts it.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::desktop::running_shiftwrights;

/// Megabytes that the program and all its children hold; what processes share
/// is divided among them (PSS).
pub fn of_program() -> Result<f64> {
    let all = processes()?;
    let own = running_shiftwrights()?.into_iter();
    let mut family: Vec<i32> = own.map(|id| id.as_raw_nonzero().get()).collect();
    ensure!(!family.is_empty(), "the program does not run");
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        let children = all.iter().filter(|(_, of)| *of == parent);
        let new: Vec<i32> = children
            .map(|(id, _)| *id)
            .filter(|id| !family.contains(id))
            .collect();
        family.extend(new);
        at += 1;
    }
    let kilobytes: u64 = family.iter().filter_map(|id| pss(*id)).sum();
    Ok(kilobytes as f64 / 1024.0)
}

/// Every process and its parent.
fn processes() -> Result<Vec<(i32, i32)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Ok(id) = entry?.file_name().to_string_lossy().parse::<i32>() else {
            continue;
        };
        // One that ended meanwhile is none any more.
        let Ok(stat) = fs::read_to_string(format!("/proc/{id}/stat")) else {
            continue;
        };
        let after_name = stat.rsplit_once(')').context("a process without a name")?.1;
        let parent = after_name.split_whitespace().nth(1);
        all.push((id, parent.context("a process without a parent")?.parse()?));
    }
    Ok(all)
}

fn pss(id: i32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}
