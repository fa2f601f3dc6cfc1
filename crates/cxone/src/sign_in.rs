//! One token for all calls of a connection. Rules: the contract, "Sign-in".

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use crate::age::Age;
use crate::answer::{Answer, NotAsPromised};
use crate::call::Permission;
use crate::interceptor::intercepted;
use crate::refusal::Refusal;
use crate::retry::{Failure, Verdict};
use crate::transport::Transport;
use crate::wire::{SCOPES, Token};
use crate::{Credentials, CxoneError};

pub(crate) const SIGN_IN: &str = "sign in";

/// A token is not used any more this long before it expires.
const RENEW_BEFORE: Duration = Duration::from_secs(30);

/// No server means longer than this; it also keeps the arithmetic of instants in bounds.
const LONGEST_LIFE: u64 = 7 * 24 * 3600;

/// The token of a connection, fetched by one request at a time.
#[derive(Debug)]
pub(crate) struct SignIn {
    credentials: Credentials,
    /// Held while a token is fetched, so that everyone else waits for it.
    last: Mutex<Option<Result<Arc<Held>, Failure>>>,
    /// How many fetches have ended: who waited for one takes what it brought, good or bad.
    ended: AtomicU64,
}

/// A token and what it permits.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) token: SecretString,
    pub(crate) bearer: HeaderValue,
    pub(crate) granted: Granted,
    age: Age,
    /// At this age it is not used any more.
    renew_at: Duration,
}

/// The scopes of a token; none told means all that were asked for (RFC 6749 section 5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Granted(Option<Vec<String>>);

impl Granted {
    pub(crate) fn includes(&self, permission: Permission) -> bool {
        let told = self.0.as_ref();
        told.is_none_or(|scopes| scopes.iter().any(|scope| scope == permission.scope()))
    }
}

impl SignIn {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            last: Mutex::new(None),
            ended: AtomicU64::new(0),
        }
    }

    pub(crate) fn secret(&self) -> &SecretString {
        &self.credentials.client_secret
    }

    /// Makes the next call sign in anew, unless someone already did after `refused` was handed out.
    pub(crate) async fn forget(&self, refused: &Arc<Held>) {
        let mut last = self.last.lock().await;
        if matches!(&*last, Some(Ok(held)) if Arc::ptr_eq(held, refused)) {
            *last = None;
        }
    }
}

impl Transport {
    /// The token to use now; signs in where there is none or it is about to expire.
    pub(crate) async fn token(&self) -> Result<Arc<Held>, Failure> {
        let seen = self.sign_in.ended.load(Ordering::Acquire);
        let mut last = self.sign_in.last.lock().await;
        let waited = self.sign_in.ended.load(Ordering::Acquire) != seen;
        match &*last {
            Some(result) if waited => return result.clone(),
            Some(Ok(held)) if held.age.elapsed(&self.settings.clock) < held.renew_at => {
                return Ok(Arc::clone(held));
            }
            _ => {}
        }
        let result = self.fetch_token().await.map(Arc::new);
        *last = Some(result.clone());
        self.sign_in.ended.fetch_add(1, Ordering::Release);
        result
    }

    /// Signs in even where there is a token that is good.
    pub(crate) async fn fresh_token(&self) -> Result<Arc<Held>, Failure> {
        *self.sign_in.last.lock().await = None;
        self.token().await
    }

    async fn fetch_token(&self) -> Result<Held, Failure> {
        let credentials = &self.sign_in.credentials;
        let url = self.endpoint.token_url().map_err(Failure::last)?;
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &credentials.client_id),
            ("client_secret", credentials.client_secret.expose_secret()),
            ("scope", &SCOPES.join(" ")),
        ];
        let age = Age::new(&self.settings.clock);
        let request = self.http.post(url).form(&form);
        let sent = self.send(request, SIGN_IN).await;
        let answer = sent
            .map_err(call_not_sent)?
            .without(&[self.sign_in.secret()]);
        if !answer.status.is_success() {
            return Err(self.sign_in_refused(&answer));
        }
        self.held(&answer, age)
    }

    /// Words of a token answer are never repeated: they may hold the token.
    fn held(&self, answer: &Answer, age: Age) -> Result<Held, Failure> {
        let fault = |what: &str| {
            let mut details = answer.details(SIGN_IN);
            details.words = None;
            let what = what.to_owned();
            Failure::last(CxoneError::ContractFault { what, details })
        };
        let token: Token = answer.json().map_err(|found| match found {
            NotAsPromised::Page => Failure::last(intercepted(answer, answer.details(SIGN_IN))),
            NotAsPromised::Fault(_) => fault("it holds no token"),
        })?;
        if !token.token_type.eq_ignore_ascii_case("bearer") {
            return Err(fault("its token is of an unknown type"));
        }
        if token.access_token.is_empty() {
            return Err(fault("its token is empty"));
        }
        let mut bearer = HeaderValue::try_from(format!("Bearer {}", token.access_token))
            .map_err(|_| fault("its token holds characters that cannot be sent"))?;
        bearer.set_sensitive(true);
        let life = Duration::from_secs(token.expires_in.min(LONGEST_LIFE));
        let granted = token
            .scope
            .map(|scopes| scopes.split_whitespace().map(str::to_owned).collect());
        Ok(Held {
            token: token.access_token.into(),
            bearer,
            granted: Granted(granted),
            age,
            renew_at: life.saturating_sub(RENEW_BEFORE),
        })
    }

    fn sign_in_refused(&self, answer: &Answer) -> Failure {
        let refusal = Refusal {
            answer,
            host: self.endpoint.host(),
            path: self.endpoint.token_path(),
            call: SIGN_IN,
            now: self.settings.clock.now(),
        };
        if let Some(failure) = refusal.common() {
            return call_not_sent(failure);
        }
        let words = answer.words();
        let details = answer.details(SIGN_IN);
        let client_id = self.sign_in.credentials.client_id.clone();
        let code = words.code.clone().unwrap_or_default();
        Failure::last(match (code.as_str(), answer.status) {
            ("invalid_client", _) | (_, StatusCode::UNAUTHORIZED) => {
                let id = words.mention("client id") || words.mention("client_id");
                if id && !words.mention("secret") {
                    CxoneError::ClientUnknown { client_id, details }
                } else {
                    CxoneError::SecretRefused { client_id, details }
                }
            }
            ("invalid_scope", _) => CxoneError::ScopesRefused { client_id, details },
            _ if words.page => intercepted(answer, details),
            _ => CxoneError::SignInRefused {
                code: words.code.unwrap_or_else(|| answer.status.to_string()),
                details,
            },
        })
    }
}

/// Whatever became of the sign-in, the call behind it was not sent.
fn call_not_sent(mut failure: Failure) -> Failure {
    if failure.verdict == Verdict::Unsure {
        failure.verdict = Verdict::NotSent;
    }
    failure
}
