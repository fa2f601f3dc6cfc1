use std::fmt::Write;

use super::MARKS;

/// What a solver knew at each of the times: incumbent and bound.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    at: [(Option<f64>, Option<f64>); 3],
    /// How long the model took to build, in seconds, where there is one.
    built: Option<f64>,
    pub is_verified: bool,
}

impl Outcome {
    /// Of the lines of `solve --progress`.
    pub fn of_progress(said: &str) -> Self {
        let mut outcome = Self::default();
        for line in said.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let number = |after: &str| {
                let at = words.iter().position(|word| *word == after)?;
                words.get(at + 1)?.parse::<f64>().ok()
            };
            let elapsed = words.first().and_then(|word| word.parse::<f64>().ok());
            let (Some(elapsed), Some(objective)) = (elapsed, number("objective")) else {
                continue;
            };
            for (known, mark) in outcome.at.iter_mut().zip(MARKS) {
                if elapsed <= f64::from(mark) || mark == MARKS[2] {
                    *known = (Some(objective), number("bound"));
                }
            }
        }
        outcome
    }

    /// Of the marks that the scripts write.
    pub fn of_marks(said: &str) -> Self {
        let mut outcome = Self::default();
        for line in said.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                ["built", seconds] => outcome.built = seconds.parse().ok(),
                ["mark", mark, objective, bound] => {
                    let place = MARKS.iter().position(|known| mark.parse() == Ok(*known));
                    if let Some(place) = place {
                        outcome.at[place] = (objective.parse().ok(), bound.parse().ok());
                    }
                }
                _ => {}
            }
        }
        outcome
    }
}

/// One line for each problem and solver; gaps are to the best bound that any
/// solver found.
#[derive(Default)]
pub struct Table {
    rows: Vec<(String, Vec<(&'static str, Outcome)>)>,
}

impl Table {
    pub fn add(&mut self, name: &str, outcomes: Vec<(&'static str, Outcome)>) {
        self.rows.push((name.to_owned(), outcomes));
    }

    /// In Markdown.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "| problem | solver | model built | 1 s | 10 s | 60 s | own gap at 60 s | verified | behind |\n\
             |---|---|---|---|---|---|---|---|---|\n",
        );
        for (name, outcomes) in &self.rows {
            let bounds = outcomes.iter().flat_map(|(_, outcome)| outcome.at);
            let bound = bounds.filter_map(|at| at.1).fold(0.0, f64::max);
            for (solver, outcome) in outcomes {
                let gaps = outcome.at.map(|at| gap(at.0, Some(bound)));
                let own = gap(outcome.at[2].0, outcome.at[2].1);
                let built = outcome
                    .built
                    .map_or("–".into(), |seconds| format!("{seconds:.1} s"));
                let verified = if outcome.is_verified { "yes" } else { "**no**" };
                let behind = behind(outcome, outcomes);
                let _ = writeln!(
                    text,
                    "| {name} | {solver} | {built} | {} | {} | {} | {own} | {verified} | {behind} |",
                    gaps[0], gaps[1], gaps[2]
                );
            }
        }
        text
    }
}

/// The times at which another solver had a better plan.
fn behind(own: &Outcome, all: &[(&'static str, Outcome)]) -> String {
    let mut times = Vec::new();
    for (place, mark) in MARKS.iter().enumerate() {
        let value = own.at[place].0.unwrap_or(f64::INFINITY);
        let best = all
            .iter()
            .filter_map(|(_, other)| other.at[place].0)
            .fold(f64::INFINITY, f64::min);
        if best < value - 1e-6 * best.abs().max(1.0) {
            times.push(format!("{mark} s"));
        }
    }
    times.join(", ")
}

fn gap(objective: Option<f64>, bound: Option<f64>) -> String {
    match (objective, bound) {
        (Some(objective), Some(bound)) if objective > 1e-9 => {
            format!("{:.2} %", 100.0 * (objective - bound) / objective)
        }
        (Some(_), Some(_)) => "0.00 %".into(),
        _ => "none".into(),
    }
}
