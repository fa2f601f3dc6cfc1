//! Other programs: shown before they start, and reported in words when they fail.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::fault::Fault;

/// A program to start, with its arguments.
pub struct Program {
    command: Command,
    shown: String,
    remedy: String,
}

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

impl Program {
    /// `name` with `arguments`, to be started in the repository's folder.
    pub fn new(name: impl AsRef<OsStr>, arguments: &[&str]) -> Self {
        let name = name.as_ref();
        let mut command = Command::new(name);
        command.args(arguments).current_dir(root());
        forget_own_package(&mut command);
        let mut shown = Path::new(name)
            .file_name()
            .unwrap_or(name)
            .to_string_lossy()
            .into_owned();
        for argument in arguments {
            shown.push(' ');
            shown.push_str(argument);
        }
        Self {
            command,
            shown,
            remedy: String::new(),
        }
    }

    /// Cargo, the one that started this program.
    pub fn cargo(arguments: &[&str]) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::new(cargo, arguments)
    }

    /// Starts it in another folder.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Gives it one more environment variable.
    pub fn with_variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes an environment variable from it.
    pub fn without_variable(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// What to tell the person at the terminal when it fails.
    pub fn with_remedy(mut self, remedy: &str) -> Self {
        remedy.clone_into(&mut self.remedy);
        self
    }

    /// Starts it with nothing to read, and waits for a good end.
    pub fn run(mut self) -> Result<(), Fault> {
        self.command.stdin(Stdio::null());
        self.run_with_terminal()
    }

    /// As [`Program::run`], but it may ask its questions at the terminal.
    pub fn run_with_terminal(mut self) -> Result<(), Fault> {
        println!("> {}", self.shown);
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Fault::new(
                format!("`{}` failed ({status}).", self.shown),
                self.remedy,
            )),
            Err(cause) => Err(self.could_not_start(&cause)),
        }
    }

    /// Adds arguments.
    pub fn with_arguments(mut self, arguments: &[&str]) -> Self {
        for argument in arguments {
            self.command.arg(argument);
            self.shown.push(' ');
            self.shown.push_str(argument);
        }
        self
    }

    /// What it prints to standard error, whatever its end; `None` where it cannot
    /// be started.
    pub fn error_output(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// What it prints, whatever its end; `None` where it cannot be started.
    pub fn output(mut self) -> Option<String> {
        self.printed().map(|(said, _)| said)
    }

    /// What it prints; `None` unless it ends well.
    pub fn good_output(mut self) -> Option<String> {
        let (said, status) = self.printed()?;
        status.success().then_some(said)
    }

    /// Whether it can be started and ends well; prints nothing.
    pub fn succeeds(mut self) -> bool {
        let command = self
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn printed(&mut self) -> Option<(String, ExitStatus)> {
        let command = self.command.stdin(Stdio::null()).stderr(Stdio::null());
        let output = command.output().ok()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        Some((said, output.status))
    }

    fn could_not_start(self, cause: &io::Error) -> Fault {
        let reason = if cause.kind() == io::ErrorKind::NotFound {
            format!(
                "`{}` cannot be started: there is no such program.",
                self.shown
            )
        } else {
            format!("`{}` cannot be started: {cause}.", self.shown)
        };
        Fault::new(reason, self.remedy)
    }
}

/// Takes away what `cargo run` says about this package. Build scripts that
/// watch these variables would otherwise build anew each time that a person
/// changes between `cargo test` and `cargo xtask test`.
fn forget_own_package(command: &mut Command) {
    let ours = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_NAME",
        "CARGO_CRATE_NAME",
    ];
    for (name, _) in std::env::vars_os() {
        if ours
            .iter()
            .any(|start| name.to_string_lossy().starts_with(start))
        {
            command.env_remove(&name);
        }
    }
}
