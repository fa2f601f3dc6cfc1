//! The process that imports and optimizes, and may be killed at any time.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use chrono_tz::Tz;
use cxone::wire::{self, OptimizationRequest};
use cxone::{Client, Credentials, Endpoint, PollSettings};
use spreadsheet::{Choices, Reading};
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;
use workbook::{Book, Opening};
use workflow::connection::Session;
use workflow::import::Selection;
use workflow::optimization::{self, RunOutcome};
use workflow::{Clock, SentFile, Store, WorkError};

use super::plan::{FILE, Plan, first_day};
use super::settings;
use crate::planner::{importer, later, request, session};

/// The planner's store.
pub const STORE: &str = "work.sqlite";

/// How lines begin that are meant for people.
pub const SAYS: &str = "Soak: ";

/// Seed, imports and runs; where to, and where it works.
const VARIABLES: [&str; 4] = ["SOAK_PLAN", "SOAK_URL", "SOAK_SECRET", "SOAK_FOLDER"];

/// So many attempts of one thing are no bad luck any more.
const ENOUGH: usize = 200;

pub fn start(plan: Plan, url: &str, secret: &str, folder: &Path) -> Child {
    let plan = format!("{} {} {}", plan.seed, plan.imports, plan.runs);
    let folder = folder.to_str().unwrap();
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "soak::worker::as_the_importing_process",
            "--ignored",
            "--nocapture",
        ])
        .envs(VARIABLES.into_iter().zip([&*plan, url, secret, folder]))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

#[tokio::test]
#[ignore = "the soak starts it, with a server of its own"]
async fn as_the_importing_process() {
    let [plan, url, secret, folder] = VARIABLES.map(|name| std::env::var(name).unwrap());
    let mut numbers = plan.split(' ').map(|number| number.parse::<u64>().unwrap());
    let plan = Plan {
        seed: numbers.next().unwrap(),
        imports: numbers.next().unwrap() as usize,
        runs: numbers.next().unwrap() as usize,
        kills: 0,
    };
    let credentials = Credentials::new("shiftwright-embedded", &secret);
    let client = Client::new(Endpoint::new(&url).unwrap(), credentials, settings()).unwrap();
    let folder = PathBuf::from(folder);
    let text = std::fs::read(folder.join(FILE)).unwrap();
    let book = workbook::open_bytes(FILE, text, &Opening::default()).unwrap();
    let reading = spreadsheet::understand(&book, &Choices::new(Tz::UTC)).unwrap();
    let worker = Worker {
        plan,
        store: Store::open(&folder.join(STORE)).unwrap(),
        session: session(client),
        book,
        reading,
    };
    worker.work().await;
}

struct Worker {
    plan: Plan,
    store: Store,
    session: Session,
    book: Book,
    reading: Reading,
}

impl Worker {
    /// What was interrupted goes on; then the rest, import by import and run by run.
    async fn work(&self) {
        self.finish_imports().await;
        let mut imports = self.store.imports().unwrap().len();
        println!("{SAYS}started at import {imports} of {}", self.plan.imports);
        loop {
            let due = self.plan.runs * imports / self.plan.imports;
            self.catch_up_with_runs(due).await;
            if imports == self.plan.imports {
                break;
            }
            self.import(imports).await;
            imports += 1;
            self.finish_imports().await;
        }
        println!("{SAYS}all is sent");
    }

    async fn import(&self, number: usize) {
        let lines = self.plan.lines(number);
        let shifts = Selection::of_lines(&self.reading.shifts, &lines);
        assert_eq!(shifts.len(), lines.len());
        let file = SentFile::of(&self.book, &shifts, Tz::UTC, false, String::new()).unwrap();
        let cancel = CancellationToken::new();
        let importer = importer(&self.store, &self.session, &cancel);
        importer.import(&file, shifts, |_| {}).await.unwrap();
    }

    /// As the planner who presses Continue until it is done.
    async fn finish_imports(&self) {
        for attempt in 0.. {
            let open = self.store.open_imports().unwrap();
            if open.is_empty() {
                break;
            }
            assert!(attempt < ENOUGH, "{open:?}");
            let cancel = CancellationToken::new();
            let importer = importer(&self.store, &self.session, &cancel);
            for import in open {
                importer.resume(&import.id, |_| {}).await.unwrap();
            }
        }
    }

    /// As the planner who looks for a run whose answer was lost, and keeps waiting.
    async fn catch_up_with_runs(&self, due: usize) {
        for attempt in 0.. {
            assert!(attempt < ENOUGH, "run {due}");
            let connection = &self.session.connection.id;
            let last = self.store.last_run(connection).unwrap();
            match last.map(|run| (run.outcome, run.id)) {
                Some((RunOutcome::Unknown, run)) => {
                    let (store, client) = (&self.store, &self.session.client);
                    let looked = optimization::look_for(store, client, &run, later()).await;
                    said("looked for a run", looked);
                }
                Some((RunOutcome::StillRunning, run)) => self.follow(&run).await,
                Some((RunOutcome::Failed | RunOutcome::Cancelled | RunOutcome::GivenUp, run)) => {
                    panic!("{run} failed")
                }
                Some((RunOutcome::Completed, _)) | None => {
                    let runs = self.store.runs().unwrap().len();
                    if runs >= due {
                        break;
                    }
                    let cancel = CancellationToken::new();
                    let now = Clock::default().now();
                    let asked = asked();
                    let (store, session) = (&self.store, &self.session);
                    let submitted =
                        optimization::submit(store, session, &asked, &cancel, now).await;
                    said("submitted a run", submitted.map(drop));
                }
            }
        }
    }

    async fn follow(&self, run: &str) {
        let polls = PollSettings {
            every: Duration::from_millis(50),
            deadline: Duration::from_secs(60),
        };
        let cancel = CancellationToken::new();
        let now = || chrono::DateTime::UNIX_EPOCH;
        let (store, client) = (&self.store, &self.session.client);
        let followed = optimization::follow(store, client, run, polls, &cancel, now, |_| {}).await;
        said("waited for a run", followed.map(drop));
    }
}

/// Faults of the server are what is expected here; others are not.
fn said(what: &str, outcome: Result<(), WorkError>) {
    match outcome {
        Ok(()) => {}
        Err(WorkError::RunNotStarted) => println!("{what}: it was not started"),
        Err(WorkError::Server(fault)) => println!("{what}: {fault}"),
        Err(other) => panic!("{what}: {other}"),
    }
}

fn asked() -> OptimizationRequest {
    OptimizationRequest {
        date_range: wire::DateRange::from(first_day()),
        ..request()
    }
}
