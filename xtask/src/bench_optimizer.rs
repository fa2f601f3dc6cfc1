//! `cargo xtask bench optimizer`: ours beside other solvers, in a table. The whole takes longer
//! than a machine is quiet, so every run is kept and only those that are missing are made.

mod contestant;
mod instance;
mod kept;
mod peer;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Program, target};
use crate::fault::Fault;
use contestant::{Contestant, contestants};
use instance::{Instance, instances};
use kept::Kept;

/// Times at which incumbents and bounds are compared, in seconds.
const MARKS: [u32; 3] = [1, 10, 60];

/// Runs what is missing of the benchmark, and writes the table of all that is kept. `parts` are
/// parts of problems' names, or names of solvers; none of a kind means all of it.
pub fn optimizer(parts: &[&str]) -> Result<(), Fault> {
    Program::cargo(&["build", "--release", "--locked", "--package", "cli"])
        .with_remedy("The lines above name the file and the line.")
        .run()?;
    let folder = target().join("bench").join("optimizer");
    fs::create_dir_all(&folder).map_err(|cause| Fault::file("create", &folder, &cause))?;
    let kept = Kept::in_folder(&folder);
    let (solvers, names): (Vec<&str>, Vec<&str>) = parts
        .iter()
        .partition(|part| contestants().iter().any(|solver| solver.is_named(part)));
    let is_chosen = |instance: &Instance| {
        names.is_empty() || names.iter().any(|part| instance.name().contains(part))
    };
    for instance in instances().into_iter().filter(is_chosen) {
        for solver in contestants() {
            let is_chosen = solvers.is_empty() || solvers.iter().any(|name| solver.is_named(name));
            if is_chosen {
                measure(&instance, &solver, &folder, &kept)?;
                write_table(&folder, &kept)?;
            }
        }
    }
    println!("\n{}", write_table(&folder, &kept)?);
    Ok(())
}

/// Makes the runs that are missing of one solver on one problem.
fn measure(
    instance: &Instance,
    solver: &Contestant,
    folder: &Path,
    kept: &Kept,
) -> Result<(), Fault> {
    instance.make(folder)?;
    if solver.needs_candidates() {
        instance.make_candidates(folder)?;
    }
    let stamp = solver.fingerprint(instance, folder)?;
    for seconds in solver.times(instance) {
        if kept.outcome(instance, solver, seconds, &stamp).is_none() {
            println!("> {} by {}, {seconds} s", instance.name(), solver.name());
            let outcome = solver.solve(instance, folder, seconds)?;
            kept.keep(instance, solver, seconds, &stamp, &outcome)?;
        }
    }
    Ok(())
}

/// The table of all that is kept and still holds.
fn write_table(folder: &Path, kept: &Kept) -> Result<String, Fault> {
    let mut rows = Vec::new();
    for instance in instances() {
        let mut found = Vec::new();
        for solver in contestants() {
            let stamp = solver.fingerprint(&instance, folder)?;
            let times = solver.times(&instance).into_iter();
            let runs: Vec<_> = times
                .filter_map(|seconds| {
                    let outcome = kept.outcome(&instance, &solver, seconds, &stamp)?;
                    Some((seconds, outcome))
                })
                .collect();
            if !runs.is_empty() {
                found.push((solver, runs));
            }
        }
        if !found.is_empty() {
            rows.push((instance, found));
        }
    }
    let text = table::text(&rows);
    let path = folder.join("table.md");
    fs::write(&path, &text).map_err(|cause| Fault::file("write", &path, &cause))?;
    Ok(text)
}

/// Our command line, as it is shipped.
fn cli() -> Program {
    Program::new(cli_path(), &[])
}

fn cli_path() -> PathBuf {
    let file = format!("shiftwright-cli{}", std::env::consts::EXE_SUFFIX);
    target().join("release").join(file)
}

/// The objective of a solution in which the independent checker finds nothing wrong.
fn verified(problem: &Path, solution: &Path) -> Option<f64> {
    let (problem, solution) = (problem.to_string_lossy(), solution.to_string_lossy());
    let said = cli()
        .with_arguments(&["verify", &problem, &solution])
        .good_output()?;
    figures(&said).0
}

/// Objective and bound in the last line of what the command line says.
fn figures(said: &str) -> (Option<f64>, Option<f64>) {
    let words: Vec<&str> = said
        .lines()
        .last()
        .unwrap_or("")
        .split_whitespace()
        .collect();
    let number = |after: &str| {
        let at = words.iter().position(|word| *word == after)?;
        words.get(at + 1)?.trim_end_matches(',').parse().ok()
    };
    (number("objective"), number("bound"))
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn figures_are_found_in_what_the_command_line_says() {
        let said = "objective 12.5000, bound 12.2500, gap 2.0000 %, 3 segments; read in 0.00 s, solved and checked in 1.00 s\n";
        assert_eq!(figures(said), (Some(12.5), Some(12.25)));
        let said = "Every rule is kept and every figure is right: objective 12.5000, bound 12.2500, 3 segments.\n";
        assert_eq!(figures(said), (Some(12.5), Some(12.25)));
        assert_eq!(figures(""), (None, None));
    }
}
