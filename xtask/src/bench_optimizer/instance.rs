use std::path::Path;

use super::cli;
use crate::fault::Fault;

/// A problem made up from a seed.
#[derive(Clone, Copy, Debug)]
pub struct Instance {
    pub agents: usize,
    skills: usize,
    days: usize,
    load: &'static str,
    seed: u64,
}

/// All that are measured, the small ones first.
pub fn instances() -> Vec<Instance> {
    let sizes = [
        (100, 5, 7),
        (300, 10, 7),
        (1000, 20, 7),
        (1000, 20, 28),
        (10_000, 50, 7),
    ];
    let mut all = Vec::new();
    for (agents, skills, days) in sizes {
        for load in ["0.7", "0.85"] {
            for seed in 1..=3 {
                all.push(Instance {
                    agents,
                    skills,
                    days,
                    load,
                    seed,
                });
            }
        }
    }
    all
}

impl Instance {
    /// Agents, skills, days, load and seed.
    pub fn name(&self) -> String {
        let Self {
            agents,
            skills,
            days,
            load,
            seed,
        } = self;
        format!("{agents}-{skills}-{days}d-{load}-{seed}")
    }

    /// Writes the problem; tells where to.
    pub fn make(&self, folder: &Path) -> Result<String, Fault> {
        let path = self.file(folder, "json");
        let numbers = [self.agents, self.skills, self.days].map(|number| number.to_string());
        let seed = self.seed.to_string();
        let arguments = [
            "make-problem",
            "--agents",
            &numbers[0],
            "--skills",
            &numbers[1],
            "--days",
            &numbers[2],
            "--interval",
            "15",
            "--load",
            self.load,
            "--seed",
            &seed,
            "-o",
            &path,
        ];
        cli().with_arguments(&arguments).run()?;
        Ok(path)
    }

    /// Writes what could be recommended; tells where to.
    pub fn candidates(&self, folder: &Path, problem: &str) -> Result<String, Fault> {
        let path = self.file(folder, "candidates.json");
        cli()
            .with_arguments(&["candidates", problem, "-o", &path])
            .run()?;
        Ok(path)
    }

    fn file(&self, folder: &Path, end: &str) -> String {
        let path = folder.join(format!("{}.{end}", self.name()));
        path.to_string_lossy().into_owned()
    }
}
