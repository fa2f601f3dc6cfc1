//! A server that answers as a test tells it to and remembers what it was asked.

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Response};
use cxone::{Client, ClientSettings, Credentials, Endpoint, Retries, Timeouts};
use serde_json::{Value, json};
use staffing::DateRange;
use tokio::net::TcpListener;
use tokio::time::Instant;

pub const TOKEN: &str = "/oauth/token";
pub const COVERAGE: &str = "/api/v1/wfm/schedule/coverage";
pub const IMPORT: &str = "/api/v1/wfm/schedule/shifts/import";
pub const RUN: &str = "/api/v1/wfm/schedule/optimization/run";
pub const JOBS: &str = "/api/v1/wfm/schedule/optimization/jobs";
pub const SECRET: &str = "s3cr3t-of-the-tests";

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    pub body: String,
    pub at: Instant,
}

/// What a script does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    Answer {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: String,
    },
    /// Never answers.
    Silence,
    /// Closes the connection without an answer.
    Break,
}

pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

type Script = dyn FnMut(&Seen) -> Reply + Send;

impl Server {
    /// Hands out `token-1`, `token-2`, …, good for an hour; all else is the script's.
    pub async fn start(script: impl FnMut(&Seen) -> Reply + Send + 'static) -> Self {
        Self::with_tokens(3600, script).await
    }

    /// The same with tokens that are good for `expires_in` seconds.
    pub async fn with_tokens(
        expires_in: u64,
        mut script: impl FnMut(&Seen) -> Reply + Send + 'static,
    ) -> Self {
        let mut tokens = 0;
        Self::scripted(move |seen| {
            if seen.path == TOKEN {
                tokens += 1;
                return token(tokens, expires_in);
            }
            script(seen)
        })
        .await
    }

    /// Everything is the script's, tokens too.
    pub async fn scripted(script: impl FnMut(&Seen) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let script: Arc<Mutex<Script>> = Arc::new(Mutex::new(script));
        let log = Arc::clone(&seen);
        let app = Router::new().fallback(move |request: Request| {
            let (log, script) = (Arc::clone(&log), Arc::clone(&script));
            async move {
                let request = read(request).await;
                log.lock().unwrap().push(request.clone());
                let reply = script.lock().unwrap()(&request);
                answer(reply).await
            }
        });
        tokio::spawn(async { axum::serve(listener, app).await });
        Self { url, seen }
    }

    pub fn client(&self) -> Client {
        self.client_with(quick())
    }

    pub fn client_with(&self, settings: ClientSettings) -> Client {
        let endpoint = Endpoint::new(&self.url).unwrap();
        Client::new(endpoint, Credentials::new("planner", SECRET), settings).unwrap()
    }

    /// The requests to `path`, in the order in which they came.
    pub fn seen(&self, path: &str) -> Vec<Seen> {
        let seen = self.seen.lock().unwrap();
        seen.iter()
            .filter(|seen| seen.path == path)
            .cloned()
            .collect()
    }

    /// Every request, in the order in which they came.
    pub fn all(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn count(&self, path: &str) -> usize {
        self.seen(path).len()
    }
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Reply {
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, &body.to_string()).with("content-type", "application/json")
    }

    pub fn text(status: u16, body: &str) -> Self {
        Self::Answer {
            status,
            headers: Vec::new(),
            body: body.to_owned(),
        }
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Answer { headers, .. } = &mut self {
            headers.push((name, value.to_owned()));
        }
        self
    }
}

pub fn token(number: usize, expires_in: u64) -> Reply {
    let body = json!({
        "access_token": format!("token-{number}"),
        "token_type": "Bearer",
        "expires_in": expires_in,
        "scope": cxone::wire::SCOPES.join(" "),
    });
    Reply::json(200, &body)
}

/// One page of coverage: a record for each skill of `skills`.
pub fn page(skills: &[&str], next: Option<&str>, total: usize) -> Reply {
    let items: Vec<_> = skills.iter().map(|skill| record(skill)).collect();
    let body = json!({"items": items, "nextPageToken": next, "totalCount": total});
    Reply::json(200, &body)
}

pub fn record(skill: &str) -> Value {
    json!({
        "skillId": skill, "requiredHours": 120.0, "availableHours": 98.5,
        "dateRange": {"start": "2024-05-01T00:00:00Z", "end": "2024-05-01T23:59:59Z"},
    })
}

pub fn imported() -> Reply {
    let body = json!({
        "jobId": "wfm-import-1", "processedCount": 1, "failedCount": 0,
        "status": "COMPLETED", "errors": [],
    });
    Reply::json(200, &body)
}

pub fn job(status: &str) -> Reply {
    Reply::json(200, &json!({"jobId": "opt-1", "status": status}))
}

/// Settings that wait milliseconds where the contract waits seconds.
pub fn quick() -> ClientSettings {
    ClientSettings {
        retries: Retries {
            first_wait: Duration::from_millis(1),
            ..Retries::default()
        },
        ..ClientSettings::default()
    }
}

/// The same, giving up on a silent server soon.
pub fn impatient() -> ClientSettings {
    let timeouts = Timeouts {
        silence: Duration::from_millis(150),
        ..Timeouts::default()
    };
    ClientSettings {
        timeouts,
        ..quick()
    }
}

/// The first of May 2024.
pub fn day() -> DateRange {
    DateRange {
        start: "2024-05-01T00:00:00Z".parse().unwrap(),
        end: "2024-05-02T00:00:00Z".parse().unwrap(),
    }
}

async fn read(request: Request) -> Seen {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Seen {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
        at: Instant::now(),
    }
}

async fn answer(reply: Reply) -> Response<Body> {
    match reply {
        Reply::Answer {
            status,
            headers,
            body,
        } => {
            let start = Response::builder().status(status);
            let filled = headers
                .into_iter()
                .fold(start, |answer, (name, value)| answer.header(name, value));
            filled.body(body.into()).unwrap()
        }
        Reply::Silence => pending().await,
        // Ends the connection's task, and with it the connection.
        Reply::Break => std::panic::resume_unwind(Box::new("break")),
    }
}
