use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use optimizer::{StaffingProblem, StaffingSolution};

use super::{read, write};
use crate::Fault;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The staffing problem
    #[arg(value_name = "PROBLEM.json")]
    problem: PathBuf,
    /// Its segments and its bound count, its other figures do not
    #[arg(value_name = "SOLUTION.json")]
    solution: PathBuf,
    /// Where to; else standard output
    #[arg(short, long, value_name = "SOLUTION.json")]
    output: Option<PathBuf>,
}

pub(super) fn figures(arguments: &Arguments) -> Result<ExitCode, Fault> {
    let problem: StaffingProblem = read(&arguments.problem, "staffing problem")?;
    let known: StaffingSolution = read(&arguments.solution, "solution")?;
    let solution = optimizer::figures(&problem, &known.segments, known.bound)?;
    write(&solution, arguments.output.as_deref())?;
    Ok(ExitCode::SUCCESS)
}
