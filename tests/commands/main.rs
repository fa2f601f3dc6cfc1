//! Every command of the window over Tauri's mock runtime, success and failure,
//! against the real embedded workspace.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, also in what its cases share"
)]

mod bindings;
mod connect;
mod desk;
mod job;
mod mending;
mod permissions;
mod questions;
mod relay;
mod resuming;
mod secrets;
mod tenant;
mod tenants;
mod waiting;
