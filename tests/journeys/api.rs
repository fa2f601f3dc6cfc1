//! What the service itself says, asked without any code of the program.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, Utc};
use reqwest::{Client, RequestBuilder};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const JOBS: &str = "/api/v1/wfm/schedule/optimization/jobs";

/// A signed-in caller of the service behind the window.
pub struct Service {
    client: Client,
    base: String,
    token: String,
}

/// How to reach the service, as the program writes it for tests.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint {
    base_url: String,
    client_id: String,
    client_secret: String,
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

#[derive(Deserialize)]
struct Jobs {
    items: Vec<Job>,
}

/// An optimization job, as far as the export shows it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    pub job_id: String,
    pub status: String,
    pub result: Option<Outcome>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    pub assignment_recommendations: Vec<Recommendation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recommendation {
    pub agent_id: String,
    pub compliance_score: f64,
    pub recommended_shifts: Vec<RecommendedShift>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecommendedShift {
    pub skill_id: String,
    pub start_time: DateTime<Utc>,
    pub end_time: DateTime<Utc>,
    pub coverage_impact: f64,
    pub overtime_flag: bool,
    #[serde(default)]
    pub breaks: Vec<Break>,
}

/// Unworked time inside a shift, in seconds.
#[derive(Deserialize)]
pub struct Break {
    pub duration: u32,
}

impl Service {
    /// Signs in with what `endpoint_file` says.
    pub async fn sign_in(endpoint_file: &Path) -> Result<Self> {
        // A second journey finds the provider of the first; that is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let written = fs::read_to_string(endpoint_file)
            .context("the program did not say where its service is")?;
        let endpoint: Endpoint = serde_json::from_str(&written)?;
        let client = Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(20))
            .build()?;
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &endpoint.client_id),
            ("client_secret", &endpoint.client_secret),
            ("scope", "wfm:schedule:read wfm:optimization:read"),
        ];
        let base = endpoint.base_url.trim_end_matches('/').to_owned();
        let token: Token = answer(client.post(format!("{base}/oauth/token")).form(&form)).await?;
        Ok(Self {
            client,
            base,
            token: token.access_token,
        })
    }

    /// The optimization job that was submitted last, which must be finished.
    pub async fn newest_finished_job(&self) -> Result<Job> {
        let jobs: Jobs = self.get(JOBS).await?;
        let newest = jobs
            .items
            .into_iter()
            .next()
            .context("the service knows of no optimization job")?;
        let job: Job = self.get(&format!("{JOBS}/{}", newest.job_id)).await?;
        if job.status != "COMPLETED" {
            bail!("the service says that job {} is {}", job.job_id, job.status);
        }
        Ok(job)
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        answer(
            self.client
                .get(format!("{}{path}", self.base))
                .bearer_auth(&self.token),
        )
        .await
    }
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> Result<T> {
    let response = request.send().await?;
    let (url, status, body) = (
        response.url().clone(),
        response.status(),
        response.text().await?,
    );
    if !status.is_success() {
        bail!("{url} answered {status}: {body}");
    }
    serde_json::from_str(&body).with_context(|| format!("{url} answered {body}"))
}
