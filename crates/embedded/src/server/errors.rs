//! Answers to requests that are not carried out, in the contract's body.

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cxone::wire::{ErrorBody, OAuthError, RecordError};

use crate::EmbeddedError;

/// Why a request is not carried out.
#[derive(Debug)]
pub enum ApiError {
    /// 400, with one item for each fault.
    Invalid {
        code: &'static str,
        message: String,
        errors: Vec<RecordError>,
    },
    /// 400 or 401 of the token endpoint, RFC 6749 section 5.2.
    SignIn {
        error: &'static str,
        description: String,
    },
    /// 401: no token, or one that is no longer good.
    Unauthorized { message: &'static str },
    /// 403: the token does not permit the call.
    MissingScope { scope: &'static str },
    /// 404.
    NotFound { code: &'static str, message: String },
    /// 405.
    WrongMethod,
    /// 413.
    TooLarge { message: String },
    /// 415.
    NotJson,
    /// 429, and when to try again.
    SlowDown {
        code: &'static str,
        message: String,
        retry_after: Duration,
    },
    /// 500: the workspace itself failed.
    Failed(EmbeddedError),
}

impl ApiError {
    /// 400 for one parameter of the address that is not as it must be.
    pub fn parameter(name: &str, message: impl Into<String>) -> Self {
        Self::parameter_breaks(name, "INVALID_PARAMETER", message)
    }

    /// 400 for one parameter of the address that breaks a rule which has a code of its own.
    pub fn parameter_breaks(name: &str, rule: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self::Invalid {
            code: "INVALID_PARAMETER",
            message: format!("{name}: {message}"),
            errors: vec![RecordError {
                field: Some(name.to_owned()),
                code: rule.to_owned(),
                message,
                ..RecordError::default()
            }],
        }
    }
}

impl From<EmbeddedError> for ApiError {
    fn from(error: EmbeddedError) -> Self {
        Self::Failed(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Invalid {
                code,
                message,
                errors,
            } => body(StatusCode::BAD_REQUEST, code, message, errors),
            Self::SignIn { error, description } => sign_in(error, description),
            Self::Unauthorized { message } => {
                let challenge = [(
                    header::WWW_AUTHENTICATE,
                    "Bearer realm=\"wfm\", error=\"invalid_token\"",
                )];
                let body = plain(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", message);
                (challenge, body).into_response()
            }
            Self::MissingScope { scope } => {
                let challenge = format!(
                    "Bearer realm=\"wfm\", error=\"insufficient_scope\", scope=\"{scope}\""
                );
                let message = format!(
                    "This sign-in does not include the permission {scope}. Sign in with a client that has it."
                );
                let body = plain(StatusCode::FORBIDDEN, "MISSING_SCOPE", message);
                ([(header::WWW_AUTHENTICATE, challenge)], body).into_response()
            }
            Self::NotFound { code, message } => plain(StatusCode::NOT_FOUND, code, message),
            Self::WrongMethod => plain(
                StatusCode::METHOD_NOT_ALLOWED,
                "METHOD_NOT_ALLOWED",
                "This address does not take that method. See the Allow header for those it takes.",
            ),
            Self::TooLarge { message } => {
                plain(StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE", message)
            }
            Self::NotJson => plain(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                "Send the body as JSON, with Content-Type: application/json.",
            ),
            Self::SlowDown {
                code,
                message,
                retry_after,
            } => {
                let seconds = HeaderValue::from(whole_seconds(retry_after));
                let body = plain(StatusCode::TOO_MANY_REQUESTS, code, message);
                ([(header::RETRY_AFTER, seconds)], body).into_response()
            }
            Self::Failed(error) => {
                tracing::error!(%error, "a request failed");
                plain(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "WORKSPACE_FAILED",
                    error.to_string(),
                )
            }
        }
    }
}

/// Rounded up, so that whoever waits that long does not come too early.
fn whole_seconds(wait: Duration) -> u64 {
    let more = u64::from(wait.subsec_nanos() > 0);
    (wait.as_secs() + more).max(1)
}

fn plain(status: StatusCode, code: &str, message: impl Into<String>) -> Response {
    body(status, code, message.into(), Vec::new())
}

fn body(status: StatusCode, code: &str, message: String, errors: Vec<RecordError>) -> Response {
    let body = ErrorBody {
        error_code: code.to_owned(),
        message,
        errors,
    };
    (status, Json(body)).into_response()
}

fn sign_in(error: &'static str, description: String) -> Response {
    let body = Json(OAuthError {
        error: error.to_owned(),
        error_description: Some(description),
    });
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    if error == "invalid_client" {
        // The endpoint takes the credentials in the form; the header is what HTTP asks of a 401.
        let challenge = [(header::WWW_AUTHENTICATE, "Bearer realm=\"wfm\"")];
        return (StatusCode::UNAUTHORIZED, no_store, challenge, body).into_response();
    }
    (StatusCode::BAD_REQUEST, no_store, body).into_response()
}
