//! The API contract over HTTP.

mod auth;
mod body;
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
use axum::middleware::from_fn;
use axum::routing::{get, post};
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
        .layer(from_fn(body::taken_to_its_end))
        .with_state(served)
}

/// Runs work that waits for the disk or computes for long.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let joined = tokio::task::spawn_blocking(work).await;
    joined.unwrap_or(Err(ApiError::Failed(EmbeddedError::Interrupted)))
}
