//! Bodies of requests: read, and taken to their end even where nobody wants them.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody as _};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::stream::{Fuse, Stream, StreamExt as _};

use super::errors::ApiError;

/// By the contract.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Whoever sends more than nobody wants is cut off.
const MOST_THROWN_AWAY: usize = 64 * 1024 * 1024;

/// Whoever takes longer than that to send what nobody wants is cut off.
const PATIENCE: Duration = Duration::from_secs(20);

/// The body of a request that must be JSON.
pub async fn json(request: Request) -> Result<Vec<u8>, ApiError> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_json) {
        return Err(ApiError::NotJson);
    }
    let mut body = request.into_body().into_data_stream();
    let mut kept = Vec::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| ApiError::Invalid {
            code: "INCOMPLETE_BODY",
            message: "The body broke off before its end. Send the request again.".to_owned(),
            errors: Vec::new(),
        })?;
        if kept.len() + chunk.len() > MOST_BYTES {
            return Err(ApiError::TooLarge {
                message: "The body is larger than 8 MiB. Send fewer shifts at a time.".to_owned(),
            });
        }
        kept.extend_from_slice(&chunk);
    }
    Ok(kept)
}

/// Answers at once, and goes on taking what the answer did not want of the body.
/// A client that sends all before it reads would otherwise see its connection
/// reset instead of the 401 or 413. One that asks whether to send (`Expect`) is
/// only told the answer.
pub async fn taken_to_its_end(request: Request, next: Next) -> Response {
    let asks_first = request.headers().contains_key(header::EXPECT);
    let (parts, body) = request.into_parts();
    if asks_first || body.is_end_stream() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let body = Shared::of(body);
    let wanted = Body::from_stream(body.clone());
    let answer = next.run(Request::from_parts(parts, wanted)).await;
    tokio::spawn(tokio::time::timeout(PATIENCE, body.throw_away()));
    answer
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// A body of which one reader may leave the rest to another.
#[derive(Clone)]
struct Shared(Arc<Mutex<Fuse<BodyDataStream>>>);

impl Shared {
    fn of(body: Body) -> Self {
        Self(Arc::new(Mutex::new(body.into_data_stream().fuse())))
    }

    async fn throw_away(mut self) {
        let mut length = 0;
        while let Some(Ok(chunk)) = self.next().await {
            length += chunk.len();
            if length > MOST_THROWN_AWAY {
                break;
            }
        }
    }
}

impl Stream for Shared {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.poll_next_unpin(context)
    }
}
