//! The embedded workspace: the WFM API served on this computer, with a real
//! store and a real optimizer.
//!
//! Speaks the API contract, Core and Extension, over plain HTTP on 127.0.0.1.
//! What is not part of the contract (loading requirements, the sample roster)
//! are functions of [`Workspace`]. One folder holds one workspace: a SQLite file
//! `workspace.sqlite`, and `workspace.lock` while a program has it open.
//!
//! Decisions where the contract leaves room:
//! - A job that a crash interrupted is run again at the next start; if that run
//!   ends with the program too, the job is `FAILED`.
//! - Drafts count as scheduled, like published shifts.
//! - `bestSoFar.coveredHours` are the hours of shortfall that the best answer fills.
//! - The list of jobs leaves their results out; each job can be asked for.
//! - Instants of breaks are cut to the minute like those of shifts.
//! - Intervals of `timeBlock` are counted from `dateFrom`.
//! - The same (agent, start, end) sent again keeps its stored breaks and status,
//!   unless `overwriteConflicts` is true; then the new ones hold.

mod config;
mod coverage;
mod error;
mod jobs;
mod sample;
mod server;
mod store;
mod time;
mod workspace;

pub use config::{Clock, Config, Credentials, Data, RateLimit};
pub use error::EmbeddedError;
pub use workspace::Workspace;
