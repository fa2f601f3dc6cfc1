//! From a status that is no success to what a planner is told.
//! Rules: the contract, "Every call".

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::header::LOCATION;

use crate::answer::Answer;
use crate::call::{Call, Permission, Repeat};
use crate::interceptor::{intercepted, sign_in_elsewhere};
use crate::retry::{Failure, Verdict, retry_after};
use crate::sign_in::Granted;
use crate::{CxoneError, Details, NoAnswer};

/// An answer that is no success, and where it came from.
pub(crate) struct Refusal<'a> {
    pub(crate) answer: &'a Answer,
    pub(crate) host: String,
    pub(crate) path: &'a str,
    pub(crate) call: &'static str,
    pub(crate) now: DateTime<Utc>,
}

impl Refusal<'_> {
    /// What a status means wherever it comes from; none for those that depend on the call.
    pub(crate) fn common(&self) -> Option<Failure> {
        let host = self.host.clone();
        let details = self.answer.details(self.call);
        let status = self.answer.status;
        Some(match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                let asked = retry_after(&self.answer.headers, self.now);
                Failure {
                    error: CxoneError::Busy { asked, details },
                    verdict: Verdict::SlowDown(asked),
                }
            }
            StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT | StatusCode::REQUEST_TIMEOUT => {
                let why = NoAnswer::Gateway;
                Failure {
                    error: CxoneError::NoAnswer { host, why, details },
                    verdict: Verdict::Unsure,
                }
            }
            StatusCode::PROXY_AUTHENTICATION_REQUIRED
            | StatusCode::NETWORK_AUTHENTICATION_REQUIRED => {
                Failure::last(intercepted(self.answer, details))
            }
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
                let path = self.path.to_owned();
                Failure::last(CxoneError::WrongPath {
                    host,
                    path,
                    details,
                })
            }
            _ if status.is_redirection() => Failure::last(self.sent_on(host, details)),
            _ if status.is_server_error() => Failure::last(CxoneError::ServerFault(details)),
            _ => return None,
        })
    }

    /// What it means for a call of the API. 401 is the sign-in's affair.
    pub(crate) fn of_call(&self, call: &Call, granted: &Granted) -> Failure {
        let status = self.answer.status;
        let details = self.answer.details(self.call);
        let absent = matches!(status.as_u16(), 404 | 405 | 501);
        if absent && (call.extension || status == StatusCode::NOT_IMPLEMENTED) {
            return Failure::last(CxoneError::Unsupported(details));
        }
        if let Some(mut failure) = self.common() {
            // A server that fell over may have begun.
            let began = matches!(failure.error, CxoneError::ServerFault(_));
            if began && call.repeat == Repeat::IfNotCarriedOut {
                failure.verdict = Verdict::Unsure;
            }
            return failure;
        }
        Failure::last(match status {
            StatusCode::FORBIDDEN => self.forbidden(call.needs, granted, details),
            StatusCode::PAYLOAD_TOO_LARGE => CxoneError::TooLarge(details),
            _ => CxoneError::Refused {
                errors: self.answer.words().errors,
                details,
            },
        })
    }

    /// 403 means a scope or the licence; finds out which.
    fn forbidden(&self, needs: Permission, granted: &Granted, details: Box<Details>) -> CxoneError {
        let words = self.answer.words();
        let scope = needs.scope();
        if !granted.includes(needs) {
            CxoneError::ScopeMissing { scope, details }
        } else if words.mention("licen") {
            CxoneError::NotLicensed(details)
        } else if words.mention("scope") {
            CxoneError::ScopeMissing { scope, details }
        } else if words.page {
            intercepted(self.answer, details)
        } else if needs.is_optimization() {
            // The scope is there: what is left is the licence.
            CxoneError::NotLicensed(details)
        } else {
            CxoneError::Forbidden { scope, details }
        }
    }

    /// Whoever sent us on: nobody follows, neither token nor secret.
    fn sent_on(&self, host: String, details: Box<Details>) -> CxoneError {
        let location = self.answer.headers.get(LOCATION);
        let target = location
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if let Some(by) = sign_in_elsewhere(target, &host) {
            return CxoneError::Intercepted { by, details };
        }
        let url = reqwest::Url::parse(target);
        let to = url.ok().and_then(|url| url.host_str().map(str::to_owned));
        let to = to.unwrap_or_else(|| "another page".to_owned());
        CxoneError::Redirected { host, to, details }
    }
}
