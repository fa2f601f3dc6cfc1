//! Programs for the tests that come from the Rust registry. They go into the
//! target folder, so that nothing outside the repository changes.

use std::fs;
use std::path::PathBuf;

use crate::command::{Program, root, target};
use crate::fault::Fault;

/// Formatter and linter: a minimal Rust toolchain comes without them.
pub fn rust_components() -> Result<(), Fault> {
    let there = |tool| Program::cargo(&[tool, "--version"]).succeeds();
    if there("fmt") && there("clippy") {
        println!("Rust components: rustfmt and clippy are installed.");
        return Ok(());
    }
    Program::new("rustup", &["component", "add", "rustfmt", "clippy"])
        .with_remedy("Install rustfmt and clippy for this Rust toolchain, and start again.")
        .run()
}

/// A program of the Rust registry, in exactly this version.
pub struct Tool {
    /// Name of the package and of its program.
    pub name: &'static str,
    /// The version to install.
    pub version: &'static str,
}

/// Stands between a WebDriver client and the web view's own driver.
pub const TAURI_DRIVER: Tool = Tool {
    name: "tauri-driver",
    version: "2.1.0",
};

/// Checks licences, sources and banned crates (deny.toml).
pub const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

impl Tool {
    /// Where the program is, once installed.
    pub fn path(&self) -> PathBuf {
        let file = format!("{}{}", self.name, std::env::consts::EXE_SUFFIX);
        folder().join("bin").join(file)
    }

    /// Installs it, unless this version is there.
    pub fn install(&self) -> Result<(), Fault> {
        let package = format!("{}@{}", self.name, self.version);
        if self.path().is_file() && self.is_recorded() {
            println!("{package} is installed in {}.", self.path().display());
            return Ok(());
        }
        // Debug code is built in half the time, and quick enough for these two.
        let folder = folder().to_string_lossy().into_owned();
        let arguments = [
            "install", &package, "--locked", "--debug", "--root", &folder,
        ];
        Program::cargo(&arguments)
            // Cargo then builds in a temporary folder, and leaves only the program.
            .without_variable("CARGO_TARGET_DIR")
            .with_variable("CARGO_PROFILE_DEV_DEBUG", "false")
            .in_folder(&root())
            .with_remedy("Check that the Rust registry can be reached, and start again.")
            .run()
    }

    /// Whether cargo's own list in the tools folder names this version.
    fn is_recorded(&self) -> bool {
        fs::read_to_string(folder().join(".crates.toml"))
            .is_ok_and(|list| list.contains(&format!("\"{} {} ", self.name, self.version)))
    }
}

fn folder() -> PathBuf {
    target().join("tools")
}
