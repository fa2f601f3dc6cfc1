//! `cargo xtask bench optimizer`: ours beside other solvers, in a table.

mod instance;
mod peer;
mod table;

use std::fs;
use std::path::PathBuf;

use crate::command::{Program, target};
use crate::fault::Fault;
use instance::{Instance, instances};
use peer::Peer;
use table::{Outcome, Table};

/// Times at which incumbents and bounds are compared, in seconds.
const MARKS: [u32; 3] = [1, 10, 60];

/// Problems larger than this are not given to the others: their models alone
/// would not fit into memory.
const MOST_FOR_PEERS: usize = 1000;

/// Runs the benchmark of the optimizer; `only` are parts of instances' names,
/// none of them means all.
pub fn optimizer(only: &[&str]) -> Result<(), Fault> {
    Program::cargo(&["build", "--release", "--locked", "--package", "cli"])
        .with_remedy("The lines above name the file and the line.")
        .run()?;
    let peers = [Peer::highs(), Peer::cpsat()];
    for peer in &peers {
        peer.install()?;
    }
    let folder = target().join("bench");
    fs::create_dir_all(&folder).map_err(|cause| Fault::file("create", &folder, &cause))?;
    let mut table = Table::default();
    let chosen = |instance: &Instance| {
        only.is_empty() || only.iter().any(|part| instance.name().contains(part))
    };
    for instance in instances().into_iter().filter(chosen) {
        let problem = instance.make(&folder)?;
        let mut outcomes = vec![("ours", ours(&instance, &problem)?)];
        if instance.agents <= MOST_FOR_PEERS {
            let candidates = instance.candidates(&folder, &problem)?;
            for peer in &peers {
                outcomes.push((peer.name, peer.solve(&instance, &problem, &candidates)?));
            }
        }
        table.add(&instance.name(), outcomes);
        let path = folder.join("optimizer.md");
        fs::write(&path, table.text()).map_err(|cause| Fault::file("write", &path, &cause))?;
    }
    println!("\n{}", table.text());
    Ok(())
}

fn ours(instance: &Instance, problem: &str) -> Result<Outcome, Fault> {
    let solution = problem.replace(".json", ".ours.json");
    let seconds = MARKS[MARKS.len() - 1].to_string();
    let arguments = [
        "solve",
        problem,
        "--seconds",
        &seconds,
        "--threads",
        "2",
        "--progress",
        "-o",
        &solution,
    ];
    println!("> {} by ours", instance.name());
    let said = cli().with_arguments(&arguments).error_output();
    let mut outcome = Outcome::of_progress(&said.unwrap_or_default());
    outcome.is_verified = verify(problem, &solution);
    Ok(outcome)
}

/// Our command line, as it is shipped.
fn cli() -> Program {
    Program::new(cli_path(), &[])
}

fn cli_path() -> PathBuf {
    let file = format!("shiftwright-cli{}", std::env::consts::EXE_SUFFIX);
    target().join("release").join(file)
}

/// Whether the independent checker finds nothing wrong.
fn verify(problem: &str, solution: &str) -> bool {
    cli()
        .with_arguments(&["verify", problem, solution])
        .succeeds()
}
