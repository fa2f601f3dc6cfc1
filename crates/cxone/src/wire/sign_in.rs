//! Signing in.

use serde::{Deserialize, Serialize};

use super::lenient;

/// The four permissions that the product asks for.
pub const SCOPES: [&str; 4] = [
    "wfm:schedule:read",
    "wfm:schedule:write",
    "wfm:optimization:read",
    "wfm:optimization:write",
];

/// Answer of the token endpoint.
#[derive(Clone, Deserialize, Serialize)]
pub struct Token {
    /// The bearer token. Never written to a log.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds that it stays good.
    #[serde(deserialize_with = "lenient::whole")]
    pub expires_in: u64,
    /// What it permits, separated by spaces; may be less than was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// Error body of the token endpoint, RFC 6749 section 5.2.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct OAuthError {
    /// `invalid_client`, `invalid_scope` and so on.
    pub error: String,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
}
