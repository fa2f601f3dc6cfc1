use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use optimizer::StaffingProblem;

use super::{read, write};
use crate::Fault;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The staffing problem
    #[arg(value_name = "PROBLEM.json")]
    problem: PathBuf,
    /// Where to; else standard output
    #[arg(short, long, value_name = "CANDIDATES.json")]
    output: Option<PathBuf>,
}

pub(super) fn candidates(arguments: &Arguments) -> Result<ExitCode, Fault> {
    let problem: StaffingProblem = read(&arguments.problem, "staffing problem")?;
    write(
        &optimizer::candidates(&problem)?,
        arguments.output.as_deref(),
    )?;
    Ok(ExitCode::SUCCESS)
}
