use std::fmt::Write;

use super::MARKS;
use super::contestant::Contestant;
use super::instance::Instance;
use super::kept::{Mark, Outcome};

/// The runs of each solver on a problem, by their time in seconds.
pub type Row = (Instance, Vec<(Contestant, Vec<(u32, Outcome)>)>);

/// In Markdown: how far each solver came on each problem, and how ours stands to its goals.
pub fn text(rows: &[Row]) -> String {
    format!("{}\n{}", beside_each_other(rows), goals(rows))
}

/// One line for each problem and solver; gaps are to the best bound that any solver found.
fn beside_each_other(rows: &[Row]) -> String {
    let mut text = String::from(
        "| problem | solver | model built | 1 s | 10 s | 60 s | own gap at 60 s | verified | behind |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for (instance, solvers) in rows {
        let all: Vec<[Option<Mark>; 3]> = solvers.iter().map(|solver| marks(&solver.1)).collect();
        let bound = best_bound(solvers);
        for ((solver, runs), own) in solvers.iter().zip(&all) {
            let gaps = own.map(|mark| gap(mark.and_then(|mark| mark.objective), Some(bound)));
            let last = own[MARKS.len() - 1];
            let own_gap = gap(
                last.and_then(|mark| mark.objective),
                last.and_then(|mark| mark.bound),
            );
            let built = runs.iter().find_map(|(_, outcome)| outcome.built);
            let built = built.map_or("–".into(), |seconds| format!("{seconds:.1} s"));
            let is_verified = runs.iter().all(|(_, outcome)| outcome.is_verified);
            let has_failed = runs.iter().any(|(_, outcome)| outcome.has_failed);
            let verified = match (has_failed, is_verified) {
                (true, _) => "failed",
                (false, true) => "yes",
                (false, false) => "**no**",
            };
            let _ = writeln!(
                text,
                "| {} | {} | {built} | {} | {} | {} | {own_gap} | {verified} | {} |",
                instance.name(),
                solver.name(),
                gaps[0],
                gaps[1],
                gaps[2],
                behind(own, &all)
            );
        }
    }
    text
}

/// One line for each problem and goal of ours: the gap that it proves itself.
fn goals(rows: &[Row]) -> String {
    let mut text = String::from("| problem | within | goal | proven gap |\n|---|---|---|---|\n");
    for (instance, solvers) in rows {
        let ours = solvers
            .iter()
            .find(|(solver, _)| matches!(solver, Contestant::Ours));
        for goal in instance.goals() {
            let runs = ours.iter().flat_map(|(_, runs)| runs);
            let mut marks = runs.flat_map(|(_, outcome)| &outcome.marks);
            let Some(mark) = marks.find(|mark| mark.seconds == goal.seconds) else {
                continue;
            };
            let met = match (mark.objective, mark.bound) {
                (Some(objective), Some(bound)) => {
                    objective - bound <= goal.percent / 100.0 * objective
                }
                _ => false,
            };
            let proven = gap(mark.objective, mark.bound);
            let shown = if met { proven } else { format!("**{proven}**") };
            let _ = writeln!(
                text,
                "| {} | {} s | {} % | {shown} |",
                instance.name(),
                goal.seconds,
                goal.percent
            );
        }
    }
    text
}

/// The best bound that any solver found. A plan that was checked proves one above it wrong: a
/// solver without an answer may name one nevertheless.
fn best_bound(solvers: &[(Contestant, Vec<(u32, Outcome)>)]) -> f64 {
    let outcomes = || solvers.iter().flat_map(|(_, runs)| runs).map(|run| &run.1);
    let verified = outcomes().filter(|outcome| outcome.is_verified);
    let plans = verified.flat_map(|outcome| &outcome.marks);
    let best = plans
        .filter_map(|mark| mark.objective)
        .fold(f64::INFINITY, f64::min);
    let bounds = outcomes().flat_map(|outcome| &outcome.marks);
    let possible = bounds
        .filter_map(|mark| mark.bound)
        .filter(|bound| *bound <= best + 1e-6);
    possible.fold(0.0, f64::max)
}

/// What was known at each of the times that are compared.
fn marks(runs: &[(u32, Outcome)]) -> [Option<Mark>; 3] {
    MARKS.map(|seconds| {
        let mut marks = runs.iter().flat_map(|(_, outcome)| &outcome.marks);
        marks.find(|mark| mark.seconds == seconds).copied()
    })
}

/// The times at which another solver had a better plan.
fn behind(own: &[Option<Mark>; 3], all: &[[Option<Mark>; 3]]) -> String {
    let mut times = Vec::new();
    for (place, mark) in MARKS.iter().enumerate() {
        let objective = |of: &[Option<Mark>; 3]| of[place].and_then(|mark| mark.objective);
        let Some(run) = own[place] else { continue };
        let value = run.objective.unwrap_or(f64::INFINITY);
        let best = all
            .iter()
            .filter_map(objective)
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
