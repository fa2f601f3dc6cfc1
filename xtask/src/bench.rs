//! `cargo xtask bench intake` and `cargo xtask bench window`: the program beside its peers, and its window.

use std::fs;
use std::path::PathBuf;

use crate::command::{Program, root, target};
use crate::fault::Fault;
use crate::tools::TAURI_DRIVER;
use crate::{debian, ui};

/// The packages of the peers that read tables.
const REQUIREMENTS: &str = "benches/peers/requirements-intake.txt";

/// A million shifts as CSV, from bytes to checked shifts.
pub fn intake() -> Result<(), Fault> {
    let python = peers()?;
    let python = python.to_string_lossy().into_owned();
    let benchmark = [
        "bench",
        "-p",
        "spreadsheet",
        "--bench",
        "intake_peers",
        "--",
    ];
    Program::cargo(&[&benchmark[..], &["--python", &python]].concat()).run()
}

/// What a planner waits for in the window of the program as it is shipped.
pub fn window() -> Result<(), Fault> {
    debian::install(&[debian::FOR_WINDOW, debian::FOR_TESTS].concat())?;
    ui::packages()?;
    ui::build()?;
    TAURI_DRIVER.install()?;
    Program::cargo(&["bench", "--locked", "--bench", "window"])
        .with_variable("TAURI_DRIVER", TAURI_DRIVER.path())
        .with_remedy("Logs of the desktop are in target/journey/bench-window.")
        .run()
}

/// A Python environment of their own for the peers, in the target folder.
fn peers() -> Result<PathBuf, Fault> {
    let folder = target().join("peers-intake");
    let python = match cfg!(windows) {
        true => folder.join("Scripts").join("python.exe"),
        false => folder.join("bin").join("python"),
    };
    let wanted = fs::read_to_string(root().join(REQUIREMENTS)).unwrap_or_default();
    let installed = folder.join("requirements.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        println!("Peers: installed in {}.", folder.display());
        return Ok(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    let shown = folder.to_string_lossy().into_owned();
    Program::new(system, &["-m", "venv", "--clear", &shown])
        .with_remedy("The peers need Python 3.11 or newer with its venv module.")
        .run()?;
    Program::new(
        &python,
        &["-m", "pip", "install", "--quiet", "-r", REQUIREMENTS],
    )
    .with_remedy("The peers come from PyPI, so this needs the network once.")
    .run()?;
    fs::write(&installed, wanted).map_err(|cause| {
        Fault::new(
            format!("{} cannot be written: {cause}.", installed.display()),
            "Check that the target folder can be written to.",
        )
    })?;
    Ok(python)
}
