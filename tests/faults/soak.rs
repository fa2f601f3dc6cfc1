//! Thousands of imports and dozens of runs through a server that fails every fifth
//! call, by a process that is killed again and again: in the end the workspace holds
//! what the spreadsheet says, and nothing twice.

mod plan;
mod trouble;
mod worker;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use cxone::ClientSettings;
use secrecy::ExposeSecret;
use tokio::io::{AsyncBufReadExt, BufReader};
use workflow::Store;
use workflow::optimization::RunOutcome;

use self::plan::{Plan, requirements};
use self::trouble::Trouble;
use crate::bench::Bench;
use crate::fault_server::FaultServer;
use crate::held;

/// Chooses the seed of the whole soak.
const SEED: &str = "SHIFTWRIGHT_SOAK_SEED";

#[tokio::test(flavor = "multi_thread")]
async fn a_short_soak() {
    soak(Plan {
        seed: 49,
        imports: 60,
        runs: 4,
        kills: 5,
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes; `cargo xtask soak` runs it"]
async fn the_whole_soak() {
    let seed = std::env::var(SEED).ok();
    soak(Plan {
        seed: seed.map_or(49, |seed| seed.parse().unwrap()),
        imports: 2_000,
        runs: 50,
        kills: 30,
    })
    .await;
}

async fn soak(plan: Plan) {
    let begun = Instant::now();
    println!("Seed {}: {plan:?}", plan.seed);
    let bench = Bench::start().await;
    bench
        .workspace
        .load_requirements(requirements())
        .await
        .unwrap();
    let trouble = Trouble::new(plan);
    let script = trouble.clone();
    let base = bench.workspace.base_url();
    let server = FaultServer::before(&base, move |asked| script.befalls(asked)).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(plan::FILE), plan.spreadsheet()).unwrap();
    let secret = bench.workspace.client_secret().expose_secret();

    let mut starts = 0;
    let ended_well = loop {
        starts += 1;
        let mut process = worker::start(plan, &server.url, secret, folder.path());
        let said = process.stdout.take().unwrap();
        let mut lines = BufReader::new(said).lines();
        trouble.may_kill(process);
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.starts_with(worker::SAYS) {
                println!("{:4} s {line}", begun.elapsed().as_secs());
            }
        }
        let (status, killed) = trouble.ended().await;
        // What a killed process had sent is on its way, and arrives before the next one starts.
        server.idle().await;
        if !killed {
            break status.success();
        }
    };
    assert!(ended_well, "the importing process failed, see above");

    let figures = trouble.figures();
    let came_to = check(plan, &bench, folder.path()).await;
    println!(
        "{:.1} s: {} imports of {} shifts, {} runs; {} calls, {} of them with a fault ({:.1} %); {} starts, {} kills; {came_to}",
        begun.elapsed().as_secs_f64(),
        plan.imports,
        plan.shifts().len(),
        plan.runs,
        figures.calls,
        figures.faults,
        100.0 * figures.faults as f64 / figures.calls as f64,
        starts,
        figures.kills,
    );
    assert_eq!(figures.kills, plan.kills);
    assert_eq!(starts, plan.kills + 1);
    let share = figures.faults as f64 / figures.calls as f64;
    assert!((0.1..0.3).contains(&share), "{share} of the calls");
    bench.workspace.shut_down().await;
}

/// The workspace's store and the planner's agree with the spreadsheet.
async fn check(plan: Plan, bench: &Bench, folder: &std::path::Path) -> String {
    let mut expected = plan.shifts();
    expected.sort();
    let shifts = held::shifts(bench.folder.path());
    let first_other = shifts.iter().zip(&expected).find(|(held, due)| held != due);
    assert_eq!(first_other, None, "held, and expected");
    assert_eq!(shifts.len(), expected.len());

    let store = Store::open(&folder.join(worker::STORE)).unwrap();
    let imports = store.imports().unwrap();
    assert_eq!(imports.len(), plan.imports);
    assert_eq!(store.open_imports().unwrap(), []);
    assert!(imports.iter().all(|import| import.failed == 0));
    let taken: usize = imports.iter().map(|import| import.processed).sum();
    let sent: usize = (0..plan.imports)
        .map(|import| plan.lines(import).len())
        .sum();
    assert_eq!(taken, sent, "the planner's history says what was taken");

    let jobs = held::runs(bench.folder.path());
    let runs = store.runs().unwrap();
    assert_eq!((jobs.len(), runs.len()), (plan.runs, plan.runs));
    assert!(runs.iter().all(|run| run.outcome == RunOutcome::Completed));
    let known = runs
        .iter()
        .map(|run| store.job_of(&run.id).unwrap().unwrap());
    let known: BTreeSet<String> = known.collect();
    assert_eq!(known, jobs.into_iter().collect());
    format!("{taken} shifts taken, {} runs completed", runs.len())
}

/// As [`impatient`](crate::bench::impatient), with time for hundreds of shifts on a busy machine.
fn settings() -> ClientSettings {
    let mut settings = crate::bench::impatient();
    settings.timeouts.whole = Duration::from_secs(5);
    settings
}
