//! A workspace to test against, and a client that hides nothing.

use std::sync::Once;
use std::time::Duration;

use chrono::{DateTime, Utc};
use cxone::wire::CoverageRecord;
use embedded::{Clock, Config, Data, Workspace};
use reqwest::{Client, Method, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Everything that the product asks for.
pub const ALL_SCOPES: &str =
    "wfm:schedule:read wfm:schedule:write wfm:optimization:read wfm:optimization:write";

pub const IMPORT: &str = "/api/v1/wfm/schedule/shifts/import";
pub const COVERAGE: &str = "/api/v1/wfm/schedule/coverage";
pub const RUN: &str = "/api/v1/wfm/schedule/optimization/run";
pub const JOBS: &str = "/api/v1/wfm/schedule/optimization/jobs";

/// A workspace in a folder of its own, and a signed-in client.
pub struct Server {
    pub workspace: Workspace,
    /// Removed when the test is over.
    pub _folder: TempDir,
    pub session: Session,
}

/// A client with a token.
#[derive(Clone)]
pub struct Session {
    pub base: String,
    pub token: String,
    client: Client,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

/// A Wednesday; next week is that of `shifts-week-49.csv`.
pub fn wednesday() -> DateTime<Utc> {
    instant("2026-11-25T12:00:00Z")
}

pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// Without limits, on a Wednesday that stands still.
pub fn config(folder: &TempDir, data: Data) -> Config {
    Config {
        rate_limit: None,
        clock: Clock::fixed(wednesday()),
        solver_time: Duration::from_millis(700),
        ..Config::new(folder.path(), data)
    }
}

impl Server {
    pub async fn start(data: Data) -> Self {
        Self::start_with(data, |_| {}).await
    }

    pub async fn start_with(data: Data, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(&folder, data);
        change(&mut config);
        let workspace = Workspace::start(config).await.unwrap();
        let session = Session::sign_in(&workspace, None).await;
        Self {
            workspace,
            _folder: folder,
            session,
        }
    }

    pub async fn import(&self, body: &Value) -> Reply {
        self.session.post(IMPORT, body).await
    }

    pub async fn coverage(&self, query: &str) -> Vec<CoverageRecord> {
        let reply = self.session.get(&format!("{COVERAGE}?{query}")).await;
        assert_eq!(reply.status, 200, "{query}: {}", reply.body);
        serde_json::from_value(reply.body["items"].clone()).unwrap()
    }
}

impl Session {
    /// Signs in with the scopes asked for, or all.
    pub async fn sign_in(workspace: &Workspace, scope: Option<&str>) -> Self {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", workspace.client_id()),
            ("client_secret", workspace.client_secret().expose_secret()),
            ("scope", scope.unwrap_or(ALL_SCOPES)),
        ];
        let base = workspace.base_url();
        let client = http();
        let reply = Reply::of(client.post(format!("{base}/oauth/token")).form(&form)).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let token = reply.body["access_token"].as_str().unwrap().to_owned();
        Self {
            base,
            token,
            client,
        }
    }

    /// With a token from elsewhere.
    pub fn with_token(base: &str, token: &str) -> Self {
        Self {
            base: base.to_owned(),
            token: token.to_owned(),
            client: http(),
        }
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.base);
        self.client.request(method, url).bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Reply {
        Reply::of(self.request(Method::GET, path)).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        Reply::of(self.request(Method::DELETE, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        Reply::of(self.request(Method::POST, path).json(body)).await
    }
}

impl Reply {
    /// Whatever goes wrong is answered as JSON too.
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let text = answer.text().await.unwrap();
        let body = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{status}: no JSON ({error}): {text}"));
        Self {
            status,
            headers,
            body,
        }
    }

    pub fn code(&self) -> &str {
        self.body["errorCode"].as_str().unwrap_or_default()
    }

    /// What is wrong: (index, field, code) of each item.
    pub fn faults(&self) -> Vec<(Option<u64>, &str, &str)> {
        let items = self.body["errors"].as_array();
        let items = items.map(Vec::as_slice).unwrap_or_default().iter();
        items
            .map(|item| {
                let text = |name: &str| item[name].as_str().unwrap_or_default();
                (item["index"].as_u64(), text("field"), text("code"))
            })
            .collect()
    }
}

/// A new client each time: a connection belongs to the runtime of one test.
pub fn http() -> Client {
    static CRYPTO: Once = Once::new();
    // Plain HTTP needs none, but the client will not be built without.
    CRYPTO.call_once(|| {
        rustls::crypto::ring::default_provider()
            .install_default()
            .unwrap();
    });
    Client::builder().no_proxy().build().unwrap()
}

/// A published shift of eight hours as it is sent.
pub fn shift(agent: &str, start: &str, end: &str, skills: &[&str]) -> Value {
    let skills: Vec<Value> = skills.iter().map(|id| json!({"skillId": id})).collect();
    json!({
        "agentId": agent, "startDate": start, "endDate": end, "skills": skills, "status": "PUBLISHED",
    })
}

pub fn import_of(shifts: &[Value]) -> Value {
    json!({"shifts": shifts})
}

/// The week of most tests.
pub const WEEK: &str = "dateFrom=2026-11-30T00:00:00Z&dateTo=2026-12-06T23:59:59Z";

/// Eight hours of skill A on Monday.
pub fn early(agent: &str) -> Value {
    shift(
        agent,
        "2026-11-30T06:00:00Z",
        "2026-11-30T14:00:00Z",
        &["A"],
    )
}

/// Available hours of each skill of the week: what can be seen of the shifts.
pub async fn hours(server: &Server) -> Vec<(String, f64)> {
    let records = server.coverage(WEEK).await.into_iter();
    records
        .map(|record| (record.skill_id.unwrap(), record.available_hours))
        .collect()
}
