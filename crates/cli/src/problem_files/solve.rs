use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use optimizer::{Limits, Progress, StaffingProblem};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::{read, write};
use crate::Fault;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The staffing problem
    #[arg(value_name = "PROBLEM.json")]
    problem: PathBuf,
    /// How long to search; the check of the answer comes on top
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// How many threads
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Where chances are drawn from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Stop after so many rounds: the same answer on every machine
    #[arg(long)]
    iterations: Option<u64>,
    /// Stop when (objective - bound) / objective is proven to be this small
    #[arg(long, default_value_t = 1e-6)]
    gap: f64,
    /// Print progress to standard error
    #[arg(long)]
    progress: bool,
    /// Where to; else standard output
    #[arg(short, long, value_name = "SOLUTION.json")]
    output: Option<PathBuf>,
}

/// Exit status of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 128 + SIGINT;

/// Ctrl-C, or the request to end (SIGTERM), stops the search: its best answer so
/// far is written. A second time it ends the program.
pub(super) fn solve(arguments: &Arguments) -> Result<ExitCode, Fault> {
    let cancel = Arc::new(AtomicBool::new(false));
    stop_when_asked(&cancel)?;
    let began = Instant::now();
    let problem: StaffingProblem = read(&arguments.problem, "staffing problem")?;
    let loaded = began.elapsed();
    let time = Duration::try_from_secs_f64(arguments.seconds)
        .map_err(|cause| format!("--seconds {}: {cause}.", arguments.seconds))?;
    let limits = Limits {
        time,
        threads: arguments.threads,
        seed: arguments.seed,
        iterations: arguments.iterations,
        gap: arguments.gap,
        cancel,
    };
    let mut tell = |progress: &Progress| {
        if arguments.progress {
            eprintln!(
                "{:8.2} s  objective {:12.4}  bound {:12.4}  gap {:7.4} %{}",
                progress.elapsed.as_secs_f64(),
                progress.objective,
                progress.bound,
                progress.gap * 100.0,
                if progress.has_answer {
                    ""
                } else {
                    "  (no checked answer yet)"
                }
            );
        }
    };
    let solution = optimizer::solve(&problem, &limits, &mut tell)?;
    write(&solution, arguments.output.as_deref())?;
    if limits.cancel.load(Ordering::Relaxed) {
        eprintln!("Stopped before the search was done. The best answer so far is kept.");
    }
    eprintln!(
        "objective {:.4}, bound {:.4}, gap {:.4} %, {} segments; read in {:.2} s, solved and checked in {:.2} s",
        solution.objective,
        solution.bound,
        solution.gap_to_bound() * 100.0,
        solution.segments.len(),
        loaded.as_secs_f64(),
        (began.elapsed() - loaded).as_secs_f64()
    );
    Ok(ExitCode::SUCCESS)
}

fn stop_when_asked(cancel: &Arc<AtomicBool>) -> std::io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first time, the flag is not set yet.
        flag::register_conditional_shutdown(signal, INTERRUPTED, Arc::clone(cancel))?;
        flag::register(signal, Arc::clone(cancel))?;
    }
    Ok(())
}
