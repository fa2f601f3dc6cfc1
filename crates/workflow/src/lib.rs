//! What a planner does, start to end: connections, imports, coverage, runs,
//! export, history.
//!
//! The only crate that ties the others together. It knows no Tauri, and it
//! never imports the embedded workspace: it meets that over HTTP like any
//! tenant. Whoever starts it hands over its address.

mod clock;
pub mod connection;
pub mod coverage;
mod error;
pub mod import;
pub mod intake;
pub mod optimization;
mod pause;
mod person;
mod secret;
mod store;
mod wording;

pub use clock::{Clock, ClockFault, computer_zone};
pub use error::WorkError;
pub use person::this_person;
pub use secret::{NotKept, SecretFor, SecretPlace, Secrets};
pub use store::{
    Counts, FailedRow, FinishedRun, ImportRecord, KEPT_FAILURES, OpenImport, Receipt, RunRecord,
    SentFile, Store,
};
