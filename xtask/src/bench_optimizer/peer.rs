use std::fs;
use std::path::{Path, PathBuf};

use super::instance::Instance;
use super::kept::Outcome;
use super::{cli, verified};
use crate::command::{Program, root};
use crate::fault::Fault;
use crate::python::Environment;

/// Runs the others.
const WITHIN_MEMORY: &str = "within_memory.py";

/// Another solver, in a Python environment of its own: their packages cannot
/// live in one.
pub struct Peer {
    pub name: &'static str,
    script: &'static str,
    environment: Environment,
}

impl Peer {
    pub fn highs() -> Self {
        Self {
            name: "HiGHS",
            script: "highs",
            environment: Environment {
                name: "highs",
                requirements: "benches/peers/requirements-highs.txt",
            },
        }
    }

    pub fn cpsat() -> Self {
        Self {
            name: "CP-SAT",
            script: "cpsat",
            environment: Environment {
                name: "cpsat",
                requirements: "benches/peers/requirements-cpsat.txt",
            },
        }
    }

    /// Installs the pinned versions, unless they are there.
    pub fn install(&self) -> Result<(), Fault> {
        self.environment.install()
    }

    /// What its runs are made from, the problem aside.
    pub fn sources(&self) -> Vec<PathBuf> {
        let scripts = self.folder_of_scripts();
        vec![
            scripts.join(WITHIN_MEMORY),
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
        let scripts = self.folder_of_scripts();
        let within_memory = scripts.join(WITHIN_MEMORY);
        let script = scripts.join(format!("{}.py", self.script));
        // Whatever an earlier run left would be taken for this one's.
        let _ = fs::remove_file(&marks);
        let arguments = [
            &within_memory.to_string_lossy(),
            &script.to_string_lossy(),
            &problem.to_string_lossy(),
            &candidates.to_string_lossy(),
            &*seconds.to_string(),
            &found.to_string_lossy(),
            &marks.to_string_lossy(),
        ];
        let is_done = Program::new(self.environment.python(), &[])
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
        let is_answered = is_done && figures.succeeds();
        let verified = is_answered.then(|| verified(&problem, &solution)).flatten();
        let outcome = Outcome {
            has_failed: !is_done,
            ..Outcome::of_lines(&said)
        };
        outcome.verified_as(verified)
    }

    fn folder_of_scripts(&self) -> PathBuf {
        root().join("benches").join("peers")
    }
}
