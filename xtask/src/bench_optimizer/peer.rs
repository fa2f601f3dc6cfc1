use std::fs;
use std::path::PathBuf;

use super::instance::Instance;
use super::table::Outcome;
use super::{MARKS, cli, verify};
use crate::command::{Program, root};
use crate::fault::Fault;
use crate::python::Environment;

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

    /// Solves, fills in the figures, and has the answer verified.
    pub fn solve(
        &self,
        instance: &Instance,
        problem: &str,
        candidates: &str,
    ) -> Result<Outcome, Fault> {
        let file = |end: &str| problem.replace(".json", &format!(".{}.{end}", self.script));
        let (found, solution, marks) = (file("segments.json"), file("json"), file("marks"));
        let script = self.folder_of_scripts().join(format!("{}.py", self.script));
        let seconds = MARKS[MARKS.len() - 1].to_string();
        println!("> {} by {}", instance.name(), self.name);
        // Whatever an earlier run left would be taken for this one's.
        let _ = fs::remove_file(&marks);
        let arguments = [
            &script.to_string_lossy(),
            problem,
            candidates,
            &seconds,
            &found,
            &marks,
        ];
        let is_done = Program::new(self.environment.python(), &[])
            .with_arguments(&arguments)
            .succeeds();
        let said = fs::read_to_string(&marks).unwrap_or_default();
        let mut outcome = Outcome::of_marks(&said);
        let figures = cli().with_arguments(&["figures", problem, &found, "-o", &solution]);
        outcome.is_verified = is_done && figures.succeeds() && verify(problem, &solution);
        Ok(outcome)
    }

    fn folder_of_scripts(&self) -> PathBuf {
        root().join("benches").join("peers")
    }
}
