//! `cargo xtask run`: from a fresh machine to the program at work.

use crate::command::{Program, target};
use crate::fault::Fault;
use crate::{debian, ui};

/// How the program is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Ready soonest; shares its parts with the tests.
    Quick,
    /// As it is shipped.
    Release,
}

/// Where the recommendations go when there is no window to export them from.
const EXPORT: &str = "recommendations.csv";

/// Opens the window on the sample contact centre; without a display, does the
/// same job on the command line.
pub fn run(build: Build) -> Result<(), Fault> {
    if has_display() {
        open_window(build)
    } else {
        run_command_line(build)
    }
}

fn open_window(build: Build) -> Result<(), Fault> {
    println!("Shiftwright: set up, build, and open the window on the sample contact centre.\n");
    debian::install(debian::FOR_WINDOW)?;
    ui::packages()?;
    ui::build()?;
    compile("shiftwright", build)?;
    println!("\nOpening the window. Close it to end the program.");
    Program::new(built("shiftwright", build), &["--sample"])
        .with_remedy(
            "If no display can be opened: check DISPLAY, or unset it for the command line.",
        )
        .run()
}

fn run_command_line(build: Build) -> Result<(), Fault> {
    println!(
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n\
         The command line does the same job: it imports the sample roster into the sample contact centre,\n\
         shows coverage and gaps, runs the optimization, and writes the recommendations to {EXPORT}.\n"
    );
    debian::install(debian::FOR_COMMAND_LINE)?;
    compile("cli", build)?;
    println!();
    Program::new(
        built("shiftwright-cli", build),
        &["run", "--sample", "--export", EXPORT],
    )
    .run()
}

/// An empty variable is as good as none: that is how it is usually switched off.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn compile(package: &str, build: Build) -> Result<(), Fault> {
    println!("Building; the first time on a machine takes some minutes.");
    let mut arguments = vec!["build", "--locked", "--package", package];
    if build == Build::Release {
        arguments.push("--release");
    }
    Program::cargo(&arguments)
        .with_remedy("The lines above name the file and the line.")
        .run()
}

fn built(program: &str, build: Build) -> std::path::PathBuf {
    let profile = if build == Build::Release {
        "release"
    } else {
        "debug"
    };
    target()
        .join(profile)
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}
