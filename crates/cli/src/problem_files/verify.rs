use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use optimizer::{RuleBreach, StaffingProblem, StaffingSolution, check};

use super::read;
use crate::Fault;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The staffing problem
    #[arg(value_name = "PROBLEM.json")]
    problem: PathBuf,
    /// What is said to solve it
    #[arg(value_name = "SOLUTION.json")]
    solution: PathBuf,
}

/// Breaches shown one by one; more are only counted.
const SHOWN: usize = 20;

pub(super) fn verify(arguments: &Arguments) -> Result<ExitCode, Fault> {
    let problem: StaffingProblem = read(&arguments.problem, "staffing problem")?;
    let solution: StaffingSolution = read(&arguments.solution, "solution")?;
    let breaches = check(&problem, &solution);
    match print(&solution, &breaches) {
        // Whoever reads no further, as `head`, still wants to know the outcome.
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(cause.into()),
        _ if breaches.is_empty() => Ok(ExitCode::SUCCESS),
        _ => Ok(ExitCode::FAILURE),
    }
}

fn print(solution: &StaffingSolution, breaches: &[RuleBreach]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if breaches.is_empty() {
        return writeln!(
            out,
            "Every rule is kept and every figure is right: objective {:.4}, bound {:.4}, {} segments.",
            solution.objective,
            solution.bound,
            solution.segments.len()
        );
    }
    for breach in breaches.iter().take(SHOWN) {
        writeln!(out, "{:?}: {breach}", breach.rule)?;
    }
    if breaches.len() > SHOWN {
        writeln!(out, "… and {} more.", breaches.len() - SHOWN)?;
    }
    Ok(())
}
