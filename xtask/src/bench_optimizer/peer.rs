use std::fs;
use std::path::{Path, PathBuf};

use super::instance::Instance;
use super::kept::Outcome;
use super::{cli, verify};
use crate::command::{Program, root, target};
use crate::fault::Fault;

/// Another solver, in a Python environment of its own: their packages cannot
/// live in one.
pub struct Peer {
    pub name: &'static str,
    script: &'static str,
}

impl Peer {
    pub fn highs() -> Self {
        Self {
            name: "HiGHS",
            script: "highs",
        }
    }

    pub fn cpsat() -> Self {
        Self {
            name: "CP-SAT",
            script: "cpsat",
        }
    }

    /// Installs the pinned versions, unless they are there.
    pub fn install(&self) -> Result<(), Fault> {
        let wanted = self
            .folder_of_scripts()
            .join(format!("requirements-{}.txt", self.script));
        let text =
            fs::read_to_string(&wanted).map_err(|cause| Fault::file("read", &wanted, &cause))?;
        let done = self.environment().join("installed.txt");
        if fs::read_to_string(&done).is_ok_and(|installed| installed == text) {
            return Ok(());
        }
        let environment = self.environment().to_string_lossy().into_owned();
        Program::new("python3", &["-m", "venv", &environment])
            .with_remedy("Install Python 3 with its venv module, and start again.")
            .run()?;
        let wanted = wanted.to_string_lossy();
        Program::new(
            self.python(),
            &["-m", "pip", "install", "--quiet", "-r", &wanted],
        )
        .with_remedy("Check that the Python package index can be reached, and start again.")
        .run()?;
        fs::write(&done, text).map_err(|cause| Fault::file("write", &done, &cause))
    }

    /// What its runs are made from, the problem aside.
    pub fn sources(&self) -> Vec<PathBuf> {
        let scripts = self.folder_of_scripts();
        vec![
            scripts.join("model.py"),
            scripts.join(format!("{}.py", self.script)),
            scripts.join(format!("requirements-{}.txt", self.script)),
        ]
    }

    /// Solves, fills in the figures, and has the answer verified.
    pub fn solve(&self, instance: &Instance, folder: &Path, seconds: u32) -> Outcome {
        let file = |end: &str| instance.file(folder, &format!("{}.{end}", self.script));
        let (found, solution, marks) = (file("segments.json"), file("json"), file("marks"));
        let (problem, candidates) = (instance.problem(folder), instance.candidates(folder));
        let script = self.folder_of_scripts().join(format!("{}.py", self.script));
        // Whatever an earlier run left would be taken for this one's.
        let _ = fs::remove_file(&marks);
        let arguments = [
            &script.to_string_lossy(),
            &problem.to_string_lossy(),
            &candidates.to_string_lossy(),
            &*seconds.to_string(),
            &found.to_string_lossy(),
            &marks.to_string_lossy(),
        ];
        let is_done = Program::new(self.python(), &[])
            .with_arguments(&arguments)
            .succeeds();
        let said = fs::read_to_string(&marks).unwrap_or_default();
        let figures = cli().with_arguments(&[
            "figures",
            &problem.to_string_lossy(),
            &found.to_string_lossy(),
            "-o",
            &solution.to_string_lossy(),
        ]);
        let is_verified = is_done && figures.succeeds() && verify(&problem, &solution);
        Outcome {
            is_verified,
            ..Outcome::of_lines(&said)
        }
    }

    fn environment(&self) -> PathBuf {
        target().join("peers").join(self.script)
    }

    fn python(&self) -> PathBuf {
        let place: &Path = if cfg!(windows) {
            Path::new("Scripts/python.exe")
        } else {
            Path::new("bin/python")
        };
        self.environment().join(place)
    }

    fn folder_of_scripts(&self) -> PathBuf {
        root().join("benches").join("peers")
    }
}
