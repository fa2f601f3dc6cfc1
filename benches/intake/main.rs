//! From a file of a million shifts to validated shifts: this program against its peers.
//!
//! `cargo xtask bench intake` prepares the peers and starts this. Each contestant
//! runs in a process of its own, so that its peak memory is its own.

mod roster;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use serde_json::{Value, json};
use spreadsheet::{Choices, understand};
use workbook::{Book, Opening};

type Fault = Box<dyn Error>;

/// Shifts in the file, unless `--shifts` says otherwise.
const SHIFTS: usize = 1_000_000;
/// The best of so many runs counts.
const RUNS: usize = 7;

fn main() -> ExitCode {
    if let Some(code) = workbook::apart::serve_if_asked() {
        return code;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let (mut python, mut shifts) = (None, SHIFTS);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or("a value is missing");
        match argument.as_str() {
            "--only" => {
                let (contestant, file) = (value()?, PathBuf::from(value()?));
                return alone(&contestant, &file);
            }
            "--python" => python = Some(value()?),
            "--shifts" => shifts = value()?.parse()?,
            // What `cargo bench` adds by itself.
            _ => {}
        }
    }
    compare(python.as_deref(), shifts)
}

/// Measures all contestants, one after the other, and prints a table.
fn compare(python: Option<&str>, shifts: usize) -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("roster.csv");
    std::fs::write(&file, roster::csv(shifts))?;
    let size = std::fs::metadata(&file)?.len();
    println!("{shifts} shifts, {:.1} MB of CSV\n", megabytes(size));
    let own = std::env::current_exe()?;
    let ours = |name: &str| {
        let mut command = Command::new(&own);
        command.args(["--only", name]).arg(&file);
        measured(command)
    };
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches/peers");
    let peer = |python: &str, script: &str| {
        let mut command = Command::new(python);
        command.arg(peers.join(script)).arg(&file);
        measured(command)
    };
    let mut all = vec![
        ("csv crate, records only (the floor)", ours("floor")?),
        ("Shiftwright, bytes to checked shifts", ours("ours")?),
        ("  of that, bytes to rows", ours("open")?),
        (
            "Shiftwright, file through its child process",
            ours("apart")?,
        ),
    ];
    if let Some(python) = python {
        all.push(("polars, times only", peer(python, "intake_polars.py")?));
        all.push(("pandas + pydantic", peer(python, "intake_pandas.py")?));
    }
    let floor = all.first().map_or(1.0, |(_, measured)| measured.seconds);
    println!(
        "{:<46}{:>10}{:>10}{:>12}",
        "", "seconds", "× floor", "peak × file"
    );
    for (name, measured) in &all {
        let peak = measured.peak.map_or_else(
            || "–".to_owned(),
            |peak| format!("{:.1}", peak as f64 / size as f64),
        );
        println!(
            "{name:<46}{:>10.3}{:>10.2}{peak:>12}",
            measured.seconds,
            measured.seconds / floor
        );
    }
    Ok(())
}

/// What one contestant took.
struct Measured {
    seconds: f64,
    /// Bytes.
    peak: Option<u64>,
}

fn measured(mut command: Command) -> Result<Measured, Fault> {
    let output = command.output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("{command:?} failed: {said}").into());
    }
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    Ok(Measured {
        seconds: answer["seconds"].as_f64().ok_or("no seconds")?,
        peak: answer["peak"].as_u64(),
    })
}

/// One contestant, in a process of its own.
fn alone(contestant: &str, file: &Path) -> Result<(), Fault> {
    let (mut best, mut count) = (f64::MAX, 0);
    for _ in 0..RUNS {
        let seconds;
        (seconds, count) = match contestant {
            "floor" => floor(file)?,
            "open" => open(file)?,
            "ours" => ours(file)?,
            "apart" => apart(file)?,
            other => return Err(format!("There is no contestant {other}.").into()),
        };
        best = best.min(seconds);
    }
    println!(
        "{}",
        json!({ "seconds": best, "shifts": count, "peak": peak() })
    );
    Ok(())
}

/// The csv crate reading the same bytes into records, and nothing else.
fn floor(file: &Path) -> Result<(f64, usize), Fault> {
    let bytes = std::fs::read(file)?;
    let began = Instant::now();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let mut record = csv::StringRecord::new();
    let mut count = 0;
    while reader.read_record(&mut record)? {
        count += 1;
    }
    Ok((began.elapsed().as_secs_f64(), count))
}

fn open(file: &Path) -> Result<(f64, usize), Fault> {
    let bytes = std::fs::read(file)?;
    let began = Instant::now();
    let book = workbook::open_bytes("roster.csv", bytes, &Opening::default())?;
    Ok((began.elapsed().as_secs_f64(), book.rows.len()))
}

fn ours(file: &Path) -> Result<(f64, usize), Fault> {
    let bytes = std::fs::read(file)?;
    let began = Instant::now();
    let book = workbook::open_bytes("roster.csv", bytes, &Opening::default())?;
    let count = checked(&book)?;
    Ok((began.elapsed().as_secs_f64(), count))
}

fn apart(file: &Path) -> Result<(f64, usize), Fault> {
    let program = std::env::current_exe()?;
    let began = Instant::now();
    let book = workbook::apart::open(&program, file, &Opening::default(), &|| false)?;
    let count = checked(&book)?;
    Ok((began.elapsed().as_secs_f64(), count))
}

/// How many shifts a book has; all must be sound.
fn checked(book: &Book) -> Result<usize, Fault> {
    let reading = understand(book, &Choices::new(chrono_tz::Europe::London))?;
    match reading.problems.first() {
        None => Ok(reading.shifts.len()),
        Some(problem) => Err(problem.to_string().into()),
    }
}

/// The most memory that this process had at a time, in bytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
