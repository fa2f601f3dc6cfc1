//! Sign-in with client credentials, and the tokens that it hands out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Form;
use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequestParts, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use cxone::wire::{SCOPES, Token};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use super::Served;
use super::errors::ApiError;
use super::limits::Client;

/// The one client, and the tokens that are still good.
pub struct Auth {
    client_id: String,
    client_secret: SecretString,
    /// What the client may do at most.
    permitted: Vec<String>,
    lifetime: Duration,
    grants: Mutex<HashMap<String, Grant>>,
}

struct Grant {
    scopes: Arc<[String]>,
    until: Instant,
}

/// Whoever sent a request, signed in.
pub struct Caller {
    scopes: Arc<[String]>,
}

impl Auth {
    pub fn new(
        client_id: String,
        client_secret: SecretString,
        permitted: Vec<String>,
        lifetime: Duration,
    ) -> Self {
        Self {
            client_id,
            client_secret,
            permitted,
            lifetime,
            grants: Mutex::default(),
        }
    }

    fn is_client(&self, client_id: &str) -> bool {
        client_id.as_bytes().ct_eq(self.client_id.as_bytes()).into()
    }

    fn is_secret(&self, client_secret: &str) -> bool {
        let secret = self.client_secret.expose_secret();
        client_secret.as_bytes().ct_eq(secret.as_bytes()).into()
    }

    fn grant(&self, scopes: Vec<String>) -> Token {
        let token = random_token();
        let now = Instant::now();
        let scope = scopes.join(" ");
        let grant = Grant {
            scopes: scopes.into(),
            until: now + self.lifetime,
        };
        let mut grants = self.grants.lock().unwrap_or_else(PoisonError::into_inner);
        grants.retain(|_, grant| grant.until > now);
        grants.insert(token.clone(), grant);
        Token {
            access_token: token,
            token_type: "Bearer".to_owned(),
            expires_in: self.lifetime.as_secs().max(1),
            scope: Some(scope),
        }
    }

    /// What a token permits, while it is good. Tokens are random and looked up
    /// whole, so how long the search takes tells nothing about them.
    fn scopes_of(&self, token: &str) -> Option<Arc<[String]>> {
        let grants = self.grants.lock().unwrap_or_else(PoisonError::into_inner);
        let grant = grants.get(token)?;
        (grant.until > Instant::now()).then(|| Arc::clone(&grant.scopes))
    }
}

impl Caller {
    /// Whether the sign-in permits a call.
    pub fn must_have(&self, scope: &'static str) -> Result<(), ApiError> {
        if self.scopes.iter().any(|granted| granted == scope) {
            Ok(())
        } else {
            Err(ApiError::MissingScope { scope })
        }
    }
}

impl FromRequestParts<Arc<Served>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, ApiError> {
        let header = parts.headers.get(header::AUTHORIZATION);
        let scopes = header
            .and_then(|value| value.to_str().ok())
            .and_then(bearer)
            .and_then(|token| served.auth.scopes_of(token));
        let client = match scopes {
            Some(_) => Client::Known,
            None => Client::Unknown,
        };
        served.limits.check(client)?;
        scopes.map(|scopes| Self { scopes }).ok_or({
            ApiError::Unauthorized {
                message: if header.is_some() {
                    "The token is not good, or no longer. Sign in again."
                } else {
                    "Sign in first and send the token as Authorization: Bearer."
                },
            }
        })
    }
}

/// `POST /oauth/token`
pub async fn token(
    State(served): State<Arc<Served>>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<impl IntoResponse, ApiError> {
    let fields = form.map(|Form(fields)| fields);
    let field = |name: &str| fields.as_deref().ok().and_then(|fields| one(fields, name));
    let known = field("client_id").is_some_and(|id| served.auth.is_client(id));
    served.limits.check(if known {
        Client::Known
    } else {
        Client::Unknown
    })?;
    let fields = fields.map_err(|_| {
        invalid_request(
            "Send the request as a form: Content-Type: application/x-www-form-urlencoded.",
        )
    })?;
    let token = sign_in(&served.auth, &fields)?;
    let no_store = [
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    Ok((no_store, Json(token)))
}

fn sign_in(auth: &Auth, fields: &[(String, String)]) -> Result<Token, ApiError> {
    for name in ["grant_type", "client_id", "client_secret", "scope"] {
        if fields.iter().filter(|(key, _)| key == name).count() > 1 {
            return Err(invalid_request(&format!("{name} is there twice.")));
        }
    }
    let required = |name: &str| {
        one(fields, name).ok_or_else(|| invalid_request(&format!("{name} is missing.")))
    };
    let grant_type = required("grant_type")?;
    let (id, secret) = (required("client_id")?, required("client_secret")?);
    if grant_type != "client_credentials" {
        return Err(ApiError::SignIn {
            error: "unsupported_grant_type",
            description: "grant_type must be client_credentials.".to_owned(),
        });
    }
    // Both are compared whatever the first one says: the time taken tells nothing.
    if !(auth.is_client(id) & auth.is_secret(secret)) {
        return Err(ApiError::SignIn {
            error: "invalid_client",
            description: "The client id or the client secret is wrong.".to_owned(),
        });
    }
    Ok(auth.grant(scopes(auth, one(fields, "scope"))?))
}

/// The part of what is asked for that the client may have; without a wish, all of it.
fn scopes(auth: &Auth, asked: Option<&str>) -> Result<Vec<String>, ApiError> {
    let invalid = |description: String| ApiError::SignIn {
        error: "invalid_scope",
        description,
    };
    let Some(asked) = asked else {
        return Ok(auth.permitted.clone());
    };
    let mut granted: Vec<String> = Vec::new();
    for scope in asked.split(' ').filter(|scope| !scope.is_empty()) {
        if !SCOPES.contains(&scope) {
            let known = SCOPES.join(" ");
            return Err(invalid(format!(
                "There is no such scope. The scopes are: {known}."
            )));
        }
        let scope = scope.to_owned();
        if auth.permitted.contains(&scope) && !granted.contains(&scope) {
            granted.push(scope);
        }
    }
    if granted.is_empty() {
        return Err(invalid(
            "This client may have none of the scopes asked for.".to_owned(),
        ));
    }
    Ok(granted)
}

/// A field that is there, with a value: RFC 6749 takes an empty one for a missing one.
fn one<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let field = fields.iter().find(|(key, _)| key == name);
    field
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
}

fn invalid_request(description: &str) -> ApiError {
    ApiError::SignIn {
        error: "invalid_request",
        description: description.to_owned(),
    }
}

/// The token of an `Authorization` header; the scheme's case does not matter.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// 256 random bits as text.
pub fn random_token() -> String {
    let bits: [u128; 2] = rand::random();
    format!("{:032x}{:032x}", bits[0], bits[1])
}
