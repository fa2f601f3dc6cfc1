use std::path::{Path, PathBuf};

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

/// How close to the best possible an answer has to be proven to be after some time.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    pub seconds: u32,
    pub percent: f64,
}

/// All that are measured, the small ones first.
pub fn instances() -> Vec<Instance> {
    let sizes = [
        (20, 3, 1),
        (40, 4, 1),
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

    pub fn goals(&self) -> &'static [Goal] {
        const fn goal(seconds: u32, percent: f64) -> Goal {
            Goal { seconds, percent }
        }
        const GOALS: [&[Goal]; 5] = [
            &[goal(5, 0.2)],
            &[goal(10, 0.2)],
            &[goal(10, 0.5), goal(60, 0.2)],
            &[goal(20, 0.5)],
            &[goal(60, 1.0)],
        ];
        match (self.agents, self.days) {
            (..=100, _) => GOALS[0],
            (..=300, _) => GOALS[1],
            (..=1000, ..=7) => GOALS[2],
            (..=1000, _) => GOALS[3],
            _ => GOALS[4],
        }
    }

    /// Where the problem is.
    pub fn problem(&self, folder: &Path) -> PathBuf {
        self.file(folder, "json")
    }

    /// Where the list of what could be recommended is.
    pub fn candidates(&self, folder: &Path) -> PathBuf {
        self.file(folder, "candidates.json")
    }

    pub fn file(&self, folder: &Path, end: &str) -> PathBuf {
        folder.join(format!("{}.{end}", self.name()))
    }

    /// Writes the problem.
    pub fn make(&self, folder: &Path) -> Result<(), Fault> {
        let problem = self.problem(folder);
        let numbers = [self.agents, self.skills, self.days].map(|number| number.to_string());
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
            &self.seed.to_string(),
            "-o",
            &problem.to_string_lossy(),
        ];
        cli().with_arguments(&arguments).run()
    }

    /// Writes what could be recommended.
    pub fn make_candidates(&self, folder: &Path) -> Result<(), Fault> {
        let (problem, candidates) = (self.problem(folder), self.candidates(folder));
        let (problem, candidates) = (problem.to_string_lossy(), candidates.to_string_lossy());
        cli()
            .with_arguments(&["candidates", &problem, "-o", &candidates])
            .run()
    }
}
