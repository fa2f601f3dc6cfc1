//! One fault, one call: what the planner sees, and what the store holds then.

use std::time::Duration;

use cxone::{Client, ClientSettings, Credentials, CxoneError, Endpoint, Retries, Timeouts};
use embedded::{Config, Data, Workspace};
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::fault_server::{Asked, Fault, FaultServer};
use crate::held;
use crate::planner::{Planner, Try, needed};

/// A row of the table.
#[derive(Clone, Copy)]
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

/// A workspace with a requirement and no shifts.
pub struct Bench {
    pub folder: TempDir,
    pub workspace: Workspace,
}

impl Row {
    /// Carries the row out. `script` is asked with the request and how often that
    /// call was asked for before; signing in is forwarded unless it says otherwise.
    pub async fn check(self, script: impl FnMut(&Asked, usize) -> Fault + Send + 'static) {
        self.check_with(quick(), script).await;
    }

    /// The same with settings of its own.
    pub async fn check_with(
        self,
        settings: ClientSettings,
        mut script: impl FnMut(&Asked, usize) -> Fault + Send + 'static,
    ) {
        let bench = Bench::start().await;
        let path = self.what.path();
        let mut before = 0;
        let server = FaultServer::before(&bench.workspace.base_url(), move |asked| {
            let fault = script(asked, before);
            before += usize::from(asked.is_for(path));
            fault
        })
        .await;
        let planner = bench.planner();
        planner.before(self.what).await;
        let client = bench.client(&server.url, settings);
        let outcome = planner.tries(self.what, &client).await;

        self.told(&outcome, &bench);
        // How often a run is looked at until it ends, nobody knows.
        if self.what != Try::Poll || outcome.is_err() {
            assert_eq!(server.count(path), self.sent, "{}: requests", self.name);
        }
        assert_eq!(bench.holds(), self.holds, "{}: store", self.name);
        planner.goes_on(self.what, &outcome).await;
        drop(planner);
        bench.workspace.shut_down().await;
    }

    /// What the planner sees is what the row says, and claims nothing that is not so.
    fn told(&self, outcome: &Result<(), CxoneError>, bench: &Bench) {
        let said = match outcome {
            Ok(()) => String::new(),
            Err(error) => format!("{error} {}", error.hint()),
        };
        let name = self.name;
        assert!(said.contains(self.sees), "{name}: {said:?}");
        assert_eq!(said.is_empty(), self.sees.is_empty(), "{name}: {said:?}");
        let shown = format!("{outcome:?}");
        let secret = bench.workspace.client_secret().expose_secret();
        assert!(!shown.contains(secret), "{name} tells the secret");
        if self.holds != (0, 0)
            && self.what != Try::Poll
            && let Err(error) = outcome
        {
            assert!(!error.is_not_carried_out(), "{name} claims too much");
        }
    }
}

impl Bench {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            rate_limit: None,
            solver_time: Duration::from_millis(50),
            ..Config::new(folder.path(), Data::Own)
        };
        let workspace = Workspace::start(config).await.unwrap();
        workspace.load_requirements(vec![needed()]).await.unwrap();
        Self { folder, workspace }
    }

    pub fn planner(&self) -> Planner<'_> {
        Planner::new(self.folder.path(), self.direct())
    }

    /// A client that meets no fault.
    pub fn direct(&self) -> Client {
        self.client(&self.workspace.base_url(), ClientSettings::default())
    }

    pub fn client(&self, url: &str, settings: ClientSettings) -> Client {
        let secret = self.workspace.client_secret().expose_secret();
        let credentials = Credentials::new(self.workspace.client_id(), secret);
        Client::new(Endpoint::new(url).unwrap(), credentials, settings).unwrap()
    }

    /// Shifts and runs.
    pub fn holds(&self) -> (usize, usize) {
        let folder = self.folder.path();
        (held::shifts(folder).len(), held::runs(folder).len())
    }
}

/// Two retries, and milliseconds between them where the contract waits seconds.
pub fn quick() -> ClientSettings {
    ClientSettings {
        retries: Retries {
            most: 2,
            first_wait: Duration::from_millis(1),
            budget: Duration::from_secs(20),
        },
        ..ClientSettings::default()
    }
}

/// The same, for servers that take too long: a busy machine must not be one of them.
pub fn impatient() -> ClientSettings {
    ClientSettings {
        timeouts: Timeouts {
            connect: Duration::from_secs(5),
            silence: Duration::from_secs(1),
            whole: Duration::from_secs(2),
        },
        ..quick()
    }
}
