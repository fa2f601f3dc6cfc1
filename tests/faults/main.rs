//! Faults between the program and a tenant: each row states what the planner
//! sees and what the server's store holds afterwards. The server is the embedded
//! workspace, behind one that loses, delays and falsifies.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod bench;
mod certificates;
mod fault_server;
mod network;
mod sign_in;
mod waits;
