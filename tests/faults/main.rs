//! Faults between the program and a tenant: each row states what the planner
//! sees and what the server's store holds afterwards, and whoever goes on after it
//! brings the work to its end, once. The server is the embedded workspace, behind
//! one that loses, delays and falsifies.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod answers;
mod bench;
mod certificates;
mod command_line;
mod fault_server;
mod held;
mod network;
mod planner;
mod records;
mod redirects;
mod runs;
mod sign_in;
mod soak;
mod waits;
