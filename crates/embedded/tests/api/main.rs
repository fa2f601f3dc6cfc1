//! The embedded workspace over real HTTP.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

mod big_bodies;
mod coverage;
mod crash;
mod import;
mod import_form;
mod import_law;
mod import_told_apart;
mod job_requests;
mod jobs;
mod limits;
mod pages;
mod planner;
mod requirements;
mod routes;
mod sample;
mod sign_in;
mod support;
