use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, TimeZone};
use chrono_tz::Tz;
use secrecy::SecretString;
use staffing::Requirement;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, spawn_blocking};
use tokio_util::sync::CancellationToken;

use crate::EmbeddedError;
use crate::config::{Clock, Config, Credentials, Data, SAMPLE_SEED, SAMPLE_ZONE};
use crate::jobs::Jobs;
use crate::sample::{Sample, monday_after};
use crate::server::{Auth, Limits, Pages, Served, random_token, serve};
use crate::store::Store;

/// An embedded workspace that is being served.
///
/// Dropping it stops the server too, without waiting for requests under way.
pub struct Workspace {
    address: SocketAddr,
    client_id: String,
    client_secret: SecretString,
    store: Arc<Store>,
    jobs: Arc<Jobs>,
    sample: Sample,
    zone: Tz,
    clock: Clock,
    closing: CancellationToken,
    server: Option<JoinHandle<std::io::Result<()>>>,
}

/// How long closing waits for requests under way.
const PATIENCE: Duration = Duration::from_secs(5);

impl Workspace {
    /// Opens or makes the workspace in a folder, and serves it on 127.0.0.1.
    ///
    /// # Errors
    /// When the folder or the port cannot be used, when another program has the
    /// workspace open, or when the file is not a workspace of this version.
    pub async fn start(config: Config) -> Result<Self, EmbeddedError> {
        let Credentials {
            client_id,
            client_secret,
        } = config.credentials.clone().unwrap_or_else(|| Credentials {
            client_id: "shiftwright-embedded".to_owned(),
            client_secret: random_token().into(),
        });
        let served_on = (Ipv4Addr::LOCALHOST, config.port);
        let listener = TcpListener::bind(served_on)
            .await
            .map_err(|source| port(&config, source))?;
        let address = listener
            .local_addr()
            .map_err(|source| port(&config, source))?;

        let opening = config.clone();
        let opened = spawn_blocking(move || open(&opening)).await;
        let (store, sample, zone) = opened.unwrap_or(Err(EmbeddedError::Interrupted))?;
        let store = Arc::new(store);
        let jobs = Arc::new(Jobs::new(
            Arc::clone(&store),
            config.solver_time,
            config.clock.clone(),
        ));
        let resuming = Arc::clone(&jobs);
        let resumed = spawn_blocking(move || resuming.resume()).await;
        resumed.unwrap_or(Err(EmbeddedError::Interrupted))?;

        let closing = CancellationToken::new();
        let served = Arc::new(Served {
            store: Arc::clone(&store),
            jobs: Arc::clone(&jobs),
            auth: Auth::new(
                client_id.clone(),
                client_secret.clone(),
                config.scopes,
                config.token_lifetime,
            ),
            limits: Limits::new(config.rate_limit),
            pages: Pages::default(),
        });
        let server = tokio::spawn(serve(listener, served, closing.clone()));
        tracing::info!(%address, "the embedded workspace is served");
        Ok(Self {
            address,
            client_id,
            client_secret,
            store,
            jobs,
            sample,
            zone,
            clock: config.clock,
            closing,
            server: Some(server),
        })
    }

    /// Where it is served, such as `http://127.0.0.1:8787`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Who signs in.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// With what. Unless configured, it is another one at each start.
    #[must_use]
    pub fn client_secret(&self) -> &SecretString {
        &self.client_secret
    }

    /// Where the sample contact centre is; UTC for a planner's own data.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Replaces, skill by skill, what was required during the windows given. All
    /// of them are kept, or none; skills come into being.
    ///
    /// # Errors
    /// When a number of agents is not from 0 to 1,000,000, or the store fails.
    pub async fn load_requirements(
        &self,
        requirements: Vec<Requirement>,
    ) -> Result<(), EmbeddedError> {
        let store = Arc::clone(&self.store);
        let loaded = spawn_blocking(move || store.load_requirements(&requirements)).await;
        loaded.unwrap_or(Err(EmbeddedError::Interrupted))
    }

    /// The sample roster for the week that `day` lies in: a CSV with the columns
    /// Agent ID, Start, End, Skills, Breaks, Status; times local to [`zone`](Self::zone).
    ///
    /// # Errors
    /// None that are known; writing text in memory is formally allowed to fail.
    pub fn sample_roster(&self, day: NaiveDate) -> Result<String, EmbeddedError> {
        self.sample.roster_csv(day)
    }

    /// The Monday after today, in [`zone`](Self::zone).
    #[must_use]
    pub fn next_week(&self) -> NaiveDate {
        monday_after(today(&self.clock, self.zone))
    }

    /// Finishes the requests under way, stops the running optimization (the next
    /// start takes it up again), and lets go of the folder.
    pub async fn shut_down(mut self) {
        self.closing.cancel();
        let jobs = Arc::clone(&self.jobs);
        // A job that does not stop in time stays unfinished in the store.
        drop(spawn_blocking(move || jobs.close()).await);
        if let Some(mut server) = self.server.take()
            && tokio::time::timeout(PATIENCE, &mut server).await.is_err()
        {
            server.abort();
        }
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        self.closing.cancel();
    }
}

fn open(config: &Config) -> Result<(Store, Sample, Tz), EmbeddedError> {
    let store = Store::open(&config.folder)?;
    let wanted = match config.data {
        Data::Own => "a planner's own data",
        Data::Sample { .. } => "the sample contact centre",
    };
    let holds = store.claim(wanted)?;
    if holds != wanted {
        return Err(EmbeddedError::OtherData {
            folder: config.folder.clone(),
            holds,
            wanted,
        });
    }
    match config.data {
        // The roster of the sample can be had without its contact centre.
        Data::Own => Ok((store, Sample::new(SAMPLE_SEED, SAMPLE_ZONE), Tz::UTC)),
        Data::Sample { seed, zone } => {
            let sample = Sample::open(&store, seed, zone, |zone| today(&config.clock, zone))?;
            let zone = sample.zone();
            Ok((store, sample, zone))
        }
    }
}

fn today(clock: &Clock, zone: Tz) -> NaiveDate {
    zone.from_utc_datetime(&clock.now().naive_utc())
        .date_naive()
}

fn port(config: &Config, source: std::io::Error) -> EmbeddedError {
    EmbeddedError::Port {
        port: config.port,
        source,
    }
}
