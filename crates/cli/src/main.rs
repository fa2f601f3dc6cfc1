//! The whole job without a window, and the embedded workspace for other clients.

mod books;
mod check;
mod doubts;
mod fault;
mod findings;
mod json;
mod problem_files;
mod run;
mod secret;
mod serve;
mod tables;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand, ValueEnum};
use fault::Fault;
use spreadsheet::DateOrder;
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
    /// Read and check a spreadsheet of shifts, and print how it was understood
    ///
    /// Ends with 0 if no row has an error, with 3 if some have, and with 2 if the
    /// file could not be read as shifts at all.
    Check(CheckArguments),
    /// Serve the embedded workspace for other clients until Ctrl-C
    Serve(ServeArguments),
    #[command(flatten)]
    Problem(problem_files::ProblemCommand),
}

#[derive(Args)]
struct RunArguments {
    /// The shift spreadsheet; without one, the sample roster for next week
    #[arg(required_unless_present = "sample")]
    file: Option<PathBuf>,
    /// Work in the sample contact centre instead of a workspace with your own data
    #[arg(long)]
    sample: bool,
    /// A spreadsheet of staffing requirements to load first
    #[arg(long, value_name = "FILE")]
    requirements: Option<PathBuf>,
    /// Write the recommendations to this CSV file
    #[arg(long, value_name = "OUT.csv")]
    export: Option<PathBuf>,
    /// Print one JSON object with coverage, gaps, job and recommendations, and nothing else
    #[arg(long)]
    json: bool,
    /// The zone of the spreadsheet's times and of the output; else the computer's
    #[arg(long, value_name = "NAME", value_parser = zone)]
    zone: Option<Tz>,
    /// Gaps are skills whose coverage is below this share
    #[arg(long, value_name = "SHARE", default_value_t = 0.85)]
    threshold: f64,
    /// Keep the workspace and what was sent in this folder; else it is gone afterwards
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    tenant: TenantArguments,
}

/// A server that is somewhere else.
#[derive(Args)]
struct TenantArguments {
    /// Work with the server of the WFM API at this address, such as a CXone tenant
    #[arg(
        long,
        value_name = "ADDRESS",
        requires_all = ["file", "client_id", "client_secret_stdin", "data"],
        conflicts_with_all = ["sample", "requirements"],
    )]
    url: Option<String>,
    /// Who signs in there
    #[arg(long, value_name = "ID", requires = "url")]
    client_id: Option<String>,
    /// Read the client secret from the first line of standard input
    #[arg(long, requires = "url")]
    client_secret_stdin: bool,
    /// Where its tokens come from; else /oauth/token
    #[arg(long, value_name = "PATH", requires = "url")]
    token_path: Option<String>,
    /// What the path of every call begins with; else /api/v1/wfm
    #[arg(long, value_name = "PATH", requires = "url")]
    api_prefix: Option<String>,
    /// Start an optimization although it is not known whether an earlier one was started
    #[arg(long)]
    anew: bool,
}

#[derive(Args)]
struct CheckArguments {
    /// The shift spreadsheet: CSV, text, .xlsx, .xlsm, .xls or .ods
    file: PathBuf,
    /// The zone of its times; else the computer's
    #[arg(long, value_name = "NAME", value_parser = zone)]
    zone: Option<Tz>,
    /// The sheet of a workbook; else the first that looks like a table
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What a column is: "Column=field", or "Column=ignore"; may be repeated
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// The order of day, month and year where the file leaves it open
    #[arg(long, value_name = "ORDER")]
    date_order: Option<ChosenOrder>,
    /// Known skill ids: one a line, or the first column of a spreadsheet
    #[arg(long, value_name = "FILE")]
    skills: Option<PathBuf>,
    /// Print one JSON object with all that was read, and nothing else
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ChosenOrder {
    Dmy,
    Mdy,
    Ymd,
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
    /// Answer however many requests come, instead of 20 a second with bursts of 40
    #[arg(long)]
    no_rate_limit: bool,
}

/// Exit status of a job that was done, although rows or shifts were left out.
const LEFT_OUT: u8 = 3;

impl From<ChosenOrder> for DateOrder {
    fn from(order: ChosenOrder) -> Self {
        match order {
            ChosenOrder::Dmy => Self::DayFirst,
            ChosenOrder::Mdy => Self::MonthFirst,
            ChosenOrder::Ymd => Self::YearFirst,
        }
    }
}

/// A zone by its name.
fn zone(name: &str) -> Result<Tz, String> {
    name.parse().map_err(|_| {
        "there is no such zone; write it like Europe/London or America/New_York".to_owned()
    })
}

fn main() -> ExitCode {
    // First of all: this process may be there for nothing but to read a file.
    if let Some(read) = workbook::apart::serve_if_asked() {
        return read;
    }
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match CommandLine::parse().command {
        Command::Run(arguments) => in_background(run::run(arguments)),
        Command::Serve(arguments) => in_background(async {
            serve::serve(arguments).await?;
            Ok(ExitCode::SUCCESS)
        }),
        Command::Check(arguments) => check::check(&arguments),
        Command::Problem(command) => problem_files::run(&command),
    }
}

/// Does what waits for others a lot.
#[tokio::main]
async fn in_background(job: impl Future<Output = Result<ExitCode, Fault>>) -> ExitCode {
    job.await.unwrap_or_else(|fault| {
        eprintln!("{}", fault::in_words(&fault));
        ExitCode::FAILURE
    })
}
