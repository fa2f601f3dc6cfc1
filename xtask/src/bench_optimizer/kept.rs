use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::contestant::Contestant;
use super::instance::Instance;
use crate::fault::Fault;

/// What a solver knew at some time: incumbent and bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    pub seconds: u32,
    pub objective: Option<f64>,
    pub bound: Option<f64>,
}

/// How far what a solver says of its answer may be off, as a share: its whole numbers are
/// whole within some tolerance.
const OFF: f64 = 1e-4;

/// What came of one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    pub marks: Vec<Mark>,
    /// How long the model took to build, in seconds, where there is one.
    pub built: Option<f64>,
    /// Whether it ended without an answer, as where memory runs out.
    pub has_failed: bool,
    pub is_verified: bool,
}

impl Outcome {
    /// Of lines `built SECONDS` and `mark SECONDS OBJECTIVE BOUND`; others say nothing here.
    pub fn of_lines(said: &str) -> Self {
        let mut outcome = Self::default();
        for line in said.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                ["built", seconds] => outcome.built = seconds.parse().ok(),
                ["mark", seconds, objective, bound] => {
                    if let Ok(seconds) = seconds.parse() {
                        outcome.marks.push(Mark {
                            seconds,
                            objective: objective.parse().ok(),
                            bound: bound.parse().ok(),
                        });
                    }
                }
                ["failed"] => outcome.has_failed = true,
                ["verified"] => outcome.is_verified = true,
                _ => {}
            }
        }
        outcome
    }

    /// Verified if the checker found the answer right, with the `objective` that the solver
    /// says it has.
    pub fn verified_as(self, objective: Option<f64>) -> Self {
        let said = self.marks.last().and_then(|mark| mark.objective);
        let is_verified = objective.is_some_and(|found| {
            said.is_none_or(|said| (said - found).abs() <= OFF * found.abs().max(1.0))
        });
        Self {
            is_verified,
            ..self
        }
    }

    fn lines(&self) -> String {
        let shown = |value: Option<f64>| value.map_or("-".into(), |value| value.to_string());
        let mut text = String::new();
        if let Some(seconds) = self.built {
            let _ = writeln!(text, "built {seconds}");
        }
        for mark in &self.marks {
            let (objective, bound) = (shown(mark.objective), shown(mark.bound));
            let _ = writeln!(text, "mark {} {objective} {bound}", mark.seconds);
        }
        if self.has_failed {
            text.push_str("failed\n");
        }
        if self.is_verified {
            text.push_str("verified\n");
        }
        text
    }
}

/// The runs made so far, a file each. Each says in its first line what it was made from; where
/// that has changed, it no longer counts.
pub struct Kept {
    folder: PathBuf,
}

impl Kept {
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    pub fn outcome(
        &self,
        instance: &Instance,
        solver: &Contestant,
        seconds: u32,
        stamp: &str,
    ) -> Option<Outcome> {
        let text = fs::read_to_string(self.file(instance, solver, seconds)).ok()?;
        let (made_from, lines) = text.split_once('\n')?;
        (made_from == stamp).then(|| Outcome::of_lines(lines))
    }

    pub fn keep(
        &self,
        instance: &Instance,
        solver: &Contestant,
        seconds: u32,
        stamp: &str,
        outcome: &Outcome,
    ) -> Result<(), Fault> {
        let path = self.file(instance, solver, seconds);
        let text = format!("{stamp}\n{}", outcome.lines());
        fs::write(&path, text).map_err(|cause| Fault::file("write", &path, &cause))
    }

    fn file(&self, instance: &Instance, solver: &Contestant, seconds: u32) -> PathBuf {
        let name = format!("{}.{}.{seconds}s.run", instance.name(), solver.name());
        self.folder.join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, Outcome};

    #[test]
    fn an_answer_is_what_the_solver_says_it_is() {
        let outcome = |objective| Outcome {
            marks: vec![Mark {
                seconds: 1,
                objective,
                bound: Some(0.0),
            }],
            ..Outcome::default()
        };
        assert!(outcome(Some(12.5)).verified_as(Some(12.5001)).is_verified);
        assert!(!outcome(Some(0.0)).verified_as(Some(12.5)).is_verified);
        assert!(!outcome(Some(12.5)).verified_as(None).is_verified);
        // Nothing found: the plan without extra work.
        assert!(outcome(None).verified_as(Some(12.5)).is_verified);
    }

    #[test]
    fn an_outcome_is_read_as_it_was_written() {
        let mark = |seconds, objective, bound| Mark {
            seconds,
            objective,
            bound,
        };
        let outcome = Outcome {
            marks: vec![mark(1, None, Some(2.5)), mark(10, Some(3.25), Some(3.0))],
            built: Some(0.5),
            is_verified: true,
            ..Outcome::default()
        };
        assert_eq!(Outcome::of_lines(&outcome.lines()), outcome);
        let failed = Outcome {
            has_failed: true,
            ..Outcome::default()
        };
        assert_eq!(Outcome::of_lines(&failed.lines()), failed);
        let bare = Outcome::default();
        assert_eq!(Outcome::of_lines(&bare.lines()), bare);
    }
}
