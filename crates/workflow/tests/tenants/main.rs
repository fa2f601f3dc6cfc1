//! A planner's work against a tenant that answers as each test says.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in what its cases share"
)]

mod connections;
mod dry_run;
mod import;
mod journal;
mod lost_run;
mod receipts;
mod run;
mod tenant;
