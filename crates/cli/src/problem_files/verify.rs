use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use optimizer::{StaffingProblem, StaffingSolution, check};

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
    if breaches.is_empty() {
        println!(
            "Every rule is kept and every figure is right: objective {:.4}, bound {:.4}, {} segments.",
            solution.objective,
            solution.bound,
            solution.segments.len()
        );
        return Ok(ExitCode::SUCCESS);
    }
    for breach in breaches.iter().take(SHOWN) {
        println!("{:?}: {breach}", breach.rule);
    }
    if breaches.len() > SHOWN {
        println!("… and {} more.", breaches.len() - SHOWN);
    }
    Ok(ExitCode::FAILURE)
}
