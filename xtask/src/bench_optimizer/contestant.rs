use std::path::Path;

use super::instance::Instance;
use super::kept::{Mark, Outcome};
use super::peer::Peer;
use super::{MARKS, cli, cli_path, figures, verified};
use crate::fault::Fault;
use crate::fingerprint;

/// Who solves.
pub enum Contestant {
    Ours,
    Peer(Peer),
}

/// Ours first.
pub fn contestants() -> [Contestant; 3] {
    [
        Contestant::Ours,
        Contestant::Peer(Peer::highs()),
        Contestant::Peer(Peer::cpsat()),
    ]
}

impl Contestant {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Peer(peer) => peer.name,
        }
    }

    pub fn is_named(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    pub fn needs_candidates(&self) -> bool {
        matches!(self, Self::Peer(_))
    }

    /// How long the runs last, in seconds. Ours plans how it uses its time, so each time is a
    /// run of its own; the others tell on the way of one run what they have.
    pub fn times(&self, instance: &Instance) -> Vec<u32> {
        match self {
            Self::Ours => {
                let goals = instance.goals().iter().map(|goal| goal.seconds);
                let mut times: Vec<u32> = MARKS.into_iter().chain(goals).collect();
                times.sort_unstable();
                times.dedup();
                times
            }
            Self::Peer(_) => vec![MARKS[MARKS.len() - 1]],
        }
    }

    /// Changes when a run would have to be made again.
    pub fn fingerprint(&self, instance: &Instance, folder: &Path) -> Result<String, Fault> {
        let mut from = vec![instance.problem(folder)];
        match self {
            Self::Ours => from.push(cli_path()),
            Self::Peer(peer) => {
                from.push(instance.candidates(folder));
                from.extend(peer.sources());
            }
        }
        fingerprint::of(&from, &["__pycache__"])
    }

    pub fn solve(
        &self,
        instance: &Instance,
        folder: &Path,
        seconds: u32,
    ) -> Result<Outcome, Fault> {
        match self {
            Self::Ours => Ok(ours(instance, folder, seconds)),
            Self::Peer(peer) => {
                peer.install()?;
                Ok(peer.solve(instance, folder, seconds))
            }
        }
    }
}

fn ours(instance: &Instance, folder: &Path, seconds: u32) -> Outcome {
    let problem = instance.problem(folder);
    let solution = instance.file(folder, "ours.json");
    let arguments = [
        "solve",
        &problem.to_string_lossy(),
        "--seconds",
        &seconds.to_string(),
        "--threads",
        "2",
        "-o",
        &solution.to_string_lossy(),
    ];
    let said = cli().with_arguments(&arguments).error_output();
    let (objective, bound) = figures(&said.unwrap_or_default());
    let outcome = Outcome {
        marks: vec![Mark {
            seconds,
            objective,
            bound,
        }],
        ..Outcome::default()
    };
    outcome.verified_as(verified(&problem, &solution))
}
