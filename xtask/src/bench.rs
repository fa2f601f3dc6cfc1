//! `cargo xtask bench intake` and `cargo xtask bench window`: the program beside its peers, and its window.

use crate::command::Program;
use crate::fault::Fault;
use crate::python::Environment;
use crate::tools::TAURI_DRIVER;
use crate::{debian, ui};

/// The peers that read tables.
const PEERS: Environment = Environment {
    name: "intake",
    requirements: "benches/peers/requirements-intake.txt",
};

/// A million shifts as CSV, from bytes to checked shifts.
pub fn intake() -> Result<(), Fault> {
    PEERS.install()?;
    let python = PEERS.python().to_string_lossy().into_owned();
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
