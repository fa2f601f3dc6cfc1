//! What a planner tries, with a store of their own, and how they go on after a fault.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cxone::wire::{self, GroupBy, OptimizationRequest};
use cxone::{AccessReport, Client, CxoneError, PollSettings};
use spreadsheet::Choices;
use staffing::{DateRange, Requirement};
use tokio_util::sync::CancellationToken;
use workbook::Opening;
use workflow::connection::{Connection, Session};
use workflow::import::{ImportReport, Importer, Selection};
use workflow::optimization::{self, RunOutcome};
use workflow::{Clock, SentFile, Store, WorkError};

use crate::held;

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// The import of a file with two shifts.
    Import,
    /// The day's coverage.
    Read,
    /// An optimization.
    Run,
    /// Waiting for an optimization that runs already.
    Poll,
}

/// A planner at work on a workspace in `folder`, which `direct` reaches without faults.
pub struct Planner<'a> {
    store: Store,
    folder: &'a std::path::Path,
    direct: Session,
}

/// Two shifts of eight hours.
pub const FILE: &str = "Agent,Start,End,Skill\n\
    AGENT-1,2024-05-01 06:00,2024-05-01 14:00,BILLING\n\
    AGENT-2,2024-05-01 06:00,2024-05-01 14:00,BILLING\n";

impl Try {
    pub const ALL: [Self; 4] = [Self::Import, Self::Read, Self::Run, Self::Poll];

    /// A part of the call's own path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Import => "/schedule/shifts/import",
            Self::Read => "/schedule/coverage",
            Self::Run => "/optimization/run",
            Self::Poll => "/optimization/jobs/",
        }
    }
}

impl<'a> Planner<'a> {
    pub fn new(folder: &'a std::path::Path, direct: Client) -> Self {
        Self {
            store: Store::in_memory().unwrap(),
            folder,
            direct: session(direct),
        }
    }

    /// Has done by then what is needed before the call itself.
    pub async fn before(&self, what: Try) {
        if what == Try::Poll {
            self.submit(&self.direct).await.unwrap();
        }
    }

    /// Tries it through `client`: what the planner sees, if it did not go well.
    pub async fn tries(&self, what: Try, client: &Client) -> Result<(), CxoneError> {
        let session = session(client.clone());
        let outcome = match what {
            Try::Import => return self.import(&session).await,
            Try::Read => return client.coverage(day(), GroupBy::Skill, None).await.map(drop),
            Try::Run => self.submit(&session).await.map(drop),
            Try::Poll => self.follow(&session).await,
        };
        outcome.map_err(|fault| match fault {
            WorkError::Server(fault) => fault,
            other => panic!("{other}"),
        })
    }

    /// What the planner's own store says after it, and that going on without
    /// faults brings everything to a good end, once.
    pub async fn goes_on(&self, what: Try, outcome: &Result<(), CxoneError>) {
        match what {
            Try::Import => self.import_goes_on(outcome).await,
            Try::Read => {}
            Try::Run => self.run_goes_on(outcome).await,
            Try::Poll => {
                let expected = match outcome {
                    Ok(()) => RunOutcome::Completed,
                    Err(_) => RunOutcome::StillRunning,
                };
                assert_eq!(self.store.runs().unwrap()[0].outcome, expected);
                self.follow(&self.direct).await.unwrap();
                assert_eq!(held::runs(self.folder).len(), 1);
            }
        }
    }

    async fn import(&self, session: &Session) -> Result<(), CxoneError> {
        let book = workbook::open_bytes("shifts.csv", FILE.into(), &Opening::default()).unwrap();
        let reading = spreadsheet::understand(&book, &Choices::new(chrono_tz::UTC)).unwrap();
        let shifts = Selection::from(&reading.shifts);
        let file = SentFile::of(&book, &shifts, chrono_tz::UTC, false, String::new()).unwrap();
        let cancel = CancellationToken::new();
        let importer = importer(&self.store, session, &cancel);
        let report = importer.import(&file, shifts, |_| {}).await.unwrap().report;
        all_stands(report)
    }

    async fn import_goes_on(&self, outcome: &Result<(), CxoneError>) {
        let open = self.store.open_imports().unwrap();
        assert_eq!(open.is_empty(), outcome.is_ok(), "it is offered again");
        let cancel = CancellationToken::new();
        for import in open {
            let importer = importer(&self.store, &self.direct, &cancel);
            let report = importer.resume(&import.id, |_| {}).await.unwrap().report;
            all_stands(report).unwrap();
        }
        let held = held::shifts(self.folder);
        let agents: Vec<_> = held.iter().map(|shift| shift.agent.as_str()).collect();
        assert_eq!(agents, ["AGENT-1", "AGENT-2"], "all stands once");
    }

    async fn submit(&self, session: &Session) -> Result<String, WorkError> {
        let (cancel, now) = (CancellationToken::new(), Clock::default().now());
        optimization::submit(&self.store, session, &request(), &cancel, now).await
    }

    async fn run_goes_on(&self, outcome: &Result<(), CxoneError>) {
        let runs = self.store.runs().unwrap();
        let held = held::runs(self.folder);
        match outcome {
            Ok(()) => {
                let job = self.store.job_of(&runs[0].id).unwrap();
                assert_eq!(job, held.first().cloned(), "its name is known");
            }
            Err(CxoneError::OutcomeUnknown { .. }) => {
                assert_eq!(runs[0].outcome, RunOutcome::Unknown);
                let client = &self.direct.client;
                let found = optimization::look_for(&self.store, client, &runs[0].id, later()).await;
                assert_eq!(found.is_ok(), held.len() == 1, "{found:?}");
            }
            Err(_) => assert_eq!(runs, [], "it was certainly not started"),
        }
        if self.store.runs().unwrap().is_empty() {
            self.submit(&self.direct).await.unwrap();
        }
        self.follow(&self.direct).await.unwrap();
        assert_eq!(held::runs(self.folder).len(), 1, "one run, once");
    }

    /// Waits for the newest run until it ends.
    async fn follow(&self, session: &Session) -> Result<(), WorkError> {
        let run = self.store.runs().unwrap().remove(0).id;
        let polls = PollSettings {
            every: Duration::from_millis(5),
            deadline: Duration::from_secs(60),
        };
        let cancel = CancellationToken::new();
        let now = || DateTime::UNIX_EPOCH;
        let (store, client) = (&self.store, &session.client);
        let report = optimization::follow(store, client, &run, polls, &cancel, now, |_| {}).await?;
        assert_eq!(report.outcome, RunOutcome::Completed);
        Ok(())
    }
}

/// When a planner looks for a run whose answer was lost: the server had time to take it in.
pub fn later() -> DateTime<Utc> {
    Clock::default().now() + TimeDelta::minutes(3)
}

/// A session through `client`, of a connection that is always the same.
pub fn session(client: Client) -> Session {
    Session {
        connection: Connection::own(),
        client,
        access: AccessReport {
            host: String::new(),
            checked_at: DateTime::UNIX_EPOCH,
            steps: Vec::new(),
        },
    }
}

/// Three agents are needed all day for the skill of the file.
pub fn needed() -> Requirement {
    Requirement {
        skill: "BILLING".into(),
        time: day(),
        agents: 3.0,
    }
}

pub fn day() -> DateRange {
    DateRange {
        start: "2024-05-01T00:00:00Z".parse().unwrap(),
        end: "2024-05-02T00:00:00Z".parse().unwrap(),
    }
}

pub fn request() -> OptimizationRequest {
    OptimizationRequest {
        date_range: wire::DateRange::from(day()),
        optimization_goals: vec![wire::Goal::MaximizeSkillCoverage],
        gap_resolution_rules: vec![wire::GapRule {
            target_skill_id: "BILLING".to_owned(),
            deficit_hours: 1.0,
            priority: staffing::Priority::High,
            allow_overtime: false,
            max_overtime_hours_per_agent: 0.0,
            preferred_agent_pool: wire::AgentPool::All,
        }],
        compliance_rules: wire::ComplianceRules::default(),
    }
}

pub fn importer<'a>(
    store: &'a Store,
    session: &'a Session,
    cancel: &'a CancellationToken,
) -> Importer<'a> {
    Importer {
        store,
        session,
        cancel,
        clock: Clock::default(),
    }
}

fn all_stands(report: ImportReport) -> Result<(), CxoneError> {
    if let Some(fault) = report.stopped {
        return Err(fault);
    }
    assert_eq!((report.processed, report.failed), (2, 0));
    Ok(())
}
