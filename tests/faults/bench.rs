//! One fault, one call: what the planner sees, and what the store holds then.

use std::time::Duration;

use cxone::wire::{self, GroupBy, OptimizationRequest};
use cxone::{
    AccessReport, Client, ClientSettings, Credentials, CxoneError, Endpoint, PollSettings, Retries,
    Timeouts, WaitOutcome,
};
use embedded::{Config, Data, Workspace};
use secrecy::ExposeSecret;
use spreadsheet::Choices;
use staffing::{DateRange, Requirement, Shift, ShiftStatus};
use tokio_util::sync::CancellationToken;
use workbook::Opening;
use workflow::connection::{Connection, Session};
use workflow::import::{Importer, Selection};
use workflow::{Clock, SentFile, Store};

use crate::fault_server::{Asked, Fault, FaultServer};

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// A call with two shifts.
    Import,
    /// A file with two shifts, as a planner imports it.
    File,
    /// The week's coverage.
    Read,
    /// An optimization.
    Run,
    /// A look at a job until it ends.
    Wait,
}

/// A row of the table.
pub struct Row {
    pub name: &'static str,
    pub what: Try,
    /// Seen by the planner: a part of message and hint; empty where all goes well.
    pub sees: &'static str,
    /// Afterwards on the server: shifts and runs.
    pub holds: (usize, usize),
    /// Requests to the call's own path; a second one is a repetition.
    pub sent: usize,
}

impl Row {
    /// Carries the row out. `script` is asked with the request and how often that
    /// call was asked for before; signing in is forwarded unless it says otherwise.
    pub async fn check(self, mut script: impl FnMut(&Asked, usize) -> Fault + Send + 'static) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            rate_limit: None,
            solver_time: Duration::from_millis(50),
            ..Config::new(folder.path(), Data::Own)
        };
        let workspace = Workspace::start(config).await.unwrap();
        workspace.load_requirements(vec![needed()]).await.unwrap();
        let path = self.what.path();
        let mut before = 0;
        let server = FaultServer::before(&workspace.base_url(), move |asked| {
            let fault = script(asked, before);
            before += usize::from(asked.is_for(path));
            fault
        })
        .await;
        let client = client(&server.url, &workspace, quick());
        let outcome = self.what.carry_out(&client).await;
        let said = match &outcome {
            Ok(()) => String::new(),
            Err(error) => format!("{error} {}", error.hint()),
        };
        let name = self.name;
        assert!(said.contains(self.sees), "{name}: {said:?}");
        assert_eq!(said.is_empty(), self.sees.is_empty(), "{name}: {said:?}");
        let shown = format!("{outcome:?}");
        let secret = workspace.client_secret().expose_secret();
        assert!(!shown.contains(secret), "{name} tells the secret");
        assert_eq!(server.count(path), self.sent, "{name}: requests");
        let direct = self::client(&workspace.base_url(), &workspace, quick());
        assert_eq!(holds(&direct).await, self.holds, "{name}: store");
        if self.holds != (0, 0)
            && let Err(error) = &outcome
        {
            assert!(!error.is_not_carried_out(), "{name} claims too much");
        }
        workspace.shut_down().await;
    }
}

impl Try {
    pub fn path(self) -> &'static str {
        match self {
            Self::Import | Self::File => "/schedule/shifts/import",
            Self::Read => "/schedule/coverage",
            Self::Run => "/optimization/run",
            Self::Wait => "/optimization/jobs/",
        }
    }

    pub async fn carry_out(self, client: &Client) -> Result<(), CxoneError> {
        match self {
            Self::Import => {
                let answer = client.import_shifts(&two_shifts(), false, false).await?;
                assert_eq!((answer.processed, answer.failed), (2, 0));
            }
            Self::File => import_file(client).await?,
            Self::Read => drop(client.coverage(day(), GroupBy::Skill, None).await?),
            Self::Run => drop(client.run_optimization(&request()).await?),
            Self::Wait => {
                let polls = PollSettings {
                    every: Duration::from_millis(5),
                    deadline: Duration::from_millis(60),
                };
                let cancel = CancellationToken::new();
                let outcome = client.wait_for_job("opt-1", polls, &cancel, |_| {}).await?;
                assert!(matches!(outcome, WaitOutcome::DeadlineReached(Some(_))));
            }
        }
        Ok(())
    }
}

async fn import_file(client: &Client) -> Result<(), CxoneError> {
    let csv = "Agent,Start,End,Skill\nAGENT-1,2024-05-01 06:00,2024-05-01 14:00,BILLING\nAGENT-2,2024-05-01 06:00,2024-05-01 14:00,BILLING\n";
    let book = workbook::open_bytes("shifts.csv", csv.into(), &Opening::default()).unwrap();
    let reading = spreadsheet::understand(&book, &Choices::new(chrono_tz::UTC)).unwrap();
    let shifts = Selection::from(&reading.shifts);
    let file = SentFile::of(&book, &shifts, chrono_tz::UTC, false, String::new()).unwrap();
    let session = Session {
        connection: Connection::own(),
        client: client.clone(),
        access: AccessReport {
            host: String::new(),
            checked_at: chrono::DateTime::UNIX_EPOCH,
            steps: Vec::new(),
        },
    };
    let importer = Importer {
        store: &Store::in_memory().unwrap(),
        session: &session,
        cancel: &CancellationToken::new(),
        clock: Clock::default(),
    };
    let report = importer.import(&file, shifts, |_| {}).await.unwrap().report;
    if let Some(fault) = report.stopped {
        return Err(fault);
    }
    assert_eq!((report.processed, report.failed), (2, 0));
    Ok(())
}

pub fn client(url: &str, workspace: &Workspace, settings: ClientSettings) -> Client {
    let secret = workspace.client_secret().expose_secret();
    let credentials = Credentials::new(workspace.client_id(), secret);
    Client::new(Endpoint::new(url).unwrap(), credentials, settings).unwrap()
}

/// Milliseconds where the contract waits seconds, and two retries.
pub fn quick() -> ClientSettings {
    ClientSettings {
        timeouts: Timeouts {
            connect: Duration::from_secs(5),
            silence: Duration::from_millis(400),
            whole: Duration::from_millis(900),
        },
        retries: Retries {
            most: 2,
            first_wait: Duration::from_millis(1),
            budget: Duration::from_secs(20),
        },
        ..ClientSettings::default()
    }
}

/// Shifts by the hours that they bring, eight each; runs by the server's list.
async fn holds(client: &Client) -> (usize, usize) {
    let records = client.coverage(day(), GroupBy::Skill, None).await.unwrap();
    let hours: f64 = records.iter().map(|record| record.available_hours).sum();
    let shifts = (0..10).find(|count| f64::from(*count as u8) * 8.0 == hours);
    (shifts.unwrap(), client.jobs().await.unwrap().len())
}

fn two_shifts() -> Vec<Shift> {
    let shift = |agent: &str| Shift {
        agent: agent.into(),
        time: DateRange {
            start: "2024-05-01T06:00:00Z".parse().unwrap(),
            end: "2024-05-01T14:00:00Z".parse().unwrap(),
        },
        skills: vec![staffing::ShiftSkill {
            skill: "BILLING".into(),
            proficiency: None,
        }],
        status: ShiftStatus::Published,
        breaks: Vec::new(),
    };
    vec![shift("AGENT-1"), shift("AGENT-2")]
}

/// A run is only for skills that the workspace knows.
fn needed() -> Requirement {
    Requirement {
        skill: "BILLING".into(),
        time: day(),
        agents: 3.0,
    }
}

fn day() -> DateRange {
    DateRange {
        start: "2024-05-01T00:00:00Z".parse().unwrap(),
        end: "2024-05-02T00:00:00Z".parse().unwrap(),
    }
}

fn request() -> OptimizationRequest {
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
