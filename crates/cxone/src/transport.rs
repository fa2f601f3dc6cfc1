//! The one way to the server: every call of a connection takes it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, StatusCode};
use rustls::crypto::{CryptoProvider, ring};
use serde::de::DeserializeOwned;
use tokio_util::sync::CancellationToken;

use crate::answer::{Answer, NotAsPromised, scrubbed};
use crate::call::{Call, Repeat};
use crate::interceptor::intercepted;
use crate::pause::Gate;
use crate::refusal::Refusal;
use crate::retry::{Failure, Verdict, retrying};
use crate::sign_in::{Held, SignIn};
use crate::{ClientSettings, Credentials, CxoneError, Details, Endpoint, network};

#[derive(Debug)]
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) endpoint: Endpoint,
    pub(crate) settings: ClientSettings,
    pub(crate) sign_in: SignIn,
    pub(crate) gate: Gate,
}

const JSON: &str = "application/json";

/// Shorter than servers keep idle connections, so that a request seldom meets one that is just closing.
const IDLE: std::time::Duration = std::time::Duration::from_secs(20);

impl Transport {
    pub(crate) fn new(
        endpoint: Endpoint,
        credentials: Credentials,
        settings: ClientSettings,
    ) -> Result<Self, CxoneError> {
        let gate = Gate::new(settings.clock.clone());
        Ok(Self {
            http: http_client(&endpoint, &settings)?,
            endpoint,
            settings,
            sign_in: SignIn::new(credentials),
            gate,
        })
    }

    /// Carries a call through sign-in, pauses and retries to its answer. To `stop` it
    /// waits for no more than the answer to what is on its way.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        call: &Call,
        stop: &CancellationToken,
    ) -> Result<T, CxoneError> {
        let replayed = AtomicBool::new(false);
        let attempt = || self.attempt(call, stop, &replayed);
        let (retries, gate) = (self.settings.retries, &self.gate);
        let answered = retrying(retries, gate, call.repeat, stop, attempt).await;
        answered
            .and_then(|(answer, held)| self.promised(call, &answer, &held))
            .map_err(|failure| told(call.repeat, failure))
    }

    /// Sends one request and reads its whole answer, whatever it is. Waits for a pause first.
    pub(crate) async fn send(
        &self,
        request: RequestBuilder,
        call: &'static str,
    ) -> Result<Answer, Failure> {
        self.gate.pass().await;
        let proxy = &self.settings.proxy;
        let lost = |fault| network::failure(fault, self.endpoint.host(), call, proxy);
        let response = request.header(ACCEPT, JSON).send().await.map_err(lost)?;
        let answer = Answer::read(response).await.map_err(lost)?;
        tracing::debug!(call, status = answer.status.as_u16(), "answered");
        Ok(answer)
    }

    /// One attempt; signs in again and replays once in the whole call when the token is refused.
    async fn attempt(
        &self,
        call: &Call,
        stop: &CancellationToken,
        replayed: &AtomicBool,
    ) -> Result<(Answer, Arc<Held>), Failure> {
        loop {
            let held = tokio::select! {
                biased;
                () = stop.cancelled() => return Err(Failure::stopped()),
                held = self.may_send() => held?,
            };
            let answer = self.send(self.request(call, &held), call.name).await?;
            let answer = answer.without(&[&held.token, self.sign_in.secret()]);
            if answer.status == StatusCode::UNAUTHORIZED {
                self.sign_in.forget(&held).await;
                if replayed.swap(true, Ordering::Relaxed) {
                    let details = answer.details(call.name);
                    return Err(Failure::last(CxoneError::TokenRefused(details)));
                }
                continue;
            }
            if answer.status.is_success() {
                return Ok((answer, held));
            }
            let refusal = Refusal {
                answer: &answer,
                host: self.endpoint.host(),
                path: call.url.path(),
                call: call.name,
                now: self.settings.clock.now(),
            };
            return Err(refusal.of_call(call, &held.granted));
        }
    }

    /// Waits until there is a token and no pause.
    async fn may_send(&self) -> Result<Arc<Held>, Failure> {
        let held = self.token().await?;
        self.gate.pass().await;
        Ok(held)
    }

    fn request(&self, call: &Call, held: &Held) -> RequestBuilder {
        let request = self
            .http
            .request(call.method.clone(), call.url.clone())
            .header(AUTHORIZATION, held.bearer.clone());
        match &call.body {
            Some(body) => request.header(CONTENT_TYPE, JSON).body(body.clone()),
            None => request,
        }
    }

    /// The body of a success, if it is what the contract promises.
    fn promised<T: DeserializeOwned>(
        &self,
        call: &Call,
        answer: &Answer,
        held: &Held,
    ) -> Result<T, Failure> {
        answer.json().map_err(|found| {
            let mut details = answer.details(call.name);
            let secrets = [&held.token, self.sign_in.secret()];
            details.words = details
                .words
                .map(|words| scrubbed(&words, &secrets).into_owned());
            let error = match found {
                NotAsPromised::Page => intercepted(answer, details),
                NotAsPromised::Fault(what) => {
                    let what = scrubbed(&what, &secrets).into_owned();
                    CxoneError::ContractFault { what, details }
                }
            };
            // It says that all went well: whether that is the server's word, nobody knows.
            Failure {
                error,
                verdict: Verdict::Unsure,
            }
        })
    }
}

/// A request that must not be sent twice ends in doubt where it may have been carried out.
fn told(repeat: Repeat, failure: Failure) -> CxoneError {
    match (repeat, failure.verdict) {
        (Repeat::IfNotCarriedOut, Verdict::Unsure) => CxoneError::OutcomeUnknown {
            cause: Box::new(failure.error),
        },
        _ => failure.error,
    }
}

fn http_client(
    endpoint: &Endpoint,
    settings: &ClientSettings,
) -> Result<reqwest::Client, CxoneError> {
    if CryptoProvider::get_default().is_none() {
        // Someone else may install one at this moment: theirs is as good.
        let _ = ring::default_provider().install_default();
    }
    let timeouts = settings.timeouts;
    let builder = reqwest::Client::builder()
        .user_agent(concat!("shiftwright/", env!("CARGO_PKG_VERSION")))
        // A bearer token must not follow to another host.
        .redirect(Policy::none())
        .connect_timeout(timeouts.connect)
        .read_timeout(timeouts.silence)
        .timeout(timeouts.whole)
        .pool_idle_timeout(IDLE);
    let builder = if endpoint.is_loopback() {
        // A proxy cannot reach this computer as this computer does; and the
        // certificates of a computer that has none are not needed.
        let plain = endpoint.base_url().starts_with("http:");
        let direct = builder.no_proxy();
        if plain {
            direct.tls_certs_only([])
        } else {
            direct
        }
    } else {
        let guarded = builder.https_only(true);
        settings.proxy.apply(guarded).map_err(unprepared)?
    };
    builder.build().map_err(unprepared)
}

fn unprepared(fault: reqwest::Error) -> CxoneError {
    CxoneError::NoSecureConnections(Box::new(Details {
        call: "prepare connections",
        cause: Some(fault.without_url().to_string()),
        ..Details::default()
    }))
}
