//! `make-problem`, `solve` and `verify`: the optimizer on problem files, without a workspace.

mod candidates;
mod figures;
mod make;
mod solve;
mod verify;

use std::io::{BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Fault;

/// What can be done with problem files.
#[derive(Subcommand)]
pub(crate) enum ProblemCommand {
    /// Write a realistic staffing problem, made up from a seed
    MakeProblem(make::Arguments),
    /// Solve a staffing problem; progress goes to standard error
    Solve(solve::Arguments),
    /// Write what could be recommended, for other solvers to choose from
    #[command(hide = true)]
    Candidates(candidates::Arguments),
    /// Fill in the figures of a solution of which only segments and bound are known
    #[command(hide = true)]
    Figures(figures::Arguments),
    /// Check a solution with the independent checker: every rule and every figure
    Verify(verify::Arguments),
}

/// Does what was asked; the exit status tells how it went.
pub(crate) fn run(command: &ProblemCommand) -> ExitCode {
    let outcome = match command {
        ProblemCommand::MakeProblem(arguments) => make::make(arguments),
        ProblemCommand::Solve(arguments) => solve::solve(arguments),
        ProblemCommand::Candidates(arguments) => candidates::candidates(arguments),
        ProblemCommand::Figures(arguments) => figures::figures(arguments),
        ProblemCommand::Verify(arguments) => verify::verify(arguments),
    };
    outcome.unwrap_or_else(|fault| {
        eprintln!("{fault}");
        ExitCode::FAILURE
    })
}

fn read<T: DeserializeOwned>(path: &Path, what: &str) -> Result<T, Fault> {
    let file = std::fs::File::open(path)
        .map_err(|cause| format!("{} cannot be read: {cause}.", path.display()))?;
    serde_json::from_reader(BufReader::new(file))
        .map_err(|cause| format!("{} is no {what}: {cause}.", path.display()).into())
}

/// To a file, or to standard output where none is named.
fn write<T: Serialize>(value: &T, path: Option<&Path>) -> Result<(), Fault> {
    let mut text = serde_json::to_vec(value)?;
    text.push(b'\n');
    match path {
        Some(path) => std::fs::write(path, text)
            .map_err(|cause| format!("{} cannot be written: {cause}.", path.display()).into()),
        None => Ok(std::io::stdout().write_all(&text)?),
    }
}
