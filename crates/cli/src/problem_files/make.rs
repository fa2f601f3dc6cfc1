use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use optimizer::{Recipe, sample};

use super::write;
use crate::Fault;

#[derive(Args)]
pub(crate) struct Arguments {
    /// How many agents
    #[arg(long)]
    agents: usize,
    /// How many skills
    #[arg(long)]
    skills: usize,
    /// How many days, 1 to 62
    #[arg(long, default_value_t = 7)]
    days: usize,
    /// Minutes of an interval: 15, 30 or 60
    #[arg(long, default_value_t = 15)]
    interval: u32,
    /// Scheduled hours as a share of required hours
    #[arg(long, default_value_t = 0.85)]
    load: f64,
    /// Same seed, same problem
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to; else standard output
    #[arg(short, long, value_name = "PROBLEM.json")]
    output: Option<PathBuf>,
}

pub(super) fn make(arguments: &Arguments) -> Result<ExitCode, Fault> {
    let problem = sample(&Recipe {
        agents: arguments.agents,
        skills: arguments.skills,
        days: arguments.days,
        interval_minutes: arguments.interval,
        load: arguments.load,
        seed: arguments.seed,
    })?;
    write(&problem, arguments.output.as_deref())?;
    Ok(ExitCode::SUCCESS)
}
