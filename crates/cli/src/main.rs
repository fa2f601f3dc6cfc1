//! The whole job without a window, and the embedded workspace for other clients.

mod findings;
mod json;
mod problem_files;
mod run;
mod serve;
mod tables;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Import shifts, see coverage, close the gaps: without a window.
#[derive(Parser)]
#[command(name = "shiftwright-cli", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Import a spreadsheet, show coverage and gaps, optimize, export the recommendations
    Run(RunArguments),
    /// Serve the embedded workspace for other clients until Ctrl-C
    Serve(ServeArguments),
    #[command(flatten)]
    Problem(problem_files::ProblemCommand),
}

#[derive(Args)]
struct RunArguments {
    /// The shift spreadsheet (CSV); without one, the sample roster for next week
    #[arg(required_unless_present = "sample")]
    file: Option<PathBuf>,
    /// Work in the sample contact centre instead of a workspace with your own data
    #[arg(long)]
    sample: bool,
    /// Staffing requirements to load first (CSV: skill, interval start, required agents)
    #[arg(long, value_name = "FILE")]
    requirements: Option<PathBuf>,
    /// Write the recommendations to this CSV file
    #[arg(long, value_name = "OUT.csv")]
    export: Option<PathBuf>,
    /// Print one JSON object with coverage, gaps, job and recommendations, and nothing else
    #[arg(long)]
    json: bool,
    /// The zone of the spreadsheet's times and of the output; else the computer's
    #[arg(long, value_name = "NAME")]
    zone: Option<Tz>,
    /// Gaps are skills whose coverage is below this share
    #[arg(long, value_name = "SHARE", default_value_t = 0.85)]
    threshold: f64,
    /// Keep the workspace in this folder; else it is gone afterwards
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Args)]
struct ServeArguments {
    /// Serve the sample contact centre instead of an empty workspace
    #[arg(long)]
    sample: bool,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// The client id that may sign in
    #[arg(long, value_name = "ID")]
    client_id: String,
    /// Read the client secret from the first line of standard input
    #[arg(long, required = true)]
    client_secret_stdin: bool,
    /// Keep the workspace in this folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// Why the command ends without having done its job, for people.
type Fault = Box<dyn std::error::Error>;

/// Exit status of a job that was done, although rows or shifts were left out.
const LEFT_OUT: u8 = 3;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let outcome = match CommandLine::parse().command {
        Command::Run(arguments) => run::run(arguments).await,
        Command::Problem(command) => problem_files::run(&command),
        Command::Serve(arguments) => serve::serve(arguments).await.map(|()| ExitCode::SUCCESS),
    };
    outcome.unwrap_or_else(|fault| {
        eprintln!("{fault}");
        ExitCode::FAILURE
    })
}
