use std::path::Path;

use super::instance::Instance;
use super::kept::{Mark, Outcome};
use super::peer::Peer;
use super::{MARKS, cli, cli_path, verify};
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
    Outcome {
        marks: vec![Mark {
            seconds,
            objective,
            bound,
        }],
        is_verified: verify(&problem, &solution),
        ..Outcome::default()
    }
}

/// Objective and bound of the last line of `solve`.
fn figures(said: &str) -> (Option<f64>, Option<f64>) {
    let words: Vec<&str> = said
        .lines()
        .last()
        .unwrap_or("")
        .split_whitespace()
        .collect();
    let number = |after: &str| {
        let at = words.iter().position(|word| *word == after)?;
        words.get(at + 1)?.trim_end_matches(',').parse().ok()
    };
    (number("objective"), number("bound"))
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn figures_are_found_in_what_the_command_line_says() {
        let said = "objective 12.5000, bound 12.2500, gap 2.0000 %, 3 segments; read in 0.00 s, solved and checked in 1.00 s\n";
        assert_eq!(figures(said), (Some(12.5), Some(12.25)));
        assert_eq!(figures(""), (None, None));
    }
}
