//! What befalls the calls of a soak, and when its process is killed.

use std::collections::VecDeque;
use std::process::ExitStatus;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use tokio::process::Child;

use super::plan::Plan;
use crate::fault_server::{Asked, Fault, answer};
use crate::planner::Try;

/// Shared by the fault server, which asks it, and whoever starts the process.
#[derive(Clone)]
pub struct Trouble(Arc<Mutex<Inner>>);

/// How much there was.
#[derive(Clone, Copy, Default)]
pub struct Figures {
    pub calls: usize,
    pub faults: usize,
    pub kills: usize,
}

struct Inner {
    random: SmallRng,
    /// Imports and runs that were asked for so far, retries included.
    sent: [usize; 2],
    /// At which of them the process is killed.
    kills: [VecDeque<usize>; 2],
    process: Option<Child>,
    killed: bool,
    figures: Figures,
}

/// The share of calls that meet a fault.
const SHARE: f64 = 0.2;

/// The longest time after an answer at which a process is killed: while it writes that down.
const SOON: u64 = 15;

impl Trouble {
    pub fn new(plan: Plan) -> Self {
        let mut random = SmallRng::seed_from_u64(plan.seed);
        // A fifth of the kills at the runs.
        let at_runs = plan.kills / 5;
        let kills = [
            moments(&mut random, plan.kills - at_runs, plan.imports),
            moments(&mut random, at_runs, plan.runs),
        ];
        Self(Arc::new(Mutex::new(Inner {
            random,
            sent: [0, 0],
            kills,
            process: None,
            killed: false,
            figures: Figures::default(),
        })))
    }

    /// What becomes of a request.
    pub fn befalls(&self, asked: &Asked) -> Fault {
        let mut inner = self.0.lock().unwrap();
        inner.figures.calls += 1;
        if inner.is_due(asked) {
            return self.killing(&mut inner);
        }
        if !inner.random.random_bool(SHARE) {
            return Fault::Forward;
        }
        inner.figures.faults += 1;
        any(&mut inner.random)
    }

    /// This is the process from now on.
    pub fn may_kill(&self, process: Child) {
        let mut inner = self.0.lock().unwrap();
        (inner.process, inner.killed) = (Some(process), false);
    }

    /// How the process ended, and whether it was killed.
    pub async fn ended(&self) -> (ExitStatus, bool) {
        let (process, killed) = {
            let mut inner = self.0.lock().unwrap();
            (inner.process.take(), inner.killed)
        };
        (process.unwrap().wait().await.unwrap(), killed)
    }

    pub fn figures(&self) -> Figures {
        self.0.lock().unwrap().figures
    }

    /// Killed before the server learns of the request, before it answers, or soon after.
    fn killing(&self, inner: &mut Inner) -> Fault {
        match inner.random.random_range(0..3) {
            0 => {
                inner.kill();
                Fault::ResetBefore
            }
            1 => {
                inner.kill();
                Fault::LoseAnswer
            }
            _ => {
                let after = Duration::from_millis(inner.random.random_range(0..SOON));
                let all = self.clone();
                // Killed only once, should another one be due meanwhile.
                inner.killed = true;
                tokio::spawn(async move {
                    tokio::time::sleep(after).await;
                    all.0.lock().unwrap().kill();
                });
                Fault::Forward
            }
        }
    }
}

impl Inner {
    /// Whether the process is to be killed at this request.
    fn is_due(&mut self, asked: &Asked) -> bool {
        for (kind, what) in [Try::Import, Try::Run].into_iter().enumerate() {
            if asked.is_for(what.path()) {
                self.sent[kind] += 1;
                let due = self.kills[kind]
                    .front()
                    .is_some_and(|at| *at <= self.sent[kind]);
                if due && !self.killed && self.process.is_some() {
                    self.kills[kind].pop_front();
                    return true;
                }
            }
        }
        false
    }

    /// SIGKILL, where there are signals.
    fn kill(&mut self) {
        if let Some(process) = &mut self.process {
            process.start_kill().unwrap();
            self.killed = true;
            self.figures.kills += 1;
        }
    }
}

/// Numbers of calls, in order, none twice.
fn moments(random: &mut SmallRng, count: usize, of: usize) -> VecDeque<usize> {
    let spread = (0..count).map(|place| {
        let (from, to) = (place * of / count, (place + 1) * of / count);
        random.random_range(from..to) + 1
    });
    spread.collect()
}

fn any(random: &mut SmallRng) -> Fault {
    let html = "<html><title>Log in</title>";
    let faults = [
        Fault::ResetBefore,
        Fault::ResetBefore,
        Fault::LoseAnswer,
        Fault::LoseAnswer,
        Fault::BreakBody,
        Fault::StallHeaders,
        Fault::StallBody,
        Fault::Drip(Duration::from_millis(1)),
        Fault::Gzip,
        answer("200 OK", &[], html),
        answer("200 OK", &[], "{\"jobId\": \"x"),
        answer("204 No Content", &[], ""),
        answer(
            "302 Found",
            &["Location: https://gateway.example/login"],
            "",
        ),
        answer("401 Unauthorized", &[], "{}"),
        answer("429 Too Many Requests", &["Retry-After: 1"], "{}"),
        answer("429 Too Many Requests", &[], "{}"),
        answer("500 Internal Server Error", &[], "{}"),
        answer("502 Bad Gateway", &[], html),
        answer("503 Service Unavailable", &["Retry-After: 0"], "{}"),
        answer("504 Gateway Timeout", &[], html),
    ];
    faults[random.random_range(0..faults.len())].clone()
}
