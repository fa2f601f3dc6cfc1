//! A tenant on loopback that answers as a test says, and remembers what it was asked.

use std::sync::{Arc, Mutex};

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use cxone::{Credentials, Endpoint};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use workflow::connection::{Connection, Session};
use workflow::import::{ImportProgress, ImportReport, Importer, Selection};
use workflow::{Clock, SentFile, Store};

/// What a call is answered with.
pub type Answer = (u16, Value);

/// What the tenant was asked: method, path, body.
pub type Calls = Arc<Mutex<Vec<(Method, String, Value)>>>;

/// Starts a tenant that lets anyone sign in and answers other calls by `script`,
/// which is handed the path and the body.
pub async fn tenant(
    script: impl Fn(&str, &Value) -> Answer + Send + Sync + 'static,
) -> (Session, Calls) {
    let calls = Calls::default();
    let script = Arc::new(script);
    let seen = calls.clone();
    let router = Router::new().fallback(move |request: Request| {
        let (script, seen) = (script.clone(), seen.clone());
        async move { answer(request, script.as_ref(), &seen).await }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let endpoint = Endpoint::new(&base).unwrap();
    let connection = Connection::tenant(None, "Test", &endpoint, "planner");
    let credentials = Credentials::new("planner", "secret");
    let session = Session::open(connection, endpoint, credentials).await;
    let session = session.unwrap();
    calls.lock().unwrap().clear();
    (session, calls)
}

/// An import that took every shift of `body`.
pub fn all_taken(body: &Value) -> Answer {
    let taken = body["shifts"].as_array().unwrap().len();
    let result = json!({"jobId": "wfm-import-1", "processedCount": taken, "failedCount": 0, "status": "COMPLETED", "errors": []});
    (200, result)
}

async fn answer(
    request: Request,
    script: &(dyn Fn(&str, &Value) -> Answer + Send + Sync),
    seen: &Calls,
) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let body = axum::body::to_bytes(request.into_body(), usize::MAX)
        .await
        .unwrap();
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let (status, answer) = match path.as_str() {
        "/oauth/token" => {
            let token = json!({"access_token": "the-bearer-token", "token_type": "Bearer", "expires_in": 3600, "scope": cxone::wire::SCOPES.join(" ")});
            (200, token)
        }
        path if path.ends_with("/coverage") => (
            200,
            json!({"items": [], "nextPageToken": null, "totalCount": 0}),
        ),
        path => script(path, &body),
    };
    seen.lock().unwrap().push((method, path, body));
    (StatusCode::from_u16(status).unwrap(), Json(answer)).into_response()
}

/// Imports `shifts`, with a store of its own.
pub async fn import(
    session: &Session,
    shifts: impl Into<Selection<'_>>,
    cancel: &CancellationToken,
    progress: impl FnMut(ImportProgress),
) -> ImportReport {
    let store = Store::in_memory().unwrap();
    let shifts = shifts.into();
    let imported = importer(&store, session, cancel);
    let file = sent_file(&shifts);
    let imported = imported.import(&file, shifts, progress).await;
    imported.unwrap().report
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
        clock: Clock::starting_at(now()),
    }
}

/// A file that holds `shifts`.
pub fn sent_file(shifts: &Selection<'_>) -> SentFile {
    SentFile {
        name: "week-49.csv".to_owned(),
        hash: "abc".to_owned(),
        by: "ada".to_owned(),
        starts: shifts.starts().unwrap(),
        zone: chrono_tz::Tz::Europe__London,
        agents: shifts.agent_count(),
        replaced: false,
        only_some_rows: shifts.is_part(),
    }
}

pub fn now() -> DateTime<Utc> {
    "2026-11-25T12:00:00Z".parse().unwrap()
}
