//! Python environments of their own, in the target folder: programs that others
//! wrote, and that ours is compared with or tried by.

use std::path::PathBuf;

use crate::command::{Program, root, target};
use crate::fault::Fault;
use crate::{debian, fingerprint};

/// Packages of the Python package index that live together.
pub struct Environment {
    /// The name of its folder.
    pub name: &'static str,
    /// The file that names every package and its version, from the repository's folder.
    pub requirements: &'static str,
}

impl Environment {
    /// Where its Python is, once installed.
    pub fn python(&self) -> PathBuf {
        let place = match cfg!(windows) {
            true => "Scripts/python.exe",
            false => "bin/python",
        };
        self.folder().join(place)
    }

    /// Makes it anew, unless it holds what its requirements say.
    pub fn install(&self) -> Result<(), Fault> {
        let requirements = root().join(self.requirements);
        let wanted = fingerprint::of(std::slice::from_ref(&requirements), &[])?;
        let stamp = self.folder().join("installed.stamp");
        if fingerprint::is_stamped(&stamp, &wanted) {
            println!(
                "Python packages: those of {} are in place.",
                self.requirements
            );
            return Ok(());
        }
        let system = if cfg!(windows) { "python" } else { "python3" };
        if !Program::new(system, &["-c", "import ensurepip, venv"]).succeeds() {
            debian::install(debian::FOR_PYTHON)?;
        }
        let folder = self.folder().to_string_lossy().into_owned();
        Program::new(system, &["-m", "venv", "--clear", &folder])
            .with_remedy("Install Python 3.11 or newer with its venv module, and start again.")
            .run()?;
        let install = ["-m", "pip", "install", "--quiet", "-r", self.requirements];
        Program::new(self.python(), &install)
            .with_remedy("Check that the Python package index can be reached, and start again.")
            .run()?;
        fingerprint::stamp(&stamp, &wanted)
    }

    fn folder(&self) -> PathBuf {
        target().join("python").join(self.name)
    }
}
