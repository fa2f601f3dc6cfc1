//! The API contract over HTTP.

mod auth;
mod coverage;
mod errors;
mod fields;
mod import;
mod jobs;
mod limits;
mod optimization;
mod pages;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use axum::routing::{get, post};
use futures_util::StreamExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use auth::{Auth, random_token};
pub use limits::Limits;
pub use pages::Pages;

use self::errors::ApiError;
use crate::EmbeddedError;
use crate::jobs::Jobs;
use crate::store::Store;

/// What the handlers share.
pub struct Served {
    pub store: Arc<Store>,
    pub jobs: Arc<Jobs>,
    pub auth: Auth,
    pub limits: Limits,
    pub pages: Pages,
}

/// By the contract.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Longer bodies are not even read to their end.
const MOST_DRAINED: usize = 64 * 1024 * 1024;

/// Answers requests until `closing` is cancelled, then finishes those that are going on.
pub async fn serve(
    listener: TcpListener,
    served: Arc<Served>,
    closing: CancellationToken,
) -> std::io::Result<()> {
    axum::serve(listener, router(served))
        .with_graceful_shutdown(async move { closing.cancelled().await })
        .await
}

fn router(served: Arc<Served>) -> Router {
    let api = Router::new()
        .route("/schedule/shifts/import", post(import::import))
        .route("/schedule/coverage", get(coverage::coverage))
        .route("/schedule/optimization/run", post(jobs::run))
        .route("/schedule/optimization/jobs", get(jobs::list))
        .route(
            "/schedule/optimization/jobs/{job_id}",
            get(jobs::one).delete(jobs::cancel),
        );
    Router::new()
        .route("/oauth/token", post(auth::token))
        .nest("/api/v1/wfm", api)
        .fallback(async || ApiError::NotFound {
            code: "NOT_FOUND",
            message: "There is nothing at this address.".to_owned(),
        })
        .method_not_allowed_fallback(async || ApiError::WrongMethod)
        .with_state(served)
}

/// The body of a request that must be JSON.
async fn json_body(request: Request) -> Result<Vec<u8>, ApiError> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_json) {
        return Err(ApiError::NotJson);
    }
    read_body(request.into_body()).await
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// A body of at most 8 MiB. One that is longer is read on and thrown away, within
/// reason: a client that is still sending would otherwise never see the answer.
async fn read_body(body: Body) -> Result<Vec<u8>, ApiError> {
    let mut stream = body.into_data_stream();
    let (mut kept, mut length) = (Vec::new(), 0);
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| ApiError::Invalid {
            code: "INCOMPLETE_BODY",
            message: "The body broke off before its end. Send the request again.".to_owned(),
            errors: Vec::new(),
        })?;
        length += chunk.len();
        if length <= MOST_BYTES {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
            if length > MOST_DRAINED {
                break;
            }
        }
    }
    if length > MOST_BYTES {
        return Err(ApiError::TooLarge {
            message: "The body is larger than 8 MiB. Send fewer shifts at a time.".to_owned(),
        });
    }
    Ok(kept)
}

/// Runs work that waits for the disk or computes for long.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let joined = tokio::task::spawn_blocking(work).await;
    joined.unwrap_or(Err(ApiError::Failed(EmbeddedError::Interrupted)))
}
