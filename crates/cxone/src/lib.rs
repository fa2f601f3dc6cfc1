//! The WFM API: wire types, sign-in, retries, pages, polling, endpoints.
//!
//! Knows no window and no store. A [`Client`] is one connection to a CXone
//! tenant or to an embedded workspace; both speak the same contract. Every call
//! can be cancelled by dropping its future: nothing is left locked, and what was
//! already sent is safe to send again (see [`Client::run_optimization`] for the
//! one exception). Secret and token never reach a log, an error or a `Debug`.

mod access;
mod age;
mod answer;
mod call;
mod carried_out;
mod client;
mod coverage;
mod credentials;
mod details;
mod endpoint;
mod error;
mod hint;
mod interceptor;
mod mender;
mod network;
mod optimization;
mod pause;
mod polling;
mod proxy;
mod reach;
mod refusal;
mod retry;
mod settings;
mod sign_in;
mod transport;
pub mod wire;
mod words;

pub use access::{AccessCheck, AccessReport, AccessStep, StepOutcome};
pub use client::{Client, ImportAnswer, ToldApart};
pub use credentials::Credentials;
pub use details::Details;
pub use endpoint::{Endpoint, Region};
pub use error::CxoneError;
pub use interceptor::Interceptor;
pub use mender::Mender;
pub use pause::Pause;
pub use polling::{PollSettings, WaitOutcome};
pub use proxy::Proxy;
pub use reach::{NoAnswer, Unreachable};
pub use settings::{ClientSettings, Clock, Retries, Timeouts};
