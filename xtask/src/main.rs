//! The project's own commands: `cargo xtask run`, `cargo xtask test`,
//! `cargo xtask contract`, `cargo xtask bench intake`, `cargo xtask soak`,
//! `cargo xtask bindings`.
//!
//! Nothing but the standard library: this is the first thing that a fresh
//! machine compiles, and it installs what everything else needs.

mod advisories;
mod bench;
mod bench_optimizer;
mod command;
mod debian;
mod fault;
mod fingerprint;
mod python;
mod report;
mod run;
mod soak;
mod test;
mod tools;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask <command>

  run [--release]  Install what is missing, build, and open the window on the sample contact
                   centre. Without a display, do the same job on the command line.
                   The usual build keeps debug code except in the optimizer and the staffing
                   arithmetic, where it would be felt: it is ready sooner than --release, and
                   the tests share most of its parts.
  test             Install what is missing, then run every check and every test there is.
  contract         Of these, only what tries the served API with others' tools: schemathesis and a
                   client in Python (from PyPI, in the target folder).
  bench intake     Measure how a CSV of a million shifts becomes checked shifts, beside the csv
                   crate, polars, and pandas with pydantic (from PyPI, in the target folder).
  bench window     Measure what a planner waits for in the window: start, a dropped file of 100,000
                   shifts, scrolling, memory. Wants a quiet machine.
  bench optimizer [PART…]
                   Measure the optimizer beside HiGHS and CP-SAT (Python packages, installed
                   under the target folder) on problems whose name holds a PART; without
                   one, on all, which takes hours. A PART can name a solver (ours, HiGHS,
                   CP-SAT). Every run is kept: what stopped goes on where it was. Wants a quiet
                   machine.
  soak [SEED]      Import 2,000 times and optimize 50 times through faults in every fifth call, killed
                   30 times on the way, and compare what stands then with the spreadsheet.
                   Takes some minutes; another SEED, a number, is another soak.
  bindings         Write ui/src/bindings.ts anew from the commands of src-tauri.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["run"] => run::run(run::Build::Quick),
        ["run", "--release"] => run::run(run::Build::Release),
        ["test"] => return test::test(),
        ["contract"] => test::contract(),
        ["bench", "intake"] => bench::intake(),
        ["bench", "window"] => bench::window(),
        ["soak"] => soak::soak(None),
        ["soak", seed] => soak::soak(Some(seed)),
        ["bindings"] => test::write_bindings(),
        ["bench", "optimizer", only @ ..] => bench_optimizer::optimizer(only),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!(
                "There is no such command: {}\n\n{USAGE}",
                arguments.join(" ")
            );
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault}");
            ExitCode::FAILURE
        }
    }
}
